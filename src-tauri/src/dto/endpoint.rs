//! The token endpoint on this computer. Its secret never comes to the page.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::ErrorView;

/// How a profile's endpoint stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct EndpointView {
    pub is_on: bool,
    /// Where tools ask; none before a port was chosen.
    pub address: Option<String>,
    /// Where containers and WSL ask, if an address for them was chosen.
    pub address_for_guests: Option<String>,
    pub client_id: String,
    /// Why it does not answer, though it is on.
    pub failure: Option<ErrorView>,
    /// Who asked, the latest first.
    pub asked: Vec<AskedView>,
}

/// Somebody asked for a token.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct AskedView {
    /// RFC 3339.
    pub at: Option<String>,
    /// As the program calls itself.
    pub who: String,
    /// It got a token.
    pub answered: bool,
    /// What came of it, in words.
    pub outcome: String,
}
