//! Doors other than the usual: a provider by its issuer, other accounts, a step-up, answers that name their provider,
//! the final address in pieces, sign-out at the provider.

use cdf_signin_tests::browser::Browser;
use cdf_signin_tests::provider::Request;
use cdf_signin_tests::{Person, wait};
use serde_json::json;

const KARI: &str = "kari.nordmann@north.example";
const STEP_UP: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

/// Somebody whose profile `north` is at the provider that is not Entra's kind.
fn at_the_other_provider(more: &str) -> Person {
    let person = Person::new();
    let (issuer, cdf) = (&person.provider.other_issuer, &person.provider.cdf);
    let client_id = &person.provider.client_id;
    person.does("profile remove north --yes");
    person.does(&format!(
        "profile add north --client-id {client_id} --cluster westeurope-1 --project north-prod --base-url {cdf} \
         --redirect-port {} --issuer {issuer} {more}",
        cdf_signin_tests::person::free_port()
    ));
    person
}

/// This provider's ID tokens say less by themselves than most do.
fn names_the_person(person: &Person) {
    person.provider.fail_next(
        json!([{ "endpoint": "token", "id_token": { "preferred_username": "ingrid.solberg@north.example" } }]),
    );
}

fn claims(requests: &[Request]) -> Vec<Option<&str>> {
    requests.iter().map(|request| request.claims.as_deref()).collect()
}

#[test]
fn any_provider_by_its_issuer_which_is_asked_once() {
    let person = at_the_other_provider("--provider auth0 --audience https://westeurope-1.cognitedata.com");
    names_the_person(&person);
    person.login();
    assert_eq!(person.status()["account"]["username"], "ingrid.solberg@north.example");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let _ = person.refreshed_token().run().done();
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    assert_eq!(person.provider.requests_to("discovery").len(), 1);
    assert_eq!(person.provider.refreshes().len(), 1);
    let asked = person.provider.requests_to("authorize");
    assert_eq!(asked[0].audience.as_deref(), Some("https://westeurope-1.cognitedata.com"));
}

#[test]
fn an_issuer_that_is_somebody_else_or_away_signs_nobody_in_and_loses_nothing() {
    let person = at_the_other_provider("--provider auth0 --audience https://westeurope-1.cognitedata.com");
    person.login();
    let refused = |fault, exit, code| {
        person.provider.fail_next(fault);
        let error = person.cli("login north --json").run().failed(exit, code);
        assert_eq!(person.state(), "signed_in");
        error
    };
    let patch = |member: &str, value: &str| json!([{ "endpoint": "discovery", "patch": { member: value } }]);
    let error = refused(patch("issuer", "https://evil.example/"), 5, "provider_refused");
    assert_eq!(error["field"], "issuer");
    refused(patch("token_endpoint", "http://evil.example/token"), 5, "provider_refused");
    refused(
        json!([{ "endpoint": "discovery", "status": 302, "headers": { "location": "/" }, "body": "" }]),
        5,
        "provider_refused",
    );
    refused(json!([{ "endpoint": "discovery", "status": 503, "body": "" }]), 6, "network");
    refused(json!([{ "endpoint": "discovery", "reset": true }]), 6, "network");
    // None of them got as far as the browser.
    assert_eq!(person.provider.requests_to("authorize").len(), 1);
    person.login();
}

