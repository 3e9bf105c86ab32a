//! What is answered: RFC 6749 §5.1 and §5.2.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use hyper::{Response, StatusCode};
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;
use serde::Serialize;

use super::asked::Outcome;
use crate::entra;
use crate::failure::{Action, ErrorCode, Failure};
use crate::profile::Profile;
use crate::session::Token;

pub(super) type Answer = Response<Full<Bytes>>;

/// Why there is no token in the answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Meant for another host: DNS rebinding, most likely.
    ForeignHost,
    WebPage,
    NothingHere,
    NotPost,
    NotForm,
    TooLarge,
    TooSlow,
    BadRequest(&'static str),
    OtherGrant,
    /// No such profile, endpoint off, or wrong secret: nobody can tell which.
    InvalidClient,
    SlowDown(Duration),
    /// The client is right, and there is no token to be had.
    Failed(Box<Failure>),
}

/// RFC 6749 §5.1. The scope says what the token is for, whatever was asked for.
#[derive(Serialize)]
struct Grant<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_in: u64,
    scope: String,
}

#[derive(Serialize)]
struct Error<'a> {
    error: &'a str,
    error_description: String,
}

pub(super) fn granted(token: &Token, profile: &Profile) -> Answer {
    let scopes = entra::scopes(profile).into_iter().filter(|scope| !entra::OIDC_SCOPES.contains(&scope.as_str()));
    respond(
        StatusCode::OK,
        &Grant {
            access_token: token.access_token.expose_secret(),
            token_type: "Bearer",
            expires_in: token.expires_in.as_secs(),
            scope: scopes.collect::<Vec<_>>().join(" "),
        },
    )
}

impl Refusal {
    pub fn answer(&self) -> Answer {
        let mut answer =
            respond(self.status(), &Error { error: self.error(), error_description: ascii(&self.description()) });
        let headers = answer.headers_mut();
        match self {
            Self::NotPost => drop(headers.insert(ALLOW, HeaderValue::from_static("POST"))),
            Self::InvalidClient => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"CDF Sign-in\""));
            }
            Self::SlowDown(wait) => drop(headers.insert(RETRY_AFTER, wait.as_secs().max(1).into())),
            _ => {}
        }
        answer
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::WebPage => StatusCode::FORBIDDEN,
            Self::NothingHere => StatusCode::NOT_FOUND,
            Self::NotPost => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::BadRequest(_) | Self::OtherGrant => StatusCode::BAD_REQUEST,
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            Self::SlowDown(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed(failure) => match failure.code {
                // A client may try these again by itself. All else is a person's to mend, and tools print the words of a
                // 400 only.
                ErrorCode::Network => StatusCode::SERVICE_UNAVAILABLE,
                ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
                _ => StatusCode::BAD_REQUEST,
            },
        }
    }

    pub fn error(&self) -> &'static str {
        match self {
            Self::OtherGrant => "unsupported_grant_type",
            Self::InvalidClient => "invalid_client",
            Self::SlowDown(_) => "slow_down",
            Self::Failed(failure) => match failure.code {
                ErrorCode::Network => "temporarily_unavailable",
                ErrorCode::Internal => "server_error",
                _ => "invalid_grant",
            },
            _ => "invalid_request",
        }
    }

    pub fn outcome(&self) -> Outcome {
        match self {
            Self::WebPage => Outcome::WebPage,
            Self::InvalidClient => Outcome::WrongSecret,
            Self::SlowDown(_) => Outcome::SlowedDown,
            Self::Failed(_) => Outcome::NoToken,
            _ => Outcome::NotUnderstood,
        }
    }

    fn description(&self) -> String {
        match self {
            Self::ForeignHost => "The request is for another host.".into(),
            Self::WebPage => "No web page is answered here.".into(),
            Self::NothingHere => "A profile's tokens are at /NAME/token.".into(),
            Self::NotPost => "A token is asked for with POST.".into(),
            Self::NotForm => "A token is asked for with a form, application/x-www-form-urlencoded.".into(),
            Self::TooLarge => "The request is too large.".into(),
            Self::TooSlow => "The request came too slowly.".into(),
            Self::BadRequest(what) => (*what).into(),
            Self::OtherGrant => "The only grant_type here is client_credentials.".into(),
            Self::InvalidClient => {
                "No token endpoint is on with that name and secret. Write the tool's file anew: cdf-signin endpoint"
                    .into()
            }
            Self::SlowDown(_) => "That is too often. Wait a little.".into(),
            Self::Failed(failure) => words(failure),
        }
    }
}

/// The tool prints this to its person: what happened, and what to do. The command is named where it is the one to run.
fn words(failure: &Failure) -> String {
    let profile = failure.profile.as_deref().filter(|_| failure.actions.first() == Some(&Action::SignIn));
    match profile {
        Some(profile) => {
            let hint = failure.hint.trim_end_matches('.');
            format!("{} {hint}: cdf-signin login {profile}", failure.message)
        }
        None => failure.to_string(),
    }
}

fn respond(status: StatusCode, body: &impl Serialize) -> Answer {
    // Room enough that no half-grown copy of a token is left behind in memory.
    let mut bytes = Zeroizing::new(Vec::with_capacity(64 * 1024));
    serde_json::to_writer(&mut *bytes, body).unwrap_or_else(|_| unreachable!("plain data always serializes"));
    let mut answer = Response::new(Full::new(Bytes::from_owner(bytes)));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    answer
}

/// RFC 6749 §5.2 allows printable ASCII without `"` and `\`.
fn ascii(text: &str) -> String {
    let plain = |c: char| match c {
        '“' | '”' | '‘' | '’' | '"' | '\\' => '\'',
        '–' | '—' => '-',
        c if c.is_control() => ' ',
        c if c.is_ascii() => c,
        _ => '?',
    };
    text.replace('…', "...").chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_description_is_what_the_rfc_allows() {
        let said = ascii("“north”: no\r\n\u{1b}[2J \"quoted\\\" – Åse…");
        assert_eq!(said, "'north': no   [2J 'quoted'' - ?se...");
    }

    #[test]
    fn the_tool_prints_what_to_do() {
        let failure = Failure {
            profile: Some("north".into()),
            actions: vec![Action::SignIn],
            ..Failure::new(ErrorCode::SignInRequired, "Nobody is signed in.", "Sign in.")
        };
        assert_eq!(words(&failure), "Nobody is signed in. Sign in: cdf-signin login north");
        let refusal = Refusal::Failed(Box::new(failure));
        assert_eq!((refusal.status().as_u16(), refusal.error()), (400, "invalid_grant"));
        let offline = Refusal::Failed(Box::new(Failure::new(ErrorCode::Network, "Offline.", "Wait.")));
        assert_eq!((offline.status().as_u16(), offline.error()), (503, "temporarily_unavailable"));
    }
}
