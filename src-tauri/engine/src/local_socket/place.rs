//! Where the socket is, and whose files it stands for.

use std::fs;
use std::path::{Path, PathBuf};

use super::ask::Home;
use crate::places::Places;
use crate::vault::VaultKind;

impl Home {
    /// This process's own.
    pub fn of(places: &Places, vault: VaultKind) -> Self {
        let profiles = places.profiles_file();
        let folder = profiles.parent().map(canonical).unwrap_or_default();
        Self {
            profiles: folder.join(profiles.file_name().unwrap_or_default()),
            sessions: canonical(&places.sessions_dir()),
            vault: vault.as_str().to_owned(),
        }
    }
}

/// One spelling for one folder, as far as it is there.
fn canonical(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    fs::canonicalize(&whole).unwrap_or(whole)
}
