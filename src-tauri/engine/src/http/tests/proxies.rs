use oauth2::url::Url;

use super::proxy::{Manner, TestProxy};
use super::server::{Ca, Server};
use super::{get, http, text, words};
use crate::http::{ConnectProblem, NetworkError, Peer, ProxyProblem};

/// `user:p#ss@word`, and how it arrives.
const WITH_PASSWORD: &str = "user:p%23ss%40word@";
const WORD: &str = "dXNlcjpwI3NzQHdvcmQ=";

#[tokio::test]
async fn a_secure_request_goes_through_a_tunnel_and_the_proxy_learns_the_host_alone() {
    let ca = Ca::named("Corp Inspection CA");
    let server = Server::tls(ca.for_host("login.example.test")).await;
    let proxy = TestProxy::start(Manner::WantsBasic { to: server.port, word: WORD }).await;
    let address = format!("http://{WITH_PASSWORD}{}", proxy.address);
    let http = http(&[("HTTPS_PROXY", &address), ("CDF_SIGNIN_CA_FILE", ca.file().to_str().unwrap())]);
    let look = http.look(&Url::parse("https://login.example.test/token?secret").unwrap()).await.unwrap();
    assert_eq!(text(&look.answer), "hello");
    assert_eq!(look.route.to_string(), format!("through http://{} (set in HTTPS_PROXY)", proxy.address));
    assert_eq!(look.tls.unwrap().root, "Corp Inspection CA");
    let asked = proxy.request();
    assert!(asked.starts_with("CONNECT login.example.test:443 HTTP/1.1\r\n"), "{asked}");
    assert!(asked.to_lowercase().contains("\r\nhost: login.example.test:443\r\n"), "{asked}");
    assert!(!asked.contains("secret"), "{asked}");
    let arrived = server.request();
    assert!(arrived.starts_with("GET /token?secret HTTP/1.1\r\n"), "{arrived}");
    assert!(arrived.to_lowercase().contains("\r\nhost: login.example.test\r\n"), "{arrived}");
    assert!(!arrived.to_lowercase().contains("proxy"), "{arrived}");
    let shown = format!("{http:?} {:?}", look.route);
    assert!(!shown.contains("p%23ss") && !shown.contains("p#ss"), "{shown}");
}

#[tokio::test]
async fn a_plain_request_is_handed_to_the_proxy_whole() {
    let server = Server::plain().await;
    let proxy = TestProxy::start(Manner::WantsBasic { to: server.port, word: WORD }).await;
    let http = http(&[("http_proxy", &format!("{WITH_PASSWORD}{}", proxy.address))]);
    assert_eq!(text(&http.send(get("http://cdf.example.test/api?q=1")).await.unwrap()), "hello");
    let asked = proxy.request();
    assert!(asked.starts_with("GET http://cdf.example.test/api?q=1 HTTP/1.1\r\n"), "{asked}");
    assert!(asked.to_lowercase().contains("host: cdf.example.test\r\n"), "{asked}");
}

#[tokio::test]
async fn a_proxy_that_speaks_tls_itself() {
    let ca = Ca::named("Corp Inspection CA");
    let server = Server::tls(ca.for_host("login.example.test")).await;
    let inner = TestProxy::start(Manner::LetsThrough { to: server.port }).await;
    let inner_port = inner.address.rsplit_once(':').unwrap().1.parse().unwrap();
    let port = super::server::tls_front(ca.for_host("localhost"), inner_port).await;
    let http = http(&[
        ("ALL_PROXY", &format!("https://localhost:{port}")),
        ("CDF_SIGNIN_CA_FILE", ca.file().to_str().unwrap()),
    ]);
    assert_eq!(text(&http.send(get("https://login.example.test/")).await.unwrap()), "hello");
    assert!(inner.request().starts_with("CONNECT login.example.test:443"));
    let error = super::http(&[("ALL_PROXY", &format!("https://localhost:{port}"))]);
    let error = error.send(get("https://login.example.test/")).await.unwrap_err();
    assert!(matches!(&error, NetworkError::Tls { peer: Peer::Proxy(_), .. }), "{error:?}");
}

