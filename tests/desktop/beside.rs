//! The window beside the command line and a text editor: all work on the same files at the same time.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;

use cdf_signin_tests::person::PROFILE;
use cdf_signin_tests::wait;
use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::{COUNTDOWN, heading, row, says};
use crate::window::Window;

#[test]
fn what_the_command_line_does_is_seen_without_a_restart() {
    let desk = Desk::empty("beside");
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    desk.person.add_profile(PROFILE);
    window.see(&row(PROFILE));
    window.see(&says("Ready when you are"));
    desk.person.add_profile("south");
    window.see(&row("south"));
    window.picture("added-elsewhere");

    desk.person.login();
    window.see(&says("Ingrid Solberg"));
    window.see(COUNTDOWN);
    window.push("Copy token");
    window.see(&says("Token copied."));
    let copied = display::clipboard(&desk.person.home).unwrap();
    assert_eq!(desk.person.token(), copied);
    assert_eq!(desk.person.provider.requests_to("token").len(), 1, "both have the one token");

    desk.person.does("logout north");
    window.see(&says("Ready when you are"));
    desk.person.does("profile remove south --yes");
    window.see_gone(&row("south"));
}

#[test]
fn what_the_window_does_is_seen_by_the_command_line() {
    let desk = Desk::new("beside-window");
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    let token = desk.person.token();
    assert_eq!(desk.person.provider.inspect(&token).0, 200);
    // A token that the command line has renewed is the one that the window copies.
    let renewed = desk.person.refreshed_token().run().done().json();
    assert_ne!(renewed["access_token"], token.as_str());
    window.push("Copy token");
    window.see(&says("Token copied."));
    assert_eq!(display::clipboard(&desk.person.home).unwrap(), renewed["access_token"]);
    window.push("Sign out");
    window.see(&says("Ready when you are"));
    let _ = desk.person.cli("token north --json").run().failed(4, "sign_in_required");
}

#[test]
fn the_app_keeps_sign_ins_fresh_and_answers_other_programs() {
    let desk = Desk::new("kept-fresh");
    desk.person.provider.set(json!({ "expires_in": 12 }));
    desk.person.login();
    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    wait::until_true("two renewals that nobody asked for", || desk.person.provider.refreshes().len() >= 2);
    desk.person.provider.set(json!({ "expires_in": 3600 }));
    let socket = desk.person.home.path().join("cdf-signin/run/agent.sock");
    let mut stream = UnixStream::connect(socket).unwrap();
    writeln!(stream, r#"{{"v":1,"ask":"about"}}"#).unwrap();
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).unwrap();
    assert!(answer.contains(r#""program":"app""#), "{answer}");
    assert!(desk.person.status()["renews_at"].is_string());
    // The agent keeps fresh as well, and leaves the socket to the app.
    let mut agent = desk.person.cli("agent").start();
    agent.stderr_with("its word", |said| said.contains("The app answers at the socket").then_some(()));
    agent.interrupt();
    let _ = agent.end().done();
}

#[test]
fn a_broken_profiles_file_is_told_with_line_and_column_and_left_alone() {
    let desk = Desk::new("broken-file");
    let good = fs::read_to_string(desk.profiles_file()).unwrap();
    let broken = format!("{good}\n[profiles.south\nflow = \"browser\"\n");
    fs::write(desk.profiles_file(), &broken).unwrap();
    let line = broken.lines().position(|line| line == "[profiles.south").unwrap() + 1;
    let window = Window::open(&desk);
    window.see(&heading("profiles.toml cannot be read"));
    window.see(&says("Nothing was overwritten"));
    let told = window.text("//pre");
    assert!(told.contains(&format!("line {line}, column ")), "{told}");
    window.picture("told");
    window.focus();
    display::press(&desk.person.home, &["ctrl+n"]);
    window.push("Look again");
    window.see(&heading("profiles.toml cannot be read"));
    assert_eq!(fs::read_to_string(desk.profiles_file()).unwrap(), broken);

    // Corrected by hand, it is read again by itself.
    fs::write(desk.profiles_file(), &good).unwrap();
    window.see(&row(PROFILE));
}
