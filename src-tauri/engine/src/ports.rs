//! What the engine asks of the machine it runs on. Each has a real answer in `adapters/` and another in tests.

use std::time::Duration;

use oauth2::url::Url;
use secrecy::SecretSlice;

use crate::clock::Moment;
use crate::freshness::{News, Trouble};
use crate::session::Standing;

/// Shows an address to the person.
pub trait Browser: Send + Sync {
    /// Opens the address, with the given command instead of the system's browser if there is one. Returns at once.
    ///
    /// `Ok` says that something was started, not that a page is in sight.
    fn open(&self, address: &Url, command: Option<&str>) -> Result<(), BrowserError>;
}

/// No browser could be started.
#[derive(Debug, thiserror::Error)]
#[error("no browser could be opened: {0}")]
pub struct BrowserError(pub String);

/// Tells the time.
pub trait Clock: Send + Sync {
    /// This moment, on the wall clock and on a clock that counts sleep.
    fn now(&self) -> Moment;
}

/// Keeps the one key that sessions are sealed with. Calls may block (a keyring may ask the person).
pub trait KeyStore: Send + Sync {
    /// The key, or `None` when this store has never held one.
    fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError>;

    /// Stores the key.
    fn write(&self, key: &SecretSlice<u8>) -> Result<(), KeyStoreError>;
}

/// Why a key store gave no answer. Three different cases for the person, and none of them a reason to delete anything.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KeyStoreError {
    /// It is there, and closed.
    #[error("the system's keyring is locked")]
    Locked,
    /// There is none on this machine, or in this session.
    #[error("there is no system keyring here ({0})")]
    Absent(String),
    /// It is there, and does not work.
    #[error("the system's keyring failed ({0})")]
    Failing(String),
}

/// Hears of changes, so that a host can show them.
pub trait Events: Send + Sync {
    /// The state of that profile's session may have changed.
    fn session_changed(&self, profile: &str);

    /// `profiles.toml` or any session is not what it was when the keeper of this process last looked, whoever changed it.
    fn files_changed(&self) {}

    /// The keeper of this process has something to say.
    fn news(&self, _news: &News) {}
}

/// For hosts that ask instead of listening.
#[derive(Debug, Clone, Copy)]
pub struct NoEvents;

impl Events for NoEvents {
    fn session_changed(&self, _profile: &str) {}
}

/// The sessions that a keeper keeps fresh.
pub trait Renewals: Send + Sync + 'static {
    /// All sessions there are, if anything has changed since the last look.
    fn look(&self) -> impl Future<Output = Option<Vec<Standing>>> + Send;

    /// Renews that profile's session if its record is still the one of that serial, and answers with how it stands then.
    fn renew(&self, profile: &str, serial: u64) -> impl Future<Output = Result<Standing, Trouble>> + Send;

    /// Until it is worth looking again at once.
    fn changed(&self) -> impl Future<Output = ()> + Send;
}

/// How long a call to a key store may take before the app goes on without it.
pub const KEY_STORE_PATIENCE: Duration = Duration::from_secs(3);
