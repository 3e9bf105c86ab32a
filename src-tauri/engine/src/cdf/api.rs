//! The two calls that tell what a token may do. No retries: who asks is a person who can ask again.

use oauth2::HttpResponse;
use oauth2::http::{HeaderValue, Request, header};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::access::Access;
use super::{base_url, inspect};
use crate::http::{Http, NetworkError};
use crate::profile::Profile;

/// CDF's API at a profile's address.
pub struct Cdf<'a> {
    http: &'a Http,
    base_url: String,
}

/// An answer, and CDF's name of the request.
#[derive(Debug, Clone)]
pub struct Answered<T> {
    /// What was asked for.
    pub value: T,
    /// For Cognite's support.
    pub request_id: Option<String>,
}

/// Why CDF did not say what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CdfError {
    /// Nothing was decided.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// CDF said no.
    #[error("CDF refused (HTTP {status}): {message}")]
    Refused {
        /// 401, 403, 404, …
        status: u16,
        /// CDF's own words.
        message: String,
        /// For Cognite's support.
        request_id: Option<String>,
    },
    /// Somebody else answered, or CDF in a way that nobody knows.
    #[error("the answer (HTTP {status}) is not one of CDF's")]
    NotCdf {
        /// Of the answer.
        status: u16,
    },
}

impl<'a> Cdf<'a> {
    /// The API of that profile's cluster.
    pub fn of(profile: &Profile, http: &'a Http) -> Self {
        Self { http, base_url: base_url(profile) }
    }

    /// Whether CDF is there: it says in its own form that it wants a token.
    pub async fn is_there(&self) -> Result<Answered<()>, CdfError> {
        match self.get("/api/v1/token/inspect", None).await {
            Err(CdfError::Refused { status: 401 | 403, request_id, .. }) => Ok(Answered { value: (), request_id }),
            Err(error) => Err(error),
            // Who lets everybody in is not CDF.
            Ok(_) => Err(CdfError::NotCdf { status: 200 }),
        }
    }

    /// Whose a token is, and what it may do.
    pub async fn inspect(&self, token: &SecretString) -> Result<Answered<Access>, CdfError> {
        let Answered { value, request_id } = self.get("/api/v1/token/inspect", Some(token)).await?;
        let value = inspect::read(&value).ok_or(CdfError::NotCdf { status: 200 })?;
        Ok(Answered { value, request_id })
    }

    /// The projects a token may see.
    pub async fn projects(&self, token: &SecretString) -> Result<Answered<Vec<String>>, CdfError> {
        let Answered { value, request_id } = self.get("/api/v1/projects", Some(token)).await?;
        let value = inspect::read_projects(&value).ok_or(CdfError::NotCdf { status: 200 })?;
        Ok(Answered { value, request_id })
    }

    async fn get(&self, path: &str, token: Option<&SecretString>) -> Result<Answered<Value>, CdfError> {
        let mut request = Request::get(format!("{}{path}", self.base_url)).header(header::ACCEPT, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, bearer(token));
        }
        let request = request.body(Vec::new()).unwrap_or_else(|_| unreachable!("made of a checked address"));
        understand(&self.http.send(request).await?)
    }
}

/// Marked as sensitive, so that no layer below prints it.
fn bearer(token: &SecretString) -> HeaderValue {
    let text = Zeroizing::new(format!("Bearer {}", token.expose_secret()));
    let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"));
    value.set_sensitive(true);
    value
}

fn understand(response: &HttpResponse) -> Result<Answered<Value>, CdfError> {
    let status = response.status().as_u16();
    let request_id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(short);
    let body: Option<Value> = serde_json::from_slice(response.body()).ok();
    match body {
        Some(value) if status == 200 => Ok(Answered { value, request_id }),
        Some(body) if status >= 400 => {
            let message = body["error"]["message"].as_str().map(short).ok_or(CdfError::NotCdf { status })?;
            Err(CdfError::Refused { status, message, request_id })
        }
        _ => Err(CdfError::NotCdf { status }),
    }
}

/// Others' text for a screen.
fn short(text: &str) -> String {
    const LONGEST: usize = 500;
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect()
}
