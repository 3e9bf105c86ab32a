//! Any `OpenID` provider by its issuer: `OpenID` Connect Discovery 1.0 §4, and RFC 8414 §3 where that is not there.

use oauth2::http::{Method, Request, StatusCode, header};
use oauth2::url::Url;
use oauth2::{AuthUrl, DeviceAuthorizationUrl, HttpResponse, TokenUrl};
use serde::Deserialize;

use super::endpoints::Endpoints;
use super::issuer::Issuer;
use super::reply::clean;
use crate::http::{Http, NetworkError};
use crate::profile;

/// Why an issuer did not tell its endpoints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum DiscoveryError {
    /// Nothing was decided; the same may work later.
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error("the issuer {issuer} is no address that could be asked")]
    NoAddress { issuer: String },
    #[error("{address} does not tell a provider's endpoints (HTTP {status})")]
    NotThere { address: String, status: u16 },
    #[error("{address} sends on to another address, where a provider has to answer itself")]
    Redirected { address: String },
    #[error("what {address} answers is no provider's description: {reason}")]
    Malformed { address: String, reason: String },
    #[error("the provider at {asked} calls itself {found}")]
    OtherIssuer { asked: String, found: String },
    #[error("the provider names no {name}")]
    Missing { name: &'static str },
    #[error("the provider's {name} is an address that no secret may be sent to")]
    Unsafe { name: &'static str },
    #[error("the provider does not take PKCE with S256")]
    NoPkce,
}

/// The members of a provider's description that count here.
#[derive(Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    device_authorization_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    code_challenge_methods_supported: Option<Vec<String>>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    authorization_response_iss_parameter_supported: Option<bool>,
}

/// Asks a provider for its endpoints.
pub async fn discover(http: &Http, issuer: &str) -> Result<Endpoints, DiscoveryError> {
    let url = Url::parse(issuer).map_err(|_| DiscoveryError::NoAddress { issuer: issuer.to_owned() })?;
    let [first, second] = addresses(&url);
    let (address, reply) = match ask(http, &first).await? {
        reply if reply.status().is_client_error() && second != first => (second.clone(), ask(http, &second).await?),
        reply => (first, reply),
    };
    read(&url, issuer, address.as_str(), &reply)
}

/// Where an issuer's description may stand.
fn addresses(issuer: &Url) -> [Url; 2] {
    let path = issuer.path().trim_end_matches('/');
    let at = |path: String| {
        let mut address = issuer.clone();
        address.set_path(&path);
        address
    };
    [
        at(format!("{path}/.well-known/openid-configuration")),
        // RFC 8414 §3.1: between the host and the path.
        at(format!("/.well-known/oauth-authorization-server{path}")),
    ]
}

async fn ask(http: &Http, address: &Url) -> Result<HttpResponse, DiscoveryError> {
    let request = Request::builder()
        .method(Method::GET)
        .uri(address.as_str())
        .header(header::ACCEPT, "application/json")
        .body(Vec::new())
        .map_err(|_| DiscoveryError::NoAddress { issuer: address.to_string() })?;
    match http.send(request).await {
        Err(NetworkError::TooLarge { .. }) => Err(malformed(address.as_str(), "it is too large")),
        answer => Ok(answer?),
    }
}

fn malformed(address: &str, reason: impl Into<String>) -> DiscoveryError {
    DiscoveryError::Malformed { address: address.to_owned(), reason: reason.into() }
}

fn read(url: &Url, issuer: &str, address: &str, reply: &HttpResponse) -> Result<Endpoints, DiscoveryError> {
    match reply.status() {
        StatusCode::OK => {}
        status if status.is_redirection() => {
            return Err(DiscoveryError::Redirected { address: address.to_owned() });
        }
        status => return Err(DiscoveryError::NotThere { address: address.to_owned(), status: status.as_u16() }),
    }
    let said: Description = serde_json::from_slice(reply.body())
        .map_err(|error| malformed(address, format!("line {}, column {}", error.line(), error.column())))?;
    // OpenID Connect Discovery §4.3, RFC 8414 §3.3: the same, or another provider could pass for this one. A slash at
    // the end, which both rules above leave out of the address that was asked, people do not see; the provider's own
    // spelling then holds for tokens.
    if said.issuer.trim_end_matches('/') != issuer.trim_end_matches('/') {
        return Err(DiscoveryError::OtherIssuer { asked: issuer.to_owned(), found: clean(&said.issuer) });
    }
    // Entra, for one, takes S256 and does not list it: no list says nothing.
    if said.code_challenge_methods_supported.is_some_and(|methods| !methods.iter().any(|method| method == "S256")) {
        return Err(DiscoveryError::NoPkce);
    }
    let endpoint = |name: &'static str, text: Option<String>| text.map(|text| safe(url, name, &text)).transpose();
    let token =
        endpoint("token_endpoint", said.token_endpoint)?.ok_or(DiscoveryError::Missing { name: "token_endpoint" })?;
    Ok(Endpoints {
        authorize: endpoint("authorization_endpoint", said.authorization_endpoint)?.map(AuthUrl::from_url),
        token: TokenUrl::from_url(token),
        device_authorization: endpoint("device_authorization_endpoint", said.device_authorization_endpoint)?
            .map(DeviceAuthorizationUrl::from_url),
        end_session: endpoint("end_session_endpoint", said.end_session_endpoint)?,
        issuer: Issuer::Exactly(said.issuer),
        always_sends_iss: said.authorization_response_iss_parameter_supported.unwrap_or_default(),
        token_auth_methods: said.token_endpoint_auth_methods_supported.unwrap_or_default(),
    })
}

/// `https`, as every address of a profile; plain `http` only where the issuer itself is on this machine.
fn safe(issuer: &Url, name: &'static str, text: &str) -> Result<Url, DiscoveryError> {
    let is_safe = |url: &Url| url.scheme() == "https" || issuer.scheme() == "http";
    profile::address(name, text, "").ok().filter(is_safe).ok_or(DiscoveryError::Unsafe { name })
}

#[cfg(test)]
mod tests;
