//! Signing a person in: one file a flow.

mod browser;
mod callback;
mod id_token;
#[cfg(test)]
mod tests;

use std::time::Duration;

use oauth2::url::Url;

pub use browser::{Attempt, sign_in};
pub use callback::{Callback, PortTaken};
pub use id_token::IdTokenError;

use crate::entra::{DiscoveryError, Endpoints, ProviderReply, TokenError, Tokens};
use crate::session::Account;

/// How long a person has in their browser.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// How this one sign-in differs from the usual.
#[derive(Debug, Clone, Default)]
pub struct SignInOptions {
    /// Do not open a browser; the person opens the address themselves, perhaps on another machine.
    pub no_browser: bool,
    /// Let the person choose among their accounts.
    pub select_account: bool,
    /// Instead of [`PATIENCE`].
    pub timeout: Option<Duration>,
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
}

/// The particulars of a sign-in under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The address to open. Holds `state` and the PKCE challenge, no secret that a code could be redeemed with.
    pub address: Url,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// Whether a browser could be started.
    pub browser_opened: bool,
}

impl Progress {
    /// What is the same at every step.
    pub fn waiting(&self) -> &Waiting {
        let (Self::OpeningBrowser(waiting) | Self::WaitingForBrowser(waiting) | Self::RedeemingCode(waiting)) = self;
        waiting
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
