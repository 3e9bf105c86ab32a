//! Asks the token endpoint, and trusts nothing of the answer that was not checked.

use std::time::{Duration, SystemTime};

use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AccessToken, AuthorizationCode, Client, ClientId, EndpointNotSet, EndpointSet, PkceCodeVerifier, RedirectUrl,
    RefreshToken, RequestTokenError, Scope, StandardRevocableToken, TokenResponse as _,
};
use secrecy::{ExposeSecret as _, SecretString};

use super::endpoints::{Endpoints, scopes};
use super::reply::ProviderReply;
use super::token_reply::{TokenReply, TokenType};
use crate::http::{Http, NetworkError};
use crate::profile::Profile;

/// An OAuth client of one provider.
pub type OauthClient = Client<
    ProviderReply,
    TokenReply,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// What a token endpoint gave, checked.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// For CDF; opaque to this app.
    pub access_token: SecretString,
    /// How long it lasts, from the receipt of the reply.
    pub lifetime: Duration,
    /// For the next access token, where the provider gave one.
    pub refresh_token: Option<SecretString>,
    /// Who signed in, as a JWT; unchecked.
    pub id_token: Option<SecretString>,
}

/// Why there are no tokens.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TokenError {
    /// The provider said no.
    #[error("{0}")]
    Refused(Box<ProviderReply>),
    /// Nothing was decided; the same may work later.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// An answer, but none that a token endpoint may give.
    #[error("the provider's answer is not a token reply: {0}")]
    Malformed(String),
}

impl TokenError {
    /// The same, with the time of a refusal that does not say when it was.
    #[must_use]
    pub fn received_at(self, moment: SystemTime) -> Self {
        match self {
            Self::Refused(reply) => Self::Refused(Box::new(reply.received_at(moment))),
            other => other,
        }
    }
}

/// The client of that profile's provider.
pub fn client(profile: &Profile, endpoints: &Endpoints) -> OauthClient {
    // A public client: no secret, the client ID goes with the form (RFC 6749 §3.2.1).
    Client::new(ClientId::new(profile.client_id.clone())).set_token_uri(endpoints.token.clone())
}

/// Redeems an authorization code.
pub async fn redeem_code(
    http: &Http,
    client: &OauthClient,
    code: &SecretString,
    verifier: PkceCodeVerifier,
    redirect: &RedirectUrl,
) -> Result<Tokens, TokenError> {
    let request = client
        .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
        .set_pkce_verifier(verifier)
        .set_redirect_uri(std::borrow::Cow::Borrowed(redirect));
    checked(request.request_async(http).await)
}

/// Asks for a new access token with a refresh token.
pub async fn refresh(
    http: &Http,
    profile: &Profile,
    endpoints: &Endpoints,
    refresh_token: &SecretString,
) -> Result<Tokens, TokenError> {
    let client = client(profile, endpoints);
    let refresh_token = RefreshToken::new(refresh_token.expose_secret().to_owned());
    // Entra gives a token for the scopes named here, not for those of the sign-in.
    let request = client.exchange_refresh_token(&refresh_token).add_scopes(scopes(profile).into_iter().map(Scope::new));
    checked(request.request_async(http).await)
}

fn checked(answer: Result<TokenReply, RequestTokenError<NetworkError, ProviderReply>>) -> Result<Tokens, TokenError> {
    let reply = answer.map_err(|error| match error {
        RequestTokenError::ServerResponse(reply) => TokenError::Refused(Box::new(reply.cleaned())),
        RequestTokenError::Request(network) => TokenError::Network(network),
        // The variant holds the raw reply, which may hold tokens: only where it went wrong is kept.
        RequestTokenError::Parse(wrong, _raw) => TokenError::Malformed(format!(
            "it does not read as one (at “{}”, line {})",
            wrong.path(),
            wrong.inner().line()
        )),
        RequestTokenError::Other(what) => TokenError::Malformed(what),
    })?;
    tokens(&reply)
}

/// The tokens of a reply that may be handed on.
pub(super) fn tokens(reply: &TokenReply) -> Result<Tokens, TokenError> {
    if *reply.token_type() != TokenType::Bearer {
        return Err(TokenError::Malformed("its token type is not Bearer".into()));
    }
    Ok(Tokens {
        access_token: header_safe(reply.access_token())?,
        lifetime: reply.lifetime(),
        refresh_token: reply.refresh_token().map(|token| token.secret().clone().into()),
        id_token: reply.id_token().map(|token| token.to_owned().into()),
    })
}

/// An access token goes into a header and into files: visible characters only (RFC 6750 §2.1).
fn header_safe(token: &AccessToken) -> Result<SecretString, TokenError> {
    let token = token.secret();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(TokenError::Malformed("its access token is empty or has forbidden characters".into()));
    }
    Ok(token.clone().into())
}
