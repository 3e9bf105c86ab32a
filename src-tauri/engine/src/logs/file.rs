//! The file: one a day, another when it grows too large, the oldest removed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use time::{Date, OffsetDateTime};
use tracing_subscriber::fmt::MakeWriter;

use crate::files::make_private_dir;

/// A file larger than this is continued in another.
pub const LARGEST: u64 = 1024 * 1024;

/// So many files stay.
pub const KEPT: usize = 7;

const PREFIX: &str = "cdf-signin-";

/// Opened for the first line, so that a command with nothing to note costs nothing.
pub struct LogFile {
    folder: PathBuf,
    now: fn() -> SystemTime,
    open: Mutex<Option<(Date, File)>>,
}

impl LogFile {
    pub fn new(folder: PathBuf, now: fn() -> SystemTime) -> Self {
        Self { folder, now, open: Mutex::default() }
    }

    fn append(&self, line: &[u8]) -> io::Result<()> {
        let today = OffsetDateTime::from((self.now)()).date();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let is_good = open.as_ref().is_some_and(|(day, file)| *day == today && is_small(file));
        if !is_good {
            *open = Some((today, self.open(today)?));
        }
        let Some((_, file)) = open.as_mut() else { return Ok(()) };
        // One call for one line: with O_APPEND, lines of several processes do not mix.
        file.write_all(line)
    }

    fn open(&self, day: Date) -> io::Result<File> {
        make_private_dir(&self.folder)?;
        let path = self.folder.join(format!("{PREFIX}{day}.log"));
        let is_new = !path.exists();
        let file = append_to(&path)?;
        if is_small(&file) {
            if is_new {
                self.remove_oldest();
            }
            return Ok(file);
        }
        // Who still has it open goes on in the renamed one until it looks at its size again.
        let numbers = 1..;
        let free = numbers.map(|number: u32| self.folder.join(format!("{PREFIX}{day}.{number}.log")));
        if let Some(free) = free.into_iter().find(|path| !path.exists()) {
            fs::rename(&path, free)?;
        }
        let file = append_to(&path)?;
        self.remove_oldest();
        Ok(file)
    }

    fn remove_oldest(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
        let mut files: Vec<_> =
            ours.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
        files.sort();
        for (_, path) in files.iter().rev().skip(KEPT) {
            // Another process may have been quicker.
            let _ = fs::remove_file(path);
        }
    }
}

fn is_small(file: &File) -> bool {
    file.metadata().is_ok_and(|found| found.len() < LARGEST)
}

fn append_to(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes lines to the file.
pub struct Appending<'a>(&'a LogFile);

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = Appending<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        Appending(self)
    }
}

impl Write for Appending<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // A log that cannot be written (a full disk, a read-only home) is no reason for anything else to fail.
        let _ = self.0.append(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
