use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::TcpListener;

use crate::system_error::in_words;

/// A pinned redirect port is in use, or the system keeps it for itself.
#[derive(Debug, Clone, thiserror::Error)]
#[error("port {port} is taken: {reason}")]
pub struct PortTaken {
    /// The port the profile pins.
    pub port: u16,
    /// The system's words.
    pub reason: String,
}

/// Bound ports that nobody is answered on yet: a browser that is quicker than the app waits in the queue.
pub struct Callback {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) port: u16,
}

impl Callback {
    /// Binds the preferred port on 127.0.0.1 and `::1`, since browsers resolve `localhost` to either. When it is taken,
    /// or refused by the system (Windows' excluded port ranges), any free one, unless the port is fixed.
    pub async fn bind(preferred: u16, fixed: bool) -> Result<Self, PortTaken> {
        let reason = match bind_both(preferred).await {
            Ok(callback) => return Ok(callback),
            Err(reason) if fixed => return Err(PortTaken { port: preferred, reason: in_words(&reason) }),
            Err(reason) => reason,
        };
        // A port that is free on one address can be taken on the other: a few more draws settle that.
        for _ in 0..16 {
            if let Ok(callback) = bind_both(0).await {
                return Ok(callback);
            }
        }
        Err(PortTaken { port: preferred, reason: in_words(&reason) })
    }

    /// Whether a sign-in could listen on that port now; if not, the system's words.
    pub async fn is_free(port: u16) -> Result<(), String> {
        bind_both(port).await.map(drop).map_err(|error| in_words(&error))
    }

    /// The redirect URI to name at the provider. `localhost`, since Entra ignores the port for that name only.
    pub fn redirect_uri(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

async fn bind_both(port: u16) -> io::Result<Callback> {
    let v4 = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    let port = v4.local_addr()?.port();
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
        Ok(v6) => Ok(Callback { listeners: vec![v4, v6], port }),
        // Somebody else listens there and would get half of the browsers' answers.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        // A machine without IPv6: no browser resolves to it either.
        Err(_) => Ok(Callback { listeners: vec![v4], port }),
    }
}
