//! An application's certificate and key, and the assertions that are signed with it.

mod assertion;
mod files;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_lc_rs::rsa::KeyPair as RsaKey;
use aws_lc_rs::signature::KeyPair as _;
use secrecy::SecretString;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use x509_cert::der::Decode as _;

use crate::profile::Profile;

/// A certificate whose key is at hand.
pub struct Certificate {
    /// As registered at the provider.
    der: Vec<u8>,
    key: RsaKey,
}

/// Why there is no certificate to sign in with. Names the profile's field and the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum CertificateError {
    #[error("{path} could not be read: {reason}")]
    Read { field: &'static str, path: PathBuf, reason: String },
    #[error("{path} holds no {what}")]
    Missing { field: &'static str, path: PathBuf, what: &'static str },
    #[error("{path} is not a {what} that can be read: {reason}")]
    Damaged { field: &'static str, path: PathBuf, what: &'static str, reason: String },
    #[error("the key in {path} is not an RSA key of 2048 bits or more, the kind that certificates for Entra have")]
    OtherKey { field: &'static str, path: PathBuf },
    #[error("{path} needs a password")]
    PasswordNeeded { path: PathBuf },
    #[error("the password does not open {path}")]
    WrongPassword { path: PathBuf },
    #[error("the key in {key} does not belong to the certificate in {certificate}")]
    Mismatch { field: &'static str, key: PathBuf, certificate: PathBuf },
    #[error("the certificate in {path} ended on {ended}")]
    Expired { field: &'static str, path: PathBuf, ended: String },
    #[error("the certificate in {path} is not valid before {begins}")]
    NotYet { field: &'static str, path: PathBuf, begins: String },
}

impl CertificateError {
    /// The profile's field that it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Read { field, .. }
            | Self::Missing { field, .. }
            | Self::Damaged { field, .. }
            | Self::OtherKey { field, .. }
            | Self::Mismatch { field, .. }
            | Self::Expired { field, .. }
            | Self::NotYet { field, .. } => field,
            Self::PasswordNeeded { .. } | Self::WrongPassword { .. } => "certificate_password",
        }
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate").finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads the profile's files, and makes sure that they are good at that moment (since 1970).
    pub fn load(profile: &Profile, password: Option<&SecretString>, now: Duration) -> Result<Self, CertificateError> {
        match (&profile.pkcs12, &profile.certificate, &profile.private_key) {
            (Some(path), ..) => files::from_pkcs12(path, password, now),
            (None, Some(certificate), Some(key)) => files::from_pem(certificate, key, password, now),
            (None, certificate, _) => Err(CertificateError::Missing {
                field: "certificate",
                path: certificate.clone().unwrap_or_default(),
                what: "certificate with its key",
            }),
        }
    }

    fn new(der: Vec<u8>, key: RsaKey, place: &Place<'_>, now: Duration) -> Result<Self, CertificateError> {
        let field = place.field;
        let parsed = x509_cert::Certificate::from_der(&der).map_err(|error| CertificateError::Damaged {
            field,
            path: place.certificate.to_path_buf(),
            what: "certificate",
            reason: error.to_string(),
        })?;
        let parsed = parsed.tbs_certificate();
        // Of an RSA key, both are the same form: RFC 8017's RSAPublicKey.
        if parsed.subject_public_key_info().subject_public_key.raw_bytes() != key.public_key().as_ref() {
            let (key, certificate) = (place.key.to_path_buf(), place.certificate.to_path_buf());
            return Err(CertificateError::Mismatch { field, key, certificate });
        }
        let validity = parsed.validity();
        let (begins, ends) = (validity.not_before.to_unix_duration(), validity.not_after.to_unix_duration());
        let path = place.certificate.to_path_buf();
        if now > ends {
            return Err(CertificateError::Expired { field, path, ended: date(ends) });
        }
        if now < begins {
            return Err(CertificateError::NotYet { field, path, begins: date(begins) });
        }
        Ok(Self { der, key })
    }
}

/// Where the two came from, for errors.
struct Place<'a> {
    field: &'static str,
    certificate: &'a Path,
    key: &'a Path,
}

/// `2040-01-01`
fn date(moment: Duration) -> String {
    let text = OffsetDateTime::from(SystemTime::UNIX_EPOCH + moment).format(&Rfc3339).unwrap_or_default();
    text.split('T').next().unwrap_or_default().to_owned()
}

/// The profile's key file, where other people of this machine can read it.
pub fn exposed_key_file(profile: &Profile) -> Option<&Path> {
    let file = profile.pkcs12.as_deref().or(profile.private_key.as_deref())?;
    is_exposed(file).then_some(file)
}

#[cfg(unix)]
fn is_exposed(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

/// Elsewhere the folder's own rules decide, which a mode does not tell.
#[cfg(not(unix))]
fn is_exposed(_file: &Path) -> bool {
    false
}
