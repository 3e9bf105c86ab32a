//! An entry of the system's own for one profile: a double-click signs in.

use std::path::PathBuf;

use cdf_signin_engine::{Engine, ErrorCode, Failure};
use tauri::{AppHandle, Manager as _, Runtime};

use crate::error::Answer;
use crate::{asked, words};

fn failed(error: impl std::fmt::Display) -> Failure {
    let message = format!("The shortcut could not be written: {error}.");
    Failure::new(ErrorCode::FileRefused, message, "Check that your desktop's folder is yours to write to.")
}

/// Makes it on the person's desktop, or where there is no such folder among the applications; answers with the file.
pub fn make<R: Runtime>(app: &AppHandle<R>, engine: &Engine, name: &str) -> Answer<String> {
    let draft = engine.entry(name)?.draft;
    let label = if draft.label.trim().is_empty() { &draft.name } else { draft.label.trim() };
    let title = words::about(words::of(app).entry.sign_in_to, label);
    let file = write(app, &draft.name, &title)?;
    Ok(file.display().to_string())
}

#[cfg(target_os = "linux")]
fn write<R: Runtime>(app: &AppHandle<R>, name: &str, title: &str) -> Answer<PathBuf> {
    use crate::desktop_entry::{self, Entry};
    let program = desktop_entry::program().map_err(failed)?;
    let words = [asked::SIGN_IN, name];
    let entry = Entry { name: title, comment: words::of(app).entry.comment, program: &program, words: &words };
    let desktop = app.path().desktop_dir().ok().filter(|folder| folder.is_dir());
    let folder = match desktop {
        Some(folder) => folder,
        None => app.path().data_dir().map_err(failed)?.join("applications"),
    };
    let file = folder.join(format!("cdf-signin-{name}.desktop"));
    entry.write(&file).map_err(failed)?;
    Ok(file)
}

/// A small file of commands: Windows asks for no more to start a program by a double-click.
#[cfg(windows)]
fn write<R: Runtime>(app: &AppHandle<R>, name: &str, _title: &str) -> Answer<PathBuf> {
    let program = std::env::current_exe().map_err(failed)?;
    let file = app.path().desktop_dir().map_err(failed)?.join(format!("CDF Sign-in {name}.cmd"));
    // A name has letters, digits, “-”, “_” and “.” only; a path has no quotation mark.
    let text =
        format!("@start \"\" \"{}\" {} {name}\r\n", program.display().to_string().replace('%', "%%"), asked::SIGN_IN);
    std::fs::write(&file, text).map_err(failed)?;
    Ok(file)
}

/// What Finder and the Dock start in a terminal's place is a script that is named so.
#[cfg(target_os = "macos")]
fn write<R: Runtime>(app: &AppHandle<R>, name: &str, title: &str) -> Answer<PathBuf> {
    use std::os::unix::fs::PermissionsExt as _;
    let program = std::env::current_exe().map_err(failed)?;
    let file = app.path().desktop_dir().map_err(failed)?.join(format!("{}.command", title.replace(['/', ':'], "-")));
    let quoted = program.display().to_string().replace('\'', r"'\''");
    std::fs::write(&file, format!("#!/bin/sh\n'{quoted}' {} {name} &\n", asked::SIGN_IN)).map_err(failed)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).map_err(failed)?;
    Ok(file)
}
