use cdf_signin_engine::Engine;
use cdf_signin_engine::entra::Cloud;
use cdf_signin_engine::profile::{Entry, FieldProblem, HandOffEntry, Profiles};
use serde::Serialize;

/// A profile as it stands in `profiles.toml`; `null` is what is not set there.
#[derive(Debug, Serialize)]
pub struct ProfileShape<'a> {
    name: &'a str,
    is_default: bool,
    label: Option<&'a str>,
    flow: Option<&'a str>,
    tenant_id: Option<&'a str>,
    client_id: Option<&'a str>,
    cluster: Option<&'a str>,
    project: Option<&'a str>,
    redirect_port: Option<u16>,
    fixed_port: bool,
    scopes: Vec<&'a str>,
    authority: Option<&'a str>,
    cloud: Option<&'static str>,
    base_url: Option<&'a str>,
    authorize_url: Option<&'a str>,
    token_url: Option<&'a str>,
    device_code_url: Option<&'a str>,
    issuer: Option<&'a str>,
    audience: Option<&'a str>,
    login_hint: Option<&'a str>,
    domain_hint: Option<&'a str>,
    prompt: Option<&'a str>,
    response_mode: Option<&'a str>,
    browser: Option<&'a str>,
    certificate: Option<&'a str>,
    private_key: Option<&'a str>,
    pkcs12: Option<&'a str>,
    /// A client secret, or a certificate's password, is in the vault.
    secret_kept: bool,
    hand_off: &'a [HandOffEntry],
    problems: &'a [FieldProblem],
}

impl<'a> ProfileShape<'a> {
    pub fn new(engine: &Engine, entry: &'a Entry, profiles: &Profiles) -> Self {
        let draft = &entry.draft;
        Self {
            name: &draft.name,
            is_default: is_default(entry, profiles),
            label: set(&draft.label),
            flow: set(&draft.flow),
            tenant_id: set(&draft.tenant_id),
            client_id: set(&draft.client_id),
            cluster: set(&draft.cluster),
            project: set(&draft.project),
            redirect_port: draft.redirect_port.trim().parse().ok(),
            fixed_port: draft.fixed_port,
            scopes: draft.scopes.split_whitespace().collect(),
            authority: set(&draft.authority),
            cloud: cloud(entry),
            base_url: set(&draft.base_url),
            authorize_url: set(&draft.authorize_url),
            token_url: set(&draft.token_url),
            device_code_url: set(&draft.device_code_url),
            issuer: set(&draft.issuer),
            audience: set(&draft.audience),
            login_hint: set(&draft.login_hint),
            domain_hint: set(&draft.domain_hint),
            prompt: set(&draft.prompt),
            response_mode: set(&draft.response_mode),
            browser: set(&draft.browser),
            certificate: set(&draft.certificate),
            private_key: set(&draft.private_key),
            pkcs12: set(&draft.pkcs12),
            secret_kept: entry.profile.as_ref().is_ok_and(|profile| engine.has_kept_secret(profile)),
            hand_off: &entry.hand_off,
            problems: entry.profile.as_ref().err().map_or(&[], Vec::as_slice),
        }
    }
}

/// Named as the default, in whatever case.
pub fn is_default(entry: &Entry, profiles: &Profiles) -> bool {
    let default = profiles.default.as_deref().and_then(|name| profiles.find(name));
    default.is_some_and(|default| default.draft.name == entry.draft.name)
}

/// Entra's, which the authority names or nothing does.
fn cloud(entry: &Entry) -> Option<&'static str> {
    let profile = entry.profile.as_ref().ok().filter(|profile| profile.is_entra())?;
    Cloud::at(&profile.authority).map(|cloud| cloud.id)
}

fn set(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
