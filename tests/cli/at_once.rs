use std::collections::BTreeSet;
use std::thread;

use cdf_signin_tests::{Home, Running};

use crate::{COMPLETE, home_with};

fn all_end_well(started: Vec<Running>) {
    for mut process in started {
        process.close_input();
        let _ = process.end().done();
    }
}

#[test]
fn twenty_processes_add_profiles_and_none_is_lost() {
    let home = Home::new();
    let names: BTreeSet<String> = (0..20).map(|number| format!("plant-{number}")).collect();
    let add = |name: &String| home.cli(&format!("profile add {name} {COMPLETE}")).start();
    all_end_well(names.iter().map(add).collect());
    let listed = home.cli("profile list --json").run().done().json();
    let listed: BTreeSet<String> =
        listed.as_array().unwrap().iter().map(|profile| profile["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed, names);
}

#[test]
fn processes_that_edit_one_profile_keep_each_others_fields() {
    let home = home_with(&["north"]);
    let changes = [
        ("label", "north"),
        ("login_hint", "ingrid@north.example"),
        ("domain_hint", "north.example"),
        ("prompt", "login"),
        ("browser", "firefox"),
        ("issuer", "https://north.example"),
        ("audience", "cdf"),
        ("base_url", "https://cdf.north.example"),
        ("project", "other"),
        ("cluster", "api"),
    ];
    let edit = |(key, value): &(&str, &str)| {
        home.cli(&format!("profile edit north --{} {value}", key.replace('_', "-"))).start()
    };
    all_end_well(changes.iter().map(edit).collect());
    let profile = home.cli("profile show north --json").run().done().json();
    for (key, value) in changes {
        assert_eq!(profile[key], value);
    }
}

#[test]
fn one_of_many_that_add_the_same_name_wins() {
    let home = Home::new();
    let outputs: Vec<_> = thread::scope(|scope| {
        let add = || home.cli(&format!("profile add north {COMPLETE} --json")).run();
        let started: Vec<_> = (0..8).map(|_| scope.spawn(add)).collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| output.exit == Some(0));
    assert_eq!(won.len(), 1);
    for output in lost {
        output.failed(3, "profile_exists");
    }
}
