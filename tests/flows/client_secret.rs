//! An application that signs in with a client secret: unattended, renewed in time, and the secret nowhere but sealed.

use std::collections::BTreeSet;
use std::fs;

use cdf_signin_tests::secrets::files_under;
use cdf_signin_tests::{Output, Person, Running, wait};
use serde_json::json;

/// `profile add` for the provider's daemon, with whatever is said about its secret.
fn add(person: &Person, name: &str, options: &str) -> Running {
    let client_id = &person.provider.daemon_client_id;
    person.profile_command_for("add", name, client_id).args(&format!("--flow client-secret {options}")).start()
}

/// Adds it with the secret.
fn add_with_secret(person: &Person, name: &str) -> Output {
    let mut adding = add(person, name, "--client-secret-stdin");
    adding.type_line(&person.provider.daemon_secret);
    adding.close_input();
    adding.end().done()
}

fn granted(person: &Person) -> usize {
    let requests = person.provider.requests_to("token");
    let asked = requests.iter().filter(|request| request.grant_type.as_deref() == Some("client_credentials"));
    asked.filter(|request| request.outcome == "granted").count()
}

#[test]
fn from_the_secret_to_a_token_that_cdf_takes_without_a_sign_in() {
    let person = Person::new();
    let added = add_with_secret(&person, "job");
    assert_eq!(added.json()["secret_kept"], true);
    let token = person.does("token job").stdout.trim_end().to_owned();
    assert_eq!(person.provider.inspect(&token).0, 200);
    let status = person.status_of("job");
    assert_eq!((&status["state"], &status["refreshable"]), (&json!("signed_in"), &json!(true)));
    assert_eq!(status["account"]["application"], person.provider.daemon_client_id.as_str());
    assert!(status["account"]["username"].is_null());
    assert!(person.does("profile show job").stdout.contains("is kept, and never shown"));
    assert_eq!(granted(&person), 1);
    assert!(person.provider.refreshes().is_empty() && person.provider.requests_to("authorize").is_empty());
}

#[test]
fn a_new_token_is_asked_for_in_time() {
    let person = Person::new();
    add_with_secret(&person, "job");
    person.provider.set(json!({ "expires_in": 1 }));
    person.does("login job");
    person.provider.set(json!({ "expires_in": 3600 }));
    wait::until_true("the token's end", || person.status_of("job")["state"] == "expired");
    let token = person.does("token job").stdout.trim_end().to_owned();
    assert_eq!(person.provider.inspect(&token).0, 200);
    assert_eq!(granted(&person), 2);
}

#[test]
fn fifty_processes_send_one_request() {
    let person = Person::new();
    add_with_secret(&person, "job");
    let all: Vec<Running> = (0..50).map(|_| person.cli("token job").start()).collect();
    let tokens: BTreeSet<String> = all.into_iter().map(|one| one.end().done().stdout).collect();
    eprintln!("50 processes, {} request, {} token", granted(&person), tokens.len());
    assert_eq!((granted(&person), tokens.len()), (1, 1));
}

#[test]
fn the_environments_secret_is_used_and_not_kept() {
    let person = Person::new();
    let _ = add(&person, "job", "").end().done();
    let error = person.cli("token job --json").run().failed(4, "sign_in_required");
    assert_eq!(error["field"], "client_secret");
    let secret = &person.provider.daemon_secret;
    let _ = person.cli("token job").env("CDF_SIGNIN_CLIENT_SECRET", secret).run().done();
    assert_eq!(person.does("profile show job --json").json()["secret_kept"], false);
    // Nothing kept at all: each command asks for itself.
    for _ in 0..2 {
        let command = person.cli("token job").env("CDF_SIGNIN_CLIENT_SECRET", secret);
        let _ = command.env("CDF_SIGNIN_VAULT", "memory").run().done();
    }
    assert_eq!(granted(&person), 3);
}

#[test]
fn a_wrong_and_an_expired_secret_are_told_apart_and_name_the_field() {
    let person = Person::new();
    let mut adding = add(&person, "job", "--client-secret-stdin");
    adding.type_line("not-the-secret");
    adding.close_input();
    let _ = adding.end().done();
    let error = person.cli("token job --json").run().failed(5, "provider_refused");
    assert_eq!((&error["field"], &error["provider"]["aadsts"]), (&json!("client_secret"), &json!(7_000_215)));

    let mut editing = person.cli("profile edit job --client-secret-stdin").start();
    editing.type_line(&person.provider.daemon_secret);
    editing.close_input();
    let _ = editing.end().done();
    person.does("token job");
    person.provider.set(json!({ "secret_expired": true }));
    let error = person.cli("token job --min-validity 999999 --json").run().failed(5, "provider_refused");
    assert_eq!((&error["field"], &error["provider"]["aadsts"]), (&json!("client_secret"), &json!(7_000_222)));
}

#[test]
fn signing_out_keeps_the_secret_and_removing_the_profile_does_not() {
    let person = Person::new();
    add_with_secret(&person, "job");
    person.does("token job");
    person.does("logout job");
    assert_eq!(person.status_of("job")["state"], "signed_out");
    person.does("profile rename job plant");
    person.does("token plant");
    person.does("profile edit plant --forget-client-secret");
    person.does("logout plant");
    person.cli("token plant --json").run().failed(4, "sign_in_required");
    person.does("profile remove plant --yes");
    let left: Vec<_> = files_under(&person.home.path().join("cdf-signin/sessions"))
        .into_iter()
        .filter(|file| {
            file.extension().is_some_and(|kind| ["secret", "session", "password"].iter().any(|it| kind == *it))
        })
        .collect();
    assert_eq!(left, [] as [std::path::PathBuf; 0]);
}

#[test]
fn an_edited_client_id_does_not_get_the_other_applications_secret() {
    let person = Person::new();
    add_with_secret(&person, "job");
    person.does(&format!("profile edit job --client-id {}", person.provider.certificate_client_id));
    let error = person.cli("token job --json").run().failed(4, "sign_in_required");
    assert_eq!(error["field"], "client_secret");
    assert_eq!(person.provider.requests_to("token").len(), 0);
}

#[test]
fn the_secret_is_nowhere_but_sealed() {
    let person = Person::new();
    let mut printed = vec![add_with_secret(&person, "job")];
    for words in ["token job", "login job --json", "status job --json", "profile show job --json", "profile list"] {
        printed.push(person.cli(words).env("RUST_LOG", "trace").run());
    }
    person.provider.set(json!({ "secret_expired": true }));
    printed.push(person.cli("token job --min-validity 999999 --json").env("RUST_LOG", "trace").run());
    let secret = person.provider.daemon_secret.as_bytes();
    let holds = |bytes: &[u8]| memchr::memmem::find(bytes, secret).is_some();
    for output in &printed {
        assert!(!holds(output.stdout.as_bytes()) && !holds(output.stderr.as_bytes()), "{output}");
    }
    let files = files_under(person.home.path());
    assert!(files.iter().any(|file| file.extension().is_some_and(|kind| kind == "secret")), "it is kept");
    for file in files {
        assert!(!holds(&fs::read(&file).unwrap()), "{}", file.display());
    }
}
