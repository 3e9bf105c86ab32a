//! A provider that is known by its issuer alone, and descriptions of it that may not be believed.

use cdf_signin_tests::{Person, person};
use serde_json::{Value, json};

use crate::bad_answers::{Case, NETWORK, REFUSED};

/// Somebody with the profile `other` at the provider that is not Entra's kind.
fn person_elsewhere() -> Person {
    let person = Person::new();
    let (issuer, client, cdf) = (&person.provider.other_issuer, &person.provider.client_id, &person.provider.cdf);
    let port = person::free_port();
    person.does(&format!(
        "profile add other --issuer {issuer} --client-id {client} --cluster westeurope-1 --project north-prod --base-url {cdf} \
         --audience {cdf} --scope openid --scope profile --scope offline_access --redirect-port {port}"
    ));
    person
}

fn works(person: &Person) {
    person.does("login other");
    let token = person.does("token other").stdout;
    assert_eq!(person.provider.inspect(token.trim_end()).0, 200);
}

#[expect(clippy::needless_pass_by_value, reason = "reads better in a table of json!")]
fn changed(name: &'static str, patch: Value) -> Case {
    (name, REFUSED, json!({ "patch": patch }))
}

fn descriptions() -> Vec<Case> {
    let html = json!({ "content-type": "text/html" });
    vec![
        changed("no issuer", json!({ "issuer": null })),
        changed("another issuer", json!({ "issuer": "https://login.example/other/" })),
        changed("an issuer that begins like this one", json!({ "issuer": "http://127.0.0.1:1/other/" })),
        changed("an issuer that is a list", json!({ "issuer": ["https://login.example"] })),
        changed("an issuer with terminal codes", json!({ "issuer": "\u{1b}[2J\u{9b}31m\u{202e}x" })),
        changed("no token endpoint", json!({ "token_endpoint": null })),
        changed("no authorization endpoint", json!({ "authorization_endpoint": null })),
        changed("a token endpoint in the clear, elsewhere", json!({ "token_endpoint": "http://login.example/token" })),
        changed("a token endpoint that is a file", json!({ "token_endpoint": "file:///etc/passwd" })),
        changed("a token endpoint that is a number", json!({ "token_endpoint": 7 })),
        changed("an authorization endpoint to be run", json!({ "authorization_endpoint": "javascript:alert(1)" })),
        changed("an authorization endpoint that is a file", json!({ "authorization_endpoint": "file:///etc/passwd" })),
        changed(
            "an authorization endpoint in disguise",
            json!({ "authorization_endpoint": "https://login.example@evil.example/" }),
        ),
        changed("a sign-out to be run", json!({ "end_session_endpoint": "javascript:alert(1)" })),
        changed("PKCE in the clear alone", json!({ "code_challenge_methods_supported": ["plain"] })),
        changed("PKCE without methods", json!({ "code_challenge_methods_supported": [] })),
        ("a redirect", REFUSED, json!({ "status": 302, "headers": { "location": "/elsewhere" }, "body": "" })),
        ("a redirect for good", REFUSED, json!({ "status": 308, "headers": { "location": "/elsewhere" }, "body": "" })),
        ("nowhere, twice", REFUSED, json!({ "status": 404, "body": "", "times": 2 })),
        ("nothing", REFUSED, json!({ "body": "" })),
        ("an array", REFUSED, json!({ "body": "[]" })),
        ("half of it", REFUSED, json!({ "body": "{\"issuer\":" })),
        ("deep JSON", REFUSED, json!({ "body": format!("{{\"issuer\":{}", "[".repeat(50_000)) })),
        ("10 MiB", REFUSED, json!({ "body": "x".repeat(1024), "repeat": 10_240 })),
        ("the network's own sign-in page", NETWORK, json!({ "headers": html, "body": "<h1>Wi-Fi</h1>" })),
        ("503", NETWORK, json!({ "status": 503, "body": "" })),
        ("429", NETWORK, json!({ "status": 429, "retry_after": 9999, "body": "" })),
        ("a reset", NETWORK, json!({ "reset": true })),
        ("an answer that breaks off", NETWORK, json!({ "body": "{\"issuer\":\"hush\"}", "truncate": 5 })),
    ]
}

#[test]
fn descriptions_that_may_not_be_believed_send_nobody_anywhere() {
    let person = person_elsewhere();
    let table = descriptions();
    let count = table.len();
    for (name, (exit, code), mut fault) in table {
        fault["endpoint"] = json!("discovery");
        person.provider.fail_next(fault);
        let output = person.cli("login other --json --timeout 30").run();
        assert_eq!(output.exit, Some(exit), "{name}: {output}");
        output.failed(exit, code);
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(said.chars().all(|char| !char.is_control() || char == '\n'), "{name}: {said:?}");
        assert!(!said.contains("hush") && !said.contains('\u{202e}'), "{name}: {said}");
        assert_eq!(person.status_of("other")["state"], "signed_out", "{name}");
        person.provider.fail_no_more();
    }
    let went: Vec<_> =
        person.provider.requests().into_iter().filter(|request| request.endpoint != "discovery").collect();
    assert!(went.is_empty(), "{went:?}");
    assert!(person.home.pages().is_empty(), "a browser was opened");
    works(&person);
    eprintln!("hostile discovery: {count} descriptions");
}

#[test]
fn a_signed_in_profile_does_not_depend_on_the_description() {
    let person = person_elsewhere();
    // The second address stands in for the first.
    person.provider.fail_next(json!({ "endpoint": "discovery", "status": 404, "body": "" }));
    works(&person);
    person.provider.fail_next(
        json!({ "endpoint": "discovery", "times": "always", "patch": { "token_endpoint": "https://evil.example/" } }),
    );
    let fresh = person.cli("token other --json --min-validity 999999").run().done().json();
    assert_eq!(person.provider.inspect(fresh["access_token"].as_str().unwrap()).0, 200);
    assert_eq!(person.provider.refreshes().len(), 1);
}

#[test]
fn an_answer_that_names_another_issuer_is_not_redeemed() {
    let person = person_elsewhere();
    for profile in ["north", "other"] {
        let tokens = person.provider.requests_to("token").len();
        person.provider.set(json!({ "iss": "wrong" }));
        person.cli(&format!("login {profile} --json")).run().failed(5, "provider_refused");
        assert_eq!(person.status_of(profile)["state"], "signed_out", "{profile}");
        assert_eq!(person.provider.requests_to("token").len(), tokens, "{profile}: the code stays unused");
        person.provider.set(json!({ "iss": "right" }));
        person.does(&format!("login {profile}"));
    }
    // A provider that says it always names itself, and then does not.
    let _ = person.does("logout other");
    person.provider.set(json!({ "iss": null }));
    person.provider.fail_next(
        json!({ "endpoint": "discovery", "patch": { "authorization_response_iss_parameter_supported": true } }),
    );
    person.cli("login other --json").run().failed(5, "provider_refused");
    works(&person);
}
