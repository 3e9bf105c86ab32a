//! Token endpoints that answer what no token endpoint may. Each ends in the right words, and nothing is lost.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cdf_signin_tests::Person;
use serde_json::{Value, json};

const REFUSED: (i32, &str) = (5, "provider_refused");
const NETWORK: (i32, &str) = (6, "network");

/// Asks for a refresh that meets this answer, and then for one that meets a good one.
fn meets(person: &Person, name: &str, expected: (i32, &str), mut fault: Value) {
    fault["endpoint"] = json!("token");
    person.provider.fail_next(fault);
    let before = person.token();
    let output = person.refreshed_token().run();
    let (exit, code) = expected;
    assert_eq!(output.exit, Some(exit), "{name}: {output}");
    let error = output.failed(exit, code);
    for text in [output.stdout.as_str(), output.stderr.as_str()] {
        assert!(!text.contains('\u{1b}') && !text.contains("hush"), "{name}: {output}");
    }
    assert!(error["message"].as_str().is_some_and(|message| message.len() < 3000), "{name}: {error}");
    assert_eq!(person.token(), before, "{name}: what was there is still there");
    assert_eq!(person.status()["refreshable"], true, "{name}");
}

/// All of a table, one after the other in one home, and at the end a refresh as it should be.
fn all_of(table: Vec<(&str, (i32, &str), Value)>) {
    let person = Person::signed_in();
    // The provider takes a refresh token for used also when its answer was worth nothing.
    person.provider.set(json!({ "reuse_detection": false }));
    for (name, expected, fault) in table {
        meets(&person, name, expected, fault);
    }
    person.provider.fail_no_more();
    let fresh = person.refreshed_token().run().done().json();
    assert_eq!(person.provider.inspect(fresh["access_token"].as_str().unwrap()).0, 200);
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[test]
fn answers_that_are_no_token_reply() {
    let deep = "[".repeat(20_000);
    all_of(vec![
        ("nothing", REFUSED, json!({ "body": "" })),
        (
            "HTML",
            NETWORK,
            json!({ "headers": { "content-type": "text/html" }, "body": "<h1>Sign in to the Wi-Fi</h1>" }),
        ),
        ("HTML that claims to be JSON", REFUSED, json!({ "body": "<h1>\u{1b}[2J hush</h1>" })),
        ("an array", REFUSED, json!({ "body": "[]" })),
        ("null", REFUSED, json!({ "body": "null" })),
        ("a number", REFUSED, json!({ "body": "1e9999" })),
        ("an empty object", REFUSED, json!({ "body": {} })),
        ("deep JSON", REFUSED, json!({ "body": deep })),
        ("bytes that are no UTF-8", REFUSED, json!({ "body_base64": base64(&[0xff, 0xfe, 0x00, b'{']) })),
        (
            "gzip that nobody asked for",
            REFUSED,
            json!({
                "headers": { "content-encoding": "gzip" }, "body_base64": base64(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
            }),
        ),
        ("an error with status 200", REFUSED, json!({ "body": { "error": "hush" } })),
        ("204 without content", REFUSED, json!({ "status": 204, "body": "" })),
        (
            "404 with HTML",
            REFUSED,
            json!({ "status": 404, "headers": { "content-type": "text/html" }, "body": "<p>hush</p>" }),
        ),
        ("400 without a body", REFUSED, json!({ "status": 400, "body": "" })),
        (
            "a member twice",
            REFUSED,
            json!({ "body": r#"{"access_token":"hush1","access_token":"hush2","token_type":"Bearer"}"# }),
        ),
    ]);
}

#[test]
fn token_replies_with_something_wrong_in_them() {
    all_of(vec![
        ("no access token", REFUSED, json!({ "patch": { "access_token": null } })),
        ("an empty access token", REFUSED, json!({ "patch": { "access_token": "" } })),
        ("an access token that is a number", REFUSED, json!({ "patch": { "access_token": 7 } })),
        ("an access token with a line break", REFUSED, json!({ "patch": { "access_token": "hush\r\nx-other: 1" } })),
        ("an access token with a NUL", REFUSED, json!({ "patch": { "access_token": "hush\u{0}" } })),
        ("an access token that is not ASCII", REFUSED, json!({ "patch": { "access_token": "hush\u{2028}" } })),
        ("no token type", REFUSED, json!({ "patch": { "token_type": null } })),
        ("another token type", REFUSED, json!({ "patch": { "token_type": "mac" } })),
        ("a token type that is a list", REFUSED, json!({ "patch": { "token_type": ["Bearer"] } })),
    ]);
}

#[test]
fn refusals_that_are_not_final() {
    all_of(vec![
        ("a refusal of the client", REFUSED, json!({ "error": "invalid_client", "aadsts": 7_000_215 })),
        (
            "a refusal without a description",
            REFUSED,
            json!({ "status": 400, "body": { "error": "unauthorized_client" } }),
        ),
        (
            "a description with control characters",
            REFUSED,
            json!({
                "status": 400, "body": { "error": "invalid_scope", "error_description": "\u{1b}]0;title\u{7}\u{1b}[31mred" },
            }),
        ),
        (
            "a description without end",
            REFUSED,
            json!({
                "status": 400, "body": { "error": "invalid_scope", "error_description": "x".repeat(500_000) },
            }),
        ),
        ("codes of the wrong type", REFUSED, json!({ "status": 400, "body": { "error": "x", "error_codes": "many" } })),
        (
            "out of order, as OAuth says it",
            NETWORK,
            json!({ "status": 400, "body": { "error": "temporarily_unavailable" } }),
        ),
    ]);
}

#[test]
fn answers_that_do_not_arrive() {
    all_of(vec![
        ("500", NETWORK, json!({ "status": 500, "body": "{}" })),
        (
            "503 with HTML",
            NETWORK,
            json!({ "status": 503, "headers": { "content-type": "text/html" }, "body": "\u{1b}[2J" }),
        ),
        ("429 for hours", NETWORK, json!({ "status": 429, "retry_after": 9999, "body": "{}" })),
        (
            "429 until a date",
            NETWORK,
            json!({ "status": 429, "headers": { "retry-after": "Fri, 31 Dec 2049 23:59:59 GMT" }, "body": "" }),
        ),
        ("429 until never", NETWORK, json!({ "status": 429, "headers": { "retry-after": "-1" }, "body": "" })),
        ("408", NETWORK, json!({ "status": 408, "body": "" })),
        ("a reset", NETWORK, json!({ "reset": true })),
        ("an answer that breaks off", NETWORK, json!({ "body": { "access_token": "hush" }, "truncate": 10 })),
        (
            "a length that is a lie",
            NETWORK,
            json!({ "headers": { "content-length": "5000" }, "body": "{}", "truncate": 2 }),
        ),
        ("2 MiB", NETWORK, json!({ "body": "x".repeat(1024), "repeat": 2048 })),
        ("10 MiB with an error", NETWORK, json!({ "status": 400, "body": "x".repeat(1024), "repeat": 10_240 })),
    ]);
}

#[test]
fn redirects_are_not_followed() {
    let person = Person::signed_in();
    let elsewhere = format!("{}/elsewhere", person.provider.authority);
    for status in [301, 302, 303, 307, 308] {
        let fault = json!({ "status": status, "headers": { "location": elsewhere }, "body": "" });
        meets(&person, &format!("{status}"), REFUSED, fault);
    }
    assert!(person.provider.requests().iter().all(|request| request.endpoint != "other"));
}

#[test]
fn an_endpoint_that_takes_the_request_and_never_answers() {
    let person = Person::signed_in();
    meets(&person, "silence", NETWORK, json!({ "hang": true }));
}

#[test]
fn slow_answers_and_odd_lifetimes_are_taken() {
    let person = Person::signed_in();
    let token = person.token();
    let reply = json!({ "access_token": token, "token_type": "bearer", "expires_in": 3600 });
    person.provider.fail_next(json!({ "endpoint": "token", "body": reply, "slow_ms": 20 }));
    assert_eq!(person.refreshed_token().run().done().json()["access_token"], token.as_str());
    for (said, taken) in [
        (json!("1800"), 1800),
        (json!(1800.9), 1800),
        (json!(null), 300),
        (json!(-1), 300),
        (json!(0), 300),
        (json!("soon"), 300),
        (json!(1e18), 48 * 3600),
    ] {
        person.provider.fail_next(json!({ "endpoint": "token", "patch": { "expires_in": said } }));
        let left = person.refreshed_token().run().done().json()["expires_in"].as_u64().unwrap();
        assert!(left <= taken && left + 60 > taken, "{said}: {left}");
    }
}

#[test]
fn a_refresh_token_that_is_missing_or_odd_leaves_the_old_one() {
    let person = Person::signed_in();
    person.provider.set(json!({ "rotate": false }));
    let mut sent = String::new();
    for odd in [json!(null), json!(""), json!(7), json!({})] {
        person.provider.fail_next(json!({ "endpoint": "token", "patch": { "refresh_token": odd } }));
        let _ = person.refreshed_token().run().done();
        write!(sent, "{} ", person.provider.refreshes().pop().unwrap().refresh_token.unwrap()).unwrap();
    }
    let _ = person.refreshed_token().run().done();
    let all: Vec<&str> = sent.split_whitespace().collect();
    assert!(all.iter().all(|token| *token == all[0]), "{all:?}");
}
