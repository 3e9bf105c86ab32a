use super::{Format, Freshness, Gives, Material, OWN_PROGRAMS, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "token",
    title: "Token alone",
    tool: OWN_PROGRAMS,
    file_name: "cdf.token",
    about: "The bare access token, without a line end: read it whenever you need it, and send it as a Bearer token.",
    gives: Gives::Token,
    freshness: Freshness::Reread,
    is_ours: looks_like_a_token,
    unfit: |_| None,
    render,
    take_back: |text| Rendered::new(if looks_like_a_token(text) { String::new() } else { text.to_owned() }),
};

/// Without a line end: both SDKs would send it along in the header.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    if !looks_like_a_token(material.token_text()) {
        return Err(Unfit {
            reason: "This provider's tokens look like any other text, so the app could not tell later that the file is its own.".into(),
            instead: format!("Choose “{}”.", super::json::FORMAT.title),
        });
    }
    Ok(Rendered::new(material.token_text().to_owned()))
}

/// A JWT (RFC 7519 §3) has three parts. There is no place for a word of ours; another's token is a token too.
fn looks_like_a_token(text: &str) -> bool {
    let of_base64url =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let mut parts = text.split('.');
    parts.by_ref().take(3).filter(|part| of_base64url(part)).count() == 3 && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_token_is_not_ours() {
        assert!(looks_like_a_token("eyJ0.eyJ-_.c29"));
        for other in ["", "password", "a.b", "a..c", "a.b.c.d", "a.b.c\n", "my notes. and. more"] {
            assert!(!looks_like_a_token(other), "{other}");
            assert_eq!(*(FORMAT.take_back)(other), other);
        }
    }
}
