//! Texts as people have them at hand, and what is found in them.

use super::*;
use crate::profile::Pasted;

const TENANT: &str = "3f6c1b2a-0d4e-4f5a-8b6c-7d8e9f0a1b2c";
const TRACE: &str = "0a0a0a0a-1111-2222-3333-444444444444";
const ALL: &str = "north-prod az-ams-sp-002 %T% %C%";

/// The four values, `-` for one that is not there.
fn four_of(pasted: &Pasted) -> String {
    let draft = pasted.draft();
    let values = [&draft.project, &draft.cluster, &draft.tenant_id, &draft.client_id];
    let shown = values.map(|value| if value.is_empty() { "-" } else { value });
    shown.join(" ").replace(TENANT, "%T%").replace(GUID, "%C%")
}

fn whole(text: &str) -> String {
    text.replace("%T%", TENANT).replace("%C%", GUID).replace("%R%", TRACE)
}

/// What is pasted, and project, cluster, tenant ID and client ID of it.
const TEXTS: [(&str, &str); 47] = [
    ("https://fusion.cognite.com/north-prod?cluster=az-ams-sp-002.cognitedata.com", "north-prod az-ams-sp-002 - -"),
    (
        "https://north.fusion.cognite.com/north-prod/data/explore/search/asset?cluster=az-ams-sp-002.cognitedata.com&x=1#a",
        "north-prod az-ams-sp-002 - -",
    ),
    ("https://north.fusion.cognite.com/north-prod/?env=az-ams-sp-002", "north-prod az-ams-sp-002 - -"),
    (
        "https://fusion.cognite.com/north-prod?env=a_b&cluster=https%3A%2F%2Faz-ams-sp-002.cognitedata.com%2F",
        "north-prod az-ams-sp-002 - -",
    ),
    ("north.fusion.cognite.com/north-prod?cluster=az-ams-sp-002.cognitedata.com", "north-prod az-ams-sp-002 - -"),
    (
        "Look here: <https://north.fusion.cognite.com/north-prod?cluster=az-ams-sp-002.cognitedata.com>.",
        "north-prod az-ams-sp-002 - -",
    ),
    ("https://north.fusion.cognite.com/", "- - - -"),
    (
        "https://az-ams-sp-002.cognitedata.com/api/v1/projects/north-prod/timeseries/list",
        "north-prod az-ams-sp-002 - -",
    ),
    ("az-ams-sp-002.cognitedata.com", "- az-ams-sp-002 - -"),
    (
        "curl -H \"Authorization: Bearer x\" 'https://az-ams-sp-002.cognitedata.com/api/v1/projects/north-prod'",
        "north-prod az-ams-sp-002 - -",
    ),
    (
        "https://x.plink.az-ams-sp-002.cognitedata.com/api/v1/projects/north-prod",
        "north-prod x.plink.az-ams-sp-002.cognitedata.com - -",
    ),
    ("https://login.microsoftonline.com/%T%", "- - %T% -"),
    ("https://login.microsoftonline.com/north.example/oauth2/v2.0/token", "- - north.example -"),
    ("https://login.microsoftonline.com/%T%/v2.0/.well-known/openid-configuration", "- - %T% -"),
    ("https://sts.windows.net/%T%/", "- - %T% -"),
    (
        "https://login.microsoftonline.com/%T%/oauth2/v2.0/authorize?client_id=%C%&scope=https%3A%2F%2Faz-ams-sp-002.cognitedata.com%2F.default%20openid",
        "- az-ams-sp-002 %T% %C%",
    ),
    ("https://login.microsoftonline.com/error?code=65001", "- - - -"),
    (
        "https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/%C%/isMSAApp~/false",
        "- - - %C%",
    ),
    (
        "https://entra.microsoft.com/#@north.example/view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/%C%",
        "- - north.example %C%",
    ),
    (
        "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/%R%/appId/%C%",
        "- - - %C%",
    ),
    (
        "CDF_CLUSTER=az-ams-sp-002\nCDF_PROJECT=north-prod\nLOGIN_FLOW=interactive\nIDP_TENANT_ID=%T%\nIDP_CLIENT_ID=%C%\n",
        ALL,
    ),
    ("CDF_CLUSTER=az-ams-sp-002\r\nCDF_PROJECT=north-prod\r\nIDP_TENANT_ID=%T%\r\nIDP_CLIENT_ID=%C%\r\n", ALL),
    (
        "Hi,\nuse these:\n\nCDF_CLUSTER=az-ams-sp-002\nCDF_PROJECT=north-prod\nIDP_TENANT_ID=%T%\nIDP_CLIENT_ID=%C%\n\nBest\nIngrid",
        ALL,
    ),
    (
        "> > CDF_CLUSTER=az-ams-sp-002\n> > CDF_PROJECT=north-prod\n> IDP_TENANT_ID=“%T%”\n> IDP_CLIENT_ID=‘%C%’\n-- \nKari",
        ALL,
    ),
    (
        "CDF_CLUSTER=az-ams\u{200b}-sp-002\nCDF_PROJECT=\u{a0}north-prod\u{feff}\nIDP_TENANT_ID=%T%\nIDP_CLIENT_ID=%C%\u{200e}\n",
        ALL,
    ),
    (
        "$env:CDF_CLUSTER = \"az-ams-sp-002\"\n$env:CDF_PROJECT = \"north-prod\"\n$env:IDP_TENANT_ID = '%T%'\n$env:IDP_CLIENT_ID = '%C%'",
        ALL,
    ),
    (
        "client = CogniteClient.default_oauth_interactive(project=\"north-prod\", cdf_cluster=\"az-ams-sp-002\", tenant_id=\"%T%\", client_id=\"%C%\", client_name=\"x\")",
        ALL,
    ),
    (
        "OAuthInteractive(\n    authority_url=\"https://login.microsoftonline.com/%T%\",\n    client_id=\"%C%\",\n    scopes=[\"https://az-ams-sp-002.cognitedata.com/.default\"],\n)\nClientConfig(client_name='x', project='north-prod', base_url=f'https://{cluster}.cognitedata.com')",
        ALL,
    ),
    (
        "TENANT_ID = \"%T%\"  # ours\nCLIENT_ID = \"%C%\"\nCDF_CLUSTER = \"az-ams-sp-002\"\nCOGNITE_PROJECT = \"north-prod\"",
        ALL,
    ),
    (
        "const client = new CogniteClient({\n  appId: 'x',\n  project: 'north-prod',\n  baseUrl: 'https://az-ams-sp-002.cognitedata.com',\n});\nconst tenantId = '%T%';\nconst clientId = '%C%';",
        ALL,
    ),
    (
        "project: north-prod\nbase_url: https://az-ams-sp-002.cognitedata.com\ncredentials:\n  interactive:\n    authority_url: https://login.microsoftonline.com/%T%\n    client_id: %C%\n    scopes: [https://az-ams-sp-002.cognitedata.com/.default]\n",
        ALL,
    ),
    (
        "cognite:\n  project: north-prod\n  host: https://az-ams-sp-002.cognitedata.com\n  idp-authentication:\n    tenant: %T%\n    client-id: %C%\n",
        ALL,
    ),
    (
        "{\"project\": \"north-prod\", \"cluster\": \"az-ams-sp-002\", \"tenantId\": \"%T%\", \"clientId\": \"%C%\"}",
        ALL,
    ),
    (
        "version = 1\n[profiles.north]\nproject = \"north-prod\"\ncluster = \"az-ams-sp-002\"\ntenant_id = \"%T%\"\nclient_id = \"%C%\"\n",
        ALL,
    ),
    ("Application (client) ID : %C%\nObject ID : %R%\nDirectory (tenant) ID : %T%", "- - %T% %C%"),
    ("Display name\nCDF\nApplication (client) ID\n%C%\nObject ID\n%R%\nDirectory (tenant) ID\n%T%", "- - %T% %C%"),
    ("Program-ID (klient)\n%C%\nObjekt-ID\n%R%\nKatalog-ID (leier)\n%T%", "- - %T% %C%"),
    (
        "Hei! Tenant: north.example, client id %C%. Cluster: az-ams-sp-002\nProject: north-prod (production)",
        "north-prod az-ams-sp-002 north.example %C%",
    ),
    (
        "AADSTS700016: Application with identifier '%C%' was not found in the directory 'north.example'. This can happen if the application has not been installed. Trace ID: %R% Correlation ID: %R% Timestamp: 2026-11-23 14:05:11Z",
        "- - north.example %C%",
    ),
    (
        "AADSTS65001: The user or administrator has not consented to use the application with ID '%C%' named 'CDF'. Send an interactive authorization request for this user and resource. Trace ID: %R%",
        "- - - %C%",
    ),
    (
        "AADSTS650057: Invalid resource. Client app ID: %C%(CDF). Resource value from request: https://az-ams-sp-002.cognitedata.com. Resource app ID: %R%. Trace ID: %R%",
        "- az-ams-sp-002 - %C%",
    ),
    (
        "<html><body><p>Project:&nbsp;<b>north-prod</b></p><table><tr><td>Tenant ID:</td><td>%T%</td></tr></table><a href=\"https://az-ams-sp-002.cognitedata.com/\">CDF</a><br>Client ID: %C%</body></html>",
        ALL,
    ),
    ("ingrid@north.example", "- - north.example -"),
    ("From: kari@gmail.com\nTo: support@cognite.com\nhelp", "- - - -"),
    ("From: a@north.example\nTo: b@south.example", "- - - -"),
    ("Correlation ID: %R%\nSecret ID: %R%", "- - - -"),
    ("%R%, and nothing of the kind: hello world config.yaml", "- - - -"),
];

