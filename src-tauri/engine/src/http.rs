//! Requests to the provider and CDF: the system's proxy and trust store, no redirects, limits on time and size.

use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use oauth2::http::{Response, StatusCode, header};
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::system_error::in_words;

/// No provider's reply is near this; more is not read.
const BODY_LIMIT: usize = 1024 * 1024;
const CONNECT_PATIENCE: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends requests.
///
/// The client is made for the first one: it reads every certificate that the system trusts, which takes longer than all
/// else that handing out a stored token takes.
#[derive(Debug, Clone, Default)]
pub struct Http {
    client: Arc<Mutex<Option<reqwest::Client>>>,
}

/// The request may well succeed later: nothing that was stored is thrown away because of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum NetworkError {
    #[error("{host} could not be found (DNS)")]
    Dns { host: String },
    #[error("no connection to {host}: {reason}")]
    Connect { host: String, reason: String },
    #[error("the secure connection to {host} could not be made: {reason}")]
    Tls { host: String, reason: String },
    #[error("{host} did not answer in time")]
    Timeout { host: String },
    #[error("{host} is busy or out of order (HTTP {status})")]
    Busy { host: String, status: u16, retry_after: Option<Duration> },
    #[error("the answer of {host} broke off: {reason}")]
    BrokenOff { host: String, reason: String },
    #[error("the answer of {host} is larger than 1 MiB")]
    TooLarge { host: String },
}

impl Http {
    /// Nothing is read or connected yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the client ahead of the first request: a person who is in their browser leaves time for it.
    pub fn prepare(&self) {
        let http = self.clone();
        // A failure is told by the request, which tries again.
        std::thread::spawn(move || http.client("").map(drop));
    }

    /// The client, which trusts what the system trusts.
    fn client(&self, host: &str) -> Result<reqwest::Client, NetworkError> {
        // Held while it is made: who comes meanwhile waits rather than makes another.
        let mut made = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = made.as_ref() {
            return Ok(client.clone());
        }
        // A redirect at the token endpoint would carry the code or the refresh token to another address.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_PATIENCE)
            .timeout(PATIENCE)
            .user_agent(concat!("cdf-signin/", env!("CARGO_PKG_VERSION")))
            .build();
        match client {
            Ok(client) => Ok(made.insert(client).clone()),
            Err(error) => Err(NetworkError::Tls { host: host.to_owned(), reason: with_causes(&error) }),
        }
    }

    /// Sends one request. 408, 429 and 5xx count as network failures: the provider has not said no.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        let request = reqwest::Request::try_from(request)
            .map_err(|error| NetworkError::Connect { host: host.clone(), reason: with_causes(&error) })?;
        let mut answer = self.client(&host)?.execute(request).await.map_err(|error| explain(&host, &error))?;
        let status = answer.status();
        if is_transient(status) {
            let retry_after = retry_after(answer.headers());
            return Err(NetworkError::Busy { host, status: status.as_u16(), retry_after });
        }
        let mut response = Response::builder().status(status);
        if let Some(content_type) = answer.headers().get(header::CONTENT_TYPE) {
            response = response.header(header::CONTENT_TYPE, content_type);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| explain(&host, &error))? {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(NetworkError::TooLarge { host });
            }
            body.extend_from_slice(&chunk);
        }
        response.body(body).map_err(|error| NetworkError::BrokenOff { host, reason: error.to_string() })
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NetworkError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NetworkError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

fn is_transient(status: StatusCode) -> bool {
    status.is_server_error() || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS].contains(&status)
}

/// In seconds; the other form, a date, is left to the caller's own patience.
fn retry_after(headers: &header::HeaderMap) -> Option<Duration> {
    headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

fn explain(host: &str, error: &reqwest::Error) -> NetworkError {
    let host = host.to_owned();
    let reason = with_causes(error);
    if error.is_timeout() {
        NetworkError::Timeout { host }
    } else if error.is_dns() {
        NetworkError::Dns { host }
    } else if error.is_connect() {
        let is_tls = ["certificate", "tls", "handshake", "UnknownIssuer"].iter().any(|word| reason.contains(word));
        if is_tls { NetworkError::Tls { host, reason } } else { NetworkError::Connect { host, reason } }
    } else {
        NetworkError::BrokenOff { host, reason }
    }
}

/// The innermost causes, which say more than reqwest's own sentence (and hold no address with parameters).
fn with_causes(error: &reqwest::Error) -> String {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.downcast_ref().map_or_else(|| cause.to_string(), in_words));
        next = cause.source();
    }
    causes.dedup();
    if causes.is_empty() {
        "the request failed".into()
    } else {
        causes.split_off(causes.len().saturating_sub(2)).join(": ")
    }
}
