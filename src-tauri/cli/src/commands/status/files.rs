//! The files of a profile, below its line.

use std::path::Path;
use std::time::SystemTime;

use anstyle::Style;
use cdf_signin_engine::Engine;
use cdf_signin_engine::hand_off::{self, Gives, HandOffStatus};
use cdf_signin_engine::profile::Profiles;
use cdf_signin_engine::session;

use crate::table::{Cell, table};
use crate::words::{self, BAD, BOLD, DIM, GOOD, WARN};

/// A profile's files. When they are written next, a host that runs long knows, by when it renews.
pub async fn of(engine: &Engine, book: &Profiles, name: &str, status: Option<&session::Status>) -> Vec<HandOffStatus> {
    let mut files = engine.hand_offs_in(book, name).await;
    let renews_at = status.and_then(|status| status.renews_at);
    for file in files.iter_mut().filter(|file| file.is_kept()) {
        file.next_write_at = file.next_write_at.or(renews_at);
    }
    files
}

/// Nothing where there is none.
pub fn drawn<'a>(files: impl Iterator<Item = (&'a str, &'a HandOffStatus)>) -> String {
    let rows: Vec<_> = files.map(|(profile, file)| row(profile, file)).collect();
    if rows.is_empty() {
        String::new()
    } else {
        format!("\n{}", table(["FILE STATE", "PROFILE", "FORMAT", "FILE", "NEXT"], rows))
    }
}

fn row(profile: &str, file: &HandOffStatus) -> [Cell; 5] {
    let plain = Style::new();
    [
        state(file),
        (BOLD, profile.to_owned()),
        (plain, file.entry.format.clone()),
        (plain, short(&file.entry.path)),
        (DIM, next(file)),
    ]
}

fn state(file: &HandOffStatus) -> Cell {
    match file {
        HandOffStatus { failure: Some(_), .. } => (BAD, "✗ to mend".into()),
        HandOffStatus { taken_back_at: Some(_), .. } => (DIM, "○ taken back".into()),
        HandOffStatus { written_at: None, .. } => (DIM, "○ not written yet".into()),
        HandOffStatus { token_current: Some(true), .. } => (GOOD, "● current".into()),
        HandOffStatus { token_current: Some(false), .. } => (WARN, "◐ an older token".into()),
        HandOffStatus { token_current: None, entry, .. } if gives_token(&entry.format) => (DIM, "○ no sign-in".into()),
        HandOffStatus { token_current: None, .. } => (GOOD, "● written".into()),
    }
}

/// As people write it.
fn short(path: &str) -> String {
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let rest = home.and_then(|home| Path::new(path).strip_prefix(home).ok().map(Path::to_path_buf));
    rest.map_or_else(|| path.to_owned(), |rest| Path::new("~").join(rest).display().to_string())
}

fn gives_token(format: &str) -> bool {
    hand_off::format(format).is_ok_and(|format| format.gives == Gives::Token)
}

fn next(file: &HandOffStatus) -> String {
    let in_words = |at: SystemTime| words::duration(at.duration_since(SystemTime::now()).unwrap_or_default());
    let kept = file.is_kept().then(|| match file.next_write_at {
        Some(at) => format!("written again in {}", in_words(at)),
        None => "kept fresh".to_owned(),
    });
    let taken = file.take_back_at.map(|at| format!("taken back in {}", in_words(at)));
    kept.into_iter().chain(taken).collect::<Vec<_>>().join(", ")
}
