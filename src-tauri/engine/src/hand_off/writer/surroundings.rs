//! Where a file is: in Git, in a folder that is copied elsewhere, on another computer.

use std::path::Path;

use super::git::{self, Standing};
use super::turn::whole;
use super::warning::Warning;
use crate::files::folder_of;

/// What there is to know of that place.
pub(crate) fn warnings_of_place(path: &Path) -> Vec<Warning> {
    let path = whole(path);
    let git = match git::standing(&path) {
        Standing::Tracked => Some(Warning::TrackedByGit),
        Standing::NotIgnored => Some(Warning::NotIgnoredByGit),
        Standing::Elsewhere | Standing::Ignored => None,
    };
    let folder = folder_of(&path);
    let is_shared = is_writable_by_all(folder).then_some(Warning::SharedFolder);
    let is_remote = is_remote(folder).then_some(Warning::NetworkDrive);
    [git, service(&path).map(Warning::Synced), is_shared, is_remote].into_iter().flatten().collect()
}

/// The service that copies a folder, by the names that these programs give theirs.
fn service(path: &Path) -> Option<&'static str> {
    // In small letters; macOS has `Library/Mobile Documents` and `Library/CloudStorage/OneDrive-North`.
    const FOLDERS: [(&str, &str); 9] = [
        ("onedrive", "OneDrive"),
        ("dropbox", "Dropbox"),
        ("icloud", "iCloud"),
        ("mobile documents", "iCloud"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
        ("nextcloud", "Nextcloud"),
        ("owncloud", "ownCloud"),
        ("box sync", "Box"),
    ];
    let folders = path.parent()?.components().map(|part| part.as_os_str().to_string_lossy().to_lowercase());
    folders.into_iter().find_map(|folder| {
        // `OneDrive - North AS`, `Dropbox (Personal)`, `iCloudDrive`; not `onedrive_sdk`.
        let is_of = |name: &str| {
            let rest = folder.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with([' ', '-', '(']) || rest == "drive").then_some(())
        };
        FOLDERS.iter().find(|(name, _)| is_of(name).is_some()).map(|(_, service)| *service)
    })
}

#[cfg(unix)]
fn is_writable_by_all(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    // Where the sticky bit is set (/tmp), too: others can put a file there before the app does. A group of one's own is
    // what many systems give each person, so a group's right says nothing.
    std::fs::metadata(folder).is_ok_and(|found| found.mode() & 0o002 != 0)
}

/// On Windows the file's own access list decides.
#[cfg(not(unix))]
fn is_writable_by_all(_folder: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn is_remote(folder: &Path) -> bool {
    // statfs(2): NFS, SMB, CIFS, SMB2, AFS, Ceph.
    const KINDS: [u32; 6] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x5346_414f, 0x00c3_6400];
    // The field is signed or not, long or short, by the machine; the number has 32 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number has 32 bits")]
    rustix::fs::statfs(folder).is_ok_and(|found| KINDS.contains(&(found.f_type as u32)))
}

#[cfg(windows)]
fn is_remote(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = folder.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

#[cfg(not(any(target_os = "linux", windows)))]
fn is_remote(_folder: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_copied_are_known_by_their_names() {
        let cases = [
            ("/home/a/OneDrive - North AS/x/.env", Some("OneDrive")),
            ("/Users/a/Library/CloudStorage/OneDrive-North/.env", Some("OneDrive")),
            ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/.env", Some("iCloud")),
            ("/home/a/iCloudDrive/.env", Some("iCloud")),
            ("/home/a/Dropbox (Personal)/.env", Some("Dropbox")),
            ("/home/a/Dropbox/.env", Some("Dropbox")),
            ("/home/a/onedrive_sdk/.env", None),
            ("/home/a/work/dropbox", None),
        ];
        for (path, expected) in cases {
            assert_eq!(service(Path::new(path)), expected, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_all_may_write_in_is_told() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        assert_eq!(warnings_of_place(&path), []);
        for mode in [0o777, 0o1777] {
            std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(warnings_of_place(&path), [Warning::SharedFolder]);
        }
    }
}
