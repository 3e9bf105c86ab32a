//! Starting with the session, hidden: the app keeps tokens fresh from the first minute on, and shows nothing.

#[cfg(target_os = "linux")]
use std::path::PathBuf;

use cdf_signin_engine::{ErrorCode, Failure};
use tauri::{AppHandle, Runtime};

use crate::error::Answer;

fn failed(error: impl std::fmt::Display) -> Failure {
    let message = format!("The system does not let the app start with the session: {error}.");
    Failure::new(
        ErrorCode::FileRefused,
        message,
        "Add it to the programs that start by themselves in the system's settings.",
    )
}

/// `~/.config/autostart/`, as the person's environment has it (Desktop Application Autostart Specification).
#[cfg(target_os = "linux")]
fn file<R: Runtime>(app: &AppHandle<R>) -> Answer<PathBuf> {
    use tauri::Manager as _;
    let folder = app.path().config_dir().map_err(failed)?;
    Ok(folder.join("autostart/cdf-signin-desktop.desktop"))
}

/// Whether it does now: a person may have changed that in the system's own settings.
#[cfg(target_os = "linux")]
pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Answer<bool> {
    let text = std::fs::read_to_string(file(app)?).unwrap_or_default();
    // What a desktop writes into an entry that was switched off.
    let is_off = text.lines().any(|line| matches!(line, "Hidden=true" | "X-GNOME-Autostart-enabled=false"));
    Ok(!text.is_empty() && !is_off)
}

/// Switches it on or off.
#[cfg(target_os = "linux")]
pub fn switch<R: Runtime>(app: &AppHandle<R>, on: bool) -> Answer<()> {
    use crate::desktop_entry::{self, Entry};
    let file = file(app)?;
    if !on {
        return match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error).into()),
            _ => Ok(()),
        };
    }
    let program = desktop_entry::program().map_err(failed)?;
    let comment = crate::words::of(app).entry.comment;
    let entry = Entry { name: "CDF Sign-in", comment, program: &program, words: &[crate::asked::HIDDEN] };
    Ok(entry.write(&file).map_err(failed)?)
}

/// Whether it does now.
#[cfg(not(target_os = "linux"))]
pub fn is_on<R: Runtime>(app: &AppHandle<R>) -> Answer<bool> {
    use tauri_plugin_autostart::ManagerExt as _;
    Ok(app.autolaunch().is_enabled().map_err(failed)?)
}

/// Switches it on or off.
#[cfg(not(target_os = "linux"))]
pub fn switch<R: Runtime>(app: &AppHandle<R>, on: bool) -> Answer<()> {
    use tauri_plugin_autostart::ManagerExt as _;
    let done = if on { app.autolaunch().enable() } else { app.autolaunch().disable() };
    Ok(done.map_err(failed)?)
}
