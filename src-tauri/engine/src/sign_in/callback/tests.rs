use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::*;

const STATE: &str = "the-state";

async fn listening() -> (Listening, u16) {
    let callback = Callback::bind(0, false).await.unwrap();
    let port = callback.port;
    (callback.listen(Awaited::any_issuer(STATE)), port)
}

/// Sends raw bytes and reads until the other end closes.
async fn send(port: u16, request: &[u8]) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
    // A reply to an oversized request may come, and the connection close, while it is still being sent.
    let _ = stream.write_all(request).await;
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply).await;
    String::from_utf8_lossy(&reply).into_owned()
}

async fn get(port: u16, target: &str) -> String {
    send(port, format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).await
}

fn is_waiting(listening: &mut Listening) -> bool {
    matches!(listening.answer.try_recv(), Err(oneshot::error::TryRecvError::Empty))
}

#[tokio::test]
async fn a_code_is_taken_and_the_browser_sent_to_a_clean_address() {
    let (mut listening, port) = listening().await;
    let reply = get(port, &format!("/?code=abc&state={STATE}")).await;
    assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
    assert!(reply.contains("location: /signed-in\r\n"), "{reply}");
    assert!(matches!(listening.answer().await, Answer::Code(_)));
    let page = get(port, "/signed-in").await;
    for part in [
        "HTTP/1.1 200",
        "default-src 'none'; style-src 'sha256-",
        "nosniff",
        "no-referrer",
        "no-store",
        "Back to CDF Sign-in",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    listening.farewell().await;
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err());
}

#[tokio::test]
async fn form_post_is_taken_too() {
    let (mut listening, port) = listening().await;
    let body = format!("code=abc&state={STATE}");
    let request = format!(
        "POST / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: null\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert!(send(port, request.as_bytes()).await.starts_with("HTTP/1.1 303"));
    assert!(matches!(listening.answer().await, Answer::Code(_)));
}

#[tokio::test]
async fn a_refusal_ends_the_wait_with_its_reason() {
    let (mut listening, port) = listening().await;
    let reply =
        get(port, &format!("/?error=access_denied&error_description=AADSTS65004%3A%20%3Cb%3E&state={STATE}")).await;
    assert!(reply.contains("location: /not-signed-in\r\n"), "{reply}");
    let Answer::Refused(reason) = listening.answer().await else { panic!("not refused") };
    assert_eq!(reason.aadsts(), Some(65004));
    let page = get(port, "/not-signed-in").await;
    assert!(page.contains("You are not signed in") && !page.contains("AADSTS"), "{page}");
}

#[tokio::test]
async fn a_replay_finds_the_sign_in_over() {
    let (mut listening, port) = listening().await;
    let target = format!("/?code=abc&state={STATE}");
    get(port, &target).await;
    listening.answer().await;
    assert!(get(port, &target).await.starts_with("HTTP/1.1 410"));
}

#[tokio::test]
async fn strays_get_a_fixed_reply_and_the_wait_goes_on() {
    let (mut listening, port) = listening().await;
    let good = format!("/?code=abc&state={STATE}");
    let host = format!("Host: localhost:{port}\r\n");
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let cases: Vec<(String, &str)> = vec![
        (format!("GET / HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET /?code=abc&state=wrong HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET /?error=access_denied HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET /favicon.ico HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET /signed-in HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET /../?code=abc&state={STATE} HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET //?code=abc&state={STATE} HTTP/1.1\r\n{host}\r\n"), "404"),
        (format!("GET {good} HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"), "421"),
        (format!("GET {good} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"), "421"),
        (format!("GET {good} HTTP/1.1\r\nHost: localhost\r\n\r\n"), "421"),
        (format!("GET {good} HTTP/1.1\r\n\r\n"), "421"),
        (format!("GET {good} HTTP/1.0\r\n\r\n"), "421"),
        (format!("GET http://evil.example{good} HTTP/1.1\r\n{host}\r\n"), "421"),
        (format!("HEAD {good} HTTP/1.1\r\n{host}\r\n"), "405"),
        (format!("PUT {good} HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n"), "405"),
        (format!("OPTIONS {good} HTTP/1.1\r\n{host}\r\n"), "405"),
        (format!("TRACE {good} HTTP/1.1\r\n{host}\r\n"), "405"),
        (format!("POST {good} HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n"), "405"),
        (format!("POST / HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"), "405"),
        (format!("POST / HTTP/1.1\r\n{host}{form}Content-Length: 12\r\n\r\ncode=a&state"), "404"),
        (format!("POST / HTTP/1.1\r\n{host}{form}Content-Length: 100000\r\n\r\n{}", "a".repeat(100_000)), "413"),
        (format!("GET /?{} HTTP/1.1\r\n{host}\r\n", "a".repeat(80_000)), "414"),
        (format!("GET {good} HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(5_000)), "431"),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}".into(), "400"),
        (format!("GET {good}\r\n\r\n"), "400"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(), ""),
    ];
    for (request, status) in cases {
        let reply = send(port, request.as_bytes()).await;
        let told = &request[..request.len().min(90)];
        let is_expected = reply.is_empty()
            || reply.starts_with(&format!("HTTP/1.1 {status}"))
            || reply.starts_with(&format!("HTTP/1.0 {status}"));
        assert!(is_expected, "{told:?} was answered with {reply:?}, not {status}");
        assert!(!reply.contains("abc") && !reply.contains(STATE), "{told:?} came back");
        assert!(is_waiting(&mut listening), "{told:?} ended the wait");
    }
    get(port, &good).await;
    assert!(matches!(listening.answer().await, Answer::Code(_)));
}

#[tokio::test]
async fn two_hundred_idle_connections_are_no_obstacle() {
    let (mut listening, port) = listening().await;
    let mut idle = Vec::new();
    for _ in 0..200 {
        idle.push(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap());
    }
    get(port, &format!("/?code=abc&state={STATE}")).await;
    assert!(matches!(listening.answer().await, Answer::Code(_)));
}

#[tokio::test]
async fn both_loopback_addresses_answer_where_the_machine_has_both() {
    let (mut listening, port) = listening().await;
    let address = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect(address).await else {
        // Without IPv6 there is nothing to see; that it is absent is checked rather than believed.
        assert!(TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, 0))).await.is_err());
        return;
    };
    let request = format!("GET /?code=abc&state={STATE} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    assert!(matches!(listening.answer().await, Answer::Code(_)));
}

#[tokio::test]
async fn a_taken_port_gives_way_unless_it_is_fixed() {
    let taken = Callback::bind(0, false).await.unwrap();
    let other = Callback::bind(taken.port, false).await.unwrap();
    assert_ne!(other.port, taken.port);
    let refused = Callback::bind(taken.port, true).await.err().unwrap();
    assert_eq!(refused.port, taken.port);
}

#[tokio::test]
async fn a_port_taken_on_ipv6_alone_counts_as_taken() {
    let Ok(v6) = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, 0))).await else { return };
    let port = v6.local_addr().unwrap().port();
    assert!(Callback::bind(port, true).await.is_err());
}
