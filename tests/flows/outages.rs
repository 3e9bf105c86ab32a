//! A network failure is not a sign-out.

use std::mem;

use cdf_signin_tests::{Person, Provider};
use serde_json::{Value, json};

/// Asks while the trouble lasts, and again when it is over.
fn survives(person: &Person, begin: Value, end: Value) {
    person.sign_in_until_expired();
    person.provider.set(begin);
    for _ in 0..2 {
        let error = person.cli("token north --json").run().failed(6, "network");
        assert!(error["hint"].as_str().unwrap().contains("Nothing is lost"), "{error}");
    }
    let status = person.status();
    assert_eq!((&status["state"], &status["refreshable"]), (&json!("expired"), &json!(true)), "{status}");
    assert_eq!(status["account"]["name"], "Ingrid Solberg");

    person.provider.set(end);
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    assert_eq!(person.state(), "signed_in");
    assert_eq!(person.provider.requests_to("authorize").len(), 1, "nobody had to sign in again");
}

#[test]
fn an_outage_of_the_network() {
    survives(&Person::new(), json!({ "offline": true }), json!({ "offline": false }));
}

#[test]
fn a_provider_that_is_out_of_order() {
    let fault = json!({ "fail_next": { "endpoint": "token", "status": 503, "times": "always" } });
    survives(&Person::new(), fault, json!({ "fail_next": null }));
}

#[test]
fn a_provider_that_is_too_busy() {
    let fault = json!({ "endpoint": "token", "status": 429, "retry_after": 1, "times": "always" });
    survives(&Person::new(), json!({ "fail_next": fault }), json!({ "fail_next": null }));
}

#[test]
fn a_proxy_in_between_that_shows_a_page() {
    let fault = json!({
        "endpoint": "token", "status": 502, "headers": { "content-type": "text/html" }, "body": "<h1>Bad gateway</h1>", "times": "always",
    });
    survives(&Person::new(), json!({ "fail_next": fault }), json!({ "fail_next": null }));
}

#[test]
fn a_provider_that_is_gone_altogether() {
    let mut person = Person::new();
    person.sign_in_until_expired();
    drop(mem::replace(&mut person.provider, Provider::start()));
    person.cli("token north --json").run().failed(6, "network");
    assert_eq!(person.state(), "expired");
}

#[test]
fn a_token_that_still_works_is_handed_out_during_an_outage() {
    let person = Person::signed_in();
    person.provider.set(json!({ "offline": true }));
    let token = person.token();
    assert_eq!(person.provider.inspect(&token).0, 200);
    // Only who insists on more than there is hears of the outage.
    person.refreshed_token().run().failed(6, "network");
    assert_eq!(person.token(), token);
}

#[test]
fn a_sign_in_during_an_outage_keeps_the_old_one() {
    let person = Person::signed_in();
    let token = person.token();
    person.provider.fail_next(json!({ "endpoint": "token", "reset": true }));
    person.cli("login north --json").run().failed(6, "network");
    assert_eq!(person.token(), token);
}
