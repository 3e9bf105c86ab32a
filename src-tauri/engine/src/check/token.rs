use super::report::{Outcome, Step, StepId};
use super::words::span;
use crate::failure::{ErrorCode, Failure};
use crate::profile::Profile;
use crate::session::{Sessions, State, Status, Token, TokenRequest};

/// A token as a tool would get it: without a person, renewed first where it has to be.
pub(super) async fn step(sessions: &Sessions, profile: &Profile, vault: Outcome) -> (Step, Option<Token>) {
    let before = sessions.status(profile).await;
    match sessions.token(profile, TokenRequest::default()).await {
        Ok(token) => {
            let after = sessions.status(profile).await;
            (held(&before, &after, &token), Some(token))
        }
        Err(error) => (missing(profile, &error.into(), &before, vault), None),
    }
}

fn held(before: &Status, after: &Status, token: &Token) -> Step {
    let account = after.account.as_ref();
    let name = account.and_then(|account| account.name.as_ref().or(account.username.as_ref()));
    let application = account.and_then(|account| account.application.clone());
    let title = match (name, &application) {
        (Some(name), _) => format!("{name} is signed in"),
        (None, Some(_)) => "The application is signed in".to_owned(),
        (None, None) => "There is a token".to_owned(),
    };
    let was_renewed = before.expires_in.is_none_or(|left| left < token.expires_in);
    let new = if was_renewed { "was just renewed. It " } else { "" };
    let renewal = if after.refreshable { "renews without you" } else { "cannot renew without you" };
    let username = account.and_then(|account| account.username.clone());
    let tenant = account.and_then(|account| account.tenant_id.clone());
    Step::passed(StepId::Token, title)
        .detail(format!("The token {new}is good for {} and {renewal}.", span(token.expires_in)))
        .fact("account", username)
        .fact("application", application)
        .fact("tenant", tenant)
}

fn missing(profile: &Profile, failure: &Failure, before: &Status, vault: Outcome) -> Step {
    let is_the_vaults = matches!(failure.code, ErrorCode::VaultLocked | ErrorCode::VaultUnavailable);
    if is_the_vaults && vault == Outcome::Failed {
        return Step::skipped(StepId::Token, "the vault does not open");
    }
    let title = match failure.code {
        ErrorCode::SignInRequired if profile.flow.is_unattended() => "The application is not signed in".into(),
        ErrorCode::SignInRequired if before.state == State::SignedOut => {
            let step = Step::of_failure(StepId::Token, format!("Nobody is signed in to {}", profile.title()), failure);
            return step.detail("");
        }
        ErrorCode::SignInRequired => format!("You have to sign in to {} again", profile.title()),
        ErrorCode::Network => "The token could not be renewed now".into(),
        _ => "There is no token".into(),
    };
    Step::of_failure(StepId::Token, title, failure)
}
