use oauth2::url::Url;
use oauth2::{AuthUrl, TokenUrl};

use crate::cdf;
use crate::profile::Profile;

/// Where a profile's provider is asked, and what it must call itself.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// Authorization endpoint.
    pub authorize: AuthUrl,
    /// Token endpoint.
    pub token: TokenUrl,
    /// What the ID token's `iss` must be.
    pub issuer: Issuer,
}

/// The rule for an ID token's `iss`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issuer {
    /// Entra: `{authority}/{tid}/v2.0` with the token's own `tid`, which must be the profile's tenant where that is
    /// a GUID (a domain, `organizations` and `common` stand for a GUID that only the token tells).
    Entra {
        /// Without a slash at the end.
        authority: String,
        /// The tenant's GUID, where the profile names it.
        tenant: Option<String>,
    },
    /// Exactly this.
    Exactly(String),
    /// A provider that was named by its addresses alone.
    Unknown,
}

impl Endpoints {
    /// The endpoints of that profile's provider.
    pub fn of(profile: &Profile) -> Self {
        let authority = profile.authority.as_str().trim_end_matches('/');
        let under = |path: &str| format!("{authority}/{}/oauth2/v2.0/{path}", profile.tenant_id);
        let address = |own: &Option<Url>, path: &str| own.as_ref().map_or_else(|| under(path), ToString::to_string);
        let authorize = address(&profile.authorize_url, "authorize");
        let token = address(&profile.token_url, "token");
        let issuer = match (&profile.issuer, &profile.authorize_url) {
            (Some(issuer), _) => Issuer::Exactly(issuer.clone()),
            (None, Some(_)) => Issuer::Unknown,
            (None, None) => Issuer::Entra {
                authority: authority.to_owned(),
                tenant: is_guid(&profile.tenant_id).then(|| profile.tenant_id.clone()),
            },
        };
        // Both parts were checked with the profile: an address with a host, and a tenant without special characters.
        Self {
            authorize: AuthUrl::new(authorize).unwrap_or_else(|_| unreachable!("made of checked parts")),
            token: TokenUrl::new(token).unwrap_or_else(|_| unreachable!("made of checked parts")),
            issuer,
        }
    }
}

/// What to ask for: the profile's own scopes or the cluster's, and the OIDC ones for account and refresh token.
pub fn scopes(profile: &Profile) -> Vec<String> {
    let mut scopes = profile.scopes.clone();
    if scopes.is_empty() {
        scopes.push(cdf::default_scope(profile));
    }
    for oidc in ["openid", "profile", "offline_access"] {
        if !scopes.iter().any(|scope| scope == oidc) {
            scopes.push(oidc.to_owned());
        }
    }
    scopes
}

fn is_guid(tenant: &str) -> bool {
    tenant.len() == 36 && !tenant.contains('.') && tenant.matches('-').count() == 4
}
