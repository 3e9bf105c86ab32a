//! Sign-in with a code that the person enters elsewhere.

use cdf_signin_tests::provider::INGRID;
use cdf_signin_tests::{Person, Running};
use serde_json::json;

/// Begins a sign-in; answers with the code that it shows.
fn begin(person: &Person, options: &str) -> (Running, String) {
    let mut login = person.cli(&format!("login north --device-code {options}")).start();
    let code = login.stderr_with("the code", |said| {
        // After the address and a blank line; only a whole line holds the whole code.
        let mut lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n')).map(str::trim);
        lines.find(|line| line.starts_with("http"))?;
        lines.find(|line| !line.is_empty()).map(str::to_owned)
    });
    (login, code)
}

/// Somebody whose provider wants to be asked each second.
fn person() -> Person {
    let person = Person::new();
    person.provider.set(json!({ "device_interval": 1 }));
    person
}

fn polls(person: &Person) -> Vec<String> {
    let requests = person.provider.requests_to("token").into_iter();
    requests.filter(|request| request.device_code.is_some()).map(|request| request.outcome).collect()
}

#[test]
fn from_the_code_to_a_session_like_the_browsers() {
    let person = person();
    let (login, code) = begin(&person, "");
    person.provider.approve_device(&code, INGRID);
    let output = login.end().done();
    assert!(output.stderr.contains("The provider says: "), "{output}");
    assert!(output.stderr.contains("Ingrid Solberg"), "{output}");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let _ = person.refreshed_token().run().done();
    assert_eq!(person.provider.refreshes().len(), 1);
    assert!(person.home.pages().is_empty(), "no browser was opened");
}

#[test]
fn a_profiles_own_way_may_be_the_device_code_and_the_browser_once_all_the_same() {
    let person = person();
    person.does("profile edit north --flow device-code");
    person.does("login north --browser");
    assert_eq!(person.state(), "signed_in");
    assert_eq!(person.provider.requests_to("devicecode").len(), 0);
}

#[test]
fn it_waits_through_slow_downs_and_outages() {
    let person = person();
    let poll = |fault: serde_json::Value| {
        let mut fault = fault;
        fault["endpoint"] = json!("token");
        fault
    };
    person.provider.fail_next(json!([
        poll(json!({ "error": "authorization_pending", "aadsts": 70016 })),
        poll(json!({ "status": 503 })),
        poll(json!({ "reset": true })),
    ]));
    let (mut login, code) = begin(&person, "");
    login.stderr_with("the outage", |said| said.contains("This goes on by itself").then_some(()));
    person.provider.approve_device(&code, INGRID);
    let output = login.end().done();
    assert!(output.stderr.contains("Ingrid Solberg"), "{output}");
}

#[test]
fn a_declined_code_and_one_that_ended_are_told_apart() {
    let person = person();
    let (login, code) = begin(&person, "--json");
    person.provider.decline_device(&code);
    let error = login.end().failed(5, "provider_refused");
    assert_eq!(error["provider"]["error"], "authorization_declined");
    let (login, _) = begin(&person, "--json");
    person.provider.expire("device_codes");
    login.end().failed(7, "timed_out");
    assert_eq!(person.state(), "signed_out");
    assert!(polls(&person).iter().all(|outcome| outcome != "granted"));
}

#[test]
fn a_tenant_that_blocks_it_is_offered_the_browser() {
    let person = person();
    for (endpoint, error, number) in
        [("devicecode", "unauthorized_client", 7_000_218), ("token", "invalid_grant", 53_003)]
    {
        person.provider.fail_next(json!({ "endpoint": endpoint, "error": error, "aadsts": number }));
        let error = person.cli("login north --device-code --json").run().failed(5, "provider_refused");
        assert!(error["hint"].as_str().unwrap().contains("Sign in with the browser instead"), "{error}");
    }
}

#[test]
fn ctrl_c_and_the_clock_end_it() {
    let person = person();
    let (login, _) = begin(&person, "--json");
    login.interrupt();
    login.end().failed(7, "cancelled");
    person.cli("login north --device-code --timeout 1 --json").run().failed(7, "timed_out");
    person.login();
}

#[test]
fn a_page_that_is_no_web_page_is_never_shown() {
    let person = person();
    for address in ["javascript:alert(1)", "file:///etc/passwd", "https://login.example@evil.example/"] {
        let body = json!({ "device_code": "d", "user_code": "u", "verification_uri": address, "expires_in": 900 });
        person.provider.fail_next(json!({ "endpoint": "devicecode", "status": 200, "body": body }));
        let output = person.cli("login north --device-code --json").run();
        output.failed(5, "provider_refused");
        assert!(!output.stderr.contains(address), "{output}");
    }
}
