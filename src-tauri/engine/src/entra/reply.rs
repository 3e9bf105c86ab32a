use std::fmt;
use std::time::SystemTime;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::redaction::{redacted, redacted_json};

/// What a provider said when it said no: the OAuth error (RFC 6749 §5.2, §4.1.2.1) and Entra's additions.
///
/// Logic branches on `error` and `suberror` only; the rest is for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProviderReply {
    /// `invalid_grant`, `access_denied`, …
    pub error: String,
    /// In the provider's own words.
    #[serde(rename = "error_description")]
    pub description: Option<String>,
    /// Entra's finer word.
    pub suberror: Option<String>,
    /// Entra's numbers; the first is the cause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    error_codes: Vec<u32>,
    /// When, in the provider's own form.
    pub timestamp: Option<String>,
    /// Entra's name of this one reply.
    pub trace_id: Option<String>,
    /// Entra's name of the whole sign-in; administrators search their sign-in log for it.
    pub correlation_id: Option<String>,
    /// What the next authorization request must carry (a step-up).
    pub claims: Option<String>,
    /// The whole reply as JSON, without what looks like a secret, for whoever helps.
    pub raw: Option<String>,
}

/// Reads a provider's reply, and one that was kept: only `error` has to be there, and what is of the wrong type counts
/// as not there.
impl<'de> Deserialize<'de> for ProviderReply {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let reply = Value::deserialize(from)?;
        let text = |name: &str| reply.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        // `{"error": {"code": …, "message": …}}`, `errorCode` and `errorSummary`, `message`: no OAuth, and common.
        let inner = |name: &str| reply.get("error")?.get(name).filter(|value| value.is_string() || value.is_number());
        let error = text("error").or_else(|| inner("code").map(plain)).or_else(|| text("errorCode"));
        let description = ["error_description", "errorSummary", "message"].into_iter().find_map(text);
        let codes = reply.get("error_codes").and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            error: error.ok_or_else(|| D::Error::missing_field("error"))?,
            description: description.or_else(|| inner("message").map(plain)),
            suberror: text("suberror"),
            error_codes: codes.filter_map(|code| code.as_u64()?.try_into().ok()).collect(),
            timestamp: text("timestamp"),
            trace_id: text("trace_id"),
            correlation_id: text("correlation_id"),
            claims: text("claims"),
            // Redacted again: a provider may have a member of that name too.
            raw: Some(text("raw").map_or_else(|| raw(reply.clone()), |kept| shortened(&redacted(&kept)))),
        })
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// As JSON of several lines, without secrets, not without end.
fn raw(reply: Value) -> String {
    shortened(&format!("{:#}", redacted_json(reply)))
}

/// Not without end, and what a terminal would obey is spelt out as in JSON.
fn shortened(text: &str) -> String {
    let spelt = |c: char| {
        if is_obeyed(c) && c != '\n' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
    };
    text.chars().flat_map(|c| spelt(c).chars().collect::<Vec<_>>()).take(LONGEST_RAW).collect()
}

const LONGEST_RAW: usize = 4000;

impl ProviderReply {
    /// The error of a redirect to the redirect URI: Entra puts its ids into the description there.
    pub fn from_redirect(error: String, description: Option<String>) -> Self {
        let part = |name: &str| {
            let rest = description.as_deref()?.split_once(name)?.1.trim_start();
            // A word each, but for the time stamp, which has a space in it: `2026-11-23 14:05:11Z`.
            let words = if name.starts_with("Timestamp") { 2 } else { 1 };
            let value: Vec<&str> = rest.split_whitespace().take(words).collect();
            (!value.is_empty()).then(|| value.join(" "))
        };
        let (trace_id, correlation_id, timestamp) = (part("Trace ID:"), part("Correlation ID:"), part("Timestamp:"));
        let raw = Some(raw(json!({ "error": error, "error_description": description })));
        Self { error, description, timestamp, trace_id, correlation_id, raw, ..Self::default() }
    }

