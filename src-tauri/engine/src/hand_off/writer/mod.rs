//! Puts a format's text in a file's place, without harm to what is there.

mod git;
mod mask;
mod preview;
mod surroundings;
mod target;
#[cfg(test)]
mod tests;
mod trouble;
mod turn;
mod undo;
mod warning;

use std::path::{Path, PathBuf};

pub use git::Ignored;
pub(crate) use git::ignore;
pub(crate) use preview::preview;
pub use preview::{Change, DiffLine, Preview};
use secrecy::zeroize::Zeroizing;
pub(crate) use surroundings::warnings_of_place;
use target::{IsPrivate, Target};
pub(crate) use turn::{Turn, whole};
pub use undo::Undone;
pub(crate) use undo::{keep_for_undo, kept_for_undo, undo};
pub use warning::Warning;

use super::{Format, HandOffError, Material};
use crate::session::Token;

/// What is to be written where.
#[derive(Debug, Clone)]
pub struct Order {
    /// In which form.
    pub format: &'static Format,
    /// The file.
    pub path: PathBuf,
    /// A file that the app did not make may be overwritten. A link, a folder or somebody else's file never is.
    pub replace: bool,
}

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Written {
    /// In which form.
    pub format: &'static Format,
    /// Where.
    pub path: PathBuf,
    /// The token in it, if it is one.
    pub token: Option<Token>,
    /// What the person should know of the place.
    pub warnings: Vec<Warning>,
}

/// What a change of a file was, for who may have to undo it.
pub(crate) struct Changed {
    /// None: there was no file.
    pub before: Option<Zeroizing<String>>,
    pub after: Zeroizing<String>,
    warnings: Vec<Warning>,
}

/// Writes a file, in one step: it holds the old content or the new.
pub(crate) fn write(turn: &Turn, order: &Order, material: &Material<'_>) -> Result<(Written, Changed), HandOffError> {
    let Order { format, path, replace } = order;
    let changed = change(turn, path, |existing| {
        if !replace && is_foreign(format, existing) {
            return Err(HandOffError::NotOurs { path: path.clone() });
        }
        format.text(material, existing).map_err(HandOffError::Unfit)
    })?;
    let warnings = changed.warnings.clone();
    Ok((Written { format, path: path.clone(), token: material.token.clone(), warnings }, changed))
}

/// Writes a text of the app's own that is no hand-off, by the same rules.
pub(crate) fn put_text(turn: &Turn, path: &Path, text: &str) -> Result<(), HandOffError> {
    change(turn, path, |_| Ok(text.to_owned().into())).map(drop)
}

/// Takes the token, or secret, out of a file, which otherwise stays as it is. A file that is gone or another's by now is left.
pub(crate) fn take_back(turn: &Turn, format: &Format, path: &Path) -> Result<(), HandOffError> {
    if Target::examine(path)?.found.is_none() {
        return Ok(());
    }
    change(turn, path, |existing| {
        let existing = existing.unwrap_or_default();
        let is_ours = !existing.is_empty() && (format.is_ours)(existing);
        Ok(if is_ours { (format.take_back)(existing) } else { existing.to_owned().into() })
    })
    .map(drop)
}

/// Whether a token may be written to that place as it is now.
pub fn can_be_written(path: &Path) -> Result<(), HandOffError> {
    Target::examine(path).map(drop)
}

/// The file was made by somebody else, and would be replaced whole.
fn is_foreign(format: &Format, existing: Option<&str>) -> bool {
    existing.is_some_and(|text| !text.trim().is_empty() && !(format.is_ours)(text))
}

/// An editor saves now and then, and not five times while a file of settings is read.
const TRIES: u8 = 5;

/// Changes a file's text. `render` makes the new text of the old one, which is none where there is no file; it is asked
/// again when somebody else changed the file meanwhile.
fn change(
    turn: &Turn,
    path: &Path,
    render: impl Fn(Option<&str>) -> Result<Zeroizing<String>, HandOffError>,
) -> Result<Changed, HandOffError> {
    for _ in 0..TRIES {
        let target = Target::examine(path)?;
        let Some(text) = target.read()? else { continue };
        let before = target.found.is_some().then_some(text);
        let after = render(before.as_deref().map(String::as_str))?;
        let is_to_be_closed = target.found.as_ref().is_some_and(|found| found.is_readable_by_others);
        let is_same = before.as_ref().is_some_and(|before| **before == *after);
        let written =
            if is_same && !is_to_be_closed { Some(IsPrivate(true)) } else { target.replace(after.as_bytes(), turn)? };
        if let Some(is_private) = written {
            let warnings = warnings_of(&target, is_private);
            return Ok(Changed { before, after, warnings });
        }
    }
    Err(trouble::keeps_changing(path))
}

fn warnings_of(target: &Target<'_>, IsPrivate(is_private): IsPrivate) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if !is_private {
        warnings.push(Warning::NotPrivate);
    } else if target.found.as_ref().is_some_and(|found| found.is_readable_by_others) {
        warnings.push(Warning::WasReadable);
    }
    if target.found.as_ref().is_some_and(|found| found.has_other_names) {
        warnings.push(Warning::HasOtherNames);
    }
    warnings
}
