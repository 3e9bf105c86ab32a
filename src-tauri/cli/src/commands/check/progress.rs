use std::io::{self, IsTerminal as _};

use cdf_signin_engine::check::Progress;

use crate::terminal::Terminal;

/// One line for a person who waits, written over again and again, and gone at the end.
pub struct ProgressLine {
    terminal: Terminal,
    is_shown: bool,
}

impl ProgressLine {
    pub fn new(terminal: Terminal) -> Self {
        let can_move = std::env::var_os("TERM").is_none_or(|kind| kind != "dumb");
        Self { terminal, is_shown: can_move && io::stderr().is_terminal() }
    }

    pub fn show(&self, progress: Progress<'_>) {
        if let Progress::Begins(id) = progress {
            self.write(&format!("Looking at {} …", id.subject()));
        }
    }

    pub fn end(&self) {
        self.write("");
    }

    fn write(&self, text: &str) {
        if self.is_shown {
            // To the line's start, and all that stands there away (ECMA-48 EL): words, not colours, so NO_COLOR says nothing of it.
            self.terminal.say_as_is(&format!("\r\u{1b}[K{text}"));
        }
    }
}
