//! What an access token says about itself. Read, and not verified: only CDF, whom it is for, can do that (RFC 9068 §4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};

/// No token in use is longer; what is gets not read.
const MOST: usize = 256 * 1024;

/// The claims of an access token (RFC 7519 §4), in the token's order of names.
#[derive(Debug, Clone, PartialEq)]
pub struct Claims(Map<String, Value>);

/// A token that does not say anything to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Some providers' tokens are a mere name for what they keep.
    #[error("this provider's tokens say nothing by themselves")]
    Opaque,
    /// Only whom it is for can read it (RFC 7516).
    #[error("this token is encrypted for CDF")]
    Encrypted,
}

impl Claims {
    /// Reads them. The signature is not looked at.
    pub fn of(token: &SecretString) -> Result<Self, Unreadable> {
        let token = token.expose_secret();
        let parts: Vec<&str> = token.split('.').collect();
        match parts[..] {
            [_, payload, _] if token.len() <= MOST => {
                let json = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).map_err(|_| Unreadable::Opaque)?;
                serde_json::from_slice(&json).map(Self).map_err(|_| Unreadable::Opaque)
            }
            [_, _, _, _, _] => Err(Unreadable::Encrypted),
            _ => Err(Unreadable::Opaque),
        }
    }

    /// Each with its value as text: a list's members on lines of their own.
    pub fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(|(name, value)| (name.as_str(), text(value)))
    }

    /// One that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// One that is a list of texts.
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        Some(self.0.get(name)?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// All of them as they stand in the token, with lines and indents.
    pub fn json(&self) -> String {
        format!("{:#}", Value::Object(self.0.clone()))
    }

    /// An application signed in, and no person: Entra says so in `idtyp`, where it is asked to, and names no scope.
    pub fn is_of_an_application(&self) -> bool {
        self.text("idtyp") == Some("app") || (self.text("scp").is_none() && self.0.contains_key("roles"))
    }

    /// More groups than a token has room for: it names the place to ask for them (Entra's groups overage claim).
    pub fn leaves_groups_out(&self) -> bool {
        self.0.contains_key("hasgroups")
            || self.0.get("_claim_names").is_some_and(|names| names.get("groups").is_some())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(members) => members.iter().map(text).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn token(claims: &Value) -> SecretString {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2lnbmF0dXJl", part(&json!({ "alg": "RS256" })), part(claims)).into()
    }

    #[test]
    fn claims_are_read_as_they_stand() {
        let claims = Claims::of(&token(&json!({ "aud": "https://x", "exp": 12, "amr": ["pwd", "mfa"] }))).unwrap();
        let texts: Vec<_> = claims.texts().map(|(name, text)| format!("{name}={text}")).collect();
        assert_eq!(texts, ["amr=pwd\nmfa", "aud=https://x", "exp=12"]);
        assert_eq!((claims.list("amr"), claims.list("aud")), (Some(vec!["pwd", "mfa"]), None));
        let read: Value = serde_json::from_str(&claims.json()).unwrap();
        assert_eq!(read, json!({ "aud": "https://x", "exp": 12, "amr": ["pwd", "mfa"] }));
        assert!(!claims.is_of_an_application() && !claims.leaves_groups_out());
    }

    #[test]
    fn an_applications_token_and_one_of_too_many_groups_are_known() {
        assert!(Claims::of(&token(&json!({ "roles": ["x"] }))).unwrap().is_of_an_application());
        assert!(!Claims::of(&token(&json!({ "roles": ["x"], "scp": "y" }))).unwrap().is_of_an_application());
        assert!(Claims::of(&token(&json!({ "_claim_names": { "groups": "src1" } }))).unwrap().leaves_groups_out());
    }

    #[test]
    fn what_says_nothing_is_told_apart() {
        let of = |text: &str| Claims::of(&text.to_owned().into()).unwrap_err();
        assert_eq!(of("0123456789abcdef"), Unreadable::Opaque);
        assert_eq!(of("a.b.c"), Unreadable::Opaque);
        assert_eq!(of("a.W10.c"), Unreadable::Opaque);
        assert_eq!(of("a.b.c.d.e"), Unreadable::Encrypted);
        assert_eq!(of(&format!("a.{}.c", "A".repeat(MOST))), Unreadable::Opaque);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_stumble(text in "\\PC{0,80}", payload in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = Claims::of(&text.into());
            let _ = Claims::of(&format!("a.{}.c", URL_SAFE_NO_PAD.encode(payload)).into());
        }
    }
}
