use std::path::Path;

use super::Engine;
use crate::failure::Failure;
use crate::hand_off::{self, Turn};
use crate::profile::Profile;
use crate::profile::import::{self, Found, Given};
use crate::profile::{BookError, Pasted, ProfileDraft, export, read_pasted};
use crate::vault::Kept;

/// A profile that was imported.
#[derive(Debug)]
pub struct Imported {
    /// It, as it stands in the book now.
    pub profile: Profile,
    /// Where its secret is, if one was taken along.
    pub secret: Option<Kept>,
}

/// Profiles from elsewhere, and for elsewhere.
impl Engine {
    /// What there is of profiles in a text, a file or a folder, each under a name that is free. Changes nothing.
    pub fn understand(&self, given: Given<'_>) -> Result<Vec<Found>, Failure> {
        self.understand_with(given, |_| {})
    }

    /// The same, where the person says some fields themselves.
    pub fn understand_with(&self, given: Given<'_>, say: impl Fn(&mut ProfileDraft)) -> Result<Vec<Found>, Failure> {
        let profiles = self.book.load()?;
        let mut found = import::understand(given)?;
        for found in &mut found {
            say(&mut found.draft);
        }
        import::name_all(&mut found, &profiles);
        Ok(found)
    }

    /// What there is in a pasted text, the profiles in it each under a name that is free. Changes nothing.
    pub fn understand_pasted(&self, text: &str) -> Result<Pasted, Failure> {
        let mut pasted = read_pasted(text);
        import::name_all(&mut pasted.profiles, &self.book.load()?);
        Ok(pasted)
    }

    /// Adds a profile that was understood. Its secret is kept only when that is wanted; without a place for it nothing is
    /// added. A token never comes along.
    pub async fn import(&self, found: &Found, with_secret: bool) -> Result<Imported, Failure> {
        let secret = found.secrets.first().filter(|_| with_secret);
        if secret.is_some() {
            self.can_keep_secrets().await?;
        }
        let profile = self.book.add(&found.draft)?;
        let kept = match secret {
            Some(secret) => Some(self.keep_secret(&profile, &secret.value).await?),
            None => None,
        };
        let form = found.source.form.title();
        tracing::info!(profile = profile.name.as_str(), form, secret = kept.is_some(), "a profile is imported");
        Ok(Imported { profile, secret: kept })
    }

    /// Profiles as a file for colleagues: no secret, no account, no path of this machine.
    pub fn export(&self, names: &[&str]) -> Result<String, Failure> {
        let profiles = self.book.load()?;
        let found = names.iter().map(|name| {
            let entry = profiles.find(name).ok_or_else(|| BookError::NotFound((*name).to_owned()))?;
            Ok(entry.draft.clone())
        });
        Ok(export(found.collect::<Result<Vec<_>, BookError>>()?))
    }

    /// Writes that file, by the rules for every file that the app writes for somebody.
    pub fn export_to(&self, names: &[&str], path: &Path) -> Result<(), Failure> {
        let text = self.export(names)?;
        Ok(hand_off::put_text(&Turn::wait(&self.places, path)?, path, &text)?)
    }
}
