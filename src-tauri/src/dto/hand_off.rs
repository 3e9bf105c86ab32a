//! Files for other tools.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// A file that a profile's token is written to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct HandOffView {
    /// The format's name in `profiles.toml`.
    pub format: String,
    /// Its name for people.
    pub title: String,
    /// As written in `profiles.toml`.
    pub path: String,
    /// RFC 3339; none when there is no such file.
    pub written_at: Option<String>,
    /// Whether the file holds the present token; none when there is no file or no token.
    pub token_current: Option<bool>,
}

/// A form in which some tool reads its sign-in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FormatView {
    pub id: String,
    pub title: String,
    pub file_name: String,
    pub about: String,
    pub stays_fresh: bool,
}
