//! No keyring: a sign-in works for as long as its process, and says so.

use cdf_signin_tests::keyring::Bus;
use cdf_signin_tests::{Home, Person, Provider};

use super::person_with_keyring;

fn works_for_this_run_and_says_so(person: &Person) {
    let login = person.does("login north");
    assert!(login.stderr.contains("This sign-in ends with this command"), "{login}");
    assert!(login.stderr.contains("CDF_SIGNIN_VAULT=file"), "{login}");
    let login = person.does("login north --json").json();
    assert_eq!((login["state"].as_str(), login["kept"].as_bool()), (Some("signed_in"), Some(false)));
    assert!(person.home.session_files().is_empty());

    person.cli("token north --json").run().failed(4, "sign_in_required");
    assert_eq!(person.state(), "signed_out");
    person.does("logout north");
}

#[test]
fn no_session_bus() {
    let mut home = Home::new();
    home.unset("CDF_SIGNIN_VAULT");
    works_for_this_run_and_says_so(&Person::living_in(home, Provider::start()));
}

#[test]
fn a_session_bus_address_that_leads_nowhere() {
    let mut home = Home::new();
    home.unset("CDF_SIGNIN_VAULT");
    home.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    works_for_this_run_and_says_so(&Person::living_in(home, Provider::start()));
}

#[test]
fn a_session_bus_without_a_keyring() {
    let mut home = Home::new();
    let _bus = Bus::start(&mut home);
    works_for_this_run_and_says_so(&Person::living_in(home, Provider::start()));
}

#[test]
fn a_keyring_that_is_gone_is_not_a_sign_out() {
    let (person, mut keyring) = person_with_keyring();
    person.login();
    let token = person.token();
    keyring.end();
    let error = person.cli("token north --json").run().failed(8, "vault_unavailable");
    assert!(error["hint"].as_str().unwrap().contains("Nothing was deleted"), "{error}");
    assert_eq!(person.status()["last_error"]["code"], "vault_unavailable");
    assert_eq!(person.home.session_files().len(), 1);
    keyring.begin();
    assert_eq!(person.token(), token);
}

#[test]
fn a_sign_in_while_the_keyring_is_gone_leaves_the_kept_one() {
    let (person, mut keyring) = person_with_keyring();
    person.login();
    let token = person.token();
    keyring.end();
    person.does("login north");
    keyring.begin();
    assert_eq!(person.token(), token);
}
