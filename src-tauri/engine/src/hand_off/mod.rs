//! Writes tokens where other tools look for them: one file a format, and one writer for all. And code to copy for tools
//! that ask for tokens themselves.

mod formats;
mod kept;
mod material;
mod snippets;
#[cfg(test)]
mod tests;
mod variables;
mod writer;

use std::path::{Path, PathBuf};

pub use formats::{FORMATS, Format, Freshness, Gives, Unfit, format};
pub use kept::HandOffStatus;
pub(crate) use kept::{Keeping, KeptFiles, keeper_of};
pub(crate) use material::Material;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
pub use snippets::{SNIPPETS, Snippet, snippet};
pub use variables::{Names, Variable, endpoint_variables, token_variables, winning_dotenv};
pub use writer::{Change, DiffLine, Ignored, Order, Preview, Undone, Warning, Written, can_be_written};
pub(crate) use writer::{
    Changed, Turn, ignore, keep_for_undo, kept_for_undo, preview, put_text, take_back, undo, warnings_of_place, whole,
    write,
};

pub use crate::files::expand_home;

/// Why a file was not written. It is as it was.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum HandOffError {
    #[error("there is no format named “{0}”")]
    UnknownFormat(String),
    #[error("there is no snippet named “{0}”")]
    UnknownSnippet(String),
    #[error("{}", .0.reason)]
    Unfit(Unfit),
    #[error("{path} is there already, and was not written by this app")]
    NotOurs { path: PathBuf },
    #[error("{path} is gone: it was deleted or moved")]
    Gone { path: PathBuf },
    #[error("{path} is a file of the profile “{profile}”")]
    Anothers { path: PathBuf, profile: String },
    #[error("{path} was not written: {reason}")]
    Refused { path: PathBuf, reason: String, hint: String },
    #[error("{path} could not be written: {reason}")]
    Io { path: PathBuf, reason: String, hint: String },
    #[error("there is nothing to undo in {path}")]
    NothingToUndo { path: PathBuf },
    #[error("{path} was changed by somebody else since the app wrote it")]
    ChangedSince { path: PathBuf },
}

/// Whether a file holds that token now.
pub fn holds(path: &Path, token: &SecretString) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| Zeroizing::new(text).contains(token.expose_secret()))
}
