use super::{Gather, Node};
use crate::profile::Flow;
use crate::vault::SecretKind;

/// `COGNITE_…` of the Rust SDK, of notebooks and of other tools.
pub(super) fn read(tree: &Node, gather: &mut Gather<'_>) -> bool {
    if !["COGNITE_PROJECT", "COGNITE_BASE_URL", "COGNITE_CLIENT_ID"].into_iter().any(|key| tree.has(key)) {
        return false;
    }
    for (field, key) in [
        ("project", "COGNITE_PROJECT"),
        ("base_url", "COGNITE_BASE_URL"),
        ("base_url", "COGNITE_HOST"),
        ("cluster", "COGNITE_CLUSTER"),
        ("cluster", "CDF_CLUSTER"),
        ("tenant_id", "COGNITE_TENANT_ID"),
        ("tenant_id", "COGNITE_TENANT"),
        ("client_id", "COGNITE_CLIENT_ID"),
        ("token_url", "COGNITE_TOKEN_URL"),
        ("scopes", "COGNITE_SCOPES"),
        ("audience", "COGNITE_AUDIENCE"),
    ] {
        gather.put(field, tree, key);
    }
    gather.secret(SecretKind::ClientSecret, tree, "COGNITE_CLIENT_SECRET");
    if ["COGNITE_TOKEN", "COGNITE_BEARER_TOKEN", "TOKEN"].into_iter().any(|key| tree.has(key)) {
        gather.note("It has a token, which is not imported: you sign in yourself instead.");
    } else if tree.has("COGNITE_CLIENT_SECRET") {
        gather.flow(Flow::ClientSecret);
    }
    true
}
