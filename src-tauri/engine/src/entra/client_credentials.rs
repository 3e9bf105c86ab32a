//! An application's request for a token (RFC 6749 §4.4). There is no person, so no ID token and no refresh token.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use oauth2::http::HeaderValue;
use oauth2::url::form_urlencoded::byte_serialize;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::endpoints::{Endpoints, scopes};
use super::form;
use super::token_endpoint::{TokenError, Tokens, tokens};
use super::token_reply::TokenReply;
use crate::http::Http;
use crate::profile::Profile;

/// What an application proves itself with, once.
pub enum Proof<'a> {
    /// A client secret (RFC 6749 §2.3.1).
    Secret(&'a SecretString),
    /// A signed assertion (RFC 7523 §2.2).
    Assertion(&'a SecretString),
}

/// Asks for a token for the application itself.
pub async fn ask_as_application(
    http: &Http,
    profile: &Profile,
    endpoints: &Endpoints,
    proof: Proof<'_>,
) -> Result<Tokens, TokenError> {
    let scope = scopes(profile).join(" ");
    let mut fields = vec![("grant_type", "client_credentials"), ("client_id", profile.client_id.as_str())];
    if !scope.is_empty() {
        fields.push(("scope", &scope));
    }
    fields.extend(profile.audience.as_deref().map(|audience| ("audience", audience)));
    let mut authorization = None;
    match proof {
        Proof::Secret(secret) if wants_basic(endpoints) => authorization = Some(basic(&profile.client_id, secret)),
        Proof::Secret(secret) => fields.push(("client_secret", secret.expose_secret())),
        Proof::Assertion(assertion) => fields.extend([
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion.expose_secret()),
        ]),
    }
    tokens(&form::post::<TokenReply>(http, endpoints.token.url(), &fields, authorization).await?)
}

/// The secret goes into the body, as Entra has it, unless a provider says that it takes it in the header alone.
fn wants_basic(endpoints: &Endpoints) -> bool {
    let takes = |method: &str| endpoints.token_auth_methods.iter().any(|taken| taken == method);
    takes("client_secret_basic") && !takes("client_secret_post")
}

/// RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
fn basic(client_id: &str, secret: &SecretString) -> HeaderValue {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let secret = Zeroizing::new(encoded(secret.expose_secret()));
    let joined = Zeroizing::new(format!("{}:{}", encoded(client_id), *secret));
    let value = Zeroizing::new(format!("Basic {}", BASE64_STANDARD.encode(joined.as_bytes())));
    HeaderValue::from_str(&value).unwrap_or_else(|_| unreachable!("base64 is visible text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_goes_where_the_provider_takes_it() {
        let draft = crate::profile::ProfileDraft {
            name: "n".into(),
            tenant_id: "north.example".into(),
            client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
            cluster: "westeurope-1".into(),
            project: "p".into(),
            flow: "client-secret".into(),
            ..Default::default()
        };
        let mut endpoints = Endpoints::named_by(&draft.check().unwrap()).unwrap();
        for (methods, basic) in [
            (vec![], false),
            (vec!["client_secret_basic"], true),
            (vec!["client_secret_basic", "client_secret_post"], false),
            (vec!["private_key_jwt"], false),
        ] {
            endpoints.token_auth_methods = methods.iter().map(ToString::to_string).collect();
            assert_eq!(wants_basic(&endpoints), basic, "{methods:?}");
        }
    }

    #[test]
    fn both_parts_of_basic_are_encoded() {
        let header = basic("my app", &"a:b~ø".into());
        let text = BASE64_STANDARD.decode(header.to_str().unwrap().strip_prefix("Basic ").unwrap()).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "my+app:a%3Ab%7E%C3%B8");
    }
}
