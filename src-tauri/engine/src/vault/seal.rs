//! The sealed file: authenticated encryption with a versioned header, bound to the profile it belongs to.
//!
//! ```text
//! "CDFSIGN" 0x01 | key id (8 bytes) | nonce (24 bytes) | XChaCha20-Poly1305 ciphertext and tag
//! ```
//!
//! The header and the profile's name are authenticated too: a file renamed to another profile's does not open.

use chacha20poly1305::aead::{Aead as _, Generate as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretSlice};
use sha2::{Digest as _, Sha256};

const MAGIC: &[u8; 8] = b"CDFSIGN\x01";
const KEY_ID: usize = 8;
const NONCE: usize = 24;
const HEADER: usize = MAGIC.len() + KEY_ID;

/// Bytes of a vault key.
pub const KEY_LENGTH: usize = 32;

/// Why a sealed file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Another key sealed it: the keyring was reset, or the file comes from another machine or account.
    #[error("it was sealed with another key than the one in the keyring")]
    OtherKey,
    /// A newer version of the app made it.
    #[error("a newer version of this app made it")]
    NewerVersion,
    /// It was cut short or changed, or belongs to another profile.
    #[error("it is damaged")]
    Damaged,
}

/// A key of the right length.
#[derive(Debug)]
pub struct Key(SecretSlice<u8>);

impl Key {
    /// A new random key.
    pub fn random() -> Self {
        let key = chacha20poly1305::Key::generate();
        Self(key.to_vec().into())
    }

    /// The key out of a key store; `None` when it cannot be one.
    pub fn from_stored(bytes: SecretSlice<u8>) -> Option<Self> {
        (bytes.expose_secret().len() == KEY_LENGTH).then_some(Self(bytes))
    }

    /// For the key store alone.
    pub fn stored(&self) -> &SecretSlice<u8> {
        &self.0
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new_from_slice(self.0.expose_secret())
            .unwrap_or_else(|_| unreachable!("the length is checked"))
    }

    /// Tells two keys apart without telling anything else about them.
    fn id(&self) -> [u8; KEY_ID] {
        let digest = Sha256::new_with_prefix(b"cdf-signin key id\0").chain_update(self.0.expose_secret()).finalize();
        let mut id = [0; KEY_ID];
        id.copy_from_slice(&digest[..KEY_ID]);
        id
    }
}

/// Seals `content` for that profile.
pub fn seal(key: &Key, profile: &str, content: &[u8]) -> Vec<u8> {
    let mut sealed = [MAGIC.as_slice(), &key.id()].concat();
    let nonce = XNonce::generate();
    let bound = bound_to(&sealed, profile);
    let payload = Payload { msg: content, aad: &bound };
    let ciphertext =
        key.cipher().encrypt(&nonce, payload).unwrap_or_else(|_| unreachable!("far under the cipher's limit"));
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&ciphertext);
    sealed
}

/// Opens what [`seal`] made for that profile.
pub fn open(key: &Key, profile: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
    let (header, rest) = sealed.split_at_checked(HEADER).ok_or(Broken::Damaged)?;
    let (magic, key_id) = header.split_at(MAGIC.len());
    if magic[..7] != MAGIC[..7] {
        return Err(Broken::Damaged);
    }
    if magic[7] != MAGIC[7] {
        return Err(Broken::NewerVersion);
    }
    if key_id != key.id() {
        return Err(Broken::OtherKey);
    }
    let (nonce, ciphertext) = rest.split_at_checked(NONCE).ok_or(Broken::Damaged)?;
    let nonce = XNonce::try_from(nonce).map_err(|_| Broken::Damaged)?;
    let bound = bound_to(header, profile);
    let payload = Payload { msg: ciphertext, aad: &bound };
    key.cipher().decrypt(&nonce, payload).map(Zeroizing::new).map_err(|_| Broken::Damaged)
}

fn bound_to(header: &[u8], profile: &str) -> Vec<u8> {
    [header, b"profile\0", profile.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_its_key_for_its_profile_only() {
        let key = Key::random();
        let sealed = seal(&key, "north", b"tokens");
        assert_eq!(*open(&key, "north", &sealed).unwrap(), b"tokens");
        assert_eq!(open(&key, "south", &sealed), Err(Broken::Damaged));
        assert_eq!(open(&Key::random(), "north", &sealed), Err(Broken::OtherKey));
        assert!(!sealed.windows(6).any(|bytes| bytes == b"tokens"));
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let key = Key::random();
        let sealed = seal(&key, "north", b"tokens");
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 0x20;
            assert!(open(&key, "north", &changed).is_err(), "byte {position}");
            assert!(open(&key, "north", &sealed[..position]).is_err(), "cut at {position}");
        }
        let mut newer = sealed;
        newer[7] = 2;
        assert_eq!(open(&key, "north", &newer), Err(Broken::NewerVersion));
    }

    #[test]
    fn the_same_content_never_looks_the_same() {
        let key = Key::random();
        assert_ne!(seal(&key, "north", b"tokens"), seal(&key, "north", b"tokens"));
    }
}
