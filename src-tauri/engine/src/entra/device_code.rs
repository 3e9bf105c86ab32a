//! The two requests of the device authorization grant (RFC 8628). When to send them is the flow's business.

use std::time::Duration;

use oauth2::url::Url;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::endpoints::{Endpoints, scopes};
use super::form;
use super::reply::clean;
use super::token_endpoint::{TokenError, Tokens, tokens};
use super::token_reply::{TokenReply, seconds};
use crate::http::Http;
use crate::profile::Profile;

const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// RFC 8628 §3.2: how long between two polls when the provider does not say.
const USUAL_INTERVAL: Duration = Duration::from_secs(5);

/// No provider asks for more; what does would never be polled within the life of its code.
const LONGEST_INTERVAL: Duration = Duration::from_secs(60);

/// How long a code lasts when the provider does not say: Entra's own.
const USUAL_LIFETIME: Duration = Duration::from_secs(900);
const LONGEST_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// A code for a person, and one for the app that waits for them.
pub struct DeviceAuthorization {
    /// What the token is had with. Never shown.
    pub device_code: SecretString,
    /// What the person enters.
    pub user_code: String,
    /// Where they enter it.
    pub verification_uri: Url,
    /// Entra's words for the person.
    pub message: Option<String>,
    /// From the receipt of the reply.
    pub lifetime: Duration,
    /// Between two polls, at least.
    pub interval: Duration,
}

/// The reply as it is read; RFC 8628 §3.2.
#[derive(Deserialize)]
struct Reply {
    device_code: String,
    user_code: String,
    #[serde(alias = "verification_url")]
    verification_uri: String,
    #[serde(default)]
    message: serde_json::Value,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
    #[serde(default, deserialize_with = "seconds")]
    interval: Option<u64>,
}

/// Asks for a code.
pub async fn request_device_code(
    http: &Http,
    profile: &Profile,
    address: &Url,
) -> Result<DeviceAuthorization, TokenError> {
    let scope = scopes(profile).join(" ");
    let mut fields = vec![("client_id", profile.client_id.as_str()), ("scope", &scope)];
    fields.extend(profile.audience.as_deref().map(|audience| ("audience", audience)));
    form::post::<Reply>(http, address, &fields, None).await?.checked()
}

/// Asks whether the person has entered the code.
pub async fn redeem_device_code(
    http: &Http,
    profile: &Profile,
    endpoints: &Endpoints,
    device_code: &SecretString,
) -> Result<Tokens, TokenError> {
    let fields =
        [("grant_type", GRANT_TYPE), ("client_id", &profile.client_id), ("device_code", device_code.expose_secret())];
    tokens(&form::post::<TokenReply>(http, endpoints.token.url(), &fields, None).await?)
}

impl Reply {
    fn checked(self) -> Result<DeviceAuthorization, TokenError> {
        let user_code = clean(&self.user_code);
        if self.device_code.is_empty() || user_code.is_empty() {
            return Err(TokenError::Malformed("its code is empty".into()));
        }
        let message = self.message.as_str().map(clean).filter(|message| !message.is_empty());
        Ok(DeviceAuthorization {
            device_code: self.device_code.into(),
            // Longer than any that a person would copy by hand.
            user_code: user_code.chars().take(64).collect(),
            verification_uri: web_page(&self.verification_uri)?,
            message,
            lifetime: self.expires_in.map_or(USUAL_LIFETIME, Duration::from_secs).min(LONGEST_LIFETIME),
            interval: self.interval.map_or(USUAL_INTERVAL, Duration::from_secs).min(LONGEST_INTERVAL),
        })
    }
}

/// The address is opened with a click: nothing but a web page may stand there, and none that hides its host behind
/// a user name.
fn web_page(text: &str) -> Result<Url, TokenError> {
    Url::parse(text)
        .ok()
        .filter(|url| ["http", "https"].contains(&url.scheme()) && url.host().is_some())
        .filter(|url| url.username().is_empty() && url.password().is_none())
        .ok_or_else(|| TokenError::Malformed("the address for the code is no web page".into()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(change: impl Fn(&mut Value)) -> Result<DeviceAuthorization, TokenError> {
        let mut reply = json!({
            "device_code": "d", "user_code": "C7XK-2QMP", "verification_uri": "https://login.example/device",
            "message": "Enter the code.", "expires_in": 900, "interval": 7,
        });
        change(&mut reply);
        let reply = serde_json::from_value::<Reply>(reply);
        reply.map_err(|error| TokenError::Malformed(error.to_string())).and_then(Reply::checked)
    }

    #[test]
    fn what_an_honest_provider_sends() {
        let read = read(|_| {}).ok().unwrap();
        assert_eq!((read.user_code.as_str(), read.message.as_deref()), ("C7XK-2QMP", Some("Enter the code.")));
        assert_eq!((read.lifetime.as_secs(), read.interval.as_secs()), (900, 7));
        assert_eq!(read.verification_uri.as_str(), "https://login.example/device");
    }

    #[test]
    fn intervals_and_lifetimes_of_every_shape() {
        for (value, interval, lifetime) in [
            (json!(1), 1, 1),
            (json!("20"), 20, 20),
            (json!(0), 5, 900),
            (json!(-3), 5, 900),
            (json!("often"), 5, 900),
            (json!([]), 5, 900),
            (Value::Null, 5, 900),
            (json!(1e9), 60, 86_400),
        ] {
            let set = |reply: &mut Value| (reply["interval"], reply["expires_in"]) = (value.clone(), value.clone());
            let read = read(set).ok().unwrap();
            assert_eq!((read.interval.as_secs(), read.lifetime.as_secs()), (interval, lifetime), "{value}");
        }
    }

    #[test]
    fn only_a_web_page_is_shown() {
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ms-settings:",
            "",
            "device",
            "//a/b",
            "https://login.example@evil.example/device",
            "https://",
            "vscode://x",
        ] {
            assert!(read(|reply| reply["verification_uri"] = json!(bad)).is_err(), "{bad}");
        }
        assert!(read(|reply| reply["verification_uri"] = json!("http://127.0.0.1:8080/device")).is_ok());
    }

    #[test]
    fn a_terminal_obeys_nothing_in_it() {
        let read = read(|reply| {
            reply["message"] = json!("a\u{1b}[2J\r\nb\u{7}");
            reply["user_code"] = json!("\u{1b}]0;x\u{7}CODE");
        });
        let read = read.ok().unwrap();
        assert_eq!(read.message.as_deref(), Some("a [2J b"));
        assert!(!read.user_code.chars().any(char::is_control));
        assert!(super::tests::read(|reply| reply["message"] = json!(7)).ok().unwrap().message.is_none());
        assert!(super::tests::read(|reply| reply["user_code"] = json!(" ")).is_err());
        assert!(super::tests::read(|reply| reply["device_code"] = json!("")).is_err());
    }
}
