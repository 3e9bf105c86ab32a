//! The secrets of applications, each sealed in a file of its own beside the profile's session.

use std::path::PathBuf;

use secrecy::zeroize::Zeroizing;

use super::{Kept, Vault, VaultError, file_stem};

/// A secret of a profile that is kept beside its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// Of the client-secret flow.
    ClientSecret,
    /// It opens the PKCS#12 file or the private key of the client-certificate flow.
    CertificatePassword,
    /// Programs of this machine show it at the profile's token endpoint.
    Endpoint,
}

impl SecretKind {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::ClientSecret, Self::CertificatePassword, Self::Endpoint];

    /// Those that the profile's application proves itself with.
    pub const OF_APPLICATION: [Self; 2] = [Self::ClientSecret, Self::CertificatePassword];

    /// Whom the sealed file is bound to. A profile's name has no NUL, so a secret cannot pass for a session, nor one
    /// kind for another.
    fn owner(self, profile: &str) -> String {
        let kind = match self {
            Self::ClientSecret => "client secret",
            Self::CertificatePassword => "certificate password",
            Self::Endpoint => "endpoint secret",
        };
        format!("{profile}\0{kind}")
    }

    fn extension(self) -> &'static str {
        match self {
            Self::ClientSecret => "secret",
            Self::CertificatePassword => "password",
            Self::Endpoint => "endpoint",
        }
    }
}

impl Vault {
    /// That secret of that profile.
    pub async fn secret(&self, profile: &str, kind: SecretKind) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.open_sealed(&kind.owner(profile), self.secret_file(profile, kind)).await
    }

    /// Keeps a secret; on disk before it returns, unless the key store gives no key.
    pub async fn keep_secret(
        &self,
        profile: &str,
        kind: SecretKind,
        content: Zeroizing<Vec<u8>>,
    ) -> Result<Kept, VaultError> {
        self.write_sealed(&kind.owner(profile), &self.secret_file(profile, kind), content).await
    }

    /// Whether there is such a secret; whether it opens is another matter.
    pub fn has_secret(&self, profile: &str, kind: SecretKind) -> bool {
        self.memory().contains_key(&kind.owner(profile)) || self.secret_file(profile, kind).exists()
    }

    /// Whether that secret ends with this process.
    pub fn is_secret_in_memory(&self, profile: &str, kind: SecretKind) -> bool {
        self.memory().contains_key(&kind.owner(profile))
    }

    /// Forgets a secret. Needs no key.
    pub fn forget_secret(&self, profile: &str, kind: SecretKind) -> Result<(), VaultError> {
        self.remove_sealed(&kind.owner(profile), &self.secret_file(profile, kind))
    }

    fn secret_file(&self, profile: &str, kind: SecretKind) -> PathBuf {
        self.folder.join(format!("{}.{}", file_stem(profile), kind.extension()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::places::Places;
    use crate::testing::FakeKeys;

    fn content(text: &str) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(text.as_bytes().to_vec())
    }

    #[tokio::test]
    async fn one_kind_of_file_does_not_pass_for_another() {
        let home = tempfile::tempdir().unwrap();
        let vault = Vault::with_keys(&Places::under(home.path()), Some(Arc::new(FakeKeys::default())));
        vault.write("north", content("session")).await.unwrap();
        vault.keep_secret("north", SecretKind::ClientSecret, content("secret")).await.unwrap();
        let files = |kind| vault.secret_file("north", kind);
        let (secret, password) = (files(SecretKind::ClientSecret), files(SecretKind::CertificatePassword));
        assert_eq!(**vault.secret("north", SecretKind::ClientSecret).await.unwrap().unwrap(), *b"secret");
        fs::copy(&secret, &password).unwrap();
        assert!(matches!(
            vault.secret("north", SecretKind::CertificatePassword).await,
            Err(VaultError::Unreadable { .. })
        ));
        fs::copy(&secret, vault.file("north")).unwrap();
        assert!(matches!(vault.read("north").await, Err(VaultError::Unreadable { .. })));
        assert!(vault.secret("south", SecretKind::ClientSecret).await.unwrap().is_none());
        vault.forget_secret("north", SecretKind::ClientSecret).unwrap();
        assert!(!vault.has_secret("north", SecretKind::ClientSecret) && !secret.exists());
    }

    #[tokio::test]
    async fn without_a_key_a_secret_lasts_as_long_as_the_process() {
        let home = tempfile::tempdir().unwrap();
        let vault = Vault::with_keys(&Places::under(home.path()), None);
        let kept = vault.keep_secret("north", SecretKind::ClientSecret, content("secret")).await.unwrap();
        assert!(matches!(kept, Kept::InMemory) && vault.has_secret("north", SecretKind::ClientSecret));
        assert!(!home.path().join("sessions").exists());
    }
}
