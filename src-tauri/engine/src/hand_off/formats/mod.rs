//! The forms in which other tools read their sign-in: one file each, and the one table of them.
#![allow(clippy::unnecessary_wraps, reason = "every format renders alike, also those that can hold any value")]

mod bruno;
mod cognite_env;
mod cognite_env_client_credentials;
mod curl_config;
mod dotenv;
mod dotenv_client_credentials;
mod dotenv_syntax;
mod endpoint_dotenv;
mod endpoint_env;
mod endpoint_json;
mod env_file;
mod extractor_yaml;
mod http;
mod json;
mod json_file;
mod line_file;
mod msal_cache;
mod neat_dotenv;
mod postman;
mod pygen_toml;
mod sdk_json;
mod shells;
#[cfg(test)]
mod tests;
mod token;

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
    render: fn(&Material<'_>, Option<&str>) -> Result<Rendered, Unfit>,
    /// The file's text without the token or secret, and otherwise as it is.
    pub(super) take_back: fn(&str) -> Rendered,
}

impl Format {
    /// The file's new text, of what there is and of the file's old text.
    pub(super) fn text(&self, material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
        if let Some(unfit) = (self.unfit)(material.profile) {
            return Err(unfit);
        }
        // RFC 6749 appendix A: 1*VSCHAR. A line end in a token would begin a line of its own in most forms.
        let is_speakable = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if ![material.token_text(), material.secret_text(), material.endpoint_secret_text()]
            .into_iter()
            .all(is_speakable)
        {
            return Err(Unfit {
                reason: "The token or secret has a character that OAuth does not allow in one.".into(),
                instead: "Sign in again, or give the client secret anew.".into(),
            });
        }
        (self.render)(material, existing)
    }
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
const SHELLS: &str = "Shells";
const HTTP_CLIENTS: &str = "HTTP clients";
const OWN_PROGRAMS: &str = "Your own programs";

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

/// All formats, in the order people see them, a tool's together.
pub const FORMATS: &[Format] = &[
    dotenv::FORMAT,
    dotenv_client_credentials::FORMAT,
    endpoint_dotenv::FORMAT,
    neat_dotenv::FORMAT,
    sdk_json::FORMAT,
    endpoint_json::FORMAT,
    msal_cache::FORMAT,
    cognite_env::FORMAT,
    cognite_env_client_credentials::FORMAT,
    endpoint_env::FORMAT,
    pygen_toml::FORMAT,
    extractor_yaml::FORMAT,
    shells::SH_FORMAT,
    shells::FISH_FORMAT,
    shells::POWERSHELL_FORMAT,
    shells::CMD_FORMAT,
    curl_config::FORMAT,
    http::FORMAT,
    postman::FORMAT,
    bruno::FORMAT,
    token::FORMAT,
    json::FORMAT,
];

/// The keys that stand in a `.env`.
pub(super) fn keys_of_dotenv(text: &str) -> Vec<&str> {
    dotenv_syntax::entries(text).iter().filter_map(|entry| entry.key).collect()
}

/// The format of that name.
pub fn format(id: &str) -> Result<&'static Format, HandOffError> {
    FORMATS.iter().find(|format| format.id == id).ok_or_else(|| HandOffError::UnknownFormat(id.to_owned()))
}
