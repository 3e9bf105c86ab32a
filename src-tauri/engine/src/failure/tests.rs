use super::*;
use crate::session::{SessionError, SignInRequired};
use crate::sign_in::SignInError;
use crate::testing;

fn refused(json: &str) -> Failure {
    SessionError::Refused(Box::new(serde_json::from_str(json).unwrap())).into()
}

#[test]
fn an_unknown_number_degrades_to_the_providers_sentence_and_a_page_about_it() {
    let failure = refused(
        r#"{"error":"invalid_request","error_codes":[90013],"correlation_id":"c-1",
            "error_description":"AADSTS90013: Invalid input received from the user. Trace ID: t-1"}"#,
    );
    assert_eq!(failure.message, "The provider said no: Invalid input received from the user.");
    assert!(failure.you[1].contains("https://login.microsoftonline.com/error?code=90013"), "{:?}", failure.you);
    assert_eq!(failure.actions, [Action::TryAgain, Action::CopyMessage]);
}

#[test]
fn a_provider_that_says_nothing_but_no() {
    let failure = refused(r#"{"error":"of_its_own"}"#);
    assert_eq!(failure.message, "The provider said no: of_its_own.");
    assert_eq!((failure.you.len(), failure.administrator.len()), (0, 0));
    assert_eq!(failure.actions, [Action::TryAgain]);
}

#[test]
fn an_ended_session_offers_the_sign_in() {
    let reply = serde_json::from_str(r#"{"error":"invalid_grant","error_codes":[70008]}"#).unwrap();
    let failure = Failure::from(SessionError::SignInRequired(SignInRequired::Ended(reply)));
    assert_eq!((failure.code, &failure.actions[..]), (ErrorCode::SignInRequired, &[Action::SignIn][..]));
}

#[test]
fn a_provider_out_of_order_keeps_its_ids() {
    let failure = refused(r#"{"error":"temporarily_unavailable","trace_id":"t-1"}"#);
    assert_eq!(failure.code, ErrorCode::Network);
    assert_eq!(failure.provider.unwrap().trace_id.as_deref(), Some("t-1"));
}

#[test]
fn the_message_to_the_administrator_has_all_that_they_need() {
    let failure = refused(
        r#"{"error":"invalid_grant","error_codes":[65001],"trace_id":"t-1","correlation_id":"c-1",
            "timestamp":"2026-11-23 14:05:11Z","error_description":"AADSTS65001: Not consented. Trace ID: t-1"}"#,
    );
    let account = Account { username: Some("ingrid.solberg@north.example".into()), ..Account::default() };
    let profile = testing::profile("https://login.microsoftonline.com");
    let message = failure.of(&profile, Some(&account)).administrator_message.unwrap();
    assert_eq!(
        message,
        "Hello, I cannot sign in to Cognite Data Fusion with “CDF Sign-in” yet.\n\
         The app says: Nobody has allowed this app to reach CDF for you yet. Your password is fine.\n\
         \n\
         What an administrator of the tenant does:\n\
         1. Opens Microsoft Entra ID → App registrations → All applications in the Azure portal, and there this client ID.\n\
         2. Selects API permissions → Grant admin consent.\n\
         \n\
         Account: ingrid.solberg@north.example\n\
         Tenant ID: 11111111-2222-3333-4444-555555555555\n\
         Client ID: 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\n\
         Project: north-prod · westeurope-1.cognitedata.com\n\
         Error: AADSTS65001 (invalid_grant)\n\
         Provider's words: Not consented.\n\
         Trace ID: t-1\n\
         Correlation ID: c-1\n\
         Time: 2026-11-23 14:05:11Z"
    );
}

#[test]
fn without_an_administrators_part_there_is_no_message_and_the_profile_is_named() {
    let failure = refused(r#"{"error":"invalid_grant","error_codes":[50076]}"#);
    let failure = failure.of(&testing::profile("https://login.microsoftonline.com"), None);
    assert_eq!((failure.profile.as_deref(), failure.administrator_message), (Some("north"), None));
}

#[test]
fn the_browser_is_offered_only_where_it_was_not_used() {
    let blocked = || refused(r#"{"error":"access_denied","error_codes":[53003]}"#);
    assert_eq!(blocked().by(Flow::DeviceCode).actions[0], Action::UseBrowser);
    assert!(!blocked().by(Flow::Browser).actions.contains(&Action::UseBrowser));
    let reply = serde_json::from_str(r#"{"error":"invalid_client","error_codes":[7000218]}"#).unwrap();
    let failure = Failure::from(SignInError::DeviceCodeBlocked(reply));
    assert_eq!((failure.actions[0], failure.hint.contains("device code")), (Action::UseBrowser, true));
}
