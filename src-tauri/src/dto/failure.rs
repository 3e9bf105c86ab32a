//! Failures, in words.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// A failure, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ErrorView {
    /// What to branch on.
    pub code: ErrorCode,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The field of [`ProfileDraft`](super::ProfileDraft) it is about.
    pub field: Option<String>,
    /// What the person can do, step by step.
    pub you: Vec<String>,
    /// What their administrator does.
    pub administrator: Vec<String>,
    /// A ready message to them.
    pub administrator_message: Option<String>,
    /// What the page can offer, the most useful first.
    pub actions: Vec<Action>,
    /// The provider's own words and ids.
    pub provider: Option<Box<ProviderReply>>,
}

/// What can be done about a failure with a button; the command line has more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum Action {
    SignIn,
    SignInAsSomeoneElse,
    UseBrowser,
    TryAgain,
    /// [`ErrorView::field`].
    EditField,
    /// [`ErrorView::administrator_message`].
    CopyMessage,
    ReplaceFile,
}

/// The stable name of a kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum ErrorCode {
    Internal,
    Usage,
    ProfileNotFound,
    ProfileInvalid,
    ProfileExists,
    SignInRequired,
    ProviderRefused,
    Network,
    Cancelled,
    TimedOut,
    VaultLocked,
    VaultUnavailable,
    VaultCorrupt,
    FileRefused,
    PortTaken,
}

/// What a provider said when it said no.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProviderReply {
    pub error: String,
    pub description: Option<String>,
    pub suberror: Option<String>,
    pub aadsts: Option<u32>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    pub timestamp: Option<String>,
    /// The whole reply as JSON, without secrets.
    pub raw: Option<String>,
}
