//! What an application signs in with: given in the environment, or kept in the vault.

#[cfg(test)]
mod tests;

use oauth2::url::Url;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use serde::{Deserialize, Serialize};

use super::record::{Record, secret_text};
use super::sessions::{SessionError, Sessions, SignInRequired};
use crate::entra::Endpoints;
use crate::ports::KeyStoreError;
use crate::profile::{Flow, Profile};
use crate::sign_in::Certificate;
use crate::vault::{Kept, SecretKind, VaultError};

/// What an application proves itself with.
#[derive(Debug)]
pub enum Credential {
    /// A client secret.
    Secret(SecretString),
    /// A certificate with its key.
    Certificate(Box<Certificate>),
}

/// Secrets that come with the process instead of the vault. They win over kept ones, and are not kept.
#[derive(Debug, Default)]
pub struct GivenSecrets {
    /// `CDF_SIGNIN_CLIENT_SECRET`
    pub client_secret: Option<SecretString>,
    /// `CDF_SIGNIN_CERTIFICATE_PASSWORD`
    pub certificate_password: Option<SecretString>,
}

impl GivenSecrets {
    /// Their names, which are no business of a command that is started with a profile's tokens.
    pub const VARIABLES: [&str; 2] = ["CDF_SIGNIN_CLIENT_SECRET", "CDF_SIGNIN_CERTIFICATE_PASSWORD"];

    /// Those of this process's environment.
    pub fn from_environment() -> Self {
        let read = |name| std::env::var(name).ok().filter(|value| !value.is_empty()).map(SecretString::from);
        Self { client_secret: read(Self::VARIABLES[0]), certificate_password: read(Self::VARIABLES[1]) }
    }

    fn of(&self, kind: SecretKind) -> Option<&SecretString> {
        match kind {
            SecretKind::ClientSecret => self.client_secret.as_ref(),
            SecretKind::CertificatePassword => self.certificate_password.as_ref(),
            SecretKind::Endpoint => None,
        }
    }
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct KeptSecret {
    /// Whose secret it is. It is sent nowhere else, also when the profile's addresses are changed by hand.
    of: String,
    #[serde(with = "secret_text")]
    secret: SecretString,
}

impl Profile {
    /// The secret that its flow may need.
    pub fn secret_kind(&self) -> Option<SecretKind> {
        match self.flow {
            Flow::ClientSecret => Some(SecretKind::ClientSecret),
            Flow::ClientCertificate => Some(SecretKind::CertificatePassword),
            Flow::Browser | Flow::DeviceCode => None,
        }
    }
}

impl Sessions {
    /// Keeps the secret of a profile's flow, in place of the one before.
    pub async fn keep_secret(&self, profile: &Profile, secret: &SecretString) -> Result<Kept, SessionError> {
        let Some(kind) = profile.secret_kind() else { return Err(SessionError::NoSecretNeeded(profile.flow)) };
        let kept = KeptSecret { of: owner(profile, kind), secret: secret.clone() };
        let mut content = Zeroizing::new(Vec::with_capacity(16 * 1024));
        serde_json::to_writer(&mut *content, &kept).unwrap_or_else(|_| unreachable!("plain data always serializes"));
        let name = profile.name.as_str();
        let kept = self.vault.keep_secret(name, kind, content).await?;
        self.hope_again(profile).await?;
        self.clear_error(name);
        self.events.session_changed(name);
        Ok(kept)
    }

    /// The provider's last word was about the secret before: with another, it is asked once more.
    async fn hope_again(&self, profile: &Profile) -> Result<(), SessionError> {
        let _held = self.lock(profile.name.as_str()).await?;
        if let Ok(Some(record)) = self.read(profile).await
            && record.ended.is_some()
        {
            let record = Record { serial: record.serial + 1, ended: None, ..record };
            self.vault.write(profile.name.as_str(), record.to_bytes()).await?;
        }
        Ok(())
    }

    /// A vault that is locked cannot keep one; without any key store a secret lasts as long as the process.
    pub(crate) async fn can_keep_secrets(&self) -> Result<(), SessionError> {
        match self.vault.ready().await {
            Err(locked @ KeyStoreError::Locked) => Err(VaultError::Key(locked).into()),
            _ => Ok(()),
        }
    }

