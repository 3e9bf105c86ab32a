//! The log files, for a person who has to send them.

use super::Asked;
use crate::error::Answer;
use crate::startup;

#[tauri::command]
pub async fn open_log_folder(engine: Asked<'_>) -> Answer<()> {
    startup::open_folder(&engine.places().logs_dir())
}
