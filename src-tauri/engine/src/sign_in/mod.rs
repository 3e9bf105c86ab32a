//! Signing a person in: one file a flow.

mod browser;
mod callback;
mod client_certificate;
pub(crate) mod client_credentials;
mod device_code;
#[cfg(test)]
mod doors_tests;
mod id_token;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use oauth2::url::Url;
use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub(crate) use browser::open;
pub use callback::{Callback, PasteProblem, PortTaken, check_pasted};
pub use client_certificate::{Certificate, CertificateError, exposed_key_file};
pub use id_token::IdTokenError;
pub(crate) use id_token::login_hint_claim;

use crate::clock::Moment;
use crate::entra::{DiscoveryError, Endpoints, ProviderReply, TokenError, Tokens};
use crate::http::{Http, NetworkError};
use crate::ports::{Browser, Clock};
use crate::profile::{Flow, Profile};
use crate::session::{Account, Credential};

/// How long a person has in their browser.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// How this one sign-in differs from the usual.
#[derive(Debug, Clone, Default)]
pub struct SignInOptions {
    /// Do not open a browser; the person opens the address themselves, perhaps on another machine.
    pub no_browser: bool,
    /// Let the person choose among their accounts.
    pub select_account: bool,
    /// The account to suggest, instead of the profile's.
    pub login_hint: Option<String>,
    /// How long to wait for the person, instead of the flow's usual time.
    pub timeout: Option<Duration>,
    /// Instead of the profile's own flow; of those in which a person signs in.
    pub flow: Option<Flow>,
    /// The client secret or the certificate's password, for a profile of such a flow. It is kept when it proves good.
    pub secret: Option<SecretString>,
}

impl SignInOptions {
    /// The flow of this sign-in.
    fn flow(&self, profile: &Profile) -> Result<Flow, SignInError> {
        match self.flow.unwrap_or(profile.flow) {
            flow if flow.is_unattended() == profile.flow.is_unattended() => Ok(flow),
            flow => Err(SignInError::OtherFlow { wanted: flow, profile: profile.flow }),
        }
    }

    /// How long this sign-in goes on waiting.
    pub(crate) fn patience(&self, profile: &Profile) -> Duration {
        self.timeout.unwrap_or(match self.flow.unwrap_or(profile.flow) {
            // Until the code's end, which the flow itself sees to.
            Flow::DeviceCode => Duration::from_secs(24 * 3600),
            _ => PATIENCE,
        })
    }
}

/// One sign-in, with all it needs.
pub struct Attempt<'a> {
    /// Whom to sign in where.
    pub profile: &'a Profile,
    /// How.
    pub options: &'a SignInOptions,
    /// Step-up claims that the provider asked for last time.
    pub claims: Option<&'a str>,
    /// To the provider.
    pub http: &'a Http,
    /// For the person.
    pub browser: Arc<dyn Browser>,
    /// For the ID token's expiry.
    pub clock: &'a dyn Clock,
    /// What an application proves itself with; none where a person signs in.
    pub credential: Option<Credential>,
    /// Final addresses that the person pastes.
    pub pasted: Option<mpsc::Receiver<String>>,
    /// Hears each step.
    pub progress: &'a (dyn Fn(Progress) + Send + Sync),
}

/// Signs a person in. `cancel` ends it at every moment, and so does the time-out.
pub async fn sign_in(attempt: Attempt<'_>, cancel: &CancellationToken) -> Result<SignedIn, SignInError> {
    let patience = attempt.options.patience(attempt.profile);
    let flow = attempt.options.flow(attempt.profile)?;
    let signed_in = async move {
        match flow {
            Flow::Browser => browser::run(attempt).await,
            Flow::DeviceCode => device_code::run(attempt).await,
            Flow::ClientSecret | Flow::ClientCertificate => client_credentials::run(attempt).await,
        }
    };
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(SignInError::Cancelled),
        () = tokio::time::sleep(patience) => Err(SignInError::TimedOut(patience)),
        signed_in = signed_in => signed_in,
    }
}

/// What a sign-in is waiting for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The listener is up, the browser not yet.
    OpeningBrowser(Waiting),
    /// The person is at the provider's pages.
    WaitingForBrowser(Waiting),
    /// The answer is in; the code is being redeemed.
    RedeemingCode(Waiting),
    /// The person enters a code at the provider's page, on this machine or another.
    WaitingForDevice(DeviceWaiting),
    /// An application signs in: there is nothing for a person to do.
    AskingForToken,
}

/// The particulars of a sign-in in the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The address to open. Holds `state` and the PKCE challenge, no secret that a code could be redeemed with.
    pub address: Url,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// Whether a browser could be started.
    pub browser_opened: bool,
}

