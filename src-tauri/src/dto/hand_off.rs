//! Files for other tools, and code that asks for tokens.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::ErrorView;

/// A file that a profile's sign-in is written to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct HandOffView {
    /// The format's name in `profiles.toml`.
    pub format: String,
    /// Its name for people.
    pub title: String,
    /// As written in `profiles.toml`.
    pub path: String,
    /// Each new token is written to it by itself.
    pub keep_fresh: bool,
    /// It holds a token, and not what its reader gets tokens with.
    pub holds_token: bool,
    /// There is such a file.
    pub exists: bool,
    /// When the app wrote it last; RFC 3339, as all moments.
    pub written_at: Option<String>,
    /// Whether the file holds the present token; none when there is no file or no token.
    pub token_current: Option<bool>,
    /// When it is written next, by itself; none where it will not be.
    pub next_write_at: Option<String>,
    /// When the token is taken out of it, by itself; none where it will not be.
    pub take_back_at: Option<String>,
    /// When that was done.
    pub taken_back_at: Option<String>,
    /// Why it is not as it should be.
    pub failure: Option<ErrorView>,
}

/// A form in which some tool reads its sign-in, for one profile.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FormatView {
    pub id: String,
    pub title: String,
    /// Whose form it is.
    pub tool: String,
    pub file_name: String,
    pub about: String,
    pub gives: GivesView,
    pub freshness: FreshnessView,
    /// Why the profile cannot be written in it, if it cannot.
    pub unfit: Option<UnfitView>,
}

/// What a file lets its reader in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum GivesView {
    /// An access token.
    Token,
    /// The application's own client secret or certificate.
    Application,
    /// The secret of this computer's token endpoint.
    Endpoint,
}

/// How a reader comes by the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum FreshnessView {
    /// It reads the file anew by itself.
    Reread,
    /// It has to be started again.
    Restart,
    /// It asks for new ones itself.
    Itself,
}

/// A profile and a form that do not go together.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct UnfitView {
    pub reason: String,
    /// What to do instead.
    pub instead: String,
}

/// A piece of code that signs a program in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct SnippetView {
    pub id: String,
    pub title: String,
    pub about: String,
    pub freshness: FreshnessView,
}

/// What a person has written where.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct HandOffOrder {
    pub format: String,
    pub path: String,
    pub keep_fresh: bool,
    /// In minutes.
    pub take_back_after: Option<u32>,
}

/// What writing would change, with every secret hidden.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct PreviewView {
    /// There is no such file yet.
    pub is_new: bool,
    /// Somebody else made the file, and all of it is replaced.
    pub is_foreign: bool,
    /// None: nothing changes.
    pub lines: Vec<DiffLineView>,
    pub warnings: Vec<WarningView>,
}

/// A line before or after.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct DiffLineView {
    pub change: ChangeView,
    pub text: String,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum ChangeView {
    Same,
    Added,
    Removed,
    /// In the place of lines that are not shown; the text says how many.
    Skipped,
}

/// What a person should know of the place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct WarningView {
    pub message: String,
    pub hint: String,
    /// It can be added to `.gitignore`.
    pub git_ignore: bool,
}
