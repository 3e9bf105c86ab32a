//! Looks for secrets where none may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD as STANDARD, BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use crate::provider::Provider;

/// Codes, verifiers and refresh tokens of this provider and this app have this many characters, all of base64url.
const LENGTH: usize = 43;

/// The secrets of one provider's sign-ins. The provider tells only the start of each one's SHA-256, which is enough
/// to know it again.
pub struct Secrets {
    names: BTreeMap<String, &'static str>,
    planted: Vec<(String, &'static str)>,
}

impl Secrets {
    /// All that went over the wire so far.
    pub fn of(provider: &Provider) -> Self {
        let mut names = BTreeMap::new();
        for request in provider.requests() {
            let secrets = [
                ("an authorization code", request.code),
                ("a code verifier", request.code_verifier),
                ("a refresh token", request.refresh_token),
                ("a refresh token", request.issued_refresh_token),
                ("a device code", request.device_code),
            ];
            names.extend(secrets.into_iter().filter_map(|(name, secret)| Some((secret?, name))));
        }
        Self { names, planted: Vec::new() }
    }

    /// Looks for one more, which the test itself gave to the app: as it is, and as it looks in a header, an address and a
    /// form.
    #[must_use]
    pub fn and(mut self, name: &'static str, secret: &str) -> Self {
        let percent = secret.bytes().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "%{byte:02X}");
            text
        });
        let encoded = [STANDARD.encode(secret), URL_SAFE_NO_PAD.encode(secret), percent];
        self.planted.extend(encoded.into_iter().chain([secret.to_owned()]).map(|form| (form, name)));
        self
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let planted: BTreeSet<&str> = self.planted.iter().map(|(_, name)| *name).collect();
        self.names.len() + planted.len()
    }

    /// The names of those in `bytes`, and of any token that is a JWT.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<&'static str> {
        let mut found: Vec<_> = words(bytes)
            .flat_map(|word| word.windows(LENGTH))
            .filter_map(|part| self.names.get(&fingerprint(part)).copied())
            .collect();
        let has = |secret: &str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        found.extend(self.planted.iter().filter(|(secret, _)| has(secret)).map(|(_, name)| *name));
        if has_jwt(bytes) {
            found.push("a JWT");
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same for each file under a folder.
    pub fn found_under(&self, folder: &Path) -> Vec<(PathBuf, Vec<&'static str>)> {
        let files = files_under(folder).into_iter();
        let looked = files.map(|file| {
            let found = self.found_in(&fs::read(&file).unwrap_or_default());
            (file, found)
        });
        looked.filter(|(_, found)| !found.is_empty()).collect()
    }
}

/// The plain files under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files.extend(files_under(&entry.path())),
            Ok(kind) if kind.is_file() => files.push(entry.path()),
            _ => {}
        }
    }
    files
}

/// The start of its SHA-256, as the provider's log writes it.
pub fn fingerprint(secret: &[u8]) -> String {
    sha256(secret)[..16].to_owned()
}

/// The whole of it, as the CDF stand-in's log writes it.
pub fn sha256(secret: &[u8]) -> String {
    hexadecimal(&Sha256::digest(secret))
}

/// Two digits a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| !byte.is_ascii_alphanumeric() && !b"-_".contains(byte))
}

/// Three words of base64url with dots between them, of which the first begins as every JSON object does.
fn has_jwt(bytes: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    bytes.split(|byte| !is_part(byte)).any(|word| {
        let start = word.windows(3).position(|start| start == b"eyJ");
        start.is_some_and(|start| word[start..].split(|byte| *byte == b'.').filter(|part| part.len() > 10).count() >= 3)
    })
}
