//! Processes that are killed at any moment leave nothing half done.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use cdf_signin_tests::cli::Cli;
use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::{Secrets, files_under};
use cdf_signin_tests::{Person, Running};
use serde_json::{Value, json};

const KILLS: u32 = 30;

/// Of processes that refresh: these commands, and as many agents.
const KILLS_AT_A_REFRESH: u32 = 100;

/// Runs a command to its end once, and then until it was killed with `kill -9` so often, at moments all over the time that
/// it takes; now and then `check` looks at what is there.
pub(super) fn kill_at_any_moment(kills: u32, command: impl Fn() -> Cli, check: impl Fn()) {
    let started = Instant::now();
    let _ = command().run().done();
    // How long the command takes here is found on the way: about half of the processes are to end by themselves.
    let mut span = started.elapsed();
    let (mut killed, mut started) = (0, 0);
    while killed < kills {
        started += 1;
        if was_killed(command().start(), moment(started, span)) {
            killed += 1;
            span = span * 11 / 10;
            if killed % 3 == 0 {
                check();
            }
        } else {
            span = span * 9 / 10;
        }
    }
    check();
    eprintln!("{started} processes, {killed} killed under way");
}

/// Somewhere in that time, and elsewhere in the next run of the tests.
fn moment(number: u32, span: Duration) -> Duration {
    let spread = std::process::id().wrapping_add(number).wrapping_mul(2_654_435_761) >> 22;
    span * spread / 1024
}

fn was_killed(process: Running, moment: Duration) -> bool {
    thread::sleep(moment);
    process.kill();
    process.end().exit.is_none()
}

/// Nothing of what is left lying around tells a secret, or is anybody else's to read.
fn assert_left_overs_are_harmless(person: &Person) {
    let secrets = Secrets::of(&person.provider);
    assert!(secrets.count() > 0);
    let folder = person.home.path().join("cdf-signin");
    assert_eq!(secrets.found_under(&folder), []);
    let sessions = folder.join("sessions");
    assert_eq!(mode(&sessions), 0o700);
    for file in files_under(&sessions).iter().filter(|file| file.extension() != Some("lock".as_ref())) {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_refresh() {
    let person = Person::signed_in();
    // With reuse detection a process killed between the provider's answer and the disk would cost the sign-in, whatever
    // the app does; Entra has none.
    person.provider.set(json!({ "reuse_detection": false }));
    kill_at_any_moment(
        KILLS_AT_A_REFRESH,
        || person.refreshed_token(),
        || {
            let status = person.status();
            assert_eq!((&status["state"], &status["last_error"]), (&json!("signed_in"), &Value::Null), "{status}");
            assert_eq!(person.provider.inspect(&person.token()).0, 200);
        },
    );
    let _ = person.refreshed_token().run().done();
    assert_left_overs_are_harmless(&person);
}

#[test]
fn an_agent_in_the_middle_of_a_refresh() {
    let person = Person::signed_in();
    person.provider.set(json!({ "reuse_detection": false }));
    let agent = || {
        let mut agent = person.cli("agent").start();
        agent.stderr_with("the agent's readiness", |said| said.contains("answers at").then_some(()));
        agent
    };
    let first = agent();
    let started = Instant::now();
    let _ = person.refreshed_token().run().done();
    let span = started.elapsed();
    first.kill();
    first.end();
    for number in 0..KILLS_AT_A_REFRESH {
        let agent = agent();
        let asking = person.refreshed_token().start();
        assert!(was_killed(agent, moment(number, span)));
        // Who was being answered sees for themselves.
        let token = asking.end().done().json()["access_token"].as_str().unwrap().to_owned();
        if number % 10 == 0 {
            assert_eq!(person.provider.inspect(&token).0, 200);
            assert_eq!((person.token(), person.state()), (token, "signed_in".to_owned()));
        }
    }
    eprintln!("{KILLS_AT_A_REFRESH} agents killed, {} refresh requests", person.provider.refreshes().len());
    let _ = person.refreshed_token().run().done();
    assert_left_overs_are_harmless(&person);
}

#[test]
fn a_sign_in() {
    let person = Person::new();
    kill_at_any_moment(
        KILLS,
        || person.cli("login north"),
        || {
            let status = person.status();
            assert!(["signed_in", "signed_out"].contains(&status["state"].as_str().unwrap()), "{status}");
            assert_eq!(status["last_error"], Value::Null);
        },
    );
    person.login();
    let _ = person.refreshed_token().run().done();
    assert_left_overs_are_harmless(&person);
}

#[test]
fn the_very_first_sign_in() {
    let person = Person::new();
    kill_at_any_moment(
        KILLS,
        || {
            // Without a key: making it is what is interrupted.
            let _ = fs::remove_dir_all(person.home.path().join("cdf-signin/sessions"));
            let _ = fs::remove_file(person.home.path().join("cdf-signin/vault.key"));
            person.cli("login north")
        },
        || {
            person.login();
            assert_eq!(person.state(), "signed_in");
        },
    );
}

#[test]
fn a_change_of_the_profiles() {
    let person = Person::new();
    let labels = std::cell::Cell::new(0);
    kill_at_any_moment(
        KILLS,
        || {
            labels.set(labels.get() + 1);
            person.cli(&format!("profile edit north --label label-{}", labels.get()))
        },
        || {
            let profile = person.does("profile show north --json").json();
            assert_eq!(profile["problems"], json!([]));
            assert_eq!(profile["tenant_id"], person.provider.tenant_id.as_str());
            assert!(profile["label"].as_str().unwrap().starts_with("label-"));
        },
    );
}

#[test]
fn a_hand_off() {
    let person = Person::signed_in();
    let file = person.home.work("client.json");
    kill_at_any_moment(
        KILLS,
        || person.cli("write north --format sdk-json --to").arg(&file),
        || {
            let client: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
            assert_eq!(client["credentials"]["token"], person.token());
        },
    );
    for file in files_under(&person.home.work("")) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}