/// The particulars of a sign-in with a device code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceWaiting {
    /// What the person enters there. (The device code, which the token is had with, is never shown to anybody.)
    pub user_code: String,
    /// Where: `http` or `https`, nothing else.
    pub verification_uri: Url,
    /// The provider's own words for the person.
    pub message: Option<String>,
    /// When the code was received.
    pub received: Moment,
    /// How long it lasts from there.
    pub lifetime: Duration,
    /// Why the provider cannot be asked at the moment. It is asked again until the code's end.
    pub network_away: Option<NetworkError>,
}

impl DeviceWaiting {
    /// How long the code still lasts.
    pub fn time_left(&self, now: &Moment) -> Duration {
        now.since(&self.received).map_or(self.lifetime, |age| self.lifetime.saturating_sub(age))
    }
}

impl Progress {
    /// For the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::OpeningBrowser(_) => "a sign-in begins: the listener is up",
            Self::WaitingForBrowser(Waiting { browser_opened: true, .. }) => "the browser is started",
            Self::WaitingForBrowser(_) => "no browser is started",
            Self::RedeemingCode(_) => "the answer is in; the code is redeemed",
            Self::WaitingForDevice(DeviceWaiting { network_away: None, .. }) => "waits for the code to be entered",
            Self::WaitingForDevice(_) => "the network is away; the code is still good",
            Self::AskingForToken => "an application signs in",
        }
    }

    /// Of a sign-in in the browser.
    pub fn browser(&self) -> Option<&Waiting> {
        match self {
            Self::OpeningBrowser(waiting) | Self::WaitingForBrowser(waiting) | Self::RedeemingCode(waiting) => {
                Some(waiting)
            }
            Self::WaitingForDevice(_) | Self::AskingForToken => None,
        }
    }

    /// Of a sign-in with a device code.
    pub fn device(&self) -> Option<&DeviceWaiting> {
        match self {
            Self::WaitingForDevice(waiting) => Some(waiting),
            _ => None,
        }
    }

    /// The page that the person has to open, where there is one.
    pub fn address(&self) -> Option<&Url> {
        let of_device = self.device().map(|waiting| &waiting.verification_uri);
        self.browser().map(|waiting| &waiting.address).or(of_device)
    }
}

/// A sign-in that came through.
#[derive(Debug)]
pub struct SignedIn {
    /// The provider's tokens.
    pub tokens: Tokens,
    /// Who signed in.
    pub account: Account,
    /// Where the provider was asked.
    pub endpoints: Endpoints,
}

/// Why a sign-in did not come through.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SignInError {
    /// The redirect port is pinned and taken.
    #[error(transparent)]
    Port(#[from] PortTaken),
    /// The provider, or the person at the provider's pages, said no.
    #[error("{0}")]
    Refused(Box<ProviderReply>),
    /// The provider did not tell its endpoints.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// The provider is asked in other ways only.
    #[error("the provider has no {0}")]
    NotOffered(&'static str),
    /// The code could not be redeemed.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The provider vouched for somebody or something else.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// The provider refused a sign-in with a device code before anybody could enter one, or because of a rule.
    #[error("{0}")]
    DeviceCodeBlocked(Box<ProviderReply>),
    /// Nobody entered the code in time.
    #[error("the code has expired before anybody entered it")]
    CodeExpired,
    /// A person cannot sign in where an application does, and the other way round.
    #[error("this profile signs in with {}, so it cannot with {}", .profile.as_str(), .wanted.as_str())]
    OtherFlow {
        /// What was asked for.
        wanted: Flow,
        /// What the profile is made for.
        profile: Flow,
    },
    /// The answer names another provider, or none where this one always names itself (RFC 9207).
    #[error("the answer that came through the browser is not from the profile's provider ({})", .0.as_deref().unwrap_or("it names none"))]
    OtherProvider(Option<String>),
    /// The person ended it.
    #[error("the sign-in was cancelled")]
    Cancelled,
    /// Nobody finished it in time.
    #[error("nobody finished signing in within {} seconds", .0.as_secs())]
    TimedOut(Duration),
    /// A sign-in of the same profile is under way here.
    #[error("a sign-in of this profile is under way")]
    UnderWay,
}

impl SignInError {
    /// The same, with the time of a refusal that does not say when it was.
    #[must_use]
    pub fn received_at(self, moment: SystemTime) -> Self {
        match self {
            Self::Refused(reply) => Self::Refused(Box::new(reply.received_at(moment))),
            Self::DeviceCodeBlocked(reply) => Self::DeviceCodeBlocked(Box::new(reply.received_at(moment))),
            Self::Token(error) => Self::Token(error.received_at(moment)),
            other => other,
        }
    }
}
