//! Every failure on its way to the page: the one mapping.

use std::io;
use std::path::Path;

use cdf_signin_engine::entra;
use cdf_signin_engine::hand_off::HandOffError;
use cdf_signin_engine::{Action as Offer, ErrorCode as Code, Failure};

use crate::dto::{Action, ErrorCode, ErrorView, ProviderReply};

/// What a command answers.
pub type Answer<T> = Result<T, ErrorView>;

impl From<Failure> for ErrorView {
    fn from(failure: Failure) -> Self {
        let hint = match failure.code {
            // The page names only profiles that there were a moment ago.
            Code::ProfileNotFound => "It was renamed or removed elsewhere. Choose another.".into(),
            _ => failure.hint,
        };
        Self {
            code: failure.code.into(),
            message: failure.message,
            hint,
            field: failure.field,
            you: failure.you,
            administrator: failure.administrator,
            administrator_message: failure.administrator_message,
            actions: failure.actions.into_iter().filter_map(button).collect(),
            provider: failure.provider.map(|reply| Box::new((*reply).into())),
        }
    }
}

/// Signed out here, and the provider's page is not in sight.
pub fn no_browser(address: &str) -> ErrorView {
    let message = "You are signed out on this computer. No browser opened for the provider's page.";
    Failure::new(Code::Usage, message, format!("Open it yourself: {address}")).into()
}

/// The system shows no folders.
pub fn no_folder(path: &Path, error: &io::Error) -> ErrorView {
    let message = format!("{} could not be opened: {error}.", path.display());
    Failure::new(Code::FileRefused, message, "Open it in your file manager.").into()
}

impl From<HandOffError> for ErrorView {
    fn from(error: HandOffError) -> Self {
        Failure::from(error).into()
    }
}

/// What the page has no button for is not offered.
fn button(offer: Offer) -> Option<Action> {
    Some(match offer {
        Offer::SignIn => Action::SignIn,
        Offer::SignInAsSomeoneElse => Action::SignInAsSomeoneElse,
        Offer::UseBrowser => Action::UseBrowser,
        Offer::TryAgain => Action::TryAgain,
        Offer::EditField => Action::EditField,
        Offer::CopyMessage => Action::CopyMessage,
        Offer::ReplaceFile => Action::ReplaceFile,
        Offer::Renew
        | Offer::ChooseProfile
        | Offer::ChooseDefault
        | Offer::AddProfile
        | Offer::ChooseFormat
        | Offer::SwitchEndpointOn => return None,
    })
}

impl From<Code> for ErrorCode {
    fn from(code: Code) -> Self {
        match code {
            Code::Internal => Self::Internal,
            Code::Usage => Self::Usage,
            Code::ProfileNotFound => Self::ProfileNotFound,
            Code::ProfileInvalid => Self::ProfileInvalid,
            Code::ProfileExists => Self::ProfileExists,
            Code::SignInRequired => Self::SignInRequired,
            Code::ProviderRefused => Self::ProviderRefused,
            Code::Network => Self::Network,
            Code::Cancelled => Self::Cancelled,
            Code::TimedOut => Self::TimedOut,
            Code::VaultLocked => Self::VaultLocked,
            Code::VaultUnavailable => Self::VaultUnavailable,
            Code::VaultCorrupt => Self::VaultCorrupt,
            Code::FileRefused => Self::FileRefused,
            Code::PortTaken => Self::PortTaken,
        }
    }
}

impl From<entra::ProviderReply> for ProviderReply {
    fn from(reply: entra::ProviderReply) -> Self {
        Self {
            aadsts: reply.aadsts(),
            error: reply.error,
            description: reply.description,
            suberror: reply.suberror,
            trace_id: reply.trace_id,
            correlation_id: reply.correlation_id,
            timestamp: reply.timestamp,
            raw: reply.raw,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page and the command line's `--json` say the same word for the same failure.
    #[test]
    fn every_code_has_the_engines_name() {
        use Code::*;
        let all = [
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
        ];
        for code in all {
            let view = ErrorView::from(Failure::new(code, "What happened.", "What to do."));
            assert_eq!(serde_json::to_value(view.code).unwrap(), serde_json::to_value(code).unwrap());
            assert_eq!(view.message, "What happened.");
        }
    }

    #[test]
    fn the_providers_ids_arrive() {
        let description = "AADSTS65001: no consent. Trace ID: t-1 Correlation ID: c-1 Timestamp: 2026-11-23 14:05:11Z";
        let reply = entra::ProviderReply::from_redirect("invalid_grant".into(), Some(description.into()));
        let failure = Failure { provider: Some(Box::new(reply)), ..Failure::new(Code::SignInRequired, "", "") };
        let reply = ErrorView::from(failure).provider.unwrap();
        assert_eq!((reply.aadsts, reply.trace_id.as_deref()), (Some(65001), Some("t-1")));
        assert_eq!(reply.correlation_id.as_deref(), Some("c-1"));
    }
}
