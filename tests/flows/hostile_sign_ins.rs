//! Sign-ins at whose end something else comes than was asked for: nobody is signed in, and the next attempt works.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};

use cdf_signin_tests::Person;
use cdf_signin_tests::browser::{Browser, parameter};
use serde_json::{Value, json};

fn ends_in_nothing(person: &Person, name: &str, expected: (i32, &str), mut fault: Value) {
    fault["endpoint"] = json!("token");
    person.provider.fail_next(fault);
    let output = person.cli("login north --json").run();
    assert_eq!(output.exit, Some(expected.0), "{name}: {output}");
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
    for (name, expected, fault) in [
        ("a page", (5, "provider_refused"), json!({ "body": "<h1>hello</h1>" })),
        (
            "a redirect",
            (5, "provider_refused"),
            json!({ "status": 307, "headers": { "location": "/elsewhere" }, "body": "" }),
        ),
        ("no access token", (5, "provider_refused"), json!({ "patch": { "access_token": null } })),
        ("out of order", (6, "network"), json!({ "status": 503 })),
        ("a reset", (6, "network"), json!({ "reset": true })),
    ] {
        ends_in_nothing(&person, name, expected, fault);
    }
    assert!(person.provider.requests().iter().all(|request| request.endpoint != "other"), "the code went elsewhere");
    person.login();
}

#[test]
fn a_token_endpoint_that_is_silent_is_left_at_the_time_out() {
    let person = Person::new();
    person.provider.fail_next(json!({ "endpoint": "token", "hang": true }));
    person.cli("login north --json --timeout 2").run().failed(7, "timed_out");
    assert_eq!(person.state(), "signed_out");
}

/// What the app answers to one raw request.
fn ask(redirect: &str, request: &str) -> String {
    let host = redirect.strip_prefix("http://").unwrap();
    let port = host.rsplit(':').next().unwrap();
    let address = format!("127.0.0.1:{port}").to_socket_addrs().unwrap().next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.replace("{host}", host).as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A connection that is reset in the middle has said what it had to say.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn strangers_at_the_door_do_not_disturb_a_sign_in() {
    let person = Person::new();
    let mut login = person.cli("login north --no-browser --json").start();
    let address = login.sign_in_address();
    let redirect = parameter(&address, "redirect_uri").unwrap();
    let state = parameter(&address, "state").unwrap();
    let requests = [
        "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".to_owned(),
        "GET /?code=made-up&state=made-up HTTP/1.1\r\nHost: {host}\r\n\r\n".to_owned(),
        format!("GET /?code=made-up&state={state}x HTTP/1.1\r\nHost: {{host}}\r\n\r\n"),
        format!("GET /?code=made-up&state={state}&state={state} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"),
        format!(
            "GET /?error=access_denied&state={} HTTP/1.1\r\nHost: {{host}}\r\n\r\n",
            state.to_ascii_lowercase() + "x"
        ),
        format!("GET /other?code=made-up&state={state} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"),
        format!("GET /?code=made-up&state={state} HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        format!("PUT /?code=made-up&state={state} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"),
        "GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\n\r\n".to_owned(),
        format!("GET /?x={} HTTP/1.1\r\nHost: {{host}}\r\n\r\n", "x".repeat(200_000)),
        "\u{16}\u{3}\u{1}\u{2}\u{0}hello".to_owned(),
    ];
    for request in &requests {
        let answer = ask(&redirect, request);
        assert!(!answer.contains("made-up") && !answer.contains(&state), "{answer}");
        assert!(login.is_running());
    }
    // A whole sign-in goes through afterwards, and it is the person's.
    Browser::default().open(&address);
    assert_eq!(login.end().done().json()["account"]["name"], "Ingrid Solberg");
    assert_eq!(person.provider.requests_to("token").len(), 1, "no made-up code was tried");
}

#[test]
fn a_code_that_somebody_else_slips_in_with_the_right_state_is_worth_nothing() {
    let person = Person::new();
    // Somebody's own good code, of a sign-in of their own.
    let (theirs, their_login) = person.login_up_to_the_callback("");
    let (own, login) = person.login_up_to_the_callback("--json");
    let swapped = own.replace(&parameter(&own, "code").unwrap(), &parameter(&theirs, "code").unwrap());
    assert_ne!(swapped, own);
    Browser::default().open(&swapped);
    login.end().failed(5, "provider_refused");
    assert_eq!(person.state(), "signed_out");
    their_login.kill();
}
