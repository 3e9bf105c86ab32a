//! What tools write out and a profile need not say: a profile says only what is out of the ordinary.

use oauth2::url::Url;

use crate::cdf;
use crate::entra::Cloud;
use crate::profile::presets::CDF_TOKEN_URL;
use crate::profile::{DEFAULT_AUTHORITY, DEFAULT_REDIRECT_PORT, Flow, Preset, ProfileDraft, field};

/// The draft in its shortest form.
pub(super) fn settle(draft: &mut ProfileDraft) {
    draft.cluster = short_cluster(draft.cluster.trim()).to_ascii_lowercase();
    settle_base_url(draft);
    settle_token_url(draft);
    settle_authority(draft);
    if is_entra(draft) {
        settle_scopes(draft);
        // Entra knows no such parameter; the toolkit writes it nevertheless.
        draft.audience.clear();
    } else if draft.token_url == CDF_TOKEN_URL && draft.flow.is_empty() {
        Flow::ClientSecret.as_str().clone_into(&mut draft.flow);
    }
    if draft.redirect_port == DEFAULT_REDIRECT_PORT.to_string() {
        draft.redirect_port.clear();
    }
}

/// Whom the tokens of such a profile go to, where that is neither Cognite nor this machine: a file from somebody else
/// could name anybody.
pub(super) fn strange_host(draft: &ProfileDraft) -> Option<String> {
    let address = match draft.base_url.trim() {
        "" if draft.cluster.is_empty() => return None,
        "" => format!("https://{}", cdf::host(&draft.cluster)),
        base_url => base_url.to_owned(),
    };
    let url = Url::parse(&address).ok()?;
    let host = url.host_str().filter(|host| !host.ends_with(".cognitedata.com") && !field::is_loopback(&url))?;
    Some(host.to_owned())
}

/// Fills in what a toolkit's `PROVIDER` stands for.
pub(super) fn fill_provider(draft: &mut ProfileDraft, provider: &str) {
    if let Some(preset) = Preset::parse(provider) {
        // What only the person can know is missing afterwards, and said as that.
        let _ = preset.fill(draft);
    }
}

fn is_entra(draft: &ProfileDraft) -> bool {
    draft.token_url.is_empty() && draft.authorize_url.is_empty() && draft.issuer.is_empty()
}

/// `westeurope-1` of `westeurope-1.cognitedata.com`. A private link's host has more parts; there the whole host is the
/// cluster's name.
pub(super) fn short_cluster(host: &str) -> &str {
    let short = host.strip_suffix(".cognitedata.com").unwrap_or(host);
    if short.contains('.') { host } else { short }
}

fn settle_base_url(draft: &mut ProfileDraft) {
    let text = draft.base_url.trim().trim_end_matches('/').to_owned();
    // A host alone is what some files have here.
    let whole = if text.is_empty() || text.contains("://") { text } else { format!("https://{text}") };
    let url = Url::parse(&whole).ok();
    let host = url.as_ref().and_then(Url::host_str).filter(|host| host.ends_with(".cognitedata.com"));
    if let Some(host) = host.filter(|_| draft.cluster.is_empty()) {
        short_cluster(host).clone_into(&mut draft.cluster);
    }
    let own = (!draft.cluster.is_empty()).then(|| format!("https://{}", cdf::host(&draft.cluster)));
    draft.base_url = if own.as_deref() == Some(&whole) { String::new() } else { whole };
}

/// `https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token` says which tenant, and nothing else.
fn settle_token_url(draft: &mut ProfileDraft) {
    let Ok(url) = Url::parse(draft.token_url.trim()) else { return };
    let ends = ["/oauth2/v2.0/token", "/oauth2/token"];
    let tenant = ends.into_iter().find_map(|end| url.path().strip_suffix(end)).map(|tenant| tenant.trim_matches('/'));
    if let Some(tenant) = tenant.filter(|tenant| field::tenant_id(tenant).is_ok())
        && has_entras_shape(&url)
    {
        fill(&mut draft.tenant_id, tenant);
        fill(&mut draft.authority, &url.origin().ascii_serialization());
        draft.token_url.clear();
    }
}

/// The tenant may stand behind the authority, as MSAL wants it.
fn settle_authority(draft: &mut ProfileDraft) {
    if let Ok(url) = Url::parse(draft.authority.trim())
        && has_entras_shape(&url)
    {
        let tenant = url.path().trim_matches('/');
        if field::tenant_id(tenant).is_ok() {
            fill(&mut draft.tenant_id, tenant);
            draft.authority = url.origin().ascii_serialization();
        }
    }
    if draft.authority.trim_end_matches('/') == DEFAULT_AUTHORITY {
        draft.authority.clear();
    }
}

/// One of Entra's clouds, or a stand-in on this machine.
fn has_entras_shape(url: &Url) -> bool {
    Cloud::at(url).is_some() || field::is_loopback(url)
}

fn settle_scopes(draft: &mut ProfileDraft) {
    let scopes = draft.scopes.replace(',', " ");
    let scopes: Vec<_> = scopes.split_whitespace().collect();
    let of_host =
        |host: &str| format!("https://{}/.default", host.split_once(".plink.").map_or(host, |(_, public)| public));
    let usual = [of_host(&cdf::host(&draft.cluster)), format!("{}/.default", draft.base_url)];
    let is_usual = scopes.iter().all(|scope| usual.iter().any(|usual| usual == scope));
    draft.scopes = if is_usual { String::new() } else { scopes.join(" ") };
}

fn fill(field: &mut String, value: &str) {
    if field.is_empty() {
        value.clone_into(field);
    }
}
