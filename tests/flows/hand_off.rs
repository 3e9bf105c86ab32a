//! Files that other tools read, with a live token in them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::sha256;
use cdf_signin_tests::{Output, Person, programs};
use serde_json::Value;

fn write(person: &Person, format: &str, file: &Path) -> Output {
    person.cli(&format!("write north --json --format {format} --to")).arg(file).run()
}

/// The file is the person's alone, and nothing half-written lies beside it.
fn assert_well_kept(file: &Path) {
    assert_eq!(mode(file), 0o600, "{}", file.display());
    let beside: Vec<_> =
        fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().starts_with(".cdf-signin-")), "{beside:?}");
}

#[test]
fn the_sdk_loads_the_json_file_and_its_request_reaches_cdf_with_that_very_token() {
    let person = Person::signed_in();
    let file = person.home.work("cognite-client.json");
    let written = write(&person, "sdk-json", &file).done();
    assert_well_kept(&file);
    let token = person.token();
    assert!(!written.stdout.contains(&token) && !written.stderr.contains(&token));

    // The SDK is a person's script: it runs in their own environment, not in the app's.
    let script = programs::of_tests("tools/drivers/load_client.py");
    let loaded = Command::new(programs::python()).arg(script).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&loaded.stderr);
    assert!(loaded.status.success(), "{said}");
    let answer: Value = serde_json::from_slice(&loaded.stdout).unwrap();
    assert_eq!(answer["project"], "north-prod");
    assert_eq!(answer["base_url"], person.provider.cdf.as_str());
    assert_eq!(answer["subject"], person.status()["account"]["object_id"]);

    let arrived = person.provider.cdf_requests();
    assert!(arrived.iter().any(|request| request.path == "/api/v1/projects/north-prod/timeseries/list"), "{arrived:?}");
    for request in arrived {
        assert_eq!(request.outcome, "answered", "{request:?}");
        assert_eq!(request.token_sha256, Some(sha256(token.as_bytes())), "{request:?}");
    }
}

#[test]
fn the_dotenv_file_keeps_what_is_not_the_apps() {
    let person = Person::signed_in();
    let file = person.home.work(".env");
    fs::write(&file, "# mine\nOTHER=1\nCDF_TOKEN=old\n").unwrap();
    let _ = write(&person, "dotenv", &file).done();
    assert_well_kept(&file);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# mine\nOTHER=1\nCDF_TOKEN="), "{text}");
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).unwrap();
    assert_eq!(value("CDF_TOKEN"), person.token());
    assert_eq!(value("CDF_URL"), person.provider.cdf);
    assert_eq!(
        (value("CDF_PROJECT"), value("CDF_CLUSTER"), value("LOGIN_FLOW")),
        ("north-prod", "westeurope-1", "token")
    );
    assert_eq!(person.provider.inspect(value("CDF_TOKEN")).0, 200);
}

#[test]
fn an_expired_token_is_renewed_before_it_is_written() {
    let person = Person::new();
    person.sign_in_until_expired();
    let file = person.home.work(".env");
    let written = write(&person, "dotenv", &file).done().json();
    assert!(written["expires_in"].as_u64().unwrap() > 3000, "{written}");
    assert_eq!(person.provider.refreshes().len(), 1);
    assert!(fs::read_to_string(&file).unwrap().contains(&person.token()));
}

#[test]
fn nothing_is_written_without_a_sign_in() {
    let person = Person::new();
    let file = person.home.work(".env");
    fs::write(&file, "CDF_TOKEN=old\n").unwrap();
    write(&person, "dotenv", &file).failed(4, "sign_in_required");
    assert_eq!(fs::read_to_string(&file).unwrap(), "CDF_TOKEN=old\n");
}

#[test]
fn links_folders_and_files_of_others_are_refused_and_stay_as_they_are() {
    let person = Person::signed_in();
    let target = person.home.work("target.json");
    fs::write(&target, "{}").unwrap();
    let link = person.home.work("link.json");
    symlink(&target, &link).unwrap();
    write(&person, "sdk-json", &link).failed(9, "file_refused");
    write(&person, "sdk-json", &person.home.work("")).failed(9, "file_refused");
    write(&person, "sdk-json", &person.home.work("no-such-folder/client.json")).failed(9, "file_refused");
    assert_eq!(fs::read_to_string(&target).unwrap(), "{}");

    let notes = person.home.work("notes.json");
    fs::write(&notes, r#"{"my": "notes"}"#).unwrap();
    let error = write(&person, "sdk-json", &notes).failed(9, "file_refused");
    assert!(error["hint"].as_str().unwrap().contains("--force"), "{error}");
    assert_eq!(fs::read_to_string(&notes).unwrap(), r#"{"my": "notes"}"#);
    let _ = person.cli("write north --force --format sdk-json --to").arg(&notes).run().done();
    assert!(fs::read_to_string(&notes).unwrap().contains(&person.token()));
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let person = Person::signed_in();
    let file = person.home.work("client.json");
    let _ = write(&person, "sdk-json", &file).done();
    let writers = (0..8).map(|_| person.cli("write north --json --format sdk-json --to").arg(&file).start());
    for mut writer in writers.collect::<Vec<_>>() {
        // Reads for as long as this one writes; the others write meanwhile.
        loop {
            let client: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
            assert_eq!(client["project"], "north-prod");
            if !writer.is_running() {
                break;
            }
        }
        let _ = writer.end().done();
    }
    assert_well_kept(&file);
}
