use oauth2::url::Url;
use secrecy::{ExposeSecret, SecretString};

use crate::profile::Profile;
use crate::session::{Account, Token};
use crate::token_endpoint::EndpointClient;
use crate::{cdf, entra};

/// What there is to write of a profile. What a format does not ask for ([`super::Gives`]) is not there.
pub(crate) struct Material<'a> {
    /// Whose.
    pub profile: &'a Profile,
    /// Its access token.
    pub token: Option<Token>,
    /// Who is signed in.
    pub account: Option<Account>,
    /// What its application signs in with: the client secret, or the password of its certificate's key.
    pub secret: Option<SecretString>,
    /// The provider's token endpoint, where the application asks.
    pub token_endpoint: Option<Url>,
    /// What its tools ask this app's own token endpoint with.
    pub endpoint: Option<EndpointClient>,
}

impl<'a> Material<'a> {
    /// A profile's own settings and nothing else.
    pub fn of(profile: &'a Profile) -> Self {
        Self { profile, token: None, account: None, secret: None, token_endpoint: None, endpoint: None }
    }

    /// CDF's address, always written out: SDK 7 ignores a cluster and would ask another one.
    pub(super) fn base_url(&self) -> String {
        cdf::base_url(self.profile)
    }

    /// The access token's text.
    pub(super) fn token_text(&self) -> &str {
        self.token.as_ref().map(|token| token.access_token.expose_secret()).unwrap_or_default()
    }

    /// The text of what the application signs in with.
    pub(super) fn secret_text(&self) -> &str {
        self.secret.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default()
    }

    /// Where the profile's tools ask this app for tokens.
    pub(super) fn endpoint_url(&self) -> &str {
        self.endpoint.as_ref().map(|endpoint| endpoint.token_url.as_str()).unwrap_or_default()
    }

    /// As who they ask.
    pub(super) fn endpoint_client_id(&self) -> &str {
        self.endpoint.as_ref().map(|endpoint| endpoint.client_id.as_str()).unwrap_or_default()
    }

    /// With what.
    pub(super) fn endpoint_secret_text(&self) -> &str {
        self.endpoint.as_ref().map(|endpoint| endpoint.client_secret.expose_secret()).unwrap_or_default()
    }

    /// The one scope that a token for CDF is of.
    pub(super) fn scope(&self) -> String {
        let scopes = entra::scopes(self.profile);
        scopes.into_iter().find(|scope| !entra::OIDC_SCOPES.contains(&scope.as_str())).unwrap_or_default()
    }

    /// The scopes that the application asks for.
    pub(super) fn scopes(&self) -> Vec<String> {
        entra::scopes(self.profile)
    }

    /// The token endpoint as text.
    pub(super) fn token_url(&self) -> &str {
        self.token_endpoint.as_ref().map(Url::as_str).unwrap_or_default()
    }
}
