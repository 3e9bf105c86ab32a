//! Reads what a browser brings to the redirect URI.

use oauth2::CsrfToken;
use oauth2::url::form_urlencoded;
use secrecy::SecretString;

use crate::entra::{Issuer, ProviderReply, clean};

/// What the provider sent through the browser, for this sign-in and no other.
#[derive(Debug)]
pub enum Answer {
    /// An authorization code.
    Code(SecretString),
    /// The provider's or the person's no.
    Refused(Box<ProviderReply>),
    /// It names another provider (its `iss`), or none where ours always names itself.
    OfAnother(Option<String>),
}

/// What an answer has to carry to be one.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// Which sign-in it is of.
    pub state: CsrfToken,
    /// Which provider it is from.
    pub issuer: Issuer,
    /// That provider always says so.
    pub always_sends_iss: bool,
}

/// Not an answer to this sign-in. The one who sent it learns no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOurs;

/// Reads the parameters of a redirect (a query, or a form body).
///
/// Only the exact `state` makes them an answer, so that nobody but the provider can end a sign-in, with whatever
/// words. Anything said twice is not what a provider sends (RFC 6749 §3.1), nor is a code beside an error.
///
/// With the right `state` and a wrong `iss` it is an answer all the same, and ends the sign-in: who knows the `state`
/// is a provider of ours or was handed it by one (a mix-up), no better answer will come, and RFC 9207 §2.4 forbids
/// to go on with this one, be it a code or an error.
pub fn read_answer(parameters: &[u8], awaited: &Awaited) -> Result<Answer, NotOurs> {
    let (mut code, mut error, mut description, mut state) = (None, None, None, None);
    let (mut iss, mut claims) = (None, None);
    for (name, value) in form_urlencoded::parse(parameters) {
        let place = match name.as_ref() {
            "code" => &mut code,
            "error" => &mut error,
            "error_description" => &mut description,
            "state" => &mut state,
            "iss" => &mut iss,
            "claims" => &mut claims,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(NotOurs);
        }
    }
    // `CsrfToken` compares in constant time (oauth2's feature "timing-resistant-secret-traits").
    if state.map(CsrfToken::new).as_ref() != Some(&awaited.state) {
        return Err(NotOurs);
    }
    let answer = match (code.filter(|code| !code.is_empty()), error.filter(|error| !error.is_empty())) {
        (Some(code), None) => Answer::Code(code.into()),
        (None, Some(error)) => {
            let mut reply = ProviderReply::from_redirect(error, description);
            reply.claims = claims;
            Answer::Refused(Box::new(reply.cleaned()))
        }
        _ => return Err(NotOurs),
    };
    let is_ours = match &iss {
        Some(iss) => awaited.issuer.is_named(iss),
        None => !awaited.always_sends_iss,
    };
    Ok(if is_ours { answer } else { Answer::OfAnother(iss.as_deref().map(clean)) })
}

