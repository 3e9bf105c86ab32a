//! Puts a format's text in a file's place, without harm to what is there.

mod target;

use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use target::Target;

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
}

/// Writes a file, in one step: it holds the old content or the new.
pub(crate) fn write(order: &Order, material: &Material<'_>) -> Result<Written, HandOffError> {
    let Order { format, path, replace } = order;
    let target = Target::examine(path)?;
    let existing = target.read_text()?;
    if let Some(text) = existing.as_deref().filter(|text| !replace && !text.trim().is_empty())
        && !(format.is_ours)(text)
    {
        return Err(HandOffError::NotOurs { path: path.clone() });
    }
    let text = format.text(material, existing.as_deref().map(String::as_str)).map_err(HandOffError::Unfit)?;
    target.replace(text.as_bytes())?;
    Ok(Written { format, path: path.clone(), token: material.token.clone() })
}

/// Takes the token, or secret, out of a file, which otherwise stays as it is. A file that is gone or another's by now is left.
pub(crate) fn take_back(format: &Format, path: &Path) -> Result<(), HandOffError> {
    let target = Target::examine(path)?;
    let Some(text) = target.read_text()?.filter(|text| (format.is_ours)(text)) else { return Ok(()) };
    let without: Zeroizing<String> = (format.take_back)(&text);
    if *without == *text {
        return Ok(());
    }
    target.replace(without.as_bytes())
}

/// Whether a token may be written to that place as it is now.
pub fn can_be_written(path: &Path) -> Result<(), HandOffError> {
    Target::examine(path).map(drop)
}
