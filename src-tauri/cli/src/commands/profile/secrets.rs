use cdf_signin_engine::profile::{Flow, Profile, ProfileDraft};
use cdf_signin_engine::vault::SecretKind;
use cdf_signin_engine::{Engine, Failure};
use clap::Args;
use secrecy::SecretString;

use crate::secret;
use crate::terminal::Terminal;

/// What an application signs in with. It is sealed in the vault and never shown again.
#[derive(Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Secrets")]
pub struct Secrets {
    /// Take the client secret from standard input, or ask for it at a terminal, and keep it
    #[arg(long, conflicts_with = "certificate_password_stdin")]
    client_secret_stdin: bool,
    /// The same for the password of the PKCS#12 file or of the private key
    #[arg(long)]
    certificate_password_stdin: bool,
}

impl Secrets {
    /// Reads the secret that was announced, when it can be kept at all.
    pub async fn read(&self, engine: &Engine, terminal: Terminal) -> Result<Option<SecretString>, Failure> {
        let what = match (self.client_secret_stdin, self.certificate_password_stdin) {
            (false, false) => return Ok(None),
            (true, _) => "client secret",
            (_, true) => "certificate’s password",
        };
        engine.can_keep_secrets().await?;
        secret::read(terminal, what).map(Some)
    }

    /// A new profile whose flow was left out has that of what was given for it.
    pub fn choose_flow(&self, draft: &mut ProfileDraft) {
        let is_set = |field: &str| !field.trim().is_empty();
        if is_set(&draft.flow) {
            return;
        }
        let has_certificate =
            [&draft.certificate, &draft.private_key, &draft.pkcs12].into_iter().any(|file| is_set(file));
        if self.client_secret_stdin {
            Flow::ClientSecret.as_str().clone_into(&mut draft.flow);
        } else if self.certificate_password_stdin || has_certificate {
            Flow::ClientCertificate.as_str().clone_into(&mut draft.flow);
        }
    }
}

/// Keeps a secret that was read, and says when it cannot be kept.
pub async fn keep(
    engine: &Engine,
    terminal: Terminal,
    profile: &Profile,
    secret: &SecretString,
) -> Result<(), Failure> {
    let kept = engine.keep_secret(profile, secret).await?;
    secret::say_if_lost(terminal, &kept, variable(profile));
    Ok(())
}

/// The environment's name for the secret of that profile.
pub fn variable(profile: &Profile) -> &'static str {
    match profile.secret_kind() {
        Some(SecretKind::CertificatePassword) => "CDF_SIGNIN_CERTIFICATE_PASSWORD",
        _ => "CDF_SIGNIN_CLIENT_SECRET",
    }
}
