use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretSlice};

use crate::files;
use crate::ports::{KeyStore, KeyStoreError};

/// The vault's key in a 0600 file: for machines without a keyring, chosen on purpose with `CDF_SIGNIN_VAULT=file`.
#[derive(Debug)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The key in that file; it is made at the first sign-in.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }
}

impl KeyStore for KeyFile {
    fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError> {
        match fs::read(&self.0) {
            Ok(key) => Ok(Some(key.into())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(KeyStoreError::Failing(format!("{}: {error}", self.0.display()))),
        }
    }

    fn write(&self, key: &SecretSlice<u8>) -> Result<(), KeyStoreError> {
        files::replace(&self.0, key.expose_secret())
            .map_err(|error| KeyStoreError::Failing(format!("{}: {error}", self.0.display())))
    }
}
