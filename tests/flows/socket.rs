//! The local socket and the vault give the same, and where the socket gives nothing the vault does.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::Secrets;
use cdf_signin_tests::{Output, Person, Running, wait};
use serde_json::{Value, json};

fn socket(person: &Person) -> PathBuf {
    person.home.path().join("cdf-signin/run/agent.sock")
}

fn agent(person: &Person) -> Running {
    let mut agent = person.cli("agent").start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    agent
}

fn end(agent: Running) {
    agent.interrupt();
    let _ = agent.end().done();
}

/// What a tool of somebody's own hears.
fn asked(person: &Person, line: &str) -> Value {
    let mut stream = UnixStream::connect(socket(person)).unwrap();
    writeln!(stream, "{line}").unwrap();
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).unwrap();
    serde_json::from_str(&answer).unwrap()
}

/// What a script can tell apart, without the seconds that pass.
fn seen(output: Output) -> (Option<i32>, Value, String) {
    let mut answer: Value = serde_json::from_str(&output.stdout).unwrap_or_default();
    for member in ["expires_in", "renews_at"] {
        if let Some(value) = answer.get_mut(member) {
            *value = Value::Null;
        }
    }
    (output.exit, answer, output.stderr)
}

#[test]
fn both_ways_give_the_same_answers() {
    let person = Person::signed_in();
    let questions = [
        "token north --json",
        "token --json",
        "token north --format json --no-refresh",
        "token north --no-refresh --json",
        "token nobody --json",
        "token north --no-refresh --min-validity 999999 --json",
        "token north --no-refresh --min-validity 999999",
        "status north --json",
        "token north --format header",
    ];
    let ask = || questions.map(|words| seen(person.cli(words).run()));
    let by_the_vault = ask();
    let agent = agent(&person);
    for (words, (vault, host)) in questions.iter().zip(by_the_vault.into_iter().zip(ask())) {
        assert_eq!(vault, host, "{words}");
    }
    end(agent);
    // And when the provider has said no.
    person.sign_in_until_expired();
    person.provider.revoke();
    let by_the_vault = seen(person.cli("token north --json").run());
    let agent = self::agent(&person);
    assert_eq!(by_the_vault, seen(person.cli("token north --json").run()));
    assert_eq!(by_the_vault.0, Some(4));
    end(agent);
}

#[test]
fn the_token_really_comes_over_the_socket() {
    let person = Person::signed_in();
    let agent = agent(&person);
    let answer = asked(&person, r#"{"v":1,"ask":"token","profile":"north","min_validity":60}"#);
    assert_eq!(answer["token"]["access_token"], person.token(), "{answer}");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    // Without the key a command opens no sealed file; the agent has read it already.
    let key = person.home.path().join("cdf-signin/vault.key");
    fs::rename(&key, person.home.work("vault.key")).unwrap();
    assert_eq!(answer["token"]["access_token"], person.token());
    fs::rename(person.home.work("vault.key"), &key).unwrap();
    let refreshed = person.refreshed_token().run().done().json();
    assert_eq!(asked(&person, r#"{"v":1,"ask":"token"}"#)["token"]["access_token"], refreshed["access_token"]);
    end(agent);
}

#[test]
fn socket_and_folder_are_closed_to_others_and_no_secret_crosses() {
    let person = Person::signed_in();
    let agent = agent(&person);
    assert_eq!((mode(&socket(&person)), mode(socket(&person).parent().unwrap())), (0o600, 0o700));
    let _ = person.refreshed_token().run().done();
    let secrets = Secrets::of(&person.provider);
    assert!(secrets.count() > 2);
    for ask in ["token", "status", "about", "everything"] {
        let answer = asked(&person, &json!({ "v": 1, "ask": ask, "profile": "north" }).to_string());
        let found = secrets.found_in(answer.to_string().as_bytes());
        assert!(
            found.iter().all(|found| *found == "a JWT") && (found.is_empty() || ask == "token"),
            "{ask}: {found:?}"
        );
    }
    end(agent);
}

#[test]
fn dead_hung_and_talkative_sockets_are_done_without() {
    let person = Person::signed_in();
    let token = person.token();
    let agent = agent(&person);
    // As a process that is stopped: it takes connections, and says nothing.
    agent.stop();
    assert_eq!(person.token(), token);
    assert_eq!(person.status()["state"], "signed_in");
    agent.go_on();
    end(agent);

    let run = socket(&person).parent().unwrap().to_owned();
    drop(UnixListener::bind(socket(&person)).unwrap());
    assert_eq!(person.token(), token, "nobody is there any more");
    fs::remove_file(socket(&person)).unwrap();

    let talkative = UnixListener::bind(socket(&person)).unwrap();
    std::thread::spawn(move || {
        for stream in talkative.incoming().map_while(Result::ok) {
            let _ = (&stream).write_all(b"{\"v\":1,\"token\":{\"access_token\":\"a lie\"}}\nHTTP/1.1 200 OK\r\n\r\n");
        }
    });
    assert_eq!(person.token(), token);
    fs::remove_file(socket(&person)).unwrap();
    fs::write(socket(&person), "a file").unwrap();
    assert_eq!(person.token(), token);
    fs::remove_file(socket(&person)).unwrap();
    fs::set_permissions(&run, fs::Permissions::from_mode(0o000)).unwrap();
    assert_eq!(person.token(), token);
    fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn an_agent_of_another_vault_is_not_asked() {
    let person = Person::signed_in();
    let token = person.token();
    let mut agent = person.cli("agent").env("CDF_SIGNIN_VAULT", "memory").start();
    let memory = "CDF_SIGNIN_VAULT=memory";
    agent.stderr_with("what a vault in memory means", |said| said.contains(memory).then_some(()));
    wait::until_true("its socket", || socket(&person).exists());
    assert_eq!(person.token(), token);
    let answer = asked(&person, r#"{"v":1,"ask":"token","profile":"north"}"#);
    assert_eq!(answer["error"]["code"], "sign_in_required", "{answer}");
    end(agent);
}

#[test]
fn an_agent_and_fifty_commands_send_one_refresh() {
    let person = Person::new();
    person.sign_in_until_expired();
    person.provider.set(json!({ "delay_ms": 200 }));
    let agent = person.cli("agent").start();
    let commands: Vec<Running> = (0..50).map(|_| person.cli("token north --json").start()).collect();
    let outputs: Vec<Output> = commands.into_iter().map(Running::end).map(Output::done).collect();
    let tokens: std::collections::BTreeSet<String> =
        outputs.iter().map(|output| output.json()["access_token"].as_str().unwrap().to_owned()).collect();
    let refreshes = person.provider.refreshes().len();
    eprintln!("an agent and {} commands, {refreshes} refresh request, {} new token", outputs.len(), tokens.len());
    assert_eq!((refreshes, tokens.len()), (1, 1));
    end(agent);
}
