use super::{Gather, Node};
use crate::profile::Flow;
use crate::vault::SecretKind;

/// pygen's `load_cognite_client_from_toml`: a section, usually `[cognite]`, of the SDK's shortest settings.
pub(super) fn read(tree: &Node, gather: &mut Gather<'_>) -> bool {
    let is_one = |node: &Node| node.has("cdf_cluster") && node.has("project");
    let inner = tree.entries().iter().map(|(_, inner)| inner).find(|inner| is_one(inner));
    let Some(section) = inner.or(Some(tree).filter(|tree| is_one(tree))) else { return false };
    gather.put("cluster", section, "cdf_cluster");
    for field in ["project", "tenant_id", "client_id", "base_url", "login_hint", "prompt"] {
        gather.put(field, section, field);
    }
    if section.get("login_flow").and_then(Node::text) == Some("interactive") {
        gather.flow(Flow::Browser);
    } else {
        gather.flow(Flow::ClientSecret);
        gather.secret(SecretKind::ClientSecret, section, "client_secret");
    }
    true
}