    /// The number in `AADSTS65001`.
    pub fn aadsts(&self) -> Option<u32> {
        let in_text = || {
            let digits = self.description.as_deref()?.split_once("AADSTS")?.1;
            digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        self.error_codes.first().copied().or_else(in_text)
    }

    /// The provider's own sentence, without the number before it and the ids behind it, which are shown apart.
    pub fn sentence(&self) -> Option<&str> {
        let text = self.description.as_deref()?;
        let text = text.find("Trace ID:").map_or(text, |end| &text[..end]).trim_end();
        let is_numbered = text.starts_with("AADSTS");
        let text = if is_numbered { text.split_once(':').map_or(text, |(_, sentence)| sentence) } else { text };
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// Where Microsoft explains Entra's number.
    pub fn error_page(&self) -> Option<String> {
        self.aadsts().map(|number| format!("https://login.microsoftonline.com/error?code={number}"))
    }

    /// For a provider that does not say when it was.
    #[must_use]
    pub fn received_at(mut self, moment: SystemTime) -> Self {
        if self.timestamp.is_none() {
            let seconds = OffsetDateTime::from(moment).replace_nanosecond(0).ok();
            self.timestamp = seconds.and_then(|moment| Some(moment.format(&Rfc3339).ok()?.replace('T', " ")));
        }
        self
    }

    /// The provider may say yes later, without anybody doing anything (RFC 6749 §4.1.2.1).
    pub fn is_transient(&self) -> bool {
        ["temporarily_unavailable", "server_error"].contains(&self.error.as_str())
    }

    /// The sign-in this came from is over: a person has to sign in again.
    pub fn ends_the_session(&self) -> bool {
        self.error == "invalid_grant" || self.needs_a_person()
    }

    /// The provider has to ask a person first (`OpenID` Connect Core §3.1.2.6).
    pub fn needs_a_person(&self) -> bool {
        ["interaction_required", "login_required", "consent_required", "account_selection_required"]
            .contains(&self.error.as_str())
    }

    /// Text of the provider's for a screen: one line, no control characters (a terminal obeys some), no secret that the
    /// provider repeats, not without end.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.error = clean(&redacted(&self.error));
        self.description = self.description.as_deref().map(redacted);
        for text in [
            &mut self.description,
            &mut self.suberror,
            &mut self.timestamp,
            &mut self.trace_id,
            &mut self.correlation_id,
        ] {
            *text = text.as_deref().map(clean).filter(|text| !text.is_empty());
        }
        self.claims = self.claims.filter(|claims| is_claims_request(claims));
        self
    }
}

/// What goes into the next address has to be what `claims` is: one JSON object (`OpenID` Connect Core §5.5), of a size
/// that addresses have.
fn is_claims_request(text: &str) -> bool {
    const LARGEST: usize = 8 * 1024;
    text.len() <= LARGEST && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}

pub fn clean(text: &str) -> String {
    const LONGEST: usize = 2000;
    let visible = text.chars().map(|c| if is_obeyed(c) { ' ' } else { c }).take(LONGEST);
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is no letter but an order: to a terminal, or (Unicode TR36 §3, UAX 9) to whatever lays out the line.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl fmt::Display for ProviderReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.description {
            Some(description) => write!(f, "{}: {description}", self.error),
            None => f.write_str(&self.error),
        }
    }
}

