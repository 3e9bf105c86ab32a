//! The system's clipboard, as both hosts use it. A token in it is marked as confidential, and is taken out again after a
//! time if nothing else was copied meanwhile. On X11 and Wayland a copied text is gone with the program that serves it:
//! where that program ends, a process of its own [`hold`]s the text for the rest of its time.

pub mod hold;
mod ports;
mod system;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cdf_signin_engine::{ErrorCode, Failure};
use secrecy::zeroize::Zeroizing;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use ports::Board;
use system::System;

/// How long a holder waits before it looks again whether something else was copied.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The clipboard.
pub struct Clipboard(Mutex<State>);

struct State {
    board: Box<dyn Board>,
    secret: Option<Secret>,
    copies: u64,
}

/// The secret that was copied last. Only its digest is kept, to know it again.
#[derive(Clone, Copy)]
struct Secret {
    copy: Copied,
    digest: [u8; 32],
    until: Option<Instant>,
}

/// One copy of a secret; the next copy takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied(u64);

impl Default for Clipboard {
    /// The system's. Opened at the first use, and then kept: on X11 the program that copied serves the text.
    fn default() -> Self {
        Self::of(Box::new(System::default()))
    }
}

impl Clipboard {
    fn of(board: Box<dyn Board>) -> Self {
        Self(Mutex::new(State { board, secret: None, copies: 0 }))
    }

    /// Copies what anybody may see.
    pub fn put(&self, text: &str) -> Result<(), Failure> {
        let mut state = self.state();
        state.secret = None;
        state.board.put(text, false)
    }

    /// Copies a secret, and asks clipboard histories not to keep it. [`Self::clear_in_time`] takes it out `after` that time.
    pub fn put_secret(&self, text: &str, after: Option<Duration>) -> Result<Copied, Failure> {
        let mut state = self.state();
        state.board.put(text, true)?;
        state.copies += 1;
        let copy = Copied(state.copies);
        let until = after.map(|after| Instant::now() + after);
        state.secret = Some(Secret { copy, digest: digest(text), until });
        Ok(copy)
    }

    /// What was copied, here or elsewhere; empty when that is no text.
    pub fn text(&self) -> Result<Zeroizing<String>, Failure> {
        self.state().board.text()
    }

    /// Waits until a copy's time is over, and takes it out if it is in the clipboard still. Says whether it was.
    pub async fn clear_in_time(&self, copy: Copied) -> bool {
        let secret = self.state().secret.filter(|secret| secret.copy == copy);
        let Some(until) = secret.and_then(|secret| secret.until) else { return false };
        tokio::time::sleep_until(until).await;
        self.clear(copy)
    }

    /// Serves a copy until its time is over or something else is copied.
    async fn serve(&self, copy: Copied) {
        let until = self.state().secret.and_then(|secret| secret.until);
        while self.state().held(copy).is_some() {
            let look_again = Instant::now() + LOOK_AGAIN;
            tokio::time::sleep_until(until.map_or(look_again, |until| until.min(look_again))).await;
            if until.is_some_and(|until| Instant::now() >= until) {
                self.clear(copy);
            }
        }
    }

    fn clear(&self, copy: Copied) -> bool {
        let mut state = self.state();
        let is_held = state.held(copy).is_some();
        if is_held {
            state.secret = None;
        }
        is_held && state.board.clear().is_ok()
    }

    fn clear_now(&self) {
        let newest = self.state().secret;
        if let Some(secret) = newest {
            self.clear(secret.copy);
        }
    }

    /// The secret that is in the clipboard still, and how long it may stay.
    fn remainder(&self) -> Option<(Zeroizing<String>, Option<Duration>)> {
        let mut state = self.state();
        let secret = state.secret?;
        let text = state.held(secret.copy)?;
        Some((text, secret.until.map(|until| until.saturating_duration_since(Instant::now()))))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The copy's text, where it is the newest and nobody has copied anything else since.
    fn held(&mut self, copy: Copied) -> Option<Zeroizing<String>> {
        let secret = self.secret.filter(|secret| secret.copy == copy)?;
        let text = self.board.text().ok()?;
        (digest(&text) == secret.digest).then_some(text)
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// There is no clipboard to be had, which on Linux means no display.
fn unavailable(reason: &str) -> Failure {
    Failure::new(ErrorCode::Usage, format!("There is no clipboard here: {reason}."), "Copy from a desktop session.")
}
