//! Writes tokens where other tools look for them: one file a format, and one writer for all.

mod dotenv;
mod sdk_json;
#[cfg(test)]
mod tests;
mod writer;

use std::io;
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use crate::cdf;
pub use crate::files::expand_home;
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
    /// The tool notices a new token by itself.
    pub stays_fresh: bool,
    render: fn(&Content<'_>, Option<&str>) -> Rendered,
    is_ours: fn(&str) -> bool,
}

/// All formats, in the order people see them.
pub const FORMATS: [Format; 2] = [
    Format {
        id: "dotenv",
        title: "Toolkit .env",
        file_name: ".env",
        about: "For the Cognite Toolkit, which reads it from the folder it runs in. Other lines of the file stay.",
        stays_fresh: false,
        render: dotenv::render,
        // A `.env` is edited line by line, so anybody's will do.
        is_ours: |_| true,
    },
    Format {
        id: "sdk-json",
        title: "SDK JSON",
        file_name: "cognite-client.json",
        about: "For the Cognite Python SDK: CogniteClient.load(open(\"cognite-client.json\").read()).",
        stays_fresh: false,
        render: sdk_json::render,
        is_ours: sdk_json::is_ours,
    },
];

/// The format of that name.
pub fn format(id: &str) -> Result<&'static Format, HandOffError> {
    FORMATS.iter().find(|format| format.id == id).ok_or_else(|| HandOffError::UnknownFormat(id.to_owned()))
}

/// What there is to write.
pub(crate) struct Content<'a> {
    pub cluster: &'a str,
    pub project: &'a str,
    pub base_url: String,
    pub token: &'a str,
}

type Rendered = Zeroizing<String>;

/// Why a file was not written. It is as it was.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum HandOffError {
    #[error("there is no format named “{0}”")]
    UnknownFormat(String),
    #[error("{path} is there already, and was not written by this app")]
    NotOurs { path: PathBuf },
    #[error("{path} was not written: {reason}")]
    Refused { path: PathBuf, reason: String },
    #[error("{path} could not be written: {reason}")]
    Io { path: PathBuf, reason: String },
}

impl HandOffError {
    fn io(path: &Path, error: &io::Error) -> Self {
        Self::Io { path: path.to_path_buf(), reason: error.to_string() }
    }
}

/// Writes a profile's token to a file, in one step: the file holds the old content or the new.
///
/// `replace` allows a file that the app did not make to be overwritten; it never allows a link, a folder, or somebody
/// else's file.
pub fn write(
    format: &Format,
    path: &Path,
    profile: &Profile,
    token: &SecretString,
    replace: bool,
) -> Result<(), HandOffError> {
    let target = writer::Target::examine(path)?;
    let existing = target.read_text()?;
    if let Some(text) = existing.as_deref().filter(|text| !replace && !text.trim().is_empty())
        && !(format.is_ours)(text)
    {
        return Err(HandOffError::NotOurs { path: path.to_path_buf() });
    }
    let content = Content {
        cluster: &profile.cluster,
        project: &profile.project,
        base_url: cdf::base_url(profile),
        token: token.expose_secret(),
    };
    target.replace((format.render)(&content, existing.as_deref().map(String::as_str)).as_bytes())
}

/// Whether a token may be written to that place as it is now.
pub fn can_be_written(path: &Path) -> Result<(), HandOffError> {
    writer::Target::examine(path).map(drop)
}

/// Whether a file holds that token now.
pub fn holds(path: &Path, token: &SecretString) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| Zeroizing::new(text).contains(token.expose_secret()))
}
