//! The doctor's report, as people and as programs read it.

use cdf_signin_tests::Person;
use serde_json::json;

use crate::{Transcript, home_with_file};

#[test]
fn a_report_when_all_is_well_and_its_rights() {
    let mut person = Person::signed_in();
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&["check", "check --json", "check --filter write", "check --filter raw --all-projects"]);
    transcript.run_all(&["check --project north-staging --json --filter assets", "check --filter nothing"]);
    transcript.is_golden("check");
    person.home.set("LANG", "C.UTF-8");
    let output = person.does("check");
    assert!(output.stdout.contains("✓ The clock is right"), "{output}");
    assert_eq!(output.stderr, "", "progress is for a person who waits");
}

#[test]
fn a_report_when_something_is_wrong() {
    let person = Person::new();
    person.provider.fail_next(json!({ "endpoint": "cdf", "status": 404, "times": "always" }));
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&["check", "check --json"]);
    transcript.is_golden("check_failed");
}

#[test]
fn a_profile_with_mistakes_is_checked_too() {
    let home =
        home_with_file("version = 1\n[profiles.north]\ntenant_id = \"north\"\nclient_id = \"7c1f\"\nproject = 7\n");
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["check", "check nobody", "check --project a --all-projects"]);
    transcript.is_golden("check_incomplete");
}
