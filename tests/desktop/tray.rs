//! The app in the tray: what it shows there, what a click does, and that nothing of the window is left.

use crate::desk::Desk;
use crate::display;
use crate::find::{heading, row, says};
use crate::panel::Panel;
use crate::processes;
use crate::window::{TITLE, Window, until};

/// Processes that draw pages.
fn web_processes(desk: &Desk) -> usize {
    let all = processes::in_home(desk.person.home.path());
    all.iter().filter(|process| process.program.starts_with("WebKitWebProces")).count()
}

#[test]
fn the_icon_says_how_things_stand_and_its_menu_does_what_one_does_every_day() {
    let desk = Desk::new("tray");
    let home = &desk.person.home;
    let panel = Panel::start(home);
    let window = Window::open(&desk);
    window.see(&row("north"));
    until("the menu", || panel.text().starts_with("north – signed out\n  Sign in\n  Show\n").then_some(()));
    assert_eq!(panel.tooltip().unwrap(), "Signed out");
    let signed_out = panel.picture().unwrap();

    panel.click(&["north", "Sign in"]);
    window.see(&says("Ingrid Solberg"));
    until("the time left", || panel.text().starts_with("north – 59 min\n  Copy token\n").then_some(()));
    assert_eq!(panel.tooltip().unwrap(), "Signed in to 1 profile");
    assert_ne!(panel.picture().unwrap(), signed_out, "the icon has changed");

    panel.click(&["north", "Copy token"]);
    let token = until("the copied token", || display::clipboard(home));
    assert_eq!(token, desk.person.token());
    assert!(!panel.text().contains(&token[..20]));
    panel.click(&["Settings"]);
    window.see(&heading("Settings"));
}

#[test]
fn a_closed_window_leaves_the_app_in_the_tray_and_no_page_behind() {
    let desk = Desk::new("tray-close");
    let home = &desk.person.home;
    desk.person.login();
    let panel = Panel::start(home);
    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    until("the icon", || panel.menu());
    assert!(web_processes(&desk) > 0);
    window.focus();
    display::press(home, &["alt+F4"]);
    until("the end of the page", || (web_processes(&desk) == 0).then_some(()));
    assert_eq!(window.app_processes().len(), 1, "the app goes on");

    // What one does every day needs no window.
    panel.click(&["north", "Copy token"]);
    assert_eq!(until("the copied token", || display::clipboard(home)), desk.person.token());
    assert_eq!(display::windows(home, TITLE), Vec::<String>::new());

    panel.click_icon();
    until("the window", || display::windows(home, TITLE).pop());
    assert!(web_processes(&desk) > 0);
    panel.click(&["Quit"]);
    until("the app's end", || window.app_processes().is_empty().then_some(()));
}

#[test]
fn without_a_tray_a_closed_window_is_the_end() {
    let desk = Desk::new("no-tray");
    let window = Window::open(&desk);
    window.see(&row("north"));
    window.close();
}

#[test]
fn a_setting_makes_the_closed_window_the_end() {
    let desk = Desk::new("tray-quit");
    let panel = Panel::start(&desk.person.home);
    std::fs::write(desk.profiles_file().with_file_name("settings.json"), r#"{ "stay_in_tray": false }"#).unwrap();
    let window = Window::open(&desk);
    window.see(&row("north"));
    until("the icon", || panel.menu());
    window.close();
}