/// The first parameter of that name.
pub(super) fn parameter(parameters: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(parameters).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[cfg(test)]
impl Awaited {
    /// From whomever.
    pub fn any_issuer(state: &str) -> Self {
        Self { state: CsrfToken::new(state.to_owned()), issuer: Issuer::Unknown, always_sends_iss: false }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(parameters: &str) -> Result<Answer, NotOurs> {
        read_answer(parameters.as_bytes(), &Awaited::any_issuer("S3cret"))
    }

    #[test]
    fn a_code_with_our_state_is_the_answer() {
        assert!(matches!(read("code=abc&state=S3cret&session_state=x"), Ok(Answer::Code(_))));
        assert!(matches!(read("state=S3cret&code=abc"), Ok(Answer::Code(_))));
    }

    #[test]
    fn a_refusal_with_our_state_carries_the_reason() {
        let Ok(Answer::Refused(reply)) = read("error=access_denied&error_description=AADSTS65004%3A+no&state=S3cret")
        else {
            panic!("not a refusal");
        };
        assert_eq!((reply.error.as_str(), reply.aadsts()), ("access_denied", Some(65004)));
    }

    #[test]
    fn everything_else_is_not_ours() {
        for parameters in [
            "",
            "code=abc",
            "state=S3cret",
            "code=abc&state=",
            "code=abc&state=s3cret",
            "code=abc&state=S3cre",
            "code=abc&state=S3cret2",
            "code=&state=S3cret",
            "code=abc&state=S3cret&state=S3cret",
            "code=abc&code=abc&state=S3cret",
            "code=abc&error=x&state=S3cret",
            "error=x",
            "error=x&state=other",
            "error=&state=S3cret",
            "code[]=abc&state=S3cret",
            "CODE=abc&state=S3cret",
            "code=abc&state=S3cret%00",
        ] {
            assert!(read(parameters).is_err(), "{parameters}");
        }
    }

    #[test]
    fn an_answer_that_names_a_provider_has_to_name_ours() {
        let guid = "11111111-2222-3333-4444-555555555555";
        let entra = |tenant: Option<&str>| Issuer::Entra {
            authority: "https://login.microsoftonline.us".into(),
            tenant: tenant.map(str::to_owned),
        };
        let ours = format!("https://login.microsoftonline.us/{guid}/v2.0");
        let exactly = || Issuer::Exactly("https://a.example/".into());
        let cases = [
            (exactly(), Some("https://a.example/"), true),
            (exactly(), Some("https://a.example"), false),
            (exactly(), Some("https://b.example/"), false),
            (exactly(), Some(""), false),
            (exactly(), None, true),
            (Issuer::Unknown, Some("https://b.example/"), true),
            (entra(Some(guid)), Some(&*ours), true),
            (entra(None), Some(&ours), true),
            (entra(None), Some("https://login.microsoftonline.us/{tenantid}/v2.0"), true),
            (
                entra(Some(guid)),
                Some("https://login.microsoftonline.us/66666666-2222-3333-4444-555555555555/v2.0"),
                false,
            ),
            (entra(None), Some("https://login.microsoftonline.us/common/v2.0"), false),
            (entra(None), Some("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"), false),
            (entra(None), Some("https://login.microsoftonline.us.evil.example/a/v2.0"), false),
        ];
        for (issuer, iss, is_ours) in cases {
            let mut awaited = Awaited { issuer, ..Awaited::any_issuer("S3cret") };
            let mut query = form_urlencoded::Serializer::new(String::from("state=S3cret"));
            query.extend_pairs(iss.map(|iss| ("iss", iss)));
            let query = query.finish();
            for answer in ["code=abc", "error=access_denied"] {
                let read = |awaited: &Awaited| read_answer(format!("{query}&{answer}").as_bytes(), awaited).unwrap();
                let is_taken = |answer| !matches!(answer, Answer::OfAnother(_));
                assert_eq!(is_taken(read(&awaited)), is_ours, "{awaited:?} {iss:?} {answer}");
                awaited.always_sends_iss = true;
                assert_eq!(is_taken(read(&awaited)), is_ours && iss.is_some(), "{awaited:?} {iss:?} {answer}");
                awaited.always_sends_iss = false;
            }
        }
        assert!(read("code=abc&state=other&iss=x").is_err());
        assert!(read("code=abc&state=S3cret&iss=x&iss=x").is_err());
    }

    #[test]
    fn a_step_up_is_read_where_it_is_one() {
        let claims = |text: &str| {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("claims", text).finish();
            match read(&format!("error=interaction_required&state=S3cret&{query}")) {
                Ok(Answer::Refused(reply)) => reply.claims,
                other => panic!("{other:?}"),
            }
        };
        let step_up = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
        assert_eq!(claims(step_up).as_deref(), Some(step_up));
        let large = format!("{{\"a\":\"{}\"}}", "x".repeat(9000));
        for other in ["", "claims", "[]", "\"text\"", "{", "{\"a\":1}\r\nX: y", &large] {
            assert_eq!(claims(other), None, "{other}");
        }
    }

    proptest! {
        /// Whatever bytes come: no panic, and no answer without the exact state.
        #[test]
        fn bytes_without_the_state_are_never_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let holds_state = form_urlencoded::parse(&bytes).any(|(name, value)| name == "state" && value == "S3cret");
            prop_assert!(holds_state || read_answer(&bytes, &Awaited::any_issuer("S3cret")).is_err());
        }

        /// A code survives every encoding a provider may choose.
        #[test]
        fn any_code_comes_through_unchanged(code in "\\PC{1,80}", other in "[a-z]{1,8}") {
            prop_assume!(!["code", "state", "error"].contains(&other.as_str()));
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair(&other, "x").append_pair("code", &code).append_pair("state", "S3cret");
            match read(&query.finish()) {
                Ok(Answer::Code(read)) => prop_assert_eq!(secrecy::ExposeSecret::expose_secret(&read), &code),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
