//! The vault against a real gnome-keyring in a session bus of each test's own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod absent;
mod kept;
mod locked;
mod other_vaults;
mod unreadable;

use cdf_signin_tests::keyring::Keyring;
use cdf_signin_tests::{Home, Person, Provider};

/// A person at a desktop whose keyring is unlocked.
fn person_with_keyring() -> (Person, Keyring) {
    let provider = Provider::start();
    let mut home = Home::new();
    let keyring = Keyring::unlocked(&mut home);
    (Person::living_in(home, provider), keyring)
}
