//! A command with a profile's variables in its environment.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use cdf_signin_tests::person::free_port;
use cdf_signin_tests::secrets::Secrets;
use cdf_signin_tests::{Output, Person, cli::Cli, programs, wait};

fn run(person: &Person, options: &str, command: &[&str]) -> Cli {
    command.iter().fold(person.cli(&format!("run north {options} --")), Cli::arg)
}

fn variable<'a>(output: &'a Output, name: &str) -> Option<&'a str> {
    output.stdout.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
}

#[test]
fn a_command_has_the_token_in_its_environment_and_nothing_is_on_disk() {
    let person = Person::signed_in();
    let token = person.token();
    let given = run(&person, "", &["env"]).env("CDF_SIGNIN_CLIENT_SECRET", "s.e.c").run().done();
    for (name, value) in [
        ("CDF_TOKEN", token.as_str()),
        ("CDF_PROJECT", "north-prod"),
        ("CDF_CLUSTER", "westeurope-1"),
        ("CDF_URL", &person.provider.cdf),
        ("LOGIN_FLOW", "token"),
        ("COGNITE_TOKEN", &token),
        ("COGNITE_PROJECT", "north-prod"),
        ("COGNITE_BASE_URL", &person.provider.cdf),
    ] {
        assert_eq!(variable(&given, name), Some(value), "{name}");
    }
    assert_eq!(variable(&given, "CDF_SIGNIN_CLIENT_SECRET"), None);
    assert_eq!((variable(&given, "CDF_SIGNIN_VAULT"), given.stderr.as_str()), (Some("file"), ""));
    let toolkit = run(&person, "--as toolkit", &["env"]).run().done();
    let cognite = run(&person, "--as cognite", &["env"]).run().done();
    assert_eq!((variable(&toolkit, "COGNITE_TOKEN"), variable(&cognite, "CDF_TOKEN")), (None, None));
    assert_eq!((variable(&toolkit, "CDF_TOKEN"), variable(&cognite, "COGNITE_TOKEN")), (Some(&*token), Some(&*token)));
    assert_eq!(Secrets::of(&person.provider).found_under(person.home.path()), []);
}

#[test]
fn with_the_endpoint_it_asks_for_itself() {
    let person = Person::signed_in();
    run(&person, "--endpoint --json", &["env"]).run().failed(2, "usage");
    let (port, book) = (free_port(), person.home.path().join("cdf-signin/profiles.toml"));
    let text = fs::read_to_string(&book).unwrap();
    fs::write(&book, format!("{text}\n[token_endpoint]\nport = {port}\n")).unwrap();
    let _ = person.does("endpoint north on");
    let given = run(&person, "--endpoint", &["env"]).run().done();
    let address = format!("http://127.0.0.1:{port}/north/token");
    for name in ["IDP_TOKEN_URL", "COGNITE_TOKEN_URL"] {
        assert_eq!(variable(&given, name), Some(address.as_str()));
    }
    assert_eq!(variable(&given, "LOGIN_FLOW"), Some("client_credentials"));
    assert_eq!(variable(&given, "IDP_CLIENT_SECRET"), variable(&given, "COGNITE_CLIENT_SECRET"));
    assert_eq!((variable(&given, "CDF_TOKEN"), variable(&given, "COGNITE_TOKEN")), (None, None));
}

#[test]
fn words_come_through_as_they_are() {
    let person = Person::signed_in();
    let words = ["a b", "", "*", "$HOME", "--json", "--as", "-v", "\"'\\", "å\n"];
    let print = ["sh", "-c", r#"printf '%s|' "$@""#, "sh"];
    let output = run(&person, "", &[&print[..], &words].concat()).run().done();
    assert_eq!(output.stdout, format!("{}|", words.join("|")));
    assert_eq!(output.stderr, "");
}

#[test]
fn it_ends_as_the_command_does() {
    let person = Person::signed_in();
    for exit in [0, 1, 37, 255] {
        let ended = run(&person, "", &["sh", "-c", &format!("exit {exit}")]).run();
        assert_eq!(ended.exit, Some(exit), "{ended}");
    }
    assert_eq!(run(&person, "", &["sh", "-c", "kill -TERM $$"]).run().exit, None, "a signal ended it");
    let gone = run(&person, "", &["no-such-command"]).run();
    assert_eq!(gone.exit, Some(127), "{gone}");
    assert!(gone.stderr.contains("There is no command “no-such-command”."), "{gone}");
    let file = person.home.work("notes.txt");
    fs::write(&file, "text").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let refused = run(&person, "--json", &[file.to_str().unwrap()]).run();
    refused.failed(126, "usage");
    let without = person.cli("run north").run();
    assert_eq!(without.exit, Some(2), "{without}");
}

#[test]
fn signals_reach_the_command_which_is_the_same_process() {
    let person = Person::signed_in();
    let script = "trap 'echo interrupted; exit 5' INT; echo ready >&2; while :; do sleep 0.05; done";
    let mut running = run(&person, "", &["sh", "-c", script]).start();
    running.stderr_with("its word", |said| said.contains("ready").then_some(()));
    let name = fs::read_to_string(format!("/proc/{}/comm", running.id())).unwrap();
    assert_eq!(name, "sh\n");
    running.interrupt();
    let ended = running.end();
    assert_eq!((ended.exit, ended.stdout.as_str()), (Some(5), "interrupted\n"));

    let running = run(&person, "", &["sleep", "1000"]).start();
    wait::until_true("the command", || {
        fs::read_to_string(format!("/proc/{}/comm", running.id())).is_ok_and(|name| name == "sleep\n")
    });
    running.terminate();
    assert_eq!(running.end().exit, None);
}

#[test]
fn what_is_typed_and_the_terminal_are_the_commands() {
    let person = Person::signed_in();
    let mut running = run(&person, "", &["cat"]).start();
    running.type_line("all of it");
    running.close_input();
    assert_eq!(running.end().done().stdout, "all of it\n");

    let script = programs::of_system("script", "bsdutils");
    let command = format!(
        "stty rows 24 cols 61; '{}' run north -- sh -c 'test -t 0 && test -t 1 && test -t 2 && stty size; read word; echo got $word'",
        programs::command_line().display()
    );
    let mut child = person
        .home
        .command(&script)
        .args(["--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"typed\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let screen = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && screen.contains("24 61") && screen.contains("got typed"), "{screen}");
}

#[test]
fn without_a_sign_in_nothing_is_run() {
    let person = Person::new();
    let marker = person.home.work("ran");
    run(&person, "--json", &["touch", marker.to_str().unwrap()]).run().failed(4, "sign_in_required");
    assert!(!marker.exists());
}

#[test]
fn a_dotenv_that_the_toolkit_would_prefer_is_said() {
    let person = Person::signed_in();
    let file = person.home.path().join(".env");
    fs::write(&file, "CDF_PROJECT=other\nMINE=1\n").unwrap();
    let said = run(&person, "", &["true"]).run().done().stderr;
    assert!(said.contains("takes CDF_PROJECT from") && said.contains(file.to_str().unwrap()), "{said}");
    assert_eq!(run(&person, "--as cognite", &["true"]).run().done().stderr, "");
    fs::write(&file, "MINE=1\n").unwrap();
    assert_eq!(run(&person, "", &["true"]).run().done().stderr, "");
}
