//! The system's own dialogs for files.

use std::path::{Path, PathBuf};

use cdf_signin_engine::{ErrorCode, Failure};
use rfd::{AsyncFileDialog, FileHandle};
use tauri::{Manager as _, Runtime, WebviewWindow};
use tokio::sync::oneshot;

use crate::error::Answer;

/// Asks where a new file goes.
pub async fn save_file<R: Runtime>(
    window: &WebviewWindow<R>,
    title: String,
    name: &str,
    folder: Option<PathBuf>,
) -> Answer<Option<String>> {
    let name = name.to_owned();
    let ask = move |mut dialog: AsyncFileDialog| {
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        dialog.set_file_name(name).save_file()
    };
    shown(window, title, ask).await
}

/// Asks for a file that there is.
pub async fn open_file<R: Runtime>(window: &WebviewWindow<R>, title: String) -> Answer<Option<String>> {
    shown(window, title, AsyncFileDialog::pick_file).await
}

async fn shown<R, F>(
    window: &WebviewWindow<R>,
    title: String,
    ask: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
) -> Answer<Option<String>>
where
    R: Runtime,
    F: Future<Output = Option<FileHandle>> + Send + 'static,
{
    let parent = window.clone();
    let (answer, answered) = oneshot::channel();
    // Dialogs are the main thread's; their answer is awaited here.
    let asked = window.app_handle().run_on_main_thread(move || {
        let chosen = ask(AsyncFileDialog::new().set_parent(&parent).set_title(title));
        tauri::async_runtime::spawn(async move { answer.send(chosen.await) });
    });
    asked.map_err(Failure::internal)?;
    let chosen = answered.await.map_err(Failure::internal)?;
    Ok(chosen.map(|file| as_text(file.path())).transpose()?)
}

/// `profiles.toml`, which remembers the file, is text.
fn as_text(path: &Path) -> Result<String, Failure> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        Failure::new(
            ErrorCode::FileRefused,
            format!("The name {} cannot be kept in profiles.toml: it is no text.", path.display()),
            "Choose a file and folder with a readable name.",
        )
    })
}
