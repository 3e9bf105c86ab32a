//! One request and its answer.

use std::error::Error as _;
use std::io;
use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use oauth2::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Uri, header};
use oauth2::url::Url;
use oauth2::{HttpRequest, HttpResponse};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::connection::{Opener, Target};
use super::errors::{ConnectProblem, NetworkError, Peer};
use super::log::Asked;
use super::look::Look;
use super::patience::{Deadline, Phase};
use super::proxy::Route;
use super::{Http, tunnel};
use crate::system_error;

pub(super) const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("cdf-signin/", env!("CARGO_PKG_VERSION")));

/// No provider's reply is near this; more is not read.
const BODY_LIMIT: usize = 1024 * 1024;

/// The answer, if it is one of the server's own and not for later.
pub(super) async fn answer_to(http: &Http, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
    let host = request.uri().host().unwrap_or_default().to_owned();
    let answer = exchange(http, request).await?.answer;
    if is_page(&answer) {
        return Err(NetworkError::Page { host, title: title_of(answer.body()) });
    }
    if is_transient(answer.status()) {
        let retry_after = retry_after(answer.headers(), SystemTime::now());
        return Err(NetworkError::Busy { host, status: answer.status().as_u16(), retry_after });
    }
    Ok(answer)
}

/// Sends a request on a connection of its own, and tells what it met. Follows nothing: a redirect at the token endpoint
/// would carry the code or the refresh token to another address.
pub(super) async fn exchange(http: &Http, request: HttpRequest) -> Result<Look, NetworkError> {
    let asked = Asked::of(&request);
    // Boxed: all that asks for a token, and every command of a host around it, would carry a whole connection about.
    let outcome = Box::pin(sent(http, request)).await;
    asked.ended(&outcome);
    outcome
}

async fn sent(http: &Http, request: HttpRequest) -> Result<Look, NetworkError> {
    let network = http.settings.now()?;
    let target = Target::of(request.uri()).ok_or_else(|| no_address(request.uri()))?;
    let route = network.route(&url(request.uri())?)?;
    tracing::debug!("{} is asked {route}", target.host);
    let deadline = Deadline::begin();
    let opener = Opener { trust: &http.trust, ca_files: &network.ca_files, deadline };
    let connection = opener.open(&route, &target).await?;
    let server = Peer::Host(target.host.clone());

    let (mut sender, working) =
        http1::handshake(TokioIo::new(connection.stream)).await.map_err(|error| broken_off(&target.host, &error))?;
    // Ends the work on the connection with this function.
    let mut workers = JoinSet::new();
    workers.spawn(working);
    let sent = Instant::now();
    let answering = sender.send_request(prepared(request, &route, &target));
    let answer = deadline.within(Phase::Answering, answering).await.map_err(|late| server.late(late))?;
    let answer = answer.map_err(|error| broken_off(&target.host, &error))?;
    let round_trip = sent.elapsed();
    if let Route::Through(proxy) = &route
        && let Some(refusal) = tunnel::refusal_of(&answer, proxy, &target)
    {
        return Err(refusal);
    }
    let reading = deadline.within(Phase::Reading, whole(answer, &target.host));
    let answer = reading.await.map_err(|late| server.late(late))??;
    Ok(Look { route, addresses: connection.addresses, tls: connection.tls, answer, round_trip })
}

/// The request as it goes over the wire: to a server without its host in the address, to a proxy with it.
fn prepared(request: HttpRequest, route: &Route, target: &Target) -> Request<Full<Bytes>> {
    let (mut parts, body) = request.into_parts();
    let authority = parts.uri.authority().map(|authority| authority.as_str().to_owned()).unwrap_or_default();
    if let Ok(host) = authority.try_into() {
        parts.headers.insert(header::HOST, host);
    }
    parts.headers.insert(header::USER_AGENT, USER_AGENT);
    parts.headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    match route {
        Route::Through(proxy) if !target.is_secure => {
            if let Some(authorization) = proxy.authorization() {
                parts.headers.insert(header::PROXY_AUTHORIZATION, authorization);
            }
        }
        _ => {
            let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
            parts.uri = path.parse().unwrap_or_default();
        }
    }
    Request::from_parts(parts, Full::from(body))
}

async fn whole(answer: Response<Incoming>, host: &str) -> Result<HttpResponse, NetworkError> {
    let (parts, mut body) = answer.into_parts();
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| broken_off(host, &error))?;
        let data = frame.into_data().unwrap_or_default();
        if bytes.len() + data.len() > BODY_LIMIT {
            return Err(NetworkError::TooLarge { host: host.to_owned() });
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Response::from_parts(parts, bytes))
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

fn broken_off(host: &str, error: &hyper::Error) -> NetworkError {
    NetworkError::BrokenOff { host: host.to_owned(), reason: in_words(error) }
}

/// The system's reason where there is one, else hyper's (in which stands nothing that was sent).
pub(super) fn in_words(error: &hyper::Error) -> String {
    let of_system = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    of_system.map_or_else(|| error.to_string(), system_error::in_words)
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
