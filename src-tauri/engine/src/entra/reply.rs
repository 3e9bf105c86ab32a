use std::fmt;

use serde::{Deserialize, Serialize};

/// What a provider said when it said no: the OAuth error (RFC 6749 §5.2, §4.1.2.1) and Entra's additions.
///
/// Logic branches on `error` and `suberror` only; the rest is for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderReply {
    /// `invalid_grant`, `access_denied`, …
    pub error: String,
    /// In the provider's own words.
    #[serde(default, rename = "error_description")]
    pub description: Option<String>,
    /// Entra's finer word.
    #[serde(default)]
    pub suberror: Option<String>,
    /// Entra's numbers; the first is the cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    error_codes: Vec<u32>,
    /// When, in the provider's own form.
    #[serde(default)]
    pub timestamp: Option<String>,
    /// Entra's name of this one reply.
    #[serde(default)]
    pub trace_id: Option<String>,
    /// Entra's name of the whole sign-in; administrators search their sign-in log for it.
    #[serde(default)]
    pub correlation_id: Option<String>,
    /// What the next authorization request must carry (a step-up).
    #[serde(default)]
    pub claims: Option<String>,
}

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
        Self { error, description, timestamp, trace_id, correlation_id, ..Self::default() }
    }

    /// The number in `AADSTS65001`.
    pub fn aadsts(&self) -> Option<u32> {
        let in_text = || {
            let digits = self.description.as_deref()?.split_once("AADSTS")?.1;
            digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        self.error_codes.first().copied().or_else(in_text)
    }

    /// The provider may say yes later, without anybody doing anything (RFC 6749 §4.1.2.1).
    pub fn is_transient(&self) -> bool {
        ["temporarily_unavailable", "server_error"].contains(&self.error.as_str())
    }

    /// The sign-in this came from is over: a person has to sign in again.
    pub fn ends_the_session(&self) -> bool {
        ["invalid_grant", "interaction_required", "login_required", "consent_required"].contains(&self.error.as_str())
    }

    /// Text of the provider's for a screen: one line, no control characters (a terminal obeys some), not without end.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.error = clean(&self.error);
        for text in [
            &mut self.description,
            &mut self.suberror,
            &mut self.timestamp,
            &mut self.trace_id,
            &mut self.correlation_id,
        ] {
            *text = text.as_deref().map(clean).filter(|text| !text.is_empty());
        }
        self
    }
}

pub(super) fn clean(text: &str) -> String {
    const LONGEST: usize = 2000;
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST);
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
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
    }
}
