use std::collections::{BTreeSet, HashSet};

use super::*;

/// The numbers of the project's table of Entra's facts, row by row.
const TABLE: &[&[u32]] = &[
    &[50011],
    &[7_000_218],
    &[700_025],
    &[9_002_326, 9_002_327],
    &[700_016],
    &[90_002],
    &[50_194],
    &[500_011],
    &[650_057],
    &[65_001],
    &[65_004],
    &[90_094, 90_095],
    &[70_011],
    &[900_144, 9_002_313],
    &[50_076, 50_079],
    &[50_058],
    &[53_003],
    &[53_000, 50_005, 50_097],
    &[50_105],
    &[50_020, 16_000],
    &[90_072],
    &[50_034],
    &[50_126],
    &[50_053],
    &[50_055, 50_057],
    &[50_132, 50_133, 50_173],
    &[70_008, 700_082],
    &[70_043],
    &[7_000_215],
    &[7_000_222],
    &[700_005, 54_005, 501_481],
    &[70_016, 70_019],
    &[50_196],
];

/// What RFC 6749 §4.1.2.1 and §5.2, `OpenID` Connect Core §3.1.2.6 and RFC 8628 §3.5 name, and Entra's words for it.
const WORDS: &[&str] = &[
    "invalid_request",
    "unauthorized_client",
    "access_denied",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "invalid_client",
    "invalid_grant",
    "unsupported_grant_type",
    "interaction_required",
    "login_required",
    "account_selection_required",
    "consent_required",
    "authorization_pending",
    "slow_down",
    "expired_token",
    "authorization_declined",
    "bad_verification_code",
    "invalid_resource",
    "mfa_required",
];

const SUBERRORS: &[&str] = &[
    "basic_action",
    "additional_action",
    "message_only",
    "consent_required",
    "user_password_expired",
    "bad_token",
    "token_expired",
    "protection_policy_required",
    "client_mismatch",
];

fn all() -> impl Iterator<Item = &'static Explanation> {
    let words = oauth::WORDS.iter().chain(oauth::SUBERRORS).map(|(_, explanation)| explanation);
    aadsts::ROWS.iter().map(|(_, explanation)| explanation).chain(words)
}

fn reply(json: &str) -> ProviderReply {
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_number_of_the_table_is_explained_and_no_number_twice() {
    for number in TABLE.iter().copied().flatten() {
        assert!(aadsts::explain(*number).is_some(), "{number}");
    }
    let numbers: Vec<u32> = aadsts::ROWS.iter().flat_map(|(numbers, _)| *numbers).copied().collect();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
    assert_eq!(aadsts::explain(1), None);
}

#[test]
fn every_word_of_the_standards_is_explained() {
    assert!(WORDS.iter().all(|word| oauth::explain(word).is_some()));
    assert!(SUBERRORS.iter().all(|word| oauth::explain_suberror(word).is_some()));
}

#[test]
fn each_says_what_happened_and_what_somebody_does() {
    for Explanation { what, you, administrator, .. } in all() {
        let sentences = you.iter().chain(*administrator).chain([what]);
        assert!(sentences.clone().all(|text| text.ends_with('.') && !text.contains('\n')), "{what}");
        assert!(!you.is_empty(), "{what}");
    }
}

/// Buttons fit the words: a field to edit where a field is to blame, a message where somebody can act on it.
#[test]
fn each_offers_something_and_nothing_in_vain() {
    for Explanation { what, you, administrator, field, actions } in all() {
        assert!(!actions.is_empty(), "{what}");
        assert_eq!(actions.contains(&Action::CopyMessage), !administrator.is_empty(), "{what}");
        let (edits, uses_browser) = (actions.contains(&Action::EditField), actions.contains(&Action::UseBrowser));
        assert!(if field.is_some() { edits || uses_browser } else { !edits }, "{what}");
        assert!(!you.contains(&SEND) || !administrator.is_empty(), "{what}");
        assert_eq!(actions.iter().collect::<HashSet<_>>().len(), actions.len(), "{what}");
    }
}

/// People read this who have never heard of OAuth.
#[test]
fn a_persons_part_needs_no_glossary() {
    let jargon = ["redirect", "grant", "PKCE", "public client", "principal", "OAuth", "assertion", "claim", "token"];
    for Explanation { what, you, .. } in all() {
        for sentence in you.iter().chain([what]) {
            assert!(jargon.iter().all(|word| !sentence.contains(word)), "{sentence}");
        }
    }
}

#[test]
fn the_number_says_most_then_the_suberror_then_the_word() {
    let what = |json: &str| explain(&reply(json)).map(|explanation| explanation.what);
    let number = r#"{"error":"invalid_grant","suberror":"bad_token","error_codes":[50076]}"#;
    assert_eq!(what(number), aadsts::explain(50_076).map(|explanation| explanation.what));
    let suberror = r#"{"error":"invalid_grant","suberror":"bad_token","error_codes":[1]}"#;
    assert_eq!(what(suberror), Some("Your sign-in has ended."));
    assert_eq!(
        what(r#"{"error":"access_denied"}"#),
        oauth::explain("access_denied").map(|explanation| explanation.what)
    );
    assert_eq!(what(r#"{"error":"access_denied","error_codes":[1]}"#), None);
    assert_eq!(what(r#"{"error":"of_its_own"}"#), None);
}
