//! What the page hears without asking.

use std::sync::Arc;

use cdf_signin_engine::Engine;
use cdf_signin_engine::ports::Events;
use tauri::{AppHandle, Emitter as _, Runtime};
use tokio::sync::mpsc;

use crate::overview;

const PROFILE_CHANGED: &str = "profile-changed";
const OVERVIEW_CHANGED: &str = "overview-changed";

/// Takes the engine's word that a session has changed, from any of its threads.
pub struct SessionChanges(mpsc::UnboundedSender<String>);

/// The names of profiles whose session has changed.
pub type Changed = mpsc::UnboundedReceiver<String>;

/// Both ends.
pub fn session_changes() -> (SessionChanges, Changed) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (SessionChanges(sender), receiver)
}

impl Events for SessionChanges {
    fn session_changed(&self, profile: &str) {
        // Nobody listens any more only while the app is quitting.
        let _ = self.0.send(profile.to_owned());
    }
}

/// Tells the page of each change, one after the other: an older state must not arrive after a newer one.
pub async fn tell_changes<R: Runtime>(app: AppHandle<R>, engine: Arc<Engine>, mut changed: Changed) {
    while let Some(name) = changed.recv().await {
        // A profile that is gone has nothing to tell; the command that removed it does.
        let Ok(view) = overview::profile(&engine, &name).await else { continue };
        let is_kept = view.status.kept;
        let _ = app.emit(PROFILE_CHANGED, view);
        if !is_kept {
            // The notice that nothing is kept concerns the whole app.
            tell_all(&app, &engine).await;
        }
    }
}

/// Tells the page everything anew.
pub async fn tell_all<R: Runtime>(app: &AppHandle<R>, engine: &Arc<Engine>) {
    let _ = app.emit(OVERVIEW_CHANGED, overview::overview(engine).await);
}
