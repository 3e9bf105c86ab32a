use secrecy::ExposeSecret as _;

use crate::cdf;
use crate::profile::Profile;
use crate::session::{Account, Token};

/// What there is to write of a profile. What a format does not ask for ([`super::Gives`]) is not there.
pub(crate) struct Material<'a> {
    /// Whose.
    pub profile: &'a Profile,
    /// Its access token.
    pub token: Option<&'a Token>,
    /// Who is signed in.
    #[expect(dead_code, reason = "for formats to come")]
    pub account: Option<&'a Account>,
}

impl Material<'_> {
    /// CDF's address, always written out: SDK 7 ignores a cluster and would ask another one.
    pub(super) fn base_url(&self) -> String {
        cdf::base_url(self.profile)
    }

    /// The access token's text.
    pub(super) fn token_text(&self) -> &str {
        self.token.map(|token| token.access_token.expose_secret()).unwrap_or_default()
    }
}
