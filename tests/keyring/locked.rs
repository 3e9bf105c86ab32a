//! A keyring that is there and gives nothing: said at once, nothing deleted, and good again once it opens.

use cdf_signin_tests::keyring::Keyring;
use cdf_signin_tests::{Home, Person, Provider};

use super::person_with_keyring;

/// Whatever needs the key says that the keyring is locked; what needs none works.
fn everything_says_locked(person: &Person) {
    for command in ["token north", "token north --no-refresh", "login north", "profile rename north plant"] {
        let error = person.cli(&format!("{command} --json")).run().failed(8, "vault_locked");
        assert!(error["hint"].as_str().unwrap().contains("Unlock it"), "{command}: {error}");
    }
    let status = person.status();
    assert_eq!(status["last_error"]["code"], "vault_locked", "{status}");
    assert_eq!(person.home.session_files().len(), 1, "nothing was deleted");
    person.does("profile show north");
    person.does("profile edit north --label Plant");
}

#[test]
fn a_locked_keyring_deletes_nothing_and_works_again_once_unlocked() {
    let (person, mut keyring) = person_with_keyring();
    person.login();
    let token = person.token();
    keyring.lock();
    everything_says_locked(&person);
    assert_eq!(person.provider.requests_to("authorize").len(), 1, "nobody was sent to a browser in vain");
    keyring.begin();
    assert_eq!(person.token(), token);
    let _ = person.refreshed_token().run().done();
}

#[test]
fn a_keyring_that_answers_nothing_counts_as_locked() {
    let (person, keyring) = person_with_keyring();
    person.login();
    let token = person.token();
    // As behind a prompt that the person does not see: the call stays open.
    keyring.freeze();
    everything_says_locked(&person);
    keyring.thaw();
    assert_eq!(person.token(), token);
}

#[test]
fn signing_out_needs_no_key() {
    let (person, keyring) = person_with_keyring();
    person.login();
    keyring.lock();
    person.does("logout north");
    assert!(person.home.session_files().is_empty());
    keyring.freeze();
    person.does("logout --all");
}

#[test]
fn a_keyring_that_is_locked_at_the_first_sign_in_is_said_before_the_browser_opens() {
    let (person, keyring) = person_with_keyring();
    keyring.lock();
    person.cli("login north --json").run().failed(8, "vault_locked");
    assert!(person.provider.requests_to("authorize").is_empty());
    assert!(person.home.pages().is_empty());
}

#[test]
fn a_keyring_that_nobody_has_set_up_is_said_too() {
    let mut home = Home::new();
    let _keyring = Keyring::never_set_up(&mut home);
    let person = Person::living_in(home, Provider::start());
    assert_eq!(person.state(), "signed_out");
    person.cli("token north --json").run().failed(4, "sign_in_required");
    person.cli("login north --json").run().failed(8, "vault_locked");
    assert!(person.provider.requests_to("authorize").is_empty());
}
