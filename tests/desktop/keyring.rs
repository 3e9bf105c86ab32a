//! The keyring that keeps the vault's key, and does not answer as it should.

use crate::desk::Desk;
use crate::display;
use crate::find::{COUNTDOWN, NOTICE, says};
use crate::window::Window;

#[test]
fn without_a_keyring_a_sign_in_lasts_for_this_run_and_the_window_says_so() {
    let desk = Desk::without_keyring("no-keyring");
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    let notice = window.text(NOTICE);
    assert!(notice.contains("keyring"), "{notice}");
    window.picture("notice");
    window.push("Copy token");
    window.see(&says("Token copied."));
    let token = display::clipboard(&desk.person.home).unwrap();
    assert_eq!(desk.person.provider.inspect(&token).0, 200);
    assert!(desk.person.home.session_files().is_empty(), "what no key seals is not kept");
    window.close();

    let window = Window::open(&desk);
    window.see(&says("Ready when you are"));
    assert!(!window.shows(COUNTDOWN));
}

#[test]
fn a_locked_keyring_is_told_and_nothing_is_lost() {
    let mut desk = Desk::new("locked-keyring");
    desk.person.login();
    let token = desk.person.token();
    desk.keyring.as_ref().unwrap().lock();
    let window = Window::open(&desk);
    let notice = window.text(NOTICE);
    assert!(notice.contains("locked"), "{notice}");
    window.picture("notice");
    assert!(!window.shows(COUNTDOWN));
    assert_eq!(desk.person.home.session_files().len(), 1);
    drop(window);

    desk.keyring.as_mut().unwrap().begin();
    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    window.push("Copy token");
    window.see(&says("Token copied."));
    assert_eq!(display::clipboard(&desk.person.home), Some(token));
    assert_eq!(desk.person.provider.requests_to("authorize").len(), 1, "nobody had to sign in again");
}
