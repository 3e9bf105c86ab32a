use std::fmt;
use std::time::Duration;

use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse};
use serde::{Deserialize, Deserializer, Serialize};

/// When a reply does not say how long its token lasts (RFC 6749 §5.1 only recommends it): short enough to be no lie.
const UNSAID_LIFETIME: Duration = Duration::from_secs(300);

/// Entra's longest is 28 hours; what claims more is taken for this.
const LONGEST_LIFETIME: Duration = Duration::from_secs(48 * 3600);

/// A token endpoint's reply as it is read: strict in what is handed on, lenient in what is not needed.
#[derive(Deserialize, Serialize)]
pub struct TokenReply {
    access_token: AccessToken,
    token_type: TokenType,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "text_or_nothing")]
    id_token: Option<IdToken>,
}

/// An ID token as it came: a JWT whose claims nobody has checked.
#[derive(Serialize)]
pub struct IdToken(String);

/// RFC 6749 §7.1: compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum TokenType {
    /// RFC 6750.
    Bearer,
    /// Any other.
    Other,
}

impl oauth2::TokenType for TokenType {}

impl<'de> Deserialize<'de> for TokenType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Ok(if text.eq_ignore_ascii_case("bearer") { Self::Bearer } else { Self::Other })
    }
}

impl TokenReply {
    /// How long the access token lasts.
    pub fn lifetime(&self) -> Duration {
        self.expires_in.map_or(UNSAID_LIFETIME, Duration::from_secs).min(LONGEST_LIFETIME)
    }

    /// The OIDC ID token.
    pub fn id_token(&self) -> Option<&str> {
        self.id_token.as_ref().map(|token| token.0.as_str())
    }
}

impl TokenResponse for TokenReply {
    type TokenType = TokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &TokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl fmt::Debug for TokenReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenReply").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

/// Seconds as a number or as text (some providers send text); anything else counts as not said.
pub(super) fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be positive; `as` saturates"
    )]
    Ok(number.filter(|seconds| *seconds > 0.0).map(|seconds| seconds as u64))
}

/// Text that is not empty; anything else counts as not there.
fn text_or_nothing<'de, D: Deserializer<'de>, T: FromText>(from: D) -> Result<Option<T>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(value.as_str().filter(|text| !text.is_empty()).map(|text| T::from_text(text.to_owned())))
}

trait FromText {
    fn from_text(text: String) -> Self;
}

impl FromText for RefreshToken {
    fn from_text(text: String) -> Self {
        Self::new(text)
    }
}

impl FromText for IdToken {
    fn from_text(text: String) -> Self {
        Self(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifetime(expires_in: &str) -> u64 {
        let reply = format!(r#"{{"access_token":"a","token_type":"bearer"{expires_in}}}"#);
        serde_json::from_str::<TokenReply>(&reply).unwrap().lifetime().as_secs()
    }

    #[test]
    fn lifetimes_of_every_shape() {
        assert_eq!(lifetime(r#","expires_in":3600"#), 3600);
        assert_eq!(lifetime(r#","expires_in":"3600""#), 3600);
        assert_eq!(lifetime(r#","expires_in":3599.9"#), 3599);
        for odd in [
            "",
            r#","expires_in":-1"#,
            r#","expires_in":0"#,
            r#","expires_in":null"#,
            r#","expires_in":"soon""#,
            r#","expires_in":[]"#,
        ] {
            assert_eq!(lifetime(odd), 300, "{odd}");
        }
        assert_eq!(lifetime(r#","expires_in":1e18"#), 48 * 3600);
    }

    #[test]
    fn a_refresh_token_of_the_wrong_type_is_none() {
        for odd in ["1", "null", "\"\"", "{}"] {
            let reply = format!(r#"{{"access_token":"a","token_type":"Bearer","refresh_token":{odd}}}"#);
            assert!(serde_json::from_str::<TokenReply>(&reply).unwrap().refresh_token().is_none());
        }
    }

    #[test]
    fn debug_output_holds_no_token() {
        let reply: TokenReply = serde_json::from_str(
            r#"{"access_token":"hush1","token_type":"Bearer","refresh_token":"hush2","id_token":"hush3"}"#,
        )
        .unwrap();
        assert!(!format!("{reply:?}").contains("hush"));
    }
}
