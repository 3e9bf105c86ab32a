//! axe-core in the real window, on the main pages, light and dark.

use std::fs;

use cdf_signin_tests::person::PROFILE;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::find::{NOTICE, heading, row, says, wrong_field};
use crate::places;
use crate::window::Window;

/// Everything that axe knows, its advice beyond WCAG included.
const FINDINGS: &str = "
    const { violations } = await axe.run(document);
    return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => [node.html, node.failureSummary]) }));";

/// A window with axe in it.
struct Looked<'a> {
    window: &'a Window<'a>,
    found: Vec<Value>,
}

impl<'a> Looked<'a> {
    fn at(window: &'a Window<'a>) -> Self {
        window.script(&fs::read_to_string(places::of_ui("axe-core/axe.min.js")).unwrap());
        Self { window, found: Vec::new() }
    }

    fn look(&mut self, page: &str) {
        // What fades in has no colour of its own until it is there.
        self.window.awaited("await Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))", &[]);
        self.window.picture(page);
        let findings = self.window.awaited(FINDINGS, &[]);
        self.found.extend(findings.as_array().unwrap().iter().map(|finding| json!({ page: finding })));
    }

    fn end(self) {
        assert!(self.found.is_empty(), "{:#}", Value::from(self.found));
    }
}

#[test]
fn axe_finds_nothing_in_the_light() {
    walk(Desk::empty("axe-light"), false);
}

#[test]
fn axe_finds_nothing_in_the_dark() {
    let mut desk = Desk::empty("axe-dark");
    desk.person.home.set("GTK_THEME", "Adwaita:dark");
    walk(desk, true);
}

fn walk(mut desk: Desk, is_dark: bool) {
    desk.person.home.browser("nothing");
    let window = Window::open(&desk);
    window.see(&heading("Sign in to Cognite Data Fusion"));
    assert_eq!(window.script("return matchMedia('(prefers-color-scheme: dark)').matches"), is_dark);
    let mut looked = Looked::at(&window);
    looked.look("first-start");

    window.push("Or fill in four values");
    window.fill("client_id", "short");
    window.see(&wrong_field("client_id"));
    window.click("//summary[contains(., \"Advanced\")]");
    looked.look("editor");
    window.push("Cancel");
    looked.look("question");
    window.push("Leave");

    desk.person.add_profile(PROFILE);
    desk.person.add_profile("south");
    window.see(&row("south"));
    window.see(&says("Ready when you are"));
    looked.look("signed-out");
    window.push("Sign in");
    window.see(&heading("Finish signing in in your browser"));
    looked.look("signing-in");
    window.push("Cancel");
    window.see(&says("You cancelled the sign-in"));
    looked.look("cancelled");

    let login = desk.person.cli("login north").env("BROWSER", "cdf-signin-test-browser");
    let _ = login.run().done();
    window.see(&says("Ingrid Solberg"));
    looked.look("signed-in");
    window.push("Copy token");
    window.see(&says("Token copied."));
    looked.look("copied");
    window.push("Write to file…");
    window.see(&heading("Hand on to a tool"));
    looked.look("formats");
    window.click("//label[normalize-space()=\"Code\"]");
    window.see("//*[@data-testid=\"code\"]");
    looked.look("code");
    window.click("//label[normalize-space()=\"A file\"]");
    window.push("Cancel");
    window.push("More");
    looked.look("menu");
    window.push("More");

    fs::write(desk.profiles_file(), "version = 1\n[profiles.north\n").unwrap();
    window.see(&heading("profiles.toml cannot be read"));
    looked.look("broken-file");
    looked.end();
}

#[test]
fn axe_finds_nothing_where_a_sign_in_failed() {
    let desk = Desk::without_keyring("axe-failure");
    let refusal = json!({ "endpoint": "authorize", "error": "consent_required", "aadsts": 65001 });
    desk.person.provider.fail_next(refusal);
    let window = Window::open(&desk);
    let mut looked = Looked::at(&window);
    window.push("Sign in");
    window.see(&says("What your administrator does"));
    looked.look("refused");
    window.push("Sign in again");
    window.see(&says("Ingrid Solberg"));
    window.see(NOTICE);
    looked.look("notice");
    looked.end();
}
