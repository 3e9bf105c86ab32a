use std::path::Path;

use cdf_signin_engine::hand_off::{Format, Snippet, Unfit, Written};
use cdf_signin_engine::profile::Profile;
use serde::Serialize;

/// A file that a token was written to.
#[derive(Debug, Serialize)]
pub struct WrittenShape<'a> {
    profile: &'a str,
    format: &'a str,
    path: &'a Path,
    expires_at: Option<String>,
    expires_in: Option<u64>,
}

impl<'a> WrittenShape<'a> {
    pub fn new(profile: &'a str, written: &'a Written) -> Self {
        Self {
            profile,
            format: written.format.id,
            path: &written.path,
            expires_at: written.token.as_ref().and_then(|token| super::moment(token.expires_at)),
            expires_in: written.token.as_ref().map(|token| token.expires_in.as_secs()),
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
