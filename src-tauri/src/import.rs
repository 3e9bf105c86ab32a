//! Profiles from files that were dropped or chosen: read here and held here, until the person says which to add.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cdf_signin_engine::profile::import::{Found, Given};
use cdf_signin_engine::vault::SecretKind;
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use tauri::{AppHandle, DragDropEvent, Emitter as _, Manager as _, Runtime};

use crate::dto::{Dropped, FoundView, Pasted, ProfileView};
use crate::error::Answer;
use crate::overview;

/// Files are held over the window, or gone again.
const DRAGGED: &str = "dragged";
/// They were let go, and are read.
const DROPPED: &str = "dropped";

/// What was understood last, with its secrets.
#[derive(Default)]
pub struct Imports(Mutex<Vec<(u32, Found)>>);

impl Imports {
    /// Reads files or folders, and holds what is in them. The page gets all but the secrets.
    pub fn read(&self, engine: &Engine, paths: &[PathBuf]) -> Answer<Vec<FoundView>> {
        let mut found = Vec::new();
        let mut failure = None;
        for path in paths {
            match engine.understand(Given::Path(path)) {
                Ok(more) => found.extend(more),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        // One file that says nothing does not hide what another says.
        match failure {
            Some(failure) if found.is_empty() => Err(failure.into()),
            _ => Ok(self.hold(found)),
        }
    }

    /// Reads a pasted text, and holds the profiles in it.
    pub fn read_text(&self, engine: &Engine, text: &str) -> Answer<Pasted> {
        let pasted = engine.understand_pasted(text)?;
        let profiles = self.hold(pasted.profiles.clone());
        Ok(Pasted::of(pasted, profiles))
    }

    /// Numbers start anew with what is read anew, and never meet an older page's: it shows the new ones by then.
    fn hold(&self, found: Vec<Found>) -> Vec<FoundView> {
        let numbered: Vec<(u32, Found)> = (1..).zip(found).collect();
        let views = numbered.iter().map(|(id, found)| view(*id, found)).collect();
        *self.held() = numbered;
        views
    }

    /// Adds one of them, with its secret only if the person wants that.
    pub async fn add(&self, engine: &Engine, id: u32, with_secret: bool) -> Answer<ProfileView> {
        let found = self.held().iter().find(|(held, _)| *held == id).map(|(_, found)| found.clone());
        let imported = engine.import(&found.ok_or_else(gone)?, with_secret).await?;
        self.held().retain(|(held, _)| *held != id);
        overview::profile(engine, imported.profile.name.as_str()).await
    }

    fn held(&self) -> MutexGuard<'_, Vec<(u32, Found)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gone() -> Failure {
    Failure::new(ErrorCode::Usage, "What was found is not held any more.", "Drop the file once more.")
}

fn view(id: u32, found: &Found) -> FoundView {
    FoundView {
        id,
        draft: found.draft.clone().into(),
        form: found.source.form.title().to_owned(),
        path: found.source.path.as_deref().map(|path| path.display().to_string()),
        missing: found.missing.clone(),
        problems: found.problems.iter().cloned().map(Into::into).collect(),
        secret: found.secrets.first().map(|secret| in_words(secret.kind).to_owned()),
        notes: found.notes.clone(),
        already: found.already.clone(),
    }
}

fn in_words(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::ClientSecret => "client secret",
        SecretKind::CertificatePassword => "password of the certificate",
        SecretKind::Endpoint => "secret of the token endpoint",
    }
}

/// Shows that files can be let go, and reads those that are. The page hears what they say, and never reads a file.
pub fn follow<R: Runtime>(app: &AppHandle<R>, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } => drop(app.emit(DRAGGED, !paths.is_empty())),
        DragDropEvent::Leave => drop(app.emit(DRAGGED, false)),
        DragDropEvent::Drop { paths, .. } if !paths.is_empty() => {
            let (app, paths) = (app.clone(), paths.clone());
            // A folder takes its time, and this is the window's own thread.
            tauri::async_runtime::spawn_blocking(move || show(&app, &paths));
        }
        _ => {}
    }
}

/// Reads files that the person handed over in another way, and shows them in the same.
pub fn show<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) {
    let _ = app.emit(DROPPED, dropped(app, paths));
}

fn dropped<R: Runtime>(app: &AppHandle<R>, paths: &[PathBuf]) -> Dropped {
    let (found, failure) = match app.state::<Imports>().read(&app.state::<Arc<Engine>>(), paths) {
        Ok(found) => (found, None),
        Err(failure) => (Vec::new(), Some(failure)),
    };
    Dropped { found, failure }
}

/// The name that an exported profile's file is proposed to have.
pub fn file_name(profile: &str) -> String {
    format!("{profile}.cdfprofile")
}
