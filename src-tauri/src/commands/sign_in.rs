//! Signing in and out. The steps in between reach the page as events.

use super::Asked;
use crate::dto::{SignInOptions, StatusView};
use crate::error::{self, Answer};
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

/// Its own words for a browser that does not open: the page is the person's to open then.
#[tauri::command]
pub async fn sign_out_at_provider(engine: Asked<'_>, name: String) -> Answer<StatusView> {
    let profile = engine.profile(Some(&name))?;
    let page = engine.sign_out_at_provider(&profile).await?;
    if !engine.open_sign_out_page(&profile, &page).await {
        return Err(error::no_browser(page.address.as_str()));
    }
    Ok(engine.status(&profile).await.into())
}
