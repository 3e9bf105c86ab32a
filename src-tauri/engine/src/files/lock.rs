use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::make_private_dir;

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
