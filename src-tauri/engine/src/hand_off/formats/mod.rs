//! The forms in which other tools read their sign-in: one file each, and the one table of them.

mod dotenv;
mod env_file;
mod sdk_json;

use secrecy::zeroize::Zeroizing;

use super::{HandOffError, Material};
use crate::profile::Profile;

/// A form in which some tool reads its sign-in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line and in `profiles.toml`.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What such a file is usually called.
    pub file_name: &'static str,
    /// Who reads it, and how.
    pub about: &'static str,
    /// What the file lets its reader in with.
    pub gives: Gives,
    /// How its reader comes by the next token.
    pub freshness: Freshness,
    /// Whether a file is one that this app may rewrite without asking: its own, or one that is edited in place.
    pub(super) is_ours: fn(&str) -> bool,
    /// Why a profile cannot be written in this form, if it cannot.
    pub unfit: fn(&Profile) -> Option<Unfit>,
    /// The file's new text, of what there is and of the file's old text. For no unfit profile.
    pub(super) render: fn(&Material<'_>, Option<&str>) -> Rendered,
    /// The file's text without the token or secret, and otherwise as it is.
    pub(super) take_back: fn(&str) -> Rendered,
}

/// A file's text. It may hold a token or a secret.
pub(super) type Rendered = Zeroizing<String>;

/// What a file lets its reader in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// An access token, which ends.
    Token,
}

/// How the reader of a file comes by the next token, once the app has rewritten it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It reads the file anew by itself.
    Reread,
    /// It has to be started, or to load the file, again.
    Restart,
    /// It asks for new tokens itself; the file stays as it is.
    Itself,
}

impl Freshness {
    /// A reader that is running notices a new token.
    pub fn stays_fresh(self) -> bool {
        self != Self::Restart
    }
}

/// This profile cannot be written in that form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Why not, as a sentence.
    pub reason: String,
    /// What to do instead, as a sentence.
    pub instead: String,
}

/// All formats, in the order people see them.
pub const FORMATS: &[Format] = &[dotenv::FORMAT, sdk_json::FORMAT];

/// The format of that name.
pub fn format(id: &str) -> Result<&'static Format, HandOffError> {
    FORMATS.iter().find(|format| format.id == id).ok_or_else(|| HandOffError::UnknownFormat(id.to_owned()))
}
