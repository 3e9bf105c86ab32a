use super::{Gather, Node};
use crate::profile::Flow;
use crate::vault::SecretKind;

/// The connection of an extractor: `cognite:` with `idp-authentication:`, or `connection:` with `authentication:` of the
/// newer ones.
pub(super) fn read(tree: &Node, gather: &mut Gather<'_>) -> bool {
    let older = || Some((tree.get("cognite")?, tree.get("cognite")?.get("idp-authentication")?));
    let newer = || Some((tree.get("connection")?, tree.get("connection")?.get("authentication")?));
    // The newer ones keep the connection in a file of its own, too.
    let alone = || Some((tree, tree.get("authentication")?)).filter(|_| tree.has("integration"));
    let Some((connection, authentication)) = older().or_else(newer).or_else(alone) else { return false };
    gather.put("project", connection, "project");
    gather.put("base_url", connection, "host");
    gather.put("base_url", connection, "base-url");
    read_authentication(authentication, gather);
    if gather.draft.base_url.is_empty() && !connection.has("host") && !connection.has("base-url") {
        // What the extractors fall back to.
        gather.put_text("cluster", "api");
    }
    true
}

fn read_authentication(authentication: &Node, gather: &mut Gather<'_>) {
    for (field, key) in [
        ("client_id", "client-id"),
        ("tenant_id", "tenant"),
        ("authority", "authority"),
        ("authority", "authority-url"),
        ("token_url", "token-url"),
        ("scopes", "scopes"),
        ("audience", "audience"),
    ] {
        gather.put(field, authentication, key);
    }
    let own = authentication.has("path").then_some(authentication);
    if let Some(certificate) = authentication.get("certificate").or(own) {
        gather.put("authority", certificate, "authority-url");
        gather.certificate(certificate, "path");
        gather.secret(SecretKind::CertificatePassword, certificate, "password");
        gather.flow(Flow::ClientCertificate);
        return;
    }
    gather.flow(Flow::ClientSecret);
    for key in ["secret", "client-secret"] {
        gather.secret(SecretKind::ClientSecret, authentication, key);
    }
}
