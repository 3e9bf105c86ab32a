//! The system's notifications: for what needs a person, once, and with a button.

use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::says;
use crate::panel::Panel;
use crate::window::{TITLE, Window, until};

#[test]
fn a_sign_in_that_ends_is_told_once_and_the_button_renews_it() {
    let desk = Desk::new("told");
    desk.person.provider.set(json!({ "expires_in": 12 }));
    desk.person.login();
    let panel = Panel::start(&desk.person.home);
    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    until("the icon", || panel.menu());
    let id = display::windows(&desk.person.home, TITLE).pop().unwrap();
    display::xdotool(&desk.person.home, &["windowminimize", "--sync", &id]).unwrap();

    desk.person.provider.set(json!({
        "fail_next": { "endpoint": "token", "grant_type": "refresh_token", "error": "interaction_required", "aadsts": 50076, "times": "always" }
    }));
    let told = until("the notification", || panel.notifications().into_iter().next());
    assert_eq!((told.title.as_str(), told.urgency), ("north ends soon", Some(1)));
    assert_eq!(told.body, "The token lasts 0 min more, and cannot be renewed without you.");
    assert_eq!(told.actions[2..], ["deed", "Sign in"]);
    let pages = desk.person.home.pages().len();

    desk.person.provider.set(json!({ "expires_in": 3600 }));
    panel.press(&told);
    window.see(&says("Ingrid Solberg"));
    until("the notification taken back", || panel.closed().contains(&told.id).then_some(()));
    // No browser before the click, and one after it.
    until("the page in the browser", || (desk.person.home.pages().len() == pages + 1).then_some(()));
    window.see(&says("Ingrid Solberg"));
    assert_eq!(panel.notifications().len(), 1, "once");
}

#[test]
fn switched_off_nothing_is_told() {
    let desk = Desk::new("told-nothing");
    std::fs::write(desk.profiles_file().with_file_name("settings.json"), r#"{ "notifications": false }"#).unwrap();
    desk.person.provider.set(json!({ "expires_in": 12 }));
    desk.person.login();
    let panel = Panel::start(&desk.person.home);
    let _window = Window::open(&desk);
    until("the icon", || panel.menu());
    desk.person.provider.set(json!({ "fail_next": {
        "endpoint": "token", "grant_type": "refresh_token", "error": "interaction_required", "aadsts": 50076, "times": "always"
    } }));
    until("the tray that says it", || panel.text().starts_with("north – needs you").then_some(()));
    assert_eq!(panel.notifications().len(), 0);
}
