//! Files for other tools, as the page sees and orders them.

use std::path::{Path, PathBuf};

use cdf_signin_engine::hand_off::{Change, Format, Freshness, Gives, HandOffStatus, Order, Preview, Unfit, Warning};
use cdf_signin_engine::profile::{HandOffEntry, Profile};
use cdf_signin_engine::session::TokenRequest;
use cdf_signin_engine::{Engine, Failure, hand_off};
use tauri::{Runtime, WebviewWindow};

use crate::dialogs;
use crate::dto::{
    ChangeView, DiffLineView, FormatView, FreshnessView, GivesView, HandOffOrder, HandOffView, PreviewView, UnfitView,
    WarningView,
};
use crate::error::Answer;
use crate::status::rfc3339;

/// The forms a profile can be written in, and those it cannot be with the reason.
pub fn formats(profile: &Profile) -> Vec<FormatView> {
    hand_off::FORMATS
        .iter()
        .map(|format| FormatView {
            id: format.id.to_owned(),
            title: format.title.to_owned(),
            tool: format.tool.to_owned(),
            file_name: format.file_name.to_owned(),
            about: format.about.to_owned(),
            gives: format.gives.into(),
            freshness: format.freshness.into(),
            unfit: (format.unfit)(profile).map(UnfitView::from),
        })
        .collect()
}

/// Asks in the system's own dialog where the file goes, beginning where the profile's last one went.
pub async fn ask_where<R: Runtime>(
    engine: &Engine,
    window: &WebviewWindow<R>,
    name: &str,
    format: &str,
) -> Answer<Option<String>> {
    let format = hand_off::format(format)?;
    let profile = engine.profile(Some(name))?;
    // Said before a place is chosen for it: whether there is something to write at all.
    match format.gives {
        Gives::Token => drop(engine.token(&profile, TokenRequest::default()).await?),
        Gives::Endpoint => drop(engine.endpoint_client(name).await?),
        Gives::Application => {}
    }
    let entries = engine.entry(name)?.hand_off;
    let folder = entries.last().and_then(|entry| hand_off::expand_home(&entry.path).parent().map(Path::to_path_buf));
    dialogs::save_file(window, format!("Write {}", format.title), format.file_name, folder).await
}

/// What writing would change there.
pub async fn preview(engine: &Engine, name: &str, format: &str, path: &str) -> Answer<PreviewView> {
    let order = order(hand_off::format(format)?, path, true);
    Ok(engine.preview(&engine.profile(Some(name))?, &order).await?.into())
}

/// Writes what the person has seen, over whatever is there, and remembers the file.
pub async fn write(engine: &Engine, name: &str, wanted: HandOffOrder) -> Answer<HandOffView> {
    let HandOffOrder { format, path, keep_fresh, take_back_after } = wanted;
    let order = order(hand_off::format(&format)?, &path, true);
    engine.write(&engine.profile(Some(name))?, &order).await?;
    engine.remember_hand_off(name, &HandOffEntry { format, path: path.clone(), keep_fresh, take_back_after })?;
    remembered(engine, name, &path).await
}

/// Writes a remembered file again. One that is another's by now is not overwritten.
pub async fn rewrite(engine: &Engine, name: &str, format: &str, path: &str) -> Answer<HandOffView> {
    let order = order(hand_off::format(format)?, path, false);
    engine.write(&engine.profile(Some(name))?, &order).await?;
    remembered(engine, name, path).await
}

/// Keeps a remembered file fresh from now on, or no longer.
pub async fn keep_fresh(engine: &Engine, name: &str, format: &str, path: &str, keep: bool) -> Answer<()> {
    if let Some(entry) = entry(engine, name, format, path)? {
        // What is kept fresh is fresh at once.
        if keep {
            rewrite(engine, name, format, path).await?;
        }
        engine.remember_hand_off(name, &HandOffEntry { keep_fresh: keep, ..entry })?;
    }
    Ok(())
}

