//! The vault: sessions sealed in files, under one key that a key store holds.

mod key;
mod seal;
mod secrets;
mod undo;

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::zeroize::Zeroizing;
use sha2::{Digest as _, Sha256};

pub use seal::Broken;
pub use secrets::SecretKind;

use crate::adapters::{KeyFile, OsKeyring};
use crate::files;
use crate::places::Places;
use crate::ports::{KeyStore, KeyStoreError};

/// Where the vault's key is kept, as chosen by `CDF_SIGNIN_VAULT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VaultKind {
    /// The system's keyring.
    #[default]
    Keyring,
    /// A 0600 file.
    File,
    /// Nothing outlives the process.
    Memory,
}

impl VaultKind {
    /// Its word in `CDF_SIGNIN_VAULT`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::File => "file",
            Self::Memory => "memory",
        }
    }

    /// The choice in `CDF_SIGNIN_VAULT`; an unknown word is answered with itself.
    pub fn from_environment() -> Result<Self, String> {
        match std::env::var("CDF_SIGNIN_VAULT").as_deref().map(str::trim) {
            Err(_) | Ok("" | "keyring") => Ok(Self::Keyring),
            Ok("file") => Ok(Self::File),
            Ok("memory") => Ok(Self::Memory),
            Ok(other) => Err(other.to_owned()),
        }
    }
}

/// Why a session could not be read or kept. Nothing is deleted in any of these cases.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum VaultError {
    #[error(transparent)]
    Key(#[from] KeyStoreError),
    #[error("the stored sign-in in {path} does not open: {reason}")]
    Unreadable { path: PathBuf, reason: Broken },
    #[error("{path} could not be used: {message}")]
    File { path: PathBuf, message: String },
}

impl VaultError {
    /// It is there and does not open, and never will with the key of now.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable { reason: Broken::OtherKey | Broken::Damaged, .. })
    }
}

/// Whether what was written outlives the process.
#[derive(Debug, Clone)]
pub enum Kept {
    /// In a sealed file.
    OnDisk,
    /// Until the process ends, as chosen.
    InMemory,
    /// Until the process ends, because the key store gave no key.
    InMemoryBecause(KeyStoreError),
}

/// Sealed sessions and secrets by profile.
pub struct Vault {
    kind: VaultKind,
    folder: PathBuf,
    keys: Option<key::KeyRing>,
    memory: Mutex<HashMap<String, Zeroizing<Vec<u8>>>>,
}

impl Vault {
    /// The vault of that installation.
    pub fn open(places: &Places, kind: VaultKind) -> Self {
        let keys: Option<Arc<dyn KeyStore>> = match kind {
            VaultKind::Keyring => Some(Arc::new(OsKeyring::default())),
            VaultKind::File => Some(Arc::new(KeyFile::new(places.key_file()))),
            VaultKind::Memory => None,
        };
        Self { kind, ..Self::with_keys(places, keys) }
    }

    /// A vault whose key comes from that store; without one nothing outlives the process.
    pub fn with_keys(places: &Places, keys: Option<Arc<dyn KeyStore>>) -> Self {
        let folder = places.sessions_dir();
        let lock = folder.join("key.lock");
        let kind = if keys.is_some() { VaultKind::Keyring } else { VaultKind::Memory };
        Self { kind, folder, keys: keys.map(|store| key::KeyRing::new(store, lock)), memory: Mutex::default() }
    }

    /// Where its key is kept.
    pub fn kind(&self) -> VaultKind {
        self.kind
    }

    /// Where the sealed files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether sessions can be kept: seals, writes, reads and opens something that is nobody's session. It is gone
    /// afterwards.
    pub async fn probe(&self) -> Result<(), VaultError> {
        const OWNER: &str = "(a check)";
        let Some(keys) = &self.keys else { return Ok(()) };
        let key = keys.existing_or_new().await?;
        let failed = |error: io::Error| failed(&self.folder, &error);
        files::make_private_dir(&self.folder).map_err(failed)?;
        let mut file =
            tempfile::Builder::new().prefix(".cdf-signin-check-").tempfile_in(&self.folder).map_err(failed)?;
        let content = b"written by a check";
        file.write_all(&seal::seal(&key, OWNER, content)).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        let sealed = fs::read(file.path()).map_err(failed)?;
        let unreadable = |reason| VaultError::Unreadable { path: file.path().to_path_buf(), reason };
        let opened = seal::open(&key, OWNER, &sealed).map_err(unreadable)?;
        if opened.as_slice() == content { Ok(()) } else { Err(unreadable(Broken::OtherKey)) }
    }

