//! Signing in and out. The steps in between reach the page as events.

use super::Asked;
use crate::dto::{SignInOptions, StatusView};
use crate::error::Answer;
use crate::overview;

#[tauri::command]
pub async fn sign_in(engine: Asked<'_>, name: String, options: SignInOptions) -> Answer<StatusView> {
    let profile = engine.profile(Some(&name))?;
    engine.sign_in(&profile, &options.into(), None, &|_| {}).await?;
    Ok(engine.status(&profile).await.into())
}

#[tauri::command]
pub async fn cancel_sign_in(engine: Asked<'_>, name: String) -> Answer<()> {
    engine.cancel_sign_in(&name);
    Ok(())
}

#[tauri::command]
pub async fn open_sign_in_page(engine: Asked<'_>, name: String) -> Answer<()> {
    engine.open_sign_in_page(&engine.profile(Some(&name))?);
    Ok(())
}

#[tauri::command]
pub async fn sign_out(engine: Asked<'_>, name: String) -> Answer<StatusView> {
    // Also of a profile whose fields are not right any more.
    engine.sign_out(&engine.entry(&name)?.draft.name).await?;
    Ok(overview::profile(&engine, &name).await?.status)
}
