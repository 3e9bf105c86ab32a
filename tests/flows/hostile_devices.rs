//! Device codes from a provider that answers what no provider may, and polls that meet all there is.

use cdf_signin_tests::{Output, Person, Running, wait};
use serde_json::{Value, json};

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

#[derive(Debug, Clone, Copy)]
enum Ends {
    SignedIn,
    Failed(i32, &'static str),
}
use Ends::{Failed, SignedIn};

const REFUSED: Ends = Failed(5, "provider_refused");
const NETWORK: Ends = Failed(6, "network");
const TIMED_OUT: Ends = Failed(7, "timed_out");

type Case = (&'static str, Ends, Value);

/// Somebody at a provider that approves device codes by itself, and asks to be polled each second.
fn person() -> Person {
    let person = Person::new();
    person.provider.set(json!({ "device_auto": 0, "device_interval": 1 }));
    person
}

fn login(person: &Person, profile: &str, timeout: u32) -> Running {
    person.cli(&format!("login {profile} --device-code --no-browser --json --timeout {timeout}")).start()
}

fn ends(person: &Person, profile: &str, (name, expected, _): &Case, output: &Output) {
    let said = format!("{}{}", output.stdout, output.stderr);
    assert!(said.chars().all(|char| !char.is_control() || char == '\n'), "{name}: {said:?}");
    assert!(!said.contains("javascript:") && !said.contains("hush") && said.len() < 10_000, "{name}: {said}");
    let state = person.status_of(profile)["state"].clone();
    match expected {
        SignedIn => {
            assert_eq!(output.exit, Some(0), "{name}: {output}");
            assert_eq!(state, "signed_in", "{name}: {output}");
        }
        Failed(exit, code) => {
            assert_eq!(output.exit, Some(*exit), "{name}: {output}");
            output.failed(*exit, code);
            assert_eq!(state, "signed_out", "{name}: {output}");
        }
    }
}

/// Each case in a profile of its own. They are asked for one after the other, so that each meets its own fault, and
/// wait for their first poll together.
fn all_of(answers: Vec<Case>) {
    let person = person();
    let mut under_way = Vec::new();
    for (at, (name, expected, fault)) in answers.into_iter().enumerate() {
        let profile = format!("north-{at}");
        person.add_profile(&profile);
        let mut fault = fault;
        fault["endpoint"] = json!("devicecode");
        person.provider.fail_next(fault.clone());
        // Long enough for the longest interval that is taken for one, but for those that are meant to run out.
        let patience = if matches!(expected, Failed(7, _)) { 3 } else { 60 };
        let running = login(&person, &profile, patience);
        wait::until_true(name, || {
            person.provider.requests_to("devicecode").get(at).is_some_and(|request| request.outcome != "pending")
        });
        under_way.push((profile, (name, expected, fault), running));
    }
    let count = under_way.len();
    for (profile, case, running) in under_way {
        ends(&person, &profile, &case, &running.end());
    }
    let elsewhere = person.provider.requests().iter().filter(|request| request.endpoint == "other").count();
    assert_eq!(elsewhere, 0, "no redirect is followed");
    // The same profile of the first that failed can still sign in.
    let _ = login(&person, "north", 60).end().done();
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    eprintln!("hostile devices: {count} answers to the request for a code");
}

#[test]
fn odd_answers_to_the_request_for_a_code() {
    all_of(vec![
        ("no interval", SignedIn, json!({ "patch": { "interval": null } })),
        ("an interval of 0", SignedIn, json!({ "patch": { "interval": 0 } })),
        ("an interval in words", SignedIn, json!({ "patch": { "interval": "often" } })),
        ("an interval as text", SignedIn, json!({ "patch": { "interval": "1" } })),
        ("an interval with a fraction", SignedIn, json!({ "patch": { "interval": 1.7 } })),
        ("a negative interval", SignedIn, json!({ "patch": { "interval": -1 } })),
        ("an interval that is a list", SignedIn, json!({ "patch": { "interval": [1] } })),
        ("an interval of a lifetime", TIMED_OUT, json!({ "patch": { "interval": 1e9 } })),
        ("a code that lasts a second", TIMED_OUT, json!({ "patch": { "expires_in": 1, "interval": 5 } })),
        ("a code that lasts no time", SignedIn, json!({ "patch": { "expires_in": 0 } })),
        ("a code without an end", SignedIn, json!({ "patch": { "expires_in": null } })),
        ("an end in words", SignedIn, json!({ "patch": { "expires_in": "soon" } })),
        ("an end beyond time", SignedIn, json!({ "patch": { "expires_in": 1e18 } })),
        ("no message", SignedIn, json!({ "patch": { "message": null } })),
        ("a message that is a number", SignedIn, json!({ "patch": { "message": 7 } })),
        (
            "a message with terminal codes",
            SignedIn,
            json!({ "patch": { "message": "\u{1b}[2J\u{1b}]0;x\u{7}\r\nSign in\u{9b}31m\u{202e}" } }),
        ),
        ("a message without end", SignedIn, json!({ "patch": { "message": "x".repeat(200_000) } })),
        ("a code with terminal codes", SignedIn, json!({ "patch": { "user_code": "\u{1b}[31mABC\u{7}" } })),
        ("a code without end", SignedIn, json!({ "patch": { "user_code": "A".repeat(200_000) } })),
        ("an address to be run", SignedIn, json!({ "patch": { "verification_uri_complete": "javascript:alert(1)" } })),
        ("members that nobody knows", SignedIn, json!({ "patch": { "hint": { "deep": [[[[1]]]] }, "": null } })),
    ]);
}

#[test]
fn answers_that_are_no_device_code() {
    all_of(vec![
        ("a script for an address", REFUSED, json!({ "patch": { "verification_uri": "javascript:alert(1)" } })),
        ("a file for an address", REFUSED, json!({ "patch": { "verification_uri": "file:///etc/passwd" } })),
        ("data for an address", REFUSED, json!({ "patch": { "verification_uri": "data:text/html,<b>hush</b>" } })),
        (
            "an address in disguise",
            REFUSED,
            json!({ "patch": { "verification_uri": "https://login.example@evil.example/" } }),
        ),
        ("an address that is a word", REFUSED, json!({ "patch": { "verification_uri": "device" } })),
        ("no address", REFUSED, json!({ "patch": { "verification_uri": null } })),
        ("an address that is a number", REFUSED, json!({ "patch": { "verification_uri": 1 } })),
        ("no code", REFUSED, json!({ "patch": { "user_code": null } })),
        ("an empty code", REFUSED, json!({ "patch": { "user_code": "" } })),
        ("a code of nothing that is seen", REFUSED, json!({ "patch": { "user_code": "\u{7}\u{200b} " } })),
        ("no device code", REFUSED, json!({ "patch": { "device_code": null } })),
        ("an empty device code", REFUSED, json!({ "patch": { "device_code": "" } })),
        ("a device code that is a list", REFUSED, json!({ "patch": { "device_code": ["hush"] } })),
        ("a page", NETWORK, json!({ "headers": { "content-type": "text/html" }, "body": "<h1>hush</h1>" })),
        ("nothing", REFUSED, json!({ "body": "" })),
        ("an array", REFUSED, json!({ "body": "[]" })),
        ("null", REFUSED, json!({ "body": "null" })),
        ("an error with status 200", REFUSED, json!({ "body": { "error": "invalid_request" } })),
        (
            "an error in colour",
            REFUSED,
            json!({ "status": 400, "body": { "error": "\u{1b}[31mno", "error_description": "\u{1b}]0;x\u{7}" } }),
        ),
        ("a redirect", REFUSED, json!({ "status": 307, "headers": { "location": "/elsewhere" }, "body": "" })),
        ("404", REFUSED, json!({ "status": 404, "body": "hush" })),
        ("500", NETWORK, json!({ "status": 500, "body": "hush" })),
        ("503 with HTML", NETWORK, json!({ "status": 503, "body": "<h1>hush</h1>" })),
        ("429 for hours", NETWORK, json!({ "status": 429, "retry_after": 9999, "body": "" })),
        ("a reset", NETWORK, json!({ "reset": true })),
        ("an answer that breaks off", NETWORK, json!({ "body": "{\"device_code\":\"hush", "truncate": 9 })),
        ("2 MiB", NETWORK, json!({ "body": "x".repeat(1024), "repeat": 2048 })),
        ("a rule that blocks the flow", REFUSED, json!({ "error": "invalid_grant", "aadsts": 53003 })),
        (
            "an application that is not public",
            REFUSED,
            json!({ "status": 401, "error": "invalid_client", "aadsts": 7_000_218 }),
        ),
        (
            "a flow that the provider does not have",
            REFUSED,
            json!({ "error": "unauthorized_client", "aadsts": 700_016 }),
        ),
    ]);
}

/// Faults that the polls of one sign-in meet in this order; after them the code is good.
fn polled(table: Vec<Case>) {
    let person = person();
    let count = table.len();
    for case in table {
        let faults: Vec<Value> = case
            .2
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| {
                let mut fault = fault.clone();
                fault["endpoint"] = json!("token");
                fault["grant_type"] = json!(DEVICE_GRANT);
                fault
            })
            .collect();
        person.provider.fail_next(json!(faults));
        let output = login(&person, "north", 60).end();
        ends(&person, "north", &case, &output);
        person.provider.fail_no_more();
        let _ = person.does("logout north");
    }
    assert!(
        person.provider.requests().iter().all(|request| request.endpoint != "other"),
        "a device code went elsewhere"
    );
    let _ = login(&person, "north", 60).end().done();
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    eprintln!("hostile devices: {count} ways a poll can go");
}

#[test]
fn polls_that_go_on_to_a_good_end() {
    polled(vec![
        ("pending", SignedIn, json!([{ "error": "authorization_pending", "aadsts": 70016 }])),
        ("pending with status 200", SignedIn, json!([{ "status": 200, "body": { "error": "authorization_pending" } }])),
        ("slow_down", SignedIn, json!([{ "error": "slow_down", "aadsts": 70016 }])),
        ("500 once", SignedIn, json!([{ "status": 500, "body": "hush" }])),
        (
            "503 with HTML",
            SignedIn,
            json!([{ "status": 503, "headers": { "content-type": "text/html" }, "body": "<h1>\u{1b}[2J</h1>" }]),
        ),
        ("429 for a second", SignedIn, json!([{ "status": 429, "retry_after": 1, "body": "" }])),
        ("a reset", SignedIn, json!([{ "reset": true }])),
        ("an answer that breaks off", SignedIn, json!([{ "body": "{\"access_token\":\"hush", "truncate": 9 }])),
        ("out of order, as OAuth says it", SignedIn, json!([{ "error": "temporarily_unavailable", "aadsts": 90033 }])),
    ]);
}

#[test]
fn polls_that_end_a_sign_in() {
    polled(vec![
        ("declined, as Entra says it", REFUSED, json!([{ "error": "authorization_declined", "aadsts": 65004 }])),
        ("declined, as RFC 8628 says it", REFUSED, json!([{ "error": "access_denied", "aadsts": 65004 }])),
        ("a code that nobody knows", REFUSED, json!([{ "error": "bad_verification_code", "aadsts": 70018 }])),
        ("a code that ended", TIMED_OUT, json!([{ "error": "expired_token", "aadsts": 70019 }])),
        ("a rule", REFUSED, json!([{ "error": "invalid_grant", "aadsts": 53003 }])),
        ("an error that nobody knows", REFUSED, json!([{ "error": "\u{1b}[2Jhm", "aadsts": 1 }])),
        ("a page", REFUSED, json!([{ "body": "<h1>hush</h1>" }])),
        ("a redirect", REFUSED, json!([{ "status": 307, "headers": { "location": "/elsewhere" }, "body": "" }])),
        ("no access token", REFUSED, json!([{ "patch": { "access_token": null } }])),
        ("a token with a line break", REFUSED, json!([{ "patch": { "access_token": "hush\r\nx: y" } }])),
        ("another token type", REFUSED, json!([{ "patch": { "token_type": "mac" } }])),
        ("no id_token", REFUSED, json!([{ "patch": { "id_token": null } }])),
        ("an id_token of garbage", REFUSED, json!([{ "patch": { "id_token": "garbage" } }])),
        (
            "another application's id_token",
            REFUSED,
            json!([{ "id_token": { "aud": "99999999-8888-7777-6666-555555555555" } }]),
        ),
        ("another provider's id_token", REFUSED, json!([{ "id_token": { "iss": "https://login.example/v2.0" } }])),
    ]);
}
