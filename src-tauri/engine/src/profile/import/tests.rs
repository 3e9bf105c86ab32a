//! Each form as its tool's own documentation shows it, and files that nobody should trust.

use secrecy::ExposeSecret as _;

use super::*;

mod hostile;
mod pasted;
mod searched;

const GUID: &str = "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88";

fn write(text: impl AsRef<[u8]>, name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// The one profile of a file of that name.
fn one(name: &str, text: &str) -> Found {
    let (_folder, path) = write(text, name);
    let mut found = understand(Given::Path(&path)).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// What the draft says, without the name.
fn said(found: &Found) -> Vec<(&'static str, String)> {
    found.draft.set_fields()
}

fn is(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    fields.iter().map(|(key, value)| (*key, (*value).to_owned())).collect()
}

fn secret(found: &Found) -> (SecretKind, &str) {
    assert!(!format!("{found:?}").contains(found.secrets[0].value.expose_secret()), "a secret is shown");
    (found.secrets[0].kind, found.secrets[0].value.expose_secret())
}

/// The four that every profile has.
fn four(flow: &'static str) -> Vec<(&'static str, String)> {
    is(&[
        ("flow", flow),
        ("tenant_id", "north.example"),
        ("client_id", GUID),
        ("cluster", "az-ams-sp-002"),
        ("project", "north-prod"),
    ])
}

const TOOLKIT: &str = "# made by cdf auth init\nCDF_CLUSTER=az-ams-sp-002\nCDF_URL=https://az-ams-sp-002.cognitedata.com\n\
    CDF_PROJECT=\"north-prod\" # ours\nPROVIDER=entra_id\nIDP_TENANT_ID=north.example\n\
    IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\n\
    IDP_TOKEN_URL=https://login.microsoftonline.com/${IDP_TENANT_ID}/oauth2/v2.0/token\n\
    IDP_SCOPES=https://az-ams-sp-002.cognitedata.com/.default\nIDP_AUDIENCE=https://az-ams-sp-002.cognitedata.com\n";

#[test]
fn a_toolkit_env_of_each_flow() {
    for (login_flow, flow) in
        [("client_credentials", "client-secret"), ("interactive", "browser"), ("device_code", "device-code")]
    {
        let found = one(".env", &format!("{TOOLKIT}LOGIN_FLOW={login_flow}\nIDP_CLIENT_SECRET='hu#sh'\n"));
        assert_eq!((found.source.form, said(&found)), (Form::Toolkit, four(flow)));
        assert!(found.is_complete() && found.draft.name == "north-prod");
        assert_eq!(found.secrets.len(), usize::from(flow == "client-secret"), "{login_flow}");
    }
    let with_secret = one(".env", &format!("{TOOLKIT}LOGIN_FLOW=client_credentials\nIDP_CLIENT_SECRET='hu#sh'\n"));
    assert_eq!(secret(&with_secret), (SecretKind::ClientSecret, "hu#sh"));
}

#[test]
fn a_toolkit_env_by_token_or_session_leaves_what_it_has() {
    for login_flow in ["token", "session"] {
        let text = format!("CDF_CLUSTER=bluefield\nCDF_PROJECT=p\nLOGIN_FLOW={login_flow}\nCDF_TOKEN=eyJhush\n");
        let found = one(".env", &text);
        assert_eq!(said(&found), is(&[("flow", "browser"), ("cluster", "bluefield"), ("project", "p")]));
        assert_eq!(found.missing, ["tenant_id", "client_id"]);
        assert!(found.notes[0].contains("is not imported") && found.secrets.is_empty());
        assert!(!format!("{found:?}").contains("hush"));
    }
}

#[test]
fn a_toolkit_env_of_other_providers() {
    let start = "CDF_CLUSTER=api\nCDF_PROJECT=p\nIDP_CLIENT_ID=my-app\nIDP_CLIENT_SECRET=hush\n";
    let own = one("a.env", &format!("{start}PROVIDER=cdf\nLOGIN_FLOW=client_credentials\n"));
    assert!(own.is_complete(), "{own:?}");
    assert_eq!(own.draft.token_url, "https://auth.cognite.com/oauth2/token");
    let auth0 = one(
        "a.env",
        &format!(
            "{start}PROVIDER=auth0\nLOGIN_FLOW=client_credentials\nIDP_TOKEN_URL=https://north.eu.auth0.com/oauth/token\nIDP_AUDIENCE=https://x\n"
        ),
    );
    assert_eq!(
        (&*auth0.draft.token_url, &*auth0.draft.audience),
        ("https://north.eu.auth0.com/oauth/token", "https://x")
    );
    assert!(auth0.is_complete());
    let discovered = one(
        "a.env",
        &format!(
            "{start}PROVIDER=other\nLOGIN_FLOW=device_code\nIDP_DISCOVERY_URL=https://login.example/.well-known/openid-configuration\n"
        ),
    );
    assert_eq!(discovered.draft.issuer, "https://login.example");
}

#[test]
fn neat_and_quotes_and_windows_line_ends() {
    let text = "CDF_CLUSTER='az-ams-sp-002'\r\nexport CDF_PROJECT = north-prod\r\n\r\nIDP_CLIENT_ID=\"7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\"\r\nIDP_TENANT_ID=north.example\r\nIDP_CLIENT_SECRET=\"a\\\"b\r\nc\"\r\n";
    let found = one("neat.env", text);
    assert_eq!(said(&found), four("client-secret"));
    assert_eq!(secret(&found).1, "a\"b\r\nc");
}

#[test]
fn cognite_variables() {
    let found = one(
        ".env.prod",
        "COGNITE_BASE_URL=https://az-ams-sp-002.cognitedata.com/\nCOGNITE_PROJECT=north-prod\nCOGNITE_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\n\
         COGNITE_CLIENT_SECRET=hush\nCOGNITE_TOKEN_URL=https://login.microsoftonline.com/north.example/oauth2/v2.0/token\n\
         COGNITE_SCOPES=https://az-ams-sp-002.cognitedata.com/.default\n",
    );
    assert_eq!((found.source.form, said(&found)), (Form::CogniteEnv, four("client-secret")));
    assert_eq!(secret(&found).1, "hush");
    let token =
        one("x.env", "COGNITE_TOKEN=eyJhush\nCOGNITE_PROJECT=p\nCOGNITE_BASE_URL=https://api.cognitedata.com\n");
    assert_eq!(said(&token), is(&[("cluster", "api"), ("project", "p")]));
    assert!(token.notes[0].contains("token") && !format!("{token:?}").contains("hush"));
}

#[test]
fn the_sdks_configuration_of_each_kind() {
    let login = "https://login.microsoftonline.com/north.example";
    let scopes = "scopes: [\"https://az-ams-sp-002.cognitedata.com/.default\"]";
    for (credentials, flow) in [
        (
            format!(
                "client_credentials: {{client_id: {GUID}, client_secret: hush, token_url: {login}/oauth2/v2.0/token, {scopes}}}"
            ),
            "client-secret",
        ),
        (
            format!("interactive: {{authority_url: {login}, client_id: {GUID}, redirect_port: 53000, {scopes}}}"),
            "browser",
        ),
        (format!("device_code: {{authority_url: {login}, client_id: {GUID}, {scopes}}}"), "device-code"),
        (
            format!(
                "client_certificate: {{authority_url: {login}, client_id: {GUID}, cert_thumbprint: AB, certificate: 'PRIVATE hush', {scopes}}}"
            ),
            "client-certificate",
        ),
    ] {
        let text = format!(
            "client_name: \"abcd\"\nproject: \"north-prod\"\nbase_url: \"https://az-ams-sp-002.cognitedata.com/\"\ncredentials:\n  {credentials}\n"
        );
        let found = one("client.yaml", &text);
        assert_eq!((found.source.form, said(&found)), (Form::Sdk, four(flow)));
        assert_eq!(found.is_complete(), flow != "client-certificate");
        assert!(!format!("{found:?}").contains("hush"));
    }
    let json =
        r#"{"client_name":"x","project":"north-prod","cluster":"az-ams-sp-002","credentials":{"token":"eyJhush"}}"#;
    let found = one("client.json", json);
    assert_eq!(said(&found), is(&[("cluster", "az-ams-sp-002"), ("project", "north-prod")]));
    assert!(found.secrets.is_empty() && found.notes[0].contains("token"));
}

#[test]
fn an_extractor_at_azure_with_its_variables() {
    let text = "version: 1\nlogger:\n  console: {level: INFO}\ncognite:\n  host: https://az-ams-sp-002.cognitedata.com\n  project: north-prod\n  idp-authentication:\n    tenant: north.example\n    client-id: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\n    secret: ${COGNITE_CLIENT_SECRET}\n    scopes:\n      - https://az-ams-sp-002.cognitedata.com/.default\n";
    let (folder, path) = write(text, "config.yml");
    let found = understand(Given::Path(&path)).unwrap().remove(0);
    assert_eq!((found.source.form, said(&found)), (Form::Extractor, four("client-secret")));
    assert!(found.secrets.is_empty() && found.notes[0].contains("COGNITE_CLIENT_SECRET"), "{:?}", found.notes);
    // The variable may be in the .env beside it.
    std::fs::write(folder.path().join(".env"), "COGNITE_CLIENT_SECRET=hush\n").unwrap();
    let found = understand(Given::Path(&path)).unwrap().remove(0);
    assert_eq!(secret(&found).1, "hush");
}

#[test]
fn this_processs_environment_is_not_looked_at() {
    let found = one(
        "config.yml",
        "cognite:\n  project: ${PATH}\n  idp-authentication:\n    client-id: !env HOME\n    secret: !keyvault x\n",
    );
    assert_eq!((&*found.draft.project, &*found.draft.client_id), ("", ""));
    assert!(
        found.notes.iter().any(|note| note.contains("PATH")) && found.notes.iter().any(|note| note.contains("HOME"))
    );
    assert!(found.notes.iter().any(|note| note.contains("key vault")));
}

#[test]
fn an_extractor_elsewhere_and_with_a_certificate() {
    let native = one(
        "config.yaml",
        "cognite:\n  project: p\n  idp-authentication:\n    token-url: https://login.example/token\n    client-id: my-app\n    secret: hush\n    scopes: a b\n    audience: x\n",
    );
    assert_eq!(
        said(&native),
        is(&[
            ("flow", "client-secret"),
            ("client_id", "my-app"),
            ("cluster", "api"),
            ("project", "p"),
            ("scopes", "a b"),
            ("token_url", "https://login.example/token"),
            ("audience", "x")
        ])
    );
    let (folder, path) = write(
        "cognite:\n  project: north-prod\n  host: https://az-ams-sp-002.cognitedata.com\n  idp-authentication:\n    client-id: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\n    tenant: north.example\n    certificate: {path: keys/a.pfx, password: hush, authority-url: https://login.microsoftonline.com/north.example}\n",
        "config.yaml",
    );
    let found = understand(Given::Path(&path)).unwrap().remove(0);
    assert_eq!(found.draft.pkcs12, folder.path().join("keys/a.pfx").to_str().unwrap());
    assert_eq!(secret(&found), (SecretKind::CertificatePassword, "hush"));
    assert!(found.is_complete());
}

#[test]
fn the_newer_extractors() {
    let text = format!(
        "connection:\n  project: north-prod\n  base-url: https://az-ams-sp-002.cognitedata.com\n  integration: {{external-id: x}}\n  authentication:\n    type: client-credentials\n    client-id: {GUID}\n    client-secret: hush\n    token-url: https://login.microsoftonline.com/north.example/oauth2/v2.0/token\n    scopes: https://az-ams-sp-002.cognitedata.com/.default\n"
    );
    let found = one("connection.yaml", &text);
    assert_eq!(said(&found), four("client-secret"));
    assert_eq!(secret(&found).1, "hush");
}

#[test]
fn pygens_toml() {
    let section = format!(
        "[cognite]\nproject = \"north-prod\"\ntenant_id = \"north.example\"\ncdf_cluster = \"az-ams-sp-002\"\nclient_id = \"{GUID}\"\n"
    );
    let found = one("config.toml", &format!("{section}client_secret = \"hush\"\n"));
    assert_eq!((found.source.form, said(&found)), (Form::Pygen, four("client-secret")));
    assert_eq!(secret(&found).1, "hush");
    let found = one(
        "config.toml",
        &format!(
            "{section}login_flow = \"interactive\"\nbase_url = \"https://x.plink.az-ams-sp-002.cognitedata.com\"\n"
        ),
    );
    assert_eq!(found.draft.base_url, "https://x.plink.az-ams-sp-002.cognitedata.com");
    assert!(found.secrets.is_empty());
}

#[test]
fn a_fusion_address() {
    let address = "https://north.fusion.cognite.com/north-prod/search?cluster=westeurope-1.cognitedata.com&workspace=x";
    let found = understand(Given::named(address)).unwrap().remove(0);
    assert_eq!(said(&found), is(&[("cluster", "westeurope-1"), ("project", "north-prod")]));
    assert_eq!((found.source.path, found.missing), (None, vec!["tenant_id".to_owned(), "client_id".to_owned()]));
}

#[test]
fn lines_of_python_and_no_secret_of_them() {
    let found = one(
        "notebook.py",
        "TENANT_ID = \"north.example\"\nclient_id=\"abc\",\nclient_secret = \"hush\"\nbase_url = f\"https://{cluster}.cognitedata.com\"\nCDF_CLUSTER = \"api\"",
    );
    let draft = &found.draft;
    assert_eq!((&*draft.tenant_id, &*draft.client_id, &*draft.cluster), ("north.example", "abc", "api"));
    assert!(!format!("{found:?}").contains("hush"));
    assert_eq!(found.problems[0].field, "client_id");
}
