//! What has to be right before there is a window to say anything in.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use cdf_signin_engine::Failure;
use cdf_signin_engine::places::Places;

use crate::error::{self, Answer};

/// Why there is no window. Said on stderr.
#[derive(Debug)]
pub enum CannotStart {
    /// No screen, or none that this program may use: a Linux thing.
    #[cfg(target_os = "linux")]
    NoDisplay,
    /// The folder that everything is kept in.
    Folder(PathBuf, io::Error),
    /// The engine's own reason.
    Engine(Failure),
    /// The window system's.
    Window(tauri::Error),
}

impl std::fmt::Display for CannotStart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            #[cfg(target_os = "linux")]
            Self::NoDisplay => f.write_str(
                "There is no display for the window.\nStart CDF Sign-in from a desktop session, or use the command line: cdf-signin login",
            ),
            Self::Folder(path, error) => write!(
                f,
                "{} cannot be written to: {error}.\nMake it yours to write to, or set CDF_SIGNIN_HOME to another folder.",
                path.display()
            ),
            Self::Engine(failure) => write!(f, "{}\n{}", failure.message, failure.hint),
            Self::Window(error) => write!(f, "The window could not be opened: {error}."),
        }
    }
}

/// Settings for the web view that it reads from the environment only.
#[cfg(target_os = "linux")]
pub fn set_environment() {
    // WebKitGTK's DMA-BUF renderer shows nothing at all with some drivers, and costs some 60 MB for a page that has
    // nothing to animate. A person's own choice stands.
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none() {
        #[expect(unsafe_code, reason = "called first of all, while this is the only thread")]
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

/// Elsewhere there are none.
#[cfg(not(target_os = "linux"))]
pub fn set_environment() {}

/// Looks at the display before Tauri does, which would panic.
#[cfg(target_os = "linux")]
pub fn find_display() -> Result<(), CannotStart> {
    gtk::init().map_err(|_| CannotStart::NoDisplay)
}

/// Makes the folder for the window's own files (the web view's, the window's place), beside the sessions, and tries it:
/// an unwritable home would otherwise be a panic later.
pub fn make_folder(places: &Places) -> Result<PathBuf, CannotStart> {
    let unwritable = |error| CannotStart::Folder(places.state_dir().to_path_buf(), error);
    let folder = std::path::absolute(places.state_dir().join("window")).map_err(unwritable)?;
    let tried = private_folder(&folder).and_then(|()| tempfile::tempfile_in(&folder).map(drop));
    tried.map_err(unwritable)?;
    Ok(folder)
}

/// Shows a folder of the app's in the system's file manager; makes it first where nothing has been written yet.
pub fn open_folder(path: &Path) -> Answer<()> {
    private_folder(path).and_then(|()| open::that_detached(path)).map_err(|problem| error::no_folder(path, &problem))
}

/// Shows the folder that a file is in.
pub fn show_folder_of(file: &Path) -> Answer<()> {
    let folder = file.parent().unwrap_or(file);
    open::that_detached(folder).map_err(|problem| error::no_folder(folder, &problem))
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_that_is_no_folder_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        std::fs::write(&home, "").unwrap();
        let told = make_folder(&Places::under(&home)).unwrap_err().to_string();
        assert!(told.starts_with(&format!("{} cannot be written to: ", home.display())), "{told}");
    }

    #[test]
    fn a_new_home_is_made_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let made = make_folder(&Places::under(folder.path().join("home"))).unwrap();
        assert!(made.is_dir());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(made.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