    /// Forgets what a profile's application proves itself with. Works without the vault's key.
    pub fn forget_secrets(&self, name: &str) -> Result<(), SessionError> {
        for kind in SecretKind::OF_APPLICATION {
            self.vault.forget_secret(name, kind)?;
        }
        self.events.session_changed(name);
        Ok(())
    }

    /// Whether the vault holds a secret for the profile's flow.
    pub fn has_kept_secret(&self, profile: &Profile) -> bool {
        profile.secret_kind().is_some_and(|kind| self.vault.has_secret(profile.name.as_str(), kind))
    }

    /// Whether the profile's application has all that it signs in with, as far as can be told without trying.
    pub fn has_credential(&self, profile: &Profile) -> bool {
        match profile.secret_kind() {
            Some(kind @ SecretKind::ClientSecret) => self.given.of(kind).is_some() || self.has_kept_secret(profile),
            // Whether the file needs a password only the file tells.
            Some(SecretKind::CertificatePassword) => true,
            Some(SecretKind::Endpoint) | None => false,
        }
    }

    /// The client secret, or the password of the certificate's key (which may have none), for another tool of this person's.
    pub(crate) async fn application_secret(&self, profile: &Profile) -> Result<Option<SecretString>, SessionError> {
        match self.secret(profile, None).await? {
            None if profile.flow == Flow::ClientSecret => {
                Err(SessionError::SignInRequired(SignInRequired::NoClientSecret))
            }
            secret => Ok(secret),
        }
    }

    /// Where the profile's application asks for tokens.
    pub(crate) async fn token_endpoint(&self, profile: &Profile) -> Result<Url, SessionError> {
        Ok(Endpoints::of(profile, &self.http).await?.token.url().clone())
    }

    /// What the profile's application signs in with. `typed` comes from a person who is there now.
    pub(super) async fn credential(
        &self,
        profile: &Profile,
        typed: Option<&SecretString>,
    ) -> Result<Credential, SessionError> {
        let secret = self.secret(profile, typed).await?;
        match profile.flow {
            Flow::ClientSecret => {
                secret.map(Credential::Secret).ok_or(SessionError::SignInRequired(SignInRequired::NoClientSecret))
            }
            Flow::ClientCertificate => {
                let (profile, now) = (profile.clone(), self.clock.now().wall);
                // Files, and a password that is made slow to try: not in the way of whatever else runs here.
                let load = move || Certificate::load(&profile, secret.as_ref(), now);
                let loaded = tokio::task::spawn_blocking(load).await;
                Ok(Credential::Certificate(Box::new(loaded.unwrap_or_else(|_| unreachable!("it does not panic"))?)))
            }
            flow => Err(SessionError::NoSecretNeeded(flow)),
        }
    }

    /// Moves a profile's secrets to its new name.
    pub(super) async fn rename_secrets(&self, from: &str, to: &str) -> Result<(), VaultError> {
        for kind in SecretKind::ALL {
            if let Some(content) = self.vault.secret(from, kind).await? {
                self.vault.keep_secret(to, kind, content).await?;
                self.vault.forget_secret(from, kind)?;
            }
        }
        Ok(())
    }

    async fn secret(
        &self,
        profile: &Profile,
        typed: Option<&SecretString>,
    ) -> Result<Option<SecretString>, VaultError> {
        match profile.secret_kind().and_then(|kind| typed.or(self.given.of(kind))) {
            Some(secret) => Ok(Some(secret.clone())),
            None => self.kept_secret(profile).await,
        }
    }

    /// A secret of another application or provider counts as none.
    async fn kept_secret(&self, profile: &Profile) -> Result<Option<SecretString>, VaultError> {
        let Some(kind) = profile.secret_kind() else { return Ok(None) };
        let content = self.vault.secret(profile.name.as_str(), kind).await?;
        let kept = content.and_then(|content| serde_json::from_slice::<KeptSecret>(&content).ok());
        Ok(kept.filter(|kept| kept.of == owner(profile, kind)).map(|kept| kept.secret))
    }
}

fn owner(profile: &Profile, kind: SecretKind) -> String {
    match kind {
        SecretKind::ClientSecret => {
            let named = Endpoints::named_by(profile).map(|endpoints| endpoints.token.to_string());
            let provider = named.or_else(|| profile.issuer.clone()).unwrap_or_default();
            format!("{} at {provider}", profile.client_id)
        }
        // A password opens a file here and is sent to nobody.
        SecretKind::CertificatePassword | SecretKind::Endpoint => String::new(),
    }
}
