//! The way to a server, gone step by step so that each can be told apart: name, TCP, the tunnel through a proxy, TLS. No
//! request takes it: that is reqwest's.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use oauth2::http::Uri;
use rustls::ProtocolVersion;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::errors::{NetworkError, Peer, TlsProblem};
use super::look::Secured;
use super::patience::{Deadline, Phase};
use super::proxy::{Proxy, Route};
use super::resolve;
use super::settings::CaFile;
use super::trust::Trust;
use super::tunnel;

/// Whatever the layers below are.
pub(super) type Stream = Box<dyn Duplex>;

pub(super) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// What a connection was like that has been made, and closed again.
pub(super) struct Connection {
    pub addresses: Vec<SocketAddr>,
    pub tls: Option<Secured>,
}

/// Where a request goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub is_secure: bool,
    pub host: String,
    pub port: u16,
}

impl Target {
    /// None for an address that names no server, or a user and password with it: those would be sent on.
    pub fn of(uri: &Uri) -> Option<Self> {
        if uri.authority()?.as_str().contains('@') {
            return None;
        }
        let is_secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let port = uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 });
        Some(Self { is_secure, host: uri.host()?.to_owned(), port })
    }

    /// As `CONNECT` wants it (RFC 9110 §9.3.6): always with the port.
    pub fn authority(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// Opens connections with given roots, before one deadline.
pub(super) struct Opener<'a> {
    pub trust: &'a Trust,
    pub ca_files: &'a [CaFile],
    pub deadline: Deadline,
}

impl Opener<'_> {
    pub async fn open(&self, route: &Route, target: &Target) -> Result<Connection, NetworkError> {
        let server = Peer::Host(target.host.clone());
        let (mut stream, addresses) = match route {
            Route::Direct(_) => self.reach(&server, &target.host, target.port).await?,
            Route::Through(proxy) => self.reach_proxy(proxy).await?,
        };
        if !target.is_secure {
            return Ok(Connection { addresses, tls: None });
        }
        if let Route::Through(proxy) = route {
            let opened = self.deadline.within(Phase::Tunnelling, tunnel::open(stream, proxy, target)).await;
            stream = opened.map_err(|late| Peer::Proxy(proxy.address()).late(late))??;
        }
        let (_, secured) = self.secure(&server, &target.host, stream).await?;
        Ok(Connection { addresses, tls: Some(secured) })
    }

    async fn reach_proxy(&self, proxy: &Proxy) -> Result<(Stream, Vec<SocketAddr>), NetworkError> {
        let peer = Peer::Proxy(proxy.address());
        let (stream, addresses) = self.reach(&peer, &proxy.host, proxy.port).await?;
        if !proxy.is_secure {
            return Ok((stream, addresses));
        }
        let (stream, _) = self.secure(&peer, &proxy.host, stream).await?;
        Ok((stream, addresses))
    }

    async fn reach(&self, peer: &Peer, host: &str, port: u16) -> Result<(Stream, Vec<SocketAddr>), NetworkError> {
        let found = self.deadline.within(Phase::Resolving, resolve::addresses(host, port)).await;
        let addresses = found
            .map_err(|late| peer.late(late))?
            .map_err(|problem| NetworkError::Dns { peer: peer.clone(), problem })?;
        let stream = self.deadline.within(Phase::Connecting, first_to_accept(&addresses)).await;
        match stream.map_err(|late| peer.late(late))? {
            Ok(stream) => Ok((Box::new(stream), addresses)),
            // The system's own patience may be the shorter one.
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(peer.late(Phase::Connecting.full())),
            Err(error) => Err(NetworkError::Connect { peer: peer.clone(), problem: (&error).into() }),
        }
    }

    async fn secure(&self, peer: &Peer, host: &str, stream: Stream) -> Result<(Stream, Secured), NetworkError> {
        let failed = |problem| NetworkError::Tls { peer: peer.clone(), problem };
        let (config, watching) = self.trust.roots(self.ca_files)?.client().map_err(failed)?;
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(name).map_err(|error| failed(TlsProblem::Other(error.to_string())))?;
        let shaking = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let stream = self.deadline.within(Phase::Securing, shaking).await.map_err(|late| peer.late(late))?;
        let stream = stream.map_err(|error| {
            let problem = watching.explain(&error);
            if matches!(problem, TlsProblem::UnknownRoot { .. } | TlsProblem::SelfSigned { .. }) {
                self.trust.forget();
            }
            failed(problem)
        })?;
        let version = match stream.get_ref().1.protocol_version() {
            Some(ProtocolVersion::TLSv1_2) => "TLS 1.2",
            _ => "TLS 1.3",
        };
        // A handshake without a look at the certificate does not happen: sessions are not resumed.
        let (root, root_from) = watching.signer().ok_or_else(|| failed(TlsProblem::Other("no certificate".into())))?;
        Ok((Box::new(stream), Secured { version, root, root_from }))
    }
}

/// The next address has its turn when the one before is silent for this long (RFC 8305 §5).
const HEAD_START: Duration = Duration::from_millis(250);

/// Tries one address after the other, without waiting for one that is silent.
async fn first_to_accept(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut under_way = JoinSet::new();
    let mut waiting = addresses.iter().copied();
    let mut failure = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        let next = waiting.next();
        let is_last = next.is_none();
        if let Some(address) = next {
            under_way.spawn(TcpStream::connect(address));
        } else if under_way.is_empty() {
            return Err(failure);
        }
        let ended = under_way.join_next();
        let ended = if is_last { ended.await } else { timeout(HEAD_START, ended).await.ok().flatten() };
        match ended {
            Some(Ok(Ok(stream))) => return Ok(stream),
            Some(Ok(Err(error))) => failure = error,
            Some(Err(_)) | None => {}
        }
    }
}