    /// Makes sure of a key, so that a locked store is noticed before a person is sent to their browser. Reading alone
    /// would not do: a locked gnome-keyring says of a key that it never held that there is none.
    pub async fn ready(&self) -> Result<(), KeyStoreError> {
        match &self.keys {
            Some(keys) => keys.existing_or_new().await.map(drop),
            None => Ok(()),
        }
    }

    /// The session that was last written for that profile.
    pub async fn read(&self, profile: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.open_sealed(profile, self.file(profile)).await
    }

    async fn open_sealed(&self, owner: &str, path: PathBuf) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        if let Some(content) = self.memory().get(owner) {
            return Ok(Some(content.clone()));
        }
        let Some(keys) = &self.keys else { return Ok(None) };
        let sealed = match fs::read(&path) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, &error)),
        };
        let unreadable = |reason| VaultError::Unreadable { path: path.clone(), reason };
        let key = keys.existing().await?.ok_or_else(|| unreadable(Broken::OtherKey))?;
        seal::open(&key, owner, &sealed).map(Some).map_err(unreadable)
    }

    /// Keeps a session for that profile; on disk before it returns, unless the key store gives no key.
    pub async fn write(&self, profile: &str, content: Zeroizing<Vec<u8>>) -> Result<Kept, VaultError> {
        self.write_sealed(profile, &self.file(profile), content).await
    }

    async fn write_sealed(&self, owner: &str, path: &Path, content: Zeroizing<Vec<u8>>) -> Result<Kept, VaultError> {
        let Some(keys) = &self.keys else {
            self.memory().insert(owner.to_owned(), content);
            return Ok(Kept::InMemory);
        };
        match keys.existing_or_new().await {
            Ok(key) => {
                set_aside_if_unreadable(path, owner, &key)?;
                files::replace(path, &seal::seal(&key, owner, &content)).map_err(|error| failed(path, &error))?;
                self.memory().remove(owner);
                Ok(Kept::OnDisk)
            }
            Err(error) => {
                tracing::warn!(owner = owner.replace('\0', ": "), %error, "this is kept in memory alone");
                self.memory().insert(owner.to_owned(), content);
                Ok(Kept::InMemoryBecause(error))
            }
        }
    }

    /// Whether that profile's session ends with this process.
    pub fn is_in_memory(&self, profile: &str) -> bool {
        self.memory().contains_key(profile)
    }

    /// Forgets that profile's session. Needs no key, so it works on a locked or unreadable store too.
    pub fn remove(&self, profile: &str) -> Result<(), VaultError> {
        self.remove_sealed(profile, &self.file(profile))
    }

    fn remove_sealed(&self, owner: &str, path: &Path) -> Result<(), VaultError> {
        self.memory().remove(owner);
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path, &error)),
            _ => Ok(()),
        }
    }

    /// The lock to hold while that profile's session is refreshed or replaced.
    pub fn lock_file(&self, profile: &str) -> PathBuf {
        self.folder.join(format!("{}.lock", file_stem(profile)))
    }

    /// Whether reading a sealed session would ask no key store.
    pub(crate) fn has_key(&self) -> bool {
        self.keys.as_ref().is_none_or(key::KeyRing::is_known)
    }

    /// The lock to hold while that profile's files for other tools are written.
    pub(crate) fn hand_off_lock_file(&self, profile: &str) -> PathBuf {
        self.folder.join(format!("{}.files.lock", file_stem(profile)))
    }

    /// The sealed session.
    pub(crate) fn file(&self, profile: &str) -> PathBuf {
        self.folder.join(format!("{}.session", file_stem(profile)))
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, HashMap<String, Zeroizing<Vec<u8>>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What this key does not open may still be somebody's (a keyring restored later): it is moved aside, never overwritten.
fn set_aside_if_unreadable(path: &Path, owner: &str, key: &seal::Key) -> Result<(), VaultError> {
    let Ok(sealed) = fs::read(path) else { return Ok(()) };
    if seal::open(key, owner, &sealed).is_ok() {
        return Ok(());
    }
    tracing::warn!(owner = owner.replace('\0', ": "), "what does not open is set aside");
    let aside = match path.extension() {
        Some(kind) if kind != "session" => path.with_extension(format!("{}.unreadable", kind.display())),
        _ => path.with_extension("unreadable"),
    };
    fs::rename(path, aside).map_err(|error| failed(path, &error))
}

/// A profile's name as a file name. The hash keeps `CON`, `..` and names that differ only in case apart on every
/// file system.
fn file_stem(profile: &str) -> String {
    let hash = Sha256::digest(profile.as_bytes());
    format!("{}-{:02x}{:02x}{:02x}{:02x}", profile.to_ascii_lowercase(), hash[0], hash[1], hash[2], hash[3])
}

fn failed(path: &Path, error: &io::Error) -> VaultError {
    VaultError::File { path: path.to_path_buf(), message: error.to_string() }
}
