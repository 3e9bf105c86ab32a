//! What is copied.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

/// What the clipboard gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum CopyForm {
    /// The token alone.
    Token,
    /// A whole `Authorization` header.
    Header,
}

/// A secret is in the clipboard.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Copied {
    /// Seconds that a token still lasts.
    pub expires_in: Option<u32>,
    /// Seconds until it is taken out of the clipboard again; none where the person wants it to stay.
    pub cleared_in: Option<u32>,
}
