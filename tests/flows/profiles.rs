//! Profiles that are changed while somebody is signed in, and by several processes at once.

use std::collections::BTreeSet;
use std::fs;

use cdf_signin_tests::{Output, Person, Running, all_done};
use serde_json::Value;

fn show(person: &Person, name: &str) -> Value {
    person.does(&format!("profile show {name} --json")).json()
}

#[test]
fn a_renamed_profile_stays_signed_in() {
    let person = Person::signed_in();
    let token = person.token();
    person.does("profile rename north plant-north");
    assert_eq!(person.status_of("plant-north")["state"], "signed_in");
    assert_eq!(person.does("token plant-north").stdout.trim_end(), token);
    person.does("token plant-north --min-validity 999999");
    person.cli("status north --json").run().failed(3, "profile_not_found");
    assert_eq!(person.home.session_files().len(), 1);

    person.add_profile("north");
    assert_eq!(person.state(), "signed_out", "the old name is free, and knows nothing");
}

#[test]
fn a_renamed_profile_may_change_in_case_alone() {
    let person = Person::signed_in();
    let token = person.token();
    person.does("profile rename north North");
    assert_eq!(person.does("token North").stdout.trim_end(), token);
    assert_eq!(person.does("token NORTH").stdout.trim_end(), token);
}

#[test]
fn a_profile_renamed_to_its_own_name_stays_as_it_is() {
    let person = Person::signed_in();
    person.does("profile rename north north");
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn a_profile_renamed_while_a_field_is_wrong_stays_signed_in() {
    let person = Person::signed_in();
    let file = person.home.path().join("cdf-signin/profiles.toml");
    let right = fs::read_to_string(&file).unwrap();
    fs::write(&file, right.replace("\"north-prod\"", "\"not a project\"")).unwrap();
    person.does("profile rename north plant");
    person.does("profile edit plant --project north-prod");
    assert_eq!(person.status_of("plant")["state"], "signed_in");
    assert_eq!(person.home.session_files().len(), 1, "no session stays behind without a profile");
}

#[test]
fn a_duplicate_does_not_share_the_sign_in() {
    let person = Person::signed_in();
    let copy = person.does("profile duplicate north --json").json();
    let copy = copy["name"].as_str().unwrap();
    assert_eq!(show(&person, copy)["client_id"], person.provider.client_id.as_str());
    assert_eq!(person.status_of(copy)["state"], "signed_out");
    person.cli(&format!("token {copy} --json")).run().failed(4, "sign_in_required");

    person.does(&format!("login {copy}"));
    person.does("logout north");
    assert_eq!(person.status_of(copy)["state"], "signed_in");
}

#[test]
fn a_removed_profile_is_forgotten_whole() {
    let person = Person::signed_in();
    assert_eq!(person.home.session_files().len(), 1);
    person.does("profile remove north --yes");
    assert_eq!(person.home.session_files().len(), 0);
    person.cli("token north --json").run().failed(3, "profile_not_found");
    person.add_profile("north");
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn a_profile_that_now_means_somebody_else_is_signed_out() {
    let person = Person::signed_in();
    let token = person.token();
    let tenant_id = &person.provider.tenant_id;
    for (field, other, same) in [
        ("tenant-id", "99999999-8888-7777-6666-555555555555", tenant_id.as_str()),
        ("client-id", "99999999-8888-7777-6666-555555555555", person.provider.client_id.as_str()),
        ("cluster", "az-eastus-1", "westeurope-1"),
    ] {
        person.does(&format!("profile edit north --{field} {other}"));
        assert_eq!(person.state(), "signed_out", "{field}");
        person.cli("token north --json").run().failed(4, "sign_in_required");
        // A slip of the hand costs nothing.
        person.does(&format!("profile edit north --{field} {same}"));
        assert_eq!(person.token(), token, "{field}");
    }
    assert_eq!(person.provider.refreshes().len(), 0, "no tenant saw another's refresh token");
}

#[test]
fn a_profile_whose_project_changes_stays_signed_in() {
    let person = Person::signed_in();
    person.does("profile edit north --project north-staging");
    let token = person.does("token north --json").json();
    assert_eq!(token["project"], "north-staging");
}

#[test]
fn edits_of_several_profiles_at_once_are_all_kept() {
    let person = Person::new();
    let names: Vec<String> = (0..8).map(|number| format!("plant-{number}")).collect();
    let all: Vec<Running> = names.iter().map(|name| person.profile_command("add", name).start()).collect();
    all_done(all);
    let all: Vec<Running> =
        names.iter().map(|name| person.cli(&format!("profile edit {name} --project of-{name}")).start()).collect();
    all_done(all);
    for name in &names {
        assert_eq!(show(&person, name)["project"], format!("of-{name}"));
    }
    let listed = person.does("profile list --json").json();
    assert_eq!(listed.as_array().unwrap().len(), 9);
}

#[test]
fn two_edits_of_one_profile_at_once_lose_nothing() {
    let person = Person::new();
    for round in 0..10 {
        let edits = [format!("--project project-{round}"), format!("--label Label-{round}")];
        let both = edits.map(|edit| person.cli(&format!("profile edit north {edit}")).start());
        all_done(both);
        let profile = show(&person, "north");
        assert_eq!(profile["project"], format!("project-{round}"));
        assert_eq!(profile["label"], format!("Label-{round}"));
    }
}

#[test]
fn one_name_is_given_once() {
    let person = Person::new();
    let all: Vec<Running> = (0..8).map(|_| person.profile_command("add", "plant").start()).collect();
    let outputs: Vec<Output> = all.into_iter().map(Running::end).collect();
    let (added, refused): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| output.exit == Some(0));
    assert_eq!((added.len(), refused.len()), (1, 7));
    for output in refused {
        output.failed(3, "profile_exists");
    }
}

#[test]
fn eight_duplicates_at_once_have_eight_names() {
    let person = Person::new();
    let all: Vec<Running> = (0..8).map(|_| person.cli("profile duplicate north --json").start()).collect();
    let names: BTreeSet<String> =
        all.into_iter().map(|process| process.end().done().json()["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names.len(), 8, "{names:?}");
}

#[test]
fn what_a_person_wrote_into_the_file_survives_a_session_of_work() {
    let person = Person::new();
    let file = person.home.path().join("cdf-signin/profiles.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("# written by hand\n{text}unknown_key = [1, 2] # kept\n")).unwrap();
    person.login();
    person.does("profile edit north --label Plant");
    person.does("profile add south --tenant-id north.example --client-id 5a1b9e7c-2d3f-4c86-8b0e-94f7d1c6a521 --cluster api --project p");
    person.does("profile default south");
    person.does("profile remove south --yes");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# written by hand\n"), "{text}");
    assert!(text.contains("unknown_key = [1, 2] # kept"), "{text}");
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn a_broken_file_is_named_with_its_line_and_never_overwritten() {
    let person = Person::signed_in();
    let file = person.home.path().join("cdf-signin/profiles.toml");
    let broken = fs::read_to_string(&file).unwrap() + "project = \n";
    fs::write(&file, &broken).unwrap();
    let line = broken.lines().count().to_string();
    for command in ["profile list", "profile edit north --project p", "status north", "token north", "login north"] {
        let error = person.cli(&format!("{command} --json")).run().failed(3, "profile_invalid");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(&format!("line {line}")) && message.contains("column"), "{command}: {message}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), broken);
    person.does("logout north");
    assert!(person.home.session_files().is_empty());
}
