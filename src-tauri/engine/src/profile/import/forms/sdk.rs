use super::{Gather, Node};
use crate::profile::Flow;
use crate::vault::SecretKind;

type ReadKind = fn(&Node, &mut Gather<'_>);

/// A client of the Python SDK: `{project, base_url | cluster, credentials: {KIND: {…}}}`.
pub(super) fn read(tree: &Node, gather: &mut Gather<'_>) -> bool {
    // Some keep it in a table of its own.
    let client = match tree.get("credentials") {
        Some(_) => Some(tree),
        None => tree.entries().iter().map(|(_, inner)| inner).find(|inner| inner.has("credentials")),
    };
    let Some((client, credentials)) = client.and_then(|client| Some((client, client.get("credentials")?))) else {
        return false;
    };
    gather.put("project", client, "project");
    gather.put("base_url", client, "base_url");
    gather.put("cluster", client, "cluster");
    gather.put("cluster", client, "cdf_cluster");
    let kinds: [(&str, ReadKind); 5] = [
        ("token", token),
        ("interactive", interactive),
        ("device_code", device_code),
        ("client_credentials", client_credentials),
        ("client_certificate", client_certificate),
    ];
    for (kind, read) in kinds {
        if let Some(inner) = credentials.get(kind) {
            read(inner, gather);
        }
    }
    true
}

fn token(_token: &Node, gather: &mut Gather<'_>) {
    gather.note("It has a token, which is not imported: you sign in yourself instead.");
}

fn interactive(credentials: &Node, gather: &mut Gather<'_>) {
    gather.flow(Flow::Browser);
    of_a_person(credentials, gather);
    for field in ["redirect_port", "prompt", "login_hint"] {
        gather.put(field, credentials, field);
    }
}

fn device_code(credentials: &Node, gather: &mut Gather<'_>) {
    gather.flow(Flow::DeviceCode);
    of_a_person(credentials, gather);
    gather.put("tenant_id", credentials, "tenant_id");
    gather.put("cluster", credentials, "cdf_cluster");
    gather.put("issuer", credentials, "oauth_discovery_url");
}

fn of_a_person(credentials: &Node, gather: &mut Gather<'_>) {
    gather.put("authority", credentials, "authority_url");
    gather.put("client_id", credentials, "client_id");
    gather.put("scopes", credentials, "scopes");
}

fn client_credentials(credentials: &Node, gather: &mut Gather<'_>) {
    gather.flow(Flow::ClientSecret);
    for field in ["client_id", "token_url", "scopes", "audience"] {
        gather.put(field, credentials, field);
    }
    gather.secret(SecretKind::ClientSecret, credentials, "client_secret");
}

/// The SDK wants the key itself in the file; a profile names the file that it is in.
fn client_certificate(credentials: &Node, gather: &mut Gather<'_>) {
    gather.flow(Flow::ClientCertificate);
    gather.put("authority", credentials, "authority_url");
    gather.put("client_id", credentials, "client_id");
    gather.put("scopes", credentials, "scopes");
    gather.note("The certificate's key is not imported: choose the files of the certificate and its key.");
}
