//! Without a mouse: every key here is one that the screen's keyboard sends.

use cdf_signin_tests::person::free_port;
use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, field, heading, row, says};
use crate::window::{Window, until};

/// More stops than any of the pages has.
const STOPS: usize = 40;

/// A person at the keyboard of a window.
struct Keyboard<'a> {
    desk: &'a Desk,
    window: &'a Window<'a>,
}

impl Keyboard<'_> {
    fn press(&self, key: &str) {
        display::press(&self.desk.person.home, &[key]);
    }

    fn type_text(&self, text: &str) {
        display::type_text(&self.desk.person.home, text);
    }

    /// What has the keyboard: the field's name, or what a button says.
    fn place(&self) -> String {
        let place = self.window.script(
            "const { activeElement: at } = document;
             return at.name || at.getAttribute('aria-label') || at.dataset.name || at.innerText.split('\\n')[0].trim();",
        );
        place.as_str().unwrap_or_default().to_owned()
    }

    /// Goes on with Tab until that has the keyboard.
    fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            let place = self.place();
            if place == name {
                return;
            }
            self.press("Tab");
            let moved = || Some(self.place()).filter(|now| *now != place);
            until(&format!("a stop after {place}"), moved);
            passed.push(place);
        }
        panic!("Tab does not lead to {name}, but to {passed:?}");
    }

    /// Writes into the field of that name, and waits until it says so.
    fn fill(&self, field: &str, text: &str) {
        self.tab_to(field);
        self.press("ctrl+a");
        self.type_text(text);
        until(&format!("{text} in {field}"), || {
            (self.window.script("return document.activeElement.value") == text).then_some(())
        });
    }
}

#[test]
fn from_the_first_start_to_signed_in_without_a_mouse() {
    let desk = Desk::empty("keyboard");
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    window.focus();
    let keyboard = Keyboard { desk: &desk, window: &window };
    keyboard.tab_to("Or fill in four values");
    keyboard.press("Return");
    window.see(&heading("Add a profile"));
    let provider = &desk.person.provider;
    keyboard.fill("label", "North plant");
    keyboard.fill("name", "north");
    keyboard.fill("tenant_id", &provider.tenant_id);
    keyboard.fill("client_id", &provider.client_id);
    keyboard.fill("cluster", "westeurope-1");
    keyboard.fill("project", "north-prod");
    keyboard.tab_to("Advanced");
    keyboard.press("space");
    keyboard.tab_to("cloud");
    keyboard.press("End");
    window.see(&field("authority"));
    keyboard.fill("authority", &provider.authority);
    keyboard.fill("redirect_port", &free_port().to_string());
    keyboard.fill("base_url", &provider.cdf);
    window.picture("filled-in");
    keyboard.press("Return");
    window.see(&says("Ingrid Solberg"));
    window.picture("signed-in");
    keyboard.tab_to("Copy token");
    keyboard.press("Return");
    window.see(&says("Token copied."));
    assert_eq!(display::clipboard(&desk.person.home), Some(desk.person.token()));

    keyboard.tab_to("Sign out");
    keyboard.press("space");
    window.see(&says("Ready when you are"));
    assert_eq!(desk.person.state(), "signed_out");
}

#[test]
fn enter_on_a_profile_signs_in_and_escape_cancels() {
    let mut desk = Desk::new("keyboard-list");
    desk.person.add_profile("south");
    desk.person.home.browser("nothing");
    let window = Window::open(&desk);
    window.see(&row("south"));
    window.focus();
    let keyboard = Keyboard { desk: &desk, window: &window };
    keyboard.tab_to("north");
    keyboard.press("Down");
    until("the next profile", || (keyboard.place() == "south").then_some(()));
    keyboard.press("Return");
    window.see(&heading("Finish signing in in your browser"));
    assert_eq!(desk.person.status_of("north")["state"], "signed_out");
    keyboard.press("Escape");
    window.see(&says("You cancelled the sign-in"));
    window.see(&button("Sign in"));
    assert_eq!(desk.person.provider.requests().len(), 0);
}

#[test]
fn a_double_click_on_a_profile_signs_in() {
    let desk = Desk::new("double-click");
    desk.person.add_profile("south");
    desk.person.provider.set(json!({ "auto": "kari.nordmann@north.example" }));
    let window = Window::open(&desk);
    window.see(&row("south"));
    window.double_click(&row("south"));
    window.see(&says("Kari Nordmann"));
    assert_eq!(desk.person.status_of("south")["state"], "signed_in");
    assert_eq!(desk.person.state(), "signed_out");
}

#[test]
fn a_pasted_address_fills_the_form() {
    let desk = Desk::empty("paste");
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    window.focus();
    let keyboard = Keyboard { desk: &desk, window: &window };
    display::copy(
        &desk.person.home,
        "https://north.fusion.cognite.com/north-prod?cluster=westeurope-1.cognitedata.com",
    );
    keyboard.press("ctrl+v");
    window.see(&says("2 of 4 values found"));
    keyboard.press("Return");
    window.see(&heading("Add a profile"));
    window.see(&says("Still missing:"));
    window.picture("filled-from-an-address");
    let value = |field: &str| window.script(&format!("return document.querySelector('[name={field}]').value"));
    assert_eq!((value("project"), value("cluster")), (json!("north-prod"), json!("westeurope-1")));
}
