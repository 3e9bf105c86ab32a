use proptest::prelude::*;
use serde_json::json;

use super::*;

const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJpbmdyaWQifQ.c2lnbmF0dXJl";

#[test]
fn what_stays() {
    for text in [
        "AADSTS50020: User account 'ingrid.solberg@north.example' from identity provider 'live.com' does not exist.",
        "Trace ID: 2f6c81a0-47be-4d0e-9a55-c07d1e3b1f00 Correlation ID: 90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790",
        "https://westeurope-1.cognitedata.com/.default",
        "https://login.microsoftonline.com/error?code=65001",
        "The scope 'https://asia-northeast1-1.cognitedata.com/.default' is not valid. Code: 53003, code AADSTS53003",
        "/home/ingrid/Documents/Work2026/compressor-station-04/north-prod.json",
        "north-platform-2-integration-compressor-station-production-read-only",
        "Basic authentication is off; the bearer token is wanted.",
        "2026-11-23T14:05:11.123456Z  INFO request: GET login.microsoftonline.com/3f6c2b1e-8a4d-4f0b-9d57-6e1c0a2b7f31/v2.0",
        "",
    ] {
        assert_eq!(redacted(text), text);
    }
}

#[test]
fn what_is_hidden() {
    for (text, left) in [
        ("code=S3cret&state=x", "code=[hidden]&state=x"),
        ("http://localhost:53000/?code=a&state=b", "http://localhost:53000/?code=[hidden]&state=b"),
        ("Authorization: Bearer abc.def", "Authorization: [hidden]"),
        ("sent Bearer abcDEF123 off", "sent Bearer [hidden] off"),
        ("Proxy-Authorization: Basic dXNlcjpwYXNz\nnext", "Proxy-Authorization: [hidden]\nnext"),
        (r#"{"refresh_token": "r 1", "a": 1}"#, r#"{"refresh_token": "[hidden]", "a": 1}"#),
        (r#"{\"client_secret\":\"r1\"}"#, r#"{\"client_secret\":\"[hidden]\"}"#),
        (r#"Reply { device_code: Some("abc") }"#, r#"Reply { device_code: Some("[hidden]") }"#),
        ("via http://ingrid:p@ss:w@proxy.example:8080/", "via http://ingrid:[hidden]@proxy.example:8080/"),
        ("password='two words'", "password='[hidden]'"),
        ("reply.code_verifier=v", "reply.code_verifier=[hidden]"),
        ("Cookie: a=b; c=d", "Cookie: [hidden]"),
        ("code: 1.AXoA.b", "code: [hidden]"),
    ] {
        assert_eq!(redacted(text), left);
    }
    for secret in [
        JWT,
        "eyJhbGciOiJSU0EtT0FFUCJ9.key.iv.text.tag",
        "3b6a9a5c-0d1e-4f2a-8b3c-4d5e6f708192.90b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e790.11b1d7e4-5c2a-4e0f-8f6b-31d2a4c8e791",
        "1.AXoAuIz0hZ3Jm0q7T8vYc2lXkKkE9bQwRtYpLmNoPqRsTuV.AgABAwEAAADnfolhJpSnRYB1SVj",
        "Xyz8Q~ab.cd3fGh1jKlMn0pQrStUv-Wx_yZ012a4",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ] {
        assert_eq!(redacted(&format!("<{secret}>")), "<[hidden]>", "{secret}");
    }
}

#[test]
fn json_by_its_names_and_by_its_shapes() {
    let reply = json!({
        "error": "invalid_grant", "error_codes": [70008], "code": 401,
        "refresh_token": { "was": "r1" }, "nested": [{ "id_token": JWT, "text": format!("not {JWT}") }],
        JWT: "as a name",
    });
    assert_eq!(
        redacted_json(reply),
        json!({
            "error": "invalid_grant", "error_codes": [70008], "code": 401,
            "refresh_token": HIDDEN, "nested": [{ "id_token": HIDDEN, "text": "not [hidden]" }],
            HIDDEN: "as a name",
        })
    );
}

/// 32 bytes and more as base64url: what codes, verifiers, refresh tokens and sealed things are.
fn random_secret() -> impl Strategy<Value = String> {
    use base64::Engine as _;
    let bytes = prop::collection::vec(any::<u8>(), 32..80);
    let spread = |bytes: &Vec<u8>| bytes.iter().collect::<std::collections::BTreeSet<_>>().len() > 20;
    let random = bytes.prop_filter("not all alike", spread);
    random.prop_map(|bytes| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

proptest! {
    #[test]
    fn no_planted_secret_survives_in_text(secret in random_secret(), before in "\\PC{0,40}[ =:&\"/?]", after in "[ &\"/?;]\\PC{0,40}") {
        let left = redacted(&format!("{before}{secret}{after}"));
        prop_assert!(!left.contains(&secret), "{}", left);
    }

    #[test]
    fn no_named_secret_survives_however_short(secret in "[A-Z][A-Za-z0-9_~.-]{3,30}", name in prop::sample::select(&NAMES[..])) {
        for text in [
            format!("?{name}={secret}&x=1"),
            format!("{{\"{name}\":\"{secret}\"}}"),
            format!("{name}: {secret}"),
            format!("{}: \"{secret}\"", name.to_uppercase()),
        ] {
            let left = redacted(&text);
            prop_assert!(!left.contains(&secret) || name.contains(&secret), "{}", left);
        }
    }

    #[test]
    fn redacting_twice_changes_nothing(text in "\\PC{0,80}", secret in random_secret()) {
        let once = redacted(&format!("{text} code={secret} {secret} x://a:b@c {text}"));
        prop_assert_eq!(redacted(&once), once);
    }
}
