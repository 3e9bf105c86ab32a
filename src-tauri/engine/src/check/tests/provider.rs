//! The way to the provider, its clock, and what it says of itself.

use serde_json::json;

use super::super::network::Reached;
use super::*;
use crate::http::{Look, RootFrom, Route, Secured, SetIn, WhyDirect};

#[tokio::test]
async fn clocks() {
    use Outcome::{Failed, Passed, Warned};
    for (seconds, outcome, title, detail) in [
        (0, Passed, "The clock is right", "It agrees with the provider's to the second."),
        (-30, Passed, "The clock is right", "It is 30 s ahead of the provider's."),
        (61, Warned, "This machine's clock is 1 min behind", "It is 1 min behind the provider's."),
        (-301, Failed, "This machine's clock is 5 min ahead", "It is 5 min ahead of the provider's."),
        (86_400 * 3, Failed, "This machine's clock is 3 days behind", "It is 3 days behind the provider's."),
    ] {
        let ward = Ward::signed_out().await;
        let offset = Duration::from_secs(i64::unsigned_abs(seconds));
        let theirs = if seconds < 0 { ward.now() - offset } else { ward.now() + offset };
        ward.provider_says(Some(theirs), 200, &ward.metadata().to_string());
        let step = assert_step(&ward.checked().await, StepId::Clock, outcome, title);
        assert!(step.detail.starts_with(detail), "{step:#?}");
    }
    let ward = Ward::signed_out().await;
    ward.provider_says(None, 200, &ward.metadata().to_string());
    assert_step(&ward.checked().await, StepId::Clock, Outcome::Skipped, "The clock was not checked");
}

#[tokio::test]
async fn offline_it_says_what_could_not_be_checked() {
    let mut ward = Ward::new().await;
    let nobody = format!("http://127.0.0.1:{}", free_port());
    (ward.draft.authority, ward.draft.base_url) = (nobody.clone(), nobody);
    // A session of the address that now nobody answers at.
    ward.world.profile = ward.draft.check().unwrap();
    ward.keep("access-1").await;
    let report = ward.checked().await;
    assert_step(&report, StepId::Network, Outcome::Failed, "127.0.0.1 cannot be reached");
    for id in [StepId::Clock, StepId::Provider, StepId::Project] {
        assert_eq!(step(&report, id).outcome, Outcome::Skipped);
    }
    // What there is still works.
    assert_step(&report, StepId::Token, Outcome::Passed, "Ingrid is signed in");
    assert_eq!(step(&report, StepId::Cluster).outcome, Outcome::Failed);
    assert_eq!(report.failure().unwrap().code, ErrorCode::Network);
}

#[tokio::test]
async fn what_the_provider_says_of_itself() {
    use Outcome::{Failed, Passed, Warned};
    let exists = format!("The tenant {TENANT} exists");
    let unknown = format!("The provider does not know {TENANT}");
    let ward = Ward::signed_out().await;
    let good = ward.metadata();
    let with = |key: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        changed[key] = value;
        changed.to_string()
    };
    for (status, body, outcome, title) in [
        (200, good.to_string(), Passed, exists.as_str()),
        (200, with("code_challenge_methods_supported", json!(["plain", "S256"])), Passed, &exists),
        (200, with("code_challenge_methods_supported", json!(["plain"])), Warned, "The provider does not offer PKCE with S256"),
        (200, with("issuer", json!("https://evil.example/v2.0")), Failed, "The provider calls itself something else"),
        (200, with("token_endpoint", json!("https://other.example/token")), Warned, "The provider names other addresses"),
        (400, r#"{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found. Trace ID: t","error_codes":[90002]}"#.into(), Failed, &unknown),
        (200, "<html>Welcome to our hotel</html>".into(), Failed, "Somebody else answers in the provider's place"),
        (200, "{}".into(), Failed, "Somebody else answers in the provider's place"),
        (404, String::new(), Failed, "Somebody else answers in the provider's place"),
        (503, String::new(), Failed, "The provider does not describe itself"),
    ] {
        let mut ward = Ward::signed_out().await;
        // The document speaks of the first ward's addresses.
        let body = body.replace(&good["issuer"].as_str().unwrap().replace(&format!("/{TENANT}/v2.0"), ""), &ward.world.endpoint.address);
        ward.draft.redirect_port = free_port().to_string();
        ward.provider_says(Some(ward.now()), status, &body);
        assert_step(&ward.checked().await, StepId::Provider, outcome, title);
    }
}

#[tokio::test]
async fn a_provider_by_its_addresses_alone_has_nothing_to_be_compared_with() {
    let mut ward = Ward::signed_out().await;
    let root = ward.world.endpoint.address.clone();
    (ward.draft.authorize_url, ward.draft.token_url) = (format!("{root}/authorize"), format!("{root}/token"));
    ward.provider_is_well();
    assert_step(&ward.checked().await, StepId::Provider, Outcome::Skipped, "The provider was not checked");
}

#[test]
fn who_vouches_for_the_other_end() {
    use Outcome::{Passed, Warned};
    let secured = |root: &str, root_from: RootFrom| Some(Secured { version: "TLS 1.3", root: root.into(), root_from });
    let file = || RootFrom::File { path: "/etc/corp.pem".into(), set_in: SetIn::Variable("CDF_SIGNIN_CA_FILE") };
    let entra = "https://login.microsoftonline.com";
    for (authority, tls, outcome, title, detail) in [
        (
            entra,
            secured("DigiCert Global Root G2", RootFrom::System),
            Passed,
            "login.microsoftonline.com answers",
            "TLS 1.3, signed by DigiCert Global Root G2.",
        ),
        (
            entra,
            secured("Corp Inspection CA", RootFrom::System),
            Warned,
            "A proxy reads your encrypted traffic",
            "because your system does",
        ),
        (
            entra,
            secured("Corp Inspection CA", file()),
            Warned,
            "A proxy reads your encrypted traffic",
            "because CDF_SIGNIN_CA_FILE names it",
        ),
        (
            "https://id.example",
            secured("Own CA", file()),
            Warned,
            "id.example is vouched for privately",
            "signed by “Own CA”",
        ),
        ("http://127.0.0.1:1", None, Passed, "127.0.0.1 answers", "It is reached without a proxy"),
    ] {
        let profile = crate::testing::profile(authority);
        let route = Route::Direct(WhyDirect::NoneIsSet);
        let answer = oauth2::HttpResponse::new(Vec::new());
        let look = Look { route: route.clone(), addresses: Vec::new(), tls, answer };
        let reached = Reached { look: Ok(look), route: Some(route), asked_at: Duration::ZERO };
        let step = super::super::network::step(&profile, &reached);
        assert_eq!((step.outcome, step.title.as_str()), (outcome, title));
        assert!(step.detail.contains(detail), "{step:#?}");
    }
}
