//! A good access token, at whatever cost short of a person: look, lock, look again, refresh, save.

use std::time::{Duration, SystemTime};

use secrecy::SecretString;

use super::record::Record;
use super::sessions::{SessionError, Sessions, SignInRequired};
use crate::entra::{self, Endpoints, TokenError};
use crate::profile::Profile;
use crate::vault::VaultError;

/// A token with less than this left is renewed before it is handed out: long enough for a request that is being
/// prepared now, and Microsoft's own libraries' number.
const MARGIN: Duration = Duration::from_secs(300);

/// What has to be left of a token of that life. One that lives for five minutes altogether would otherwise be renewed
/// at each call.
pub(crate) fn margin(lifetime: Duration) -> Duration {
    MARGIN.min(lifetime / 2)
}

/// What a caller wants of a token.
#[derive(Debug, Clone, Copy, Default)]
pub struct TokenRequest {
    /// It has to last at least this long. Unset: five minutes, or what a shorter-lived token can offer.
    pub min_validity: Option<Duration>,
    /// Take what is there.
    pub no_refresh: bool,
}

/// An access token for CDF.
#[derive(Debug, Clone)]
pub struct Token {
    /// Opaque to this app.
    pub access_token: SecretString,
    /// How long it still lasts.
    pub expires_in: Duration,
    /// When it ends, on the wall clock.
    pub expires_at: SystemTime,
}

impl Sessions {
    /// The profile's access token, renewed first if it has to be. Never opens a browser.
    ///
    /// However many threads and processes ask at once, one request reaches the provider; the others find its result.
    pub async fn token(&self, profile: &Profile, wanted: TokenRequest) -> Result<Token, SessionError> {
        let seen = self.current(profile).await?;
        if self.is_enough(&seen, wanted) {
            return Ok(self.hand_out(&seen));
        }
        if wanted.no_refresh {
            return Err(SessionError::SignInRequired(SignInRequired::NoRefreshWanted));
        }
        match self.renewed(profile, wanted, &seen).await {
            Ok(record) => {
                self.clear_error(profile.name.as_str());
                Ok(self.hand_out(&record))
            }
            // Nothing better is to be had, but what there is still works.
            Err(_) if wanted.min_validity.is_none() && self.is_alive(&seen) => Ok(self.hand_out(&seen)),
            Err(error) => Err(error),
        }
    }

    async fn renewed(&self, profile: &Profile, wanted: TokenRequest, seen: &Record) -> Result<Record, SessionError> {
        let _held = self.lock(profile.name.as_str()).await?;
        let record = self.current(profile).await?;
        let was_renewed_meanwhile = record.serial != seen.serial && self.is_alive(&record);
        if was_renewed_meanwhile || self.is_enough(&record, wanted) {
            return Ok(record);
        }
        self.refresh(profile, record).await
    }

    /// Sends one refresh request. The caller holds the profile's lock.
    pub(super) async fn refresh(&self, profile: &Profile, record: Record) -> Result<Record, SessionError> {
        let Some(refresh_token) = &record.refresh_token else {
            return Err(SessionError::SignInRequired(match record.ended {
                Some(reply) => SignInRequired::Ended(Box::new(reply)),
                None => SignInRequired::NotRefreshable,
            }));
        };
        let endpoints = match record.endpoints(profile) {
            Some(endpoints) => endpoints,
            None => Endpoints::of(profile, &self.http).await?,
        };
        tracing::info!(profile = profile.name.as_str(), "asks for a new token");
        let answer = entra::refresh(&self.http, profile, &endpoints, refresh_token).await;
        let received = self.clock.now();
        let serial = record.serial;
        let (next, outcome) = match answer.map_err(|error| error.received_at(received.system_time())) {
            Ok(tokens) => (record.refreshed(tokens, received), Ok(())),
            Err(TokenError::Network(error)) => return Err(error.into()),
            Err(TokenError::Malformed(what)) => return Err(SessionError::Malformed(what)),
            Err(TokenError::Refused(reply)) if reply.ends_the_session() => {
                let required = SessionError::SignInRequired(SignInRequired::Ended(reply.clone()));
                (record.ended_by(*reply), Err(required))
            }
            Err(TokenError::Refused(reply)) => return Err(SessionError::Refused(reply)),
        };
        // Signed out while the request was under way: what it brought is nobody's any more.
        if self.current(profile).await?.serial != serial {
            return Err(SessionError::SignInRequired(SignInRequired::NobodyIs));
        }
        // The newest refresh token is on disk before anybody gets the access token: with rotation, a crash between
        // the two would otherwise leave a dead refresh token behind.
        self.vault.write(profile.name.as_str(), next.to_bytes()).await?;
        self.events.session_changed(profile.name.as_str());
        tracing::info!(
            profile = profile.name.as_str(),
            serial = next.serial,
            lifetime = next.lifetime.as_secs(),
            ended = next.ended.is_some(),
            "what it brought is kept"
        );
        outcome.map(|()| next)
    }

    pub(super) async fn current(&self, profile: &Profile) -> Result<Record, SessionError> {
        match self.read(profile).await {
            Ok(Some(record)) => Ok(record),
            Ok(None) => Err(SessionError::SignInRequired(SignInRequired::NobodyIs)),
            Err(error @ (VaultError::Key(_) | VaultError::Unreadable { .. } | VaultError::File { .. })) => {
                Err(error.into())
            }
        }
    }

    fn is_enough(&self, record: &Record, wanted: TokenRequest) -> bool {
        let left = record.time_left(&self.clock.now());
        let usual = if wanted.no_refresh { Duration::ZERO } else { margin(record.lifetime) };
        let margin = wanted.min_validity.unwrap_or(usual);
        !left.is_zero() && left >= margin
    }

    fn is_alive(&self, record: &Record) -> bool {
        !record.time_left(&self.clock.now()).is_zero()
    }

    fn hand_out(&self, record: &Record) -> Token {
        let now = self.clock.now();
        let left = record.time_left(&now);
        Token { access_token: record.access_token.clone(), expires_in: left, expires_at: now.system_time() + left }
    }
}
