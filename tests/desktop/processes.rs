//! The processes of one home, which is how a test knows that it leaves none behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem;
use rustix::process::{Pid, Signal, kill_process};

/// More than an ended display or driver needs to take along what hangs on it.
const PATIENCE: Duration = Duration::from_secs(45);

/// A process, by its number, its name and its command line.
pub struct Process {
    pub id: i32,
    pub program: String,
    pub words: String,
}

/// Those whose environment or command line names the home: every process that a test starts, and what those start.
pub fn in_home(home: &Path) -> Vec<Process> {
    let home = home.to_str().unwrap().as_bytes();
    let ids = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id: i32| {
        let command_line = fs::read(format!("/proc/{id}/cmdline")).ok()?;
        let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        let is_ours = [&command_line, &environment].into_iter().any(|text| memmem::find(text, home).is_some());
        let words: Vec<_> = command_line.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        let program = words[0].rsplit('/').next().unwrap_or_default().to_owned();
        is_ours.then(|| Process { id, program, words: words.join(" ") })
    })
    .collect()
}

/// It serves a copied token after the end of the program that copied it.
pub fn holds_a_copy(process: &Process) -> bool {
    process.words.trim_end().ends_with("hold-copied")
}

/// Asks a process to end.
pub fn terminate(id: i32) {
    signal(id, Signal::TERM);
}

/// Ends it.
pub fn kill(id: i32) {
    signal(id, Signal::KILL);
}

fn signal(id: i32, signal: Signal) {
    // One that has just ended by itself is what was wanted.
    let _ = kill_process(Pid::from_raw(id).unwrap(), signal);
}

/// Looks, when it is dropped, whether a process of the home is left, ends those, and fails the test.
pub struct NothingLeft {
    home: PathBuf,
}

impl NothingLeft {
    pub fn of(home: &Path) -> Self {
        Self { home: home.to_path_buf() }
    }
}

impl Drop for NothingLeft {
    fn drop(&mut self) {
        let started = Instant::now();
        // A test that has failed already may have left anything, for which nobody waits.
        let patience = if thread::panicking() { Duration::ZERO } else { PATIENCE };
        let mut left = in_home(&self.home);
        while !left.is_empty() && started.elapsed() < patience {
            thread::sleep(Duration::from_millis(20));
            left = in_home(&self.home);
        }
        for process in &left {
            kill(process.id);
        }
        let left: Vec<_> = left.into_iter().map(|process| process.words).collect();
        assert!(left.is_empty() || thread::panicking(), "processes are left: {left:#?}");
    }
}
