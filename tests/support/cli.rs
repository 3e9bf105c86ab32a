//! The command line as a process.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::reading::Reading;
use crate::wait;

/// A command that is about to be run.
pub struct Cli {
    command: Command,
}

/// A process under way. Dropping it kills it.
pub struct Running {
    child: Child,
    input: Option<ChildStdin>,
    stdout: Reading,
    stderr: Reading,
    words: String,
}

/// What a process said, and how it ended.
#[derive(Debug, Clone)]
pub struct Output {
    /// The answer.
    pub stdout: String,
    /// The words for people.
    pub stderr: String,
    /// The exit code; none when a signal ended it.
    pub exit: Option<i32>,
    words: String,
}

impl Cli {
    pub(crate) fn new(command: Command) -> Self {
        Self { command }
    }

    /// One more word, which may hold spaces.
    #[must_use]
    pub fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.command.arg(word);
        self
    }

    /// More words, as one would type them.
    #[must_use]
    pub fn args(mut self, words: &str) -> Self {
        self.command.args(words.split_whitespace());
        self
    }

    /// A variable for this process alone.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end, with nothing to read.
    pub fn run(self) -> Output {
        let mut running = self.start();
        running.close_input();
        running.end()
    }

    /// Starts it; its input stays open.
    pub fn start(mut self) -> Running {
        let words: Vec<_> = self.command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        let words = format!("cdf-signin {}", words.join(" "));
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{words}: {error}"));
        let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let input = child.stdin.take();
        Running { input, stdout: Reading::of(stdout), stderr: Reading::of(stderr), child, words }
    }
}

impl Running {
    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Types a line.
    pub fn type_line(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Ends its input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for words on stderr, and answers with what `find` found among them.
    pub fn stderr_with<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        let (child, stderr, words) = (&mut self.child, &mut self.stderr, &self.words);
        wait::until(what, || {
            // In this order: what an ended process had to say is looked at once more.
            let is_over = child.try_wait().unwrap().is_some();
            let said = if is_over { stderr.all() } else { stderr.so_far() };
            let found = find(&said);
            assert!(found.is_some() || !is_over, "{words} ended without {what}:\n{said}");
            found
        })
    }

    /// The address that a sign-in asks the person to open.
    pub fn sign_in_address(&mut self) -> String {
        self.stderr_with("the address to open", |said| {
            // Only a whole line holds the whole address.
            let lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
            lines.flat_map(str::split_whitespace).find(|word| word.contains("/authorize?")).map(str::to_owned)
        })
    }

    /// Ctrl+C.
    pub fn interrupt(&self) {
        self.signal(Signal::INT);
    }

    /// As a system that shuts down, or `kill`.
    pub fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    /// Ctrl+Z: it stays, and does nothing.
    pub fn stop(&self) {
        self.signal(Signal::STOP);
    }

    /// The end of that.
    pub fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    /// `kill -9`.
    pub fn kill(&self) {
        self.signal(Signal::KILL);
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for its end.
    pub fn end(mut self) -> Output {
        let words = self.words.clone();
        let child = &mut self.child;
        let status: ExitStatus = wait::until(&format!("the end of {words}"), || child.try_wait().unwrap());
        let (stdout, stderr) = (self.stdout.all(), self.stderr.all());
        Output { stdout, stderr, exit: status.code(), words }
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        // A process that has just ended is no failure of whoever wanted it to end.
        let _ = kill_process(pid, signal);
    }
}

/// Waits for all of them, which have to do what was asked.
#[track_caller]
pub fn all_done(processes: impl IntoIterator<Item = Running>) -> Vec<Output> {
    let outputs: Vec<Output> = processes.into_iter().map(Running::end).collect();
    outputs.into_iter().map(Output::done).collect()
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error says that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Output {
    /// The one JSON document of stdout.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("stdout is not JSON ({error}): {self}"))
    }

    /// It did what was asked.
    #[must_use]
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.exit, Some(0), "{self}");
        self
    }

    /// It failed with that exit code and, in `--json`, with that error; answers with the error.
    #[track_caller]
    pub fn failed(&self, exit: i32, code: &str) -> Value {
        assert_eq!(self.exit, Some(exit), "{self}");
        let error = self.json()["error"].clone();
        assert_eq!(error["code"], code, "{self}");
        error
    }
}

impl std::fmt::Display for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { stdout, stderr, exit, words } = self;
        write!(f, "{words}\nended with {exit:?}\nstdout:\n{stdout}\nstderr:\n{stderr}")
    }
}
