//! What files for other tools said before the app wrote them, sealed: it may be a token or a password.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::zeroize::Zeroizing;
use sha2::{Digest as _, Sha256};

use super::{Kept, Vault, VaultError, failed, file_stem};

const EXTENSION: &str = "undo";

/// Whoever wants a text back wants it soon.
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

impl Vault {
    /// What is kept for the file of that whole path, and for which profile's sake.
    pub async fn undo(&self, path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match self.undo_files(&start(path)).pop() {
            Some(file) => self.open_sealed(&owner(path), file).await,
            None => Ok(self.memory().get(&owner(path)).cloned()),
        }
    }

    /// Keeps that for the file, in the place of what was kept for it. What is a day old goes.
    pub async fn keep_undo(&self, profile: &str, path: &Path, content: Zeroizing<Vec<u8>>) -> Result<Kept, VaultError> {
        let file = self.folder.join(format!("{}{}.{EXTENSION}", start(path), file_stem(profile)));
        let kept = self.write_sealed(&owner(path), &file, content).await?;
        let others = self.undo_files("").into_iter().filter(|other| *other != file);
        let now = fs::metadata(&file).and_then(|found| found.modified()).ok();
        for other in others {
            let then = fs::metadata(&other).and_then(|found| found.modified()).ok();
            let age = now.zip(then).and_then(|(now, then)| now.duration_since(then).ok());
            let is_of_this_file = name_of(&other).starts_with(&start(path));
            if is_of_this_file || age.is_some_and(|age| age >= KEPT_FOR) {
                remove(&other)?;
            }
        }
        Ok(kept)
    }

    /// Forgets what is kept for the file. Needs no key.
    pub fn forget_undo(&self, path: &Path) -> Result<(), VaultError> {
        self.memory().remove(&owner(path));
        self.undo_files(&start(path)).iter().try_for_each(|file| remove(file))
    }

    /// Forgets what is kept of a profile's files. Needs no key. In memory it is all files': whose they were is sealed.
    pub fn forget_undos_of(&self, profile: &str) -> Result<(), VaultError> {
        self.memory().retain(|owner, _| !owner.starts_with(OWNER));
        let end = format!("~-{}.{EXTENSION}", file_stem(profile));
        self.undo_files("").iter().filter(|file| name_of(file).ends_with(&end)).try_for_each(|file| remove(file))
    }

    fn undo_files(&self, start: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let files = entries.flatten().map(|entry| entry.path());
        files
            .filter(|file| file.extension().is_some_and(|kind| kind == EXTENSION) && name_of(file).starts_with(start))
            .collect()
    }
}

/// Before a path: no profile's name has a NUL, so that this passes for no session and no secret.
const OWNER: &str = "undo\0";

fn owner(path: &Path) -> String {
    format!("{OWNER}{}", path.display())
}

/// How the names of the sealed files for a path begin. A tilde cannot be in a profile's name.
fn start(path: &Path) -> String {
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hash.first_chunk().map_or_else(String::new, |start| format!("{:016x}~-", u64::from_be_bytes(*start)))
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn remove(file: &Path) -> Result<(), VaultError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(file, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::places::Places;
    use crate::testing::FakeKeys;

    fn content(text: &str) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(text.as_bytes().to_vec())
    }

    async fn kept(vault: &Vault, path: &str) -> Option<String> {
        let kept = vault.undo(Path::new(path)).await.unwrap();
        kept.map(|content| String::from_utf8(content.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn one_text_a_file_is_kept_sealed_and_forgotten_with_its_profile() {
        let home = tempfile::tempdir().unwrap();
        for keys in [Some(Arc::new(FakeKeys::default()) as _), None] {
            let vault = Vault::with_keys(&Places::under(home.path()), keys);
            assert_eq!(kept(&vault, "/a").await, None);
            vault.keep_undo("north", Path::new("/a"), content("first")).await.unwrap();
            vault.keep_undo("south", Path::new("/a"), content("pass-word")).await.unwrap();
            vault.keep_undo("north", Path::new("/b"), content("other")).await.unwrap();
            assert_eq!(kept(&vault, "/a").await.as_deref(), Some("pass-word"));
            for file in vault.undo_files("") {
                assert!(!String::from_utf8_lossy(&fs::read(file).unwrap()).contains("pass-word"));
            }
            vault.forget_undos_of("north").unwrap();
            assert_eq!(kept(&vault, "/b").await, None);
            vault.forget_undo(Path::new("/a")).unwrap();
            assert_eq!((kept(&vault, "/a").await, vault.undo_files("").len()), (None, 0));
        }
    }

    #[tokio::test]
    async fn a_profile_whose_name_ends_as_another_keeps_its_own() {
        let home = tempfile::tempdir().unwrap();
        let vault = Vault::with_keys(&Places::under(home.path()), Some(Arc::new(FakeKeys::default())));
        vault.keep_undo("far-north", Path::new("/a"), content("kept")).await.unwrap();
        vault.forget_undos_of("north").unwrap();
        assert_eq!(kept(&vault, "/a").await.as_deref(), Some("kept"));
    }

    #[tokio::test]
    async fn after_a_day_it_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let vault = Vault::with_keys(&Places::under(home.path()), Some(Arc::new(FakeKeys::default())));
        vault.keep_undo("north", Path::new("/a"), content("old")).await.unwrap();
        let file = vault.undo_files("").pop().unwrap();
        let file = fs::File::options().write(true).open(file).unwrap();
        file.set_modified(file.metadata().unwrap().modified().unwrap() - KEPT_FOR).unwrap();
        vault.keep_undo("north", Path::new("/b"), content("new")).await.unwrap();
        assert_eq!((kept(&vault, "/a").await, kept(&vault, "/b").await.as_deref()), (None, Some("new")));
    }
}
