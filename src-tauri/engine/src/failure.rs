//! What every failure of the engine becomes at its face: a stable code, what happened, what to do.
//!
//! This is the one place where inner errors get their words for people. Hosts branch on the code alone.

use serde::Serialize;

use crate::entra::{self, DiscoveryError, Explanation, ProviderReply};
use crate::hand_off::HandOffError;
use crate::http::NetworkError;
use crate::ports::KeyStoreError;
use crate::profile::{BookError, FieldProblem};
use crate::session::{SessionError, SignInRequired};
use crate::sign_in::{IdTokenError, SignInError};
use crate::vault::{Broken, VaultError};

/// The stable name of a kind of failure, as scripts and the window see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the table of exit codes in the README says each")]
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

/// A failure, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What to branch on.
    pub code: ErrorCode,
    /// What happened, as a sentence.
    pub message: String,
    /// What to do next, as a sentence.
    pub hint: String,
    /// The profile's field it is about.
    pub field: Option<String>,
    /// All problems of a profile's fields.
    pub problems: Vec<FieldProblem>,
    /// What the person can do, step by step.
    pub you: Vec<String>,
    /// What their administrator does.
    pub administrator: Vec<String>,
    /// The provider's own words and ids.
    pub provider: Option<Box<ProviderReply>>,
}

impl Failure {
    /// A failure without particulars.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            field: None,
            problems: Vec::new(),
            you: Vec::new(),
            administrator: Vec::new(),
            provider: None,
        }
    }

    /// A defect of this program.
    pub fn internal(what: impl std::fmt::Display) -> Self {
        Self::new(
            ErrorCode::Internal,
            format!("The app failed: {what}."),
            "This is a defect. Report it with what you were doing.",
        )
    }

    fn refused(reply: &ProviderReply, code: ErrorCode, unexplained_hint: &str) -> Self {
        let explanation = reply.aadsts().and_then(entra::explain);
        let mut failure = match explanation {
            Some(Explanation { what, you, administrator, field }) => {
                let owned = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
                let hint = you.first().map_or_else(|| unexplained_hint.to_owned(), |step| (*step).to_owned());
                let mut failure = Self::new(code, what, hint);
                (failure.you, failure.administrator) = (owned(you), owned(administrator));
                failure.field = field.map(str::to_owned);
                failure
            }
            None => Self::new(code, said_no(reply), unexplained_hint),
        };
        failure.provider = Some(Box::new(reply.clone()));
        failure
    }
}

/// The reasons that OAuth itself names, then the provider's own words.
fn said_no(reply: &ProviderReply) -> String {
    match (reply.error.as_str(), &reply.description) {
        ("access_denied", None) => "You, or a rule of your organisation, declined the sign-in.".into(),
        (_, Some(description)) => format!("The provider said no: {description}"),
        (error, None) => format!("The provider said no: {error}."),
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.message, self.hint)
    }
}

impl std::error::Error for Failure {}

