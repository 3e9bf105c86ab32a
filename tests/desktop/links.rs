//! What is asked from outside the window: by a second start, a link, a file, and an entry made for one profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use cdf_signin_tests::{Home, wait};

use crate::desk::Desk;
use crate::find::{button, heading, menu_item, row, says};
use crate::panel::Panel;
use crate::window::{Window, until};
use crate::{display, places};

/// Starts the app once more, with these words, and waits for its end.
fn second_start(home: &Home, words: &[&str]) {
    let mut second = home.command(&places::app()).args(words).stderr(Stdio::null()).spawn().unwrap();
    let status = wait::until("the end of the second start", || second.try_wait().unwrap());
    assert!(status.success(), "{status}");
}

fn end(mut app: Child) {
    app.kill().unwrap();
    app.wait().unwrap();
}

#[test]
fn a_link_signs_in_with_a_known_profile_and_does_nothing_else() {
    let desk = Desk::new("link");
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.see(&row("north"));
    second_start(home, &["cdf-signin://sign-in/south"]);
    window.see(&says("There is no profile “south” here."));
    second_start(home, &["cdf-signin://import/?file=/etc/passwd"]);
    window.see(&says("Nothing was done: “cdf-signin://import/?file=/etc/passwd” is not understood."));
    window.picture("refused");
    assert_eq!(home.pages().len(), 0, "no browser has opened");

    second_start(home, &["cdf-signin://sign-in/north"]);
    window.see(&says("Ingrid Solberg"));
    assert_eq!(home.pages().len(), 1);
    // Whoever is signed in is shown, and not sent to the browser again.
    second_start(home, &["cdf-signin://sign-in/north"]);
    second_start(home, &["--settings"]);
    window.see(&heading("Settings"));
    assert_eq!(home.pages().len(), 1);
    assert_eq!(display::clipboard(home), None);
}

#[test]
fn a_colleagues_file_is_shown_and_added_only_after_a_click() {
    let desk = Desk::new("cdfprofile");
    let home = &desk.person.home;
    let file = home.work("north.cdfprofile");
    desk.person.does(&format!("profile export north --to {}", file.display()));
    desk.person.does("profile remove north --yes");
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    second_start(home, &[file.to_str().unwrap()]);
    window.see(&heading("Found a profile"));
    assert!(!fs::read_to_string(desk.profiles_file()).unwrap().contains("[profiles.north]"));
    window.picture("found");
    window.push("Add 1 profile");
    window.see(&row("north"));
    second_start(home, &["/nowhere/gone.cdfprofile"]);
    window.see(&says("/nowhere/gone.cdfprofile"));
}

#[test]
fn a_key_of_the_desktops_opens_quick_access() {
    let desk = Desk::new("palette");
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.see(&row("north"));
    second_start(home, &["--palette"]);
    window.see("//dialog//input[@role=\"combobox\"]");
    window.focus();
    display::press(home, &["n", "o", "r", "Return"]);
    window.see(&says("Ingrid Solberg"));

    display::press(home, &["ctrl+k"]);
    window.see("//dialog//*[@role=\"option\"][@aria-selected=\"true\"][contains(., \"Copy token\")]");
    window.picture("palette");
    display::press(home, &["n", "o", "r", "Return"]);
    assert_eq!(until("the copied token", || display::clipboard(home)), desk.person.token());
    window.see_gone("//dialog");
}

/// The words of an entry's `Exec`, each of which stands in quotes there.
fn exec(entry: &Path) -> Vec<String> {
    let text = fs::read_to_string(entry).unwrap();
    let exec = text.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
    exec.trim_matches('"').split("\" \"").map(str::to_owned).collect()
}

#[test]
fn a_shortcut_signs_in_by_its_own_line() {
    let desk = Desk::new("shortcut");
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.click(&button("More"));
    window.click(&menu_item("Make a shortcut"));
    window.see(&says("signs in by a double-click."));
    window.picture("made");
    let entry = until("the entry", || entry_named(home.path(), "cdf-signin-north.desktop"));
    let line = exec(&entry);
    assert_eq!(line[1..], ["--sign-in", "north"]);
    let mut start = home.command(Path::new(&line[0])).args(&line[1..]).stderr(Stdio::null()).spawn().unwrap();
    wait::until("the end of the second start", || start.try_wait().unwrap());
    window.see(&says("Ingrid Solberg"));
}

fn entry_named(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for found in fs::read_dir(folder).ok()?.flatten() {
            let path = found.path();
            if found.file_type().ok()?.is_dir() {
                folders.push(path);
            } else if path.file_name()? == name {
                return Some(path);
            }
        }
    }
    None
}

#[test]
fn started_with_the_session_it_is_in_the_tray_and_shows_nothing() {
    let desk = Desk::new("autostart");
    let home = &desk.person.home;
    let panel = Panel::start(home);
    let window = Window::open(&desk);
    window.push("Settings");
    window.see(&heading("Settings"));
    window.click("//button[@role=\"switch\"][@aria-label=\"Start with the session\"]");
    window.see("//button[@role=\"switch\"][@aria-label=\"Start with the session\"][@aria-checked=\"true\"]");
    window.picture("settings");
    let entry = until("the entry", || entry_named(home.path(), "cdf-signin-desktop.desktop"));
    let line = exec(&entry);
    assert_eq!(line[1..], ["--hidden"]);
    until("the icon", || panel.menu());
    panel.click(&["Quit"]);
    until("the app's end", || window.app_processes().is_empty().then_some(()));
    drop(window);

    let icons = panel.icons();
    let hidden = home.command(Path::new(&line[0])).args(&line[1..]).stderr(Stdio::null()).spawn().unwrap();
    until("another icon", || (panel.icons() > icons).then_some(()));
    until("its menu", || panel.text().starts_with("north").then_some(()));
    assert!(display::windows(home, crate::window::TITLE).is_empty(), "nothing is shown");
    second_start(home, &[]);
    until("the window", || display::windows(home, crate::window::TITLE).pop());
    end(hidden);
}
