//! The notifications of Windows and macOS.

use notify_rust::Notification;
use tauri::{AppHandle, Runtime};

use super::{About, Text, carry_out};

/// Clicks are heard where a notification is shown.
pub fn start<R: Runtime>(_app: &AppHandle<R>) {}

pub async fn tell<R: Runtime>(app: &AppHandle<R>, about: &About, text: &Text) -> notify_rust::error::Result<u32> {
    let handle = Notification::new().summary(&text.title).body(&text.body).action("deed", text.deed).show()?;
    let (app, about) = (app.clone(), about.clone());
    // Waits for the person, who may take hours or never come.
    std::thread::spawn(move || {
        handle.wait_for_action(|action| {
            if action != "__closed" {
                carry_out(&app, about);
            }
        });
    });
    Ok(0)
}

/// The library takes none back.
pub async fn close(_id: u32) {}
