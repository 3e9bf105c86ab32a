use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::announcing::Announcing;
use super::credentials::GivenSecrets;
use super::record::Record;
use super::state::{State, Status};
use crate::clock::Moment;
use crate::entra::{DiscoveryError, ProviderReply};
use crate::failure::Failure;
use crate::files::FileLock;
use crate::http::{Http, NetworkError};
use crate::ports::{Browser, Clock, Events};
use crate::profile::{Flow, Profile};
use crate::sign_in::{self, Attempt, CertificateError, Progress, SignInError, SignInOptions, SignedIn};
use crate::vault::{Kept, Vault, VaultError};

/// How long to wait for another process's refresh; longer than one can take.
const LOCK_PATIENCE: Duration = Duration::from_secs(60);

/// How long signing out waits for a refresh under way before it goes ahead.
const SIGN_OUT_PATIENCE: Duration = Duration::from_secs(3);

/// The sessions of all profiles. The sealed files are the truth, shared with other processes; in memory are only
/// the sign-ins under way here.
pub struct Sessions {
    pub(crate) vault: Vault,
    pub(crate) http: Http,
    pub(crate) clock: Arc<dyn Clock>,
    pub(super) events: Announcing,
    pub(super) given: GivenSecrets,
    pub(super) browser: Arc<dyn Browser>,
    live: Mutex<HashMap<String, Live>>,
}

/// What this process alone knows of a profile.
#[derive(Default)]
struct Live {
    /// Goes up with each change of state: what was started before belongs to an older state and must not overwrite it.
    generation: u64,
    signing_in: Option<SigningIn>,
    last_error: Option<Failure>,
}

struct SigningIn {
    cancel: CancellationToken,
    started: Moment,
    patience: Duration,
    progress: Option<Progress>,
}

/// Why a session did not do what was asked of it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SessionError {
    /// A person has to sign in.
    #[error("{0}")]
    SignInRequired(SignInRequired),
    /// The provider said no to a refresh, but not for good.
    #[error("{0}")]
    Refused(Box<crate::entra::ProviderReply>),
    /// The provider's answer makes no sense.
    #[error("{0}")]
    Malformed(String),
    /// Nothing was decided, nothing is lost.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The vault gave nothing.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Another process holds the profile's lock for too long.
    #[error("another program has been refreshing this profile for a minute")]
    StillLocked,
    /// The lock file could not be used.
    #[error("the lock file {path} could not be used: {message}")]
    Lock {
        /// Which.
        path: String,
        /// The system's words.
        message: String,
    },
    /// The provider did not tell its endpoints.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The provider cannot be asked to sign a person out.
    #[error("the provider names no address to sign out at")]
    NoSignOut,
    /// A sign-in ended without one.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The application's certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// A person signs in there, with nothing that the app could keep.
    #[error("a profile that signs in with {} has no secret", .0.as_str())]
    NoSecretNeeded(Flow),
}

/// Why a person has to sign in.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SignInRequired {
    /// There is no session.
    #[error("nobody is signed in")]
    NobodyIs,
    /// The application's client secret is neither kept nor given, or the kept one is of another application.
    #[error("no client secret is kept for this profile's application")]
    NoClientSecret,
    /// The token has ended, and there is no refresh token.
    #[error("the token has expired, and the provider gave none to renew it with")]
    NotRefreshable,
    /// The caller wants no refresh, and the token does not last long enough without one.
    #[error("the token has expired or does not last as long as asked")]
    NoRefreshWanted,
    /// The provider ended the session.
    #[error("{0}")]
    Ended(Box<crate::entra::ProviderReply>),
}

impl Sessions {
    /// Sessions in that vault.
    pub fn new(
        vault: Vault,
        http: Http,
        clock: Arc<dyn Clock>,
        browser: Arc<dyn Browser>,
        events: Arc<dyn Events>,
    ) -> Self {
        Self {
            vault,
            http,
            clock,
            events: Announcing::to(events),
            given: GivenSecrets::default(),
            browser,
            live: Mutex::default(),
        }
    }

    /// The same, with secrets that come with the process.
    #[must_use]
    pub fn with_given(self, given: GivenSecrets) -> Self {
        Self { given, ..self }
    }

