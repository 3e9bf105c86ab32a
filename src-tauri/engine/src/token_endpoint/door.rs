//! Who is let in at all: programs that mean this endpoint, and no web page.

use std::net::IpAddr;

use hyper::header::{AsHeaderName, HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::request::Parts;

use super::EndpointSettings;
use super::answer::Refusal;

/// The machine as it calls itself, and as Docker and Podman name it to their containers. Under `.internal` nobody can
/// register a name (ICANN, 2024), so none of these can be a web page's.
const NAMES: [&str; 5] = ["127.0.0.1", "localhost", "[::1]", "host.docker.internal", "host.containers.internal"];

/// Refuses what no tool sends. Said of a request's head, before a byte more of it is read.
pub(super) fn check(head: &Parts, settings: EndpointSettings) -> Result<(), Refusal> {
    let host = only(&head.headers, HOST).ok_or(Refusal::ForeignHost)?;
    if !is_ours(host, settings) || head.uri.authority().is_some_and(|target| !is_ours(target.as_str(), settings)) {
        return Err(Refusal::ForeignHost);
    }
    // Fetch Metadata: what a person types or a program sends says none or nothing.
    let is_from_page = match head.headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        None | Some(b"none" | b"same-origin") => false,
        Some(_) => true,
    };
    if is_from_page || head.headers.contains_key(ORIGIN) {
        return Err(Refusal::WebPage);
    }
    Ok(())
}

/// The header's text, where there is exactly one.
pub(super) fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (Some(one), None) => one.to_str().ok(),
        _ => None,
    }
}

fn is_ours(host: &str, settings: EndpointSettings) -> bool {
    let Some((name, port)) = host.rsplit_once(':') else { return false };
    port.parse().is_ok_and(|port: u16| Some(port) == settings.port)
        && (NAMES.iter().any(|ours| name.eq_ignore_ascii_case(ours)) || is_bound(name, settings.bind))
}

/// A page has a name; an address written in numbers cannot be made to point elsewhere.
fn is_bound(name: &str, bind: Option<IpAddr>) -> bool {
    let number = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    match (bind, number.parse::<IpAddr>()) {
        (Some(bind), Ok(number)) => bind == number || bind.is_unspecified(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn answer(headers: &[(&str, &str)], bind: Option<&str>) -> Result<(), u16> {
        let mut request = Request::post("/north/token");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let settings = EndpointSettings { port: Some(24100), bind: bind.map(|bind| bind.parse().unwrap()) };
        check(&request.body(()).unwrap().into_parts().0, settings).map_err(|refusal| refusal.status().as_u16())
    }

    #[test]
    fn only_our_own_names_with_our_port() {
        for ours in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "host.docker.internal"] {
            assert_eq!(answer(&[("host", &format!("{ours}:24100"))], None), Ok(()), "{ours}");
            assert_eq!(answer(&[("host", &format!("{ours}:24101"))], None), Err(421), "{ours}");
            assert_eq!(answer(&[("host", ours)], None), Err(421), "{ours}");
        }
        for other in ["evil.example:24100", "127.0.0.1.nip.io:24100", "172.17.0.1:24100", "0.0.0.0:24100", "", ":24100"]
        {
            assert_eq!(answer(&[("host", other)], None), Err(421), "{other}");
        }
        assert_eq!(answer(&[], None), Err(421));
        assert_eq!(answer(&[("host", "localhost:24100"), ("host", "evil.example:24100")], None), Err(421));
    }

    #[test]
    fn an_address_written_on_purpose_is_ours_too() {
        let bound = |host: &str, bind: &str| answer(&[("host", host)], Some(bind)).is_ok();
        assert!(bound("172.17.0.1:24100", "172.17.0.1") && bound("127.0.0.1:24100", "172.17.0.1"));
        assert!(!bound("172.17.0.2:24100", "172.17.0.1") && !bound("evil.example:24100", "172.17.0.1"));
        assert!(bound("192.168.1.7:24100", "0.0.0.0") && !bound("evil.example:24100", "0.0.0.0"));
        assert!(bound("[fd00::1]:24100", "fd00::1") && !bound("[fd00::2]:24100", "fd00::1"));
    }

    #[test]
    fn what_a_browser_sends_for_a_page_is_refused() {
        let from = |name: &str, value: &str| answer(&[("host", "localhost:24100"), (name, value)], None);
        for page in ["cross-site", "same-site", "CROSS-SITE", "anything"] {
            assert_eq!(from("sec-fetch-site", page), Err(403), "{page}");
        }
        for origin in ["https://evil.example", "null", "http://localhost:24100"] {
            assert_eq!(from("origin", origin), Err(403), "{origin}");
        }
        assert_eq!(from("sec-fetch-site", "none"), Ok(()));
    }
}
