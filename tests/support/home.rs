//! A throw-away home folder, and the environment of the processes in it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::browser;
use crate::cli::Cli;
use crate::programs;

/// A home that is gone when it is dropped. Its processes know nothing of the person who runs the tests.
pub struct Home {
    folder: TempDir,
    /// The browser's own, which remembers the addresses it went to.
    browser: TempDir,
    variables: Vec<(OsString, OsString)>,
}

impl Home {
    /// An empty home, whose vault keeps its key in a file.
    pub fn new() -> Self {
        let mut home =
            Self { folder: tempfile::tempdir().unwrap(), browser: tempfile::tempdir().unwrap(), variables: Vec::new() };
        for folder in ["run", "tmp", "work"] {
            fs::DirBuilder::new().mode(0o700).create(home.path().join(folder)).unwrap();
        }
        let browsers = programs::browser().parent().unwrap().to_path_buf();
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([browsers].into_iter().chain(env::split_paths(&path))).unwrap();
        home.set("PATH", path);
        home.set("HOME", home.path().to_owned());
        home.set("CDF_SIGNIN_HOME", home.path().join("cdf-signin"));
        home.set("CDF_SIGNIN_VAULT", "file");
        home.set("XDG_RUNTIME_DIR", home.path().join("run"));
        home.set("TMPDIR", home.path().join("tmp"));
        home.set(browser::LOG, home.browser.path().join("log"));
        home.browser("");
        home
    }

    /// The folder of everything that processes write.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A place for files of the person's own.
    pub fn work(&self, name: &str) -> PathBuf {
        self.path().join("work").join(name)
    }

    /// The sealed sessions that are there.
    pub fn session_files(&self) -> Vec<PathBuf> {
        let folder = self.path().join("cdf-signin/sessions");
        let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension() == Some(OsStr::new("session"))).collect()
    }

    /// Sets a variable for all processes from now on.
    pub fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.unset(name);
        self.variables.push((name.into(), value.into()));
    }

    /// Takes a variable away.
    pub fn unset(&mut self, name: &str) {
        self.variables.retain(|(other, _)| other != name);
    }

    /// What the browser does from now on: one of the words of `browser_program.rs`, or nothing.
    pub fn browser(&mut self, way: &str) {
        self.set("BROWSER", format!("cdf-signin-test-browser {way}").trim().to_owned());
    }

    /// The pages that the browser was shown so far, each with `address`, `status` and `body`.
    pub fn pages(&self) -> Vec<Value> {
        let log = fs::read_to_string(self.browser_log()).unwrap_or_default();
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Where the browser remembers them.
    pub fn browser_log(&self) -> PathBuf {
        self.browser.path().join("log")
    }

    /// A command of the command line, as one would type it.
    pub fn cli(&self, words: &str) -> Cli {
        let mut command = self.command(&programs::command_line());
        command.args(words.split_whitespace());
        Cli::new(command)
    }

    /// Any program, in this home.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value))).current_dir(self.path());
        command
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

/// The permissions of a file, as `ls` counts them.
pub fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}
