//! What a token says about itself, and why it does not open a project.

use super::Asked;
use crate::dto::{ClaimsView, WhyView};
use crate::error::Answer;
use crate::{claims, why};

#[tauri::command]
pub async fn claims(engine: Asked<'_>, name: String) -> Answer<ClaimsView> {
    claims::of(&engine, &name).await
}

#[tauri::command]
pub async fn why_project(engine: Asked<'_>, name: String, project: String) -> Answer<WhyView> {
    why::of(&engine, &name, &project).await
}
