//! The provider, or the person at the provider's pages, says no.

use cdf_signin_tests::{Output, Person, wait};
use serde_json::json;

#[test]
fn the_person_cancels_at_the_provider() {
    let mut person = Person::new();
    person.provider.set(json!({ "auto": null }));
    person.home.browser("cancel");
    let error = person.cli("login north --json").run().failed(5, "provider_refused");
    assert_eq!(error["provider"]["error"], "access_denied");
    assert_eq!(error["provider"]["aadsts"], 65004);
    for id in ["trace_id", "correlation_id", "timestamp"] {
        assert!(error["provider"][id].as_str().is_some_and(|id| id.len() > 10), "{id}: {error}");
    }
    assert_eq!(person.state(), "signed_out");
    assert!(person.home.session_files().is_empty());
}

#[test]
fn an_organisation_that_asks_for_consent_is_explained() {
    let person = Person::new();
    person.provider.fail_next(json!({ "endpoint": "authorize", "error": "consent_required", "aadsts": 65001 }));
    let error = person.cli("login north --json").run().failed(4, "sign_in_required");
    assert_eq!(error["provider"]["aadsts"], 65001);
    assert!(!error["administrator"].as_array().unwrap().is_empty(), "{error}");
    assert_eq!(error["actions"], json!(["sign_in", "copy_message"]));
    let message = error["administrator_message"].as_str().unwrap();
    for known in [&person.provider.tenant_id, &person.provider.client_id, "AADSTS65001", "Correlation ID: ", "Time: "] {
        assert!(message.contains(known), "{known}: {message}");
    }
    assert!(error["provider"]["raw"].as_str().unwrap().contains("AADSTS65001"), "{error}");
    // The next attempt is a new one.
    person.login();
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn a_code_that_is_refused_when_it_is_redeemed() {
    let person = Person::new();
    person.provider.fail_next(json!({ "endpoint": "token", "error": "invalid_grant", "aadsts": 54005 }));
    let error = person.cli("login north --json").run().failed(5, "provider_refused");
    assert_eq!(error["provider"]["aadsts"], 54005);
    assert_eq!(person.state(), "signed_out");
}

/// Signs in at a provider that shows its own error page, as Entra does when it cannot trust the redirect URI.
fn meets_the_providers_page(person: &Person, aadsts: &str) -> Output {
    let login = person.cli("login north --json --timeout 3").run();
    let page = wait::until("the provider's page", || person.home.pages().pop());
    assert!(page["address"].as_str().unwrap().starts_with(&person.provider.authority), "{page}");
    assert!(page["body"].as_str().unwrap().contains(aadsts), "{page}");
    assert_eq!(person.state(), "signed_out");
    login
}

#[test]
fn a_wrong_tenant_is_told_by_the_providers_page_and_the_app_stops_waiting() {
    let person = Person::new();
    person.does("profile edit north --tenant-id 99999999-8888-7777-6666-555555555555");
    meets_the_providers_page(&person, "AADSTS90002").failed(7, "timed_out");
    assert_eq!(person.provider.requests_to("token").len(), 0);
}

#[test]
fn an_unknown_application_is_told_by_the_providers_page_and_the_app_stops_waiting() {
    let person = Person::new();
    person.does("profile edit north --client-id 99999999-8888-7777-6666-555555555555");
    meets_the_providers_page(&person, "AADSTS700016").failed(7, "timed_out");
    assert_eq!(person.provider.requests_to("token").len(), 0);
}

#[test]
fn a_token_is_refused_without_a_sign_in_and_no_browser_opens() {
    let person = Person::new();
    let error = person.cli("token north --json").run().failed(4, "sign_in_required");
    assert!(error["hint"].as_str().unwrap().contains("cdf-signin login north"), "{error}");
    assert_eq!(person.provider.requests().len(), 0);
    assert!(person.home.pages().is_empty());
}
