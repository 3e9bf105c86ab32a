//! Sign-ins that the person, or the clock, ends.

use std::net::{Ipv6Addr, TcpListener, TcpStream};

use cdf_signin_tests::browser::{Browser, parameter};
use cdf_signin_tests::{Person, Running, wait};

/// A sign-in that waits for a browser which never comes, and the port it waits on.
fn waiting_sign_in(person: &Person, options: &str) -> (Running, u16) {
    let mut login = person.cli(&format!("login north --no-browser --json {options}")).start();
    let redirect = parameter(&login.sign_in_address(), "redirect_uri").unwrap();
    let port = redirect.rsplit(':').next().unwrap().parse().unwrap();
    (login, port)
}

/// Nobody listens there any more: the port is to be had, on both addresses.
fn assert_closed(port: u16) {
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    assert!(TcpListener::bind((Ipv6Addr::LOCALHOST, port)).is_ok());
    assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
}

#[test]
fn ctrl_c_ends_a_sign_in_and_closes_its_ports() {
    let person = Person::new();
    let (login, port) = waiting_sign_in(&person, "");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
    login.interrupt();
    login.end().failed(7, "cancelled");
    assert_closed(port);
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn ctrl_c_while_the_code_is_being_redeemed() {
    let person = Person::new();
    person.provider.fail_next(serde_json::json!({ "endpoint": "token", "hang": true }));
    let (mut login, port) = waiting_sign_in(&person, "");
    let address = login.sign_in_address();
    // The page at the end comes only when the sign-in is over, so the browser cannot be waited for here.
    let callback = Browser::default().callback(&address);
    let browser = std::thread::spawn(move || Browser::default().try_open(&callback));
    wait::until_true("the code at the provider", || !person.provider.requests_to("token").is_empty());
    assert!(login.is_running());
    login.interrupt();
    login.end().failed(7, "cancelled");
    assert_closed(port);
    assert_eq!(person.state(), "signed_out");
    let _ = browser.join().unwrap();
}

#[test]
fn ctrl_c_leaves_an_older_sign_in_as_it_was() {
    let person = Person::signed_in();
    let token = person.token();
    let (login, _) = waiting_sign_in(&person, "");
    login.interrupt();
    login.end().failed(7, "cancelled");
    assert_eq!(person.token(), token);
}

#[test]
fn the_time_out_ends_a_sign_in_and_closes_its_ports() {
    let person = Person::new();
    let (login, port) = waiting_sign_in(&person, "--timeout 1");
    let error = login.end().failed(7, "timed_out");
    assert!(error["hint"].as_str().unwrap().contains("Sign in again"), "{error}");
    assert_closed(port);
}

#[test]
fn a_browser_that_does_nothing_is_waited_for_until_the_time_out() {
    let mut person = Person::new();
    person.home.browser("nothing");
    person.cli("login north --json --timeout 1").run().failed(7, "timed_out");
}

#[test]
fn an_answer_that_comes_too_late_finds_nobody() {
    let person = Person::new();
    let (callback, login) = person.login_up_to_the_callback("--json");
    login.interrupt();
    login.end().failed(7, "cancelled");
    assert!(Browser::default().try_open(&callback).is_err());
    assert_eq!(person.provider.requests_to("token").len(), 0, "the code was redeemed by nobody");
}

#[test]
fn two_sign_ins_of_a_profile_at_once_both_come_through() {
    let person = Person::new();
    let (first, first_login) = person.login_up_to_the_callback("--json");
    let (second, second_login) = person.login_up_to_the_callback("--json");
    assert_ne!(parameter(&first, "state"), parameter(&second, "state"));
    Browser::default().open(&second);
    Browser::default().open(&first);
    assert_eq!(first_login.end().done().json()["state"], "signed_in");
    assert_eq!(second_login.end().done().json()["state"], "signed_in");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let _ = person.refreshed_token().run().done();
}
