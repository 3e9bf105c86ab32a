//! One window a home, where the person left it.

use std::process::Stdio;

use cdf_signin_tests::wait;

use crate::desk::Desk;
use crate::find::{heading, row};
use crate::window::{TITLE, Window, until};
use crate::{display, places};

#[test]
fn a_second_start_raises_the_window_and_ends() {
    let desk = Desk::new("second-start");
    let window = Window::open(&desk);
    window.see(&row("north"));
    let home = &desk.person.home;
    let id = display::windows(home, TITLE).pop().unwrap();
    display::xdotool(home, &["windowminimize", "--sync", &id]).unwrap();
    until("the window out of sight", || display::windows(home, TITLE).is_empty().then_some(()));

    let mut second = home.command(&places::app()).stderr(Stdio::null()).spawn().unwrap();
    let status = wait::until("the end of the second start", || second.try_wait().unwrap());
    assert!(status.success(), "{status}");
    until("the window in front", || {
        let is_in_front = display::active_title(home).as_deref() == Some("CDF Sign-in");
        (is_in_front && display::windows(home, TITLE) == [id.as_str()]).then_some(())
    });
    assert_eq!(window.app_processes().len(), 1);
    window.see(&row("north"));
}

#[test]
fn the_window_comes_back_in_the_size_and_place_it_had() {
    let desk = Desk::new("size");
    let home = &desk.person.home;
    let window = Window::open(&desk);
    window.see(&row("north"));
    let id = display::windows(home, TITLE).pop().unwrap();
    let first = frame(&desk);
    display::xdotool(home, &["windowsize", "--sync", &id, "860", "610"]).unwrap();
    display::xdotool(home, &["windowmove", "--sync", &id, "60", "40"]).unwrap();
    until("the page in its new size", || {
        (window.script("return [innerWidth, innerHeight]") == serde_json::json!([860, 610])).then_some(())
    });
    let left = until("the window in its new place", || Some(frame(&desk)).filter(|frame| *frame != first));
    window.picture("smaller");
    window.close();

    let window = Window::open(&desk);
    window.see(&row("north"));
    until("the window as it was left", || (frame(&desk) == left).then_some(()));
    assert_eq!(window.script("return [innerWidth, innerHeight]"), serde_json::json!([860, 610]));
}

/// Where the window is and how large, as the screen knows it.
fn frame(desk: &Desk) -> String {
    let home = &desk.person.home;
    let id = display::windows(home, TITLE).pop().unwrap();
    let geometry = display::xdotool(home, &["getwindowgeometry", "--shell", &id]).unwrap();
    geometry.lines().filter(|line| !line.starts_with("WINDOW=")).collect::<Vec<_>>().join(" ")
}

#[test]
fn without_a_display_it_says_so() {
    let mut desk = Desk::empty("no-display");
    desk.person.home.unset("DISPLAY");
    let output = desk.person.home.command(&places::app()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("There is no display for the window."), "{told}");
    assert!(told.contains("cdf-signin login"), "{told}");
}

#[test]
fn a_home_of_its_own_has_a_window_of_its_own() {
    let desk = Desk::new("two-homes");
    let window = Window::open(&desk);
    window.see(&row("north"));
    let home = &desk.person.home;
    let mut other = home.command(&places::app());
    let mut other = other.env("CDF_SIGNIN_HOME", home.work("other")).stderr(Stdio::null()).spawn().unwrap();
    until("a second window", || (display::windows(home, TITLE).len() == 2).then_some(()));
    assert!(other.try_wait().unwrap().is_none());
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(!window.shows(&heading("Sign in to Cognite Data Fusion")), "the first has kept its profiles");
}