    /// How a profile's sign-in stands now.
    pub async fn status(&self, profile: &Profile) -> Status {
        let name = profile.name.as_str();
        let now = self.clock.now();
        let mut status = match self.read(profile).await {
            Ok(Some(record)) => {
                let mut status = Status::of(&record, &now);
                status.expected_account = other_than_named(&record, profile);
                status.refreshable |= self.has_credential(profile);
                status.last_error = record.ended.map(|reply| ended(profile, reply).into());
                status
            }
            Ok(None) => Status::signed_out(),
            Err(error) => {
                let state =
                    if matches!(error, VaultError::Unreadable { .. }) { State::NeedsSignIn } else { State::SignedOut };
                Status { state, last_error: Some(SessionError::from(error).into()), ..Status::signed_out() }
            }
        };
        status.kept = !self.vault.is_in_memory(name);
        if let Some(live) = self.live().get(name) {
            status.last_error = live.last_error.clone().or(status.last_error);
            if let Some(signing_in) = &live.signing_in {
                let waited = now.since(&signing_in.started).unwrap_or_default();
                let left = signing_in.patience.saturating_sub(waited);
                let of_code = signing_in.progress.as_ref().and_then(Progress::device);
                let left = of_code.map_or(left, |waiting| left.min(waiting.time_left(&now)));
                status.state = State::SigningIn;
                status.progress = signing_in.progress.clone().map(|progress| (progress, left));
            }
        }
        status
    }

    /// Signs a person in, and keeps the session before it returns.
    pub async fn sign_in(
        &self,
        profile: &Profile,
        options: &SignInOptions,
        pasted: Option<mpsc::Receiver<String>>,
        progress: &(dyn Fn(&Progress) + Send + Sync),
    ) -> Result<Kept, SessionError> {
        let name = profile.name.as_str();
        let under_way = self.begin(name, options.patience(profile))?;
        let outcome = self.sign_in_as(profile, options, pasted, progress, &under_way).await;
        let error =
            outcome.as_ref().err().filter(|error| !matches!(error, SessionError::SignIn(SignInError::Cancelled)));
        if let Some(live) = self.live().get_mut(name).filter(|live| live.generation == under_way.generation) {
            let flow = options.flow.unwrap_or(profile.flow);
            live.last_error = error.cloned().map(|error| Failure::from(error).by(flow));
        }
        drop(under_way);
        outcome
    }

    async fn sign_in_as(
        &self,
        profile: &Profile,
        options: &SignInOptions,
        pasted: Option<mpsc::Receiver<String>>,
        progress: &(dyn Fn(&Progress) + Send + Sync),
        under_way: &UnderWay<'_>,
    ) -> Result<Kept, SessionError> {
        let name = profile.name.as_str();
        // A locked keyring is said before the person goes to their browser; a missing one only means that the
        // session ends with the process.
        if let Err(locked @ crate::ports::KeyStoreError::Locked) = self.vault.ready().await {
            return Err(VaultError::Key(locked).into());
        }
        let claims = self.step_up(profile).await;
        let show = |step: Progress| {
            tracing::info!(profile = name, "{}", step.name());
            progress(&step);
            if let Some(signing_in) = self.live().get_mut(name).and_then(|live| live.signing_in.as_mut()) {
                signing_in.progress = Some(step);
            }
            self.events.session_changed(name);
        };
        let credential = if profile.flow.is_unattended() {
            Some(self.credential(profile, options.secret.as_ref()).await?)
        } else {
            None
        };
        let attempt = Attempt {
            profile,
            options,
            claims: claims.as_deref(),
            http: &self.http,
            browser: self.browser.clone(),
            clock: self.clock.as_ref(),
            credential,
            pasted,
            progress: &show,
        };
        let signed_in = sign_in::sign_in(attempt, &under_way.cancel).await;
        self.note_refusal(profile, claims.as_deref(), &signed_in).await;
        let signed_in = signed_in.map_err(|error| error.received_at(self.clock.now().system_time()))?;
        if let Some(secret) = &options.secret {
            self.keep_secret(profile, secret).await?;
        }
        self.keep_sign_in(profile, signed_in, under_way).await
    }

    async fn keep_sign_in(
        &self,
        profile: &Profile,
        signed_in: SignedIn,
        under_way: &UnderWay<'_>,
    ) -> Result<Kept, SessionError> {
        let received = self.clock.now();
        let name = profile.name.as_str();
        let _held = self.lock(name).await?;
        if under_way.is_outdated() {
            return Err(SignInError::Cancelled.into());
        }
        // A record that does not open, or of another tenant, counts no serials worth going on from.
        let serial = self.read(profile).await.ok().flatten().map_or(1, |record| record.serial + 1);
        let record = Record::of_sign_in(profile, signed_in, received, serial);
        let kept = self.vault.write(name, record.to_bytes()).await?;
        self.events.new_token(name);
        tracing::info!(profile = name, ?kept, lifetime = record.lifetime.as_secs(), "signed in");
        Ok(kept)
    }

    /// Ends a sign-in under way, at whatever it is.
    pub fn cancel_sign_in(&self, name: &str) {
        if let Some(signing_in) = self.live().get(name).and_then(|live| live.signing_in.as_ref()) {
            signing_in.cancel.cancel();
        }
    }