#[tokio::test]
async fn what_a_proxy_refuses_is_told_apart() {
    use Manner::{Drops, Says, WantsBasic};
    let refuses = |status| ProxyProblem::Refuses { host: "login.example.test".into(), status };
    let cannot = |status| ProxyProblem::CannotReach { host: "login.example.test".into(), status };
    let basic = || WantsBasic { to: 1, word: WORD };
    for (manner, user, expected) in [
        (basic(), "", ProxyProblem::WantsPassword),
        (basic(), "user:wrong@", ProxyProblem::RefusesPassword),
        (basic(), "user@", ProxyProblem::RefusesPassword),
        (Says("HTTP/1.1 407 X\r\nContent-Length: 0\r\n\r\n"), "", ProxyProblem::WantsPassword),
        (
            Says(
                "HTTP/1.1 407 X\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
            ),
            "user:pass@",
            ProxyProblem::WantsOther("Negotiate,NTLM".into()),
        ),
        (Says("HTTP/1.1 403 No\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno"), "", refuses(403)),
        (Says("HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n"), "", cannot(502)),
        (
            Says("HTTP/1.1 302 X\r\nLocation: http://portal/\r\nContent-Length: 0\r\n\r\n"),
            "",
            ProxyProblem::Answers(302),
        ),
        (Says("HTTP/1.1 400 X\r\nContent-Length: 0\r\n\r\n"), "", ProxyProblem::Answers(400)),
        (Drops, "", ProxyProblem::BrokeOff("connection closed before message completed".into())),
        (Says("SSH-2.0-x\r\n"), "", ProxyProblem::BrokeOff("invalid HTTP version parsed".into())),
    ] {
        let proxy = TestProxy::start(manner).await;
        let http = http(&[("https_proxy", &format!("http://{user}{}", proxy.address))]);
        let error = http.send(get("https://login.example.test/")).await.unwrap_err();
        let address = format!("http://{}", proxy.address);
        assert_eq!(error, NetworkError::Proxy { proxy: address, problem: expected });
        let (message, hint) = words(error);
        assert!(
            message.starts_with("The proxy http://127.0.0.1:") && hint.ends_with("Nothing is lost."),
            "{message} {hint}"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_is_shown_once() {
    let proxy = TestProxy::start(Manner::WantsBasic { to: 1, word: WORD }).await;
    let http = http(&[("https_proxy", &format!("http://user:wrong@{}", proxy.address))]);
    let error = http.send(get("https://login.example.test/")).await.unwrap_err();
    assert!(matches!(error, NetworkError::Proxy { problem: ProxyProblem::RefusesPassword, .. }), "{error:?}");
    let requests = proxy.requests.lock().unwrap().clone();
    assert_eq!(requests.iter().filter(|request| request.contains("Basic ")).count(), 1, "{requests:?}");
}

#[tokio::test]
async fn a_plain_request_hears_407_too() {
    let proxy = TestProxy::start(Manner::WantsBasic { to: 1, word: WORD }).await;
    let http = http(&[("http_proxy", &proxy.address)]);
    let error = http.send(get("http://cdf.example.test/")).await.unwrap_err();
    assert!(matches!(error, NetworkError::Proxy { problem: ProxyProblem::WantsPassword, .. }), "{error:?}");
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let http = http(&[("https_proxy", &format!("http://user:hush@{nobody}"))]);
    let error = http.send(get("https://login.example.test/")).await.unwrap_err();
    let peer = Peer::Proxy(format!("http://{nobody}"));
    assert_eq!(error, NetworkError::Connect { peer, problem: ConnectProblem::Refused });
    let (message, hint) = words(error);
    assert_eq!(message, format!("No connection to the proxy http://{nobody}: the connection was refused."));
    assert!(hint.starts_with("Check the proxy's host and port"), "{hint}");
}

#[tokio::test]
async fn a_loopback_server_is_never_asked_through_a_proxy() {
    let server = Server::plain().await;
    let proxy = TestProxy::start(Manner::Drops).await;
    let http = http(&[("http_proxy", &proxy.address), ("all_proxy", &proxy.address)]);
    for host in ["127.0.0.1", "localhost"] {
        assert_eq!(text(&http.send(get(&format!("http://{host}:{}/", server.port))).await.unwrap()), "hello");
    }
    assert_eq!(proxy.requests.lock().unwrap().len(), 0);
}
