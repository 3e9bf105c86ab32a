use std::net::SocketAddr;
use std::path::PathBuf;

use oauth2::HttpResponse;
use oauth2::http::{Method, Request};
use oauth2::url::Url;

use super::connection::Connection;
use super::exchange::{self, Way};
use super::proxy::Route;
use super::settings::SetIn;
use super::{Http, NetworkError};

/// What one request met on its way.
#[derive(Debug, Clone)]
pub struct Look {
    /// Through a proxy or not, and why.
    pub route: Route,
    /// The addresses under which the server, or the proxy, was found.
    pub addresses: Vec<SocketAddr>,
    /// Of the server's TLS; none for plain HTTP.
    pub tls: Option<Secured>,
    /// The answer, whatever its status. Its `Date` tells the server's clock.
    pub answer: HttpResponse,
}

/// A secure connection that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secured {
    /// `TLS 1.3`.
    pub version: &'static str,
    /// The name of the root that signed the server's certificate, if through others.
    pub root: String,
    /// Who trusts that root.
    pub root_from: RootFrom,
}

/// Where a root is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RootFrom {
    /// The system's trust store.
    System,
    /// A CA file.
    File {
        /// Which.
        path: PathBuf,
        /// Where it is named.
        set_in: SetIn,
    },
}

pub(super) async fn at(http: &Http, address: &Url) -> Result<Look, NetworkError> {
    let mut request = Request::new(Vec::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = exchange::uri(address)?;
    let network = http.settings.now()?;
    let way = Way::to(&network, &http.trust, request.uri())?;
    // Gone by itself first: what a client meets on its way it does not tell.
    let Connection { addresses, tls, .. } = way.opener.open(&way.route, &way.target).await?;
    let answer = way.send(request).await?;
    Ok(Look { route: way.route, addresses, tls, answer })
}
