//! The checks of every field of a profile. Each answers with the value in its one right form, or with the reason
//! why it cannot be that and an example of what could.

use std::path::PathBuf;

use oauth2::url::{Host, Url};
use serde::{Deserialize, Serialize};

use super::ResponseMode;
use crate::files;

/// What is wrong with one field, for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's key in `profiles.toml`.
    pub field: String,
    /// The reason, as a sentence.
    pub message: String,
    /// A value that would do.
    pub example: Option<String>,
}

impl FieldProblem {
    pub(crate) fn new(field: &str, message: impl Into<String>, example: &str) -> Self {
        let example = (!example.is_empty()).then(|| example.to_owned());
        Self { field: field.to_owned(), message: message.into(), example }
    }
}

type Checked<T> = Result<T, FieldProblem>;

const EXAMPLE_GUID: &str = "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88";

/// Ports below are reserved for the system; a redirect listener must not ask for them.
const LOWEST_PORT: u16 = 1024;

/// 1–64 letters, digits, `-`, `_` or `.`, of which at least one is a letter or digit.
pub fn name(text: &str) -> Checked<String> {
    const EXAMPLE: &str = "plant-north";
    let problem = |message: String| FieldProblem::new("name", message, EXAMPLE);
    let text = text.trim();
    if text.is_empty() {
        return Err(problem("A profile needs a name.".into()));
    }
    if text.chars().count() > 64 {
        return Err(problem("A name has 64 characters at most.".into()));
    }
    if let Some(wrong) = text.chars().find(|c| !(c.is_ascii_alphanumeric() || "-_.".contains(*c))) {
        return Err(problem(format!("A name has letters a–z, digits, “-”, “_” and “.” only, not {}.", shown(wrong))));
    }
    if !text.chars().any(|c| c.is_ascii_alphanumeric()) {
        return Err(problem("A name needs at least one letter or digit.".into()));
    }
    Ok(text.to_owned())
}

/// A GUID, a domain, or one of Entra's words for 'any tenant' (`organizations`, `common`, `consumers`).
pub fn tenant_id(text: &str) -> Checked<String> {
    const FIELD: &str = "tenant_id";
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::new(
            FIELD,
            "The tenant ID is missing. It is a GUID or a domain of your organisation.",
            "north.example",
        ));
    }
    if ["organizations", "common", "consumers"].contains(&text.to_ascii_lowercase().as_str()) {
        return Ok(text.to_ascii_lowercase());
    }
    if looks_like_guid(text) {
        return guid(FIELD, text);
    }
    if is_domain(text) {
        return Ok(text.to_ascii_lowercase());
    }
    let message = if text.contains("://") || text.contains('/') {
        "A tenant ID is a GUID or a domain alone, not a web address."
    } else {
        "A tenant ID is a GUID or a verified domain."
    };
    Err(FieldProblem::new(FIELD, message, EXAMPLE_GUID))
}

/// The application's ID. Entra's are GUIDs; another provider (named by its own addresses) may have any word.
pub fn client_id(text: &str, is_entra: bool) -> Checked<String> {
    const FIELD: &str = "client_id";
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::new(
            FIELD,
            "The client ID is missing. It is the application ID in Entra, a GUID.",
            EXAMPLE_GUID,
        ));
    }
    if is_entra {
        return guid(FIELD, text);
    }
    if text.len() > 256 || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(FieldProblem::new(FIELD, "A client ID has no spaces and 256 characters at most.", EXAMPLE_GUID));
    }
    Ok(text.to_owned())
}

/// A cluster's short name, or a whole host name (private link).
pub fn cluster(text: &str) -> Checked<String> {
    const FIELD: &str = "cluster";
    const EXAMPLE: &str = "westeurope-1";
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Err(FieldProblem::new(
            FIELD,
            "The cluster is missing. In a Fusion address it stands after “cluster=”.",
            EXAMPLE,
        ));
    }
    if text.contains("://") || text.contains('/') {
        return Err(FieldProblem::new(
            FIELD,
            "Only the name or the host, without “https://” and without a path.",
            EXAMPLE,
        ));
    }
    if !text.split('.').all(is_host_label) || text.len() > 253 {
        return Err(FieldProblem::new(
            FIELD,
            "A cluster has letters, digits and “-”, or is a whole host name.",
            EXAMPLE,
        ));
    }
    Ok(text)
}

