//! The system's clipboard.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cdf_signin_engine::{ErrorCode, Failure};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use crate::dto::CopyForm;
use crate::error::Answer;

/// Opened at the first use, and then kept: on X11 the program that copied serves the text for as long as it runs.
#[derive(Default)]
pub struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// Copies a token, and asks clipboard histories not to keep it (KDE, Windows and macOS have a word for that).
    pub fn put_token(&self, token: &SecretString, form: CopyForm) -> Answer<()> {
        let token = token.expose_secret();
        let text = Zeroizing::new(match form {
            CopyForm::Token => token.to_owned(),
            CopyForm::Header => format!("Authorization: Bearer {token}"),
        });
        self.with(|clipboard| out_of_history(clipboard.set()).text(text.as_str()))
    }

    /// Copies what the page shows anyway.
    pub fn put(&self, text: String) -> Answer<()> {
        self.with(|clipboard| clipboard.set_text(text))
    }

    /// What was copied elsewhere; empty when that is no text.
    pub fn text(&self) -> Answer<String> {
        self.with(|clipboard| match clipboard.get_text() {
            Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
            answer => answer,
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>) -> Answer<T> {
        let mut opened = self.opened();
        let clipboard = match &mut *opened {
            Some(clipboard) => clipboard,
            closed => closed.insert(arboard::Clipboard::new().map_err(|error| failed(&error))?),
        };
        Ok(act(clipboard).map_err(|error| failed(&error))?)
    }

    fn opened(&self) -> MutexGuard<'_, Option<arboard::Clipboard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed(error: &arboard::Error) -> Failure {
    Failure::new(
        ErrorCode::Internal,
        format!("The clipboard could not be used: {error}."),
        "Close other clipboard tools, then try again.",
    )
}

#[cfg(target_os = "linux")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

#[cfg(target_os = "macos")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}

#[cfg(windows)]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtWindows::exclude_from_history(set)
}
