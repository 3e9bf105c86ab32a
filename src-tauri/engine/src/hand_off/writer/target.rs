use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;

use crate::files;
use crate::hand_off::HandOffError;

/// A place that a token may be written to: a plain file of this person's, or nothing yet.
pub(super) struct Target {
    path: PathBuf,
    exists: bool,
}

impl Target {
    /// Looks at the place without following a link: a link may lead where nobody meant a token to go.
    pub(super) fn examine(path: &Path) -> Result<Self, HandOffError> {
        let refused = |reason: &str| HandOffError::Refused { path: path.to_path_buf(), reason: reason.to_owned() };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.file_name().is_none() {
            return Err(refused("it names no file"));
        }
        if !folder.is_dir() {
            return Err(refused("its folder is not there"));
        }
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self { path: path.to_path_buf(), exists: false }),
            Err(error) => Err(HandOffError::io(path, &error)),
            Ok(found) if found.is_symlink() => Err(refused("it is a symbolic link")),
            Ok(found) if found.is_dir() => Err(refused("it is a folder")),
            Ok(found) if !found.is_file() => Err(refused("it is not a plain file")),
            Ok(found) if !is_own(&found) => Err(refused("it belongs to somebody else")),
            Ok(_) => Ok(Self { path: path.to_path_buf(), exists: true }),
        }
    }

    /// What the file says now.
    pub(super) fn read_text(&self) -> Result<Option<Zeroizing<String>>, HandOffError> {
        if !self.exists {
            return Ok(None);
        }
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Err(HandOffError::NotOurs { path: self.path.clone() })
            }
            Err(error) => Err(HandOffError::io(&self.path, &error)),
        }
    }

    /// Puts the new content in the old one's place. A link that was put there since is replaced, not followed.
    pub(super) fn replace(&self, content: &[u8]) -> Result<(), HandOffError> {
        files::replace_exactly(&self.path, content).map_err(|error: io::Error| HandOffError::io(&self.path, &error))
    }
}

#[cfg(unix)]
fn is_own(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.uid() == rustix::process::geteuid().as_raw()
}

/// On Windows the folder's access list decides, and a file one may not replace fails when it is replaced.
#[cfg(not(unix))]
fn is_own(_found: &fs::Metadata) -> bool {
    true
}
