//! One request and its answer.

use std::error::Error as _;
use std::io;
use std::time::{Duration, SystemTime};

use oauth2::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};
use oauth2::url::Url;
use oauth2::{HttpRequest, HttpResponse};

use super::connection::{Opener, Target};
use super::errors::{ConnectProblem, NetworkError, Peer};
use super::log::Asked;
use super::patience::{Deadline, Phase};
use super::proxy::Route;
use super::resolve::Resolver;
use super::settings::Network;
use super::trust::{self, Trust};
use super::{Http, tunnel};
use crate::system_error;

pub(super) const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("cdf-signin/", env!("CARGO_PKG_VERSION")));

/// No provider's reply is near this; more is not read.
const BODY_LIMIT: usize = 1024 * 1024;

/// The answer, if it is one of the server's own and not for later.
pub(super) async fn answer_to(http: &Http, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
    let host = request.uri().host().unwrap_or_default().to_owned();
    let network = http.settings.now()?;
    let answer = Way::to(&network, &http.trust, request.uri())?.send(request).await?;
    if is_page(&answer) {
        return Err(NetworkError::Page { host, title: title_of(answer.body()) });
    }
    if is_transient(answer.status()) {
        let retry_after = retry_after(answer.headers(), SystemTime::now());
        return Err(NetworkError::Busy { host, status: answer.status().as_u16(), retry_after });
    }
    Ok(answer)
}

/// How one request gets to its server.
pub(super) struct Way<'a> {
    pub route: Route,
    pub target: Target,
    pub opener: Opener<'a>,
}

impl<'a> Way<'a> {
    /// The way to that address, as the settings are now.
    pub fn to(network: &'a Network, trust: &'a Trust, uri: &Uri) -> Result<Self, NetworkError> {
        let target = Target::of(uri).ok_or_else(|| no_address(uri))?;
        let route = network.route(&url(uri)?)?;
        tracing::debug!("{} is asked {route}", target.host);
        Ok(Self { route, target, opener: Opener { trust, ca_files: &network.ca_files, deadline: Deadline::begin() } })
    }

    /// Sends a request, whatever the answer. Follows nothing: a redirect at the token endpoint would carry the code or the
    /// refresh token to another address.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
        let asked = Asked::of(&request);
        // Boxed: all that asks for a token, and every command of a host around it, would carry a whole connection about.
        let outcome = Box::pin(self.sent(request)).await;
        asked.ended(&outcome);
        outcome
    }

    async fn sent(&self, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
        let deadline = self.opener.deadline;
        let host = &self.target.host;
        let late = |late| Peer::Host(host.clone()).late(late);
        let client = self.client()?;
        let request = reqwest::Request::try_from(request).map_err(|error| broken_off(host, &error))?;
        let answer = deadline.within(Phase::Answering, client.execute(request)).await.map_err(late)?;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if error.is_connect() => return Err(self.explain(&error).await),
            Err(error) => return Err(broken_off(host, &error)),
        };
        if let Route::Through(proxy) = &self.route
            && let Some(refusal) = tunnel::refusal_of(answer.status(), answer.headers(), proxy, &self.target)
        {
            return Err(refusal);
        }
        deadline.within(Phase::Reading, whole(answer, host)).await.map_err(late)?
    }

    /// A client for one request: each has its own connection, and the roots and the proxy as they are now.
    fn client(&self) -> Result<reqwest::Client, NetworkError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(USER_AGENT)
            .http1_only()
            .pool_max_idle_per_host(0)
            .dns_resolver(Resolver)
            .connect_timeout(Phase::Connecting.patience());
        let builder = match &self.route {
            // Not even the one that reqwest would find by itself.
            Route::Direct(_) => builder.no_proxy(),
            Route::Through(proxy) => builder.proxy(proxy.for_client().map_err(|error| self.failed(&error))?),
        };
        let config = if self.needs_tls() {
            let peer = Peer::Host(self.target.host.clone());
            let roots = self.opener.trust.roots(self.opener.ca_files)?;
            roots.client().map_err(|problem| NetworkError::Tls { peer, problem })?.0
        } else {
            trust::of_nobody().map_err(|problem| self.failed_to_connect(problem.to_string()))?
        };
        builder.tls_backend_preconfigured(config).build().map_err(|error| self.failed(&error))
    }

    /// Where it is not needed no certificate is read.
    fn needs_tls(&self) -> bool {
        self.target.is_secure || matches!(&self.route, Route::Through(proxy) if proxy.is_secure)
    }

    /// Why there was no connection. reqwest tells neither the phases nor a proxy's refusals apart, so the way is gone once
    /// more, step by step and without the request.
    async fn explain(&self, error: &reqwest::Error) -> NetworkError {
        let outcome = match &self.route {
            // A wrong password is shown once: who shows it more often may be locked out.
            Route::Through(proxy) if proxy.user().is_some() && is_unauthorized(error) => {
                let anonymous = Route::Through(proxy.without_credentials());
                self.opener.open(&anonymous, &self.target).await.map_err(NetworkError::of_shown_password)
            }
            route => self.opener.open(route, &self.target).await,
        };
        match outcome {
            Err(reason) => reason,
            // It is open by now.
            Ok(_) => self.failed(error),
        }
    }

    fn failed(&self, error: &reqwest::Error) -> NetworkError {
        self.failed_to_connect(cause_of(error))
    }

    fn failed_to_connect(&self, reason: String) -> NetworkError {
        let peer = Peer::Host(self.target.host.clone());
        NetworkError::Connect { peer, problem: ConnectProblem::Other(reason) }
    }
}

