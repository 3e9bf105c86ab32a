//! How a session stands towards its renewal, for whoever keeps it fresh.

use std::sync::Arc;
use std::time::Duration;

use super::record::Record;
use super::sessions::{SessionError, Sessions, SignInRequired, ended};
use super::{Account, Token};
use crate::clock::Moment;
use crate::failure::Failure;
use crate::files::{self, Stamp};
use crate::ports::{Clock, Events};
use crate::profile::Profile;
use crate::vault::VaultError;

/// A session without its secrets: whose it is, how old, and whether it can go on by itself.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The profile's name.
    pub profile: String,
    /// The provider's host.
    pub host: String,
    /// The provider's token endpoint.
    pub endpoint: String,
    /// Of the record.
    pub serial: u64,
    /// When the tokens were received.
    pub received: Moment,
    /// How long the access token lasts from then.
    pub lifetime: Duration,
    /// Whether it can be renewed.
    pub renewal: Renewal,
}

/// Whether a session can be renewed without a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// It can.
    ByItself,
    /// It cannot, but the token is good until its end.
    Impossible(Failure),
    /// It is over: the provider said so, or it cannot be read.
    Ended(Failure),
}

impl Standing {
    fn of(record: &Record, profile: &Profile) -> Self {
        let required = |why| Failure::from(SessionError::SignInRequired(why));
        let renewal = match (&record.refresh_token, &record.ended) {
            (_, Some(reply)) => Renewal::Ended(ended(profile, reply.clone()).into()),
            (Some(_), None) => Renewal::ByItself,
            // An application's next token needs no refresh token.
            (None, None) if profile.flow.is_unattended() => Renewal::ByItself,
            (None, None) => Renewal::Impossible(required(SignInRequired::NotRefreshable)),
        };
        let token = record.endpoints(profile).map(|endpoints| endpoints.token.url().clone());
        Self {
            profile: profile.name.as_str().to_owned(),
            // A provider whose endpoints are not known yet is known by what its records are bound to.
            host: token.as_ref().map_or_else(|| record.bound_to.clone(), |token| token.origin().ascii_serialization()),
            endpoint: token.map_or_else(|| record.bound_to.clone(), String::from),
            serial: record.serial,
            received: record.received.clone(),
            lifetime: record.lifetime,
            renewal,
        }
    }

    /// A session that does not open.
    pub(crate) fn unreadable(profile: &str, failure: Failure) -> Self {
        Self {
            profile: profile.to_owned(),
            host: String::new(),
            endpoint: String::new(),
            serial: 0,
            received: Moment { wall: Duration::ZERO, uptime: Duration::ZERO, boot: String::new() },
            lifetime: Duration::ZERO,
            renewal: Renewal::Ended(failure),
        }
    }

    /// What has to be open for a renewal.
    pub(crate) fn doors(&self) -> [&str; 2] {
        [&self.host, &self.endpoint]
    }

    /// Nothing has happened to the session in between.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        let key = |standing: &Self| (standing.serial, standing.received.clone(), standing.endpoint.clone());
        key(self) == key(other)
    }
}

impl Sessions {
    /// How that profile's session stands; none where nobody is signed in.
    pub(crate) async fn standing(&self, profile: &Profile) -> Result<Option<Standing>, VaultError> {
        Ok(self.read(profile).await?.map(|record| Standing::of(&record, profile)))
    }

    /// Tells whether that profile's sealed session is another than before; none where there is no file.
    pub(crate) fn stamp(&self, profile: &Profile) -> Option<Stamp> {
        files::stamp(&self.vault.file(profile.name.as_str()))
    }

    /// Whether the vault's key is in this process, so that reading asks nobody for anything.
    pub(crate) fn has_key(&self) -> bool {
        self.vault.has_key()
    }

    /// The token there is and whose it is, as long as it lasts. Asks neither the provider nor the person.
    pub(crate) async fn present(&self, profile: &Profile) -> Option<(Token, Account)> {
        if !self.has_key() && !self.vault.is_in_memory(profile.name.as_str()) {
            return None;
        }
        let record = self.read(profile).await.ok()?.filter(|record| self.is_alive(record))?;
        Some((self.hand_out(&record), record.account))
    }

    /// Whether this process has brought a token to that profile since this was last asked.
    pub(crate) fn take_new_token(&self, profile: &str) -> bool {
        self.events.take_new_token(profile)
    }

    /// Until a session changes in this process.
    pub(crate) async fn changed(&self) {
        self.events.changed().await;
    }

    pub(crate) fn events(&self) -> Arc<dyn Events> {
        self.events.host().clone()
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    /// Renews a session ahead of its end. `serial` is of the record that was seen to be due: when it has another by
    /// now, somebody else was faster, and no request is sent.
    pub(crate) async fn renew(&self, profile: &Profile, serial: u64) -> Result<Standing, SessionError> {
        let record = {
            let _held = self.lock(profile.name.as_str()).await?;
            let record = self.current(profile).await?;
            if record.serial == serial { self.refresh(profile, record).await? } else { record }
        };
        self.clear_error(profile.name.as_str());
        Ok(Standing::of(&record, profile))
    }
}
