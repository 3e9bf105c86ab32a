//! The final address, as a person copied it out of their browser.

use oauth2::url::Url;

use super::answer::{Answer, Awaited, NotOurs, parameter, read_answer};

/// Why what a person pasted is not the address that their browser ended at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasteProblem {
    /// It is the one they were shown.
    #[error("that is the address to open; the one to paste is where the browser ends up")]
    FirstAddress,
    /// Its `state` is another's.
    #[error("that address is of another sign-in, perhaps of an earlier one")]
    OtherSignIn,
    /// The answer comes as a form, which leaves no trace in the address (`response_mode=form_post`).
    #[error(
        "the answer is not in the address, because the profile asks for form_post: sign in with a browser on this \
         computer, or take response_mode out of the profile"
    )]
    InAForm,
    /// No code and no error in it, or no address at all.
    #[error(
        "that is not this sign-in's last address; it begins with {REDIRECT}:… and has “code=” in it: copy all of it"
    )]
    NoAnswer,
}

/// What a browser's last address begins with.
const REDIRECT: &str = "http://localhost";

/// Whether a text is the final address of the sign-in that began at that address. For a host to say at once what is
/// wrong; the sign-in itself takes nothing but the right one.
pub fn check_pasted(text: &str, sign_in_address: &Url) -> Result<(), PasteProblem> {
    let sent = |name: &str| parameter(sign_in_address.query().unwrap_or_default().as_bytes(), name);
    let Some(address) = address_in(text) else { return Err(PasteProblem::NoAnswer) };
    if address.host() == sign_in_address.host() && address.path() == sign_in_address.path() {
        return Err(PasteProblem::FirstAddress);
    }
    let query = address.query().unwrap_or_default().as_bytes();
    if parameter(query, "code").or(parameter(query, "error")).is_none() {
        let is_form = sent("response_mode").as_deref() == Some("form_post");
        return Err(if is_form { PasteProblem::InAForm } else { PasteProblem::NoAnswer });
    }
    if parameter(query, "state") == sent("state") { Ok(()) } else { Err(PasteProblem::OtherSignIn) }
}

/// Reads the final address.
pub fn read_address(text: &str, awaited: &Awaited) -> Result<Answer, NotOurs> {
    let address = address_in(text).ok_or(NotOurs)?;
    read_answer(address.query().unwrap_or_default().as_bytes(), awaited)
}

/// The address in a text that was copied from a screen: in quotes or brackets, after a word, without its scheme, and
/// broken into lines where the terminal or the mail was too narrow.
fn address_in(text: &str) -> Option<Url> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let start = ["https://", "http://", "localhost:"].iter().filter_map(|start| text.find(start)).min()?;
    let rest = &text[start..];
    // None of these stands in an address as a browser writes it, but for the last, which stand at no end.
    let end = rest.find(['"', '<', '>', '`', '“', '”', '«', '»']).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['\'', '’', ')', ']', '}']);
    let scheme = if address.starts_with("localhost:") { "http://" } else { "" };
    Url::parse(&format!("{scheme}{address}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "S3cret";

    fn check(text: &str) -> Result<(), PasteProblem> {
        check_in("query", text)
    }

    fn check_in(mode: &str, text: &str) -> Result<(), PasteProblem> {
        let address = format!("https://login.example/t/authorize?state={STATE}&response_mode={mode}");
        let checked = check_pasted(text, &Url::parse(&address).unwrap());
        // What the host calls right, the sign-in takes, and nothing else.
        assert_eq!(checked.is_ok(), read_address(text, &Awaited::any_issuer(STATE)).is_ok(), "{text:?}");
        checked
    }

    #[test]
    fn the_final_address_however_it_was_copied() {
        for text in [
            "http://localhost:53000/?code=a&state=S3cret",
            " http://localhost:53000/?code=a&state=S3cret\r\n",
            "\"http://localhost:53000/?code=a&state=S3cret\"",
            "'http://localhost:53000/?code=a&state=S3cret'",
            "<http://localhost:53000/?code=a&state=S3cret>",
            "(http://localhost:53000/?code=a&state=S3cret)",
            "“http://localhost:53000/?code=a&state=S3cret”",
            "`http://localhost:53000/?code=a&state=S3cret`",
            "URL: http://localhost:53000/?code=a&state=S3cret",
            "localhost:53000/?code=a&state=S3cret",
            "http://localhost:53000/?co\nde=a&st\r\n  ate=S3cret\n",
            "\u{1b}[200~http://localhost:53000/?code=a&state=S3cret",
            "http://localhost:53000/?error=access_denied&state=S3cret",
        ] {
            assert_eq!(check(text), Ok(()), "{text:?}");
        }
    }

    #[test]
    fn what_else_people_paste() {
        let first = "https://login.example/t/authorize?state=S3cret&response_mode=query";
        for (text, problem) in [
            ("", PasteProblem::NoAnswer),
            ("yes", PasteProblem::NoAnswer),
            ("code=a&state=S3cret", PasteProblem::NoAnswer),
            ("http://localhost:53000/", PasteProblem::NoAnswer),
            ("http://localhost:53000/signed-in", PasteProblem::NoAnswer),
            ("http://localhost:53000/?state=S3cret", PasteProblem::NoAnswer),
            ("http://localhost:53000/?code=a&state=", PasteProblem::OtherSignIn),
            ("http://localhost:53000/?code=a", PasteProblem::OtherSignIn),
            ("http://localhost:53000/?code=a&state=S3cre", PasteProblem::OtherSignIn),
            (first, PasteProblem::FirstAddress),
        ] {
            assert_eq!(check(text), Err(problem), "{text:?}");
        }
        assert_eq!(check_in("form_post", "http://localhost:53000/"), Err(PasteProblem::InAForm));
    }
}
