//! What every failure of the engine becomes at its face: a stable code, what happened, what to do.
//!
//! This is the one place where inner errors get their words for people. Hosts branch on the code alone, offer the
//! actions, and add their own words for them: the engine's name no command and no button.

mod import;
mod message;
mod network;
mod refusal;
#[cfg(test)]
mod tests;
mod words;

use serde::{Deserialize, Serialize};

use crate::entra::ProviderReply;
use crate::profile::{FieldProblem, Flow, Profile};
use crate::session::Account;

/// The stable name of a kind of failure, as scripts and the window see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the table of exit codes in the README says each")]
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

/// What a host can offer to do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Sign in to the profile.
    SignIn,
    /// Sign in with another account than the browser's or the last.
    SignInAsSomeoneElse,
    /// Sign in with the browser instead of the profile's way.
    UseBrowser,
    /// Let the token be renewed, which the caller did not want.
    Renew,
    /// Do the same once more.
    TryAgain,
    /// Change [`Failure::field`] in the profile.
    EditField,
    /// Copy [`Failure::administrator_message`].
    CopyMessage,
    /// Name a profile that there is.
    ChooseProfile,
    /// Choose the profile that is meant when none is named.
    ChooseDefault,
    /// Add a profile.
    AddProfile,
    /// Name a hand-off format that there is.
    ChooseFormat,
    /// Replace the file on purpose.
    ReplaceFile,
    /// Switch the profile's token endpoint on.
    SwitchEndpointOn,
}

/// A failure, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What to branch on.
    pub code: ErrorCode,
    /// What happened, as a sentence.
    pub message: String,
    /// What to do next, as a sentence.
    pub hint: String,
    /// The profile's field it is about.
    pub field: Option<String>,
    /// All problems of a profile's fields.
    #[serde(default)]
    pub problems: Vec<FieldProblem>,
    /// What the person can do, step by step.
    #[serde(default)]
    pub you: Vec<String>,
    /// What their administrator does.
    #[serde(default)]
    pub administrator: Vec<String>,
    /// What a host can offer to do, the most useful first.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// The provider's own words and ids.
    pub provider: Option<Box<ProviderReply>>,
    /// The profile it happened to.
    pub profile: Option<String>,
    /// A ready message, where there is something for the administrator to do.
    pub administrator_message: Option<String>,
}

impl Failure {
    /// A failure without particulars.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            field: None,
            problems: Vec::new(),
            you: Vec::new(),
            administrator: Vec::new(),
            actions: Vec::new(),
            provider: None,
            profile: None,
            administrator_message: None,
        }
    }

    /// The same, with what a host can offer.
    #[must_use]
    fn offering(mut self, actions: impl Into<Vec<Action>>) -> Self {
        self.actions = actions.into();
        self
    }

    /// The same, about a field of the profile.
    #[must_use]
    fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Notes it, with the ids that an administrator looks for.
    pub(crate) fn log(&self) {
        let reply = self.provider.as_deref();
        tracing::warn!(
            failure = ?self.code,
            profile = self.profile,
            oauth = reply.map(|reply| reply.error.as_str()),
            aadsts = reply.and_then(ProviderReply::aadsts),
            trace_id = reply.and_then(|reply| reply.trace_id.as_deref()),
            correlation_id = reply.and_then(|reply| reply.correlation_id.as_deref()),
            "{}",
            self.message
        );
    }

    /// The same, of the profile of that name.
    #[must_use]
    pub(crate) fn named(mut self, profile: &str) -> Self {
        self.profile = Some(profile.to_owned());
        self
    }

    /// The same, of that way to sign in: the browser is offered only where it was not used.
    #[must_use]
    pub(crate) fn by(mut self, flow: Flow) -> Self {
        if flow == Flow::Browser {
            self.actions.retain(|action| *action != Action::UseBrowser);
        }
        self
    }

    /// The same, of that profile, to which this account is or was signed in.
    #[must_use]
    pub(crate) fn of(mut self, profile: &Profile, account: Option<&Account>) -> Self {
        self.profile = Some(profile.name.as_str().to_owned());
        if !self.administrator.is_empty() {
            self.administrator_message = Some(message::to_administrator(&self, profile, account));
        }
        self
    }

    /// A defect of this program.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        Self::new(
            ErrorCode::Internal,
            format!("The app failed: {what}."),
            "This is a defect. Report it with what you were doing.",
        )
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.message, self.hint)
    }
}

impl std::error::Error for Failure {}
