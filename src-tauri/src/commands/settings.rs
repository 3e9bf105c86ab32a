//! The app's settings, and what is asked of it from outside.

use tauri::{AppHandle, Manager as _, Runtime, State};

use super::Asked;
use crate::about;
use crate::asked::Asks;
use crate::dto::{AboutView, Ask, Settings};
use crate::error::Answer;
use crate::settings::{self, KeptSettings};
use crate::tray::Tray;
use crate::{autostart, shortcuts};

#[tauri::command]
pub async fn settings(kept: State<'_, KeptSettings>) -> Answer<Settings> {
    Ok(kept.now())
}

#[tauri::command]
pub async fn change_settings<R: Runtime>(app: AppHandle<R>, settings: Settings) -> Answer<()> {
    settings::change(&app, &settings)
}

#[tauri::command]
pub async fn take_asks<R: Runtime>(asks: State<'_, Asks>, app: AppHandle<R>) -> Answer<Vec<Ask>> {
    Ok(asks.take(&app))
}

/// None where this system has no tray, and closing the window is the end.
#[tauri::command]
pub async fn has_tray<R: Runtime>(app: AppHandle<R>) -> Answer<bool> {
    Ok(app.state::<Tray<R>>().is_there())
}

#[tauri::command]
pub async fn starts_with_session<R: Runtime>(app: AppHandle<R>) -> Answer<bool> {
    autostart::is_on(&app)
}

#[tauri::command]
pub async fn start_with_session<R: Runtime>(app: AppHandle<R>, on: bool) -> Answer<()> {
    autostart::switch(&app, on)
}

#[tauri::command]
pub async fn make_shortcut<R: Runtime>(engine: Asked<'_>, app: AppHandle<R>, name: String) -> Answer<String> {
    shortcuts::make(&app, &engine, &name)
}

#[tauri::command]
pub async fn about(engine: Asked<'_>, kept: State<'_, KeptSettings>) -> Answer<AboutView> {
    Ok(about::about(&engine, &kept.now()).await)
}
