//! Client credentials (RFC 6749 §4.4): an application signs in, with a secret or a certificate, and nobody is asked.

use std::time::Duration;

use super::{Attempt, Progress, SignInError, SignedIn};
use crate::entra::{self, Endpoints, Proof, TokenError, Tokens};
use crate::http::Http;
use crate::profile::Profile;
use crate::session::{Account, Credential};

pub(super) async fn run(attempt: Attempt<'_>) -> Result<SignedIn, SignInError> {
    let Attempt { profile, http, .. } = attempt;
    let credential =
        attempt.credential.ok_or(SignInError::OtherFlow { wanted: profile.flow, profile: profile.flow })?;
    (attempt.progress)(Progress::AskingForToken);
    let endpoints = Endpoints::of(profile, http).await?;
    let tokens = ask(http, profile, &endpoints, &credential, attempt.clock.now().wall).await?;
    Ok(SignedIn { tokens, account: Account::of_application(profile), endpoints })
}

/// Asks for a token: the first one and each that follows. `now` is the wall clock, since 1970.
pub(crate) async fn ask(
    http: &Http,
    profile: &Profile,
    endpoints: &Endpoints,
    credential: &Credential,
    now: Duration,
) -> Result<Tokens, TokenError> {
    match credential {
        Credential::Secret(secret) => entra::ask_as_application(http, profile, endpoints, Proof::Secret(secret)).await,
        Credential::Certificate(certificate) => {
            // RFC 7523 §3: made for this token endpoint, and used once.
            let assertion = certificate.assertion(&profile.client_id, endpoints.token.as_str(), now);
            entra::ask_as_application(http, profile, endpoints, Proof::Assertion(&assertion)).await
        }
    }
}
