//! What a token says about itself.

use super::Asked;
use crate::claims;
use crate::dto::ClaimsView;
use crate::error::Answer;

#[tauri::command]
pub async fn claims(engine: Asked<'_>, name: String) -> Answer<ClaimsView> {
    claims::of(&engine, &name).await
}
