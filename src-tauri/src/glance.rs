//! Keeps what can be seen without the window as things stand: the tray icon, and the system's notifications.

use std::sync::Arc;
use std::time::Duration;

use cdf_signin_engine::Engine;
use tauri::{AppHandle, Manager as _, Runtime};

use crate::notifications::Notifications;
use crate::tray::Tray;
use crate::{notifications, overview, tray, windows};

/// The tray says whole minutes, and a token's end comes without anybody telling.
const TICK: Duration = Duration::from_secs(30);

/// Puts the tray icon there, and looks from then on.
pub fn start<R: Runtime>(app: &AppHandle<R>) {
    tray::start(app);
    notifications::start(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            look(&app).await;
            tokio::time::sleep(TICK).await;
        }
    });
}

/// Looks at how things stand, after every change.
pub async fn look<R: Runtime>(app: &AppHandle<R>) {
    let now = overview::overview(&app.state::<Arc<Engine>>()).await;
    if now.profiles_error.is_some() {
        return;
    }
    app.state::<Tray<R>>().show(app, &now);
    app.state::<Notifications>().look(app, &now.profiles, windows::has_focus(app)).await;
}
