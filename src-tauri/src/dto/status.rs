//! How a profile's sign-in stands.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{ErrorView, FlowView};

/// How a profile's sign-in stands at this moment.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct StatusView {
    /// Where it stands.
    pub state: ProfileState,
    /// Who is, or was, signed in.
    pub account: Option<Account>,
    /// Seconds left of the token.
    pub expires_in: Option<u32>,
    /// Seconds it had when it was issued.
    pub lifetime: Option<u32>,
    /// RFC 3339.
    pub expires_at: Option<String>,
    /// A new token can be had without a person.
    pub refreshable: bool,
    /// When the app renews it next, by itself; none where it will not.
    pub renews_at: Option<String>,
    /// Outlives the app.
    pub kept: bool,
    /// A sign-in under way.
    pub sign_in: Option<SignInProgress>,
    /// What went wrong last, if nothing went right since.
    pub last_error: Option<ErrorView>,
}

/// Where a sign-in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum ProfileState {
    SignedOut,
    SigningIn,
    SignedIn,
    Expired,
    NeedsSignIn,
}

/// Who is signed in: a person as the ID token says, or an application.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Account {
    pub name: Option<String>,
    pub username: Option<String>,
    pub object_id: Option<String>,
    pub tenant_id: Option<String>,
    /// The client ID, where an application is signed in and no person.
    pub application: Option<String>,
}

/// A sign-in under way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct SignInProgress {
    /// What it waits for.
    pub step: SignInStep,
    /// What to open in a browser; `""` when there is nothing to open.
    pub address: String,
    /// Where the browser comes back to; `""` when it does not.
    pub redirect_uri: String,
    /// Whether a browser could be started.
    pub browser_opened: bool,
    /// What to enter at that address, of a sign-in with a device code.
    pub user_code: Option<String>,
    /// The provider's own words about it.
    pub message: Option<String>,
    /// Why the provider cannot be asked at the moment; it is asked again by itself.
    pub network_away: Option<String>,
    /// How long it goes on waiting.
    pub seconds_left: u32,
    /// How long the code lasts in all.
    pub lifetime: Option<u32>,
}

/// How one sign-in differs from what the profile says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct SignInOptions {
    /// Let the person choose among their accounts.
    pub select_account: bool,
    /// Instead of the profile's own way.
    pub flow: Option<FlowView>,
}

/// What a sign-in waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum SignInStep {
    OpeningBrowser,
    WaitingForBrowser,
    RedeemingCode,
    WaitingForDevice,
    AskingForToken,
}
