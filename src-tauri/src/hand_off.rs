//! A file for another tool: where it goes, and what the profile remembers of it.

use std::path::Path;

use cdf_signin_engine::hand_off::Order;
use cdf_signin_engine::profile::HandOffEntry;
use cdf_signin_engine::session::TokenRequest;
use cdf_signin_engine::{Engine, hand_off};
use tauri::{Runtime, WebviewWindow};

use crate::dto::HandOffView;
use crate::error::Answer;
use crate::{dialogs, overview};

/// Asks in the system's own dialog where the file goes, beginning where the profile's last one went.
pub async fn ask_where<R: Runtime>(
    engine: &Engine,
    window: &WebviewWindow<R>,
    name: &str,
    format: &str,
) -> Answer<Option<String>> {
    let format = hand_off::format(format)?;
    // Said before a place is chosen for it: whether there is a token at all.
    engine.token(&engine.profile(Some(name))?, TokenRequest::default()).await?;
    let entries = engine.entry(name)?.hand_off;
    let folder = entries.last().and_then(|entry| hand_off::expand_home(&entry.path).parent().map(Path::to_path_buf));
    let title = format!("Write {}", format.title);
    dialogs::save_file(window, title, format.file_name, folder).await
}

/// Writes the profile's token, and remembers the file.
pub async fn write(engine: &Engine, name: &str, format: &str, path: &str, replace: bool) -> Answer<HandOffView> {
    let profile = engine.profile(Some(name))?;
    let order = Order { format: hand_off::format(format)?, path: hand_off::expand_home(path), replace };
    engine.write(&profile, &order).await?;
    let known = engine.entry(name)?.hand_off.into_iter().find(|entry| entry.path == path);
    let keep_fresh = known.as_ref().is_some_and(|entry| entry.keep_fresh);
    let take_back_after = known.and_then(|entry| entry.take_back_after);
    let entry = HandOffEntry { format: format.to_owned(), path: path.to_owned(), keep_fresh, take_back_after };
    engine.remember_hand_off(name, &entry)?;
    Ok(overview::hand_off_view(engine, Some(&profile), &entry).await)
}
