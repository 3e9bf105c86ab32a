//! The system's notifications, for what needs a person while the window is not in sight. Nothing else, each once.
//!
//! They are of normal urgency and without a sound of their own, so that the system's quiet hours hold for them: the
//! server decides whether one is shown, kept for later, or neither, and nothing is sent a second time.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(test)]
mod tests;
mod what;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager as _, Runtime};

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;
use what::{About, Change, Told};

use crate::asked::{self, ask};
use crate::dto::{Ask, ProfileView};
use crate::settings::KeptSettings;
use crate::words;

/// What was told, and what of it is still in sight.
#[derive(Default)]
pub struct Notifications {
    told: Mutex<Told>,
    in_sight: Mutex<BTreeMap<About, u32>>,
}

/// What the system shows.
pub struct Text {
    title: String,
    body: String,
    /// What its button says.
    deed: &'static str,
}

/// Hears of clicks.
pub fn start<R: Runtime>(app: &AppHandle<R>) {
    system::start(app);
}

impl Notifications {
    /// Tells what is new, and takes back what is solved.
    pub async fn look<R: Runtime>(&self, app: &AppHandle<R>, profiles: &[ProfileView], is_seen: bool) {
        let changes = self.told.lock().unwrap_or_else(PoisonError::into_inner).look(profiles, is_seen);
        for change in changes {
            match change {
                Change::Close(about) => {
                    let id = self.in_sight.lock().unwrap_or_else(PoisonError::into_inner).remove(&about);
                    if let Some(id) = id {
                        system::close(id).await;
                    }
                }
                Change::Tell { .. } if !app.state::<KeptSettings>().now().notifications => {}
                Change::Tell { about, title, seconds } => {
                    let text = text(app, &about, &title, seconds);
                    match system::tell(app, &about, &text).await {
                        Ok(id) => {
                            self.in_sight.lock().unwrap_or_else(PoisonError::into_inner).insert(about, id);
                        }
                        // Nobody is there to show it; the tray and the window say it too.
                        Err(error) => tracing::info!(%error, "a notification could not be shown"),
                    }
                }
            }
        }
    }

    #[cfg(target_os = "linux")]
    fn about(&self, id: u32) -> Option<About> {
        let in_sight = self.in_sight.lock().unwrap_or_else(PoisonError::into_inner);
        in_sight.iter().find(|(_, shown)| **shown == id).map(|(about, _)| about.clone())
    }
}

fn text<R: Runtime>(app: &AppHandle<R>, about: &About, title: &str, seconds: u32) -> Text {
    let all = words::of(app);
    let w = &all.notifications;
    match about {
        About::Needs(_) => Text { title: words::about(w.needs, title), body: w.needs_text.into(), deed: w.sign_in },
        About::NeedsMany(count) => {
            Text { title: words::about(w.needs_many, &count.to_string()), body: w.needs_text.into(), deed: w.show }
        }
        About::Ends(_) => Text {
            title: words::about(w.ends, title),
            body: words::about(w.ends_text, &all.tray.lasts(seconds)),
            deed: w.sign_in,
        },
        About::File { path, .. } => Text { title: words::about(w.file, title), body: path.clone(), deed: w.show },
    }
}

/// Somebody clicked.
fn carry_out<R: Runtime>(app: &AppHandle<R>, about: About) {
    match about {
        About::Needs(profile) | About::Ends(profile) => ask(app, Ask::SignIn { profile, anew: true }),
        About::File { profile, .. } => ask(app, Ask::Choose { profile }),
        About::NeedsMany(_) => asked::open(app),
    }
}
