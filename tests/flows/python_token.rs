//! The Python function for the SDK's `Token`: cheap while the token is good, and never without one that can be had.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use cdf_signin_tests::{Person, Running, programs};
use serde_json::{Value, json};

/// The function as a module, and a script that counts what it does. A `cdf-signin` in PATH notes each time it is started.
fn python(person: &Person, script: &str) -> Value {
    let source = programs::of_tests("../src-tauri/engine/src/hand_off/snippets/python_token.py");
    let source = fs::read_to_string(source).unwrap().replace("{profile}", "north");
    fs::write(person.home.work("python_token.py"), source).unwrap();
    let program = person.home.work("cdf-signin");
    let real = programs::command_line();
    let started = started(person);
    let wrapper = format!("#!/bin/sh\necho >>'{}'\nexec '{}' \"$@\"\n", started.display(), real.display());
    fs::write(&program, wrapper).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let _ = fs::remove_file(&started);
    let path = format!("{}:/usr/bin:/bin", person.home.work("").display());
    let script = format!("import json, sys, python_token\n{script}");
    let output = person
        .home
        .command(&programs::python())
        .args(["-c", &script])
        .current_dir(person.home.work(""))
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn started(person: &Person) -> PathBuf {
    person.home.work("started")
}

/// How often the command was started.
fn processes(person: &Person) -> usize {
    fs::read_to_string(started(person)).unwrap_or_default().lines().count()
}

fn agent(person: &Person) -> Running {
    let mut agent = person.cli("agent").start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    agent
}

/// Asks a hundred thousand times, from four threads, and counts the times that the socket was asked.
const MANY: &str = "
import threading
asked, real = [], python_token._from_socket
python_token._from_socket = lambda: asked.append(1) or real()
tokens = set()
def ask():
    for _ in range(25_000):
        tokens.add(python_token.token())
threads = [threading.Thread(target=ask) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({'tokens': sorted(tokens), 'asked': len(asked)}))
";

#[test]
fn a_hundred_thousand_calls_ask_once() {
    let person = Person::signed_in();
    let seen = python(&person, MANY);
    assert_eq!(seen, json!({ "tokens": [person.token()], "asked": 1 }));
    assert_eq!(processes(&person), 1, "without a host the command is started, once");

    let agent = agent(&person);
    let seen = python(&person, MANY);
    assert_eq!(seen, json!({ "tokens": [person.token()], "asked": 1 }));
    assert_eq!(processes(&person), 0, "with one nothing is started");
    agent.interrupt();
    let _ = agent.end().done();
}

#[test]
fn a_minute_before_its_end_the_next_one_is_asked_for() {
    let person = Person::signed_in();
    let agent = agent(&person);
    // Time goes by in the script alone: the token is what counts, and CDF's provider does not know of this clock.
    let seen = python(
        &person,
        "
now, asked, real = [0.0], [], python_token._from_socket
python_token._now = lambda: now[0]
python_token._from_socket = lambda: asked.append(now[0]) or real()
for second in [0, 3000, 3530, 3545, 3600]:
    now[0] = float(second)
    python_token.token()
print(json.dumps(asked))
",
    );
    assert_eq!(seen, json!([0.0, 3545.0]));
    agent.interrupt();
    let _ = agent.end().done();
}

#[test]
fn without_a_sign_in_the_words_say_what_to_do() {
    let person = Person::new();
    let script = "
try:
    python_token.token()
except RuntimeError as error:
    print(json.dumps(str(error)))
";
    let expected = json!("Nobody is signed in. Sign in: cdf-signin login north");
    assert_eq!(python(&person, script), expected);
    let agent = agent(&person);
    assert_eq!(python(&person, script), expected);
    agent.interrupt();
    let _ = agent.end().done();
}

#[test]
fn a_hung_host_and_a_strange_one_are_done_without() {
    let person = Person::signed_in();
    let host = agent(&person);
    host.stop();
    let token = "print(json.dumps(python_token.token()))";
    assert_eq!(python(&person, token), person.token());
    host.go_on();
    host.interrupt();
    let _ = host.end().done();
    let socket = person.home.path().join("cdf-signin/run/agent.sock");
    fs::write(&socket, "a file").unwrap();
    assert_eq!((python(&person, token), processes(&person)), (json!(person.token()), 1));
}
