//! The words of every inner error.

use super::{Action, ErrorCode, Failure};
use crate::entra::{self, DiscoveryError};
use crate::hand_off::{HandOffError, Unfit};
use crate::local_socket::SocketError;
use crate::ports::KeyStoreError;
use crate::profile::{BookError, FieldProblem};
use crate::session::{SessionError, SignInRequired};
use crate::sign_in::{CertificateError, IdTokenError, SignInError};
use crate::token_endpoint::EndpointError;
use crate::vault::{Broken, VaultError};

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
                Self::new(ErrorCode::ProfileNotFound, message, "Name one of the profiles there are.")
                    .offering([Action::ChooseProfile])
            }
            BookError::Exists(_) => {
                Self::new(ErrorCode::ProfileExists, message, "Choose another name, or edit that profile.")
                    .field("name")
                    .offering([Action::EditField])
            }
            BookError::Empty => {
                Self::new(ErrorCode::ProfileNotFound, message, "Add one.").offering([Action::AddProfile])
            }
            BookError::Ambiguous(_) => Self::new(ErrorCode::ProfileNotFound, message, "Name one, or choose a default.")
                .offering([Action::ChooseDefault]),
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
                let failure = Self::new(ErrorCode::ProfileInvalid, message, hint).offering([Action::EditField]);
                Self { field, problems, ..failure }
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
            )
            .offering([Action::TryAgain]),
            VaultError::Key(KeyStoreError::Absent(_)) => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Start a keyring (for example gnome-keyring), or keep the key in a file with CDF_SIGNIN_VAULT=file. Nothing was deleted.",
            )
            .offering([Action::TryAgain]),
            VaultError::Key(KeyStoreError::Failing(_)) => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Try again, or restart the keyring. Nothing was deleted.",
            )
            .offering([Action::TryAgain]),
            VaultError::Unreadable { reason: Broken::NewerVersion, .. } => {
                Self::new(ErrorCode::VaultCorrupt, message, "Update this app. Nothing was deleted.")
            }
            VaultError::Unreadable { .. } => Self::new(
                ErrorCode::VaultCorrupt,
                message,
                "Sign in again; the unreadable file is set aside, not deleted.",
            )
            .offering([Action::SignIn]),
            VaultError::File { .. } => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Check that the folder is yours to read and write, and that the disk is not full.",
            )
            .offering([Action::TryAgain]),
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
                Self::new(ErrorCode::SignInRequired, message, "Let it be renewed, or sign in again.")
                    .offering([Action::Renew, Action::SignIn])
            }
            SessionError::SignInRequired(SignInRequired::NoClientSecret) => {
                Self::new(ErrorCode::SignInRequired, message, "Sign in, and give the client secret.")
                    .field("client_secret")
                    .offering([Action::SignIn, Action::EditField])
            }
            SessionError::Certificate(error) => error.into(),
            SessionError::NoSecretNeeded(_) => {
                Self::new(ErrorCode::Usage, message, "Choose client-secret or client-certificate as its flow first.")
                    .field("flow")
                    .offering([Action::EditField])
            }
            SessionError::SignInRequired(_) => {
                Self::new(ErrorCode::SignInRequired, message, "Sign in.").offering([Action::SignIn])
            }
            SessionError::Refused(reply) if reply.is_transient() => {
                Self::refused(&reply, ErrorCode::Network, "Try again in a while. Nothing is lost.")
            }
            SessionError::Refused(reply) => {
                Self::refused(&reply, ErrorCode::ProviderRefused, "Try again; if it stays, ask your administrator.")
            }
            SessionError::Malformed(_) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Check the profile's addresses; a proxy or a sign-in page in between may have answered instead.",
            )
            .offering([Action::TryAgain]),
            SessionError::Network(error) => error.into(),
            SessionError::Vault(error) => error.into(),
            SessionError::StillLocked => {
                Self::new(ErrorCode::Network, message, "Try again, or end that program.").offering([Action::TryAgain])
            }
            SessionError::Lock { .. } => {
                Self::new(ErrorCode::VaultUnavailable, message, "Check that the folder is yours to read and write.")
                    .offering([Action::TryAgain])
            }
            SessionError::Discovery(error) => error.into(),
            SessionError::NoSignOut => {
                Self::new(ErrorCode::ProviderRefused, message, "Sign out at the provider's own pages in your browser.")
            }
            SessionError::SignIn(error) => error.into(),
        }
    }
}

