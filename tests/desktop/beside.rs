//! The window beside the command line and a text editor: all work on the same files at the same time.

use std::fs;

use cdf_signin_tests::person::PROFILE;

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
