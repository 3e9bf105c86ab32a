use std::sync::{Arc, Mutex, PoisonError};

use keyring::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret as _, SecretSlice};

use crate::ports::{KeyStore, KeyStoreError};

const SERVICE: &str = "CDF Sign-in";
const USER: &str = "vault key";

/// The system's keyring: Secret Service, Keychain or Windows Credential Manager.
///
/// The connection is made at the first call and, if that fails, again at the next: a keyring may come up later
/// than the app.
#[derive(Default)]
pub struct OsKeyring {
    store: Mutex<Option<Arc<CredentialStore>>>,
}

impl OsKeyring {
    fn entry(&self) -> Result<Entry, KeyStoreError> {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let store = match store.as_ref() {
            Some(store) => store.clone(),
            None => store.insert(connect()?).clone(),
        };
        store.build(SERVICE, USER, None).map_err(|error| explain(&error))
    }

    /// Forgets the connection when the other end is gone, so that the next call makes a new one.
    fn noticed<T>(&self, answer: Result<T, Error>) -> Result<T, KeyStoreError> {
        answer.map_err(|error| {
            if matches!(error, Error::PlatformFailure(_)) {
                *self.store.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            explain(&error)
        })
    }
}

impl KeyStore for OsKeyring {
    fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError> {
        match self.entry()?.get_secret() {
            Ok(key) => Ok(Some(key.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => self.noticed(Err(error)),
        }
    }

    fn write(&self, key: &SecretSlice<u8>) -> Result<(), KeyStoreError> {
        let answer = self.entry()?.set_secret(key.expose_secret());
        self.noticed(answer)
    }
}

#[cfg(target_os = "linux")]
fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = zbus_secret_service_keyring_store::Store::new();
    store.map(|store| store as Arc<CredentialStore>).map_err(|error| absent(&error))
}

#[cfg(target_os = "macos")]
fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = apple_native_keyring_store::keychain::Store::new();
    store.map(|store| store as Arc<CredentialStore>).map_err(|error| absent(&error))
}

#[cfg(windows)]
fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    let store = windows_native_keyring_store::Store::new();
    store.map(|store| store as Arc<CredentialStore>).map_err(|error| absent(&error))
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn connect() -> Result<Arc<CredentialStore>, KeyStoreError> {
    Err(KeyStoreError::Absent("this system has none that the app knows".into()))
}

/// No connection at all: no session bus, or nobody answers there for the keyring.
fn absent(error: &Error) -> KeyStoreError {
    KeyStoreError::Absent(told(error))
}

fn explain(error: &Error) -> KeyStoreError {
    match error {
        Error::NoStorageAccess(_) => KeyStoreError::Locked,
        Error::NoDefaultStore => KeyStoreError::Absent(told(error)),
        other => KeyStoreError::Failing(told(other)),
    }
}

/// The error in words, without the variants whose texts carry the stored bytes.
fn told(error: &Error) -> String {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "the stored key is malformed".into(),
        Error::Ambiguous(entries) => format!("{} entries have the same name", entries.len()),
        other => other.to_string(),
    }
}
