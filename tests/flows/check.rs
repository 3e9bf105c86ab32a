//! The doctor, at a provider and a CDF that are ill in many ways: each ends in the step and the exit code that say so.

use cdf_signin_tests::{Output, Person};
use serde_json::{Value, json};

const INSPECT: &str = "/api/v1/token/inspect";

fn step(report: &Value, id: &str) -> Value {
    let steps = report["steps"].as_array().unwrap();
    steps.iter().find(|step| step["id"] == id).unwrap_or_else(|| panic!("no {id} in {report:#}")).clone()
}

fn checked(person: &Person) -> Output {
    person.cli("check north --json").run()
}

/// The report's first failed step, its exit code and its error say the same.
#[track_caller]
fn assert_fails(person: &Person, exit: i32, code: &str, id: &str) -> Value {
    let output = checked(person);
    output.failed(exit, code);
    let report = output.json();
    let failed = report["steps"].as_array().unwrap().iter().find(|step| step["outcome"] == "failed").unwrap();
    assert_eq!((&failed["id"], &failed["code"]), (&json!(id), &json!(code)), "{output}");
    assert!(!failed["next"].as_array().unwrap().is_empty(), "{output}");
    report
}

#[test]
fn what_cdf_says_of_the_token() {
    let person = Person::signed_in();
    let token = person.token();
    let pages = person.home.pages().len();
    let inspected = |patch: Value| json!({ "endpoint": "cdf", "path": INSPECT, "times": "always", "patch": patch });
    let other = json!({ "projects": [{ "projectUrlName": "north-prd", "groups": [1] }], "capabilities": [] });
    let none = json!({ "projects": [{ "projectUrlName": "north-prod", "groups": [] }] });
    let nowhere = json!({ "endpoint": "cdf", "path": "/api/v1/projects", "times": "always", "patch": { "items": [] } });
    let refused = |status: u16| json!({ "endpoint": "cdf", "path": INSPECT, "times": "always", "status": status, "description": "No" });
    for (faults, exit, code, id, next) in [
        (
            json!([inspected(none), nowhere]),
            5,
            "provider_refused",
            "project",
            "add the account (or the application) to a group",
        ),
        (json!([inspected(other), nowhere]), 5, "provider_refused", "project", "Do you mean north-prd?"),
        (
            json!([inspected(json!({ "projects": [] })), nowhere]),
            5,
            "provider_refused",
            "project",
            "may be on another one",
        ),
        (refused(401), 5, "provider_refused", "project", "guest"),
        (refused(404), 5, "provider_refused", "cluster", "base_url"),
        (refused(503), 6, "network", "cluster", "Try again"),
        (json!({ "endpoint": "cdf", "times": "always", "reset": true }), 6, "network", "cluster", ""),
    ] {
        person.provider.fail_next(faults.clone());
        let report = assert_fails(&person, exit, code, id);
        let said = step(&report, id)["next"].to_string();
        assert!(said.contains(next), "{faults}: {said}");
        assert_eq!(step(&report, "token")["outcome"], "passed", "{report:#}");
        assert!(!report.to_string().contains(&token));
    }
    person.provider.fail_no_more();
    assert_eq!(checked(&person).done().json()["error"], Value::Null);
    // Nobody was sent anywhere, and what was kept is what it was.
    assert_eq!((person.home.pages().len(), person.token()), (pages, token));
    assert_eq!(person.provider.refreshes().len(), 0);
}

#[test]
fn rights_of_every_shape_are_shown() {
    let person = Person::signed_in();
    let capabilities = json!([
        { "timeSeriesAcl": { "actions": ["READ"], "scope": { "datasetScope": { "ids": ["7", 8] } } }, "projectScope": { "projects": ["north-prod"] } },
        { "timeSeriesAcl": { "actions": ["WRITE"], "scope": { "datasetScope": { "ids": ["7", 8] } } }, "projectScope": { "projects": ["north-prod"] } },
        { "groupsAcl": { "actions": ["LIST"], "scope": { "currentuserscope": {} } }, "projectScope": { "allProjects": {} } },
        { "rawAcl": { "actions": ["READ"], "scope": { "tableScope": { "dbsToTables": { "db": ["t"] } } } }, "projectScope": { "projects": ["north-prod"] } },
        { "moonAcl": { "actions": ["LAND"], "scope": { "craterScope": { "craters": ["Tycho"] } }, "new": 1 }, "projectScope": { "projects": ["north-prod"] } },
        { "dustAcl": {} }, { "projectScope": 7 }, 7, null, [],
    ]);
    let patch = json!({ "capabilities": capabilities, "subject": null, "new": {} });
    person.provider.fail_next(json!({ "endpoint": "cdf", "path": INSPECT, "times": "always", "patch": patch }));
    let report = checked(&person).done().json();
    let rights: Vec<String> = report["access"]["capabilities"].as_array().unwrap().iter().map(right).collect();
    assert_eq!(
        rights,
        [
            r#"groups ["LIST"] your own true []"#,
            r#"moon ["LAND"] craterScope Tycho false ["north-prod"]"#,
            r#"raw ["READ"] tables db/t false ["north-prod"]"#,
            r#"timeSeries ["READ","WRITE"] data sets 7, 8 false ["north-prod"]"#,
        ]
    );
    let table = person.does("check north --filter tycho").stdout;
    assert!(table.contains("moon") && !table.contains("timeSeries"), "{table}");
}

