//! The local token endpoint: tools that know OAuth's client credentials (RFC 6749 §4.4) and nothing of this app ask it for
//! the *person's* token, and stay signed in for as long as the person is. It is off until it is switched on, a profile at
//! a time, and answers while the app or `cdf-signin agent` runs.
//!
//! ```text
//! POST http://127.0.0.1:24100/north/token
//! grant_type=client_credentials&client_id=north&client_secret=…
//! ```
//!
//! # What it protects from, and how
//!
//! A token is handed out to whoever knows the profile's client secret: 32 random bytes, sealed in the vault, compared in
//! constant time, written only to files that are the person's alone, and replaced at once where it may have leaked
//! (`endpoint --new-secret`). A web page in the person's browser cannot have one: it does not know the secret, its requests
//! carry `Origin` or `Sec-Fetch-Site` and are refused before anything is looked at, a page whose name was made to point here
//! (DNS rebinding) is refused by `Host`, there is no CORS, and nothing but a form in a `POST` is read. The endpoint listens on
//! the loopback addresses alone; another one (for containers and WSL guests) is listened on only where a person has written
//! it into `profiles.toml`. Guesses are slowed down, requests are small and have to come quickly, an unknown profile looks
//! like a wrong secret, and what is handed out is an access token that ends by itself: never a refresh token.
//!
//! What it does not protect from: a program that runs as the person can read the secret where their tools do, as it could
//! read a token in a file; the endpoint makes that no harder. The loopback addresses belong to every account of the machine:
//! others can knock (and are refused without the secret), and while neither app nor agent runs another account's program
//! could listen on the port and be sent the secret by a tool that asks meanwhile; it could use it here later. On a machine
//! that is shared with people who are not trusted, leave the endpoint off and use `cdf-signin run`, files or the local
//! socket, which the system closes to others. On an address beyond loopback everything goes over the network in the clear:
//! it is meant for the machine's own virtual networks, and `0.0.0.0` is warned of.

mod answer;
mod asked;
mod client;
mod door;
mod listen;
mod pace;
mod program;
mod secret;
mod serve;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use asked::{Asked, Outcome};
pub(crate) use listen::first_free_port;
pub(crate) use secret::new_secret;
pub(crate) use serve::{TokenEndpoint, serve};

use crate::failure::Failure;

/// What `[token_endpoint]` in `profiles.toml` says, for all profiles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EndpointSettings {
    /// Chosen once and kept, because the files of tools hold it.
    pub port: Option<u16>,
    /// An address to listen on beside the loopback ones, for containers and guests of this machine.
    pub bind: Option<IpAddr>,
}

impl EndpointSettings {
    /// Everybody who reaches this machine reaches the endpoint.
    pub fn is_exposed(&self) -> bool {
        self.bind.is_some_and(|bind| bind.is_unspecified())
    }

    /// Where that profile's tools ask.
    pub fn address(&self, profile: &str) -> Option<String> {
        self.port.map(|port| format!("http://127.0.0.1:{port}/{profile}/token"))
    }

    /// Where they ask from a container or a guest of this machine.
    pub fn address_for_guests(&self, profile: &str) -> Option<String> {
        let bind = self.bind.filter(|bind| !bind.is_unspecified() && !bind.is_loopback())?;
        self.port.map(|port| format!("http://{}/{profile}/token", std::net::SocketAddr::new(bind, port)))
    }
}

/// How a profile's token endpoint stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndpointStatus {
    /// It is switched on.
    pub is_on: bool,
    /// Where the profile's tools ask; none before a port was chosen.
    pub address: Option<String>,
    /// The same for containers and guests, where an address for them is written in `profiles.toml`.
    pub address_for_guests: Option<String>,
    /// Everybody who reaches this machine reaches it.
    pub is_exposed: bool,
    /// The app or an agent of this home answers there now.
    pub is_answering: bool,
    /// Why nobody answers there, or not at every address.
    pub failure: Option<Failure>,
    /// Who asked, the latest first, since the app or agent was started.
    pub asked: Vec<Asked>,
}

/// What a profile's tools ask with.
#[derive(Debug, Clone)]
pub struct EndpointClient {
    /// Where.
    pub token_url: String,
    /// As who: the profile's name.
    pub client_id: String,
    /// With what.
    pub client_secret: secrecy::SecretString,
}

/// Why there is no endpoint, or none of that profile.
#[derive(Debug, Clone, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum EndpointError {
    #[error("the token endpoint of “{0}” is off")]
    Off(String),
    #[error("the endpoint's secret cannot be kept: {0}")]
    NotKept(String),
    #[error("the token endpoint's port {port} is taken: {reason}")]
    PortTaken { port: u16, reason: String },
    #[error("the token endpoint cannot listen on {address}: {reason}")]
    Address { address: IpAddr, reason: String },
    #[error("no port is free for the token endpoint")]
    NoPort,
}
