//! OAuth's own words, for providers other than Entra: RFC 6749 §4.1.2.1 and §5.2, `OpenID` Connect Core §3.1.2.6,
//! RFC 8628 §3.5, RFC 8707 §2, Auth0's additions; and Entra's suberrors (the interaction words of Microsoft's MSAL).

use super::{Explanation, OPENS_SIGN_IN_LOG, READS_POLICY, SEND, SIGN_IN, aadsts, says};
use crate::failure::Action::{CopyMessage, EditField, SignIn, SignInAsSomeoneElse, TryAgain, UseBrowser};

/// The explanation of an `error`, if it is known.
pub fn explain(error: &str) -> Option<&'static Explanation> {
    find(WORDS, error)
}

/// The explanation of a `suberror`, if it is known.
pub fn explain_suberror(suberror: &str) -> Option<&'static Explanation> {
    match suberror {
        "consent_required" => aadsts::explain(65_001),
        "user_password_expired" => aadsts::explain(50_055),
        _ => find(SUBERRORS, suberror),
    }
}

fn find(rows: &'static [Row], word: &str) -> Option<&'static Explanation> {
    rows.iter().find(|(words, _)| words.contains(&word)).map(|(_, explanation)| explanation)
}

pub(super) type Row = (&'static [&'static str], Explanation);

const ASKS_WHO_REGISTERED: &[&str] =
    &["Compares the client ID, and what the app may do, with the application's settings at the provider."];

pub(super) const WORDS: &[Row] = &[
    (
        &["access_denied"],
        says(
            "You, or a rule of your organisation, declined the sign-in.",
            &["Sign in again, and choose Accept. If the page gives no such choice, ask your administrator."],
            &[SignIn, SignInAsSomeoneElse],
        ),
    ),
    (
        &["unauthorized"],
        says(
            "A rule at the provider does not let this account use the app.",
            &["Sign in with another account, or ask your administrator.", SEND],
            &[SignInAsSomeoneElse, CopyMessage],
        )
        .administrator(&["Looks the attempt up in the provider's log, which names the rule that said no."]),
    ),
    (
        &["authorization_declined"],
        says("The sign-in was declined where the code was entered.", &["Start the sign-in again."], &[SignIn]),
    ),
    (
        &["consent_required"],
        says(
            "Nobody has allowed this app to reach CDF for you yet. Your password is fine.",
            &["Sign in again, and choose Accept if the page offers it.", SEND],
            &[SignIn, CopyMessage],
        )
        .administrator(&["Allows the app for everybody, in the application's settings at the provider."]),
    ),
    (&["login_required"], says("Your browser has no sign-in to go on from.", &[SIGN_IN], &[SignIn])),
    (
        &["account_selection_required"],
        says(
            "The provider does not know which of your accounts to take.",
            &["Sign in again, and choose the account."],
            &[SignInAsSomeoneElse],
        ),
    ),
    (
        &["interaction_required", "mfa_required"],
        says(
            "The provider wants something of you first, such as a second proof that it is you.",
            &["Sign in again, and follow the steps in your browser."],
            &[SignIn],
        ),
    ),
    (&["invalid_grant"], says("The sign-in has ended, or its answer was used already.", &[SIGN_IN], &[SignIn])),
    (
        &["invalid_client"],
        says(
            "The provider does not accept the app that the profile names.",
            &["Compare the client ID, and the secret if there is one, with those you were given."],
            &[EditField, CopyMessage],
        )
        .field("client_id")
        .administrator(ASKS_WHO_REGISTERED),
    ),
    (
        &["unauthorized_client"],
        says(
            "The provider does not let this app sign in in this way.",
            &["Choose sign-in with the browser in the profile, or ask your administrator.", SEND],
            &[UseBrowser, CopyMessage],
        )
        .field("flow")
        .administrator(&[
            "Allows this way of signing in (the grant type) in the application's settings at the provider.",
        ]),
    ),
    (
        &["unsupported_grant_type", "unsupported_response_type", "unsupported_response_mode"],
        says(
            "The provider does not have this way of signing in.",
            &["Choose another way of signing in in the profile."],
            &[UseBrowser, EditField],
        )
        .field("flow"),
    ),
    (
        &["invalid_scope"],
        says(
            "The provider does not know what the profile asks it for (the scope).",
            &["Compare the scopes and the cluster with those you were given."],
            &[EditField, TryAgain],
        )
        .field("scopes"),
    ),
    (
        &["invalid_target", "invalid_resource"],
        says(
            "The provider does not know the CDF cluster that the profile names.",
            &["Compare the cluster with the one in your Fusion address, behind “cluster=”."],
            &[EditField, TryAgain],
        )
        .field("cluster"),
    ),
    (
        &["invalid_request", "request_not_supported", "invalid_request_object", "request_uri_not_supported"],
        says(
            "The provider did not understand the request. Something on the way may have changed it.",
            &[
                "Try again on another network: a proxy may change requests.",
                "If that does not help, report it, with the provider's words.",
            ],
            &[TryAgain],
        ),
    ),
    (
        &["temporarily_unavailable", "server_error"],
        says("The provider is out of order.", &["Try again in a while. Nothing is lost."], &[TryAgain]),
    ),
    (
        &["too_many_attempts", "too_many_requests", "slow_down"],
        says("The provider was asked too often.", &["Wait some minutes, then try again."], &[TryAgain]),
    ),
    (
        &["authorization_pending"],
        says("Nobody has entered the code yet.", &["Enter the code, then wait."], &[TryAgain]),
    ),
    (&["expired_token", "code_expired"], says("The code has expired.", &["Start the sign-in again."], &[SignIn])),
    (
        &["bad_verification_code"],
        says("The provider does not know this sign-in's code.", &["Start the sign-in again."], &[SignIn]),
    ),
];

pub(super) const SUBERRORS: &[Row] = &[
    (&["bad_token", "token_expired"], says("Your sign-in has ended.", &[SIGN_IN], &[SignIn])),
    (
        &["client_mismatch"],
        says("This sign-in belongs to another app.", &["Start the sign-in again."], &[SignIn]),
    ),
    (
        &["protection_policy_required"],
        says(
            "Your organisation lets only apps that it protects (Intune) sign in. This app is none of them.",
            &[SEND],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[
            OPENS_SIGN_IN_LOG,
            READS_POLICY,
            "Takes this app out of the policy that wants an app protection policy, or asks for a managed device instead.",
        ]),
    ),
    (
        &["basic_action"],
        says(
            "The provider wants something of you first.",
            &["Sign in again, and follow the steps in your browser."],
            &[SignIn],
        ),
    ),
    (
        &["additional_action"],
        says(
            "Something has to be done outside of the sign-in first, such as joining a network or setting up this device.",
            &["Sign in again, and read what the page in your browser says.", SEND],
            &[SignIn, CopyMessage],
        )
        .administrator(&[OPENS_SIGN_IN_LOG, READS_POLICY]),
    ),
    (
        &["message_only"],
        says(
            "The provider does not let you in, and says that nothing you do here would change that.",
            &["Read the provider's words below.", SEND],
            &[CopyMessage, TryAgain],
        )
        .administrator(&[OPENS_SIGN_IN_LOG, READS_POLICY]),
    ),
];
