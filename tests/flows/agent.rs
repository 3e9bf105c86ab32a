//! The agent as a process: keeps sign-ins fresh, answers other programs, ends when it is told to.

use std::fs;

use cdf_signin_tests::{Output, Person, Running, wait};
use serde_json::{Value, json};

/// An agent in the foreground, ready.
fn agent(person: &Person) -> Running {
    let mut agent = person.cli("agent").start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    agent
}

/// Signs in with tokens that last as long as that.
fn sign_in_for(person: &Person, seconds: u64) {
    person.provider.set(json!({ "expires_in": seconds }));
    person.login();
}

fn ends_by(agent: Running, how: impl FnOnce(&Running)) -> Output {
    how(&agent);
    agent.end().done()
}

#[test]
fn a_profile_stays_fresh_without_anybody_asking_and_no_browser_opens() {
    let person = Person::new();
    sign_in_for(&person, 12);
    let pages = person.home.pages().len();
    let mut agent = agent(&person);
    // Three renewals of tokens that live for twelve seconds: each before its end, nobody asks for any.
    wait::until_true("three renewals", || person.provider.refreshes().len() >= 3);
    assert_eq!(person.state(), "signed_in");
    assert!(person.provider.refreshes().iter().all(|request| request.outcome == "granted"));
    agent.stderr_with("its word", |said| said.contains("north: renewed, good for 12 s.").then_some(()));

    person.provider.revoke();
    agent.stderr_with("the need of a person", |said| said.contains("Sign in: cdf-signin login north").then_some(()));
    let asked = person.provider.requests_to("token").len();
    wait::until_true("the token's end", || person.state() == "needs_sign_in");
    let said = ends_by(agent, Running::interrupt).stderr;
    assert_eq!(said.matches("cdf-signin login north").count(), 1, "{said}");
    assert_eq!(person.provider.requests_to("token").len(), asked, "who needs a person is not tried again");
    assert_eq!(person.home.pages().len(), pages, "no browser was opened");
}

#[test]
fn it_goes_quiet_offline_and_recovers_by_itself() {
    let person = Person::new();
    sign_in_for(&person, 12);
    let mut agent = agent(&person);
    person.provider.set(json!({ "offline": true }));
    agent.stderr_with("the outage", |said| said.contains("It is tried until it works.").then_some(()));
    let status = person.status();
    assert_eq!(status["offline"], true, "{status}");
    wait::until_true("the token's end", || person.state() == "expired");
    person.provider.set(json!({ "offline": false, "expires_in": 3600 }));
    agent.stderr_with("the network", |said| said.contains("can be reached again").then_some(()));
    wait::until_true("a fresh token", || person.state() == "signed_in");
    let status = person.status();
    assert_eq!((&status["offline"], &status["last_error"]), (&json!(false), &Value::Null), "{status}");
    let said = ends_by(agent, Running::interrupt).stderr;
    assert_eq!(said.matches("It is tried until it works.").count(), 1, "{said}");
}

#[test]
fn sign_ins_and_changes_of_the_profiles_are_picked_up_live() {
    let person = Person::new();
    let agent = agent(&person);
    assert_eq!(person.status()["renews_at"], Value::Null);
    sign_in_for(&person, 3600);
    wait::until_true("a plan", || person.status()["renews_at"].is_string());
    let profiles = person.home.path().join("cdf-signin/profiles.toml");
    let good = fs::read_to_string(&profiles).unwrap();

    person.does("profile rename north south");
    wait::until_true("the plan of the new name", || person.status_of("south")["renews_at"].is_string());
    // Somebody is in the middle of an edit: what was planned stays.
    fs::write(&profiles, "[profiles.south\n").unwrap();
    fs::write(&profiles, good.replace("north]", "south]")).unwrap();
    wait::until_true("the plan", || person.status_of("south")["renews_at"].is_string());
    person.does("logout south");
    wait::until_true("no plan", || person.status_of("south")["renews_at"].is_null());
    ends_by(agent, Running::interrupt);
}

#[test]
fn one_agent_a_home_and_the_second_says_so() {
    let person = Person::signed_in();
    let first = agent(&person);
    let second = person.does("agent");
    let already = format!("An agent (process {}) keeps your sign-ins fresh already.", first.id());
    assert!(second.stderr.contains(&already), "{second}");
    assert_eq!(person.does("agent --json").json()["agent"], "already_running");
    assert_eq!(person.does("agent --detach --json").json()["pid"], first.id());
    ends_by(first, Running::interrupt);
    assert!(!person.home.path().join("cdf-signin/run/agent.sock").exists());
    let again = agent(&person);
    ends_by(again, Running::terminate);
}

#[test]
fn detached_it_outlives_its_start_and_can_be_stopped() {
    let person = Person::signed_in();
    let started = person.does("agent --detach --json").json();
    assert_eq!(started["agent"], "started", "{started}");
    let pid = started["pid"].as_u64().unwrap();
    let process = format!("/proc/{pid}");
    // A session of its own: the terminal's end is not its end.
    let stat = fs::read_to_string(format!("{process}/stat")).unwrap();
    let session = stat.rsplit(')').next().unwrap().split_whitespace().nth(3).unwrap().to_owned();
    assert_eq!(session, pid.to_string());
    let socket = person.home.path().join("cdf-signin/run/agent.sock");
    assert_eq!(started["socket"], socket.display().to_string());
    assert!(person.status()["renews_at"].is_string());

    assert_eq!(person.does("agent --stop --json").json()["agent"], "stopped");
    assert!(!socket.exists());
    wait::until_true("its end", || !std::path::Path::new(&process).exists() || is_zombie(&process));
    let nobody = person.does("agent --stop");
    assert!(nobody.stderr.contains("There is no agent to stop."), "{nobody}");
}

fn is_zombie(process: &str) -> bool {
    fs::read_to_string(format!("{process}/stat")).is_ok_and(|stat| stat.contains(") Z "))
}

#[test]
fn a_killed_agent_leaves_no_obstacle_behind() {
    let person = Person::signed_in();
    let first = agent(&person);
    first.kill();
    first.end();
    assert!(person.home.path().join("cdf-signin/run/agent.sock").exists());
    let token = person.token();
    let second = agent(&person);
    assert_eq!(person.token(), token);
    ends_by(second, Running::interrupt);
}

#[test]
fn what_keeps_it_from_starting_is_said_also_by_the_detached_one() {
    let person = Person::signed_in();
    let run = person.home.path().join("cdf-signin/run");
    let _ = fs::create_dir_all(&run);
    fs::write(run.join("agent.sock"), "somebody's file").unwrap();
    for words in ["agent --json", "agent --detach --json"] {
        let error = person.cli(words).run().failed(9, "file_refused");
        assert!(error["message"].as_str().unwrap().contains("it is no socket"), "{error}");
    }
    assert_eq!(fs::read_to_string(run.join("agent.sock")).unwrap(), "somebody's file");
}
