//! The three streams: answers on stdout, words for people on stderr, a person's answers on stdin.

use std::io::{self, BufRead as _, ErrorKind, IsTerminal as _, Write as _};
use std::process::ExitCode;

use cdf_signin_engine::{ErrorCode, Failure};
use secrecy::zeroize::Zeroizing;
use serde::Serialize;

use crate::shapes::{FailureDocument, FailureShape};
use crate::{exit, words};

/// Where this run reads and prints.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// One JSON document on stdout, whatever happens.
    pub json: bool,
    /// With what only helpers want to know.
    pub verbose: bool,
}

impl Terminal {
    pub fn new(json: bool) -> Self {
        Self { json, verbose: false }
    }

    /// The command's answer: the one thing on stdout. Called once.
    pub fn answer(self, text: &str, json: &impl Serialize) -> Result<(), Failure> {
        let outcome = if self.json {
            // The answer may be a token.
            let mut document = Zeroizing::new(serde_json::to_vec(json).map_err(Failure::internal)?);
            document.push(b'\n');
            write_all(&mut io::stdout().lock(), &document)
        } else {
            write_all(&mut anstream::stdout().lock(), text.as_bytes())
        };
        outcome.map_err(|error| {
            Failure::new(
                ErrorCode::FileRefused,
                format!("The answer could not be printed: {error}."),
                "Check where the output goes.",
            )
        })
    }

    /// For commands whose answer is that they did it: words for people, or a document for programs.
    pub fn done(self, text: &str, json: &impl Serialize) -> Result<(), Failure> {
        if !self.json {
            self.say(&format!("{text}\n"));
        }
        self.answer("", json)
    }

    /// Words for people.
    #[expect(clippy::unused_self, reason = "who has no terminal at hand has nothing to say")]
    pub fn say(self, text: &str) {
        // Nobody can be told that nobody listens.
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    }

    /// Words for people with orders to the terminal in them, for who has seen that there is one.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn say_as_is(self, text: &str) {
        let mut stderr = io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    }

    /// How many columns the answer has, where it goes to a terminal.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn width(self) -> Option<usize> {
        let (terminal_size::Width(width), _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width))
    }

    /// Whether it shows more than ASCII, as far as the environment says.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn has_symbols(self) -> bool {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        // POSIX: the first of these that is set decides.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
        cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
    }

    /// What went wrong.
    pub fn fail(self, failure: &Failure) -> ExitCode {
        if self.json {
            let document = FailureDocument { error: FailureShape::from(failure) };
            let _ = self.answer("", &document);
        } else {
            self.say(&words::failure(failure, self.verbose));
        }
        ExitCode::from(exit::code(failure.code))
    }

    /// Whether there is a person to ask.
    #[expect(clippy::unused_self, reason = "as above")]
    pub fn has_person(self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks the person a question that they answer with yes or no; anything else is no.
    pub fn agrees(self, question: &str) -> Result<bool, Failure> {
        let answer = self.ask(&format!("{question} (y/N) "))?;
        Ok(["y", "yes"].contains(&answer.to_ascii_lowercase().as_str()))
    }

    /// Asks the person one thing, in one line.
    pub fn ask(self, question: &str) -> Result<String, Failure> {
        self.say(question);
        let mut line = String::new();
        match io::stdin().lock().read_line(&mut line) {
            Ok(read) if read > 0 => Ok(line.trim().to_owned()),
            _ => Err(Failure::new(ErrorCode::Cancelled, "No answer came.", "Name the profile in the command.")),
        }
    }
}

/// A reader that has seen enough (`| head -1`) closes the pipe; that is no failure of ours.
fn write_all(stream: &mut impl io::Write, bytes: &[u8]) -> io::Result<()> {
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}
