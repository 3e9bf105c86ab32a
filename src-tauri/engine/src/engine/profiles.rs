use std::time::Duration;

use super::Engine;
use crate::failure::Failure;
use crate::profile::{BookError, Entry, Profile, ProfileDraft, ProfileName, Profiles};
use crate::vault::SecretKind;

/// The book of profiles.
impl Engine {
    /// All profiles of the book.
    pub fn profiles(&self) -> Result<Profiles, Failure> {
        Ok(self.book.load()?)
    }

    /// One profile as it stands in the book, right or not.
    pub fn entry(&self, name: &str) -> Result<Entry, Failure> {
        Ok(self.book.load()?.find(name).cloned().ok_or_else(|| BookError::NotFound(name.to_owned()))?)
    }

    /// The entry of that name; without a name, the default or the only one.
    pub fn chosen_entry(&self, name: Option<&str>) -> Result<Entry, Failure> {
        Ok(self.book.load()?.chosen(name)?.clone())
    }

    /// The checked profile of that name; without a name, the default or the only one.
    pub fn profile(&self, name: Option<&str>) -> Result<Profile, Failure> {
        Ok(self.book.profile(name)?)
    }

    /// Adds a profile.
    pub fn add_profile(&self, draft: &ProfileDraft) -> Result<Profile, Failure> {
        Ok(self.book.add(draft)?)
    }

    /// Changes fields of a profile as they stand at that moment: what other processes changed of it meanwhile stays.
    /// A new name renames it.
    pub async fn edit_profile(&self, name: &str, change: impl Fn(&mut ProfileDraft)) -> Result<Profile, Failure> {
        let mut draft = self.entry(name)?.draft;
        let stored = draft.name.clone();
        change(&mut draft);
        // Checked before anything is changed, so that a refused edit renames nothing.
        let profile = draft.check().map_err(|problems| BookError::Fields { name: stored.clone(), problems })?;
        self.rename_profile(&stored, profile.name.as_str()).await?;
        Ok(self.book.edit(profile.name.as_str(), change)?)
    }

    /// Gives a profile, and its session, another name.
    pub async fn rename_profile(&self, from: &str, to: &str) -> Result<(), Failure> {
        let to = ProfileName::parse(to)
            .map_err(|problem| BookError::Fields { name: from.to_owned(), problems: vec![problem] })?;
        let stored = self.entry(from)?.draft.name;
        if stored == to.as_str() {
            return Ok(());
        }
        self.book.rename(&stored, &to)?;
        self.sessions.vault.forget_undos_of(&stored)?;
        // The session follows also while a field is wrong, so that none stays behind. Under a name that is
        // none (written by hand) nobody has ever signed in.
        if let Ok(old) = ProfileName::parse(&stored)
            && let Err(error) = self.sessions.rename(old.as_str(), to.as_str()).await
        {
            // The session could not follow (a locked keyring): the profile keeps its old name, and nothing is lost.
            self.book.rename(to.as_str(), &old)?;
            return Err(error.into());
        }
        self.files.rename(&stored, to.as_str());
        // The endpoint's address has the name in it. A file that cannot be written keeps no profile from being renamed.
        if let Err(failure) = self.rewrite_endpoint_files(to.as_str()).await {
            failure.log();
        }
        Ok(())
    }

    /// Copies a profile under a free name, and answers with that name.
    pub fn duplicate_profile(&self, name: &str) -> Result<String, Failure> {
        Ok(self.book.duplicate(name)?)
    }

    /// Takes a profile out of the book, forgets its session and its secrets, and takes all it gave out of the
    /// files it was written to.
    pub async fn remove_profile(&self, name: &str) -> Result<(), Failure> {
        let stored = self.entry(name)?.draft.name;
        // The book names the files, so they are emptied first; and after the session is forgotten, so that they stay so.
        self.sessions.sign_out(&stored).await?;
        let emptied = self.empty_files(&stored, |_| true).await;
        self.sessions.vault.forget_undos_of(&stored)?;
        self.book.remove(&stored)?;
        self.sessions.forget_secrets(&stored)?;
        self.sessions.vault.forget_secret(&stored, SecretKind::Endpoint)?;
        emptied
    }

    /// How long a copied token may stay in the clipboard; none where it may stay.
    pub fn clipboard_clear_after(&self) -> Result<Option<Duration>, Failure> {
        Ok(self.book.clipboard_clear_after()?)
    }

    /// Names the default profile.
    pub fn set_default_profile(&self, name: &str) -> Result<(), Failure> {
        Ok(self.book.set_default(name)?)
    }
}
