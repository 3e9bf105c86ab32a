//! Cognite Data Fusion: its addresses, and what it lets a token do.

mod access;
mod api;
mod clusters;
mod inspect;
mod why;

pub use access::{Access, Capability, ProjectAccess, Scope};
pub use api::{Answered, Cdf, CdfError};
pub use clusters::{KNOWN_CLUSTERS, is_known_cluster, similar, similar_cluster};
pub use why::{Why, why};

use crate::profile::Profile;

/// A cluster's host: `westeurope-1` → `westeurope-1.cognitedata.com`; a whole host name is itself.
pub fn host(cluster: &str) -> String {
    if cluster.contains('.') { cluster.to_owned() } else { format!("{cluster}.cognitedata.com") }
}

/// The address tools ask, without a slash at the end. Written out in every hand-off: SDK 7 silently goes to another
/// cluster without it.
pub fn base_url(profile: &Profile) -> String {
    match &profile.base_url {
        Some(url) => url.as_str().trim_end_matches('/').to_owned(),
        None => format!("https://{}", host(&profile.cluster)),
    }
}

/// What a profile's tokens are for: its cluster. A private link (`….plink.CLUSTER.cognitedata.com`) is another way to the same
/// cluster, whose scope stays on the public host.
pub fn audience(profile: &Profile) -> String {
    let host = host(&profile.cluster);
    let public = host.split_once(".plink.").map_or(host.as_str(), |(_, public)| public);
    format!("https://{public}")
}

/// The scope of a profile's cluster.
pub fn default_scope(profile: &Profile) -> String {
    format!("{}/.default", audience(profile))
}

#[cfg(test)]
mod tests {
    use crate::profile::ProfileDraft;

    use super::*;

    fn profile(cluster: &str, base_url: &str) -> Profile {
        let draft = ProfileDraft {
            name: "n".into(),
            tenant_id: "north.example".into(),
            client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
            cluster: cluster.into(),
            project: "p".into(),
            base_url: base_url.into(),
            ..ProfileDraft::default()
        };
        draft.check().unwrap()
    }

    #[test]
    fn addresses_of_clusters() {
        assert_eq!(base_url(&profile("westeurope-1", "")), "https://westeurope-1.cognitedata.com");
        assert_eq!(base_url(&profile("westeurope-1", "http://127.0.0.1:8080/")), "http://127.0.0.1:8080");
        assert_eq!(default_scope(&profile("westeurope-1", "")), "https://westeurope-1.cognitedata.com/.default");
        let private = profile("p001.plink.westeurope-1.cognitedata.com", "");
        assert_eq!(base_url(&private), "https://p001.plink.westeurope-1.cognitedata.com");
        assert_eq!(default_scope(&private), "https://westeurope-1.cognitedata.com/.default");
    }
}
