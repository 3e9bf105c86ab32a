//! Device authorization grant (RFC 8628): the person enters a code at the provider's page, on any device, while the
//! app asks again and again whether they have.

#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio::time::Instant;

use super::id_token::{self, Expected};
use super::{Attempt, DeviceWaiting, Progress, SignInError, SignedIn};
use crate::clock::Moment;
use crate::entra::{self, DeviceAuthorization, Endpoints, ProviderReply, TokenError, Tokens};
use crate::http::NetworkError;

/// RFC 8628 §3.5: what `slow_down` adds, for good.
const SLOWER: Duration = Duration::from_secs(5);

/// How long between two polls at most while the network is away: a person who comes back online is not kept waiting.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

pub(super) async fn run(attempt: Attempt<'_>) -> Result<SignedIn, SignInError> {
    let Attempt { profile, http, clock, .. } = attempt;
    let endpoints = Endpoints::of(profile, http).await?;
    let address =
        endpoints.device_authorization.as_ref().ok_or(SignInError::NotOffered("device authorization endpoint"))?;
    let authorization = entra::request_device_code(http, profile, address.url()).await.map_err(refused_at_once)?;
    let ends = Instant::now() + authorization.lifetime;
    let mut waiting = waiting(&authorization, clock.now());
    (attempt.progress)(Progress::WaitingForDevice(waiting.clone()));
    let ask = || entra::redeem_device_code(http, profile, &endpoints, &authorization.device_code);
    let tell = |network_away| {
        waiting.network_away = network_away;
        (attempt.progress)(Progress::WaitingForDevice(waiting.clone()));
    };
    let polled = tokio::time::timeout_at(ends, poll(authorization.interval, ask, tell)).await;
    let tokens = polled.unwrap_or(Err(SignInError::CodeExpired)).map_err(refused_at_last)?;
    let expected = Expected {
        client_id: &profile.client_id,
        // The flow has no authorization request that could carry one.
        nonce: None,
        issuer: &endpoints.issuer,
        now: clock.now().wall,
    };
    let account = id_token::account(tokens.id_token.as_ref(), &expected)?;
    Ok(SignedIn { tokens, account, endpoints })
}

fn waiting(authorization: &DeviceAuthorization, received: Moment) -> DeviceWaiting {
    DeviceWaiting {
        user_code: authorization.user_code.clone(),
        verification_uri: authorization.verification_uri.clone(),
        message: authorization.message.clone(),
        received,
        lifetime: authorization.lifetime,
        network_away: None,
    }
}

/// Asks until there is an answer that ends it. `tell` hears when the network goes away, and when it is back.
async fn poll<Asked: Future<Output = Result<Tokens, TokenError>>>(
    interval: Duration,
    ask: impl Fn() -> Asked,
    mut tell: impl FnMut(Option<NetworkError>),
) -> Result<Tokens, SignInError> {
    let mut pace = Pace { interval, failures: 0, retry_after: Duration::ZERO };
    let mut is_away = false;
    loop {
        tokio::time::sleep(pace.pause()).await;
        let network_away = match ask().await {
            Ok(tokens) => return Ok(tokens),
            Err(TokenError::Network(error)) => {
                tracing::warn!(%error, "no answer to a poll for a device code; it goes on");
                pace.failed(&error);
                Some(error)
            }
            Err(TokenError::Refused(reply)) if pace.goes_on_after(&reply) => None,
            Err(error) => return Err(error.into()),
        };
        if is_away != network_away.is_some() {
            is_away = network_away.is_some();
            tell(network_away);
        }
    }
}

/// How often to ask.
struct Pace {
    interval: Duration,
    /// In a row.
    failures: u32,
    retry_after: Duration,
}

impl Pace {
    fn pause(&self) -> Duration {
        // RFC 8628 §3.5: slower with each failure, in the way of an exponential backoff.
        let slower = self.interval.saturating_mul(1 << self.failures.min(6)).min(LONGEST_PAUSE);
        slower.max(self.interval).max(self.retry_after)
    }

    fn failed(&mut self, error: &NetworkError) {
        self.failures += 1;
        self.retry_after = match error {
            NetworkError::Busy { retry_after: Some(time), .. } => *time,
            _ => Duration::ZERO,
        };
    }

    /// Whether that refusal says to ask again.
    fn goes_on_after(&mut self, reply: &ProviderReply) -> bool {
        (self.failures, self.retry_after) = (0, Duration::ZERO);
        match reply.error.as_str() {
            "authorization_pending" => {}
            "slow_down" => self.interval += SLOWER,
            _ if reply.is_transient() => self.failures = 1,
            _ => return false,
        }
        true
    }
}

fn refused_at_once(error: TokenError) -> SignInError {
    match error {
        TokenError::Refused(reply) if is_blocked(&reply) => SignInError::DeviceCodeBlocked(reply),
        TokenError::Refused(reply) => SignInError::Refused(reply),
        other => other.into(),
    }
}

fn refused_at_last(error: SignInError) -> SignInError {
    match error {
        SignInError::Token(TokenError::Refused(reply)) if reply.error == "expired_token" => SignInError::CodeExpired,
        SignInError::Token(error) => refused_at_once(error),
        other => other,
    }
}

/// What says no to this way of signing in rather than to this person: the app registration's settings, or a rule of
/// the organisation about devices. In the browser of a managed machine the same person gets through.
fn is_blocked(reply: &ProviderReply) -> bool {
    const BY_A_RULE: [u32; 7] = [50_005, 50_097, 53_000, 53_001, 53_002, 53_003, 7_000_218];
    ["unauthorized_client", "unsupported_grant_type"].contains(&reply.error.as_str())
        || reply.aadsts().is_some_and(|number| BY_A_RULE.contains(&number))
}
