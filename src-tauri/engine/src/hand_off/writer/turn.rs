use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::files::FileLock;
use crate::hand_off::HandOffError;
use crate::places::Places;

/// The right to change one file: while it lasts no other process of this home changes it, so that two profiles that are
/// written to one `.env` lose nothing. The system takes it from a killed process.
pub(crate) struct Turn {
    /// In the names of temporary files, so that what a killed process left is known for this home's and this file's.
    pub(super) mark: String,
    _held: FileLock,
}

impl Turn {
    /// Waits for it without holding up the thread.
    pub(crate) async fn at(places: &Places, path: &Path) -> Result<Self, HandOffError> {
        let (mark, lock) = names(places, path);
        let held = FileLock::acquire(&lock).await.map_err(|error| trouble(path, &lock, &error))?;
        Ok(Self { mark, _held: held })
    }

    /// Waits for it on this thread.
    pub(crate) fn wait(places: &Places, path: &Path) -> Result<Self, HandOffError> {
        let (mark, lock) = names(places, path);
        let held = FileLock::wait(&lock).map_err(|error| trouble(path, &lock, &error))?;
        Ok(Self { mark, _held: held })
    }
}

/// The lock is not beside the file: nothing but the file itself appears in a person's folder, and a folder that cannot be
/// written to is found out in words of its own.
fn names(places: &Places, path: &Path) -> (String, PathBuf) {
    // File systems that do not tell capital letters from small ones exist everywhere; two files that share a lock only wait.
    let name = whole(path).to_string_lossy().to_lowercase();
    let home = fs::canonicalize(places.state_dir()).unwrap_or_else(|_| places.state_dir().to_path_buf());
    let mark = short_hash(&format!("{}\0{name}", home.display()));
    (format!("{mark}-"), places.hand_off_lock(&short_hash(&name)))
}

/// The file's one path, however it was named: its folder's own, and its name.
pub(crate) fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    folder.zip(path.file_name()).map_or_else(|| path.clone(), |(folder, name)| folder.join(name))
}

/// Enough to keep the files of one person apart.
fn short_hash(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.first_chunk().map_or_else(String::new, |start| format!("{:016x}", u64::from_be_bytes(*start)))
}

fn trouble(path: &Path, lock: &Path, error: &io::Error) -> HandOffError {
    HandOffError::Io {
        path: path.to_path_buf(),
        reason: format!("its lock {} could not be used: {error}", lock.display()),
        hint: "Check that the app's own folder is yours to write to.".into(),
    }
}
