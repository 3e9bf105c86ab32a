use super::{Found, Given, Place, forms, understand};
use crate::entra::ProviderReply;
use crate::failure::Failure;
use crate::profile::ProfileDraft;
use crate::redaction::redacted;

/// The four values that a sign-in needs.
const NEEDED: [&str; 4] = ["project", "cluster", "tenant_id", "client_id"];

/// What was understood of a pasted text.
#[derive(Debug, Clone)]
pub struct Pasted {
    /// The profiles in it, the first the likeliest to be meant.
    pub profiles: Vec<Found>,
    /// What an error of Entra's in it means.
    pub error: Option<Failure>,
    /// There is a secret or a token in it: the text is not for a screen.
    pub holds_secret: bool,
}

/// Reads values for a profile, and what Entra refused, out of any text. Too long a text says nothing.
pub fn read_pasted(text: &str) -> Pasted {
    let profiles = understand(Given::Text(text)).unwrap_or_default();
    let holds_secret = profiles.iter().any(|found| !found.secrets.is_empty()) || redacted(text) != text;
    Pasted { profiles, error: refusal(text), holds_secret }
}

impl Pasted {
    /// The fields found; the others are empty.
    pub fn draft(&self) -> ProfileDraft {
        self.profiles.first().map(|found| found.draft.clone()).unwrap_or_default()
    }

    /// Keys of the needed fields that are not there.
    pub fn missing(&self) -> Vec<String> {
        match self.profiles.first() {
            Some(found) => found.missing.iter().filter(|key| NEEDED.contains(&key.as_str())).cloned().collect(),
            None => NEEDED.map(str::to_owned).to_vec(),
        }
    }

    /// Where each of the needed fields stood.
    pub fn places(&self) -> Vec<(&'static str, Place)> {
        let place = |key| Some((key, self.profiles.first()?.place(key)?));
        NEEDED.into_iter().filter_map(place).collect()
    }
}

/// Entra's error in a text: from its number on, as far as one of its sentences with the ids goes.
fn refusal(text: &str) -> Option<Failure> {
    const LONGEST: usize = 1500;
    let text = forms::unwrapped(text);
    let mut from = text.match_indices("AADSTS").map(|(at, _)| &text[at..]);
    let numbered = from.find(|text| text["AADSTS".len()..].starts_with(|c: char| c.is_ascii_digit()))?;
    let end = numbered.find("\n\n").unwrap_or(numbered.len());
    let description: String = numbered[..end].chars().take(LONGEST).collect();
    let reply = ProviderReply::from_redirect(String::new(), Some(description)).cleaned();
    Some(Failure::pasted(&reply))
}
