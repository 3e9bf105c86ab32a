//! With a person at a terminal: questions, and colours.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use cdf_signin_tests::{Home, Person, programs};

use crate::{home_with, home_with_file};

/// Of the terminal.
const COLUMNS: usize = 60;

/// Runs a command on a terminal of its own, types `answer`, and answers with the screen and the exit code.
pub fn on_a_terminal(home: &Home, words: &str, answer: &str) -> (String, Option<i32>) {
    let script = programs::of_system("script", "bsdutils");
    let command = format!("stty rows 24 cols {COLUMNS}; '{}' {words}", programs::command_line().display());
    let mut child = home
        .command(&script)
        .args(["--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"])
        .env("TERM", "xterm-256color")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answer.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn with_several_profiles_the_person_chooses() {
    let home = home_with(&["north", "south", "7"]);
    for (answer, chosen) in [("2\n", "south"), ("SOUTH\n", "south"), ("9\nno\n1\n", "north"), ("7\n", "7")] {
        let (screen, exit) = on_a_terminal(&home, "profile show", answer);
        assert_eq!(exit, Some(0), "{screen}");
        assert!(screen.contains("Which profile?") && screen.contains("2 south"), "{screen}");
        let name = screen.lines().find(|line| line.contains("name ")).unwrap();
        assert!(name.contains(chosen), "{screen}");
    }
}

#[test]
fn no_answer_is_a_cancel() {
    let home = home_with(&["north", "south"]);
    // Ctrl+D.
    let (screen, exit) = on_a_terminal(&home, "profile show", "\u{4}");
    assert_eq!(exit, Some(7), "{screen}");
}

#[test]
fn removing_asks_first() {
    let home = home_with(&["north"]);
    for (answer, exit) in [("\n", Some(7)), ("no\n", Some(7)), ("y\n", Some(0))] {
        let (screen, ended) = on_a_terminal(&home, "profile remove north", answer);
        assert_eq!(ended, exit, "{screen}");
        assert!(screen.contains("Remove north and its sign-in"), "{screen}");
    }
    assert_eq!(home.cli("profile list --json").run().done().stdout, "[]\n");
}

#[test]
fn the_first_write_to_a_file_is_shown_and_asked_for() {
    let person = Person::signed_in();
    let file = person.home.work(".env");
    fs::write(&file, "A=1\n").unwrap();
    let write = format!("write north --format dotenv --to {}", file.display());
    for (answer, exit) in [("\n", Some(7)), ("\u{4}", Some(7)), ("y\n", Some(0))] {
        assert_eq!(fs::read_to_string(&file).unwrap(), "A=1\n");
        let (screen, ended) = on_a_terminal(&person.home, &write, answer);
        assert_eq!(ended, exit, "{screen}");
        assert!(screen.contains("+ CDF_TOKEN=[the new token]") && screen.contains("Write it?"), "{screen}");
        assert!(!screen.contains(&person.token()), "{screen}");
    }
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("A=1\n") && written.contains(&person.token()));
    // From then on it is the app's too.
    let (screen, ended) = on_a_terminal(&person.home, &write, "");
    assert_eq!((ended, screen.contains("Write it?")), (Some(0), false), "{screen}");
}

#[test]
fn a_check_shows_where_it_is_and_keeps_to_the_width() {
    let home = home_with_file("version = 1\n[profiles.north]\ntenant_id = \"north\"\n");
    let (screen, exit) = on_a_terminal(&home, "check", "");
    assert_eq!(exit, Some(3), "{screen}");
    let (progress, report) = screen.rsplit_once("\u{1b}[K").unwrap();
    assert!(progress.contains("Looking at the profile …"), "{screen}");
    let lines: Vec<_> = report.lines().map(visible).collect();
    assert!(lines.iter().any(|line| line.ends_with("The profile has 4 wrong fields")), "{lines:#?}");
    assert!(lines.iter().all(|line| line.chars().count() <= COLUMNS), "{lines:#?}");
}

/// Without colours.
fn visible(line: &str) -> String {
    let parts = line.split('\u{1b}').enumerate();
    parts
        .map(|(index, part)| if index == 0 { part } else { part.split_once('m').map_or("", |(_, text)| text) })
        .collect()
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let mut home = home_with(&["north"]);
    assert!(on_a_terminal(&home, "status", "").0.contains("\u{1b}["));
    assert!(!home.cli("status").run().done().stdout.contains('\u{1b}'));
    home.set("NO_COLOR", "1");
    assert!(!on_a_terminal(&home, "status", "").0.contains('\u{1b}'));
}