#[test]
fn what_is_found_in_what_people_paste() {
    for (text, expected) in TEXTS {
        assert_eq!(four_of(&read_pasted(&whole(text))), expected, "{text}");
    }
}

#[test]
fn each_value_says_where_it_stood() {
    let places = |text: &str| read_pasted(&whole(text)).places();
    let text = "https://fusion.cognite.com/north-prod?cluster=api\nIDP_TENANT_ID=%T%\nThe application '%C%'";
    assert_eq!(
        places(text),
        [
            ("project", Place::FusionAddress),
            ("cluster", Place::FusionAddress),
            ("tenant_id", Place::Key("IDP_TENANT_ID".into())),
            ("client_id", Place::Words)
        ]
    );
    let env =
        "CDF_URL=https://api.cognitedata.com\nIDP_TOKEN_URL=https://login.microsoftonline.com/%T%/oauth2/v2.0/token\n";
    let keys = ["CDF_URL", "IDP_TOKEN_URL"].map(|key| Place::Key(key.into()));
    assert_eq!(places(env), [("cluster", keys[0].clone()), ("tenant_id", keys[1].clone())]);
    assert_eq!(places("ingrid@north.example"), [("tenant_id", Place::MailAddress)]);
}

#[test]
fn an_error_in_it_is_explained_and_nothing_is_offered_that_cannot_be_done() {
    let error = |text: &str| read_pasted(&whole(text)).error;
    let told = error("Hi, I get this:\n> AADSTS65001: The user has not consented.\n> Trace ID: %R%").unwrap();
    assert!(!told.administrator.is_empty() && told.actions.is_empty(), "{told:?}");
    assert_eq!(told.provider.as_ref().and_then(|reply| reply.aadsts()), Some(65001));
    assert_eq!(told.provider.and_then(|reply| reply.trace_id).as_deref(), Some(TRACE));
    let unknown = error("AADSTS999999: Something new.\n\nIngrid").unwrap();
    assert!(unknown.message.contains("Something new.") && !unknown.message.contains("Ingrid"), "{unknown:?}");
    assert!(error("AADSTS numbers are explained at https://login.microsoftonline.com/error").is_none());
}

