//! Writing files for other tools.

use tauri::{Runtime, WebviewWindow};

use super::Asked;
use crate::dto::{FormatView, HandOffOrder, HandOffView, PreviewView};
use crate::error::Answer;
use crate::{hand_off, startup};

#[tauri::command]
pub async fn hand_off_formats(engine: Asked<'_>, name: String) -> Answer<Vec<FormatView>> {
    Ok(hand_off::formats(&engine.profile(Some(&name))?))
}

#[tauri::command]
pub async fn choose_place<R: Runtime>(
    engine: Asked<'_>,
    window: WebviewWindow<R>,
    name: String,
    format: String,
) -> Answer<Option<String>> {
    hand_off::ask_where(&engine, &window, &name, &format).await
}

#[tauri::command]
pub async fn preview_hand_off(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<PreviewView> {
    hand_off::preview(&engine, &name, &format, &path).await
}

#[tauri::command]
pub async fn write_hand_off(engine: Asked<'_>, name: String, order: HandOffOrder) -> Answer<HandOffView> {
    hand_off::write(&engine, &name, order).await
}

#[tauri::command]
pub async fn rewrite_hand_off(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<HandOffView> {
    hand_off::rewrite(&engine, &name, &format, &path).await
}

#[tauri::command]
pub async fn undo_write(engine: Asked<'_>, path: String) -> Answer<()> {
    engine.undo(&hand_off::place(&path)).await?;
    Ok(())
}

#[tauri::command]
pub async fn ignore_in_git(engine: Asked<'_>, path: String) -> Answer<()> {
    engine.ignore_in_git(&hand_off::place(&path))?;
    Ok(())
}

#[tauri::command]
pub async fn keep_fresh(engine: Asked<'_>, name: String, format: String, path: String, keep: bool) -> Answer<()> {
    hand_off::keep_fresh(&engine, &name, &format, &path, keep).await
}

#[tauri::command]
pub async fn take_back(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<()> {
    hand_off::take_back(&engine, &name, &format, &path)
}

#[tauri::command]
pub async fn forget_hand_off(engine: Asked<'_>, name: String, format: String, path: String) -> Answer<()> {
    Ok(engine.forget_hand_off(&name, &format, &path)?)
}

#[tauri::command]
pub async fn show_in_folder(path: String) -> Answer<()> {
    startup::show_folder_of(&hand_off::place(&path))
}
