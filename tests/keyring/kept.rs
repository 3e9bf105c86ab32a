//! With a keyring: one key there, sealed sessions here.

use std::fs;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::{Secrets, files_under};
use cdf_signin_tests::{Running, all_done};

use super::person_with_keyring;

#[test]
fn the_next_process_reads_what_the_first_one_kept() {
    let (person, _keyring) = person_with_keyring();
    let login = person.does("login north --json").json();
    assert_eq!(login["kept"], true);
    assert_eq!(person.state(), "signed_in");
    assert_eq!(person.provider.inspect(&person.token()).0, 200);
    let _ = person.refreshed_token().run().done();
    assert_eq!(person.token(), person.token());
}

#[test]
fn the_key_is_in_the_keyring_and_nothing_secret_is_outside() {
    let (person, keyring) = person_with_keyring();
    assert_eq!(keyring.secret(), None);
    person.login();
    let key = keyring.secret().unwrap();
    assert_eq!(key.len(), 32);

    let secrets = Secrets::of(&person.provider);
    assert!(secrets.count() > 0);
    assert_eq!(secrets.found_under(person.home.path()), []);
    for file in files_under(person.home.path()) {
        let content = fs::read(&file).unwrap();
        assert!(!content.windows(key.len()).any(|part| part == key), "the key is in {}", file.display());
    }
    let [session] = person.home.session_files().try_into().unwrap();
    assert_eq!(mode(&session), 0o600);
    assert!(!person.home.path().join("cdf-signin/vault.key").exists());

    person.add_profile("south");
    person.does("login south");
    assert_eq!(keyring.secret(), Some(key), "one key for all profiles");
}

#[test]
fn a_keyring_that_starts_anew_still_has_the_key() {
    let (person, mut keyring) = person_with_keyring();
    person.login();
    let token = person.token();
    keyring.begin();
    assert_eq!(person.token(), token);
}

#[test]
fn first_sign_ins_at_once_make_one_key() {
    let (person, keyring) = person_with_keyring();
    let names: Vec<String> = (0..6).map(|number| format!("plant-{number}")).collect();
    for name in &names {
        person.add_profile(name);
    }
    let all: Vec<Running> = names.iter().map(|name| person.cli(&format!("login {name}")).start()).collect();
    all_done(all);
    assert_eq!(keyring.secret().unwrap().len(), 32);
    for name in &names {
        assert_eq!(person.status_of(name)["state"], "signed_in", "{name}");
    }
}
