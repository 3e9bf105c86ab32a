//! Certificate and key out of PEM files and PKCS#12 files.

use std::fs;
use std::path::Path;
use std::time::Duration;

use aws_lc_rs::rsa::KeyPair as RsaKey;
use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error as Pkcs12Error;
use pem::Pem;
use pkcs8::EncryptedPrivateKeyInfoRef;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Certificate, CertificateError as Error, Place};

/// No certificate or key is near this; more is not read.
const LONGEST: u64 = 1024 * 1024;

pub(super) fn from_pem(
    certificate: &Path,
    key: &Path,
    password: Option<&SecretString>,
    now: Duration,
) -> Result<Certificate, Error> {
    let sections = sections("certificate", certificate)?;
    // The application's own comes first; those that vouch for it may follow.
    let der = sections
        .into_iter()
        .find(|section| section.tag() == "CERTIFICATE")
        .map(Pem::into_contents)
        .ok_or_else(|| missing("certificate", certificate, "certificate in PEM form"))?;
    let place = Place { field: "private_key", certificate, key };
    Certificate::new(der, private_key(key, password)?, &place, now).map_err(|error| match error {
        Error::Damaged { path, what, reason, .. } => Error::Damaged { field: "certificate", path, what, reason },
        Error::Expired { path, ended, .. } => Error::Expired { field: "certificate", path, ended },
        Error::NotYet { path, begins, .. } => Error::NotYet { field: "certificate", path, begins },
        other => other,
    })
}

pub(super) fn from_pkcs12(path: &Path, password: Option<&SecretString>, now: Duration) -> Result<Certificate, Error> {
    const FIELD: &str = "pkcs12";
    let content = read(FIELD, path)?;
    // Without a password, an empty one: so are files made that 'have none'.
    let typed = password.map_or("", |password| password.expose_secret());
    let archive = Pkcs12Archive::from_pkcs12(&content, typed).map_err(|error| match error {
        Pkcs12Error::MacError(_) | Pkcs12Error::Pkcs5Error(_) | Pkcs12Error::UnpadError => refused(path, password),
        other => damaged(FIELD, path, "PKCS#12 file", other.to_string()),
    })?;
    let key = archive.keys.first().ok_or_else(|| missing(FIELD, path, "private key"))?;
    let place = Place { field: FIELD, certificate: path, key: path };
    let certificates = archive.certs.iter().map(|bag| bag.cert.as_der().to_vec());
    let mut last = missing(FIELD, path, "certificate");
    for der in certificates {
        let key = RsaKey::from_pkcs8(key.key.as_der()).map_err(|_| other_key(FIELD, path))?;
        // Those that vouch for it stand beside it, in any order.
        match Certificate::new(der, key, &place, now) {
            Err(error @ Error::Mismatch { .. }) => last = error,
            found => return found,
        }
    }
    Err(last)
}

fn private_key(path: &Path, password: Option<&SecretString>) -> Result<RsaKey, Error> {
    const FIELD: &str = "private_key";
    for section in sections(FIELD, path)? {
        let is_old_and_encrypted = section.headers().get("Proc-Type").is_some();
        let tag = section.tag().to_owned();
        let der = Zeroizing::new(section.into_contents());
        let key = match tag.as_str() {
            _ if is_old_and_encrypted && tag.ends_with("PRIVATE KEY") => {
                let reason = "its encryption is an old one; “openssl pkcs8 -topk8” makes a newer file of it";
                return Err(damaged(FIELD, path, "private key", reason.into()));
            }
            "PRIVATE KEY" => RsaKey::from_pkcs8(&der),
            "RSA PRIVATE KEY" => RsaKey::from_der(&der),
            "ENCRYPTED PRIVATE KEY" => {
                let typed = password.ok_or_else(|| Error::PasswordNeeded { path: path.to_path_buf() })?;
                let encrypted = EncryptedPrivateKeyInfoRef::try_from(der.as_slice())
                    .map_err(|error| damaged(FIELD, path, "private key", error.to_string()))?;
                let opened = encrypted.decrypt(typed.expose_secret()).map_err(|_| refused(path, password))?;
                RsaKey::from_pkcs8(opened.as_bytes())
            }
            "EC PRIVATE KEY" => return Err(other_key(FIELD, path)),
            _ => continue,
        };
        return key.map_err(|_| other_key(FIELD, path));
    }
    Err(missing(FIELD, path, "private key in PEM form"))
}

fn sections(field: &'static str, path: &Path) -> Result<Vec<Pem>, Error> {
    let content = read(field, path)?;
    pem::parse_many(content.as_slice()).map_err(|error| damaged(field, path, "PEM file", error.to_string()))
}

fn read(field: &'static str, path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let failed = |reason: String| Error::Read { field, path: path.to_path_buf(), reason };
    let metadata = fs::metadata(path).map_err(|error| failed(error.to_string()))?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(failed("it is no plain file of less than 1 MiB".into()));
    }
    fs::read(path).map(Zeroizing::new).map_err(|error| failed(error.to_string()))
}

fn refused(path: &Path, password: Option<&SecretString>) -> Error {
    let path = path.to_path_buf();
    if password.is_some() { Error::WrongPassword { path } } else { Error::PasswordNeeded { path } }
}

fn missing(field: &'static str, path: &Path, what: &'static str) -> Error {
    Error::Missing { field, path: path.to_path_buf(), what }
}

fn damaged(field: &'static str, path: &Path, what: &'static str, reason: String) -> Error {
    Error::Damaged { field, path: path.to_path_buf(), what, reason }
}

fn other_key(field: &'static str, path: &Path) -> Error {
    Error::OtherKey { field, path: path.to_path_buf() }
}
