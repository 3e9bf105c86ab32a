use std::time::{Duration, SystemTime};

use oauth2::http::header;
use oauth2::url::Url;

use super::clock::Offset;
use super::report::{Step, StepId};
use crate::entra::Cloud;
use crate::failure::Failure;
use crate::http::{Http, Look, NetworkError, RootFrom, Route, Secured};
use crate::ports::Clock;
use crate::profile::Profile;

/// The provider, asked for nothing but an answer.
pub(super) struct Reached {
    pub(super) look: Result<Look, NetworkError>,
    /// The way that a request takes, also where it does not arrive.
    pub(super) route: Option<Route>,
    /// Half-way between question and answer, on this machine's clock.
    pub(super) asked_at: Duration,
}

/// Asks the provider's root: whatever it answers, it was reached.
pub(super) async fn reach(http: &Http, clock: &dyn Clock, profile: &Profile) -> Reached {
    let address = provider_address(profile);
    let before = clock.now().wall;
    let look = http.look(&address).await;
    let after = clock.now().wall;
    Reached { look, route: http.route(&address).ok(), asked_at: before + after.saturating_sub(before) / 2 }
}

impl Reached {
    pub(super) fn clock_offset(&self) -> Option<Offset> {
        let date = self.look.as_ref().ok()?.answer.headers().get(header::DATE)?.to_str().ok()?;
        let theirs = httpdate::parse_http_date(date).ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(match theirs.checked_sub(self.asked_at) {
            Some(behind) => Offset::Behind(behind),
            None => Offset::Ahead(self.asked_at.saturating_sub(theirs)),
        })
    }
}

/// The way there: through which proxy, and who vouches for the other end.
pub(super) fn step(profile: &Profile, reached: &Reached) -> Step {
    let address = provider_address(profile);
    let host = address.host_str().unwrap_or_default();
    let step = match &reached.look {
        // Entra's own certificates are all signed publicly; another provider's may be signed by its organisation.
        Ok(look) => {
            let reads_along = Cloud::at(&profile.authority).is_some() || matches!(look.route, Route::Through(_));
            arrived(host, reads_along, look)
        }
        Err(error) => {
            let title = match error {
                NetworkError::Setting(_) => "The network settings cannot be used".to_owned(),
                _ => format!("{host} cannot be reached"),
            };
            Step::of_failure(StepId::Network, title, &Failure::from(error.clone()))
        }
    };
    step.fact("way", reached.route.as_ref().map(ToString::to_string))
}

/// `reads_along`: who signs privately is a proxy that reads the traffic.
fn arrived(host: &str, reads_along: bool, look: &Look) -> Step {
    let way = format!("It is reached {}.", look.route);
    let step = match &look.tls {
        Some(tls) if !is_public(&tls.root) => signed_privately(host, reads_along, tls),
        Some(tls) => Step::passed(StepId::Network, format!("{host} answers"))
            .detail(format!("{way} {}, signed by {}.", tls.version, tls.root)),
        None => Step::passed(StepId::Network, format!("{host} answers")).detail(way),
    };
    let addresses: Vec<String> = look.addresses.iter().map(ToString::to_string).collect();
    let tls = look.tls.as_ref();
    step.fact("addresses", (!addresses.is_empty()).then(|| addresses.join(", ")))
        .fact("tls", tls.map(|tls| tls.version))
        .fact("root", tls.map(|tls| tls.root.as_str()))
}

fn signed_privately(host: &str, reads_along: bool, tls: &Secured) -> Step {
    let title = if reads_along {
        "A proxy reads your encrypted traffic".into()
    } else {
        format!("{host} is vouched for privately")
    };
    let (because, file) = match &tls.root_from {
        RootFrom::System => ("your system does".to_owned(), "a file with that root".to_owned()),
        RootFrom::File { path, set_in } => (format!("{set_in} names it"), path.display().to_string()),
    };
    Step::warned(StepId::Network, title)
        .detail(format!(
            "The certificate of {host} is signed by “{}”, which is no public authority. This app trusts it because {because}. Python and Node may not.",
            tls.root
        ))
        .next(format!("For Python, set REQUESTS_CA_BUNDLE and SSL_CERT_FILE to {file}; for Node, NODE_EXTRA_CA_CERTS."))
}

/// Whether that is the name of a root that browsers come with (Mozilla's list). Only a name: it explains, and trusts nothing.
fn is_public(root: &str) -> bool {
    let name = root.as_bytes();
    webpki_roots::TLS_SERVER_ROOTS
        .iter()
        .any(|anchor| anchor.subject.windows(name.len().max(1)).any(|part| part == name))
}

/// An address of the profile's provider.
fn provider_address(profile: &Profile) -> Url {
    let issuer = profile.issuer.as_deref().and_then(|issuer| Url::parse(issuer).ok());
    profile.token_url.clone().or(issuer).unwrap_or_else(|| profile.authority.clone())
}
