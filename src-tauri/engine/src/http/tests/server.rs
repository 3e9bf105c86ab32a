use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use time::OffsetDateTime;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A root that signs certificates for servers.
pub struct Ca {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: tempfile::TempDir,
}

impl Ca {
    pub fn named(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        Self { issuer, folder: tempfile::tempdir().unwrap() }
    }

    /// Its certificate in a file.
    pub fn file(&self) -> PathBuf {
        let path = self.folder.path().join("ca.pem");
        std::fs::write(&path, self.issuer.pem()).unwrap();
        path
    }

    pub fn sign(&self, params: &CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity { chain: vec![certificate.der().clone()], key }
    }

    /// For that host, from yesterday until tomorrow.
    pub fn for_host(&self, host: &str) -> Identity {
        self.sign(&valid(host, -1, 1))
    }

    /// As `for_host`, with another one between it and the root.
    pub fn for_host_through(&self, host: &str, between: &str) -> Identity {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, between);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let middle = CertifiedIssuer::signed_by(params, KeyPair::generate().unwrap(), &self.issuer).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = valid(host, -1, 1).signed_by(&key, &middle).unwrap();
        Identity { chain: vec![leaf.der().clone(), middle.der().clone()], key }
    }
}

/// A certificate's content: its host, and the days from today.
pub fn valid(host: &str, from: i64, until: i64) -> CertificateParams {
    let mut params = CertificateParams::new([host.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, host);
    let day = |offset: i64| OffsetDateTime::now_utc() + time::Duration::days(offset);
    (params.not_before, params.not_after) = (day(from), day(until));
    params
}

/// Who a server is.
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
}

impl Identity {
    pub fn self_signed(host: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        Self { chain: vec![valid(host, -1, 1).self_signed(&key).unwrap().der().clone()], key }
    }

    pub fn pem(&self) -> String {
        let encoded = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &self.chain[0]);
        format!("-----BEGIN CERTIFICATE-----\n{encoded}\n-----END CERTIFICATE-----\n")
    }

    fn config(self, versions: &[&'static SupportedProtocolVersion]) -> ServerConfig {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(self.chain, key)
            .unwrap()
    }
}

/// Answers each request with `hello`, and keeps what it was asked.
pub struct Server {
    pub port: u16,
    pub requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn plain() -> Self {
        Self::start(None).await
    }

    pub async fn tls(identity: Identity) -> Self {
        Self::tls_of(identity, rustls::ALL_VERSIONS).await
    }

    pub async fn tls_of(identity: Identity, versions: &[&'static SupportedProtocolVersion]) -> Self {
        Self::start(Some(TlsAcceptor::from(Arc::new(identity.config(versions))))).await
    }

    async fn start(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), requests: Arc::default() };
        let requests = server.requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, requests) = (tls.clone(), requests.clone());
                tokio::spawn(async move {
                    match tls {
                        None => answer(stream, &requests).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                answer(stream, &requests).await;
                            }
                        }
                    }
                });
            }
        });
        server
    }

    /// The first request, as it came over the wire.
    pub fn request(&self) -> String {
        self.requests.lock().unwrap()[0].clone()
    }
}

async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, requests: &Mutex<Vec<String>>) {
    let request = head(&mut stream).await;
    // Who only looks at the connection asks for nothing.
    if request.is_empty() {
        return;
    }
    requests.lock().unwrap().push(request);
    let reply =
        "HTTP/1.1 200 OK\r\nDate: Fri, 15 Jan 2027 08:00:00 GMT\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    let _ = stream.write_all(reply.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// Reads up to the empty line.
pub async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

/// Takes TLS off, and passes what is in it on to another port. Answers with its own port.
pub async fn tls_front(identity: Identity, to: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let tls = TlsAcceptor::from(Arc::new(identity.config(rustls::ALL_VERSIONS)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let tls = tls.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = tls.accept(stream).await else { return };
                let Ok(mut inner) = tokio::net::TcpStream::connect(("127.0.0.1", to)).await else { return };
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut inner).await;
            });
        }
    });
    port
}