impl From<BookError> for Failure {
    fn from(error: BookError) -> Self {
        let message = sentence(&error);
        match error {
            BookError::Syntax { .. } => Self::new(
                ErrorCode::ProfileInvalid,
                message,
                "Mend that line in a text editor. The file stays as it is until then.",
            ),
            BookError::NewerVersion { .. } => {
                Self::new(ErrorCode::ProfileInvalid, message, "Update this app. The file stays as it is.")
            }
            BookError::File { .. } => Self::new(
                ErrorCode::ProfileInvalid,
                message,
                "Check that the file and its folder are yours to read and write.",
            ),
            BookError::NotFound(_) => {
                Self::new(ErrorCode::ProfileNotFound, message, "“cdf-signin profile list” shows the names there are.")
            }
            BookError::Exists(_) => Self {
                field: Some("name".into()),
                ..Self::new(ErrorCode::ProfileExists, message, "Choose another name, or edit that profile.")
            },
            BookError::Empty => Self::new(
                ErrorCode::ProfileNotFound,
                message,
                "Add one: cdf-signin profile add NAME --tenant-id … --client-id … --cluster … --project …",
            ),
            BookError::Ambiguous(_) => Self::new(
                ErrorCode::ProfileNotFound,
                message,
                "Name one, or choose a default: cdf-signin profile default NAME",
            ),
            BookError::Fields { problems, .. } => {
                let first = problems.first();
                let message = first.map_or(message, |problem| problem.message.clone());
                let example = first.and_then(|problem| problem.example.as_deref());
                let field = first.map(|problem| problem.field.clone());
                let named = field.as_deref().unwrap_or("profile");
                let hint = example.map_or_else(
                    || format!("Change {named} in the profile."),
                    |example| format!("Change {named} in the profile; for example {example}"),
                );
                Self { field, problems, ..Self::new(ErrorCode::ProfileInvalid, message, hint) }
            }
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        let message = sentence(&error);
        match error {
            VaultError::Key(KeyStoreError::Locked) => Self::new(
                ErrorCode::VaultLocked,
                message,
                "Unlock it (answer its prompt, or log in to the desktop), then try again. On a machine without a desktop, set CDF_SIGNIN_VAULT=file. Nothing was deleted.",
            ),
            VaultError::Key(KeyStoreError::Absent(_)) => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Start a keyring (for example gnome-keyring), or keep the key in a file with CDF_SIGNIN_VAULT=file. Nothing was deleted.",
            ),
            VaultError::Key(KeyStoreError::Failing(_)) => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Try again, or restart the keyring. Nothing was deleted.",
            ),
            VaultError::Unreadable { reason: Broken::NewerVersion, .. } => {
                Self::new(ErrorCode::VaultCorrupt, message, "Update this app. Nothing was deleted.")
            }
            VaultError::Unreadable { .. } => Self::new(
                ErrorCode::VaultCorrupt,
                message,
                "Sign in again; the unreadable file is set aside, not deleted.",
            ),
            VaultError::File { .. } => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Check that the folder is yours to read and write, and that the disk is not full.",
            ),
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        let message = sentence(&error);
        match error {
            SessionError::SignInRequired(SignInRequired::Ended(reply)) => {
                Self::refused(&reply, ErrorCode::SignInRequired, "Sign in again.")
            }
            SessionError::SignInRequired(SignInRequired::NoRefreshWanted) => {
                Self::new(ErrorCode::SignInRequired, message, "Ask without --no-refresh, or sign in again.")
            }
            SessionError::SignInRequired(_) => Self::new(ErrorCode::SignInRequired, message, "Sign in."),
            SessionError::Refused(reply) if reply.is_transient() => Self::new(
                ErrorCode::Network,
                format!("The provider is out of order: {reply}."),
                "Try again in a while. Nothing is lost.",
            ),
            SessionError::Refused(reply) => {
                Self::refused(&reply, ErrorCode::ProviderRefused, "Show the ids below to your administrator.")
            }
            SessionError::Malformed(_) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Check the profile's addresses; a proxy or a sign-in page in between may have answered instead.",
            ),
            SessionError::Network(error) => error.into(),
            SessionError::Vault(error) => error.into(),
            SessionError::StillLocked => Self::new(ErrorCode::Network, message, "Try again, or end that program."),
            SessionError::Lock { .. } => {
                Self::new(ErrorCode::VaultUnavailable, message, "Check that the folder is yours to read and write.")
            }
            SessionError::Discovery(error) => error.into(),
            SessionError::SignIn(error) => error.into(),
        }
    }
}