/// A CDF project's URL name.
pub fn project(text: &str) -> Checked<String> {
    const FIELD: &str = "project";
    const EXAMPLE: &str = "north-prod";
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::new(
            FIELD,
            "The project is missing. In a Fusion address it stands right after the first slash.",
            EXAMPLE,
        ));
    }
    if let Some(wrong) = text.chars().find(|c| !(c.is_ascii_alphanumeric() || "-_".contains(*c))) {
        return Err(FieldProblem::new(
            FIELD,
            format!("A project has letters, digits, “-” and “_” only, not {}.", shown(wrong)),
            EXAMPLE,
        ));
    }
    if text.len() > 64 {
        return Err(FieldProblem::new(FIELD, "A project's name has 64 characters at most.", EXAMPLE));
    }
    Ok(text.to_owned())
}

/// A port the redirect listener may ask for.
pub fn redirect_port(text: &str) -> Checked<u16> {
    let message = format!("A port is a number from {LOWEST_PORT} to 65535.");
    text.trim()
        .parse()
        .ok()
        .filter(|port| *port >= LOWEST_PORT)
        .ok_or_else(|| FieldProblem::new("redirect_port", message, "53000"))
}

/// An `https` address; `http` only where nobody but this machine can listen in (loopback).
pub fn address(field: &str, text: &str, example: &str) -> Checked<Url> {
    let problem = |message: &str| FieldProblem::new(field, message, example);
    let url = Url::parse(text.trim()).map_err(|_| problem("This is not a web address."))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(problem("An address here holds no user name or password."));
    }
    if url.fragment().is_some() {
        return Err(problem("An address here has no “#”."));
    }
    match url.scheme() {
        "https" if url.host().is_some() => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => {
            Err(problem("The address has to begin with https://. Plain http is for this machine alone (127.0.0.1)."))
        }
        _ => Err(problem("The address has to begin with https://.")),
    }
}

/// A provider's name of itself, where it is asked for its endpoints (RFC 8414 §2: `https`, no query, no fragment).
pub fn issuer(text: &str) -> Checked<Url> {
    const FIELD: &str = "issuer";
    const EXAMPLE: &str = "https://login.example/";
    let url = address(FIELD, text, EXAMPLE)?;
    match url.query() {
        Some(_) => Err(FieldProblem::new(FIELD, "An issuer has no “?”.", EXAMPLE)),
        None => Ok(url),
    }
}

/// A file's whole path. One that depends on the folder somebody happens to be in would name a different file each time.
pub fn file(field: &str, text: &str, example: &str) -> Checked<PathBuf> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(FieldProblem::new(field, "A path here has no control characters.", example));
    }
    let path = files::expand_home(text);
    if !path.is_absolute() {
        return Err(FieldProblem::new(field, "The whole path is needed here; “~/” is your home folder.", example));
    }
    Ok(path)
}

/// How the answer comes back through the browser.
pub fn response_mode(text: &str) -> Checked<ResponseMode> {
    [ResponseMode::Query, ResponseMode::FormPost].into_iter().find(|mode| mode.as_str() == text.trim()).ok_or_else(
        || {
            FieldProblem::new(
                "response_mode",
                "A response mode is “query” or “form_post”.",
                ResponseMode::FormPost.as_str(),
            )
        },
    )
}

/// The scopes, separated by white space; at most one resource beside the OIDC scopes (Entra gives a token for one).
pub fn scopes(text: &str) -> Checked<Vec<String>> {
    const FIELD: &str = "scopes";
    const EXAMPLE: &str = "https://westeurope-1.cognitedata.com/.default";
    let scopes: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    let is_token = |scope: &String| scope.bytes().all(|b| matches!(b, 0x21 | 0x23..=0x5b | 0x5d..=0x7e));
    if let Some(wrong) = scopes.iter().find(|scope| !is_token(scope)) {
        return Err(FieldProblem::new(FIELD, format!("“{wrong}” has a character that no scope may have."), EXAMPLE));
    }
    Ok(scopes)
}