fn right(one: &Value) -> String {
    let scope = one["scope"]["text"].as_str().unwrap();
    format!("{} {} {scope} {} {}", one["acl"].as_str().unwrap(), one["actions"], one["all_projects"], one["projects"])
}

#[test]
fn clocks_that_differ() {
    let person = Person::signed_in();
    for (skew, outcome, exit) in [(0, "passed", 0), (120, "warned", 0), (-120, "warned", 0), (900, "failed", 5)] {
        person.provider.set(json!({ "date_skew": skew }));
        let output = checked(&person);
        assert_eq!(
            (step(&output.json(), "clock")["outcome"].as_str(), output.exit),
            (Some(outcome), Some(exit)),
            "{output}"
        );
    }
}

#[test]
fn offline_the_report_is_whole_and_the_token_still_good() {
    let person = Person::signed_in();
    person.provider.set(json!({ "offline": true }));
    let report = assert_fails(&person, 6, "network", "network");
    for (id, outcome) in [("clock", "skipped"), ("provider", "skipped"), ("token", "passed"), ("project", "passed")] {
        assert_eq!(step(&report, id)["outcome"], outcome, "{report:#}");
    }
}

#[test]
fn nobody_is_signed_in() {
    let person = Person::new();
    let report = assert_fails(&person, 4, "sign_in_required", "token");
    assert!(step(&report, "token")["next"].to_string().contains("cdf-signin login north"), "{report:#}");
    assert_eq!(step(&report, "cluster")["outcome"], "passed");
    assert_eq!(step(&report, "project")["outcome"], "skipped");
    assert!(person.home.pages().is_empty());
}

#[test]
fn a_tenant_that_the_provider_does_not_know() {
    let person = Person::new();
    person.does("profile edit north --tenant-id 99999999-8888-7777-6666-555555555555");
    let report = assert_fails(&person, 5, "provider_refused", "provider");
    assert_eq!(step(&report, "provider")["field"], "tenant_id");
}

#[test]
fn vaults() {
    let mut person = Person::new();
    person.home.unset("CDF_SIGNIN_VAULT");
    assert_fails(&person, 8, "vault_unavailable", "vault");
    person.home.set("CDF_SIGNIN_VAULT", "memory");
    let report = assert_fails(&person, 4, "sign_in_required", "token");
    assert_eq!(step(&report, "vault")["outcome"], "warned");
}

#[test]
fn a_file_that_was_written_long_ago() {
    let person = Person::signed_in();
    person.does("write north --format sdk-json --to work/north.json");
    let profiles = person.home.path().join("cdf-signin/profiles.toml");
    let path = person.home.work("north.json");
    let file = format!("hand_off = [{{ format = \"sdk-json\", path = \"{}\" }}]\n", path.display());
    std::fs::write(&profiles, std::fs::read_to_string(&profiles).unwrap() + &file).unwrap();
    assert_eq!(step(&checked(&person).done().json(), "files")["outcome"], "passed");
    std::fs::write(&path, r#"{"client_name":"cdf-signin"}"#).unwrap();
    let report = checked(&person).done().json();
    assert_eq!(step(&report, "files")["outcome"], "warned", "{report:#}");
}

#[test]
fn an_application_needs_its_secret_and_no_port() {
    let person = Person::new();
    let daemon = &person.provider.daemon_client_id;
    let adding = person.profile_command_for("add", "job", daemon).args("--flow client-secret");
    let _ = adding.run().done();
    let checked = || person.cli("check job --json").run();
    let without = checked();
    without.failed(4, "sign_in_required");
    assert_eq!(step(&without.json(), "token")["title"], "The application is not signed in");

    let mut edit = person.cli("profile edit job --client-secret-stdin").start();
    edit.type_line(&person.provider.daemon_secret);
    edit.close_input();
    let _ = edit.end().done();
    let report = checked().done().json();
    assert_eq!(step(&report, "token")["title"], "The application is signed in");
    assert_eq!(step(&report, "project")["outcome"], "passed");
    assert!(report["steps"].as_array().unwrap().iter().all(|step| step["id"] != "redirect_port"), "{report:#}");
    assert!(!report.to_string().contains(&person.provider.daemon_secret));
}
