//! What the engine offers to do about a failure, as commands.

use cdf_signin_engine::{Action, ErrorCode, Failure};

/// What to do next, with the command that does it where the hint alone does not name it.
pub fn hint(failure: &Failure) -> String {
    let is_the_hint = |action: &&Action| match action {
        Action::SignIn => failure.code == ErrorCode::SignInRequired,
        Action::ChooseProfile
        | Action::ChooseDefault
        | Action::AddProfile
        | Action::ChooseFormat
        | Action::ReplaceFile
        | Action::SwitchEndpointOn => true,
        _ => false,
    };
    if failure.actions.first() == Some(&Action::Renew) {
        return renewal(failure);
    }
    let named = failure.actions.first().filter(is_the_hint).and_then(|action| command(*action, failure));
    match named {
        Some(command) => format!("{}: {command}", failure.hint.trim_end_matches('.')),
        None => failure.hint.clone(),
    }
}

/// Only `--no-refresh` keeps a token from being renewed.
fn renewal(failure: &Failure) -> String {
    let login = command(Action::SignIn, failure).map(|login| format!(": {login}")).unwrap_or_default();
    format!("Ask without --no-refresh, or sign in again{login}")
}

/// The commands for what an explained failure offers, each with what it is for.
pub fn commands(failure: &Failure) -> Vec<(String, &'static str)> {
    if failure.you.is_empty() {
        return Vec::new();
    }
    // The hint names the first one's already.
    let is_named = hint(failure) != failure.hint;
    let actions = failure.actions.iter().skip(usize::from(is_named));
    actions.filter_map(|action| Some((command(*action, failure)?, purpose(*action)?))).collect()
}

fn purpose(action: Action) -> Option<&'static str> {
    match action {
        Action::SignIn => Some("signs you in"),
        Action::SignInAsSomeoneElse => Some("lets you choose another account"),
        Action::UseBrowser => Some("signs you in with the browser"),
        Action::EditField => Some("changes the profile"),
        _ => None,
    }
}

fn command(action: Action, failure: &Failure) -> Option<String> {
    let name = failure.profile.as_deref();
    Some(match action {
        Action::SignIn => format!("cdf-signin login {}", name?),
        Action::SignInAsSomeoneElse => format!("cdf-signin login {} --select-account", name?),
        Action::UseBrowser => format!("cdf-signin login {} --browser", name?),
        Action::EditField => format!("cdf-signin profile edit {} {}", name?, option(failure.field.as_deref()?)),
        Action::ChooseProfile => "cdf-signin profile list".to_owned(),
        Action::ChooseDefault => "cdf-signin profile default NAME".to_owned(),
        Action::AddProfile => {
            "cdf-signin profile add NAME --tenant-id … --client-id … --cluster … --project …".to_owned()
        }
        Action::ChooseFormat => "cdf-signin write --format list".to_owned(),
        Action::ReplaceFile => "--force".to_owned(),
        Action::SwitchEndpointOn => format!("cdf-signin endpoint {} on", name?),
        Action::Renew | Action::TryAgain | Action::CopyMessage => return None,
    })
}

/// `tenant_id` → `--tenant-id …`. A secret comes by standard input, and several scopes by an option each.
fn option(field: &str) -> String {
    match field {
        "client_secret" => "--client-secret-stdin".to_owned(),
        "scopes" => "--scope …".to_owned(),
        _ => format!("--{} …", field.replace('_', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(code: ErrorCode, hint: &str, actions: &[Action]) -> Failure {
        let profile = Some("north".to_owned());
        Failure { actions: actions.to_vec(), profile, ..Failure::new(code, "What happened.", hint) }
    }

    #[test]
    fn a_hint_names_the_command_that_does_it() {
        let required = failure(ErrorCode::SignInRequired, "Sign in.", &[Action::SignIn]);
        assert_eq!(hint(&required), "Sign in: cdf-signin login north");
        let refused = failure(ErrorCode::ProviderRefused, "Wait.", &[Action::SignIn]);
        assert_eq!(hint(&refused), "Wait.");
        let nameless = Failure { profile: None, ..required };
        assert_eq!(hint(&nameless), "Sign in.");
    }

    #[test]
    fn an_explained_failure_lists_its_commands() {
        let actions = [Action::SignInAsSomeoneElse, Action::EditField, Action::CopyMessage, Action::TryAgain];
        let refused = failure(ErrorCode::ProviderRefused, "Compare.", &actions);
        let explained = Failure { you: vec!["Compare.".into()], field: Some("tenant_id".into()), ..refused.clone() };
        let listed: Vec<String> = commands(&explained).into_iter().map(|(command, _)| command).collect();
        assert_eq!(listed, ["cdf-signin login north --select-account", "cdf-signin profile edit north --tenant-id …"]);
        assert!(commands(&refused).is_empty());
    }
}
