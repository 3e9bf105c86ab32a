//! All the window shows.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::{ErrorCode, ErrorView, ProfileView};

/// All the window shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Overview {
    /// In the file's order.
    pub profiles: Vec<ProfileView>,
    /// What is to be said about the whole app.
    pub notice: Option<Notice>,
    /// Why `profiles.toml` could not be read; then there is no profile to show.
    pub profiles_error: Option<ErrorView>,
    /// Where it is.
    pub profiles_file: String,
}

/// What is to be said about the whole app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Notice {
    pub code: ErrorCode,
    pub message: String,
    pub hint: String,
}
