//! A profile's token endpoint. Its secret goes to the clipboard, and never to the page.

use tauri::{AppHandle, Runtime};

use super::Asked;
use crate::dto::{Copied, EndpointView};
use crate::error::Answer;
use crate::{clipboard, endpoint};

#[tauri::command]
pub async fn endpoint(engine: Asked<'_>, name: String) -> Answer<EndpointView> {
    endpoint::endpoint(&engine, &name).await
}

#[tauri::command]
pub async fn switch_endpoint(engine: Asked<'_>, name: String, on: bool) -> Answer<EndpointView> {
    endpoint::switch(&engine, &name, on).await
}

#[tauri::command]
pub async fn copy_endpoint_secret<R: Runtime>(engine: Asked<'_>, app: AppHandle<R>, name: String) -> Answer<Copied> {
    let client = engine.endpoint_client(&name).await?;
    clipboard::put_client_secret(&app, &engine, &client.client_secret)
}

#[tauri::command]
pub async fn renew_endpoint_secret(engine: Asked<'_>, name: String) -> Answer<()> {
    Ok(engine.renew_endpoint_secret(&name).await?)
}
