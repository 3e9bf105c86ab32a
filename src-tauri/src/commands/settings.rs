//! The app's settings, and what is asked of it from outside.

use tauri::{AppHandle, Runtime, State};

use crate::asked::Asks;
use crate::dto::{Ask, Settings};
use crate::error::Answer;
use crate::settings::{self, KeptSettings};

#[tauri::command]
pub async fn settings(kept: State<'_, KeptSettings>) -> Answer<Settings> {
    Ok(kept.now())
}

#[tauri::command]
pub async fn change_settings<R: Runtime>(app: AppHandle<R>, settings: Settings) -> Answer<()> {
    settings::change(&app, &settings)
}

#[tauri::command]
pub async fn take_asks(asks: State<'_, Asks>) -> Answer<Vec<Ask>> {
    Ok(asks.take())
}
