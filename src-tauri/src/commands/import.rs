//! Profiles from files of other tools and colleagues, and for them.

use std::path::{Path, PathBuf};

use tauri::{Runtime, State, WebviewWindow};

use super::Asked;
use crate::dto::{FoundView, ProfileView};
use crate::error::Answer;
use crate::import::Imports;
use crate::{dialogs, import};

#[tauri::command]
pub async fn choose_import<R: Runtime>(
    engine: Asked<'_>,
    imports: State<'_, Imports>,
    window: WebviewWindow<R>,
) -> Answer<Option<Vec<FoundView>>> {
    match dialogs::open_file(&window, "Import profiles".into()).await? {
        Some(path) => imports.read(&engine, &[PathBuf::from(path)]).map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn import_found(
    engine: Asked<'_>,
    imports: State<'_, Imports>,
    id: u32,
    with_secret: bool,
) -> Answer<ProfileView> {
    imports.add(&engine, id, with_secret).await
}

#[tauri::command]
pub async fn export_profile<R: Runtime>(
    engine: Asked<'_>,
    window: WebviewWindow<R>,
    name: String,
) -> Answer<Option<String>> {
    // A profile that is not there is said before a place is asked for.
    engine.entry(&name)?;
    let chosen = dialogs::save_file(&window, "Export profile".into(), &import::file_name(&name), None).await?;
    if let Some(path) = &chosen {
        engine.export_to(&[&name], Path::new(path))?;
    }
    Ok(chosen)
}
