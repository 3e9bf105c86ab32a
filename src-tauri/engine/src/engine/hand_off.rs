use std::path::Path;

use super::Engine;
use crate::failure::Failure;
use crate::hand_off::{self, Format, Gives, HandOffError, Ignored, Material, Order, Preview, Turn, Undone, Written};
use crate::profile::{Entry, HandOffEntry, Profile, ProfileDraft};
use crate::session::{SessionError, SignInRequired, TokenRequest};

/// Files for other tools.
impl Engine {
    /// Writes a profile's sign-in to a file for another tool.
    pub async fn write(&self, profile: &Profile, order: &Order) -> Result<Written, Failure> {
        self.is_nobody_elses(profile.name.as_str(), &order.path)?;
        let material = self.material(profile, order.format).await?;
        let held = self.files.hold(profile.name.as_str()).await;
        // Somebody may have signed out since; they wait for what is held here before they empty the files they know of.
        if material.token.is_some() && self.sessions.present(profile).await.is_none() {
            let nobody_is = SessionError::SignInRequired(SignInRequired::NobodyIs);
            return Err(Failure::from(nobody_is).of(profile, None));
        }
        let turn = Turn::at(&self.places, &order.path).await?;
        let (mut written, changed) = hand_off::write(&turn, order, &material)?;
        self.files.note_order(profile, order, material.token.as_ref());
        hand_off::keep_for_undo(&self.sessions, profile.name.as_str(), &order.path, &changed).await;
        drop((turn, held));
        written.warnings.extend(hand_off::warnings_of_place(&order.path));
        tracing::info!(
            profile = profile.name.as_str(),
            format = order.format.id,
            path = %order.path.display(),
            "a file for another tool is written"
        );
        Ok(written)
    }

    /// What a file would become. Nothing is written, and nothing secret is in the answer.
    pub async fn preview(&self, profile: &Profile, order: &Order) -> Result<Preview, Failure> {
        let material = self.material(profile, order.format).await?;
        Ok(hand_off::preview(order, &material)?)
    }

    /// What there is to write of a profile in that form: a token that is good for a while, or what its application
    /// signs in with.
    pub(crate) async fn material<'a>(&self, profile: &'a Profile, format: &Format) -> Result<Material<'a>, Failure> {
        if let Some(unfit) = (format.unfit)(profile) {
            return Err(HandOffError::Unfit(unfit).into());
        }
        let mut material = Material::of(profile);
        match format.gives {
            Gives::Token => {
                material.token = Some(self.token(profile, TokenRequest::default()).await?);
                material.account = self.sessions.status(profile).await.account;
            }
            Gives::Application => {
                material.secret = self.sessions.application_secret(profile).await?;
                material.token_endpoint = Some(self.sessions.token_endpoint(profile).await?);
            }
            Gives::Endpoint => material.endpoint = Some(self.endpoint_client(profile.name.as_str()).await?),
        }
        Ok(material)
    }

    /// Code that asks for that profile's tokens, to copy. No token is in it.
    pub fn snippet(&self, profile: &Profile, id: &str) -> Result<String, Failure> {
        Ok(hand_off::snippet(id)?.text(profile))
    }

    /// Takes the token out of a file that was written; the rest of it stays.
    pub fn take_back(&self, format: &str, path: &Path) -> Result<(), Failure> {
        let turn = Turn::wait(&self.places, path)?;
        Ok(hand_off::take_back(&turn, hand_off::format(format)?, path)?)
    }

    /// Puts back what a file said before the app wrote it, up to a day later and if nobody has changed it since. The
    /// profiles that were written to it forget it: it would be written again.
    pub async fn undo(&self, path: &Path) -> Result<Undone, Failure> {
        let whole = hand_off::whole(path);
        let turn = Turn::at(&self.places, path).await?;
        let Some(undo) = hand_off::kept_for_undo(&self.sessions, &whole).await? else {
            return Err(HandOffError::NothingToUndo { path: path.to_path_buf() }.into());
        };
        let entries = self.profiles()?.entries;
        let is_removed = hand_off::undo(&turn, path, &undo)?;
        self.sessions.vault.forget_undo(&whole)?;
        // What is there now is the person's own: no sign-out empties it.
        self.files.forget(path);
        let mut profiles = Vec::new();
        for Entry { draft: ProfileDraft { name, .. }, hand_off, .. } in entries {
            let is_it = |file: &&HandOffEntry| hand_off::whole(&hand_off::expand_home(&file.path)) == whole;
            let files: Vec<_> = hand_off.iter().filter(is_it).collect();
            files.iter().try_for_each(|file| self.forget_hand_off(&name, &file.format, &file.path))?;
            if !files.is_empty() {
                profiles.push(name);
            }
        }
        tracing::info!(path = %path.display(), "the writing of a file is undone");
        Ok(Undone { path: path.to_path_buf(), is_removed, profiles })
    }

    /// Lets Git ignore a file, with a line in the nearest `.gitignore`.
    pub fn ignore_in_git(&self, path: &Path) -> Result<Ignored, Failure> {
        Ok(hand_off::ignore(&self.places, path)?)
    }
}
