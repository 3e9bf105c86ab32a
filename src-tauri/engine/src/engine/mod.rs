mod hand_off;
mod import;
mod kept_files;
mod profiles;
mod token_endpoint;

pub use import::Imported;

use std::path::Path;
use std::sync::Arc;

use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::adapters::{SystemBrowser, SystemClock};
use crate::cdf::Access;
use crate::check;
use crate::failure::{ErrorCode, Failure};
use crate::files::FileLock;
use crate::freshness::{Keeper, Kept as KeptFresh};
use crate::hand_off::{Gives, Keeping, KeptFiles};
use crate::http::Http;
use crate::places::Places;
use crate::ports::Events;
use crate::profile::{Entry, Flow, Profile, ProfileBook};
use crate::session::{GivenSecrets, SessionError, Sessions, SignOutPage, Status, Token, TokenRequest};
use crate::sign_in::{Progress, SignInOptions, exposed_key_file};
use crate::token_endpoint::TokenEndpoint;
use crate::vault::{Kept, Vault, VaultKind};

/// All a host may ask of the engine.
pub struct Engine {
    book: ProfileBook,
    sessions: Arc<Sessions>,
    keeper: Keeper,
    endpoint: Arc<TokenEndpoint>,
    files: Arc<KeptFiles>,
    /// Ends what runs for long.
    stop: CancellationToken,
    places: Places,
}

/// The one agent of a home.
#[derive(Debug)]
pub struct TheAgent(
    #[expect(dead_code, reason = "held, and let go by the system when the process is killed")] FileLock,
);

impl Engine {
    /// The engine of this machine and person, as the environment says.
    pub fn for_this_machine(events: Arc<dyn Events>) -> Result<Self, Failure> {
        let places = Places::from_environment().map_err(|error| {
            Failure::new(
                ErrorCode::Internal,
                format!("{error}."),
                "Set HOME, or CDF_SIGNIN_HOME to a folder for the app.",
            )
        })?;
        let kind = VaultKind::from_environment().map_err(|word| {
            Failure::new(
                ErrorCode::Usage,
                format!("CDF_SIGNIN_VAULT is “{word}”."),
                "Set it to keyring, file or memory, or leave it out.",
            )
        })?;
        let vault = Vault::open(&places, kind);
        let sessions = Sessions::new(vault, Http::of(&places), Arc::new(SystemClock), Arc::new(SystemBrowser), events)
            .with_given(GivenSecrets::from_environment());
        Ok(Self::with(places, sessions))
    }

    /// An engine of given parts.
    pub fn with(places: Places, sessions: Sessions) -> Self {
        let (book, sessions) = (ProfileBook::new(&places), Arc::new(sessions));
        Self {
            files: Arc::new(KeptFiles::new(&places, book.clone(), sessions.clone())),
            book,
            sessions,
            keeper: Keeper::default(),
            endpoint: Arc::default(),
            stop: CancellationToken::new(),
            places,
        }
    }

    /// Where the files are.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// How a profile's sign-in stands.
    pub async fn status(&self, profile: &Profile) -> Status {
        let mut status = self.sessions.status(profile).await;
        let now = self.sessions.clock().now();
        if let Some(outlook) = self.keeper.outlook(profile.name.as_str(), &now) {
            status.renews_at = outlook.renews_in.map(|wait| now.system_time() + wait);
            status.offline = outlook.is_offline;
            status.last_error = status.last_error.or(outlook.failure);
        }
        let error = status.last_error.take();
        status.last_error = error.map(|failure| failure.of(profile, status.account.as_ref()));
        status
    }

    /// Renews every sign-in before its token ends, and writes each new token to the files that are kept fresh, until
    /// [`Self::end`]; then waits for what is under way. For hosts that run long; never opens a browser. What it does and what
    /// it cannot do goes to the host's [`Events`].
    pub async fn keep_fresh(&self) {
        let kept = Arc::new(KeptFresh::new(self.book.clone(), self.sessions.clone()));
        let clock = self.sessions.clock();
        let keeping = Keeping::new(self.files.clone(), self.sessions.events());
        tokio::join!(self.keeper.run(&kept, clock.as_ref(), &keeping, &self.stop), keeping.run(&self.stop));
    }

    /// Makes this process the one agent of its home for as long as the answer is kept; none where another is.
    pub fn become_the_agent(&self) -> Result<Option<TheAgent>, Failure> {
        let lock = self.places.agent_lock();
        let held = FileLock::try_now(&lock).map_err(|error| {
            let message = format!("{} could not be used: {error}.", lock.display());
            Failure::new(ErrorCode::FileRefused, message, "Check that the folder is yours to write to.")
        })?;
        Ok(held.map(TheAgent))
    }

    /// Until then.
    pub(crate) async fn ended(&self) {
        self.stop.cancelled().await;
    }

    pub(crate) fn vault_kind(&self) -> VaultKind {
        self.sessions.vault.kind()
    }

    /// Ends what runs for long: [`Self::keep_fresh`] and [`crate::local_socket::serve`].
    pub fn end(&self) {
        self.stop.cancel();
    }

