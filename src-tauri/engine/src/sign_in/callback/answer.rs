//! Reads what a browser brings to the redirect URI.

use oauth2::CsrfToken;
use oauth2::url::{Url, form_urlencoded};
use secrecy::SecretString;

use crate::entra::ProviderReply;

/// What the provider sent through the browser, for this sign-in and no other.
#[derive(Debug)]
pub enum Answer {
    /// An authorization code.
    Code(SecretString),
    /// The provider's or the person's no.
    Refused(Box<ProviderReply>),
}

/// Not an answer to this sign-in. The one who sent it learns no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOurs;

/// Reads the parameters of a redirect (a query, or a form body).
///
/// Only the exact `state` makes them an answer, so that nobody but the provider can end a sign-in, with whatever
/// words. Anything said twice is not what a provider sends (RFC 6749 §3.1), nor is a code beside an error.
pub fn read_answer(parameters: &[u8], state: &CsrfToken) -> Result<Answer, NotOurs> {
    let (mut code, mut error, mut description, mut given_state) = (None, None, None, None);
    for (name, value) in form_urlencoded::parse(parameters) {
        let place = match name.as_ref() {
            "code" => &mut code,
            "error" => &mut error,
            "error_description" => &mut description,
            "state" => &mut given_state,
            _ => continue,
        };
        if place.replace(value.into_owned()).is_some() {
            return Err(NotOurs);
        }
    }
    // `CsrfToken` compares in constant time (oauth2's feature "timing-resistant-secret-traits").
    if given_state.map(CsrfToken::new).as_ref() != Some(state) {
        return Err(NotOurs);
    }
    match (code.filter(|code| !code.is_empty()), error.filter(|error| !error.is_empty())) {
        (Some(code), None) => Ok(Answer::Code(code.into())),
        (None, Some(error)) => {
            Ok(Answer::Refused(Box::new(ProviderReply::from_redirect(error, description).cleaned())))
        }
        _ => Err(NotOurs),
    }
}

/// Reads the final address that a person copied out of their browser.
pub fn read_address(address: &str, state: &CsrfToken) -> Result<Answer, NotOurs> {
    let address = Url::parse(address.trim()).map_err(|_| NotOurs)?;
    read_answer(address.query().unwrap_or_default().as_bytes(), state)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(parameters: &str) -> Result<Answer, NotOurs> {
        read_answer(parameters.as_bytes(), &CsrfToken::new("S3cret".into()))
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
    fn a_pasted_address() {
        let state = CsrfToken::new("S3cret".into());
        assert!(read_address(" http://localhost:53000/?code=a&state=S3cret\n", &state).is_ok());
        assert!(read_address("http://localhost:53000/", &state).is_err());
        assert!(read_address("code=a&state=S3cret", &state).is_err());
    }

    proptest! {
        /// Whatever bytes come: no panic, and no answer without the exact state.
        #[test]
        fn bytes_without_the_state_are_never_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let holds_state = form_urlencoded::parse(&bytes).any(|(name, value)| name == "state" && value == "S3cret");
            prop_assert!(holds_state || read_answer(&bytes, &CsrfToken::new("S3cret".into())).is_err());
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
