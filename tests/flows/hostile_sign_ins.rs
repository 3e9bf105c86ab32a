//! Sign-ins at whose end something else comes than was asked for: nobody is signed in, and the next attempt works.

use cdf_signin_tests::Person;
use serde_json::{Value, json};

use crate::bad_answers;

fn ends_in_nothing(person: &Person, name: &str, expected: (i32, &str), mut fault: Value) {
    fault["endpoint"] = json!("token");
    person.provider.fail_next(fault);
    let output = person.cli("login north --json").run();
    assert_eq!(output.exit, Some(expected.0), "{name}: {output}");
    let said = format!("{}{}", output.stdout, output.stderr);
    assert!(said.chars().all(|char| !char.is_control() || char == '\n') && !said.contains("hush"), "{name}: {said:?}");
    output.failed(expected.0, expected.1);
    assert_eq!(person.state(), "signed_out", "{name}");
    assert!(person.home.session_files().is_empty(), "{name}");
}

#[test]
fn id_tokens_that_vouch_for_something_else() {
    let person = Person::new();
    let foreign = "99999999-8888-7777-6666-555555555555";
    for (name, fault) in [
        ("another sign-in's", json!({ "id_token": { "nonce": "foreign" } })),
        ("no nonce", json!({ "id_token": { "nonce": null } })),
        ("another application's", json!({ "id_token": { "aud": foreign } })),
        ("another tenant's", json!({ "id_token": { "iss": format!("{}/{foreign}/v2.0", person.provider.authority) } })),
        ("another provider's", json!({ "id_token": { "iss": "https://login.example/v2.0" } })),
        ("one that has ended", json!({ "id_token": { "exp": 1_000_000_000 } })),
        ("none", json!({ "patch": { "id_token": null } })),
        ("no JWT", json!({ "patch": { "id_token": "garbage" } })),
        ("a JWT of nothing", json!({ "patch": { "id_token": "e30.e30." } })),
    ] {
        ends_in_nothing(&person, name, (5, "provider_refused"), fault);
    }
    person.login();
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn token_endpoints_that_answer_the_code_with_nonsense() {
    let person = Person::new();
    let table = bad_answers::all();
    let count = table.len();
    for (name, expected, fault) in table {
        ends_in_nothing(&person, name, expected, fault);
    }
    assert!(person.provider.requests().iter().all(|request| request.endpoint != "other"), "the code went elsewhere");
    person.login();
    eprintln!("hostile token endpoint: {count} answers to a code");
}

#[test]
fn a_token_endpoint_that_is_silent_is_left_at_the_time_out() {
    let person = Person::new();
    person.provider.fail_next(json!({ "endpoint": "token", "hang": true }));
    person.cli("login north --json --timeout 2").run().failed(7, "timed_out");
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn token_endpoints_that_answer_an_application_with_nonsense() {
    let person = Person::new();
    let (client, secret) = (&person.provider.daemon_client_id, &person.provider.daemon_secret);
    let adding = person.profile_command_for("add", "job", client).args("--flow client-secret --client-secret-stdin");
    let mut adding = adding.start();
    adding.type_line(secret);
    adding.close_input();
    let _ = adding.end().done();
    let table = bad_answers::all();
    let count = table.len();
    for (name, (exit, code), mut fault) in table {
        fault["endpoint"] = json!("token");
        person.provider.fail_next(fault);
        let output = person.cli("token job --json").run();
        assert_eq!(output.exit, Some(exit), "{name}: {output}");
        output.failed(exit, code);
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(said.chars().all(|char| !char.is_control() || char == '\n'), "{name}: {said:?}");
        assert!(!said.contains("hush") && !said.contains(secret.as_str()), "{name}: {said}");
    }
    assert!(person.provider.requests().iter().all(|request| request.endpoint != "other"), "the secret went elsewhere");
    person.provider.fail_no_more();
    let token = person.does("token job").stdout;
    assert_eq!(person.provider.inspect(token.trim_end()).0, 200);
    eprintln!("hostile token endpoint: {count} answers to an application");
}
