//! Other ways in than the profile's own: a code for another device, another account.

use cdf_signin_tests::person::PROFILE;
use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, says};
use crate::window::Window;

/// The code, as the page keeps it for copying.
fn shown_code(window: &Window) -> String {
    window.push("Copy code");
    window.see(&says("Code copied."));
    window
        .script(
            "return [...document.querySelectorAll('main .sr ~ [aria-hidden]')].map((one) => one.textContent).join('')",
        )
        .as_str()
        .unwrap()
        .trim()
        .to_owned()
}

#[test]
fn a_device_code_signs_in_without_a_browser() {
    let mut desk = Desk::new("device-code");
    desk.person.home.browser("nothing");
    desk.person.provider.set(json!({ "auto": null, "device_interval": 0 }));
    let edit = desk.person.profile_command("edit", PROFILE).arg("--flow").arg("device-code");
    let _ = edit.run().done();
    let window = Window::open(&desk);
    window.see(&says("You get a code"));
    window.push("Sign in");
    window.see(&heading("Enter this code on the sign-in page"));
    window.see(&says("14:"));
    let code = shown_code(&window);
    assert_eq!(display::clipboard(&desk.person.home), Some(code.clone()));
    window.picture("code");

    desk.person.provider.approve_device(&code, cdf_signin_tests::provider::INGRID);
    window.see(&says("Ingrid Solberg"));
    window.picture("signed-in");
    assert_eq!(desk.person.state(), "signed_in");
    assert!(desk.person.provider.requests_to("authorize").is_empty(), "a browser was opened");
}

#[test]
fn a_code_of_a_browser_profile_is_given_up_for_the_browser() {
    let desk = Desk::new("device-instead");
    desk.person.provider.set(json!({ "device_interval": 0 }));
    let window = Window::open(&desk);
    window.push("More");
    window.click("//*[@role=\"menuitem\"][contains(., \"Sign in with a device code\")]");
    window.see(&heading("Enter this code on the sign-in page"));
    window.push("Use the browser instead");
    window.see(&says("Ingrid Solberg"));
    assert_eq!(desk.person.provider.requests_to("authorize").len(), 1);
}

#[test]
fn a_blocked_device_code_offers_the_browser() {
    let desk = Desk::new("device-blocked");
    desk.person.provider.fail_next(json!({ "endpoint": "devicecode", "error": "access_denied", "aadsts": 53003 }));
    let window = Window::open(&desk);
    window.push("More");
    window.click("//*[@role=\"menuitem\"][contains(., \"Sign in with a device code\")]");
    window.see(&says("53003"));
    window.picture("blocked");
    window.push("Use the browser");
    window.see(&says("Ingrid Solberg"));
}

#[test]
fn somebody_else_can_sign_in() {
    let desk = Desk::new("someone-else");
    desk.person.login();
    desk.person.provider.set(json!({ "auto": "kari.nordmann@north.example" }));
    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    window.push("More");
    window.click("//*[@role=\"menuitem\"][contains(., \"Sign in as someone else\")]");
    window.see(&says("Kari Nordmann"));
    let asked = desk.person.provider.requests_to("authorize");
    assert_eq!(asked.last().unwrap().prompt.as_deref(), Some("select_account"));
    window.see(&button("Sign out"));
}