impl From<CertificateError> for Failure {
    fn from(error: CertificateError) -> Self {
        let message = sentence(&error);
        let hint = match &error {
            CertificateError::Read { .. } => "Check the path in the profile, and that the file is yours to read.",
            CertificateError::Missing { .. } | CertificateError::Damaged { .. } => {
                "Choose another file, or ask whoever made it for a PEM or PKCS#12 file."
            }
            CertificateError::OtherKey { .. } => "Make a certificate with an RSA key, and have it registered.",
            CertificateError::PasswordNeeded { .. } => {
                return Self::new(ErrorCode::SignInRequired, message, "Sign in, and give the file's password.")
                    .field(error.field())
                    .offering([Action::SignIn, Action::EditField]);
            }
            CertificateError::WrongPassword { .. } => "Give the file's password once more.",
            CertificateError::Mismatch { .. } => "Choose the key that the certificate was made with.",
            CertificateError::Expired { .. } => "Make a new certificate, and have your administrator register it.",
            CertificateError::NotYet { .. } => "Wait until then, or set this machine's clock.",
        };
        Self::new(ErrorCode::ProfileInvalid, message, hint).field(error.field()).offering([Action::EditField])
    }
}

impl From<SignInError> for Failure {
    fn from(error: SignInError) -> Self {
        let message = sentence(&error);
        match error {
            SignInError::Port(_) => Self::new(
                ErrorCode::PortTaken,
                message,
                "End the program that has it, or take “fixed_port” or the port out of the profile.",
            )
            .field("redirect_port")
            .offering([Action::TryAgain, Action::EditField]),
            SignInError::Refused(reply) if reply.needs_a_person() => {
                SessionError::SignInRequired(SignInRequired::Ended(reply)).into()
            }
            SignInError::Refused(reply) | SignInError::Token(entra::TokenError::Refused(reply)) => {
                SessionError::Refused(reply).into()
            }
            SignInError::Token(entra::TokenError::Network(error)) => error.into(),
            SignInError::Token(entra::TokenError::Malformed(what)) => {
                SessionError::Malformed(sentence_of(&what)).into()
            }
            SignInError::IdToken(IdTokenError::Expired) => {
                Self::new(ErrorCode::ProviderRefused, message, "Set this machine's clock, then sign in again.")
                    .offering([Action::SignIn])
            }
            SignInError::IdToken(IdTokenError::Issuer(_)) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Sign in with an account of the profile's tenant, or change the tenant ID.",
            )
            .field("tenant_id")
            .offering([Action::SignInAsSomeoneElse, Action::EditField]),
            SignInError::IdToken(_) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Sign in again. If it stays, report it: the answer was not meant for this sign-in.",
            )
            .offering([Action::SignIn]),
            SignInError::Discovery(error) => error.into(),
            SignInError::NotOffered(_) => {
                Self::new(ErrorCode::ProviderRefused, message, "Choose another way to sign in for this profile.")
                    .field("flow")
                    .offering([Action::UseBrowser, Action::EditField])
            }
            SignInError::DeviceCodeBlocked(reply) => Self::device_code_blocked(&reply),
            SignInError::CodeExpired => Self::new(
                ErrorCode::TimedOut,
                message,
                "Sign in again for a new code. If the page refused it, your organisation may block device codes: sign in with the browser.",
            )
            .offering([Action::SignIn, Action::UseBrowser]),
            SignInError::OtherFlow { .. } => {
                Self::new(ErrorCode::Usage, message, "Sign in the profile's own way, or change its flow.")
                    .field("flow")
                    .offering([Action::SignIn, Action::EditField])
            }
            SignInError::OtherProvider(_) => Self::new(
                ErrorCode::ProviderRefused,
                message,
                "Nothing of it was used. Sign in again; if it stays, show this to your administrator: somebody may be mixing up providers.",
            )
            .field("issuer")
            .offering([Action::TryAgain, Action::CopyMessage]),
            SignInError::Cancelled => {
                Self::new(ErrorCode::Cancelled, message, "Sign in again whenever you want.").offering([Action::SignIn])
            }
            SignInError::TimedOut(_) => Self::new(
                ErrorCode::TimedOut,
                message,
                "Sign in again. If no page appears, open the address that the app shows.",
            )
            .offering([Action::SignIn]),
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
        Self::new(ErrorCode::ProviderRefused, sentence(&error), hint)
            .field("issuer")
            .offering([Action::EditField, Action::TryAgain])
    }
}

