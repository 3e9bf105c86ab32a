//! `CDF_SIGNIN_VAULT`: chosen on purpose, with or without a keyring at hand.

use std::fs;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::Secrets;
use cdf_signin_tests::{Home, Person, Provider};

use super::person_with_keyring;

#[test]
fn a_file_keeps_the_key_where_the_keyring_is_not_wanted() {
    let (mut person, keyring) = person_with_keyring();
    person.home.set("CDF_SIGNIN_VAULT", "file");
    person.login();
    assert_eq!(keyring.secret(), None, "the keyring was left alone");
    let key = person.home.path().join("cdf-signin/vault.key");
    assert_eq!((mode(&key), fs::read(&key).unwrap().len()), (0o600, 32));
    assert_eq!(person.state(), "signed_in");
    assert_eq!(Secrets::of(&person.provider).found_under(person.home.path()), []);

    // The two do not mix: what one key sealed the other does not open, and nothing is lost over it.
    person.home.set("CDF_SIGNIN_VAULT", "keyring");
    person.cli("token north --json").run().failed(8, "vault_corrupt");
    person.home.set("CDF_SIGNIN_VAULT", "file");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
}

#[test]
fn a_file_needs_no_session_bus() {
    let person = Person::living_in(Home::new(), Provider::start());
    person.login();
    assert_eq!(person.status()["kept"], true);
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
}

#[test]
fn a_key_file_that_was_damaged_is_said_and_kept() {
    let person = Person::living_in(Home::new(), Provider::start());
    person.login();
    let key = person.home.path().join("cdf-signin/vault.key");
    let good = fs::read(&key).unwrap();
    fs::write(&key, b"short").unwrap();
    person.cli("token north --json").run().failed(8, "vault_unavailable");
    fs::remove_file(&key).unwrap();
    person.cli("token north --json").run().failed(8, "vault_corrupt");
    fs::write(&key, good).unwrap();
    assert_eq!(person.state(), "signed_in");
}

#[test]
fn memory_keeps_nothing() {
    let (mut person, keyring) = person_with_keyring();
    person.home.set("CDF_SIGNIN_VAULT", "memory");
    let login = person.does("login north");
    assert!(login.stderr.contains("CDF_SIGNIN_VAULT=memory"), "{login}");
    assert_eq!(person.state(), "signed_out");
    assert!(person.home.session_files().is_empty());
    assert_eq!(keyring.secret(), None);
}

#[test]
fn an_unknown_word_is_named() {
    let mut home = Home::new();
    home.set("CDF_SIGNIN_VAULT", "paper");
    let error = home.cli("status --json").run().failed(2, "usage");
    assert!(error["message"].as_str().unwrap().contains("paper"), "{error}");
}