#[test]
fn a_secret_in_it_is_held_and_named_to_nobody() {
    let text = format!("{TOOLKIT}IDP_CLIENT_SECRET=hush~8Q\n");
    for text in [text.clone(), format!("Hi,\n{text}Ingrid"), "client_id='a', client_secret=\"hush~8Q\"".into()] {
        let pasted = read_pasted(&text);
        assert!(pasted.holds_secret && !format!("{pasted:?}").contains("hush"), "{text}");
        assert_eq!(secret(&pasted.profiles[0]), (SecretKind::ClientSecret, "hush~8Q"));
    }
    let hidden = read_pasted("project=north-prod, client_secret=\"*****\"");
    assert!(hidden.profiles[0].secrets.is_empty());
    assert!(read_pasted("token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJpIn0.c2ln").holds_secret);
}

#[test]
fn what_is_missing_is_counted_by_what_is_there() {
    let missing = |text: &str| read_pasted(&whole(text)).missing();
    assert_eq!(missing("nothing of the kind").len(), 4);
    assert_eq!(missing("https://fusion.cognite.com/p?cluster=api"), ["tenant_id", "client_id"]);
    assert!(missing(TEXTS[20].0).is_empty());
}

#[test]
fn much_junk_is_read_to_its_end() {
    for piece in ["> ", "<", "a@b.c ", "${", "client_id: ", "https://", "AADSTS", "tenant '", "\u{200b}x", "[", "a: - "]
    {
        let junk = piece.repeat(usize::try_from(read::LARGEST).unwrap() / 8 / piece.len());
        let _ = read_pasted(&junk);
    }
    let long = format!("{}\nCDF_PROJECT=north-prod", "some words without meaning\n".repeat(30_000));
    assert_eq!(read_pasted(&long).draft().project, "north-prod");
}

proptest::proptest! {
    /// A value is found wherever a mail puts it.
    #[test]
    fn whatever_stands_around_it(before in "[a-z >\n]{0,60}", after in "[a-z <\n]{0,60}") {
        let text = format!("{before}\nIDP_CLIENT_ID={GUID}\n{after}");
        proptest::prop_assert_eq!(read_pasted(&text).draft().client_id, GUID);
    }

    #[test]
    fn any_text_at_all(text in "(\\PC|\n|[<>@'\"=:/.\u{200b}]|AADSTS1|tenant |https://){0,120}") {
        let _ = read_pasted(&text);
    }
}
