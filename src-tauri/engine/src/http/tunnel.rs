//! Has a proxy open a way to a server: `CONNECT` (RFC 9110 §9.3.6).

use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use oauth2::http::{HeaderMap, Method, Request, StatusCode, header};
use tokio::task::JoinSet;

use super::connection::{Stream, Target};
use super::errors::{NetworkError, ProxyProblem};
use super::exchange::{USER_AGENT, innermost};
use super::proxy::Proxy;

pub(super) async fn open(stream: Stream, proxy: &Proxy, target: &Target) -> Result<Stream, NetworkError> {
    let failed = |problem| NetworkError::Proxy { proxy: proxy.address(), problem };
    let broke_off = |error: hyper::Error| failed(ProxyProblem::BrokeOff(innermost(&error)));
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broke_off)?;
    // Ends the work on the connection with this function.
    let mut working = JoinSet::new();
    working.spawn(connection.with_upgrades());
    let answer = sender.send_request(request(proxy, target)).await.map_err(broke_off)?;
    if !answer.status().is_success() {
        return Err(failed(refusal(answer.status().as_u16(), answer.headers(), proxy, target)));
    }
    let upgraded = hyper::upgrade::on(answer).await.map_err(broke_off)?;
    Ok(Box::new(TokioIo::new(upgraded)))
}

fn request(proxy: &Proxy, target: &Target) -> Request<Empty<Bytes>> {
    let authority = target.authority();
    let mut request = Request::new(Empty::new());
    *request.method_mut() = Method::CONNECT;
    if let Ok(uri) = authority.parse() {
        *request.uri_mut() = uri;
    }
    let headers = request.headers_mut();
    if let Ok(host) = authority.try_into() {
        headers.insert(header::HOST, host);
    }
    headers.insert(header::USER_AGENT, USER_AGENT);
    if let Some(authorization) = proxy.authorization() {
        headers.insert(header::PROXY_AUTHORIZATION, authorization);
    }
    request
}

/// The proxy's own no to a request that was to be passed on as it is.
pub(super) fn refusal_of(
    status: StatusCode,
    headers: &HeaderMap,
    proxy: &Proxy,
    target: &Target,
) -> Option<NetworkError> {
    let problem =
        (status == StatusCode::PROXY_AUTHENTICATION_REQUIRED).then(|| refusal(407, headers, proxy, target))?;
    Some(NetworkError::Proxy { proxy: proxy.address(), problem })
}

fn refusal(status: u16, headers: &HeaderMap, proxy: &Proxy, target: &Target) -> ProxyProblem {
    let host = target.host.clone();
    match status {
        407 => unauthorized(headers, proxy),
        401 | 403 | 405 | 451 => ProxyProblem::Refuses { host, status },
        502..=504 => ProxyProblem::CannotReach { host, status },
        _ => ProxyProblem::Answers(status),
    }
}

fn unauthorized(headers: &HeaderMap, proxy: &Proxy) -> ProxyProblem {
    let offered = headers.get_all(header::PROXY_AUTHENTICATE).into_iter().filter_map(|value| value.to_str().ok());
    // `Basic realm="…"`; several may stand in several headers.
    let kinds: Vec<&str> = offered.filter_map(|value| value.split([' ', ',']).next()).collect();
    let takes_basic = kinds.is_empty() || kinds.iter().any(|kind| kind.eq_ignore_ascii_case("basic"));
    match proxy.user() {
        _ if !takes_basic => {
            let kinds = kinds.join(", ").chars().filter(char::is_ascii_graphic).take(40).collect();
            ProxyProblem::WantsOther(kinds)
        }
        Some(_) => ProxyProblem::RefusesPassword,
        None => ProxyProblem::WantsPassword,
    }
}
