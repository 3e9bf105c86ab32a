//! The doctor in the window.

use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, says};
use crate::window::Window;

fn check(window: &Window) {
    window.push("More");
    window.click("//*[@role=\"menuitem\"][normalize-space()=\"Check\"]");
    window.see(&heading("Check"));
}

fn outcome(title: &str, outcome: &str) -> String {
    format!("//li[contains(., \"{title}\")]/*[@role=\"img\"][@aria-label=\"{outcome}\"]")
}

#[test]
fn everything_that_a_profile_needs_is_looked_at() {
    let desk = Desk::new("check");
    let window = Window::open(&desk);
    check(&window);
    window.see(&outcome("Nobody is signed in", "Failed"));
    window.see(&outcome("The project was not checked", "Not checked"));
    window.picture("nobody");

    // What failed ends in a button.
    window.click("//main//li//button[normalize-space()=\"Sign in\"]");
    window.see(&says("Ingrid Solberg"));
    check(&window);
    window.see(&outcome("north-prod lets you in", "Passed"));
    window.see("//table//th[@scope=\"row\"]");
    window.picture("access");
    window.push("Copy report");
    window.see(&says("Report copied."));
    let report = display::clipboard(&desk.person.home).unwrap();
    assert!(report.starts_with("Check of ") && report.contains("✓ north-prod lets you in"), "{report}");
    assert!(!report.contains(&desk.person.token()), "{report}");

    let rows = || window.script("return document.querySelectorAll('tbody tr').length").as_u64().unwrap();
    let before = rows();
    window.fill("access", "no such right");
    window.see(&says("No right matches"));
    assert!(before > 0 && rows() == 0);
}

#[test]
fn offline_it_says_what_it_could_not_look_at_and_it_ends_when_cancelled() {
    let desk = Desk::new("check-offline");
    desk.person.provider.set(json!({ "offline": true }));
    let window = Window::open(&desk);
    check(&window);
    window.see(&outcome("The provider was not checked", "Not checked"));
    window.see(&button("Run again"));
    window.picture("offline");
    desk.person.provider.set(json!({ "offline": false }));

    desk.person.provider.fail_next(json!({ "endpoint": "discovery", "hang": true, "times": "always" }));
    window.push("Run again");
    window.see(&says("Looking at the provider"));
    window.push("Cancel");
    window.see(&says("You cancelled the check."));
    assert!(window.shows(&outcome("The profile is complete", "Passed")));
}
