//! Token endpoints that answer what no token endpoint may. Each ends in the right words, and nothing is lost.

use std::fmt::Write as _;

use cdf_signin_tests::Person;
use serde_json::{Value, json};

use crate::bad_answers::{self, Case, NETWORK};

/// Asks for a refresh that meets this answer, and then for one that meets a good one.
fn meets(person: &Person, name: &str, expected: (i32, &str), mut fault: Value) {
    fault["endpoint"] = json!("token");
    person.provider.fail_next(fault);
    let before = person.token();
    let output = person.refreshed_token().run();
    let (exit, code) = expected;
    assert_eq!(output.exit, Some(exit), "{name}: {output}");
    let error = output.failed(exit, code);
    let said = format!("{}{}", output.stdout, output.stderr);
    let is_plain = said.chars().all(|char| (!char.is_control() || char == '\n') && char != '\u{202e}');
    assert!(is_plain && !said.contains("hush"), "{name}: {output}");
    assert!(error["message"].as_str().is_some_and(|message| message.len() < 3000), "{name}: {error}");
    assert_eq!(person.token(), before, "{name}: what was there is still there");
    assert_eq!(person.status()["refreshable"], true, "{name}");
}

/// All of a table, one after the other in one home, and at the end a refresh as it should be.
fn all_of(table: Vec<Case>) {
    let count = table.len();
    let person = Person::signed_in();
    // The provider takes a refresh token for used also when its answer was worth nothing.
    person.provider.set(json!({ "reuse_detection": false }));
    for (name, expected, fault) in table {
        meets(&person, name, expected, fault);
    }
    person.provider.fail_no_more();
    let fresh = person.refreshed_token().run().done().json();
    assert_eq!(person.provider.inspect(fresh["access_token"].as_str().unwrap()).0, 200);
    assert!(person.provider.requests().iter().all(|request| request.endpoint != "other"), "a redirect was followed");
    eprintln!("hostile token endpoint: {count} answers to a refresh");
}

#[test]
fn answers_that_are_no_token_reply() {
    all_of(bad_answers::no_token_reply());
}

#[test]
fn token_replies_with_something_wrong_in_them() {
    all_of(bad_answers::wrong_in_one_place());
}

#[test]
fn refusals_that_are_not_final_and_redirects_that_are_not_followed() {
    all_of([bad_answers::refusals(), bad_answers::redirects()].concat());
}

#[test]
fn answers_that_do_not_arrive() {
    all_of(bad_answers::not_arriving());
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