/// Takes the token out of a file. It is not kept fresh any more: the next one would go into it.
pub fn take_back(engine: &Engine, name: &str, format: &str, path: &str) -> Answer<()> {
    if let Some(entry) = entry(engine, name, format, path)? {
        engine.remember_hand_off(name, &HandOffEntry { keep_fresh: false, take_back_after: None, ..entry })?;
    }
    Ok(engine.take_back(format, &hand_off::expand_home(path))?)
}

/// The files of a profile, and how each stands.
pub async fn all(engine: &Engine, name: &str) -> Vec<HandOffView> {
    // A profile that is gone has none.
    let files = engine.hand_offs(name).await.unwrap_or_default();
    files.into_iter().map(HandOffView::from).collect()
}

async fn remembered(engine: &Engine, name: &str, path: &str) -> Answer<HandOffView> {
    let file = engine.hand_offs(name).await?.into_iter().find(|file| file.entry.path == path);
    Ok(file.map(HandOffView::from).ok_or_else(|| Failure::internal("a file that was just remembered is not"))?)
}

fn entry(engine: &Engine, name: &str, format: &str, path: &str) -> Answer<Option<HandOffEntry>> {
    let entries = engine.entry(name)?.hand_off;
    Ok(entries.into_iter().find(|entry| entry.format == format && entry.path == path))
}

fn order(format: &'static Format, path: &str, replace: bool) -> Order {
    Order { format, path: place(path), replace }
}

/// The file that the page names as `profiles.toml` does.
pub fn place(path: &str) -> PathBuf {
    hand_off::expand_home(path)
}

impl From<HandOffStatus> for HandOffView {
    fn from(status: HandOffStatus) -> Self {
        let keep_fresh = status.is_kept();
        let HandOffEntry { format, path, .. } = status.entry;
        let known = hand_off::format(&format).ok();
        Self {
            title: known.map_or_else(|| format.clone(), |format| format.title.to_owned()),
            holds_token: known.is_none_or(|format| format.gives == Gives::Token),
            exists: hand_off::expand_home(&path).exists(),
            format,
            path,
            keep_fresh,
            written_at: status.written_at.and_then(rfc3339),
            token_current: status.token_current,
            next_write_at: status.next_write_at.and_then(rfc3339),
            take_back_at: status.take_back_at.and_then(rfc3339),
            taken_back_at: status.taken_back_at.and_then(rfc3339),
            failure: status.failure.map(Failure::into),
        }
    }
}

impl From<Preview> for PreviewView {
    fn from(preview: Preview) -> Self {
        let line = |line: hand_off::DiffLine| DiffLineView { change: line.change.into(), text: line.text };
        Self {
            is_new: preview.is_new,
            is_foreign: preview.is_foreign,
            lines: preview.lines.into_iter().map(line).collect(),
            warnings: preview.warnings.into_iter().map(WarningView::from).collect(),
        }
    }
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        match change {
            Change::Same => Self::Same,
            Change::Added => Self::Added,
            Change::Removed => Self::Removed,
            Change::Skipped => Self::Skipped,
        }
    }
}

impl From<Warning> for WarningView {
    fn from(warning: Warning) -> Self {
        Self {
            message: warning.message(),
            hint: warning.hint().to_owned(),
            git_ignore: matches!(warning, Warning::NotIgnoredByGit | Warning::TrackedByGit),
        }
    }
}

impl From<Unfit> for UnfitView {
    fn from(unfit: Unfit) -> Self {
        Self { reason: unfit.reason, instead: unfit.instead }
    }
}

impl From<Gives> for GivesView {
    fn from(gives: Gives) -> Self {
        match gives {
            Gives::Token => Self::Token,
            Gives::Application => Self::Application,
            Gives::Endpoint => Self::Endpoint,
        }
    }
}

impl From<Freshness> for FreshnessView {
    fn from(freshness: Freshness) -> Self {
        match freshness {
            Freshness::Reread => Self::Reread,
            Freshness::Restart => Self::Restart,
            Freshness::Itself => Self::Itself,
        }
    }
}
