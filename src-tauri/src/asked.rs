//! What is asked of the app from outside its page: by a second start, a link, a file, the tray, a notification.
//!
//! Asks are held here until the page takes them: there may be none yet, or none any more.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};

use crate::dto::Ask;
use crate::windows;

/// The page hears that there is something to take.
const ASKED: &str = "asked";

/// A start without a window, as the session makes it.
pub const HIDDEN: &str = "--hidden";

/// What nobody has taken yet, the oldest first.
pub struct Asks(Mutex<Vec<Ask>>);

impl Asks {
    /// What the start of this process asks for.
    pub fn of_this_start() -> Self {
        let words: Vec<String> = std::env::args().skip(1).collect();
        Self(Mutex::new(of_words(&words).into_iter().collect()))
    }

    /// All of them; the next call gets only what is asked after this one.
    pub fn take(&self) -> Vec<Ask> {
        mem::take(&mut *self.held())
    }

    fn held(&self) -> MutexGuard<'_, Vec<Ask>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a start's words ask for, without the program's own name: `--sign-in NAME`, `--profile NAME`, `--settings`.
pub fn of_words(words: &[String]) -> Option<Ask> {
    match words {
        [word, name] if word == "--sign-in" => Some(Ask::SignIn { profile: name.clone(), anew: false }),
        [word, name] if word == "--profile" => Some(Ask::Choose { profile: name.clone() }),
        [word] if word == "--settings" => Some(Ask::Settings),
        _ => None,
    }
}

/// A second start asks: its window is this one.
pub fn by_second_start<R: Runtime>(app: &AppHandle<R>, words: &[String]) {
    match of_words(words.get(1..).unwrap_or_default()) {
        Some(asked) => ask(app, asked),
        None => windows::raise(app),
    }
}

/// Brings the window to the front, and makes it where it is in the tray only.
pub fn open<R: Runtime>(app: &AppHandle<R>) {
    windows::raise(app);
}

/// Brings the window to the front, and has its page do that.
pub fn ask<R: Runtime>(app: &AppHandle<R>, ask: Ask) {
    app.state::<Asks>().held().push(ask);
    windows::raise(app);
    let _ = app.emit(ASKED, ());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_ask_for_anything() {
        let of = |line: &str| of_words(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("--sign-in north"), Some(Ask::SignIn { profile: "north".into(), anew: false }));
        assert_eq!(of("--profile north"), Some(Ask::Choose { profile: "north".into() }));
        assert_eq!(of("--settings"), Some(Ask::Settings));
        for line in ["", "--sign-in", "north", "--sign-in north south", "--sign-out north"] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
