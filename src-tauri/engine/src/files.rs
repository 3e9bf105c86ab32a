//! Files that several processes read and replace: never half-written, never two writers at once.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// An advisory lock on a file of its own, held until dropped (also by a killed process: the system lets go).
#[derive(Debug)]
pub(crate) struct FileLock {
    _file: File,
}

impl FileLock {
    /// Waits for the lock for as long as it takes. For changes that take milliseconds and no network.
    pub(crate) fn wait(path: &Path) -> io::Result<Self> {
        let file = open(path)?;
        file.lock()?;
        Ok(Self { _file: file })
    }

    /// Takes the lock if nobody has it.
    pub(crate) fn try_now(path: &Path) -> io::Result<Option<Self>> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits for the lock without holding up the thread, so that a caller can give up by dropping the future.
    pub(crate) async fn acquire(path: &Path) -> io::Result<Self> {
        // Short beside any request to a provider, long beside a look at a file.
        const LOOK_AGAIN: Duration = Duration::from_millis(15);
        let file = open(path)?;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(LOOK_AGAIN).await,
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        make_private_dir(folder)?;
    }
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// Makes a folder (and those above it) that only its owner may enter.
pub(crate) fn make_private_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Replaces a file in one step: readers see the old content or the new, also after a crash. The new file is 0600.
///
/// A symbolic link is followed, so that a file kept elsewhere (dot-file repositories) stays there.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    replace_exactly(&target, content)
}

/// Like [`replace`], but a symbolic link at that path is itself replaced.
pub(crate) fn replace_exactly(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_private_dir(folder)?;
    // `tempfile` opens with O_EXCL and 0600.
    let mut temporary = tempfile::Builder::new().prefix(".cdf-signin-").tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    // The rename itself is on disk only when the folder is; Windows has no such call.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
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
