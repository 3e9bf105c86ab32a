//! Files that several processes read and replace: never half-written, never two writers at once.

mod lock;
#[cfg(windows)]
mod owner_only;
mod replace;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(crate) use lock::FileLock;
pub(crate) use replace::{Access, Prepared, folder_of, replace, sweep_mark};

/// Makes a folder (and those above it) that only its owner may enter.
pub(crate) fn make_private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A path as people write it: `~/` is their home folder.
pub fn expand_home(path: &str) -> PathBuf {
    let home = directories::BaseDirs::new();
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}

/// Tells a new content of a file from an old one without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// A replaced file is another file, however coarse the file system's clock is.
    inode: u64,
}

/// The stamp of a file; none where there is no file.
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let inode = 0;
    Some(Stamp { modified: found.modified().ok(), length: found.len(), inode })
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn a_stamp_tells_files_apart_that_were_replaced_within_a_tick_of_the_clock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        assert_eq!(stamp(&path), None);
        replace(&path, b"1").unwrap();
        let first = stamp(&path);
        assert_eq!(stamp(&path), first);
        // The old file is held open, as a reader may hold it: its number is not dealt out again.
        let _held = File::open(&path).unwrap();
        replace(&path, b"2").unwrap();
        assert_ne!(stamp(&path), first);
    }
}