#[test]
fn an_answer_that_names_its_provider_has_to_name_the_right_one() {
    let person = Person::new();
    person.provider.set(json!({ "iss": "right" }));
    person.login();
    person.provider.set(json!({ "iss": "wrong" }));
    let error = person.cli("login north --json").run().failed(5, "provider_refused");
    assert_eq!(error["field"], "issuer", "{error}");
    assert_eq!(person.provider.requests_to("token").len(), 1, "the code went to the token endpoint");
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn a_provider_that_always_names_itself_is_known_by_that() {
    let person = at_the_other_provider("--provider auth0 --audience https://westeurope-1.cognitedata.com");
    person.provider.set(json!({ "iss": "right" }));
    person.login();
    // It says that it always does, and then does not.
    person.provider.set(json!({ "iss": null }));
    person.provider.fail_next(
        json!([{ "endpoint": "discovery", "patch": { "authorization_response_iss_parameter_supported": true } }]),
    );
    let error = person.cli("login north --json").run().failed(5, "provider_refused");
    assert_eq!(error["field"], "issuer", "{error}");
}

#[test]
fn another_account_for_this_time() {
    let person = Person::new();
    person.does("profile edit north --login-hint ingrid.solberg@north.example");
    person.provider.set(json!({ "auto": true }));
    let login = person.does(&format!("login north --login-hint {KARI}"));
    assert!(!login.stderr.contains("another account"), "it was asked for: {login}");
    let status = person.status();
    assert_eq!(status["account"]["username"], KARI);
    assert_eq!(status["expected_account"], "ingrid.solberg@north.example");
    assert!(person.does("status north").stderr.contains("another account than ingrid.solberg@north.example"));
    person.does("login north");
    assert_eq!(person.status()["expected_account"], json!(null));
    person.provider.set(json!({ "auto": KARI }));
    assert!(person.does("login north").stderr.contains("another account than ingrid.solberg@north.example"));
}

#[test]
fn a_step_up_goes_along_with_the_next_sign_in_and_no_further() {
    let person = Person::new();
    let asks = |endpoint: &str| json!([{ "endpoint": endpoint, "error": "interaction_required", "aadsts": 50_076, "claims": STEP_UP }]);
    person.provider.fail_next(asks("authorize"));
    let error = person.cli("login north --json").run().failed(4, "sign_in_required");
    assert_eq!(error["provider"]["aadsts"], 50_076);
    person.cli("token north --json").run().failed(4, "sign_in_required");
    person.login();
    person.login();
    person.provider.fail_next(asks("token"));
    person.refreshed_token().run().failed(4, "sign_in_required");
    person.login();
    person.login();
    let asked = person.provider.requests_to("authorize");
    assert_eq!(claims(&asked), [None, Some(STEP_UP), None, Some(STEP_UP), None]);
}

#[test]
fn the_final_address_may_come_in_quotes_and_in_pieces() {
    let person = Person::new();
    let (callback, mut login) = person.login_up_to_the_callback("--json");
    let (first, second) = callback.split_at(callback.find("code=").unwrap() + 9);
    login.type_line(&format!("<{first}"));
    login.type_line(&format!("{second}>"));
    assert_eq!(login.end().done().json()["state"], "signed_in");
}

#[test]
fn a_wrong_paste_is_told_apart_and_the_sign_in_goes_on() {
    let person = Person::new();
    let (callback, mut login) = person.login_up_to_the_callback("");
    let address = login.sign_in_address();
    let mut says = |text: &str, answer: &str| {
        login.type_line(text);
        login.stderr_with(answer, |said| said.contains(answer).then_some(()));
    };
    says(&address, "that is the address to open");
    says(&callback.replace("state=", "state=x"), "of another sign-in");
    says("hello", "that is not this sign-in's last address");
    login.type_line(&callback);
    let _ = login.end().done();
}

#[test]
fn a_profile_may_have_the_answer_come_as_a_form() {
    let person = Person::new();
    person.does("profile edit north --response-mode form_post");
    let mut login = person.cli("login north --no-browser").start();
    let mut browser = Browser::default();
    let page = browser.open(&login.sign_in_address());
    // What a person could copy now holds no answer.
    login.type_line("http://localhost:53000/");
    login.stderr_with("why", |said| said.contains("the profile asks for form_post").then_some(()));
    browser.press(&page, &[]);
    let _ = login.end().done();
    assert_eq!(person.provider.requests_to("authorize")[0].response_mode.as_deref(), Some("form_post"));
}

#[test]
fn signing_out_at_the_provider_too() {
    let person = Person::signed_in();
    let output = person.does("logout north --provider --no-browser --json");
    let address = output.json()["sign_out_address"].as_str().unwrap().to_owned();
    assert!(address.ends_with("/oauth2/v2.0/logout"), "{address}");
    assert_eq!(person.state(), "signed_out");
    assert!(person.provider.requests_to("logout").is_empty());
    person.login();
    person.does("logout north --provider");
    wait::until_true("the sign-out at the provider", || person.provider.requests_to("logout").len() == 1);
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn signing_out_at_another_provider_says_who() {
    let person = at_the_other_provider("--provider auth0 --audience https://westeurope-1.cognitedata.com");
    names_the_person(&person);
    person.login();
    person.does("logout north --provider");
    wait::until_true("the sign-out at the provider", || !person.provider.requests_to("logout").is_empty());
    assert_eq!(person.provider.requests_to("logout")[0].logout_hint.as_deref(), Some("ingrid.solberg@north.example"));
    assert_eq!(person.provider.requests_to("discovery").len(), 1);
}

#[test]
fn where_there_is_no_sign_out_page_the_sign_out_here_is_done_all_the_same() {
    let person = Person::signed_in();
    let (base, tenant) = (&person.provider.authority, &person.provider.tenant_id);
    let under = format!("{base}/{tenant}/oauth2/v2.0");
    person.does(&format!("profile edit north --authorize-url {under}/authorize --token-url {under}/token"));
    person.login();
    let error = person.cli("logout north --provider --json").run().failed(5, "provider_refused");
    assert!(error["message"].as_str().unwrap().starts_with("You are signed out on this computer"), "{error}");
    assert_eq!(person.state(), "signed_out");
    let error = person.cli("logout --all --provider --json").run().failed(5, "provider_refused");
    assert!(error["message"].as_str().unwrap().contains("not at the provider"), "{error}");
}
