//! Looking at profiles and changing them.

use secrecy::SecretString;
use tauri::{Runtime, State, WebviewWindow};

use super::Asked;
use crate::dto::{CloudView, FieldProblem, Overview, Pasted, ProfileDraft, ProfileView};
use crate::error::Answer;
use crate::import::Imports;
use crate::{dialogs, draft, overview};

#[tauri::command]
pub async fn overview(engine: Asked<'_>) -> Answer<Overview> {
    Ok(overview::overview(&engine).await)
}

#[tauri::command]
pub async fn profile(engine: Asked<'_>, name: String) -> Answer<ProfileView> {
    overview::profile(&engine, &name).await
}

#[tauri::command]
pub async fn check_profile(
    engine: Asked<'_>,
    draft: ProfileDraft,
    original: Option<ProfileDraft>,
) -> Answer<Vec<FieldProblem>> {
    draft::check(&engine, draft, original.as_ref())
}

#[tauri::command]
pub async fn save_profile(
    engine: Asked<'_>,
    draft: ProfileDraft,
    original: Option<ProfileDraft>,
) -> Answer<ProfileView> {
    let saved = match original {
        Some(original) => engine.edit_profile(&original.name, |stored| draft.put_changes(&original, stored)).await?,
        None => engine.add_profile(&draft.into_new())?,
    };
    overview::profile(&engine, saved.name.as_str()).await
}

#[tauri::command]
pub async fn duplicate_profile(engine: Asked<'_>, name: String) -> Answer<ProfileView> {
    let copy = engine.duplicate_profile(&name)?;
    overview::profile(&engine, &copy).await
}

#[tauri::command]
pub async fn remove_profile(engine: Asked<'_>, name: String) -> Answer<()> {
    Ok(engine.remove_profile(&name).await?)
}

#[tauri::command]
pub async fn set_default_profile(engine: Asked<'_>, name: String) -> Answer<()> {
    Ok(engine.set_default_profile(&name)?)
}

#[tauri::command]
pub async fn keep_secret(engine: Asked<'_>, name: String, secret: String) -> Answer<ProfileView> {
    engine.keep_secret(&engine.profile(Some(&name))?, &SecretString::from(secret)).await?;
    overview::profile(&engine, &name).await
}

#[tauri::command]
pub async fn forget_secret(engine: Asked<'_>, name: String) -> Answer<ProfileView> {
    engine.forget_secrets(&engine.entry(&name)?.draft.name)?;
    overview::profile(&engine, &name).await
}

#[tauri::command]
pub fn clouds() -> Vec<CloudView> {
    overview::clouds()
}

#[tauri::command]
pub async fn choose_file<R: Runtime>(window: WebviewWindow<R>, title: String) -> Answer<Option<String>> {
    dialogs::open_file(&window, title).await
}

#[tauri::command]
pub async fn read_pasted(engine: Asked<'_>, imports: State<'_, Imports>, text: String) -> Answer<Pasted> {
    imports.read_text(&engine, &text)
}
