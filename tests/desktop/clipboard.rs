//! A token in the clipboard: confidential, for a short time, and beyond the end of the program that copied it.

use cdf_signin_tests::Home;

use crate::desk::Desk;
use crate::display;
use crate::find::says;
use crate::processes;
use crate::window::{Window, until};

/// Somebody signed in, whose tokens stay in the clipboard for so many seconds.
fn desk(name: &'static str, seconds: u32) -> Desk {
    let desk = Desk::new(name);
    let text = std::fs::read_to_string(desk.profiles_file()).unwrap();
    std::fs::write(desk.profiles_file(), format!("{text}\n[clipboard]\nclear_after = {seconds}\n")).unwrap();
    desk.person.login();
    desk
}

/// The processes that hold a copy.
fn holders(home: &Home) -> usize {
    processes::in_home(home.path()).iter().filter(|process| processes::holds_a_copy(process)).count()
}

fn wait_for_no_holder(home: &Home) {
    until("the holder's end", || (holders(home) == 0).then_some(()));
}

fn wait_for_empty_clipboard(home: &Home) {
    until("an empty clipboard", || display::clipboard(home).is_none().then_some(()));
}

#[test]
fn the_commands_copy_outlives_the_command_and_leaves_in_time() {
    let desk = desk("copy-command", 2);
    let home = &desk.person.home;
    let token = desk.person.token();
    let output = desk.person.does("token north --copy");
    assert_eq!(output.stdout, "");
    assert!(output.stderr.starts_with("The token is copied. It is good for ") && output.stderr.contains("in 2 s."));
    assert_eq!(display::clipboard(home).as_deref(), Some(&*token));
    assert_eq!(display::clipboard_as(home, "x-kde-passwordManagerHint").as_deref(), Some("secret"));
    for process in processes::in_home(home.path()) {
        assert!(!process.words.contains(&token), "a token stands in a command line");
    }
    wait_for_empty_clipboard(home);
    wait_for_no_holder(home);
}

#[test]
fn what_was_copied_since_stays() {
    let desk = desk("copy-replaced", 2);
    let home = &desk.person.home;
    let json = desk.person.does("token north --copy --json --format json").json();
    assert_eq!((&json["profile"], &json["cleared_in"]), (&"north".into(), &2.into()));
    assert!(json["access_token"].is_null());
    display::copy(home, "a shopping list");
    wait_for_no_holder(home);
    assert_eq!(display::clipboard(home).as_deref(), Some("a shopping list"));
}

#[test]
fn without_a_display_it_is_said() {
    let desk = desk("copy-no-display", 2);
    let error = desk.person.cli("token north --copy --json").env("DISPLAY", "").run().failed(2, "usage");
    assert!(error["message"].as_str().unwrap().contains("no clipboard"), "{error}");
}

#[test]
fn the_windows_copy_leaves_in_time() {
    let desk = desk("copy-window", 2);
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.push("Copy token");
    window.see(&says("Token copied."));
    assert_eq!(display::clipboard(home), Some(desk.person.token()));
    assert_eq!(display::clipboard_as(home, "x-kde-passwordManagerHint").as_deref(), Some("secret"));
    wait_for_empty_clipboard(home);
}

#[test]
fn the_windows_copy_outlives_the_window() {
    let desk = desk("copy-quit", 0);
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.push("Copy token");
    window.see(&says("Token copied."));
    window.close();
    assert_eq!(display::clipboard(home), Some(desk.person.token()));
    assert_eq!(holders(home), 1);
    display::copy(home, "a shopping list");
    wait_for_no_holder(home);
}