    /// Signs a person in. `pasted` brings final addresses that the person pastes; `progress` hears each step.
    pub async fn sign_in(
        &self,
        profile: &Profile,
        options: &SignInOptions,
        pasted: Option<mpsc::Receiver<String>>,
        progress: &(dyn Fn(&Progress) + Send + Sync),
    ) -> Result<Kept, Failure> {
        match self.sessions.sign_in(profile, options, pasted, progress).await {
            Ok(kept) => {
                self.spread(profile).await;
                Ok(kept)
            }
            Err(error) => Err(self.failure(profile, options.flow.unwrap_or(profile.flow), error).await),
        }
    }

    /// Ends a sign-in under way in this process.
    pub fn cancel_sign_in(&self, name: &str) {
        self.sessions.cancel_sign_in(name);
    }

    /// Opens the address of a sign-in under way once more.
    pub fn open_sign_in_page(&self, profile: &Profile) {
        self.sessions.open_again(profile);
    }

    /// Whether a secret can be kept: a locked keyring is said before a person types one.
    pub async fn can_keep_secrets(&self) -> Result<(), Failure> {
        Ok(self.sessions.can_keep_secrets().await?)
    }

    /// Keeps the client secret, or the certificate's password, of a profile of that flow. It can be replaced and
    /// forgotten, and is never shown again.
    pub async fn keep_secret(&self, profile: &Profile, secret: &SecretString) -> Result<Kept, Failure> {
        Ok(self.sessions.keep_secret(profile, secret).await?)
    }

    /// Whether the vault holds one.
    pub fn has_kept_secret(&self, profile: &Profile) -> bool {
        self.sessions.has_kept_secret(profile)
    }

    /// Whether the profile's application has what it signs in with, kept or given in the environment.
    pub fn has_credential(&self, profile: &Profile) -> bool {
        self.sessions.has_credential(profile)
    }

    /// The application's key file, where other people of this machine can read it: worth a warning.
    pub fn exposed_key_file<'a>(&self, profile: &'a Profile) -> Option<&'a Path> {
        exposed_key_file(profile)
    }

    /// Forgets what a profile's application proves itself with. Works without the vault's key.
    pub fn forget_secrets(&self, name: &str) -> Result<(), Failure> {
        Ok(self.sessions.forget_secrets(name)?)
    }

    /// Forgets a profile's session, and takes its token out of the files it was written to. Works on an unreadable store
    /// too. That a file could not be emptied is an error that comes after the session is forgotten.
    pub async fn sign_out(&self, name: &str) -> Result<(), Failure> {
        let forgotten = self.sessions.sign_out(name).await;
        let emptied = self.empty_files(name, |gives| gives == Gives::Token).await;
        let undos = self.sessions.vault.forget_undos_of(name);
        forgotten?;
        emptied?;
        Ok(undos?)
    }

    /// Forgets a profile's session, and answers with the page on which the person signs out at the provider too.
    /// That there is none, or that it cannot be learned now, is an error that comes after the session is forgotten.
    pub async fn sign_out_at_provider(&self, profile: &Profile) -> Result<SignOutPage, Failure> {
        let page = self.sessions.sign_out_page(profile).await;
        self.sign_out(profile.name.as_str()).await?;
        page.map_err(|error| {
            let failure = Failure::from(error).of(profile, None);
            let message = format!("You are signed out on this computer, but not at the provider: {}", failure.message);
            Failure { message, ..failure }
        })
    }

    /// Opens that page in the profile's browser; says whether a browser could be started.
    pub async fn open_sign_out_page(&self, profile: &Profile, page: &SignOutPage) -> bool {
        self.sessions.show(profile, &page.address).await
    }

    /// A good access token. Never opens a browser.
    pub async fn token(&self, profile: &Profile, wanted: TokenRequest) -> Result<Token, Failure> {
        match self.sessions.token(profile, wanted).await {
            Ok(token) => {
                self.spread(profile).await;
                Ok(token)
            }
            Err(error) => Err(self.failure(profile, profile.flow, error).await),
        }
    }

    /// A session's error in words, of that profile.
    async fn failure(&self, profile: &Profile, flow: Flow, error: SessionError) -> Failure {
        let failure = Failure::from(error).by(flow);
        // Who it was matters to an administrator alone, and is looked up in the vault.
        let account = if failure.administrator.is_empty() { None } else { self.sessions.status(profile).await.account };
        let failure = failure.of(profile, account.as_ref());
        failure.log();
        failure
    }

    /// Looks at all that a profile needs, right or not, and says of each what to do. `hear` hears of each step.
    /// Dropping the future ends it. Never opens a browser.
    pub async fn check(&self, entry: &Entry, hear: check::Hear<'_>) -> check::Report {
        check::check(&self.sessions, entry, hear).await
    }

    /// What a token of that profile may do at CDF now.
    pub async fn access(&self, profile: &Profile, token: &Token) -> Result<Access, Failure> {
        check::access(&self.sessions, profile, token).await
    }
}