    /// Opens the page of a sign-in under way, for a person who lost it or who enters their code on this machine.
    pub fn open_again(&self, profile: &Profile) {
        let progress =
            self.live().get(profile.name.as_str()).and_then(|live| live.signing_in.as_ref()?.progress.clone());
        if let Some(address) = progress.and_then(|progress| progress.address().cloned()) {
            let (browser, command) = (self.browser.clone(), profile.browser.clone());
            std::thread::spawn(move || browser.open(&address, command.as_deref()));
        }
    }

    /// Forgets a session. Works without the vault's key.
    pub async fn sign_out(&self, name: &str) -> Result<(), SessionError> {
        {
            let mut live = self.live();
            let live = live.entry(name.to_owned()).or_default();
            live.generation += 1;
            live.last_error = None;
            if let Some(signing_in) = &live.signing_in {
                signing_in.cancel.cancel();
            }
        }
        let held = tokio::time::timeout(SIGN_OUT_PATIENCE, self.lock(name)).await;
        let removed = self.vault.remove(name);
        drop(held);
        tracing::info!(profile = name, is_removed = removed.is_ok(), "signed out");
        self.events.session_changed(name);
        Ok(removed?)
    }

    /// Moves a session, and the application's secrets, to a profile's new name.
    pub async fn rename(&self, from: &str, to: &str) -> Result<(), SessionError> {
        let _held = self.lock(from).await?;
        if let Some(content) = self.vault.read(from).await? {
            self.vault.write(to, content).await?;
            self.vault.remove(from)?;
        }
        Ok(self.rename_secrets(from, to).await?)
    }

    /// The record of that profile's settings as they are now; none when they have changed since.
    pub(super) async fn read(&self, profile: &Profile) -> Result<Option<Record>, VaultError> {
        let content = self.vault.read(profile.name.as_str()).await?;
        Ok(content.and_then(|content| Record::from_bytes(&content)).filter(|record| record.is_of(profile)))
    }

    pub(crate) async fn lock(&self, name: &str) -> Result<FileLock, SessionError> {
        let path = self.vault.lock_file(name);
        match tokio::time::timeout(LOCK_PATIENCE, FileLock::acquire(&path)).await {
            Ok(Ok(lock)) => Ok(lock),
            Ok(Err(error)) => Err(SessionError::Lock { path: path.display().to_string(), message: error.to_string() }),
            Err(_) => Err(SessionError::StillLocked),
        }
    }

    fn begin(&self, name: &str, patience: Duration) -> Result<UnderWay<'_>, SignInError> {
        let mut live = self.live();
        let entry = live.entry(name.to_owned()).or_default();
        if entry.signing_in.is_some() {
            return Err(SignInError::UnderWay);
        }
        entry.generation += 1;
        entry.last_error = None;
        let cancel = CancellationToken::new();
        entry.signing_in =
            Some(SigningIn { cancel: cancel.clone(), started: self.clock.now(), patience, progress: None });
        Ok(UnderWay { sessions: self, name: name.to_owned(), generation: entry.generation, cancel })
    }

    pub(super) fn clear_error(&self, name: &str) {
        if let Some(live) = self.live().get_mut(name) {
            live.last_error = None;
        }
    }

    fn live(&self) -> MutexGuard<'_, HashMap<String, Live>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The account that the profile names, where somebody else is signed in.
fn other_than_named(record: &Record, profile: &Profile) -> Option<String> {
    let username = record.account.username.as_deref()?;
    profile.login_hint.clone().filter(|named| !named.eq_ignore_ascii_case(username))
}

/// The provider's last word. A person signs in again after it; an application does not, it is given what it lacks.
pub(super) fn ended(profile: &Profile, reply: ProviderReply) -> SessionError {
    let reply = Box::new(reply);
    if profile.flow.is_unattended() {
        SessionError::Refused(reply)
    } else {
        SessionError::SignInRequired(SignInRequired::Ended(reply))
    }
}

/// Holds the place of a sign-in, and gives it up also when the sign-in's future is dropped.
struct UnderWay<'a> {
    sessions: &'a Sessions,
    name: String,
    generation: u64,
    cancel: CancellationToken,
}

impl UnderWay<'_> {
    /// Somebody signed out, or began anew, since.
    fn is_outdated(&self) -> bool {
        self.sessions.live().get(&self.name).is_none_or(|live| live.generation != self.generation)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if let Some(live) = self.sessions.live().get_mut(&self.name) {
            live.signing_in = None;
        }
        self.sessions.events.session_changed(&self.name);
    }
}
