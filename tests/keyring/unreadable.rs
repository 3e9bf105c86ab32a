//! Sessions that do not open.

use std::fs;
use std::path::PathBuf;

use cdf_signin_tests::Person;
use cdf_signin_tests::secrets::files_under;

use super::person_with_keyring;

fn session(person: &Person) -> PathBuf {
    let [session] = person.home.session_files().try_into().unwrap();
    session
}

fn set_aside(person: &Person) -> Vec<PathBuf> {
    let files = files_under(&person.home.path().join("cdf-signin/sessions"));
    files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "unreadable")).collect()
}

fn is_said_to_be_corrupt(person: &Person) {
    let error = person.cli("token north --json").run().failed(8, "vault_corrupt");
    assert!(error["hint"].as_str().unwrap().contains("not deleted"), "{error}");
    let status = person.status();
    assert_eq!(
        (status["state"].as_str(), status["last_error"]["code"].as_str()),
        (Some("needs_sign_in"), Some("vault_corrupt"))
    );
}

#[test]
fn a_session_with_one_bit_changed_anywhere_does_not_open() {
    let (person, _keyring) = person_with_keyring();
    person.login();
    let file = session(&person);
    let good = fs::read(&file).unwrap();
    for place in [0, 5, 20, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[place] ^= 1;
        fs::write(&file, &bad).unwrap();
        is_said_to_be_corrupt(&person);
    }
    for length in [0, 1, 16, good.len() - 1] {
        fs::write(&file, &good[..length]).unwrap();
        is_said_to_be_corrupt(&person);
    }
    fs::write(&file, &good).unwrap();
    assert_eq!(person.state(), "signed_in", "reading it deleted nothing");
}

#[test]
fn a_new_sign_in_sets_the_unreadable_one_aside() {
    let (person, _keyring) = person_with_keyring();
    person.login();
    fs::write(session(&person), b"not a session").unwrap();
    is_said_to_be_corrupt(&person);
    person.login();
    assert_eq!(person.state(), "signed_in");
    let [aside] = set_aside(&person).try_into().unwrap();
    assert_eq!(fs::read(aside).unwrap(), b"not a session");
}

#[test]
fn signing_out_works_on_an_unreadable_session() {
    let (person, _keyring) = person_with_keyring();
    person.login();
    fs::write(session(&person), b"not a session").unwrap();
    person.does("logout north");
    assert!(person.home.session_files().is_empty());
    assert_eq!(person.state(), "signed_out");
}

#[test]
fn one_profiles_session_is_worth_nothing_in_anothers_place() {
    let (person, _keyring) = person_with_keyring();
    person.login();
    let norths = session(&person);
    let stolen = fs::read(&norths).unwrap();
    person.does("logout north");
    person.add_profile("south");
    person.does("login south");
    fs::write(session(&person), stolen).unwrap();
    person.cli("token south --json").run().failed(8, "vault_corrupt");
}

#[test]
fn a_session_of_another_keyring_does_not_open_and_is_not_lost() {
    let (person, mut keyring) = person_with_keyring();
    person.login();
    let kept = fs::read(session(&person)).unwrap();
    // The keyring is made anew, as when a password was reset by an administrator.
    keyring.end();
    fs::remove_dir_all(person.home.path().join(".local/share/keyrings")).unwrap();
    keyring.begin();
    is_said_to_be_corrupt(&person);
    person.login();
    assert_eq!(person.state(), "signed_in");
    let [aside] = set_aside(&person).try_into().unwrap();
    assert_eq!(fs::read(aside).unwrap(), kept);
}
