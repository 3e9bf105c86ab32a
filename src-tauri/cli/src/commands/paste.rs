//! The final address of a sign-in, pasted at the terminal.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use std::{io, thread};

use cdf_signin_engine::sign_in::{Waiting, check_pasted};
use tokio::sync::mpsc;

use crate::terminal::Terminal;

/// The lines of one paste come at once; a person who pastes again is slower.
const ONE_PASTE: Duration = Duration::from_millis(150);

/// Takes final addresses from standard input. In plain threads: reading cannot be told to stop, and the end of the
/// program does not wait for it.
pub fn read(terminal: Terminal, waiting: Waiting, sender: mpsc::Sender<String>) {
    let (line_read, lines) = channel();
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            if line_read.send(line).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        let mut pastes = Pastes { lines, next: None };
        while let Some(paste) = pastes.next() {
            match check_pasted(&paste, &waiting.address) {
                Ok(()) => {
                    if sender.blocking_send(paste).is_err() {
                        return;
                    }
                }
                Err(_) if paste.trim().is_empty() => {}
                Err(problem) => terminal.say(&format!("Not taken: {problem}.\n")),
            }
        }
    });
}

/// Puts the lines together that belong together: an address is long, and a narrow terminal breaks it.
struct Pastes {
    lines: Receiver<String>,
    /// The first line of the next paste, where it came right behind the last one.
    next: Option<String>,
}

impl Pastes {
    fn next(&mut self) -> Option<String> {
        let mut paste = match self.next.take() {
            Some(line) => line,
            None => self.lines.recv().ok()?,
        };
        loop {
            match self.lines.recv_timeout(ONE_PASTE) {
                Ok(line) if begins_an_address(&line) => {
                    self.next = Some(line);
                    return Some(paste);
                }
                Ok(line) => paste = paste + "\n" + &line,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(paste),
            }
        }
    }
}

fn begins_an_address(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    line.starts_with("http://") || line.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pastes(lines: &[&str]) -> Vec<String> {
        let (sender, lines_read) = channel();
        for line in lines {
            sender.send((*line).to_owned()).unwrap();
        }
        drop(sender);
        let mut pastes = Pastes { lines: lines_read, next: None };
        std::iter::from_fn(|| pastes.next()).collect()
    }

    #[test]
    fn lines_of_one_address_are_one_paste_and_each_address_is_its_own() {
        assert_eq!(pastes(&["http://localhost:1/?code=a", "bc&state=d"]), ["http://localhost:1/?code=a\nbc&state=d"]);
        assert_eq!(pastes(&["http://localhost:1/?a", "\"http://localhost:1/?b\""]).len(), 2);
        assert_eq!(pastes(&["what?", "http://localhost:1/?b"]), ["what?", "http://localhost:1/?b"]);
        assert!(pastes(&[]).is_empty());
    }
}
