//! What a token endpoint may not answer, and how a request that meets it has to end. One set of tables for every
//! request that ends in tokens.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub const REFUSED: (i32, &str) = (5, "provider_refused");
pub const NETWORK: (i32, &str) = (6, "network");

/// A name, the exit and code of the command, and the fault. `hush` in an answer is never to be seen.
pub type Case = (&'static str, (i32, &'static str), Value);

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// All tables in one.
pub fn all() -> Vec<Case> {
    [no_token_reply(), wrong_in_one_place(), refusals(), not_arriving(), redirects()].concat()
}

pub fn no_token_reply() -> Vec<Case> {
    let html = json!({ "content-type": "text/html" });
    vec![
        ("nothing", REFUSED, json!({ "body": "" })),
        ("HTML", NETWORK, json!({ "headers": html, "body": "<h1>Sign in to the Wi-Fi</h1>" })),
        ("HTML that claims to be JSON", REFUSED, json!({ "body": "<h1>\u{1b}[2J hush</h1>" })),
        ("an array", REFUSED, json!({ "body": "[]" })),
        ("null", REFUSED, json!({ "body": "null" })),
        ("a number", REFUSED, json!({ "body": "1e9999" })),
        ("text", REFUSED, json!({ "body": "\"hush\"" })),
        ("an empty object", REFUSED, json!({ "body": {} })),
        ("deep JSON", REFUSED, json!({ "body": "[".repeat(20_000) })),
        (
            "deep JSON in a member",
            REFUSED,
            json!({ "body": format!("{{\"access_token\":{}", "{\"a\":".repeat(20_000)) }),
        ),
        ("bytes that are no UTF-8", REFUSED, json!({ "body_base64": base64(&[0xff, 0xfe, 0x00, b'{']) })),
        ("UTF-16", REFUSED, json!({ "body_base64": base64(b"\xff\xfe{\0}\0") })),
        (
            "a NUL before it",
            REFUSED,
            json!({ "body_base64": base64(b"\0{\"access_token\":\"hush\",\"token_type\":\"Bearer\"}") }),
        ),
        (
            "gzip that nobody asked for",
            REFUSED,
            json!({ "headers": { "content-encoding": "gzip" }, "body_base64": base64(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]) }),
        ),
        ("a gzip bomb", REFUSED, json!({ "body": " ".repeat(1024), "repeat": 65_536, "gzip": true })),
        ("an error with status 200", REFUSED, json!({ "body": { "error": "x", "access_token": "hush" } })),
        ("204 without content", REFUSED, json!({ "status": 204, "body": "" })),
        ("404 with HTML", REFUSED, json!({ "status": 404, "headers": html, "body": "<p>hush</p>" })),
        (
            "400 with HTML in colour",
            REFUSED,
            json!({ "status": 400, "headers": html, "body": "<p>\u{1b}[31mhush</p>" }),
        ),
        ("400 without a body", REFUSED, json!({ "status": 400, "body": "" })),
        ("401 without a body", REFUSED, json!({ "status": 401, "body": "" })),
        (
            "tokens with status 400",
            REFUSED,
            json!({ "status": 400, "body": { "access_token": "hush", "token_type": "Bearer" } }),
        ),
        (
            "a member twice",
            REFUSED,
            json!({ "body": r#"{"access_token":"hush1","access_token":"hush2","token_type":"Bearer"}"# }),
        ),
    ]
}

pub fn wrong_in_one_place() -> Vec<Case> {
    vec![
        ("no access token", REFUSED, json!({ "patch": { "access_token": null } })),
        ("an empty access token", REFUSED, json!({ "patch": { "access_token": "" } })),
        ("an access token that is a number", REFUSED, json!({ "patch": { "access_token": 7 } })),
        ("an access token that is a list", REFUSED, json!({ "patch": { "access_token": ["hush"] } })),
        ("an access token with a line break", REFUSED, json!({ "patch": { "access_token": "hush\r\nx-other: 1" } })),
        ("an access token with a space", REFUSED, json!({ "patch": { "access_token": "hush hush" } })),
        ("an access token with a NUL", REFUSED, json!({ "patch": { "access_token": "hush\u{0}" } })),
        ("an access token that is not ASCII", REFUSED, json!({ "patch": { "access_token": "hush\u{2028}" } })),
        (
            "an access token of 2 MB",
            NETWORK,
            json!({ "body": format!("{{\"access_token\":\"{}", "x".repeat(1000)), "repeat": 2000 }),
        ),
        ("no token type", REFUSED, json!({ "patch": { "token_type": null } })),
        ("another token type", REFUSED, json!({ "patch": { "token_type": "mac" } })),
        ("a token type that is a list", REFUSED, json!({ "patch": { "token_type": ["Bearer"] } })),
    ]
}

pub fn refusals() -> Vec<Case> {
    vec![
        ("a refusal of the client", REFUSED, json!({ "error": "invalid_client", "aadsts": 7_000_215 })),
        (
            "a refusal without a description",
            REFUSED,
            json!({ "status": 400, "body": { "error": "unauthorized_client" } }),
        ),
        (
            "a description with control characters",
            REFUSED,
            json!({
                "status": 400, "body": { "error": "invalid_scope", "error_description": "\u{1b}]0;title\u{7}\u{1b}[31mred\u{202e}" },
            }),
        ),
        (
            "a description without end",
            REFUSED,
            json!({ "status": 400, "body": { "error": "invalid_scope", "error_description": "x".repeat(500_000) } }),
        ),
        (
            "a description that is an object",
            REFUSED,
            json!({ "status": 400, "body": { "error": "x", "error_description": {} } }),
        ),
        (
            "terminal codes that are sent as a raw reply",
            REFUSED,
            json!({ "status": 400, "body": { "error": "x\u{9b}2J", "raw": "\u{1b}[2J\u{9b}31m", "suberror": "\u{202e}x" } }),
        ),
        ("an error that is a number", REFUSED, json!({ "status": 400, "body": { "error": 7 } })),
        ("codes of the wrong type", REFUSED, json!({ "status": 400, "body": { "error": "x", "error_codes": "many" } })),
        (
            "out of order, as OAuth says it",
            NETWORK,
            json!({ "status": 400, "body": { "error": "temporarily_unavailable" } }),
        ),
    ]
}

pub fn not_arriving() -> Vec<Case> {
    let html = json!({ "content-type": "text/html" });
    vec![
        ("500", NETWORK, json!({ "status": 500, "body": "{}" })),
        (
            "500 with tokens",
            NETWORK,
            json!({ "status": 500, "body": { "access_token": "hush", "token_type": "Bearer" } }),
        ),
        ("503 with HTML", NETWORK, json!({ "status": 503, "headers": html, "body": "\u{1b}[2J" })),
        ("429 for a second", NETWORK, json!({ "status": 429, "retry_after": 1, "body": "{}" })),
        ("429 for hours", NETWORK, json!({ "status": 429, "retry_after": 9999, "body": "{}" })),
        (
            "429 until a date",
            NETWORK,
            json!({ "status": 429, "headers": { "retry-after": "Fri, 31 Dec 2049 23:59:59 GMT" }, "body": "" }),
        ),
        ("429 until never", NETWORK, json!({ "status": 429, "headers": { "retry-after": "-1" }, "body": "" })),
        ("408", NETWORK, json!({ "status": 408, "body": "" })),
        ("a reset", NETWORK, json!({ "reset": true })),
        ("an answer that breaks off", NETWORK, json!({ "body": { "access_token": "hush" }, "truncate": 10 })),
        (
            "a length that is a lie",
            NETWORK,
            json!({ "headers": { "content-length": "5000" }, "body": "{}", "truncate": 2 }),
        ),
        ("2 MiB", NETWORK, json!({ "body": "x".repeat(1024), "repeat": 2048 })),
        ("10 MiB with an error", NETWORK, json!({ "status": 400, "body": "x".repeat(1024), "repeat": 10_240 })),
    ]
}

/// None may be followed: it would carry the code or the refresh token to another address. The provider logs what arrives
/// at `/elsewhere` under the endpoint `other`.
pub fn redirects() -> Vec<Case> {
    let to = |status: u16, name| {
        (name, REFUSED, json!({ "status": status, "headers": { "location": "/elsewhere" }, "body": "" }))
    };
    vec![to(301, "301"), to(302, "302"), to(303, "303"), to(307, "307"), to(308, "308")]
}
