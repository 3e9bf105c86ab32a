//! Signing in, from the command to a token that CDF takes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cdf_signin_tests::browser::{Browser, parameter};
use cdf_signin_tests::provider::INGRID;
use cdf_signin_tests::{Person, secrets, wait};

#[test]
fn from_the_command_to_a_token_that_cdf_takes() {
    let person = Person::new();
    assert_eq!(person.state(), "signed_out");
    let login = person.does("login north --json");
    let status = login.json();
    assert_eq!(status["state"], "signed_in", "{login}");
    assert_eq!(status["account"]["name"], "Ingrid Solberg");
    assert_eq!(status["account"]["username"], INGRID);
    assert_eq!(status["account"]["tenant_id"], person.provider.tenant_id.as_str());
    assert_eq!(status["refreshable"], true);
    assert!(status["expires_in"].as_u64().is_some_and(|left| left > 3000 && left <= 3600), "{login}");

    let token = person.token();
    let (answer, inspected) = person.provider.inspect(&token);
    assert_eq!((answer, &inspected["subject"]), (200, &status["account"]["object_id"]));
    assert_eq!(person.provider.refreshes().len(), 0, "a fresh token needs no request");
    let arrived = person.provider.cdf_requests();
    assert_eq!(arrived[0].token_sha256.as_deref(), Some(secrets::sha256(token.as_bytes()).as_str()));
}

#[test]
fn the_next_process_is_still_signed_in() {
    let person = Person::signed_in();
    let first = person.status();
    let again = person.status();
    assert_eq!(again["state"], "signed_in");
    assert_eq!(again["account"], first["account"]);
    assert_eq!(person.token(), person.token());
    assert_eq!(person.provider.requests_to("authorize").len(), 1);
}

#[test]
fn the_page_at_the_end_has_nothing_to_hide() {
    let person = Person::signed_in();
    let page = wait::until("the last page", || person.home.pages().pop());
    let address = page["address"].as_str().unwrap();
    assert_eq!(page["status"], 200);
    assert!(address.starts_with("http://localhost:"), "{address}");
    assert!(!address.contains("code=") && !address.contains("state="), "{address}");
    let headers = &page["headers"];
    assert!(headers["content-security-policy"].as_str().unwrap().starts_with("default-src 'none'"), "{headers}");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert!(headers["cache-control"].as_str().unwrap().contains("no-store"), "{headers}");
}

#[test]
fn a_provider_that_answers_with_a_form_signs_in_too() {
    let mut person = Person::new();
    person.home.browser("form-post");
    person.login();
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let asked = person.provider.requests_to("authorize");
    assert_eq!(asked[0].response_mode.as_deref(), Some("form_post"));
    let last = wait::until("the closing page", || {
        let pages = person.home.pages();
        pages.into_iter().find(|page| page["address"].as_str().unwrap().starts_with("http://localhost:"))
    });
    assert_eq!(last["status"], 200);
}

#[test]
fn the_verifier_that_is_sent_is_that_of_the_challenge() {
    let person = Person::signed_in();
    let page = wait::until("the last page", || person.home.pages().pop());
    let address = page["way"][0].as_str().unwrap();
    assert_eq!(parameter(address, "code_challenge_method").as_deref(), Some("S256"));
    let challenge = parameter(address, "code_challenge").unwrap();
    // The challenge is the verifier's SHA-256, of which the provider's log has the start.
    let hash = secrets::hexadecimal(&URL_SAFE_NO_PAD.decode(challenge).unwrap());
    let redeemed = person.provider.requests_to("token").pop().unwrap();
    assert_eq!(redeemed.outcome, "granted");
    assert_eq!(redeemed.code_verifier.as_deref(), Some(&hash[..16]));
    assert_eq!(redeemed.redirect_uri, parameter(address, "redirect_uri"));
}

#[test]
fn a_code_for_somebody_elses_challenge_is_worth_nothing() {
    let person = Person::new();
    let mut login = person.cli("login north --no-browser --json").start();
    let address = login.sign_in_address();
    let challenge = parameter(&address, "code_challenge").unwrap();
    let foreign = URL_SAFE_NO_PAD.encode([7; 32]);
    Browser::default().open(&address.replace(&challenge, &foreign));
    let error = login.end().failed(5, "provider_refused");
    assert_eq!(error["provider"]["aadsts"], 501_481, "{error}");
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn state_nonce_and_challenge_are_new_each_time() {
    let person = Person::signed_in();
    person.login();
    let pages = wait::until("both last pages", || Some(person.home.pages()).filter(|pages| pages.len() == 2));
    for name in ["state", "nonce", "code_challenge"] {
        let [first, second] = [&pages[0], &pages[1]].map(|page| parameter(page["way"][0].as_str().unwrap(), name));
        assert!(first.as_ref().is_some_and(|value| value.len() >= 22), "{name}: {first:?}");
        assert_ne!(first, second, "{name}");
    }
}

#[test]
fn the_final_address_can_be_pasted() {
    let person = Person::new();
    let (callback, mut login) = person.login_up_to_the_callback("--json");
    login.type_line("http://localhost:1/?code=made-up&state=made-up");
    login.type_line(&callback);
    let output = login.end().done();
    assert_eq!(output.json()["state"], "signed_in");
    assert!(!output.stderr.contains(&parameter(&callback, "code").unwrap()));
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
}

#[test]
fn another_account_can_be_chosen() {
    let person = Person::new();
    person.provider.set(serde_json::json!({ "auto": null }));
    let mut login = person.cli("login north --no-browser --select-account").start();
    let address = login.sign_in_address();
    let mut browser = Browser::default();
    let page = browser.open(&address);
    assert!(page.body.contains("Pick an account"), "{page:?}");
    browser.press(&page, &[("person", "kari.nordmann@north.example")]);
    let _ = login.end().done();
    assert_eq!(person.provider.requests_to("authorize")[0].prompt.as_deref(), Some("select_account"));
    assert_eq!(person.status()["account"]["username"], "kari.nordmann@north.example");
}

#[test]
fn a_tenant_may_be_named_by_its_domain_or_left_to_the_account() {
    let person = Person::new();
    for tenant in ["north.example", "organizations"] {
        person.does(&format!("profile edit north --tenant-id {tenant}"));
        assert_eq!(person.state(), "signed_out", "{tenant}");
        person.login();
        assert_eq!(person.status()["account"]["tenant_id"], person.provider.tenant_id.as_str());
        let _ = person.refreshed_token().run().done();
    }
}

#[test]
fn a_provider_that_compares_redirect_uris_to_the_letter() {
    let person = Person::new();
    person.provider.set(serde_json::json!({ "strict_redirect": true }));
    person.login();
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn login_prints_no_token() {
    let person = Person::new();
    let login = person.does("login north");
    let token = person.token();
    assert!(!login.stdout.contains(&token) && !login.stderr.contains(&token));
    assert_eq!(login.stdout, "", "{login}");
}
