use std::process::Stdio;

use cdf_signin_tests::programs;
use cdf_signin_tests::{Person, browser::Browser};

use crate::Transcript;

#[test]
fn from_login_to_logout() {
    let person = Person::new();
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&["login", "status", "status --json", "status --all", "status --all --json"]);
    transcript.run_all(&[
        "token",
        "token --json",
        "token --format json",
        "token --format header",
        "token --no-refresh",
    ]);
    transcript
        .run_all(&["write --format sdk-json --to work/north.json", "write --format dotenv --to work/.env --json"]);
    transcript.run_all(&["login --json", "logout", "status", "logout --all --json"]);
    transcript.is_golden("signed_in");
}

#[test]
fn a_session_that_ends_with_the_command_is_said() {
    let mut person = Person::new();
    person.home.set("CDF_SIGNIN_VAULT", "memory");
    let mut transcript = Transcript::of(&person.home);
    transcript.run_all(&["login --json", "login", "status"]);
    transcript.is_golden("in_memory");
}

#[test]
fn without_a_keyring_the_way_out_is_said() {
    let mut person = Person::new();
    person.home.unset("CDF_SIGNIN_VAULT");
    let output = person.does("login");
    assert!(output.stderr.contains("This sign-in ends with this command, because there is no system keyring here"));
    assert!(output.stderr.contains("CDF_SIGNIN_VAULT=file cdf-signin login north"), "{output}");
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn without_a_display_the_address_is_shown_and_the_last_one_can_be_pasted() {
    let mut person = Person::new();
    for variable in ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY"] {
        person.home.unset(variable);
    }
    let mut login = person.cli("login").start();
    let address = login.sign_in_address();
    let callback = Browser::default().callback(&address);
    login.type_line("http://localhost:53000/?code=of-another-sign-in&state=old");
    login.stderr_with("what a last address looks like", |said| {
        said.contains("that address is of another sign-in").then_some(())
    });
    login.type_line(&format!("  {callback}  "));
    let output = login.end().done();
    assert!(output.stderr.contains("is signed in to north-prod"), "{output}");
    assert_eq!(output.stdout, "");
}

#[test]
fn ctrl_c_ends_a_login_with_7() {
    let person = Person::new();
    for (words, stdout) in [("login --no-browser", false), ("login --no-browser --json", true)] {
        let mut login = person.cli(words).start();
        login.sign_in_address();
        login.interrupt();
        let output = login.end();
        assert_eq!(output.exit, Some(7), "{output}");
        assert_eq!(output.stdout.contains("\"code\":\"cancelled\""), stdout, "{output}");
    }
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let person = Person::signed_in();
    let mut child = person
        .home
        .command(&programs::command_line())
        .arg("token")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
