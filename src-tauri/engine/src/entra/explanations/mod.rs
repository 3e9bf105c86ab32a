//! What a provider's refusals mean, for the person and for their administrator.
//!
//! Entra's number says most, then its suberror, then OAuth's own word. What none of the tables knows is shown with the
//! provider's own sentence.

mod aadsts;
mod oauth;
#[cfg(test)]
mod tests;

use super::ProviderReply;
use crate::failure::Action;

/// What happened and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as a sentence.
    pub what: &'static str,
    /// What the person does; empty when they can do nothing.
    pub you: &'static [&'static str],
    /// What the administrator does; empty when it is not theirs.
    pub administrator: &'static [&'static str],
    /// The profile's field that is probably wrong.
    pub field: Option<&'static str>,
    /// What the app can do about it, the most useful first.
    pub actions: &'static [Action],
}

impl Explanation {
    const fn administrator(self, administrator: &'static [&'static str]) -> Self {
        Self { administrator, ..self }
    }

    const fn field(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }
}

/// A person's part, with what the app can do; the rest is added to it.
const fn says(what: &'static str, you: &'static [&'static str], actions: &'static [Action]) -> Explanation {
    Explanation { what, you, administrator: &[], field: None, actions }
}

/// The explanation of that reply, if it is known.
pub fn explain(reply: &ProviderReply) -> Option<&'static Explanation> {
    let by_number = || reply.aadsts().and_then(aadsts::explain);
    let by_suberror = || reply.suberror.as_deref().and_then(oauth::explain_suberror);
    // A number that no table knows says more than OAuth's word for a whole family of them.
    let by_word = || oauth::explain(&reply.error).filter(|_| reply.aadsts().is_none());
    by_number().or_else(by_suberror).or_else(by_word)
}

const SIGN_IN: &str = "Sign in again.";
const SEND: &str = "Send your administrator the message that the app has ready.";

const OPENS_REGISTRATION: &str =
    "Opens Microsoft Entra ID → App registrations → All applications in the Azure portal, and there this client ID.";
const OPENS_ENTERPRISE_APP: &str = "Opens Microsoft Entra ID → Enterprise applications → All applications in the Azure portal, and there this client ID.";
const OPENS_SIGN_IN_LOG: &str =
    "Opens Microsoft Entra ID → Monitoring → Sign-in logs in the Azure portal, and filters by the correlation ID.";
const GRANTS_CONSENT: &str = "Selects API permissions → Grant admin consent.";
const ADDS_REDIRECT: &str =
    "Selects Authentication → Add a platform → Mobile and desktop applications, and adds http://localhost.";
const READS_POLICY: &str = "Reads there, under Conditional Access, which policy said no, and whether it is meant to.";
