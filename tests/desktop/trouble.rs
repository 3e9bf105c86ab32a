//! A sign-in that does not come to its end.

use std::net::{TcpListener, TcpStream};

use cdf_signin_tests::person::{PROFILE, free_port};
use serde_json::json;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, says};
use crate::window::{Window, until};

#[test]
fn cancelling_while_the_browser_is_waited_for() {
    let mut desk = Desk::new("cancel");
    desk.person.home.browser("nothing");
    let window = Window::open(&desk);
    window.push("Sign in");
    let says_where = window.text(&says("The browser comes back to http://localhost:"));
    let port: u16 = says_where.rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap();
    drop(TcpStream::connect(("127.0.0.1", port)).expect("nobody waits for the browser"));

    window.push("Cancel");
    window.see(&says("You cancelled the sign-in"));
    window.picture("cancelled");
    until("the end of the listener", || TcpStream::connect(("127.0.0.1", port)).err());
    assert_eq!(desk.person.state(), "signed_out");
    assert!(desk.person.home.session_files().is_empty());

    // Nothing of the first attempt stands in the way of the second.
    window.push("Sign in");
    window.see(&heading("Finish signing in in your browser"));
}

#[test]
fn a_refusal_at_the_provider_is_told_with_its_ids() {
    let mut desk = Desk::new("refused");
    desk.person.home.browser("cancel");
    desk.person.provider.set(json!({ "auto": null }));
    let window = Window::open(&desk);
    window.push("Sign in");
    let ids = window.text(&says("Correlation ID"));
    assert!(ids.contains("AADSTS65004") && ids.contains("Trace ID"), "{ids}");
    window.picture("cancelled-at-the-provider");
    window.see(&says("What you can do"));
    window.push("Copy details");
    window.see(&says("Details copied."));
    let copied = display::clipboard(&desk.person.home).unwrap();
    assert!(copied.contains(&desk.person.provider.client_id), "{copied}");
    let is_id = |word: &&str| word.len() == 36 && word.matches('-').count() == 4;
    let shown: Vec<_> = ids.split_whitespace().filter(is_id).collect();
    assert!(shown.len() == 2 && shown.iter().all(|id| copied.contains(id)), "{ids}\n{copied}");
    assert_eq!(desk.person.state(), "signed_out");
}

#[test]
fn what_an_administrator_has_to_do_can_be_sent_to_them() {
    let desk = Desk::new("consent");
    let refusal = json!({ "endpoint": "authorize", "error": "consent_required", "aadsts": 65001 });
    desk.person.provider.fail_next(refusal);
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&says("What your administrator does"));
    window.picture("consent-is-missing");
    window.push("Copy message to administrator");
    window.see(&says("Message copied."));
    let message = display::clipboard(&desk.person.home).unwrap();
    assert!(message.contains(&desk.person.provider.client_id) && message.contains("65001"), "{message}");

    window.push("Sign in again");
    window.see(&says("Ingrid Solberg"));
}

#[test]
fn a_network_failure_is_told_and_the_next_attempt_works() {
    let desk = Desk::new("network");
    desk.person.provider.fail_next(json!({ "endpoint": "token", "reset": true, "times": "always" }));
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&button("Try again"));
    window.see(&says("Offline"));
    window.picture("no-network");
    assert_eq!(desk.person.state(), "signed_out");

    desk.person.provider.fail_no_more();
    window.push("Try again");
    window.see(&says("Ingrid Solberg"));
    assert_eq!(desk.person.state(), "signed_in");
}

#[test]
fn an_outage_does_not_sign_anybody_out() {
    let desk = Desk::new("outage");
    desk.person.sign_in_until_expired();
    desk.person.provider.set(json!({ "offline": true }));
    let window = Window::open(&desk);
    window.see(&says("Your token ended"));
    window.see(&says("It renews when you next copy it"));
    window.push("Copy token");
    window.see(&says("Nothing is lost"));
    window.picture("offline");
    window.see(&says("Your token ended"));

    desk.person.provider.set(json!({ "offline": false }));
    window.push("Copy token");
    window.see(&says("Token copied."));
    let token = display::clipboard(&desk.person.home).unwrap();
    assert_eq!(desk.person.provider.inspect(&token).0, 200);
    window.see(&says("Ingrid Solberg"));
    assert_eq!(desk.person.provider.requests_to("authorize").len(), 1, "nobody had to sign in again");
}

#[test]
fn a_fixed_port_that_another_program_has() {
    let desk = Desk::new("port-taken");
    let port = free_port();
    let edit = desk.person.profile_command("edit", PROFILE).arg("--fixed-port");
    let _ = edit.arg("--redirect-port").arg(port.to_string()).run().done();
    let other = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let window = Window::open(&desk);
    window.push("Sign in");
    window.see(&heading(&port.to_string()));
    window.see(&says("Port is taken"));
    window.picture("port-taken");
    assert!(desk.person.provider.requests().is_empty(), "no browser was opened in vain");

    drop(other);
    window.push("Try again");
    window.see(&says("Ingrid Solberg"));
}
