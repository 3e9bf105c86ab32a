//! Which forms a profile can be written in, what an application's hold, and the code to copy.

use std::fs;
use std::path::Path;
use std::process::Command;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::{Output, Person, programs};
use serde_json::Value;

fn add_application(person: &Person) {
    let add = person.profile_command_for("add", "job", &person.provider.daemon_client_id);
    let mut adding = add.args("--flow client-secret --client-secret-stdin").start();
    adding.type_line(&person.provider.daemon_secret);
    adding.close_input();
    let _ = adding.end().done();
}

fn formats(person: &Person, profile: &str) -> Vec<Value> {
    person.does(&format!("write {profile} --format list --json")).json().as_array().unwrap().clone()
}

fn write(person: &Person, profile: &str, format: &str, file: &Path) -> Output {
    person.cli(&format!("write {profile} --json --format {format} --to")).arg(file).run()
}

#[test]
fn every_form_that_fits_is_written_and_every_other_one_says_why_not() {
    let person = Person::signed_in();
    add_application(&person);
    for profile in ["north", "job"] {
        for format in formats(&person, profile) {
            let (id, gives) = (format["format"].as_str().unwrap(), format["gives"].as_str().unwrap());
            let file = person.home.work(&format!("{profile}-{id}.env"));
            if gives == "endpoint" {
                continue; // tests/flows/token_endpoint.rs
            }
            let Some(reason) = format["unfit"]["reason"].as_str() else {
                let written = write(&person, profile, id, &file).done().json();
                assert_eq!(mode(&file), 0o600, "{id}");
                assert_eq!(written["expires_at"].is_null(), gives == "application", "{id}");
                continue;
            };
            let error = write(&person, profile, id, &file).failed(2, "usage");
            let instead = format["unfit"]["instead"].as_str().unwrap().trim_end_matches('.');
            assert_eq!(error["message"], reason, "{id}");
            assert!(error["hint"].as_str().unwrap().starts_with(instead), "{id}: {error}");
            assert!(!file.exists(), "{id}");
        }
    }
}

#[test]
fn an_applications_files_hold_its_secret_and_no_token() {
    let person = Person::new();
    add_application(&person);
    for format in formats(&person, "job").iter().filter(|format| format["gives"] == "application") {
        let Some(id) = format["format"].as_str().filter(|_| format["unfit"].is_null()) else { continue };
        let file = person.home.work(id);
        let written = write(&person, "job", id, &file).done();
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(&person.provider.daemon_secret), "{id}: {text}");
        assert!(!text.contains("eyJ"), "{id}: {text}");
        assert!(!written.stdout.contains(&person.provider.daemon_secret), "{id}");
    }
    // No token was asked for either: the tools do that themselves.
    assert!(person.provider.requests_to("token").is_empty());
}

#[test]
fn a_shell_that_reads_the_script_asks_cdf_with_the_token() {
    let person = Person::signed_in();
    let (script, config) = (person.home.work("cdf.sh"), person.home.work("cdf.curl"));
    let _ = write(&person, "north", "sh", &script).done();
    let _ = write(&person, "north", "curl-config", &config).done();
    let words = "test \"$CDF_TOKEN\" = \"$COGNITE_TOKEN\" && test \"$LOGIN_FLOW\" = token && \
                 curl --silent --fail -K ./cdf.curl \"$COGNITE_BASE_URL/api/v1/token/inspect\"";
    let output = Command::new("sh")
        .args(["-euc", &format!(". ./cdf.sh && {words}")])
        .current_dir(script.parent().unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let inspected: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(inspected["subject"], person.status()["account"]["object_id"]);
}

#[test]
fn code_to_copy_holds_no_token_and_runs_as_it_is() {
    let person = Person::signed_in();
    let token = person.token();
    for snippet in person.does("snippet --for list --json").json().as_array().unwrap() {
        let id = snippet["snippet"].as_str().unwrap();
        let printed = person.does(&format!("snippet north --for {id}")).stdout;
        let answer = person.does(&format!("snippet north --for {id} --json")).json();
        assert_eq!((&answer["text"], &answer["profile"]), (&printed.as_str().into(), &"north".into()));
        assert!(!printed.contains(&token) && printed.contains(&person.provider.cdf), "{id}: {printed}");
    }
    let first = person.does("snippet north --for curl").stdout.lines().next().unwrap().to_owned();
    let folder = programs::command_line().parent().unwrap().to_owned();
    let mut shell = person.home.command(Path::new("sh"));
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let output = shell.args(["-euc", &first]).env("PATH", path).output().unwrap();
    let inspected: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    assert_eq!(inspected["subject"], person.status()["account"]["object_id"]);
}
