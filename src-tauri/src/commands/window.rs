//! The window itself.

use tauri::{Runtime, WebviewWindow};

use crate::error::Answer;

#[tauri::command]
pub async fn page_drawn<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    let _ = window.show();
    Ok(())
}
