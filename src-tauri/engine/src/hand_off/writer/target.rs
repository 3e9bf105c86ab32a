use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::SystemTime;

use secrecy::zeroize::Zeroizing;

use super::trouble::{io, refused};
use super::turn::Turn;
use crate::files::{self, Access, Prepared};
use crate::hand_off::HandOffError;

/// A file of settings has kilobytes. What is larger is something else, and would be held in memory several times.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

const CHOOSE: &str = "Choose a plain file of your own, in a folder that is there.";

/// A place that a token may be written to: a plain file of this person's, or nothing yet.
pub(super) struct Target<'a> {
    path: &'a Path,
    pub found: Option<Found>,
}

/// What is there.
pub(super) struct Found {
    identity: Identity,
    /// Others may read it.
    pub is_readable_by_others: bool,
    /// It has another name too, a hard link.
    pub has_other_names: bool,
    is_program: bool,
}

impl<'a> Target<'a> {
    /// Looks at the place without following a link: a link may lead where nobody meant a token to go.
    pub fn examine(path: &'a Path) -> Result<Self, HandOffError> {
        if path.file_name().is_none() {
            return Err(refused(path, "it names no file", CHOOSE));
        }
        if !files::folder_of(path).is_dir() {
            return Err(refused(path, "its folder is not there", CHOOSE));
        }
        let found = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(io(path, &error)),
            Ok(found) => {
                if let Some((reason, hint)) = objection(&found) {
                    return Err(refused(path, reason, hint));
                }
                Some(Found::of(&found))
            }
        };
        Ok(Self { path, found })
    }

    /// What the file says now; none if it is another file by now, and the place has to be examined again.
    pub fn read(&self) -> Result<Option<Zeroizing<String>>, HandOffError> {
        let Some(found) = &self.found else { return Ok(Some(Zeroizing::default())) };
        let mut file = match open(self.path) {
            Ok(file) => file,
            // A link has taken its place: what that is, the next look says.
            Err(_) if !self.is_as_found() => return Ok(None),
            Err(error) => return Err(unreadable(self.path, &error)),
        };
        let is_same = |file: &File| file.metadata().is_ok_and(|now| Identity::of(&now) == found.identity);
        if !is_same(&file) {
            return Ok(None);
        }
        // Room for all of it at once, so that no half-grown copy of a token is left behind in memory.
        let room = usize::try_from(found.identity.length).unwrap_or_default();
        let mut bytes = Zeroizing::new(Vec::with_capacity(room + 1));
        file.by_ref().take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| io(self.path, &error))?;
        if !is_same(&file) {
            return Ok(None);
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
            Err(_) => Err(refused(
                self.path,
                "it is not text in UTF-8",
                "Save it as UTF-8 in a text editor, or choose another file.",
            )),
        }
    }

    /// Whether the place is still as it was examined.
    fn is_as_found(&self) -> bool {
        let now = fs::symlink_metadata(self.path);
        match (&self.found, now) {
            (None, Err(error)) => error.kind() == ErrorKind::NotFound,
            (Some(found), Ok(now)) => now.is_file() && Identity::of(&now) == found.identity,
            _ => false,
        }
    }

    /// Puts the new content in the old one's place in one step, and says whether it is private there. None if the place has
    /// changed since it was examined: nothing is written then.
    pub fn replace(&self, content: &[u8], turn: &Turn) -> Result<Option<IsPrivate>, HandOffError> {
        let failed = |error: std::io::Error| io(self.path, &error);
        files::sweep_mark(self.path, &turn.mark);
        let access = match &self.found {
            Some(Found { is_program: true, .. }) => Access::OwnerOnlyAndRun,
            _ => Access::OwnerOnly,
        };
        let prepared = Prepared::write(self.path, content, &turn.mark, &access).map_err(failed)?;
        let is_private = IsPrivate(!is_open_to_others(&prepared.metadata().map_err(failed)?));
        if !self.is_as_found() {
            return Ok(None);
        }
        let put = if self.found.is_some() { prepared.put() } else { prepared.put_as_new() };
        match put {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            put => put.map(|()| Some(is_private)).map_err(failed),
        }
    }

    /// Removes the file; says whether it was as it was examined.
    pub fn remove(&self) -> Result<bool, HandOffError> {
        if !self.is_as_found() {
            return Ok(false);
        }
        fs::remove_file(self.path).map(|()| true).map_err(|error| io(self.path, &error))
    }
}

