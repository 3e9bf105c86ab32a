//! What a program asks with: RFC 6749 §4.4.2, and §2.3.1 for who it says it is.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use oauth2::url::form_urlencoded;
use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use super::answer::Refusal;
use super::door::only;

/// Who a program says it is.
#[derive(Debug)]
pub(super) struct Client {
    pub id: String,
    pub secret: SecretString,
}

/// Nothing but a form is read: a page can send no JSON without asking first, and no tool sends any.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = only(headers, CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Reads a request for a token. Scopes and audiences are whatever the tool is used to; the answer says what it got.
pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Client, Refusal> {
    let (mut grant_type, mut id, mut secret) = (None, None, None);
    for (name, value) in form_urlencoded::parse(body) {
        let place = match name.as_ref() {
            "grant_type" => &mut grant_type,
            "client_id" => &mut id,
            "client_secret" => &mut secret,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(Refusal::BadRequest("A parameter is there twice."));
        }
    }
    match grant_type.as_deref() {
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::OtherGrant),
        None => return Err(Refusal::BadRequest("The grant_type is missing: client_credentials.")),
    }
    let Some(header) = basic(headers)? else {
        return match (id, secret) {
            (Some(id), Some(secret)) => Ok(Client { id, secret: secret.into() }),
            _ => Err(Refusal::InvalidClient),
        };
    };
    // §2.3: not more than one way at once. Some send their ID in the form all the same.
    if secret.is_some() || id.is_some_and(|id| id != header.id) {
        return Err(Refusal::BadRequest("The client is named in the header and in the form."));
    }
    Ok(header)
}

fn basic(headers: &HeaderMap) -> Result<Option<Client>, Refusal> {
    if !headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    decoded(headers).map(Some).ok_or(Refusal::InvalidClient)
}

fn decoded(headers: &HeaderMap) -> Option<Client> {
    let (scheme, rest) = only(headers, AUTHORIZATION)?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(rest.trim()).ok()?);
    let (id, secret) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    let plain = |text| percent_decode_str(text).decode_utf8().ok();
    Some(Client { id: plain(id)?.into_owned(), secret: plain(secret)?.into_owned().into() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::ExposeSecret as _;

    use super::*;

    fn read_with(authorization: Option<&str>, body: &str) -> Result<(String, String), String> {
        let mut headers = HeaderMap::new();
        if let Some(authorization) = authorization {
            headers.insert(AUTHORIZATION, authorization.parse().unwrap());
        }
        let client = read(&headers, body.as_bytes()).map_err(|refusal| refusal.error().to_owned())?;
        Ok((client.id, client.secret.expose_secret().to_owned()))
    }

    fn basic_of(text: &str) -> String {
        format!("Basic {}", BASE64_STANDARD.encode(text))
    }

    #[test]
    fn the_header_and_the_form_are_the_two_ways() {
        let ours = Ok(("north".to_owned(), "s-e_c".to_owned()));
        let form = "grant_type=client_credentials&client_id=north&client_secret=s-e_c&scope=a+b&audience=c";
        assert_eq!(read_with(None, form), ours);
        for header in ["north:s-e_c", "n%6Frth:s%2De_c"] {
            assert_eq!(read_with(Some(&basic_of(header)), "grant_type=client_credentials"), ours, "{header}");
        }
        assert_eq!(read_with(Some(&basic_of("north:s-e_c")), "grant_type=client_credentials&client_id=north"), ours);
    }

    #[test]
    fn what_is_wrong_has_the_rfcs_name() {
        let cases = [
            ("", "invalid_request"),
            ("grant_type=", "unsupported_grant_type"),
            ("grant_type=password&client_id=a&client_secret=b", "unsupported_grant_type"),
            ("grant_type=refresh_token&refresh_token=x", "unsupported_grant_type"),
            ("grant_type=client_credentials", "invalid_client"),
            ("grant_type=client_credentials&client_id=a", "invalid_client"),
            ("grant_type=client_credentials&client_secret=a", "invalid_client"),
            ("grant_type=client_credentials&client_id=a&client_secret=b&client_secret=b", "invalid_request"),
            ("grant_type=client_credentials&grant_type=client_credentials", "invalid_request"),
            ("{\"grant_type\":\"client_credentials\"}", "invalid_request"),
        ];
        for (body, error) in cases {
            assert_eq!(read_with(None, body), Err(error.to_owned()), "{body}");
        }
        let grant = "grant_type=client_credentials";
        for header in ["Bearer x", "Basic", "Basic !", "Basic bm9ydGg=", "Digest a"] {
            assert_eq!(read_with(Some(header), grant), Err("invalid_client".to_owned()), "{header}");
        }
        for more in ["client_secret=s", "client_id=south"] {
            let answer = read_with(Some(&basic_of("north:s")), &format!("{grant}&{more}"));
            assert_eq!(answer, Err("invalid_request".to_owned()), "{more}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..300), header in "[ -~]{0,60}") {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, header.parse().unwrap())]);
            let _ = read(&headers, &body);
        }
    }
}
