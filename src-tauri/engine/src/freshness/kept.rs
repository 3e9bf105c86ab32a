use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::schedule::Trouble;
use crate::clock::Moment;
use crate::entra::DiscoveryError;
use crate::failure::Failure;
use crate::files::{self, Stamp};
use crate::http::NetworkError;
use crate::ports::{KeyStoreError, Renewals};
use crate::profile::{Profile, ProfileBook};
use crate::session::{SessionError, Sessions, SignInRequired, Standing};
use crate::vault::VaultError;

/// A key store that is missing or fails is looked at again after this long; a look at one of those shows no prompt.
const KEY_STORE_AGAIN: Duration = Duration::from_secs(300);

/// The profiles of the book and their sessions in the vault.
pub struct Kept {
    book: ProfileBook,
    sessions: Arc<Sessions>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    book: Option<Stamp>,
    /// Those of the last book that could be read: while somebody edits the file, the sign-ins go on.
    profiles: Vec<Profile>,
    sessions: BTreeMap<String, Session>,
    /// Since when the key store gives no key, and whether it may be asked again by itself.
    without_key: Option<(Moment, bool)>,
}

#[derive(Default)]
struct Session {
    stamp: Option<Stamp>,
    standing: Option<Standing>,
    /// False for a file that could not be opened without the key.
    is_read: bool,
}

impl Kept {
    /// Nothing is read yet.
    pub fn new(book: ProfileBook, sessions: Arc<Sessions>) -> Self {
        Self { book, sessions, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the book if it has changed, and says whether it has.
    fn read_book(&self) -> bool {
        let stamp = files::stamp(self.book.path());
        let mut known = self.known();
        if known.book == stamp {
            return false;
        }
        known.book = stamp;
        if let Ok(profiles) = self.book.load() {
            known.profiles = profiles.entries.into_iter().filter_map(|entry| entry.profile.ok()).collect();
            // Another client ID or scope makes a session another one.
            known.sessions.clear();
        }
        true
    }

    /// Reads the sessions that have changed, and says whether any has.
    async fn read_sessions(&self) -> bool {
        let profiles = self.known().profiles.clone();
        let mut has_changed = false;
        for profile in &profiles {
            let name = profile.name.as_str();
            // One in memory hides a file, and looking at it costs nothing.
            let stamp = self.sessions.stamp(profile).filter(|_| !self.sessions.vault.is_in_memory(name));
            if stamp.is_some() && !self.is_worth_reading(name, stamp) {
                continue;
            }
            let read = match self.sessions.standing(profile).await {
                Ok(standing) => Session { stamp, standing, is_read: true },
                Err(VaultError::Key(error)) => {
                    self.wait_for_key(&error);
                    Session { stamp, standing: None, is_read: false }
                }
                Err(error) => Session { stamp, standing: Some(unreadable(name, error)), is_read: true },
            };
            has_changed |= self.keep(name, read);
        }
        has_changed
    }

    fn is_worth_reading(&self, name: &str, stamp: Option<Stamp>) -> bool {
        let (is_seen, is_read) = {
            let known = self.known();
            let session = known.sessions.get(name);
            (session.map(|session| session.stamp == stamp), session.is_some_and(|session| session.is_read))
        };
        match is_seen {
            Some(true) => !is_read && !self.is_waiting_for_key(),
            // Another process could write it, so the key store is open again.
            Some(false) => {
                self.known().without_key = None;
                true
            }
            None => !self.is_waiting_for_key(),
        }
    }

    fn keep(&self, name: &str, new: Session) -> bool {
        let mut known = self.known();
        let old = known.sessions.entry(name.to_owned()).or_default();
        let is_same = match (&old.standing, &new.standing) {
            (Some(old), Some(new)) => old.is_same_as(new) && old.renewal == new.renewal,
            (None, None) => true,
            _ => false,
        };
        let has_changed = !is_same || old.stamp != new.stamp;
        *old = new;
        has_changed
    }

    fn wait_for_key(&self, error: &KeyStoreError) {
        // A locked keyring asks the person each time it is asked: once is enough.
        let may_ask_again = !matches!(error, KeyStoreError::Locked);
        self.known().without_key = Some((self.sessions.clock().now(), may_ask_again));
    }

    /// Whether sealed sessions are left alone for now, because the key store would only say no again. It is asked again when
    /// the key has come to this process for another reason, or when time may have brought a key store.
    fn is_waiting_for_key(&self) -> bool {
        let now = self.sessions.clock().now();
        let mut known = self.known();
        let Some((since, may_ask_again)) = &known.without_key else { return false };
        let is_time = *may_ask_again && now.since(since).is_none_or(|waited| waited >= KEY_STORE_AGAIN);
        if self.sessions.has_key() || is_time {
            known.without_key = None;
        }
        known.without_key.is_some()
    }
}

impl Renewals for Kept {
    async fn look(&self) -> Option<Vec<Standing>> {
        let is_another_book = self.read_book();
        let has_changed = self.read_sessions().await;
        if !is_another_book && !has_changed {
            return None;
        }
        let known = self.known();
        let standing = |profile: &Profile| known.sessions.get(profile.name.as_str())?.standing.clone();
        Some(known.profiles.iter().filter_map(standing).collect())
    }

    async fn renew(&self, profile: &str, serial: u64) -> Result<Standing, Trouble> {
        let known = self.known().profiles.iter().find(|known| known.name.as_str() == profile).cloned();
        let profile = known.ok_or(Trouble::Gone)?;
        self.sessions.renew(&profile, serial).await.map_err(trouble)
    }

    async fn changed(&self) {
        self.sessions.changed().await;
    }
}

fn unreadable(profile: &str, error: VaultError) -> Standing {
    Standing::unreadable(profile, SessionError::from(error).into())
}

fn trouble(error: SessionError) -> Trouble {
    let failure = Failure::from(error.clone());
    match error {
        SessionError::SignInRequired(SignInRequired::NobodyIs) => Trouble::Gone,
        SessionError::SignInRequired(_) => Trouble::NeedsPerson(failure),
        SessionError::Network(error) | SessionError::Discovery(DiscoveryError::Network(error)) => match error {
            NetworkError::Busy { retry_after, .. } => Trouble::Busy(failure, retry_after),
            _ => Trouble::Unreachable(failure),
        },
        SessionError::Refused(reply) if reply.is_transient() => Trouble::Busy(failure, None),
        SessionError::StillLocked => Trouble::Busy(failure, None),
        _ => Trouble::Amiss(failure),
    }
}
