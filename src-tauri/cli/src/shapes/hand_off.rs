use std::path::Path;
use std::time::SystemTime;

use cdf_signin_engine::hand_off::{Format, HandOffStatus, Preview, Snippet, Undone, Unfit, Warning, Written};
use cdf_signin_engine::profile::{HandOffEntry, Profile};
use serde::Serialize;

use super::FailureShape;

/// A file that a token was written to.
#[derive(Debug, Serialize)]
pub struct WrittenShape<'a> {
    profile: &'a str,
    format: &'a str,
    path: &'a Path,
    expires_at: Option<String>,
    expires_in: Option<u64>,
    keep_fresh: bool,
    take_back_after: Option<u32>,
    warnings: Vec<WarningShape>,
}

/// What a file would become.
#[derive(Debug, Serialize)]
pub struct PreviewShape<'a> {
    profile: &'a str,
    format: &'a str,
    path: &'a Path,
    is_new: bool,
    is_foreign: bool,
    lines: Vec<LineShape<'a>>,
    warnings: Vec<WarningShape>,
}

#[derive(Debug, Serialize)]
struct LineShape<'a> {
    change: &'static str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct WarningShape {
    code: &'static str,
    message: String,
    hint: &'static str,
}

/// A write that was undone.
#[derive(Debug, Serialize)]
pub struct UndoneShape<'a> {
    undone: &'a Path,
    is_removed: bool,
    profiles: &'a [String],
}

impl<'a> PreviewShape<'a> {
    pub fn new(profile: &'a str, format: &'a str, preview: &'a Preview) -> Self {
        let lines = preview.lines.iter().map(|line| LineShape { change: line.change.as_str(), text: &line.text });
        Self {
            profile,
            format,
            path: &preview.path,
            is_new: preview.is_new,
            is_foreign: preview.is_foreign,
            lines: lines.collect(),
            warnings: warnings(&preview.warnings),
        }
    }
}

impl<'a> From<&'a Undone> for UndoneShape<'a> {
    fn from(Undone { path, is_removed, profiles }: &'a Undone) -> Self {
        Self { undone: path, is_removed: *is_removed, profiles }
    }
}

fn warnings(warnings: &[Warning]) -> Vec<WarningShape> {
    let shape = |it: &Warning| WarningShape { code: it.code(), message: it.message(), hint: it.hint() };
    warnings.iter().map(shape).collect()
}

impl<'a> WrittenShape<'a> {
    /// `entry` is what the profile remembers of it.
    pub fn new(profile: &'a str, written: &'a Written, entry: Option<&HandOffEntry>) -> Self {
        Self {
            keep_fresh: entry.is_some_and(|entry| entry.keep_fresh),
            take_back_after: entry.and_then(|entry| entry.take_back_after),
            profile,
            format: written.format.id,
            path: &written.path,
            expires_at: written.token.as_ref().and_then(|token| super::moment(token.expires_at)),
            expires_in: written.token.as_ref().map(|token| token.expires_in.as_secs()),
            warnings: warnings(&written.warnings),
        }
    }
}

/// A file of a profile, and how it stands.
#[derive(Debug, Serialize)]
pub struct FileShape<'a> {
    format: &'a str,
    path: &'a str,
    keep_fresh: bool,
    written_at: Option<String>,
    /// Whether it holds the token that there is now.
    token_current: Option<bool>,
    next_write_at: Option<String>,
    take_back_at: Option<String>,
    taken_back_at: Option<String>,
    last_error: Option<FailureShape<'a>>,
}

impl<'a> From<&'a HandOffStatus> for FileShape<'a> {
    fn from(file: &'a HandOffStatus) -> Self {
        let moment = |moment: Option<SystemTime>| moment.and_then(super::moment);
        Self {
            format: &file.entry.format,
            path: &file.entry.path,
            keep_fresh: file.entry.keep_fresh,
            written_at: moment(file.written_at),
            token_current: file.token_current,
            next_write_at: moment(file.next_write_at),
            take_back_at: moment(file.take_back_at),
            taken_back_at: moment(file.taken_back_at),
            last_error: file.failure.as_ref().map(FailureShape::from),
        }
    }
}

/// A form in which other tools read their sign-in.
#[derive(Debug, Serialize)]
pub struct FormatShape {
    format: &'static str,
    title: &'static str,
    tool: &'static str,
    file_name: &'static str,
    about: &'static str,
    gives: &'static str,
    freshness: &'static str,
    stays_fresh: bool,
    /// Why the profile cannot be written so.
    unfit: Option<UnfitShape>,
}

#[derive(Debug, Serialize)]
struct UnfitShape {
    reason: String,
    instead: String,
}

impl FormatShape {
    pub fn new(format: &Format, profile: Option<&Profile>) -> Self {
        let Format { id, title, tool, file_name, about, gives, freshness, .. } = *format;
        let unfit = profile.and_then(format.unfit);
        Self {
            format: id,
            title,
            tool,
            file_name,
            about,
            gives: gives.as_str(),
            freshness: freshness.as_str(),
            stays_fresh: freshness.stays_fresh(),
            unfit: unfit.map(|Unfit { reason, instead }| UnfitShape { reason, instead }),
        }
    }
}

/// Code to copy, as the list has it.
#[derive(Debug, Serialize)]
pub struct SnippetShape {
    snippet: &'static str,
    title: &'static str,
    language: &'static str,
    about: &'static str,
    freshness: &'static str,
    stays_fresh: bool,
}

impl From<&Snippet> for SnippetShape {
    fn from(snippet: &Snippet) -> Self {
        let Snippet { id, title, language, about, freshness, .. } = *snippet;
        let (stays_fresh, freshness) = (freshness.stays_fresh(), freshness.as_str());
        Self { snippet: id, title, language, about, freshness, stays_fresh }
    }
}

/// The code itself, for a profile.
#[derive(Debug, Serialize)]
pub struct SnippetTextShape<'a> {
    profile: &'a str,
    #[serde(flatten)]
    of: SnippetShape,
    text: &'a str,
}

impl<'a> SnippetTextShape<'a> {
    pub fn new(profile: &'a str, snippet: &Snippet, text: &'a str) -> Self {
        Self { profile, of: SnippetShape::from(snippet), text }
    }
}
