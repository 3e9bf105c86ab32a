//! `private_key_jwt`: a JWT that proves, once and for minutes, that the application has its key (RFC 7523 §3).

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PSS_SHA256;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use oauth2::CsrfToken;
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Certificate;

/// As long as Microsoft's own libraries let one live.
const LIFETIME: Duration = Duration::from_secs(600);

/// How far the provider's clock may be behind this machine's.
const LEEWAY: Duration = Duration::from_secs(60);

impl Certificate {
    /// A new assertion of that client for that token endpoint; `now` is the wall clock, since 1970.
    pub fn assertion(&self, client_id: &str, token_endpoint: &str, now: Duration) -> SecretString {
        // RFC 7515 §4.1.8: Entra finds the registered certificate by its SHA-256, and wants PS256 with it.
        let header = json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": BASE64URL.encode(Sha256::digest(&self.der)) });
        let claims = json!({
            "aud": token_endpoint, "iss": client_id, "sub": client_id, "jti": CsrfToken::new_random().secret(),
            "iat": now.as_secs(), "nbf": now.saturating_sub(LEEWAY).as_secs(), "exp": (now + LIFETIME).as_secs(),
        });
        let mut jwt = format!("{}.{}", BASE64URL.encode(header.to_string()), BASE64URL.encode(claims.to_string()));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PSS_SHA256, &SystemRandom::new(), jwt.as_bytes(), &mut signature)
            .unwrap_or_else(|_| unreachable!("a checked key, and room for the signature"));
        jwt.push('.');
        BASE64URL.encode_string(&signature, &mut jwt);
        jwt.into()
    }
}
