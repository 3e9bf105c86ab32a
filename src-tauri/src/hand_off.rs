//! A file for another tool: where it goes, and what the profile remembers of it.

use std::path::Path;

use cdf_signin_engine::profile::HandOffEntry;
use cdf_signin_engine::session::TokenRequest;
use cdf_signin_engine::{Engine, ErrorCode, Failure, hand_off};
use tauri::{Manager as _, Runtime, WebviewWindow};
use tokio::sync::oneshot;

use crate::dto::HandOffView;
use crate::error::Answer;
use crate::overview;

/// Asks in the system's own dialog where the file goes, beginning where the profile's last one went.
pub async fn ask_where<R: Runtime>(
    engine: &Engine,
    window: &WebviewWindow<R>,
    name: &str,
    format: &str,
) -> Answer<Option<String>> {
    let format = hand_off::format(format)?;
    // Said before a place is chosen for it: whether there is a token at all.
    engine.token(&engine.profile(Some(name))?, TokenRequest::default()).await?;
    let entries = engine.entry(name)?.hand_off;
    let folder = entries.last().and_then(|entry| hand_off::expand_home(&entry.path).parent().map(Path::to_path_buf));
    let title = format!("Write {}", format.title);
    let parent = window.clone();
    let (answer, answered) = oneshot::channel();
    // Dialogs are the main thread's; their answer is awaited here.
    let shown = window.app_handle().run_on_main_thread(move || {
        let mut dialog = rfd::AsyncFileDialog::new().set_parent(&parent).set_title(title);
        dialog = dialog.set_file_name(format.file_name);
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        let chosen = dialog.save_file();
        tauri::async_runtime::spawn(async move { answer.send(chosen.await) });
    });
    shown.map_err(Failure::internal)?;
    let chosen = answered.await.map_err(Failure::internal)?;
    Ok(chosen.map(|file| as_text(file.path())).transpose()?)
}

/// `profiles.toml`, which remembers the file, is text.
fn as_text(path: &Path) -> Result<String, Failure> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        Failure::new(
            ErrorCode::FileRefused,
            format!("The name {} cannot be kept in profiles.toml: it is no text.", path.display()),
            "Choose a file and folder with a readable name.",
        )
    })
}

/// Writes the profile's token, and remembers the file.
pub async fn write(engine: &Engine, name: &str, format: &str, path: &str, replace: bool) -> Answer<HandOffView> {
    let profile = engine.profile(Some(name))?;
    engine.write(&profile, format, &hand_off::expand_home(path), replace).await?;
    let known = engine.entry(name)?.hand_off.into_iter().find(|entry| entry.path == path);
    let keep_fresh = known.is_some_and(|entry| entry.keep_fresh);
    let entry = HandOffEntry { format: format.to_owned(), path: path.to_owned(), keep_fresh };
    engine.remember_hand_off(name, &entry)?;
    Ok(overview::hand_off_view(engine, Some(&profile), &entry).await)
}
