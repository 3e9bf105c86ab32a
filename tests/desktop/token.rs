//! What the token says, in the window, and why a project is not to be seen.

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, menu_item, says};
use crate::window::Window;

#[test]
fn a_token_is_understood_and_does_not_come_along() {
    let desk = Desk::new("token-says");
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    window.push("More");
    window.click(&menu_item("What the token says"));
    window.see(&heading("What the token says"));
    window.see(&says("Good until"));
    window.see(&says("https://westeurope-1.cognitedata.com"));
    window.picture("says");
    let page = window.script("return document.documentElement.outerHTML").as_str().unwrap().to_owned();
    let token = desk.person.token();
    for part in token.split('.') {
        assert!(!page.contains(part), "a part of the token stands in the page");
    }

    ask(&window, "north-prd");
    window.see(&says("Do you mean north-prod?"));
    window.push("Ask about north-prod");
    window.see(&says("north-prod lets you in"));
    ask(&window, "far-away");
    window.see(&says("far-away is not among your projects"));
    window.picture("why");
    window.push("Copy message");
    window.see(&says("Message copied."));
    let message = display::clipboard(&desk.person.home).unwrap();
    assert!(message.contains("far-away") && message.contains("Object ID: "), "{message}");
    assert!(!message.contains(&token));

    // Nobody is asked to sign in by a question.
    let asked = desk.person.provider.requests_to("authorize").len();
    window.click("//*[@role=\"switch\"]");
    window.see_gone(&button("Find out"));
    window.picture("hidden");
    assert_eq!(desk.person.provider.requests_to("authorize").len(), asked);
}

fn ask(window: &Window, project: &str) {
    window.fill("why-project", project);
    window.push("Find out");
}
