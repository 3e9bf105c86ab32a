//! A company's network: a proxy that wants a password, opens the secure connections of all who pass through it, and
//! signs for every host with a root of the company's own.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

/// What the company's root calls itself.
pub const ROOT: &str = "North Inspection CA";
/// Who may pass.
pub const USER: &str = "ingrid";
/// Their password, with letters in it that an address has to spell out.
pub const PASSWORD: &str = "hush#hush@1";

/// The network, and the hosts that it leads to. Dropping it ends it.
pub struct CorporateNetwork {
    /// The proxy's host and port.
    pub proxy: SocketAddr,
    /// The company's root.
    pub ca_file: PathBuf,
    passed: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
    _runtime: Runtime,
}

struct Gate {
    root: CertifiedIssuer<'static, KeyPair>,
    /// Names, and the ports of this computer that are behind them.
    hosts: Vec<(String, u16)>,
    passed: Arc<Mutex<Vec<String>>>,
}

impl CorporateNetwork {
    /// One that leads to those hosts: the origin of a server on this computer each, under another name.
    pub fn before(hosts: &[(&str, &str)]) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, ROOT);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let ca_file = folder.path().join("north-root.pem");
        fs::write(&ca_file, root.pem()).unwrap();
        let port = |origin: &str| origin.rsplit_once(':').unwrap().1.parse().unwrap();
        let hosts = hosts.iter().map(|(name, origin)| ((*name).to_owned(), port(origin))).collect();
        let passed = Arc::<Mutex<Vec<String>>>::default();
        let gate = Arc::new(Gate { root, hosts, passed: passed.clone() });
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let proxy = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, gate.clone()));
            }
        });
        Self { proxy, ca_file, passed, _folder: folder, _runtime: runtime }
    }

    /// The proxy's address with user name and password, as `HTTPS_PROXY` holds it.
    pub fn address_with_password(&self) -> String {
        format!("http://{USER}:hush%23hush%401@{}", self.proxy)
    }

    /// The hosts that somebody was let through to, in their order.
    pub fn passed(&self) -> Vec<String> {
        self.passed.lock().unwrap().clone()
    }
}

impl Gate {
    fn tls_as(&self, host: &str) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, host);
        let certificate = params.signed_by(&key, &self.root).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    /// What is said to that request, and the port of the host it may go on to.
    fn judge(&self, request: &str) -> Result<(String, u16), &'static str> {
        let word = base64::engine::general_purpose::STANDARD.encode(format!("{USER}:{PASSWORD}"));
        if !request.contains(&format!("proxy-authorization: Basic {word}\r\n")) {
            return Err("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"north\"");
        }
        let authority = request.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next());
        let name = authority.and_then(|authority| authority.strip_suffix(":443")).ok_or("405 Method Not Allowed")?;
        let known = self.hosts.iter().find(|(host, _)| host == name);
        known.cloned().ok_or("403 Forbidden")
    }
}

async fn serve(mut stream: TcpStream, gate: Arc<Gate>) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => request.push(byte),
            Err(_) => return,
        }
    }
    let (host, port) = match gate.judge(&String::from_utf8_lossy(&request)) {
        Ok(found) => found,
        Err(no) => {
            let _ = stream.write_all(format!("HTTP/1.1 {no}\r\nContent-Length: 0\r\n\r\n").as_bytes()).await;
            return;
        }
    };
    let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await;
    gate.passed.lock().unwrap().push(host.clone());
    let Ok(mut opened) = gate.tls_as(&host).accept(stream).await else { return };
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    let _ = copy_bidirectional(&mut opened, &mut server).await;
}
