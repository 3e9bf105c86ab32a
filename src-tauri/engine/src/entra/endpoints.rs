use oauth2::url::Url;
use oauth2::{AuthUrl, DeviceAuthorizationUrl, TokenUrl};
use serde::{Deserialize, Serialize};

use super::discovery::{DiscoveryError, discover};
use super::issuer::Issuer;
use crate::cdf;
use crate::http::Http;
use crate::profile::Profile;

/// Where a profile's provider is asked, and what it must call itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Endpoints {
    /// Authorization endpoint. Some providers have none: they take programs only.
    pub authorize: Option<AuthUrl>,
    /// Token endpoint.
    pub token: TokenUrl,
    /// Device authorization endpoint (RFC 8628 §3.1).
    pub device_authorization: Option<DeviceAuthorizationUrl>,
    /// Where a person signs out (`OpenID` Connect RP-Initiated Logout 1.0 §2.1).
    pub end_session: Option<Url>,
    /// What `iss` must be.
    pub issuer: Issuer,
    /// The provider says that each of its answers through the browser names it (RFC 9207 §3).
    pub always_sends_iss: bool,
    /// How an application may prove itself at the token endpoint; empty where the provider does not say.
    pub token_auth_methods: Vec<String>,
}

impl Endpoints {
    /// The endpoints of that profile's provider. One that is named by its issuer alone is asked for them.
    pub async fn of(profile: &Profile, http: &Http) -> Result<Self, DiscoveryError> {
        let mut endpoints = match (Self::named_by(profile), &profile.issuer) {
            (Some(endpoints), _) => return Ok(endpoints),
            (None, Some(issuer)) => discover(http, issuer).await?,
            (None, None) => unreachable!("only an issuer leaves the endpoints open"),
        };
        if let Some(own) = &profile.device_code_url {
            endpoints.device_authorization = Some(DeviceAuthorizationUrl::from_url(own.clone()));
        }
        Ok(endpoints)
    }

    /// The endpoints that a profile itself names, by Entra's pattern or one by one; none where they have to be
    /// discovered. Sends nothing.
    pub fn named_by(profile: &Profile) -> Option<Self> {
        if profile.is_entra() {
            return Some(Self::of_entra(profile));
        }
        let token = TokenUrl::from_url(profile.token_url.clone()?);
        Some(Self {
            authorize: profile.authorize_url.clone().map(AuthUrl::from_url),
            token,
            device_authorization: profile.device_code_url.clone().map(DeviceAuthorizationUrl::from_url),
            end_session: None,
            issuer: profile.issuer.clone().map_or(Issuer::Unknown, Issuer::Exactly),
            always_sends_iss: false,
            token_auth_methods: Vec::new(),
        })
    }

    fn of_entra(profile: &Profile) -> Self {
        let authority = profile.authority.as_str().trim_end_matches('/');
        // Both parts were checked with the profile: an address with a host, and a tenant without special characters.
        let under = |path: &str| {
            Url::parse(&format!("{authority}/{}/oauth2/v2.0/{path}", profile.tenant_id))
                .unwrap_or_else(|_| unreachable!("made of checked parts"))
        };
        Self {
            authorize: Some(AuthUrl::from_url(under("authorize"))),
            token: TokenUrl::from_url(under("token")),
            device_authorization: Some(DeviceAuthorizationUrl::from_url(
                profile.device_code_url.clone().unwrap_or_else(|| under("devicecode")),
            )),
            end_session: Some(under("logout")),
            issuer: Issuer::Entra {
                authority: authority.to_owned(),
                tenant: is_guid(&profile.tenant_id).then(|| profile.tenant_id.clone()),
            },
            always_sends_iss: false,
            token_auth_methods: Vec::new(),
        }
    }
}

/// They ask who a person is and for a refresh token; an application's request must not have them.
/// What an ID token and a refresh token are asked for with; no access token is of these.
pub(crate) const OIDC_SCOPES: [&str; 3] = ["openid", "profile", "offline_access"];

/// What to ask for: the profile's own scopes or the cluster's, and where a person signs in the OIDC ones for account
/// and refresh token.
pub fn scopes(profile: &Profile) -> Vec<String> {
    let mut scopes = profile.scopes.clone();
    if scopes.is_empty() {
        scopes.extend(default_scope(profile));
    }
    if profile.flow.is_unattended() {
        scopes.retain(|scope| !OIDC_SCOPES.contains(&scope.as_str()));
        return scopes;
    }
    for oidc in OIDC_SCOPES {
        if !scopes.iter().any(|scope| scope == oidc) {
            scopes.push(oidc.to_owned());
        }
    }
    scopes
}

/// The scope of a profile that names none: the cluster's. An application at a provider other than Entra is known there by
/// itself (Cognite's own takes no scope at all): it asks for what its profile says, and for nothing else.
pub fn default_scope(profile: &Profile) -> Option<String> {
    (profile.is_entra() || !profile.flow.is_unattended()).then(|| cdf::default_scope(profile))
}

pub(super) fn is_guid(tenant: &str) -> bool {
    tenant.len() == 36 && !tenant.contains('.') && tenant.matches('-').count() == 4
}
