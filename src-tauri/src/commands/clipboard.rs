//! Copying, which happens here and not in the page: the page never holds a token.

use cdf_signin_clipboard::Clipboard;
use cdf_signin_engine::session::TokenRequest;
use tauri::{AppHandle, Runtime, State};

use super::Asked;
use crate::clipboard;
use crate::dto::{Copied, CopyForm, Pasted};
use crate::error::Answer;
use crate::import::Imports;

#[tauri::command]
pub async fn copy_token<R: Runtime>(
    engine: Asked<'_>,
    app: AppHandle<R>,
    name: String,
    form: CopyForm,
) -> Answer<Copied> {
    let token = engine.token(&engine.profile(Some(&name))?, TokenRequest::default()).await?;
    clipboard::put_token(&app, &engine, &token, form)
}

#[tauri::command]
pub async fn copy_text(clipboard: State<'_, Clipboard>, text: String) -> Answer<()> {
    Ok(clipboard.put(&text)?)
}

#[tauri::command]
pub async fn read_clipboard(
    engine: Asked<'_>,
    clipboard: State<'_, Clipboard>,
    imports: State<'_, Imports>,
) -> Answer<Pasted> {
    imports.read_text(&engine, &clipboard.text()?)
}