/// Some drives (FAT, a Windows drive in WSL) keep no permissions: there a new file is as open as any other.
#[derive(Clone, Copy)]
pub(super) struct IsPrivate(pub bool);

impl Found {
    fn of(found: &Metadata) -> Self {
        Self {
            identity: Identity::of(found),
            is_readable_by_others: is_open_to_others(found),
            has_other_names: has_other_names(found),
            is_program: is_program(found),
        }
    }
}

/// Tells a file from the one that an editor, or anybody, put in its place or wrote into it since.
#[derive(PartialEq, Eq)]
struct Identity {
    length: u64,
    modified: Option<SystemTime>,
    /// The device, the number on it, and the last change of any kind with its nanoseconds.
    number: (u64, u64, i64, i64),
}

impl Identity {
    fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt as _;
            (found.dev(), found.ino(), found.ctime(), found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let number = (0, 0, 0, 0);
        Self { length: found.len(), modified: found.modified().ok(), number }
    }
}

fn objection(found: &Metadata) -> Option<(&'static str, &'static str)> {
    const READ_ONLY: &str = "Make it writable if you want it written, or choose another file.";
    Some(match found {
        found if found.is_symlink() => ("it is a symbolic link", "Name the file that the link leads to, or another."),
        found if found.is_dir() => ("it is a folder", CHOOSE),
        found if !found.is_file() => ("it is not a plain file", CHOOSE),
        found if !is_own(found) => ("it belongs to somebody else", CHOOSE),
        // The folder alone decides whether it could be replaced; that its owner wants it unchanged is said by the file.
        found if is_read_only(found) => ("it is read-only", READ_ONLY),
        found if found.len() > MOST_BYTES => ("it has more than 8 MB, which no file of settings has", CHOOSE),
        _ => return None,
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> HandOffError {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            refused(path, "you may not read it", "Make it readable for yourself, or choose another file.")
        }
        _ => io(path, error),
    }
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;
    // A link or a pipe that was put there a moment ago is neither followed nor waited for.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    OpenOptions::new().read(true).custom_flags(i32::try_from(flags).unwrap_or_default()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(unix)]
mod system {
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt as _;

    pub fn is_own(found: &Metadata) -> bool {
        found.uid() == rustix::process::geteuid().as_raw()
    }

    pub fn is_read_only(found: &Metadata) -> bool {
        found.mode() & 0o200 == 0
    }

    pub fn is_open_to_others(found: &Metadata) -> bool {
        found.mode() & 0o077 != 0
    }

    pub fn has_other_names(found: &Metadata) -> bool {
        found.nlink() > 1
    }

    pub fn is_program(found: &Metadata) -> bool {
        found.mode() & 0o100 != 0
    }
}

/// On Windows the access list decides, which the new file has of its own; a file one may not replace fails when it is
/// replaced.
#[cfg(not(unix))]
mod system {
    use std::fs::Metadata;

    pub fn is_own(_found: &Metadata) -> bool {
        true
    }

    pub fn is_read_only(found: &Metadata) -> bool {
        found.permissions().readonly()
    }

    pub fn is_open_to_others(_found: &Metadata) -> bool {
        false
    }

    pub fn has_other_names(_found: &Metadata) -> bool {
        false
    }

    pub fn is_program(_found: &Metadata) -> bool {
        false
    }
}

use system::{has_other_names, is_open_to_others, is_own, is_program, is_read_only};