impl From<SignInError> for Failure {
    fn from(error: SignInError) -> Self {
        let message = sentence(&error);
        match error {
            SignInError::Port(_) => Self {
                field: Some("redirect_port".into()),
                ..Self::new(
                    ErrorCode::PortTaken,
                    message,
                    "End the program that has it, or take “fixed_port” or the port out of the profile.",
                )
            },
            SignInError::Refused(reply) | SignInError::Token(entra::TokenError::Refused(reply)) => {
                SessionError::Refused(reply).into()
            }
            SignInError::Token(entra::TokenError::Network(error)) => error.into(),
            SignInError::Token(entra::TokenError::Malformed(what)) => {
                SessionError::Malformed(sentence_of(&what)).into()
            }
            SignInError::IdToken(IdTokenError::Expired) => {
                Self::new(ErrorCode::ProviderRefused, message, "Set this machine's clock, then sign in again.")
            }
            SignInError::IdToken(IdTokenError::Issuer(_)) => Self {
                field: Some("tenant_id".into()),
                ..Self::new(
                    ErrorCode::ProviderRefused,
                    message,
                    "Sign in with an account of the profile's tenant, or change the tenant ID.",
                )
            },
            SignInError::IdToken(_) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Sign in again. If it stays, report it: the answer was not meant for this sign-in.",
            ),
            SignInError::Discovery(error) => error.into(),
            SignInError::NotOffered(_) => Self {
                field: Some("flow".into()),
                ..Self::new(ErrorCode::ProviderRefused, message, "Choose another way to sign in for this profile.")
            },
            SignInError::DeviceCodeBlocked(reply) => {
                Self { hint: USE_THE_BROWSER.into(), ..Self::refused(&reply, ErrorCode::ProviderRefused, "") }
            }
            SignInError::CodeExpired => Self::new(
                ErrorCode::TimedOut,
                message,
                "Sign in again for a new code. If the page refused it, your organisation may block device codes: sign in with the browser.",
            ),
            SignInError::NotThereYet(_) => Self {
                field: Some("flow".into()),
                ..Self::new(ErrorCode::Usage, message, "Choose browser or device-code.")
            },
            SignInError::OtherFlow { .. } => Self {
                field: Some("flow".into()),
                ..Self::new(ErrorCode::Usage, message, "Sign in the profile's own way, or change its flow.")
            },
            SignInError::Cancelled => Self::new(ErrorCode::Cancelled, message, "Sign in again whenever you want."),
            SignInError::TimedOut(_) => Self::new(
                ErrorCode::TimedOut,
                message,
                "Sign in again. If no page appears, open the address that the app shows.",
            ),
            SignInError::UnderWay => Self::new(ErrorCode::Usage, message, "Finish it in your browser, or cancel it."),
        }
    }
}

impl From<DiscoveryError> for Failure {
    fn from(error: DiscoveryError) -> Self {
        let hint = match &error {
            DiscoveryError::Network(error) => return error.clone().into(),
            DiscoveryError::OtherIssuer { .. } => {
                "Nothing was sent to it. If that is the provider you mean, write its own name for itself into the profile."
            }
            DiscoveryError::NoAddress { .. } | DiscoveryError::NotThere { .. } => {
                "Check the issuer in the profile; or name the provider's authorize_url and token_url instead."
            }
            DiscoveryError::Redirected { .. } | DiscoveryError::Malformed { .. } => {
                "Check the issuer in the profile; a proxy or a sign-in page of the network may have answered instead."
            }
            DiscoveryError::Missing { .. } | DiscoveryError::Unsafe { .. } | DiscoveryError::NoPkce => {
                "Ask the provider's administrator; this app cannot sign in there."
            }
        };
        Self { field: Some("issuer".into()), ..Self::new(ErrorCode::ProviderRefused, sentence(&error), hint) }
    }
}

impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Self {
        let hint = match &error {
            NetworkError::Dns { .. } => {
                "Check the connection, the VPN, and the address in the profile. Nothing is lost."
            }
            NetworkError::Tls { .. } => {
                "If your organisation inspects secure traffic, its root certificate has to be in the system's trust store."
            }
            NetworkError::Busy { .. } => "Try again in a while. Nothing is lost.",
            _ => "Check the connection and the proxy, then try again. Nothing is lost.",
        };
        Self::new(ErrorCode::Network, sentence(&error), hint)
    }
}

impl From<HandOffError> for Failure {
    fn from(error: HandOffError) -> Self {
        let message = sentence(&error);
        match error {
            HandOffError::UnknownFormat(_) => {
                Self::new(ErrorCode::Usage, message, "“cdf-signin write --format list” shows the formats.")
            }
            HandOffError::NotOurs { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "Choose another file, or replace it on purpose with --force.",
            ),
            HandOffError::Refused { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "Choose a plain file of your own, in a folder that is there.",
            ),
            HandOffError::Io { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "Check that the folder is there and yours to write to, and that the disk is not full.",
            ),
        }
    }
}

const USE_THE_BROWSER: &str = "Many organisations block sign-in with a device code. Sign in with the browser instead.";

fn sentence(error: &impl std::fmt::Display) -> String {
    sentence_of(&error.to_string())
}

fn sentence_of(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', ':', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