impl oauth2::ErrorResponse for ProviderReply {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entras_json() {
        let reply: ProviderReply = serde_json::from_str(
            r#"{"error":"invalid_grant","error_description":"AADSTS70008: expired.\r\nTrace ID: t-1","error_codes":[70008],
                "timestamp":"2026-11-23 14:05:11Z","trace_id":"t-1","correlation_id":"c-1","error_uri":"https://x"}"#,
        )
        .unwrap();
        let reply = reply.cleaned();
        assert_eq!((reply.aadsts(), reply.trace_id.as_deref()), (Some(70008), Some("t-1")));
        assert_eq!(reply.description.as_deref(), Some("AADSTS70008: expired. Trace ID: t-1"));
        assert!(reply.ends_the_session());
    }

    #[test]
    fn a_redirects_description_holds_the_ids() {
        let description =
            "AADSTS65004: User declined to consent. Trace ID: t-2 Correlation ID: c-2 Timestamp: 2026-11-23 14:05:11Z";
        let reply = ProviderReply::from_redirect("access_denied".into(), Some(description.into()));
        assert_eq!(reply.aadsts(), Some(65004));
        assert_eq!(reply.correlation_id.as_deref(), Some("c-2"));
        assert_eq!(reply.timestamp.as_deref(), Some("2026-11-23 14:05:11Z"));
    }

    #[test]
    fn a_terminal_obeys_nothing_in_it() {
        let reply = ProviderReply::from_redirect("access_denied\u{1b}[2J".into(), Some("a\u{7}\r\nb".into())).cleaned();
        assert_eq!(reply.to_string(), "access_denied [2J: a b");
        let reply = ProviderReply::from_redirect("x".into(), Some("a\u{202e}b\u{2066}\u{feff}c".into())).cleaned();
        assert_eq!(reply.to_string(), "x: a b c");
    }

    fn read(json: &Value) -> ProviderReply {
        serde_json::from_value(json.clone()).unwrap()
    }

    #[test]
    fn replies_of_other_shapes() {
        for (json, error, description) in [
            (json!({ "error": "invalid_grant" }), "invalid_grant", None),
            (json!({ "error": "Forbidden", "message": "no", "statusCode": 403 }), "Forbidden", Some("no")),
            (json!({ "error": { "code": 401, "message": "no" } }), "401", Some("no")),
            (json!({ "errorCode": "E0000004", "errorSummary": "no", "errorId": "x" }), "E0000004", Some("no")),
            (json!({ "error": "x", "error_description": 7, "trace_id": [], "error_codes": "many" }), "x", None),
        ] {
            let reply = read(&json);
            assert_eq!((reply.error.as_str(), reply.description.as_deref()), (error, description), "{json}");
        }
        for odd in [json!({}), json!([]), json!(null), json!({ "error": 7 }), json!({ "error": "" })] {
            assert!(serde_json::from_value::<ProviderReply>(odd.clone()).is_err(), "{odd}");
        }
    }

    #[test]
    fn the_providers_sentence_stands_alone() {
        let reply = |description: &str| ProviderReply::from_redirect("x".into(), Some(description.into()));
        let entras = reply("AADSTS90012: The request timed out. Trace ID: t Correlation ID: c Timestamp: 2026");
        assert_eq!(entras.sentence(), Some("The request timed out."));
        assert_eq!(entras.error_page().as_deref(), Some("https://login.microsoftonline.com/error?code=90012"));
        assert_eq!(reply("Denied: by rule 7").sentence(), Some("Denied: by rule 7"));
        assert_eq!(reply("Trace ID: t").sentence(), None);
    }

    #[test]
    fn the_raw_reply_holds_everything_but_secrets_and_survives_being_kept() {
        let reply = read(&json!({
            "error": "invalid_grant", "own": { "member": true }, "error_codes": [70008], "refresh_token": "r-1",
            "error_description": "AADSTS70008: ingrid@north.example sent eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJpIn0.c2ln",
        }))
        .cleaned();
        let raw = reply.raw.clone().unwrap();
        for part in
            ["\"member\": true", "70008", "ingrid@north.example sent [hidden]", "\"refresh_token\": \"[hidden]\""]
        {
            assert!(raw.contains(part), "{part}: {raw}");
        }
        assert!(!reply.to_string().contains("eyJ"), "{reply}");
        let kept: ProviderReply = serde_json::from_str(&serde_json::to_string(&reply).unwrap()).unwrap();
        assert_eq!(kept, reply);
        let endless = read(&json!({ "error": "x", "error_description": "é".repeat(100_000) }));
        assert_eq!(endless.raw.unwrap().chars().count(), LONGEST_RAW);
    }

    #[test]
    fn a_terminal_obeys_nothing_in_the_raw_reply() {
        let own = read(&json!({ "error": "x", "raw": "a\u{1b}[2J\n\u{9b}31m" })).raw.unwrap();
        assert_eq!(own, "a\\u001b[2J\n\\u009b31m");
        let redirect = ProviderReply::from_redirect("x".into(), Some("\u{202e}\u{9b}2J".into())).raw.unwrap();
        assert!(redirect.contains("\\u202e\\u009b2J") && redirect.is_ascii(), "{redirect}");
        let kept: ProviderReply = serde_json::from_value(json!({ "error": "x", "raw": redirect })).unwrap();
        assert_eq!(kept.raw.as_deref(), Some(redirect.as_str()));
    }

    #[test]
    fn a_reply_without_a_time_gets_the_one_it_came_at() {
        let moment = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_795_442_711);
        let reply = read(&json!({ "error": "x" })).received_at(moment);
        assert_eq!(reply.timestamp.as_deref(), Some("2026-11-23 14:05:11Z"));
        let told = read(&json!({ "error": "x", "timestamp": "then" })).received_at(moment);
        assert_eq!(told.timestamp.as_deref(), Some("then"));
    }
}
