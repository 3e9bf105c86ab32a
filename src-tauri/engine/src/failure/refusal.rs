//! A provider's refusal in words.

use super::{Action, ErrorCode, Failure};
use crate::entra::{self, Explanation, ProviderReply};

const USE_THE_BROWSER: &str = "Many organisations block sign-in with a device code. Sign in with the browser instead.";

impl Failure {
    /// What the provider's reply means; `unexplained` is the hint where nothing of it is known.
    pub(super) fn refused(reply: &ProviderReply, code: ErrorCode, unexplained: &str) -> Self {
        let mut failure = match entra::explain(reply) {
            Some(explanation) => explained(explanation, code),
            None => unknown(reply, code, unexplained),
        };
        failure.provider = Some(Box::new(reply.clone()));
        failure
    }
}

impl Failure {
    /// Of the device code flow, which many tenants do not allow.
    pub(super) fn device_code_blocked(reply: &ProviderReply) -> Self {
        let mut failure = Self::refused(reply, ErrorCode::ProviderRefused, USE_THE_BROWSER);
        USE_THE_BROWSER.clone_into(&mut failure.hint);
        failure.actions.retain(|action| *action != Action::UseBrowser);
        failure.actions.insert(0, Action::UseBrowser);
        failure
    }
}

impl Failure {
    /// Of somebody's sign-in elsewhere, whose error was pasted here: nothing is there to be tried again.
    pub(crate) fn pasted(reply: &ProviderReply) -> Self {
        let hint = "Ask your administrator, with the numbers that stand in it.";
        Self { actions: Vec::new(), ..Self::refused(reply, ErrorCode::ProviderRefused, hint) }
    }
}

fn explained(explanation: &Explanation, code: ErrorCode) -> Failure {
    let owned = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
    let hint = explanation.you.first().copied().unwrap_or_default();
    Failure {
        you: owned(explanation.you),
        administrator: owned(explanation.administrator),
        field: explanation.field.map(str::to_owned),
        ..Failure::new(code, explanation.what, hint).offering(explanation.actions)
    }
}

/// Neither the number nor the words are known: the provider's own sentence, and where its number is explained.
fn unknown(reply: &ProviderReply, code: ErrorCode, hint: &str) -> Failure {
    let message = match (reply.sentence(), reply.aadsts()) {
        (Some(sentence), _) => format!("The provider said no: {sentence}"),
        (None, Some(number)) => format!("The provider said no (AADSTS{number})."),
        (None, None) => format!("The provider said no: {}.", reply.error),
    };
    let again = if code == ErrorCode::SignInRequired { Action::SignIn } else { Action::TryAgain };
    let mut failure = Failure::new(code, message, hint).offering([again]);
    if let (Some(page), Some(number)) = (reply.error_page(), reply.aadsts()) {
        failure.you = vec![hint.to_owned(), format!("Read what Microsoft says about AADSTS{number}: {page}")];
    }
    if reply.correlation_id.is_some() {
        failure.administrator = vec![
            "Opens Microsoft Entra ID → Monitoring → Sign-in logs in the Azure portal, and filters by the correlation ID."
                .to_owned(),
        ];
        failure.actions.push(Action::CopyMessage);
    }
    failure
}
