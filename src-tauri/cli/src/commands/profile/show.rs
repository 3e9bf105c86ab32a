use cdf_signin_engine::entra::{self, Cloud};
use cdf_signin_engine::profile::{self, Entry, Profiles};
use cdf_signin_engine::{Engine, Failure, cdf};
use clap::Args;

use crate::choose;
use crate::shapes::{ProfileShape, is_default};
use crate::terminal::Terminal;
use crate::words::{BAD, DIM, painted, visible};

/// Show a profile's fields
#[derive(Debug, Args)]
pub struct Show {
    /// The profile; left out, the default or the only one
    name: Option<String>,
}

impl Show {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        // A profile with mistakes can be shown too, when it is named.
        let entry = match self.name.as_deref() {
            Some(name) => engine.entry(name)?,
            None => engine.entry(choose::profile(engine, terminal, None)?.name.as_str())?,
        };
        let profiles = engine.profiles()?;
        for problem in entry.profile.as_ref().err().into_iter().flatten() {
            terminal.say(&format!("{} {}\n", painted(BAD, &format!("{}:", problem.field)), visible(&problem.message)));
        }
        let has_secret = entry.profile.as_ref().is_ok_and(|profile| engine.has_kept_secret(profile));
        terminal.answer(&drawn(&entry, &profiles, has_secret), &ProfileShape::new(engine, &entry, &profiles))
    }
}

/// What is set, and what holds where nothing is set.
fn drawn(entry: &Entry, profiles: &Profiles, has_secret: bool) -> String {
    let draft = &entry.draft;
    let fallback = entry.profile.as_ref().ok();
    let at_entra = fallback.filter(|profile| profile.is_entra());
    let fixed_port = if draft.fixed_port { "true" } else { "" };
    let fields = [
        ("name", &*draft.name, None),
        ("default", if is_default(entry, profiles) { "true" } else { "" }, None),
        ("label", &draft.label, None),
        ("flow", &draft.flow, fallback.map(|profile| profile.flow.as_str().to_owned())),
        ("certificate", &draft.certificate, None),
        ("private_key", &draft.private_key, None),
        ("pkcs12", &draft.pkcs12, None),
        ("secret", if has_secret { "is kept, and never shown" } else { "" }, None),
        ("tenant_id", &draft.tenant_id, None),
        ("client_id", &draft.client_id, None),
        ("cluster", &draft.cluster, None),
        ("project", &draft.project, None),
        ("base_url", &draft.base_url, fallback.map(cdf::base_url)),
        ("scopes", &draft.scopes, fallback.and_then(entra::default_scope)),
        ("redirect_port", &draft.redirect_port, fallback.and_then(usual_port)),
        ("fixed_port", fixed_port, None),
        ("authority", &draft.authority, at_entra.map(|profile| profile.authority.to_string())),
        ("cloud", "", at_entra.and_then(|profile| Cloud::at(&profile.authority)).map(|cloud| cloud.title.to_owned())),
        ("authorize_url", &draft.authorize_url, None),
        ("token_url", &draft.token_url, None),
        ("device_code_url", &draft.device_code_url, None),
        ("issuer", &draft.issuer, None),
        ("audience", &draft.audience, None),
        ("login_hint", &draft.login_hint, None),
        ("domain_hint", &draft.domain_hint, None),
        ("prompt", &draft.prompt, None),
        ("response_mode", &draft.response_mode, None),
        ("browser", &draft.browser, None),
    ];
    let line = |key: &str, value: &str| format!("{} {value}\n", painted(DIM, &format!("{key:15}")));
    let fields = fields.into_iter().filter_map(|(key, set, unset)| match (set.trim(), unset) {
        ("", None) => None,
        ("", Some(usual)) => Some(line(key, &painted(DIM, &visible(&usual)))),
        (set, _) => Some(line(key, &visible(set))),
    });
    let files = entry.hand_off.iter().map(|file| line("hand_off", &visible(&format!("{} {}", file.format, file.path))));
    fields.chain(files).collect()
}

/// Only a browser comes back to a port.
fn usual_port(profile: &profile::Profile) -> Option<String> {
    (profile.flow == profile::Flow::Browser).then(|| profile.redirect_port.to_string())
}
