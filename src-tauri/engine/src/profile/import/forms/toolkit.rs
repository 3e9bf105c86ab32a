use super::{Gather, Node};
use crate::profile::Flow;
use crate::profile::import::plain;
use crate::vault::SecretKind;

/// The keys of the Cognite Toolkit; neat reads the same ones.
pub(super) fn read(tree: &Node, gather: &mut Gather<'_>) -> bool {
    let is_toolkit = ["CDF_PROJECT", "CDF_CLUSTER", "CDF_URL", "IDP_CLIENT_ID", "IDP_TENANT_ID", "LOGIN_FLOW"];
    if !is_toolkit.into_iter().any(|key| tree.has(key)) {
        return false;
    }
    for (field, key) in [
        ("project", "CDF_PROJECT"),
        ("cluster", "CDF_CLUSTER"),
        ("base_url", "CDF_URL"),
        ("client_id", "IDP_CLIENT_ID"),
        ("tenant_id", "IDP_TENANT_ID"),
        ("authority", "IDP_AUTHORITY_URL"),
        ("token_url", "IDP_TOKEN_URL"),
        ("audience", "IDP_AUDIENCE"),
        ("scopes", "IDP_SCOPES"),
    ] {
        gather.put(field, tree, key);
    }
    // Separated by commas.
    gather.draft.scopes = gather.draft.scopes.replace(',', " ");
    gather.secret(SecretKind::ClientSecret, tree, "IDP_CLIENT_SECRET");
    read_flow(tree, gather);
    let provider = gather.value(tree, "PROVIDER");
    read_provider(provider.as_deref().map_or("", String::as_str), tree, gather);
    true
}

fn read_flow(tree: &Node, gather: &mut Gather<'_>) {
    match gather.value(tree, "LOGIN_FLOW").as_deref().map(String::as_str) {
        Some("client_credentials") => gather.flow(Flow::ClientSecret),
        Some("device_code") => gather.flow(Flow::DeviceCode),
        Some("interactive") => gather.flow(Flow::Browser),
        Some("token") => {
            gather.flow(Flow::Browser);
            gather.note("It goes by a token, which is not imported: you sign in yourself instead.");
        }
        Some("session") => {
            gather.flow(Flow::Browser);
            gather.note("It goes by the Toolkit's own sign-in, which is not imported: you sign in yourself instead.");
        }
        Some(_) | None => {}
    }
}

/// Providers other than Entra are asked at the addresses given, or name themselves in their discovery document.
fn read_provider(provider: &str, tree: &Node, gather: &mut Gather<'_>) {
    const DISCOVERY: &str = "/.well-known/openid-configuration";
    if ["auth0", "other"].contains(&provider)
        && gather.draft.token_url.is_empty()
        && let Some(discovery) = gather.value(tree, "IDP_DISCOVERY_URL")
    {
        gather.put_text("issuer", discovery.strip_suffix(DISCOVERY).unwrap_or(&discovery));
    }
    if provider == "cdf" {
        plain::fill_provider(&mut gather.draft, provider);
        // Its applications ask for no scope.
        gather.draft.scopes.clear();
    }
}
