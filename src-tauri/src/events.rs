//! What the page hears without asking.

use std::sync::Arc;

use cdf_signin_engine::Engine;
use cdf_signin_engine::freshness::News;
use cdf_signin_engine::ports::Events;
use tauri::{AppHandle, Emitter as _, Runtime};
use tokio::sync::mpsc;

use crate::{glance, overview};

const PROFILE_CHANGED: &str = "profile-changed";
const OVERVIEW_CHANGED: &str = "overview-changed";

/// Takes the engine's word that something has changed, from any of its threads.
pub struct Changes(mpsc::UnboundedSender<Change>);

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One profile's session.
    Profile(String),
    /// A file, or what holds for all profiles.
    Everything,
}

/// What has changed, in its order.
pub type Changed = mpsc::UnboundedReceiver<Change>;

/// Both ends.
pub fn changes() -> (Changes, Changed) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (Changes(sender), receiver)
}

impl Changes {
    fn tell(&self, change: Change) {
        // Nobody listens any more only while the app is quitting.
        let _ = self.0.send(change);
    }
}

impl Events for Changes {
    fn session_changed(&self, profile: &str) {
        self.tell(Change::Profile(profile.to_owned()));
    }

    fn files_changed(&self) {
        self.tell(Change::Everything);
    }

    fn news(&self, news: &News) {
        self.tell(match news {
            News::Renewed { profile, .. }
            | News::NeedsPerson { profile, .. }
            | News::Failing { profile, .. }
            | News::FileWritten { profile, .. }
            | News::FileFailed { profile, .. }
            | News::FileTakenBack { profile, .. } => Change::Profile(profile.clone()),
            News::Offline { .. } | News::Online => Change::Everything,
        });
    }
}

/// Tells the page of each change, one after the other: an older state must not arrive after a newer one.
pub async fn tell_changes<R: Runtime>(app: AppHandle<R>, engine: Arc<Engine>, mut changed: Changed) {
    while let Some(change) = changed.recv().await {
        let all = together(change, &mut changed);
        glance::look(&app).await;
        if all.contains(&Change::Everything) {
            tell_all(&app, &engine).await;
            continue;
        }
        for change in all {
            if let Change::Profile(name) = change {
                tell_profile(&app, &engine, &name).await;
            }
        }
    }
}

/// What has come meanwhile, each once: two hundred renewals are not two hundred pages.
fn together(first: Change, changed: &mut Changed) -> Vec<Change> {
    let mut all = vec![first];
    while let Ok(next) = changed.try_recv() {
        if !all.contains(&next) {
            all.push(next);
        }
    }
    all
}

async fn tell_profile<R: Runtime>(app: &AppHandle<R>, engine: &Arc<Engine>, name: &str) {
    // A profile that is gone has nothing to tell; the command that removed it does.
    let Ok(view) = overview::profile(engine, name).await else { return };
    let is_kept = view.status.kept;
    let _ = app.emit(PROFILE_CHANGED, view);
    if !is_kept {
        // The notice that nothing is kept concerns the whole app.
        tell_all(app, engine).await;
    }
}

/// Tells the page everything anew.
pub async fn tell_all<R: Runtime>(app: &AppHandle<R>, engine: &Arc<Engine>) {
    let _ = app.emit(OVERVIEW_CHANGED, overview::overview(engine).await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_together_is_told_once() {
        let (teller, mut changed) = changes();
        for profile in ["north", "south", "north"] {
            teller.session_changed(profile);
        }
        teller.news(&News::Online);
        let told = together(Change::Profile("north".into()), &mut changed);
        let profile = |name: &str| Change::Profile(name.into());
        assert_eq!(told, [profile("north"), profile("south"), Change::Everything]);
        assert!(changed.try_recv().is_err());
    }
}
