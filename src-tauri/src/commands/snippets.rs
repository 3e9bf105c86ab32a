//! Code that signs a program in. No token is in it.

use super::Asked;
use crate::dto::SnippetView;
use crate::error::Answer;
use crate::snippets;

#[tauri::command]
pub fn snippets() -> Vec<SnippetView> {
    snippets::all()
}

#[tauri::command]
pub async fn snippet(engine: Asked<'_>, name: String, id: String) -> Answer<String> {
    Ok(engine.snippet(&engine.profile(Some(&name))?, &id)?)
}
