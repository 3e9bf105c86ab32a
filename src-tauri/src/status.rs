//! How a sign-in stands, as the page sees it.

use std::time::{Duration, SystemTime};

use cdf_signin_engine::session::{self, State, Status};
use cdf_signin_engine::sign_in::{self, Progress};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::dto::{Account, ProfileState, SignInOptions, SignInProgress, SignInStep, StatusView};

impl From<Status> for StatusView {
    fn from(status: Status) -> Self {
        Self {
            state: status.state.into(),
            account: status.account.map(Account::from),
            expires_in: status.expires_in.map(seconds),
            lifetime: status.lifetime.map(seconds),
            expires_at: status.expires_at.and_then(rfc3339),
            refreshable: status.refreshable,
            renews_at: status.renews_at.and_then(rfc3339),
            kept: status.kept,
            sign_in: status.progress.map(|(progress, left)| under_way(&progress, left)),
            last_error: status.last_error.map(Into::into),
        }
    }
}

impl From<State> for ProfileState {
    fn from(state: State) -> Self {
        match state {
            State::SignedOut => Self::SignedOut,
            State::SigningIn => Self::SigningIn,
            State::SignedIn => Self::SignedIn,
            State::Expired => Self::Expired,
            State::NeedsSignIn => Self::NeedsSignIn,
        }
    }
}

impl From<session::Account> for Account {
    fn from(account: session::Account) -> Self {
        Self {
            name: account.name,
            username: account.username,
            object_id: account.object_id,
            tenant_id: account.tenant_id,
            application: account.application,
        }
    }
}

impl From<SignInOptions> for sign_in::SignInOptions {
    fn from(options: SignInOptions) -> Self {
        Self { select_account: options.select_account, flow: options.flow.map(Into::into), ..Self::default() }
    }
}

fn under_way(progress: &Progress, left: Duration) -> SignInProgress {
    let step = match progress {
        Progress::OpeningBrowser(_) => SignInStep::OpeningBrowser,
        Progress::WaitingForBrowser(_) => SignInStep::WaitingForBrowser,
        Progress::RedeemingCode(_) => SignInStep::RedeemingCode,
        Progress::WaitingForDevice(_) => SignInStep::WaitingForDevice,
        Progress::AskingForToken => SignInStep::AskingForToken,
    };
    let (browser, device) = (progress.browser(), progress.device());
    SignInProgress {
        step,
        address: progress.address().map(ToString::to_string).unwrap_or_default(),
        redirect_uri: browser.map(|waiting| waiting.redirect_uri.clone()).unwrap_or_default(),
        browser_opened: browser.is_some_and(|waiting| waiting.browser_opened),
        user_code: device.map(|waiting| waiting.user_code.clone()),
        message: device.and_then(|waiting| waiting.message.clone()),
        network_away: device.and_then(|waiting| waiting.network_away.as_ref().map(ToString::to_string)),
        seconds_left: seconds(left),
        lifetime: device.map(|waiting| seconds(waiting.lifetime)),
    }
}

/// Whole seconds, rounded down: a countdown must not promise time that is not there.
pub fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

/// `2026-11-23T14:05:11Z`
pub fn rfc3339(moment: SystemTime) -> Option<String> {
    OffsetDateTime::from(moment).replace_nanosecond(0).ok()?.format(&Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_whole_seconds_in_utc() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_442_711_999);
        assert_eq!(rfc3339(moment).as_deref(), Some("2026-11-23T14:05:11Z"));
        assert_eq!(seconds(Duration::from_millis(1_999)), 1);
    }
}
