use std::time::{Duration, SystemTime};

use oauth2::http::header;
use oauth2::url::Url;

use super::clock::Offset;
use super::report::{Step, StepId};
use crate::failure::Failure;
use crate::http::{Http, NetworkError};
use crate::ports::Clock;
use crate::profile::Profile;

/// The provider, asked for nothing but an answer.
pub(super) struct Reached {
    answer: Result<Option<SystemTime>, NetworkError>,
    /// Half-way between question and answer, on this machine's clock.
    asked_at: Duration,
}

/// Asks the provider's root: whatever it answers, it was reached.
pub(super) async fn reach(http: &Http, clock: &dyn Clock, profile: &Profile) -> Reached {
    let before = clock.now().wall;
    let answer = http.look(&provider_address(profile)).await.map(|look| {
        let date = look.answer.headers().get(header::DATE);
        date.and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok())
    });
    let after = clock.now().wall;
    Reached { answer, asked_at: before + after.saturating_sub(before) / 2 }
}

impl Reached {
    pub(super) fn clock_offset(&self) -> Option<Offset> {
        let theirs = self.answer.as_ref().ok()?.as_ref()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(match theirs.checked_sub(self.asked_at) {
            Some(behind) => Offset::Behind(behind),
            None => Offset::Ahead(self.asked_at.saturating_sub(theirs)),
        })
    }
}

/// The way there.
pub(super) fn step(profile: &Profile, reached: &Reached) -> Step {
    let address = provider_address(profile);
    let host = address.host_str().unwrap_or_default();
    match &reached.answer {
        Ok(_) => Step::passed(StepId::Network, format!("{host} answers")),
        Err(error) => {
            Step::of_failure(StepId::Network, format!("{host} cannot be reached"), &Failure::from(error.clone()))
        }
    }
}

/// An address of the profile's provider.
fn provider_address(profile: &Profile) -> Url {
    let issuer = profile.issuer.as_deref().and_then(|issuer| Url::parse(issuer).ok());
    profile.token_url.clone().or(issuer).unwrap_or_else(|| profile.authority.clone())
}
