//! Each phase ends at its own time-out. Real time passes until the request hangs where it should; then the clock is
//! paused, and runs ahead to whatever it is waited for.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::proxy::{Manner, TestProxy};
use super::{get, http, words};
use crate::http::{Http, NetworkError, Peer, Phase};

/// Says `words` to whoever connects and has sent something, then hangs. Tells when it does.
async fn hangs_after(words: &'static str) -> (u16, Arc<Notify>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hangs = Arc::new(Notify::new());
    let told = hangs.clone();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(stream.read(&mut buffer).await.unwrap() > 0);
        stream.write_all(words.as_bytes()).await.unwrap();
        told.notify_one();
        std::future::pending::<()>().await;
    });
    (port, hangs)
}

async fn ends(http: Http, address: String, hangs: &Notify) -> NetworkError {
    let request = tokio::spawn(async move { http.send(get(&address)).await });
    hangs.notified().await;
    tokio::time::pause();
    request.await.unwrap().unwrap_err()
}

fn timeout(peer: Peer, phase: Phase, seconds: u64) -> NetworkError {
    NetworkError::Timeout { peer, phase, after: Duration::from_secs(seconds) }
}

#[tokio::test]
async fn a_server_that_never_sets_tls_up() {
    let (port, hangs) = hangs_after("").await;
    let error = ends(http(&[]), format!("https://127.0.0.1:{port}/"), &hangs).await;
    assert_eq!(error, timeout(Peer::Host("127.0.0.1".into()), Phase::Securing, 10));
    assert_eq!(words(error).0, "127.0.0.1 did not set up the secure connection (TLS) within 10 s.");
}

#[tokio::test]
async fn a_server_that_never_answers() {
    let (port, hangs) = hangs_after("").await;
    let error = ends(http(&[]), format!("http://localhost:{port}/"), &hangs).await;
    assert_eq!(error, timeout(Peer::Host("localhost".into()), Phase::Answering, 20));
    assert_eq!(words(error).0, "Localhost did not answer within 20 s.");
}

#[tokio::test]
async fn a_server_that_never_finishes() {
    let (port, hangs) = hangs_after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhe").await;
    let error = ends(http(&[]), format!("http://localhost:{port}/"), &hangs).await;
    assert_eq!(error, timeout(Peer::Host("localhost".into()), Phase::Reading, 20));
}

#[tokio::test]
async fn a_proxy_that_never_opens_the_way() {
    let (port, hangs) = hangs_after("").await;
    let proxy = format!("http://127.0.0.1:{port}");
    let error = ends(http(&[("https_proxy", &proxy)]), "https://login.example.test/".into(), &hangs).await;
    assert_eq!(error, timeout(Peer::Proxy(proxy.clone()), Phase::Tunnelling, 10));
    assert_eq!(words(error).0, format!("The proxy {proxy} did not open the way within 10 s."));
}

#[tokio::test]
async fn a_black_hole_behind_a_proxy_that_opened_the_way() {
    let (port, hangs) = hangs_after("").await;
    let proxy = TestProxy::start(Manner::LetsThrough { to: port }).await;
    let error = ends(http(&[("https_proxy", &proxy.address)]), "https://login.example.test/".into(), &hangs).await;
    assert_eq!(error, timeout(Peer::Host("login.example.test".into()), Phase::Securing, 10));
}

/// A listener whose queue is full drops what else comes, as a firewall that swallows the way does.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_black_hole() {
    let hole = tokio::net::TcpSocket::new_v4().unwrap();
    hole.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let hole = hole.listen(1).unwrap();
    let address = hole.local_addr().unwrap();
    // Each of these is in the queue when it is connected; the first that is not says that the queue is full.
    let mut queue = Vec::new();
    while let Ok(stream) =
        tokio::time::timeout(Duration::from_millis(200), tokio::net::TcpStream::connect(address)).await
    {
        queue.push(stream.unwrap());
    }
    tokio::time::pause();
    let error = http(&[]).send(get(&format!("http://{address}/"))).await.unwrap_err();
    assert_eq!(error, timeout(Peer::Host("127.0.0.1".into()), Phase::Connecting, 10));
    let (message, hint) = words(error);
    assert_eq!(message, "127.0.0.1 did not take a connection within 10 s.");
    assert!(hint.contains("firewall") && hint.contains("proxy"), "{hint}");
}

#[tokio::test]
async fn all_phases_together_have_an_end_too() {
    let deadline = super::super::patience::Deadline::begin();
    tokio::time::pause();
    for _ in 0..2 {
        assert!(deadline.within(Phase::Answering, tokio::time::sleep(Duration::from_secs(19))).await.is_ok());
    }
    let late = deadline.within(Phase::Answering, std::future::pending::<()>()).await.unwrap_err();
    assert_eq!((late.phase, late.after.as_secs()), (Phase::Answering, 6));
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    // RFC 6761 §6.4: no name server knows it. Without any there is none to ask.
    let error = http(&[]).send(get("http://login.invalid/")).await.unwrap_err();
    let is_named = |peer: &Peer| *peer == Peer::Host("login.invalid".into());
    match &error {
        NetworkError::Dns { peer, .. } | NetworkError::Timeout { peer, phase: Phase::Resolving, .. }
            if is_named(peer) => {}
        other => panic!("{other:?}"),
    }
    let (message, _) = words(error);
    assert!(message.starts_with("login.invalid ") && message.contains("(DNS)"), "{message}");
}
