//! Writing tokens to files for other tools.

use tauri::{Runtime, WebviewWindow};

use super::Asked;
use crate::dto::{FormatView, HandOffView};
use crate::error::Answer;
use crate::{hand_off, overview};

#[tauri::command]
pub fn hand_off_formats() -> Vec<FormatView> {
    overview::formats()
}

#[tauri::command]
pub async fn write_hand_off<R: Runtime>(
    engine: Asked<'_>,
    window: WebviewWindow<R>,
    name: String,
    format: String,
) -> Answer<Option<HandOffView>> {
    match hand_off::ask_where(&engine, &window, &name, &format).await? {
        // A file that is there already: the dialog asked whether to replace it.
        Some(path) => hand_off::write(&engine, &name, &format, &path, true).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn rewrite_hand_off(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<HandOffView> {
    hand_off::write(&engine, &name, &format, &path, false).await
}

#[tauri::command]
pub async fn forget_hand_off(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<()> {
    Ok(engine.forget_hand_off(&name, &format, &path)?)
}
