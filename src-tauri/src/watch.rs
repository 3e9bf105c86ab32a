//! Notices what other processes change: an edited `profiles.toml`, a sign-in at the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use cdf_signin_engine::Engine;
use cdf_signin_engine::places::Places;
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::Notify;

use crate::{events, windows};

/// How soon a change elsewhere is seen. A look costs a few system calls.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Woken when the window comes to the front.
#[derive(Default)]
pub struct InFront(pub Notify);

/// Looks while the window can be seen; a minimised window costs nothing, and its page asks when it comes back.
pub async fn watch<R: Runtime>(app: AppHandle<R>, engine: Arc<Engine>) {
    let mut seen = look(engine.places());
    loop {
        if windows::is_out_of_sight(&app) {
            app.state::<InFront>().0.notified().await;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
        let now = look(engine.places());
        if now != seen {
            seen = now;
            events::tell_all(&app, &engine).await;
        }
    }
}

/// The files that matter, with what tells a new content from an old one.
type Look = BTreeMap<PathBuf, (SystemTime, u64)>;

fn look(places: &Places) -> Look {
    let sessions = fs::read_dir(places.sessions_dir()).into_iter().flatten().flatten().map(|entry| entry.path());
    let sealed = sessions.filter(|path| path.extension().is_some_and(|extension| extension == "session"));
    sealed.chain([places.profiles_file()]).filter_map(stamped).collect()
}

fn stamped(path: PathBuf) -> Option<(PathBuf, (SystemTime, u64))> {
    let found = fs::metadata(&path).ok()?;
    Some((path, (found.modified().ok()?, found.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_tells_new_files_and_new_contents_apart_and_leaves_locks_out() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        let before = look(&places);
        fs::create_dir(places.sessions_dir()).unwrap();
        fs::write(places.sessions_dir().join("a.lock"), "").unwrap();
        assert_eq!(look(&places), before);
        fs::write(places.profiles_file(), "version = 1").unwrap();
        let edited = look(&places);
        assert_ne!(edited, before);
        fs::write(places.sessions_dir().join("a.session"), "x").unwrap();
        assert_ne!(look(&places), edited);
    }
}