fn guid(field: &str, text: &str) -> Checked<String> {
    const NAMES: [(&str, usize); 5] = [("first", 8), ("second", 4), ("third", 4), ("fourth", 4), ("last", 12)];
    let problem = |message: String| Err(FieldProblem::new(field, message, EXAMPLE_GUID));
    let text = text.trim_start_matches('{').trim_end_matches('}');
    let parts: Vec<&str> = text.split('-').collect();
    if let Some(wrong) = text.chars().find(|c| !(c.is_ascii_hexdigit() || *c == '-')) {
        return problem(format!("A GUID has digits, a–f and “-” only, not {}.", shown(wrong)));
    }
    if parts.len() != 5 {
        return problem(format!("A GUID has five parts with “-” between them. This has {}.", parts.len()));
    }
    for (part, (which, wanted)) in parts.iter().zip(NAMES) {
        let has = part.len();
        if has != wanted {
            let gap = has.abs_diff(wanted);
            let count = if gap == 1 { "One character".to_owned() } else { format!("{gap} characters") };
            let verb = match (has < wanted, gap) {
                (true, 1) => "is missing",
                (true, _) => "are missing",
                (false, 1) => "is too much",
                (false, _) => "are too many",
            };
            return problem(format!("{count} {verb}: the {which} part has {has}, a GUID has {wanted} there."));
        }
    }
    Ok(text.to_ascii_lowercase())
}

/// Meant as a GUID: mostly hexadecimal and dashes, so that the message can say what is missing of one.
fn looks_like_guid(text: &str) -> bool {
    !text.contains('.')
        && text.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').count() * 5 > text.chars().count() * 4
}

fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let tld_has_letter = labels.last().is_some_and(|tld| tld.chars().any(|c| c.is_ascii_alphabetic()));
    labels.len() >= 2 && text.len() <= 253 && tld_has_letter && labels.iter().all(|label| is_host_label(label))
}

fn is_host_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

fn shown(c: char) -> String {
    if c == ' ' {
        "a space".into()
    } else if c.is_control() {
        format!("the character U+{:04X}", u32::from(c))
    } else {
        format!("“{c}”")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_one_short_says_which_part() {
        let problem = client_id("7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e8", true).unwrap_err();
        assert_eq!(problem.message, "One character is missing: the last part has 11, a GUID has 12 there.");
        assert_eq!(problem.field, "client_id");
    }

    #[test]
    fn tenants() {
        for good in
            ["north.example", "7C1F0A52-88d3-4b6e-b1c9-0f42a7d35e88", "organizations", "Common", "a-b.onmicrosoft.com"]
        {
            assert_eq!(tenant_id(good).unwrap(), good.to_ascii_lowercase());
        }
        for bad in
            ["", "north", "https://north.example", "north example.com", "-a.com", "a..com", "1.2.3.4", "7c1f0a52-88d3"]
        {
            assert!(tenant_id(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn plain_http_is_for_loopback_alone() {
        for good in ["https://a.example", "http://127.0.0.1:1", "http://localhost:8080/x", "http://[::1]:1"] {
            assert!(address("authority", good, "").is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "http://127.0.0.1.evil.example",
            "ftp://a",
            "https://u:p@a.example",
            "a.example",
            "https://a/#x",
            "javascript:1",
        ] {
            assert!(address("authority", bad, "").is_err(), "{bad}");
        }
    }

    #[test]
    fn ports() {
        assert_eq!(redirect_port("1024").unwrap(), 1024);
        assert_eq!(redirect_port(" 65535 ").unwrap(), 65535);
        for bad in ["1023", "0", "65536", "-1", "53000.5", "", "x"] {
            assert!(redirect_port(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_clusters_projects() {
        assert!(name("plant-north_1.a").is_ok());
        for bad in ["", "a b", "..", "ø", "a/b", &"x".repeat(65)] {
            assert!(name(bad).is_err(), "{bad}");
        }
        assert_eq!(cluster("Westeurope-1").unwrap(), "westeurope-1");
        assert!(cluster("p001.plink.westeurope-1.cognitedata.com").is_ok());
        for bad in ["", "https://westeurope-1", "a_b", "a b", ".a", "a-"] {
            assert!(cluster(bad).is_err(), "{bad}");
        }
        assert!(project("north prod").unwrap_err().message.contains("a space"));
    }
}
