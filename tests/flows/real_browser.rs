//! The answer as a real browser brings it, with all that it asks for besides.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use cdf_signin_tests::{Person, programs, wait};

/// Chromium without a screen: it shows the last page as text, and goes on until nothing is left to do on it.
const OPTIONS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
    --disable-background-networking --disable-component-update --virtual-time-budget=5000 --dump-dom";

fn signs_in_with_chromium(more: &str) -> (Person, String) {
    let mut person = Person::new();
    let script = person.home.work("browser");
    let page = person.home.work("page.html");
    let (chromium, data) = (programs::chromium(), person.home.work("data"));
    let command = format!(
        "#!/bin/sh\n{} {OPTIONS} --user-data-dir={} \"$1{more}\" >{}.part 2>/dev/null\nmv {2}.part {2}\n",
        chromium.display(),
        data.display(),
        page.display()
    );
    fs::write(&script, command).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    person.home.set("BROWSER", script);
    person.login();
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let shown = wait::until("the page that Chromium ends on", || fs::read_to_string(&page).ok());
    (person, shown)
}

#[test]
fn chromium_brings_the_answer_by_a_redirect() {
    let (person, shown) = signs_in_with_chromium("");
    assert!(shown.contains("Back to CDF Sign-in"), "{shown}");
    assert_eq!(person.provider.requests_to("token").len(), 1);
}

#[test]
fn chromium_brings_the_answer_in_a_form() {
    let (person, shown) = signs_in_with_chromium("&response_mode=form_post");
    assert!(shown.contains("Back to CDF Sign-in"), "{shown}");
    assert_eq!(person.provider.requests_to("authorize")[0].response_mode.as_deref(), Some("form_post"));
    assert_eq!(person.provider.requests_to("token").len(), 1);
}
