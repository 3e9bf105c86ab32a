use cdf_signin_engine::Failure;
use cdf_signin_engine::session::{Account, State, Status};
use serde::Serialize;

use super::{FailureShape, FileShape};

/// How a profile's sign-in stands.
#[derive(Debug, Serialize)]
pub struct StatusShape<'a> {
    profile: &'a str,
    state: State,
    account: Option<&'a Account>,
    /// Set where another account was meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_account: Option<&'a str>,
    expires_at: Option<String>,
    expires_in: Option<u64>,
    refreshable: bool,
    renews_at: Option<String>,
    offline: bool,
    kept: bool,
    last_error: Option<FailureShape<'a>>,
}

impl<'a> StatusShape<'a> {
    pub fn new(profile: &'a str, status: &'a Status) -> Self {
        Self {
            state: status.state,
            account: status.account.as_ref(),
            expected_account: status.expected_account.as_deref(),
            expires_at: status.expires_at.and_then(super::moment),
            expires_in: status.expires_in.map(|left| left.as_secs()),
            refreshable: status.refreshable,
            renews_at: status.renews_at.and_then(super::moment),
            offline: status.offline,
            kept: status.kept,
            last_error: status.last_error.as_ref().map(FailureShape::from),
            ..Self::signed_out(profile, None)
        }
    }

    /// Nobody is signed in, or the profile is not one that anybody could be signed in to.
    pub fn signed_out(profile: &'a str, why: Option<&'a Failure>) -> Self {
        Self {
            profile,
            state: State::SignedOut,
            account: None,
            expected_account: None,
            expires_at: None,
            expires_in: None,
            refreshable: false,
            renews_at: None,
            offline: false,
            kept: true,
            last_error: why.map(FailureShape::from),
        }
    }
}

/// The same with the profile's files.
#[derive(Debug, Serialize)]
pub struct ProfileStatusShape<'a> {
    #[serde(flatten)]
    pub status: StatusShape<'a>,
    pub files: Vec<FileShape<'a>>,
}

/// A profile that was signed out.
#[derive(Debug, Serialize)]
pub struct LogoutShape<'a> {
    #[serde(flatten)]
    status: StatusShape<'a>,
    /// Where the person signs out at the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_out_address: Option<&'a str>,
}

impl<'a> LogoutShape<'a> {
    pub fn new(profile: &'a str, sign_out_address: Option<&'a str>) -> Self {
        Self { status: StatusShape::signed_out(profile, None), sign_out_address }
    }
}
