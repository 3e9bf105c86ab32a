//! Who signed in: the claims of an ID token that came straight from the token endpoint.
//!
//! Its signature is not checked: TLS vouches for the sender (`OpenID` Connect Core §3.1.3.7, point 6). Everything
//! else is: it has to be from this provider and tenant, for this client, of this sign-in, and not past its time.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::entra::Issuer;
use crate::session::Account;

/// How far this machine's clock may be off before a fresh ID token counts as expired. A wrong clock is common on
/// virtual machines, and this token is minutes old at most: generous.
const LEEWAY: Duration = Duration::from_secs(600);

/// What an ID token has to say.
pub struct Expected<'a> {
    pub client_id: &'a str,
    /// The one that was sent, in a flow that sends one.
    pub nonce: Option<&'a str>,
    pub issuer: &'a Issuer,
    /// The wall clock, since 1970.
    pub now: Duration,
}

/// Which claim is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum IdTokenError {
    #[error("the provider sent no ID token")]
    Missing,
    #[error("the ID token does not read as one")]
    Malformed,
    #[error("the ID token is of another sign-in (nonce)")]
    Nonce,
    #[error("the ID token is for another app (aud)")]
    Audience,
    #[error("the ID token is from another issuer or tenant: {0}")]
    Issuer(String),
    #[error("the ID token has expired; this machine's clock may be wrong")]
    Expired,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    aud: Option<Audience>,
    azp: Option<String>,
    exp: Option<f64>,
    nonce: Option<String>,
    tid: Option<String>,
    oid: Option<String>,
    sub: Option<String>,
    name: Option<String>,
    preferred_username: Option<String>,
    email: Option<String>,
    login_hint: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Checks an ID token and answers with the account it names.
pub fn account(id_token: Option<&SecretString>, expected: &Expected<'_>) -> Result<Account, IdTokenError> {
    let claims = read(id_token.ok_or(IdTokenError::Missing)?.expose_secret()).ok_or(IdTokenError::Malformed)?;
    if expected.nonce.is_some() && claims.nonce.as_deref() != expected.nonce {
        return Err(IdTokenError::Nonce);
    }
    let is_for_us = match &claims.aud {
        Some(Audience::One(audience)) => audience == expected.client_id,
        // OpenID Connect Core §3.1.3.7: with several audiences, `azp` has to name this client.
        Some(Audience::Several(audiences)) => {
            audiences.iter().any(|audience| audience == expected.client_id)
                && (audiences.len() == 1 || claims.azp.as_deref() == Some(expected.client_id))
        }
        None => false,
    };
    if !is_for_us {
        return Err(IdTokenError::Audience);
    }
    check_issuer(&claims, expected.issuer)?;
    let expires = claims.exp.filter(|exp| *exp > 0.0).ok_or(IdTokenError::Malformed)?;
    if expires + LEEWAY.as_secs_f64() < expected.now.as_secs_f64() {
        return Err(IdTokenError::Expired);
    }
    Ok(Account {
        name: claims.name,
        username: claims.preferred_username.or(claims.email),
        object_id: claims.oid.or(claims.sub),
        tenant_id: claims.tid,
        application: None,
    })
}

/// Entra's optional `login_hint` claim, by which the provider knows the account again.
pub fn login_hint_claim(id_token: &SecretString) -> Option<String> {
    read(id_token.expose_secret())?.login_hint
}

fn check_issuer(claims: &Claims, expected: &Issuer) -> Result<(), IdTokenError> {
    let issuer = claims.iss.as_deref().unwrap_or_default();
    if expected.vouches(issuer, claims.tid.as_deref()) { Ok(()) } else { Err(IdTokenError::Issuer(issuer.to_owned())) }
}

/// The claims in the second of a JWT's three parts (RFC 7519 §3).
fn read(jwt: &str) -> Option<Claims> {
    let mut parts = jwt.split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const TENANT: &str = "11111111-2222-3333-4444-555555555555";

    fn claims() -> Value {
        json!({"iss": format!("https://login.example/{TENANT}/v2.0"), "aud": "app", "exp": 2000, "nonce": "n", "tid": TENANT,
               "oid": "o", "name": "Ingrid Solberg", "preferred_username": "ingrid@north.example"})
    }

    fn check(claims: &Value, tenant: Option<&str>) -> Result<Account, IdTokenError> {
        let jwt = format!("e30.{}.x", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()));
        let issuer = Issuer::Entra { authority: "https://login.example".into(), tenant: tenant.map(str::to_owned) };
        let expected = Expected { client_id: "app", nonce: Some("n"), issuer: &issuer, now: Duration::from_secs(1000) };
        account(Some(&jwt.into()), &expected)
    }

    #[test]
    fn names_the_account() {
        let account = check(&claims(), Some(TENANT)).unwrap();
        assert_eq!(account.name.as_deref(), Some("Ingrid Solberg"));
        assert_eq!(account.username.as_deref(), Some("ingrid@north.example"));
        assert!(check(&claims(), None).is_ok());
    }

    #[test]
    fn each_wrong_claim_is_named() {
        let with = |key: &str, value: Value| {
            let mut claims = claims();
            claims[key] = value;
            check(&claims, Some(TENANT)).unwrap_err()
        };
        assert_eq!(with("nonce", json!("other")), IdTokenError::Nonce);
        assert_eq!(with("nonce", Value::Null), IdTokenError::Nonce);
        assert_eq!(with("aud", json!("other")), IdTokenError::Audience);
        assert_eq!(with("aud", json!(["app", "other"])), IdTokenError::Audience);
        assert_eq!(with("exp", json!(300)), IdTokenError::Expired);
        assert_eq!(with("exp", json!("soon")), IdTokenError::Malformed);
        assert!(matches!(with("iss", json!("https://evil.example/v2.0")), IdTokenError::Issuer(_)));
        assert!(matches!(with("tid", json!("66666666-2222-3333-4444-555555555555")), IdTokenError::Issuer(_)));
    }

    #[test]
    fn what_is_no_jwt_is_malformed() {
        let issuer = Issuer::Unknown;
        let expected = Expected { client_id: "app", nonce: Some("n"), issuer: &issuer, now: Duration::ZERO };
        for garbage in ["", "a", "a.b", "a.b.c", "a.e30.c.d", "..", "a.W10.c"] {
            assert_eq!(account(Some(&garbage.into()), &expected).unwrap_err(), IdTokenError::Malformed, "{garbage}");
        }
        assert_eq!(account(None, &expected).unwrap_err(), IdTokenError::Missing);
    }
}
