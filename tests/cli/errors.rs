use std::collections::BTreeSet;

use cdf_signin_tests::Person;
use serde_json::Value;

use crate::{COMPLETE, home_with, home_with_file};

const KEYS: [&str; 10] = [
    "actions",
    "administrator",
    "administrator_message",
    "code",
    "field",
    "hint",
    "message",
    "problems",
    "provider",
    "you",
];

/// One document on stdout with these keys, nothing on stderr, and the exit code of the code.
#[track_caller]
fn has_the_shape(output: &cdf_signin_tests::Output, exit: i32, code: &str) -> Value {
    let error = output.failed(exit, code);
    assert_eq!(output.stderr, "", "{output}");
    assert_eq!(output.stdout.matches('\n').count(), 1, "{output}");
    let keys: BTreeSet<&str> = error.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(KEYS), "{output}");
    for key in ["message", "hint"] {
        assert!(!error[key].as_str().unwrap().is_empty(), "{output}");
    }
    error
}

#[test]
fn every_error_has_one_shape() {
    let home = home_with(&["north"]);
    let add = format!("profile add north {COMPLETE} --json");
    for (words, exit, code) in [
        ("frobnicate --json", 2, "usage"),
        ("profile edit north --json", 2, "usage"),
        ("profile remove north --json", 2, "usage"),
        ("token nobody --json", 3, "profile_not_found"),
        ("profile edit north --cluster _ --json", 3, "profile_invalid"),
        (&add, 3, "profile_exists"),
        ("token --json", 4, "sign_in_required"),
        ("write --format dotenv --to x --json", 4, "sign_in_required"),
    ] {
        has_the_shape(&home.cli(words).run(), exit, code);
    }
    let broken = home_with_file("=");
    has_the_shape(&broken.cli("status --all --json").run(), 3, "profile_invalid");
}

#[test]
fn all_problems_of_a_profile_come_with_their_fields() {
    let error = has_the_shape(&home_with(&[]).cli("profile add north --json").run(), 3, "profile_invalid");
    let fields: Vec<&str> =
        error["problems"].as_array().unwrap().iter().map(|problem| problem["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["tenant_id", "client_id", "cluster", "project"]);
    assert_eq!(error["field"], "tenant_id");
    assert!(error["problems"][0]["example"].is_string());
}

#[test]
fn a_provider_that_cannot_be_reached_is_no_sign_out() {
    let person = Person::signed_in();
    person.does("profile edit north --token-url http://127.0.0.1:9/t --authorize-url http://127.0.0.1:9/a --json");
    // Another token endpoint is another sign-in.
    has_the_shape(&person.cli("token --json").run(), 4, "sign_in_required");
}

#[test]
fn a_file_that_must_not_be_written() {
    let person = Person::signed_in();
    let (target, link) = (person.home.work("elsewhere"), person.home.work("link"));
    std::fs::write(&target, "before").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    std::fs::write(person.home.work("notes.json"), "{\"mine\": true}").unwrap();
    for (words, says) in [
        ("write --format sdk-json --to work/link --force --json", "symbolic link"),
        ("write --format dotenv --to work/link --json", "symbolic link"),
        ("write --format dotenv --to work --json", "folder"),
        ("write --format dotenv --to nowhere/x --json", "folder is not there"),
        ("write --format sdk-json --to work/notes.json --json", "not written by this app"),
    ] {
        let error = has_the_shape(&person.cli(words).run(), 9, "file_refused");
        assert!(error["message"].as_str().unwrap().contains(says), "{error}");
    }
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "before");
    person.does("write --format sdk-json --to work/notes.json --force");
}

/// `/dev/full` takes nothing.
#[test]
fn an_answer_that_cannot_be_printed_is_said() {
    let home = home_with(&["north"]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = home
        .command(&cdf_signin_tests::programs::command_line())
        .args(["profile", "list"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(9));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: The answer could not be printed"));
}
