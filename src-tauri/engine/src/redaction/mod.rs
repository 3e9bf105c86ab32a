//! Takes out of a text what looks like a secret: of a provider's reply before it is kept, of every line of the log.
//!
//! It is the net under the types, which keep secrets out of texts to begin with, and rather hides too much than too
//! little. Account names, GUIDs and AADSTS numbers stay: an administrator searches the sign-in log by them.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde_json::Value;

/// What stands in a secret's place.
pub const HIDDEN: &str = "[hidden]";

/// Names of parameters, members and headers whose values are secrets (RFC 6749, 7521, 7636, 8628, 9110; Auth0's
/// `mfa_token`). In lower case, with `_` for `-`.
const NAMES: [&str; 27] = [
    "access_token",
    "refresh_token",
    "id_token",
    "id_token_hint",
    "mfa_token",
    "request_token",
    "code",
    "device_code",
    "user_code",
    "code_verifier",
    "client_secret",
    "client_assertion",
    "assertion",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "private_key",
    "api_key",
    "authorization",
    "proxy_authorization",
    "cookie",
    "set_cookie",
    "samlresponse",
    "saml_response",
    "cdf_token",
];

/// Shorter ones are words, numbers, names.
const SHORTEST_RANDOM: usize = 32;

/// The text without what looks like a secret.
pub fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if is_of_word(first) {
            let (word, after) = rest.split_at(rest.find(|c| !is_of_word(c)).unwrap_or(rest.len()));
            out.push_str(if looks_secret(word) { HIDDEN } else { word });
            rest = hide_value(word, after, &mut out);
        } else if let Some(after) = rest.strip_prefix("://") {
            out.push_str("://");
            rest = hide_password(after, &mut out);
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// A JSON value without what looks like a secret.
pub fn redacted_json(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(redacted(&text)),
        Value::Array(items) => items.into_iter().map(redacted_json).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| {
                let is_secret = names_secret(&name) && !is_harmless(&name, &plain(&value));
                let value = if is_secret { HIDDEN.into() } else { redacted_json(value) };
                (redacted(&name), value)
            })
            .collect(),
        other => other,
    }
}

fn plain(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
}

/// What tokens, codes and names are made of; `/` is not among it, so that paths fall into their parts.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.~+%".contains(c)
}

fn names_secret(word: &str) -> bool {
    NAMES.contains(&named(word).as_str())
}

/// Logged fields may be `reply.code`, headers are `Set-Cookie`.
fn named(word: &str) -> String {
    word.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().replace('-', "_")
}

/// Nothing, or an error's own `code`: a number, an AADSTS number, a word. No authorization code looks like that.
fn is_harmless(name: &str, value: &str) -> bool {
    let digits = value.strip_prefix("AADSTS").unwrap_or(value);
    let is_number = digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = (6..SHORTEST_RANDOM).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    value.is_empty() || (named(name) == "code" && (is_number || is_word))
}

/// Behind a secret's name (`code=…`, `"code": "…"`, `Authorization: Bearer …`, `Bearer …`): writes what stands between,
/// and hides the value. Answers with what comes after.
fn hide_value<'a>(name: &str, after: &'a str, out: &mut String) -> &'a str {
    let is_scheme = ["bearer", "basic", "negotiate"].contains(&name.to_ascii_lowercase().as_str());
    if is_scheme && let Some(value) = after.strip_prefix(' ') {
        let end = value.find(|c: char| !is_of_word(c) && !"/=".contains(c)).unwrap_or(value.len());
        let is_credential = end >= 8 && value[..end].contains(|c: char| !c.is_ascii_lowercase());
        if is_credential {
            out.push(' ');
            out.push_str(HIDDEN);
            return &value[end..];
        }
    }
    if !names_secret(name) {
        return after;
    }
    let Some(start) = start_of_value(after) else { return after };
    let (between, value) = after.split_at(start);
    let is_quoted = between.ends_with(['"', '\'']);
    let is_header = ["authorization", "cookie"].iter().any(|header| named(name).ends_with(header));
    let ends = |c: char| match c {
        '"' | '\'' | '\\' | '\n' | '\r' => true,
        _ if is_quoted || is_header => false,
        '&' | ',' | ';' | ')' | '}' | '#' => true,
        _ => c.is_whitespace(),
    };
    let (value, after) = value.split_at(value.find(ends).unwrap_or(value.len()));
    out.push_str(between);
    out.push_str(if is_harmless(name, value) { value } else { HIDDEN });
    after
}

/// Over `=`, `": "`, `\":\"`, `: Some("` and the like.
fn start_of_value(after: &str) -> Option<usize> {
    let rest = after.trim_start_matches(['\\', '"', '\'']).trim_start_matches(' ');
    let rest = rest.strip_prefix([':', '='])?.trim_start_matches(' ');
    let rest = rest.strip_prefix("Some(").unwrap_or(rest);
    Some(after.len() - rest.trim_start_matches(['\\', '"', '\'']).len())
}

/// Of `user:password@host`, behind `://`.
fn hide_password<'a>(after: &'a str, out: &mut String) -> &'a str {
    let end = after.find(|c: char| c.is_whitespace() || "/?#\"'<>".contains(c)).unwrap_or(after.len());
    if let Some((user, password)) = after[..end].rfind('@').and_then(|at| after[..at].split_once(':')) {
        let length = user.len() + 1 + password.len();
        out.push_str(&redacted(user));
        out.push(':');
        out.push_str(HIDDEN);
        return &after[length..];
    }
    after
}

/// A JWT, or characters that nobody writes by hand.
fn looks_secret(word: &str) -> bool {
    let jwt = word.find("eyJ").is_some_and(|start| word.len() - start >= 20);
    jwt || (word.len() >= SHORTEST_RANDOM && looks_random(word))
}

/// Words change between capital, small letter and digit now and then, random characters at every second step.
fn looks_random(word: &str) -> bool {
    let kinds: Vec<u8> = without_guid(word).bytes().filter(u8::is_ascii_alphanumeric).map(kind).collect();
    let changes = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    kinds.len() >= SHORTEST_RANDOM / 2 && changes * 10 >= kinds.len() * 3
}

fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'A'..=b'Z' => 1,
        _ => 2,
    }
}

/// One GUID is a name. Several in a row are what some providers make codes of.
fn without_guid(word: &str) -> Cow<'_, str> {
    const LENGTH: usize = 36;
    let is_guid = |part: &[u8]| {
        part.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    match word.as_bytes().windows(LENGTH).position(is_guid) {
        Some(start) => [&word[..start], &word[start + LENGTH..]].concat().into(),
        None => word.into(),
    }
}
