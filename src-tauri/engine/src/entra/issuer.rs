use oauth2::url::Url;
use serde::{Deserialize, Serialize};

use super::clouds::Cloud;
use super::endpoints::is_guid;

/// The rule for what a provider calls itself (`iss`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl Issuer {
    /// Whether an ID token with that `iss` (and Entra's `tid`) is this provider's.
    pub fn vouches(&self, iss: &str, tid: Option<&str>) -> bool {
        match self {
            Self::Unknown => true,
            Self::Exactly(expected) => iss == expected,
            Self::Entra { authority, tenant } => tid.is_some_and(|tid| {
                let is_our_tenant = tenant.as_deref().is_none_or(|tenant| tenant.eq_ignore_ascii_case(tid));
                let is_from = |authority: &str| iss.eq_ignore_ascii_case(&format!("{authority}/{tid}/v2.0"));
                is_our_tenant && (is_from(authority) || usual_name(authority).is_some_and(is_from))
            }),
        }
    }

    /// Whether an answer that came through a browser with that `iss` is this provider's (RFC 9207 §2.4). Beside the
    /// tenant's own GUID Entra's description of itself has `{tenantid}`, where the tenant is left open.
    pub fn is_named(&self, iss: &str) -> bool {
        let Self::Entra { authority, tenant } = self else { return self.vouches(iss, None) };
        let tenant_under = |authority: &str| {
            let rest = iss.strip_prefix(authority)?.strip_prefix('/')?;
            rest.strip_suffix("/v2.0").map(str::to_owned)
        };
        let Some(named) = tenant_under(authority).or_else(|| tenant_under(usual_name(authority)?)) else {
            return false;
        };
        match tenant {
            Some(tenant) => tenant.eq_ignore_ascii_case(&named),
            None => is_guid(&named) || named == "{tenantid}",
        }
    }
}

/// The usual authority of a cloud that the profile knows by an older name: tokens carry the usual one.
fn usual_name(authority: &str) -> Option<&'static str> {
    Cloud::at(&Url::parse(authority).ok()?).map(|cloud| cloud.authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: &str = "11111111-2222-3333-4444-555555555555";

    #[test]
    fn an_older_name_of_a_cloud_stands_for_the_usual_one() {
        let issuer = Issuer::Entra { authority: "https://login.usgovcloudapi.net".into(), tenant: None };
        for authority in ["https://login.usgovcloudapi.net", "https://login.microsoftonline.us"] {
            assert!(issuer.vouches(&format!("{authority}/{TENANT}/v2.0"), Some(TENANT)), "{authority}");
        }
        assert!(!issuer.vouches(&format!("https://login.microsoftonline.com/{TENANT}/v2.0"), Some(TENANT)));
    }
}
