//! The secret that a profile's tools show.

use aws_lc_rs::{constant_time, rand};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use secrecy::zeroize::Zeroizing;

/// As many bytes as nobody can guess.
const LENGTH: usize = 32;

/// A new random one, as text that needs no quotes and no escapes anywhere.
pub(crate) fn new_secret() -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    rand::fill(&mut *bytes).unwrap_or_else(|_| unreachable!("the system gives random bytes"));
    Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(*bytes).into_bytes())
}

/// Whether that is the secret. How long it takes tells nothing of how much of it was right.
pub(super) fn is_right(secret: &[u8], shown: &[u8]) -> bool {
    !secret.is_empty() && constant_time::verify_slices_are_equal(secret, shown).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_differ_and_need_no_quotes() {
        let (one, other) = (new_secret(), new_secret());
        assert_ne!(*one, *other);
        assert_eq!(one.len(), 43);
        assert!(one.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)));
    }

    #[test]
    fn only_the_whole_secret_is_right() {
        let secret = new_secret();
        assert!(is_right(&secret, &secret));
        for wrong in [&secret[..42], &[], &[secret.as_slice(), b"x"].concat(), &secret.to_ascii_uppercase()] {
            assert!(!is_right(&secret, wrong));
        }
        assert!(!is_right(b"", b""));
    }
}
