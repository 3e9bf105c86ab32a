//! Copying, which happens here and not in the page: the page never holds a token.

use cdf_signin_engine::profile;
use cdf_signin_engine::session::TokenRequest;
use tauri::State;

use super::Asked;
use crate::clipboard::Clipboard;
use crate::dto::{Copied, CopyForm, Pasted};
use crate::error::Answer;
use crate::status::seconds;

#[tauri::command]
pub async fn copy_token(
    engine: Asked<'_>,
    clipboard: State<'_, Clipboard>,
    name: String,
    form: CopyForm,
) -> Answer<Copied> {
    let token = engine.token(&engine.profile(Some(&name))?, TokenRequest::default()).await?;
    clipboard.put_token(&token.access_token, form)?;
    Ok(Copied { expires_in: seconds(token.expires_in) })
}

#[tauri::command]
pub async fn copy_text(clipboard: State<'_, Clipboard>, text: String) -> Answer<()> {
    clipboard.put(text)
}

#[tauri::command]
pub async fn read_clipboard(clipboard: State<'_, Clipboard>) -> Answer<Pasted> {
    Ok(profile::read_pasted(&clipboard.text()?).into())
}
