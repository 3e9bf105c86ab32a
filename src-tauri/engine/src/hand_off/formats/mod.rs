//! The forms in which other tools read their sign-in: one file each, and the one table of them.
#![allow(clippy::unnecessary_wraps, reason = "every format renders alike, also those that can hold any value")]

mod dotenv;
mod dotenv_client_credentials;
mod dotenv_syntax;
mod endpoint_dotenv;
mod endpoint_env;
mod endpoint_json;
mod env_file;
mod neat_dotenv;
mod sdk_json;

use secrecy::zeroize::Zeroizing;

use super::{HandOffError, Material};
use crate::profile::{Flow, Profile};

/// A form in which some tool reads its sign-in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line and in `profiles.toml`.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The tool that reads it, which formats are grouped by.
    pub tool: &'static str,
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
    /// The file's new text, of what there is and of the file's old text. For no unfit profile. A value that this form
    /// cannot hold makes it unfit as well.
    pub(super) render: fn(&Material<'_>, Option<&str>) -> Result<Rendered, Unfit>,
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
    /// What the profile's application signs in with, its client secret or certificate; the reader gets tokens by itself.
    Application,
    /// The address and the secret of the profile's own token endpoint, where the reader asks this app.
    Endpoint,
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

impl Gives {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Application => "application",
            Self::Endpoint => "endpoint",
        }
    }
}

impl Freshness {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reread => "reread",
            Self::Restart => "restart",
            Self::Itself => "itself",
        }
    }

    /// The same for people: whether the reader stays signed in.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Reread => "yes, it reads the file anew",
            Self::Restart => "when started again",
            Self::Itself => "yes, it gets tokens itself",
        }
    }

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

const TOOLKIT: &str = "Cognite Toolkit";
const PYTHON_SDK: &str = "Python SDK";
const RUST_SDK: &str = "Rust SDK";

/// For formats that hold a client secret: other profiles have none.
fn needs_client_secret(profile: &Profile, instead: &str) -> Option<Unfit> {
    let how = match profile.flow {
        Flow::ClientSecret => return None,
        Flow::ClientCertificate => "with a certificate",
        Flow::Browser | Flow::DeviceCode => "a person in",
    };
    Some(Unfit {
        reason: format!("This file holds a client secret, and the profile has none: it signs {how}."),
        instead: format!("Choose “{instead}”, which holds a token."),
    })
}

/// All formats, in the order people see them.
pub const FORMATS: &[Format] = &[
    dotenv::FORMAT,
    dotenv_client_credentials::FORMAT,
    neat_dotenv::FORMAT,
    sdk_json::FORMAT,
    endpoint_dotenv::FORMAT,
    endpoint_env::FORMAT,
    endpoint_json::FORMAT,
];

/// The format of that name.
pub fn format(id: &str) -> Result<&'static Format, HandOffError> {
    FORMATS.iter().find(|format| format.id == id).ok_or_else(|| HandOffError::UnknownFormat(id.to_owned()))
}