impl From<SocketError> for Failure {
    fn from(error: SocketError) -> Self {
        let hint = match &error {
            SocketError::ForeignFolder { .. } => "Name a folder of your own with XDG_RUNTIME_DIR or CDF_SIGNIN_HOME.",
            SocketError::InTheWay { .. } => "Move it away, then start again.",
            SocketError::Io { .. } => "Check that the folder is yours to write to.",
        };
        Self::new(ErrorCode::FileRefused, sentence(&error), hint)
    }
}

impl From<EndpointError> for Failure {
    fn from(error: EndpointError) -> Self {
        let message = sentence(&error);
        match error {
            EndpointError::Off(_) => {
                Self::new(ErrorCode::Usage, message, "Switch it on.").offering([Action::SwitchEndpointOn])
            }
            EndpointError::NotKept(_) => Self::new(
                ErrorCode::VaultUnavailable,
                message,
                "Start a keyring, or keep the vault's key in a file with CDF_SIGNIN_VAULT=file.",
            ),
            EndpointError::PortTaken { .. } | EndpointError::NoPort => Self::new(
                ErrorCode::PortTaken,
                message,
                "End the program that has it. Or write another port under [token_endpoint] in profiles.toml, and write the tools' files anew.",
            )
            .field("token_endpoint.port"),
            EndpointError::Address { .. } => Self::new(
                ErrorCode::PortTaken,
                message,
                "Write an address that this machine has as bind under [token_endpoint] in profiles.toml, or leave it out.",
            )
            .field("token_endpoint.bind"),
        }
    }
}

impl From<FieldProblem> for Failure {
    fn from(problem: FieldProblem) -> Self {
        let example = problem.example.as_ref().map(|example| format!("; for example {example}")).unwrap_or_default();
        let hint = format!("Change {} in profiles.toml{example}", problem.field);
        let failure = Self::new(ErrorCode::ProfileInvalid, problem.message.clone(), hint).field(&problem.field);
        Self { problems: vec![problem], ..failure }
    }
}

impl From<HandOffError> for Failure {
    fn from(error: HandOffError) -> Self {
        let message = sentence(&error);
        match error {
            HandOffError::UnknownFormat(_) => {
                Self::new(ErrorCode::Usage, message, "Choose one of the formats there are.")
                    .offering([Action::ChooseFormat])
            }
            HandOffError::UnknownSnippet(_) => {
                Self::new(ErrorCode::Usage, message, "Choose one of the snippets there are.")
            }
            HandOffError::Unfit(Unfit { instead, .. }) => {
                Self::new(ErrorCode::Usage, message, instead).offering([Action::ChooseFormat])
            }
            HandOffError::NotOurs { .. } => {
                Self::new(ErrorCode::FileRefused, message, "Choose another file, or replace this one on purpose.")
                    .offering([Action::ReplaceFile])
            }
            HandOffError::Gone { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "Write it once more if it is still wanted, or take it off the profile's list.",
            ),
            HandOffError::Anothers { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "Choose another file, or take this one off that profile's list first.",
            ),
            HandOffError::Refused { hint, .. } | HandOffError::Io { hint, .. } => {
                Self::new(ErrorCode::FileRefused, message, hint)
            }
            HandOffError::NothingToUndo { .. } => Self::new(
                ErrorCode::FileRefused,
                message,
                "What a file said before the app wrote it is kept for a day, and until the profile is signed out.",
            ),
            HandOffError::ChangedSince { .. } => {
                Self::new(ErrorCode::FileRefused, message, "It stays as it is. Change it in a text editor.")
            }
        }
    }
}

pub(super) fn sentence(error: &impl std::fmt::Display) -> String {
    sentence_of(&error.to_string())
}

pub(super) fn sentence_of(text: &str) -> String {
    let end = if text.ends_with(['.', ':', '!', '?']) { "" } else { "." };
    let mut letters = text.chars();
    match letters.next() {
        // A host's or a file's name at the start keeps its own letters.
        Some(first) if !text.split([' ', ':']).next().is_some_and(|word| word.contains('.')) => {
            format!("{}{}{end}", first.to_uppercase(), letters.as_str())
        }
        _ => format!("{text}{end}"),
    }
}
