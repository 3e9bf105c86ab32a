use std::ffi::OsStr;
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::make_private_dir;

/// How the temporary files of all writers of this app begin.
const PREFIX: &str = ".cdf-signin-";

/// A write takes milliseconds; on a drive that hangs, a few seconds. What is older was left behind by a killed process.
const LEFT_BEHIND: Duration = Duration::from_secs(60);

/// Replaces a file in one step: readers see the old content or the new, also after a crash. The new file is 0600.
///
/// A symbolic link is followed, so that a file kept elsewhere (dot-file repositories) stays there.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if let Some(folder) = target.parent() {
        make_private_dir(folder)?;
    }
    Prepared::write(&target, content, "", &Access::OwnerOnly)?.put()
}

/// Who may read a new file.
pub(crate) enum Access {
    /// Its owner.
    OwnerOnly,
    /// Its owner, who may run it as well.
    OwnerOnlyAndRun,
    /// Whoever could read the old one.
    AsItWas(Permissions),
}

/// A file's new content, on disk beside it and not yet in its place.
pub(crate) struct Prepared {
    temporary: NamedTempFile,
    target: PathBuf,
}

impl Prepared {
    /// Writes the content beside the file. A killed process leaves it there, readable by its owner alone, for
    /// [`sweep`](Self::sweep); `mark` tells by its name whose it is.
    pub(crate) fn write(target: &Path, content: &[u8], mark: &str, access: &Access) -> io::Result<Self> {
        let prefix = format!("{PREFIX}{mark}");
        // `tempfile` opens with O_EXCL and 0600.
        let mut temporary = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder_of(target))?;
        #[cfg(windows)]
        if !matches!(access, Access::AsItWas(_)) {
            super::owner_only::keep_to_owner(temporary.path())?;
        }
        temporary.write_all(content)?;
        match access {
            Access::OwnerOnly => {}
            Access::OwnerOnlyAndRun => let_owner_run(temporary.as_file())?,
            Access::AsItWas(permissions) => temporary.as_file().set_permissions(permissions.clone())?,
        }
        temporary.as_file().sync_all()?;
        Ok(Self { temporary, target: target.to_path_buf() })
    }

    /// How the new file is kept.
    pub(crate) fn metadata(&self) -> io::Result<Metadata> {
        self.temporary.as_file().metadata()
    }

    /// Puts it in the place of what is there now. A symbolic link there is itself replaced.
    pub(crate) fn put(self) -> io::Result<()> {
        self.sweep();
        self.temporary.persist(&self.target).map_err(|error| error.error)?;
        keep_name(&self.target)
    }

    /// Puts it where nothing is; what came there since is left, with the error [`ErrorKind::AlreadyExists`].
    pub(crate) fn put_as_new(self) -> io::Result<()> {
        self.sweep();
        self.temporary.persist_noclobber(&self.target).map_err(|error| error.error)?;
        keep_name(&self.target)
    }

    /// Removes what killed processes of this app left in the folder. How old that is, is told by the age of the new file
    /// and not by a clock: the folder may be another machine's.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(folder_of(&self.target)) else { return };
        let now = self.metadata().and_then(|own| own.modified()).ok();
        for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name())) {
            let modified = entry.metadata().ok().filter(Metadata::is_file).and_then(|found| found.modified().ok());
            let age = now.zip(modified).and_then(|(now, then)| now.duration_since(then).ok());
            if age.is_some_and(|age| age >= LEFT_BEHIND) {
                remove_left_over(&entry.path());
            }
        }
    }
}

/// Removes what killed processes left beside a file under that mark, of whatever age: for who knows that no other process
/// writes under it now.
pub(crate) fn sweep_mark(target: &Path, mark: &str) {
    let prefix = format!("{PREFIX}{mark}");
    let Ok(entries) = fs::read_dir(folder_of(target)) else { return };
    for entry in entries.flatten() {
        let is_marked = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        if is_marked && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            remove_left_over(&entry.path());
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX))
}

fn remove_left_over(path: &Path) {
    match fs::remove_file(path) {
        Ok(()) => tracing::info!(path = %path.display(), "what a killed process left behind is removed"),
        // Another process was quicker.
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(path = %path.display(), %error, "what a killed process left behind stays"),
    }
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn let_owner_run(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn let_owner_run(_file: &File) -> io::Result<()> {
    Ok(())
}

/// The rename itself is on disk only when the folder is. That some file systems cannot do that, or do not let us, is no
/// failure: the file is in its place.
#[cfg(unix)]
fn keep_name(path: &Path) -> io::Result<()> {
    use ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder_of(path)).and_then(|folder| folder.sync_all()) {
        Err(error) if ![InvalidInput, PermissionDenied, Unsupported].contains(&error.kind()) => Err(error),
        _ => Ok(()),
    }
}

/// Windows has no such call.
#[cfg(not(unix))]
fn keep_name(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_over(folder: &Path, name: &str, age: u64) -> PathBuf {
        let path = folder.join(name);
        let file = File::create(&path).unwrap();
        let now = file.metadata().unwrap().modified().unwrap();
        file.set_modified(now - Duration::from_secs(age)).unwrap();
        path
    }

    #[test]
    fn what_killed_processes_left_is_swept_once_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let old = left_over(folder.path(), ".cdf-signin-Ab12", 61);
        let under_way = left_over(folder.path(), ".cdf-signin-Cd34", 30);
        let foreign = left_over(folder.path(), ".cdf-other", 6000);
        let inside = folder.path().join(".cdf-signin-folder");
        fs::create_dir(&inside).unwrap();
        replace(&folder.path().join("a"), b"1").unwrap();
        assert!(!old.exists() && under_way.exists() && foreign.exists() && inside.exists());
    }

    #[test]
    fn under_a_mark_what_is_left_goes_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a");
        let own = left_over(folder.path(), ".cdf-signin-1f-Ab12", 0);
        let other = left_over(folder.path(), ".cdf-signin-2e-Ab12", 0);
        sweep_mark(&target, "1f-");
        assert!(!own.exists() && other.exists());
    }

    #[test]
    fn a_new_file_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a");
        let prepared = Prepared::write(&target, b"ours", "", &Access::OwnerOnly).unwrap();
        fs::write(&target, "theirs").unwrap();
        assert_eq!(prepared.put_as_new().unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
