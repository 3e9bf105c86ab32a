//! New tokens without a person.

use cdf_signin_tests::{Person, wait};
use serde_json::json;

#[test]
fn rotation_each_refresh_sends_the_newest_token_and_none_twice() {
    let person = Person::signed_in();
    let mut tokens = vec![person.token()];
    for _ in 0..5 {
        let answer = person.refreshed_token().run().done().json();
        tokens.push(answer["access_token"].as_str().unwrap().to_owned());
    }
    let signed_in = &person.provider.requests_to("token")[0];
    let refreshes = person.provider.refreshes();
    assert_eq!(refreshes.len(), 5);
    // With reuse detection on, one refresh token sent twice would have ended all of this.
    assert!(refreshes.iter().all(|request| request.outcome == "granted"), "{refreshes:?}");
    let mut newest = signed_in.issued_refresh_token.clone();
    for request in &refreshes {
        assert!(request.refresh_token.is_some());
        assert_eq!(request.refresh_token, newest);
        assert_ne!(request.issued_refresh_token, newest);
        newest.clone_from(&request.issued_refresh_token);
    }
    let distinct: std::collections::BTreeSet<_> = tokens.iter().collect();
    assert_eq!(distinct.len(), 6);
    assert_eq!(person.provider.inspect(&tokens[5]).0, 200);
    assert_eq!(person.token(), tokens[5], "the newest is what is kept");
}

#[test]
fn a_provider_that_does_not_rotate() {
    let person = Person::signed_in();
    person.provider.set(json!({ "rotate": false }));
    for _ in 0..3 {
        let _ = person.refreshed_token().run().done();
    }
    let sent: Vec<_> = person.provider.refreshes().into_iter().map(|request| request.refresh_token).collect();
    assert!(sent.len() == 3 && sent.iter().all(|token| *token == sent[0]), "{sent:?}");
}

#[test]
fn an_expired_token_is_renewed_when_it_is_asked_for() {
    let person = Person::new();
    person.sign_in_until_expired();
    assert_eq!(person.status()["refreshable"], true);
    let error = person.cli("token north --no-refresh --json").run().failed(4, "sign_in_required");
    assert!(error["hint"].as_str().unwrap().contains("--no-refresh"), "{error}");
    assert_eq!(person.provider.refreshes().len(), 0);

    let token = person.token();
    assert_eq!(person.provider.inspect(&token).0, 200);
    assert_eq!(person.provider.refreshes().len(), 1);
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn revoked_sessions_ask_for_the_person_and_are_not_asked_again() {
    let person = Person::new();
    person.sign_in_until_expired();
    person.provider.revoke();
    let error = person.cli("token north --json").run().failed(4, "sign_in_required");
    assert_eq!(error["provider"]["error"], "invalid_grant");
    assert_eq!(error["provider"]["aadsts"], 50173);
    for id in ["trace_id", "correlation_id"] {
        assert!(error["provider"][id].as_str().is_some_and(|id| id.len() == 36), "{error}");
    }

    let status = person.status();
    assert_eq!(status["state"], "needs_sign_in");
    assert_eq!(status["account"]["name"], "Ingrid Solberg");
    assert_eq!(status["last_error"]["provider"]["correlation_id"], error["provider"]["correlation_id"]);

    person.cli("token north --json").run().failed(4, "sign_in_required");
    assert_eq!(person.provider.refreshes().len(), 1, "a dead refresh token is not sent again");

    person.login();
    assert_eq!(person.state(), "signed_in");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
}

#[test]
fn a_refresh_token_that_has_ended_asks_for_the_person() {
    let person = Person::new();
    person.sign_in_until_expired();
    person.provider.expire("refresh_tokens");
    let error = person.cli("token north --json").run().failed(4, "sign_in_required");
    assert_eq!(error["provider"]["aadsts"], 700_082);
}

#[test]
fn a_step_up_is_carried_into_the_next_sign_in() {
    let person = Person::new();
    person.sign_in_until_expired();
    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    person.provider.fail_next(json!({
        "endpoint": "token", "error": "interaction_required", "aadsts": 50076, "suberror": "basic_action", "claims": claims,
    }));
    person.cli("token north --json").run().failed(4, "sign_in_required");
    person.login();
    let asked = person.provider.requests_to("authorize").pop().unwrap();
    assert_eq!(asked.claims.as_deref(), Some(claims));
}

#[test]
fn a_sign_out_wins_over_refreshes_under_way() {
    let person = Person::signed_in();
    person.provider.set(json!({ "delay_ms": 5000 }));
    let refreshes: Vec<_> = (0..5).map(|_| person.refreshed_token().start()).collect();
    wait::until_true("a refresh at the provider", || !person.provider.refreshes().is_empty());
    // Does not wait for the provider's answer.
    person.does("logout north");
    assert_eq!(person.state(), "signed_out");
    for refresh in refreshes {
        refresh.end();
    }
    assert_eq!(person.state(), "signed_out", "nobody was brought back");
    assert!(person.home.session_files().is_empty());
    assert!(person.provider.refreshes().len() < 5, "who came later saw the sign-out");
}
