//! Requests to the provider and CDF: through the proxy that is set, with the roots that are trusted, each phase with its
//! own time-out and its own error, no redirects, a limit on size.
//!
//! | file | what |
//! |---|---|
//! | `settings` | what the environment and `[network]` in `profiles.toml` say, read anew for each request |
//! | `proxy` | which proxy a request takes, or why none |
//! | `patience` | the phases of a request, and how long each may take |
//! | `resolve`, `connection`, `tunnel` | name, TCP, the way through a proxy, TLS |
//! | `trust` | the system's roots and those of a CA file; who signed a server's certificate |
//! | `exchange` | one request and its answer, by reqwest |
//! | `look` | what one request meets on its way, for `check` |
//!
//! Each request has its own connection: they are minutes or hours apart, and a kept one may be dead after sleep or in
//! another network. reqwest tells neither the phases nor a proxy's refusals apart: where it got no connection, `connection`
//! goes the same way once more, without the request, and tells what is amiss.

mod connection;
mod errors;
mod exchange;
mod log;
mod look;
mod patience;
mod proxy;
mod resolve;
mod settings;
#[cfg(test)]
mod tests;
mod trust;
mod tunnel;

use std::pin::Pin;
use std::sync::Arc;

use oauth2::url::Url;
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};

pub use errors::{ConnectProblem, NameProblem, NetworkError, Peer, ProxyProblem, TlsProblem};
pub use look::{Look, RootFrom, Secured};
pub use patience::Phase;
pub use proxy::{Proxy, Route, WhyDirect};
pub use settings::{SetIn, SettingProblem};

use crate::places::Places;
use settings::Settings;
use trust::Trust;

/// Sends requests.
#[derive(Debug, Clone, Default)]
pub struct Http {
    settings: Settings,
    trust: Arc<Trust>,
}

impl Http {
    /// With the proxy and the roots that the environment and the system name. Nothing is read or connected yet.
    pub fn new() -> Self {
        Self { settings: Settings::of_environment(), trust: Arc::default() }
    }

    /// As [`Http::new`], and with `[network]` in that person's `profiles.toml`, as it is at each request.
    pub fn of(places: &Places) -> Self {
        Self { settings: Settings::of_environment().and_file(places.profiles_file()), trust: Arc::default() }
    }

    /// Reads the trusted roots ahead of the first request: a person who is in their browser leaves time for it.
    pub fn prepare(&self) {
        let http = self.clone();
        // A failure is told by the request, which tries again.
        std::thread::spawn(move || {
            let network = http.settings.now()?;
            http.trust.roots(&network.ca_files).map(drop)
        });
    }

    /// Sends one request. 408, 429 and 5xx count as network failures: the provider has not said no. So does a web page.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NetworkError> {
        exchange::answer_to(self, request).await
    }

    /// The way a request to that address would take.
    pub fn route(&self, address: &Url) -> Result<Route, NetworkError> {
        Ok(self.settings.now()?.route(address)?)
    }

    /// Asks for that address, and tells what was met on the way, whatever the answer.
    pub async fn look(&self, address: &Url) -> Result<Look, NetworkError> {
        look::at(self, address).await
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NetworkError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NetworkError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
