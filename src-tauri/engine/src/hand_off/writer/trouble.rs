//! Why a file cannot be written, in words, and what helps.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::hand_off::HandOffError;

/// A file, or a place, that the app does not write to.
pub(super) fn refused(path: &Path, reason: &str, hint: &str) -> HandOffError {
    HandOffError::Refused { path: path.to_path_buf(), reason: reason.to_owned(), hint: hint.to_owned() }
}

/// Somebody else writes to it all the time.
pub(super) fn keeps_changing(path: &Path) -> HandOffError {
    refused(path, "another program keeps changing it", "Write it again when the other program is done.")
}

/// What the system said.
pub(super) fn io(path: &Path, error: &Error) -> HandOffError {
    let (reason, hint) = words(error)
        .unwrap_or(("", "Check that the folder is there and yours to write to, and that the drive is in order."));
    let reason = if reason.is_empty() { error.to_string() } else { reason.to_owned() };
    HandOffError::Io { path: path.to_path_buf(), reason, hint: hint.to_owned() }
}

fn words(error: &Error) -> Option<(&'static str, &'static str)> {
    const DRIVE: &str = "Check the drive and its connection, then write it again.";
    Some(match error.kind() {
        ErrorKind::PermissionDenied => (
            "you may not write in its folder, or the file is locked",
            "Choose a folder of your own, or make this one writable.",
        ),
        ErrorKind::ReadOnlyFilesystem => ("its drive is read-only", "Choose a place on another drive."),
        ErrorKind::StorageFull => ("its drive is full", "Free some space, then write it again."),
        ErrorKind::QuotaExceeded => ("your quota on its drive is used up", "Free some space, then write it again."),
        ErrorKind::FileTooLarge => ("it would be larger than is allowed here", "Choose another file."),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::TimedOut => ("its network drive cannot be reached", DRIVE),
        ErrorKind::NotFound => ("its folder is not there any more", "Choose a folder that is there."),
        ErrorKind::InvalidFilename => ("its name is too long, or not allowed on this drive", "Choose a shorter name."),
        // A file that a container was given alone cannot be replaced, only its folder's entries can.
        ErrorKind::ResourceBusy => (
            "it is mounted by itself, or another program holds it",
            "Close the program. In a container, mount the folder instead of the file.",
        ),
        _ if is_drive_failure(error) => ("its drive failed", DRIVE),
        _ => return None,
    })
}

/// `EIO` has no kind of its own.
#[cfg(unix)]
fn is_drive_failure(error: &Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
}

#[cfg(not(unix))]
fn is_drive_failure(_error: &Error) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    #[test]
    fn every_trouble_of_a_drive_has_words_and_a_step() {
        let troubles = [
            Errno::ACCESS,
            Errno::PERM,
            Errno::ROFS,
            Errno::NOSPC,
            Errno::DQUOT,
            Errno::FBIG,
            Errno::IO,
            Errno::STALE,
            Errno::HOSTUNREACH,
            Errno::TIMEDOUT,
            Errno::NAMETOOLONG,
            Errno::BUSY,
        ];
        for errno in troubles {
            let error = Error::from_raw_os_error(errno.raw_os_error());
            let HandOffError::Io { reason, hint, .. } = io(Path::new("a"), &error) else { panic!() };
            assert!(!reason.contains("os error") && hint.ends_with('.'), "{errno:?}: {reason} {hint}");
        }
    }
}
