use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::Account;
use super::record::Record;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::sign_in::Progress;

/// Where a profile's sign-in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody is.
    SignedOut,
    /// A person is at it, in this process.
    SigningIn,
    /// The access token is good.
    SignedIn,
    /// The access token is past its time; see [`Status::refreshable`].
    Expired,
    /// The provider ended the session, or it cannot be read: a person has to sign in.
    NeedsSignIn,
}

/// A profile's sign-in, to look at.
#[derive(Debug, Clone)]
pub struct Status {
    /// Where it stands.
    pub state: State,
    /// Who is, or was, signed in.
    pub account: Option<Account>,
    /// The account that the profile names (`login_hint`), where somebody else is signed in.
    pub expected_account: Option<String>,
    /// How long the access token still lasts.
    pub expires_in: Option<Duration>,
    /// How long it lasted when it was received.
    pub lifetime: Option<Duration>,
    /// When it ends, on the wall clock.
    pub expires_at: Option<SystemTime>,
    /// A new access token can be had without a person.
    pub refreshable: bool,
    /// When a keeper in this process renews it next; none where there is no keeper, or nothing to renew.
    pub renews_at: Option<SystemTime>,
    /// That keeper cannot reach the provider at the moment.
    pub offline: bool,
    /// Outlives this process.
    pub kept: bool,
    /// What a sign-in under way is waiting for, and how long it goes on waiting.
    pub progress: Option<(Progress, Duration)>,
    /// What went wrong last, if nothing went right since.
    pub last_error: Option<Failure>,
}

impl Status {
    /// Nobody is signed in.
    pub(crate) fn signed_out() -> Self {
        Self {
            state: State::SignedOut,
            account: None,
            expected_account: None,
            expires_in: None,
            lifetime: None,
            expires_at: None,
            refreshable: false,
            renews_at: None,
            offline: false,
            kept: true,
            progress: None,
            last_error: None,
        }
    }

    pub(super) fn of(record: &Record, now: &Moment) -> Self {
        let left = record.time_left(now);
        let state = match (left.is_zero(), &record.ended) {
            (false, _) => State::SignedIn,
            (true, Some(_)) => State::NeedsSignIn,
            (true, None) => State::Expired,
        };
        Self {
            state,
            account: Some(record.account.clone()).filter(|account| *account != Account::default()),
            expires_in: Some(left),
            lifetime: Some(record.lifetime),
            expires_at: Some(now.system_time() + left)
                .filter(|_| !left.is_zero())
                .or(Some(SystemTime::UNIX_EPOCH + record.received.wall + record.lifetime)),
            refreshable: record.refresh_token.is_some(),
            ..Self::signed_out()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(ended: bool) -> Record {
        let reply = crate::entra::ProviderReply::from_redirect("invalid_grant".into(), None);
        Record {
            serial: 1,
            bound_to: String::new(),
            account: Account::default(),
            access_token: "a".into(),
            refresh_token: (!ended).then(|| "r".into()),
            received: moment(0),
            lifetime: Duration::from_secs(3600),
            endpoints: None,
            login_hint_claim: None,
            step_up: None,
            ended: ended.then_some(reply),
        }
    }

    fn moment(seconds: u64) -> Moment {
        let at = Duration::from_secs(seconds);
        Moment { wall: Duration::from_secs(1_000_000) + at, uptime: at, boot: "b".into() }
    }

    #[test]
    fn states_over_time() {
        let state = |ended, seconds| Status::of(&record(ended), &moment(seconds)).state;
        assert_eq!(state(false, 0), State::SignedIn);
        assert_eq!(state(false, 3599), State::SignedIn);
        assert_eq!(state(false, 3600), State::Expired);
        assert_eq!(state(true, 3599), State::SignedIn);
        assert_eq!(state(true, 3600), State::NeedsSignIn);
    }

    #[test]
    fn after_a_new_start_with_a_clock_set_back_the_token_counts_as_expired() {
        let now = Moment { wall: Duration::from_secs(10), uptime: Duration::from_secs(5), boot: "c".into() };
        assert_eq!(Status::of(&record(false), &now).state, State::Expired);
    }
}
