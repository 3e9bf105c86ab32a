//! What crosses to the page and back: the shapes, and nothing that is secret.
//!
//! `cargo test export_bindings` writes them to `ui/src/bindings/` as TypeScript, one file a type.

mod check;

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

pub use check::{
    AccessView, CapabilityView, CheckFact, CheckOutcome, CheckProgress, CheckReport, CheckStep, ProjectView,
};

/// All the window shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Overview {
    /// In the file's order.
    pub profiles: Vec<ProfileView>,
    /// What is to be said about the whole app.
    pub notice: Option<Notice>,
    /// Why `profiles.toml` could not be read; then there is no profile to show.
    pub profiles_error: Option<ErrorView>,
    /// Where it is.
    pub profiles_file: String,
}

/// What is to be said about the whole app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Notice {
    pub code: ErrorCode,
    pub message: String,
    pub hint: String,
}

/// A profile and how it stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProfileView {
    pub name: String,
    pub label: Option<String>,
    pub is_default: bool,
    pub draft: ProfileDraft,
    /// `westeurope-1.cognitedata.com`
    pub cdf_host: String,
    /// Of a file edited by hand.
    pub problems: Vec<FieldProblem>,
    pub status: StatusView,
    /// The application's client secret, or its certificate's password, is kept; what it is, the page never hears.
    pub has_secret: bool,
    pub hand_off: Vec<HandOffView>,
}

/// A profile's fields as typed; `""` is 'not set'. What the page has no field for stays as it is in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProfileDraft {
    pub name: String,
    pub label: String,
    pub flow: FlowView,
    pub tenant_id: String,
    pub client_id: String,
    pub cluster: String,
    pub project: String,
    pub redirect_port: String,
    pub fixed_port: bool,
    pub authority: String,
    pub base_url: String,
    /// With spaces between.
    pub scopes: String,
    pub login_hint: String,
    /// Of a provider other than Entra.
    pub issuer: String,
    pub audience: String,
    pub certificate: String,
    pub private_key: String,
    pub pkcs12: String,
}

/// The ways to sign in, as `profiles.toml` names them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum FlowView {
    #[default]
    Browser,
    DeviceCode,
    ClientSecret,
    ClientCertificate,
}

/// One of Entra's clouds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CloudView {
    pub title: String,
    pub authority: String,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FieldProblem {
    /// Its key in [`ProfileDraft`].
    pub field: String,
    /// The reason, as a sentence.
    pub message: String,
    /// A value that would do.
    pub example: Option<String>,
}

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
    /// The app cannot reach the provider at the moment, and goes on trying.
    pub offline: bool,
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

/// A failure, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ErrorView {
    /// What to branch on.
    pub code: ErrorCode,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The field of [`ProfileDraft`] it is about.
    pub field: Option<String>,
    /// What the person can do, step by step.
    pub you: Vec<String>,
    /// What their administrator does.
    pub administrator: Vec<String>,
    /// A ready message to them.
    pub administrator_message: Option<String>,
    /// What the page can offer, the most useful first.
    pub actions: Vec<Action>,
    /// The provider's own words and ids.
    pub provider: Option<Box<ProviderReply>>,
}

/// What can be done about a failure with a button; the command line has more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum Action {
    SignIn,
    SignInAsSomeoneElse,
    UseBrowser,
    TryAgain,
    /// [`ErrorView::field`].
    EditField,
    /// [`ErrorView::administrator_message`].
    CopyMessage,
    ReplaceFile,
}

/// The stable name of a kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum ErrorCode {
    Internal,
    Usage,
    ProfileNotFound,
    ProfileInvalid,
    ProfileExists,
    SignInRequired,
    ProviderRefused,
    Network,
    Cancelled,
    TimedOut,
    VaultLocked,
    VaultUnavailable,
    VaultCorrupt,
    FileRefused,
    PortTaken,
}

/// What a provider said when it said no.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProviderReply {
    pub error: String,
    pub description: Option<String>,
    pub suberror: Option<String>,
    pub aadsts: Option<u32>,
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    pub timestamp: Option<String>,
    /// The whole reply as JSON, without secrets.
    pub raw: Option<String>,
}

/// A file that a profile's token is written to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct HandOffView {
    /// The format's name in `profiles.toml`.
    pub format: String,
    /// Its name for people.
    pub title: String,
    /// As written in `profiles.toml`.
    pub path: String,
    /// RFC 3339; none when there is no such file.
    pub written_at: Option<String>,
    /// Whether the file holds the present token; none when there is no file or no token.
    pub token_current: Option<bool>,
}

/// A form in which some tool reads its sign-in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FormatView {
    pub id: String,
    pub title: String,
    pub file_name: String,
    pub about: String,
    pub stays_fresh: bool,
}

/// What was understood of a pasted text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Pasted {
    /// The fields found; the others are empty.
    pub draft: ProfileDraft,
    /// Keys of the fields found.
    pub found: Vec<String>,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
}

/// What the clipboard gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum CopyForm {
    /// The token alone.
    Token,
    /// A whole `Authorization` header.
    Header,
}

/// A token is in the clipboard.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Copied {
    /// Seconds it still lasts.
    pub expires_in: u32,
}

#[cfg(test)]
mod tests {
    use ts_rs::{Config, TS};

    use super::*;

    #[test]
    fn export_bindings() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bindings");
        let config = Config::new().with_out_dir(folder);
        // The others are parts of these.
        Overview::export_all(&config).unwrap();
        Pasted::export_all(&config).unwrap();
        FormatView::export_all(&config).unwrap();
        CloudView::export_all(&config).unwrap();
        CopyForm::export_all(&config).unwrap();
        CheckReport::export_all(&config).unwrap();
        CheckProgress::export_all(&config).unwrap();
        SignInOptions::export_all(&config).unwrap();
        Copied::export_all(&config).unwrap();
    }
}
