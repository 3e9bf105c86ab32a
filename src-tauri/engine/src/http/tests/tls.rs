use oauth2::url::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::server::{Ca, Identity, Server, valid};
use super::{get, http, text, words};
use crate::http::{NetworkError, RootFrom, SetIn, TlsProblem};

const CA: &str = "CDF_SIGNIN_CA_FILE";

fn trusting(ca: &Ca) -> crate::http::Http {
    http(&[(CA, ca.file().to_str().unwrap())])
}

async fn problem(http: &crate::http::Http, port: u16, host: &str) -> TlsProblem {
    match http.send(get(&format!("https://{host}:{port}/"))).await {
        Err(NetworkError::Tls { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_ca_file_makes_an_unknown_root_good() {
    let ca = Ca::named("Corp Inspection CA");
    let server = Server::tls(ca.for_host_through("localhost", "Corp Gateway 7")).await;
    let unknown = TlsProblem::UnknownRoot { issuer: "Corp Inspection CA".into() };
    assert_eq!(problem(&http(&[]), server.port, "localhost").await, unknown);
    for variable in [CA, "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
        let http = http(&[(variable, ca.file().to_str().unwrap())]);
        let answer = http.send(get(&format!("https://localhost:{}/path?q=1", server.port))).await.unwrap();
        assert_eq!(text(&answer), "hello", "{variable}");
    }
    let request = server.request();
    let port = server.port;
    assert!(request.starts_with("GET /path?q=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.to_lowercase().contains(&format!("host: localhost:{port}\r\n")), "{request}");
}

#[tokio::test]
async fn a_look_tells_who_signed_and_who_trusts_it() {
    let ca = Ca::named("Corp Inspection CA");
    let path = ca.file();
    let http = trusting(&ca);
    for (versions, expected) in [(&[&rustls::version::TLS12][..], "TLS 1.2"), (&[&rustls::version::TLS13], "TLS 1.3")] {
        let server = Server::tls_of(ca.for_host_through("localhost", "Corp Gateway 7"), versions).await;
        let look = http.look(&Url::parse(&format!("https://localhost:{}/", server.port)).unwrap()).await.unwrap();
        let tls = look.tls.unwrap();
        assert_eq!((tls.version, tls.root.as_str()), (expected, "Corp Inspection CA"));
        assert_eq!(tls.root_from, RootFrom::File { path: path.clone(), set_in: SetIn::Variable(CA) });
        assert_eq!(look.answer.headers()["date"], "Fri, 15 Jan 2027 08:00:00 GMT");
        assert!(look.addresses.iter().all(|address| address.port() == server.port && address.ip().is_loopback()));
        assert_eq!(look.route.to_string(), "without a proxy: it is on this computer");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_said() {
    let ca = Ca::named("Corp Inspection CA");
    let http = trusting(&ca);
    let refused = async |identity, host| problem(&http, Server::tls(identity).await.port, host).await;
    assert!(matches!(refused(ca.sign(&valid("localhost", -9, -2)), "localhost").await, TlsProblem::Expired(Some(_))));
    assert!(matches!(refused(ca.sign(&valid("localhost", 2, 9)), "localhost").await, TlsProblem::NotYetValid(Some(_))));
    assert_eq!(
        refused(ca.for_host("other.example"), "localhost").await,
        TlsProblem::OtherHost(vec!["other.example".into()])
    );
    assert_eq!(
        refused(ca.for_host("localhost"), "127.0.0.1").await,
        TlsProblem::OtherHost(vec!["localhost".into()]),
        "the name is not the address"
    );
    let alone = Identity::self_signed("localhost");
    assert_eq!(refused(alone, "localhost").await, TlsProblem::SelfSigned { name: "localhost".into() });
    let stranger = Ca::named("Corp Inspection CA");
    assert_eq!(
        refused(stranger.for_host("localhost"), "localhost").await,
        TlsProblem::UnknownRoot { issuer: "Corp Inspection CA".into() },
        "the same name, another key"
    );
}

#[tokio::test]
async fn a_servers_own_certificate_can_be_trusted() {
    let identity = Identity::self_signed("localhost");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.pem");
    std::fs::write(&path, identity.pem()).unwrap();
    let server = Server::tls(identity).await;
    let answer = http(&[(CA, path.to_str().unwrap())]).send(get(&format!("https://localhost:{}/", server.port))).await;
    assert_eq!(text(&answer.unwrap()), "hello");
}

#[tokio::test]
async fn a_root_that_is_added_meanwhile_counts_for_the_next_request() {
    let ca = Ca::named("Corp Inspection CA");
    let server = Server::tls(ca.for_host("localhost")).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    std::fs::write(&path, Identity::self_signed("other.example").pem()).unwrap();
    let http = http(&[(CA, path.to_str().unwrap())]);
    assert!(matches!(problem(&http, server.port, "localhost").await, TlsProblem::UnknownRoot { .. }));
    std::fs::copy(ca.file(), &path).unwrap();
    assert_eq!(text(&http.send(get(&format!("https://localhost:{}/", server.port))).await.unwrap()), "hello");
}

#[tokio::test]
async fn who_does_not_speak_tls_is_told_so() {
    for reply in ["HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0\0\0\0\0\0\0"] {
        assert_eq!(refused_hello(reply).await, TlsProblem::NoTls, "{reply:?}");
    }
    assert_eq!(refused_hello("").await, TlsProblem::BrokeOff);
    assert_eq!(refused_hello("\x15\x03\x03\0\x02\x02\x46").await, TlsProblem::Version, "alert 70, protocol_version");
}

/// What is told of a server that answers a TLS hello so.
async fn refused_hello(reply: &'static str) -> TlsProblem {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
            stream.write_all(reply.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    problem(&http(&[]), port, "localhost").await
}

#[tokio::test]
async fn a_ca_file_with_a_mistake_stops_the_request_before_it_is_sent() {
    let server = Server::plain().await;
    let http = http(&[(CA, "/nowhere/ca.pem")]);
    let error = http.send(get(&format!("https://localhost:{}/", server.port))).await.unwrap_err();
    let (message, hint) = words(error);
    assert!(message.starts_with("CDF_SIGNIN_CA_FILE: /nowhere/ca.pem could not be read ("), "{message}");
    assert_eq!(hint, "Change it, or take it out.");
    assert!(http.send(get(&format!("http://localhost:{}/", server.port))).await.is_ok(), "no root is needed for this");
}

#[tokio::test]
async fn the_words_for_an_unknown_root_name_it_and_the_way_out() {
    let server = Server::tls(Ca::named("Corp\u{1b}[2J Inspection CA").for_host("localhost")).await;
    let error = http(&[]).send(get(&format!("https://localhost:{}/", server.port))).await.unwrap_err();
    let (message, hint) = words(error);
    assert_eq!(
        message,
        "The secure connection to localhost could not be made: its certificate was issued by “Corp[2J Inspection CA”, which this computer does not trust."
    );
    assert!(hint.contains("inspect") && hint.contains("ca_file") && hint.ends_with("Nothing is lost."), "{hint}");
}

#[tokio::test]
async fn what_is_no_address_of_a_server_is_not_asked() {
    for address in ["/token", "ftp://localhost/", "https://user:hush@localhost/"] {
        let error = http(&[]).send(get(address)).await.unwrap_err();
        assert!(matches!(&error, NetworkError::Connect { .. }), "{address}: {error:?}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
}
