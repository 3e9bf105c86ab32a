use std::path::Path;

use secrecy::SecretString;

use super::report::{Step, StepId};
use super::words::count;
use crate::hand_off::{self, Gives};
use crate::profile::{Entry, HandOffEntry};

/// The files that the profile is written to: there, this person's alone, and with the token of now.
pub(super) fn step(entry: &Entry, token: Option<&SecretString>) -> Step {
    let files = &entry.hand_off;
    let troubles: Vec<_> = files.iter().filter_map(|file| Some((file, trouble(file, token)?))).collect();
    let Some(((first, found), others)) = troubles.split_first() else {
        let holds_token = |file: &HandOffEntry| hand_off::format(&file.format).is_ok_and(|it| it.gives == Gives::Token);
        let are_fresh = token.is_some() && files.iter().any(holds_token);
        let detail = if are_fresh { "They hold the token of now." } else { "" };
        let title = format!(
            "{} in order",
            if files.len() == 1 { "The file is".into() } else { format!("{} files are", files.len()) }
        );
        return Step::passed(StepId::Files, title).detail(detail);
    };
    let title = if others.is_empty() {
        format!("{} {}", first.path, found.what)
    } else {
        format!("{} are not in order", count(troubles.len(), "file"))
    };
    let mut step = Step::warned(StepId::Files, title);
    step.detail =
        troubles.iter().map(|(file, found)| format!("{} {}.", file.path, found.what)).collect::<Vec<_>>().join(" ");
    for (file, found) in &troubles {
        step = step.next(found.next.replace("{file}", &file.path).replace("{format}", &file.format));
    }
    step
}

struct Found {
    what: String,
    next: &'static str,
}

const WRITE_AGAIN: &str = "Write {file} again, as {format}.";
const CHOOSE: &str = "Choose another place for {file}, or take it out of the profile.";

fn trouble(file: &HandOffEntry, token: Option<&SecretString>) -> Option<Found> {
    let found = |what: String, next| Some(Found { what, next });
    let path = hand_off::expand_home(&file.path);
    let format = match hand_off::format(&file.format) {
        Ok(format) => format,
        Err(error) => {
            let next = "Take {file} out of the profile, or name a known format.";
            return found(format!("has an unknown form: {error}"), next);
        }
    };
    if let Err(error) = hand_off::can_be_written(&path) {
        return found(format!("cannot be written: {}", reason(&error)), CHOOSE);
    }
    if !path.exists() {
        return found("is not there".into(), WRITE_AGAIN);
    }
    if is_open_to_others(&path) {
        return found("can be read by others".into(), WRITE_AGAIN);
    }
    // What lets an application in has no age.
    let token = token.filter(|_| format.gives == Gives::Token)?;
    if hand_off::holds(&path, token) { None } else { found("holds an older token".into(), WRITE_AGAIN) }
}

fn reason(error: &hand_off::HandOffError) -> String {
    match error {
        hand_off::HandOffError::Refused { reason, .. } | hand_off::HandOffError::Io { reason, .. } => reason.clone(),
        other => other.to_string(),
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).is_ok_and(|found| found.mode() & 0o077 != 0)
}

/// On Windows the folder's access list decides, which is the person's own.
#[cfg(not(unix))]
fn is_open_to_others(_path: &Path) -> bool {
    false
}