async fn whole(mut answer: reqwest::Response, host: &str) -> Result<HttpResponse, NetworkError> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    while let Some(chunk) = answer.chunk().await.map_err(|error| broken_off(host, &error))? {
        if response.body().len() + chunk.len() > BODY_LIMIT {
            return Err(NetworkError::TooLarge { host: host.to_owned() });
        }
        response.body_mut().extend_from_slice(&chunk);
    }
    Ok(response)
}

fn is_transient(status: StatusCode) -> bool {
    status.is_server_error() || [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_MANY_REQUESTS].contains(&status)
}

/// Nothing this app asks for is a page for people: a network that wants a sign-in, or a proxy that blocks, sends one
/// with a status of success (RFC 8952 §1), or with the one that was made for it (RFC 6585 §6).
fn is_page(answer: &HttpResponse) -> bool {
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_html = kind.trim_start().to_ascii_lowercase().starts_with("text/html");
    status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED || is_html && (status.is_success() || status.is_redirection())
}

fn title_of(page: &[u8]) -> Option<String> {
    const LONGEST: usize = 80;
    let page = String::from_utf8_lossy(page);
    let start = page.to_ascii_lowercase().find("<title>")? + "<title>".len();
    let title = page[start..].split('<').next()?;
    let words: Vec<&str> =
        title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    Some(words.join(" ").chars().take(LONGEST).collect::<String>()).filter(|title| !title.is_empty())
}

/// In seconds, or as a date (RFC 9110 §10.2.3).
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = httpdate::parse_http_date(value).ok()?;
    Some(moment.duration_since(now).unwrap_or_default())
}

pub(super) fn uri(address: &Url) -> Result<Uri, NetworkError> {
    address.as_str().parse().map_err(|_| no_address(&Uri::default()))
}

fn url(uri: &Uri) -> Result<Url, NetworkError> {
    Url::parse(&uri.to_string()).map_err(|_| no_address(uri))
}

fn no_address(uri: &Uri) -> NetworkError {
    let peer = Peer::Host(uri.host().unwrap_or("an empty address").to_owned());
    NetworkError::Connect { peer, problem: ConnectProblem::Other("that is no web address".into()) }
}

fn broken_off(host: &str, error: &reqwest::Error) -> NetworkError {
    NetworkError::BrokenOff { host: host.to_owned(), reason: cause_of(error) }
}

fn cause_of(error: &reqwest::Error) -> String {
    error.source().map_or_else(|| "the request failed".into(), innermost)
}

/// Whether a proxy answered `CONNECT` with 407. hyper-util keeps the type of that error to itself.
fn is_unauthorized(error: &reqwest::Error) -> bool {
    cause_of(error) == "tunnel error: proxy authorization required"
}

/// The innermost cause: the system's reason where there is one. It says more than the sentences around it, and holds nothing
/// that was sent.
pub(super) fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    match error.source() {
        Some(cause) => innermost(cause),
        None => error.downcast_ref::<io::Error>().map_or_else(|| error.to_string(), system_error::in_words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000); // Fri, 15 Jan 2027 08:00:00 GMT
        for (said, expected) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("Fri, 15 Jan 2027 08:01:30 GMT", Some(90)),
            ("Friday, 15-Jan-27 08:01:30 GMT", Some(90)),
            ("Fri Jan 15 08:01:30 2027", Some(90)),
            ("Fri, 15 Jan 2027 07:00:00 GMT", Some(0)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("99999999999999999999999", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(header::RETRY_AFTER, HeaderValue::from_static(said))]);
            assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{said}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn a_page_is_told_from_an_answer() {
        for (status, kind, expected) in [
            (200, "text/html", true),
            (302, "Text/HTML; charset=utf-8", true),
            (511, "application/json", true),
            (200, "application/json", false),
            (302, "application/json", false),
            (404, "text/html", false),
            (500, "text/html", false),
        ] {
            let answer = Response::builder().status(status).header(header::CONTENT_TYPE, kind).body(Vec::new());
            assert_eq!(is_page(&answer.unwrap()), expected, "{status} {kind}");
        }
    }

    #[test]
    fn a_pages_title_is_for_a_screen() {
        for (page, expected) in [
            ("<html><TITLE>\n  Guest \u{1b}[2J Wi-Fi\r\n</TITLE>", Some("Guest [2J Wi-Fi")),
            ("<title></title>", None),
            ("<h1>hello</h1>", None),
            ("<title>never closed", Some("never closed")),
        ] {
            assert_eq!(title_of(page.as_bytes()).as_deref(), expected, "{page}");
        }
        assert_eq!(title_of(format!("<title>{}", "x".repeat(500)).as_bytes()).unwrap().len(), 80);
        assert!(title_of("İ<title>x".as_bytes()).is_some(), "letters that change their length in small");
    }
}
