//! Code to copy: how other languages' clients ask this app for tokens. It names a profile, its project and address; a
//! token is in none.

mod command_line;
mod dotnet;
mod java;
mod javascript;
mod power_bi;
mod python;
mod rust;

use super::{Freshness, HandOffError};
use crate::cdf;
use crate::profile::Profile;

/// A piece of code to copy.
#[derive(Debug, Clone, Copy)]
pub struct Snippet {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is written in, for colours and for the ending of a file.
    pub language: &'static str,
    /// What it needs, and what it does.
    pub about: &'static str,
    /// How its program comes by the next token.
    pub freshness: Freshness,
    text: fn(&Names<'_>) -> String,
}

/// What a snippet names.
struct Names<'a> {
    profile: &'a str,
    project: &'a str,
    base_url: String,
}

impl Snippet {
    /// The code for that profile.
    pub fn text(&self, profile: &Profile) -> String {
        let names =
            Names { profile: profile.name.as_str(), project: &profile.project, base_url: cdf::base_url(profile) };
        (self.text)(&names)
    }
}

/// All snippets, in the order people see them.
pub const SNIPPETS: &[Snippet] = &[
    python::SCRIPT,
    python::NOTEBOOK,
    javascript::SNIPPET,
    dotnet::SNIPPET,
    java::SNIPPET,
    rust::SNIPPET,
    command_line::CURL,
    command_line::HTTPIE,
    power_bi::SNIPPET,
];

/// The snippet of that name.
pub fn snippet(id: &str) -> Result<&'static Snippet, HandOffError> {
    SNIPPETS.iter().find(|snippet| snippet.id == id).ok_or_else(|| HandOffError::UnknownSnippet(id.to_owned()))
}

/// A text as most languages write one: what JSON escapes they escape alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text as a POSIX shell takes it.
fn quoted_for_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::profile;

    #[test]
    fn each_names_the_profile_or_its_project_and_tells_no_secret() {
        let profile = profile();
        for (index, one) in SNIPPETS.iter().enumerate() {
            let text = one.text(&profile);
            assert!(SNIPPETS[..index].iter().all(|other| other.id != one.id && other.title != one.title), "{}", one.id);
            assert!(text.contains("https://westeurope-1.cognitedata.com"), "{}: {text}", one.id);
            assert!(text.contains("north"), "{}: {text}", one.id);
            assert!(text.ends_with('\n') && !text.contains("\n\n\n\n"), "{}: {text}", one.id);
            assert!(one.about.ends_with('.'), "{}", one.id);
        }
    }

    #[test]
    fn unknown_ones_are_said() {
        assert!(matches!(snippet("cobol"), Err(HandOffError::UnknownSnippet(_))));
        assert_eq!(snippet("python").unwrap().language, "python");
    }

    #[test]
    fn an_address_with_quotes_in_it_stays_one_text() {
        assert_eq!(quoted("https://x/'a\"b\\"), r#""https://x/'a\"b\\""#);
        assert_eq!(quoted_for_shell("https://x/'$a"), r"'https://x/'\''$a'");
    }
}
