//! A good access token, at whatever cost short of a person: look, lock, look again, refresh, save.

use std::time::{Duration, SystemTime};

use secrecy::SecretString;

use super::Account;
use super::record::Record;
use super::sessions::{SessionError, Sessions, SignInRequired, ended};
use crate::entra::{self, Endpoints, ProviderReply, TokenError, Tokens};
use crate::profile::Profile;
use crate::sign_in::{SignedIn, client_credentials};
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
        let seen = match self.current(profile).await {
            Err(SessionError::SignInRequired(SignInRequired::NobodyIs))
                if profile.flow.is_unattended() && !wanted.no_refresh =>
            {
                // Boxed: rare, and large beside handing out a stored token.
                let first = Box::pin(self.first_of_application(profile)).await?;
                return Ok(self.hand_out(&first));
            }
            seen => seen?,
        };
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
        if record.serial != seen.serial
            && let Some(reply) = record.ended
        {
            return Err(ended(profile, reply));
        }
        self.refresh(profile, record).await
    }

    /// An application needs nobody to begin: its first token is asked for as each that follows.
    async fn first_of_application(&self, profile: &Profile) -> Result<Record, SessionError> {
        let _held = self.lock(profile.name.as_str()).await?;
        match self.current(profile).await {
            Err(SessionError::SignInRequired(SignInRequired::NobodyIs)) => {}
            // Another process was faster.
            found => return found,
        }
        let credential = self.credential(profile, None).await?;
        let endpoints = Endpoints::of(profile, &self.http).await?;
        tracing::info!(profile = profile.name.as_str(), "asks for the application's first token");
        let answer = client_credentials::ask(&self.http, profile, &endpoints, &credential, self.clock.now().wall).await;
        let tokens = answer.map_err(|error| no_tokens(error.received_at(self.clock.now().system_time())))?;
        let signed_in = SignedIn { tokens, account: Account::of_application(profile), endpoints };
        let record = Record::of_sign_in(profile, signed_in, self.clock.now(), 1);
        self.vault.write(profile.name.as_str(), record.to_bytes()).await?;
        self.clear_error(profile.name.as_str());
        self.events.new_token(profile.name.as_str());
        Ok(record)
    }

    /// Sends one request for a new token, by whatever means the profile has. The caller holds the profile's lock.
    pub(super) async fn refresh(&self, profile: &Profile, record: Record) -> Result<Record, SessionError> {
        tracing::info!(profile = profile.name.as_str(), "asks for a new token");
        let answer = Box::pin(self.ask_anew(profile, &record)).await?;
        let received = self.clock.now();
        let serial = record.serial;
        let (next, outcome) = match answer.map_err(|error| error.received_at(received.system_time())) {
            Ok(tokens) => (record.refreshed(tokens, received), Ok(())),
            Err(TokenError::Refused(reply)) if is_final(profile, &reply) => {
                let error = ended(profile, (*reply).clone());
                (record.ended_by(*reply), Err(error))
            }
            Err(error) => return Err(no_tokens(error)),
        };
        // Signed out while the request was under way: what it brought is nobody's any more.
        if self.current(profile).await?.serial != serial {
            return Err(SessionError::SignInRequired(SignInRequired::NobodyIs));
        }
        // The newest refresh token is on disk before anybody gets the access token: with rotation, a crash between
        // the two would otherwise leave a dead refresh token behind.
        self.vault.write(profile.name.as_str(), next.to_bytes()).await?;
        self.events.new_token(profile.name.as_str());
        tracing::info!(
            profile = profile.name.as_str(),
            serial = next.serial,
            lifetime = next.lifetime.as_secs(),
            ended = next.ended.is_some(),
            "what it brought is kept"
        );
        outcome.map(|()| next)
    }

    async fn ask_anew(&self, profile: &Profile, record: &Record) -> Result<Result<Tokens, TokenError>, SessionError> {
        let endpoints = async || match record.endpoints(profile) {
            Some(endpoints) => Ok(endpoints),
            None => Endpoints::of(profile, &self.http).await,
        };
        if profile.flow.is_unattended() {
            let credential = self.credential(profile, None).await?;
            return Ok(client_credentials::ask(
                &self.http,
                profile,
                &endpoints().await?,
                &credential,
                self.clock.now().wall,
            )
            .await);
        }
        let Some(refresh_token) = &record.refresh_token else {
            return Err(match &record.ended {
                Some(reply) => ended(profile, reply.clone()),
                None => SessionError::SignInRequired(SignInRequired::NotRefreshable),
            });
        };
        Ok(entra::refresh(&self.http, profile, &endpoints().await?, refresh_token).await)
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

    pub(super) fn is_alive(&self, record: &Record) -> bool {
        !record.time_left(&self.clock.now()).is_zero()
    }

    pub(super) fn hand_out(&self, record: &Record) -> Token {
        let now = self.clock.now();
        let left = record.time_left(&now);
        Token { access_token: record.access_token.clone(), expires_in: left, expires_at: now.system_time() + left }
    }
}

/// No later request of the same kind can have another answer. To an application that is every no: nothing of it ends
/// by itself.
fn is_final(profile: &Profile, reply: &ProviderReply) -> bool {
    reply.ends_the_session() || (profile.flow.is_unattended() && !reply.is_transient())
}

fn no_tokens(error: TokenError) -> SessionError {
    match error {
        TokenError::Refused(reply) => SessionError::Refused(reply),
        TokenError::Network(error) => error.into(),
        TokenError::Malformed(what) => SessionError::Malformed(what),
    }
}
