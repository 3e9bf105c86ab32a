//! Files that stay with a profile: each new token reaches them, signing out empties them, their time ends.

use std::fs;
use std::path::{Path, PathBuf};

use cdf_signin_tests::{Person, Running, wait};
use serde_json::{Value, json};

fn agent(person: &Person) -> Running {
    let mut agent = person.cli("agent").start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    agent
}

fn keep(person: &Person, format: &str, name: &str, options: &str) -> PathBuf {
    let file = person.home.work(name);
    let _ = person.cli(&format!("write north --keep-fresh {options} --format {format} --to")).arg(&file).run().done();
    file
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

fn holds(person: &Person, file: &Path) -> bool {
    text(file).contains(&person.token())
}

#[test]
fn an_agents_renewals_reach_three_files_and_sign_out_empties_them() {
    let person = Person::new();
    person.provider.set(json!({ "expires_in": 12 }));
    person.login();
    let env = person.home.work(".env");
    let mine = "# mine\r\nOTHER='a b'\r\nCDF_TOKEN=old\r\n\r\nLAST=1";
    fs::write(&env, mine).unwrap();
    keep(&person, "dotenv", ".env", "");
    let files = [env, keep(&person, "sdk-json", "client.json", ""), keep(&person, "neat-dotenv", "neat.env", "")];
    let first: Vec<String> = files.iter().map(|file| text(file)).collect();
    let mut agent = agent(&person);
    agent.stderr_with("two renewals in each file", |said| {
        files.iter().all(|file| said.matches(&format!("{} is written.", file.display())).count() >= 2).then_some(())
    });
    for (file, first) in files.iter().zip(&first) {
        assert_ne!(&text(file), first);
        assert_eq!(person.provider.inspect(&token_in(file)).0, 200, "{}", file.display());
    }
    let status = person.status();
    assert!(status["files"].as_array().unwrap().iter().all(|file| file["next_write_at"].is_string()), "{status}");

    person.does("logout north");
    agent.interrupt();
    let said = agent.end().done().stderr;
    // One write a token and file, not one a look.
    let renewals = person.provider.refreshes().len();
    for file in &files {
        let writes = said.matches(&format!("{} is written.", file.display())).count();
        assert!(writes <= renewals, "{writes} writes of {renewals} renewals: {said}");
        assert!(!text(file).contains("eyJ"), "{}", text(file));
    }
    assert!(text(&files[0]).starts_with("# mine\r\nOTHER='a b'\r\nCDF_TOKEN=\r\n\r\nLAST=1"), "{}", text(&files[0]));
    assert_eq!(person.state(), "signed_out");
}

/// The JWT that a file holds.
fn token_in(file: &Path) -> String {
    let text = text(file);
    let from = text.find("eyJ").unwrap();
    text[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect()
}

#[test]
fn without_a_host_the_command_that_renews_or_signs_in_writes_them() {
    let person = Person::signed_in();
    let file = keep(&person, "dotenv", ".env", "");
    let old = token_in(&file);
    let new = person.refreshed_token().run().done().json()["access_token"].as_str().unwrap().to_owned();
    assert_ne!(new, old);
    assert_eq!(token_in(&file), new);
    person.does("logout north");
    assert!(!text(&file).contains("eyJ"));
    person.login();
    assert!(holds(&person, &file));
    // A renamed profile keeps its file, and empties it when it is removed.
    person.does("profile rename north plant");
    assert_eq!(person.status_of("plant")["files"][0]["token_current"], true);
    person.does("profile remove plant --yes");
    assert!(!text(&file).contains("eyJ"));
}

#[test]
fn what_another_process_renews_reaches_the_files_of_an_agent_that_was_killed_too() {
    let person = Person::signed_in();
    let file = keep(&person, "dotenv", ".env", "");
    let first = agent(&person);
    first.kill();
    first.end();
    let ledger = person.home.path().join("cdf-signin/hand-offs.json");
    let noted = fs::read(&ledger).unwrap();
    let new = person.refreshed_token().run().done().json()["access_token"].as_str().unwrap().to_owned();
    // As if that process had been killed between the renewal and the file.
    fs::write(&file, text(&file).replace(&new, "an older one")).unwrap();
    fs::write(&ledger, noted).unwrap();
    let agent = agent(&person);
    wait::until_true("the new token in the file", || token_is_in(&file, &new));
    agent.interrupt();
    let _ = agent.end().done();
}

fn token_is_in(file: &Path, token: &str) -> bool {
    text(file).contains(token)
}

#[test]
fn a_file_that_cannot_be_written_is_said_once_and_stops_no_renewal() {
    let person = Person::new();
    person.provider.set(json!({ "expires_in": 12 }));
    person.login();
    let bad = keep(&person, "sdk-json", "client.json", "");
    let good = keep(&person, "dotenv", ".env", "");
    fs::remove_file(&bad).unwrap();
    fs::create_dir(&bad).unwrap();
    let mut agent = agent(&person);
    agent.stderr_with("three renewals", |said| (said.matches("renewed, good for").count() >= 3).then_some(()));
    let status = person.status();
    let last_error = |name: &str| {
        let files = status["files"].as_array().unwrap();
        files.iter().find(|file| file["path"].as_str().unwrap().ends_with(name)).unwrap()["last_error"].clone()
    };
    assert_eq!(last_error("client.json")["code"], "file_refused", "{status}");
    assert_eq!(last_error(".env"), Value::Null, "{status}");
    agent.interrupt();
    let said = agent.end().done().stderr;
    assert_eq!(said.matches("it is a folder").count(), 1, "{said}");
    assert!(holds(&person, &good));
    // Said at the sign-out too, which happens all the same.
    let error = person.cli("logout north --json").run().failed(9, "file_refused");
    assert!(error["message"].as_str().unwrap().contains("You are signed out"), "{error}");
    assert_eq!(person.state(), "signed_out");
    assert!(!text(&good).contains("eyJ"));
}

#[test]
fn sign_out_empties_files_that_were_written_once_also_with_a_vault_that_does_not_open() {
    let person = Person::signed_in();
    let file = person.home.work("once.env");
    let _ = person.cli("write north --format dotenv --to").arg(&file).run().done();
    assert_eq!(person.status()["files"], json!([]));
    fs::write(person.home.path().join("cdf-signin/vault.key"), "no key").unwrap();
    person.does("logout north");
    assert!(!text(&file).contains("eyJ"), "{}", text(&file));
}

#[test]
fn a_time_that_is_over_ends_at_the_next_command_or_in_the_agent() {
    let person = Person::signed_in();
    for is_agent in [false, true] {
        let file = keep(&person, "dotenv", ".env", "--take-back-after 30");
        assert!(person.status()["files"][0]["take_back_at"].is_string());
        assert!(holds(&person, &file));
        let running = is_agent.then(|| agent(&person));
        let ledger = person.home.path().join("cdf-signin/hand-offs.json");
        let mut known: Value = serde_json::from_slice(&fs::read(&ledger).unwrap()).unwrap();
        // As if half an hour had gone by since.
        for clock in ["uptime", "wall"] {
            let seconds = &mut known["files"][0]["ordered"][clock]["secs"];
            *seconds = json!(seconds.as_u64().unwrap().saturating_sub(1801));
        }
        known["files"][0]["ordered"]["boot"] = json!("an earlier one");
        // In one step, as the app does it: the agent may be reading it.
        fs::write(person.home.work("ledger"), known.to_string()).unwrap();
        fs::rename(person.home.work("ledger"), &ledger).unwrap();
        if let Some(mut agent) = running {
            agent.stderr_with("its word", |said| said.contains("the token is taken out of it").then_some(()));
            agent.interrupt();
            let _ = agent.end().done();
        } else {
            let said = person.does("profile list").stderr;
            assert!(said.contains("the token is taken out of it"), "{said}");
        }
        assert!(!text(&file).contains("eyJ"), "{}", text(&file));
        let _ = person.refreshed_token().run().done();
        assert!(!text(&file).contains("eyJ"), "a later token stays out of it");
        assert!(person.status()["files"][0]["taken_back_at"].is_string());
    }
}
