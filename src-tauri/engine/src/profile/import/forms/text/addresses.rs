//! Web addresses: of Fusion, of CDF's API, of a sign-in, of an app registration.

use oauth2::url::Url;

use super::Words;
use crate::entra::Cloud;
use crate::profile::field;
use crate::profile::import::Place;
use crate::profile::import::plain::short_cluster;

pub(super) fn read(text: &str, words: &mut Words<'_, '_>) {
    text.split(|c: char| c.is_whitespace() || "\"'<>()[]{}`,;|".contains(c)).filter_map(address).for_each(|url| {
        read_address(&url, words);
    });
}

/// An address, also one without its `https://` where its host says enough.
fn address(word: &str) -> Option<Url> {
    let word = word.trim_end_matches(['.', ':', '*', '_']);
    if let Some(at) = word.find("https://") {
        return Url::parse(&word[at..]).ok();
    }
    let host = word.split(['/', '?']).next().unwrap_or_default();
    let is_ours = host.ends_with(".cognitedata.com") || is_fusion(host);
    is_ours.then(|| Url::parse(&format!("https://{word}")).ok()).flatten()
}

fn is_fusion(host: &str) -> bool {
    host == "fusion.cognite.com" || host.ends_with(".fusion.cognite.com")
}

fn read_address(url: &Url, words: &mut Words<'_, '_>) {
    let host = url.host_str().unwrap_or_default();
    if is_fusion(host) {
        read_fusion(url, words);
    } else if host.ends_with(".cognitedata.com") {
        words.find("cluster", short_cluster(host), Place::CdfAddress, field::cluster);
        let after_projects = url.path_segments().into_iter().flatten().skip_while(|part| *part != "projects").nth(1);
        words.find("project", after_projects.unwrap_or_default(), Place::CdfAddress, field::project);
    } else if Cloud::at(url).is_some() || host == "sts.windows.net" {
        read_sign_in(url, words);
    } else if ["portal.azure.com", "entra.microsoft.com", "portal.azure.us", "aad.portal.azure.com"].contains(&host) {
        read_portal(url, words);
    }
}

fn read_fusion(url: &Url, words: &mut Words<'_, '_>) {
    let project = url.path_segments().into_iter().flatten().find(|part| !part.is_empty());
    words.find("project", project.unwrap_or_default(), Place::FusionAddress, field::project);
    // Older addresses have the cluster's short name as `env`.
    for wanted in ["cluster", "env"] {
        for (_, cluster) in url.query_pairs().filter(|(key, _)| key == wanted) {
            let cluster = cluster.trim_start_matches("https://").trim_end_matches('/');
            words.find("cluster", short_cluster(cluster), Place::FusionAddress, field::cluster);
        }
    }
}

/// An authority, a token endpoint, an `OpenID` configuration; or the page that the browser shows while signing in.
fn read_sign_in(url: &Url, words: &mut Words<'_, '_>) {
    let tenant = url.path_segments().into_iter().flatten().next().unwrap_or_default();
    if ["error", "login", "oauth2"].contains(&tenant) {
        return;
    }
    let before = words.has("tenant_id");
    words.find("tenant_id", tenant, Place::SignInAddress, field::tenant_id);
    if !before && words.has("tenant_id") && Cloud::at(url).is_some() {
        words.find("authority", &url.origin().ascii_serialization(), Place::SignInAddress, |text| Ok(text.to_owned()));
    }
    for (key, value) in url.query_pairs() {
        match &*key {
            "client_id" => words.find("client_id", &value, Place::SignInAddress, |id| field::client_id(id, true)),
            "scope" => value.split_whitespace().filter_map(|scope| Url::parse(scope).ok()).for_each(|scope| {
                let host = scope.host_str().filter(|host| host.ends_with(".cognitedata.com")).unwrap_or_default();
                words.find("cluster", short_cluster(host), Place::SignInAddress, field::cluster);
            }),
            _ => {}
        }
    }
}

/// `…/#@north.example/…/appId/GUID/…`
fn read_portal(url: &Url, words: &mut Words<'_, '_>) {
    let fragment = url.fragment().unwrap_or_default();
    let parts = || fragment.split(['/', '?', '&', '=']).chain(url.path_segments().into_iter().flatten());
    let after = |key: &str| parts().skip_while(|part| !part.eq_ignore_ascii_case(key)).nth(1).unwrap_or_default();
    words.find("client_id", after("appId"), Place::PortalAddress, |id| field::client_id(id, true));
    words.find("tenant_id", after("tenantId"), Place::PortalAddress, field::tenant_id);
    let own = parts().find_map(|part| part.strip_prefix('@')).unwrap_or_default();
    words.find("tenant_id", own, Place::PortalAddress, field::tenant_id);
}
