//! The port that the browser comes back to.

use std::fs::File;
use std::net::TcpListener;

use cdf_signin_tests::browser::{Browser, parameter};
use cdf_signin_tests::person::free_port;
use cdf_signin_tests::{Person, wait};

/// The port that Cognite's guide registers, and the app prefers.
const USUAL: u16 = 53000;

/// Port 53000 for one test alone, until it is dropped. There is one on this machine.
fn turn_at_the_usual_port() -> File {
    let turn = File::create(std::env::temp_dir().join("cdf-signin-tests-53000.lock")).unwrap();
    turn.lock().unwrap();
    turn
}

/// Holds it, as another program would, once whoever else has it for a moment (another test run) gives it back.
fn occupy_the_usual_port() -> TcpListener {
    wait::until("port 53000", || TcpListener::bind(("127.0.0.1", USUAL)).ok())
}

/// Signs in and tells the port that the browser came back to.
fn port_of_a_login(person: &Person) -> u16 {
    let mut login = person.cli("login north --no-browser").start();
    let address = login.sign_in_address();
    Browser::default().open(&address);
    let _ = login.end().done();
    parameter(&address, "redirect_uri").unwrap().strip_prefix("http://localhost:").unwrap().parse().unwrap()
}

fn person_at_the_usual_port() -> Person {
    let person = Person::new();
    person.does(&format!("profile edit north --redirect-port {USUAL}"));
    person
}

#[test]
fn the_usual_port_is_taken_first() {
    let _turn = turn_at_the_usual_port();
    let person = person_at_the_usual_port();
    // Somebody else may come in between: other tests of this machine prefer that port too.
    wait::until_true("a sign-in at port 53000", || {
        drop(occupy_the_usual_port());
        port_of_a_login(&person) == USUAL
    });
}

#[test]
fn a_taken_port_gives_way_to_a_free_one() {
    let _turn = turn_at_the_usual_port();
    let _other_program = occupy_the_usual_port();
    let person = person_at_the_usual_port();
    assert_ne!(port_of_a_login(&person), USUAL);
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn a_fixed_port_that_is_taken_is_named() {
    let person = Person::new();
    let other_program = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other_program.local_addr().unwrap().port();
    person.does(&format!("profile edit north --redirect-port {port} --fixed-port"));
    let error = person.cli("login north --json").run().failed(10, "port_taken");
    assert!(error["message"].as_str().unwrap().contains(&port.to_string()), "{error}");
    assert_eq!(error["field"], "redirect_port");
    assert!(person.home.pages().is_empty(), "no browser opens for a sign-in that cannot end");
    drop(other_program);
    person.login();
}

#[test]
fn a_fixed_port_is_used_each_time() {
    let person = Person::new();
    let port = free_port();
    person.does(&format!("profile edit north --redirect-port {port} --fixed-port"));
    assert_eq!([port_of_a_login(&person), port_of_a_login(&person)], [port, port]);
}
