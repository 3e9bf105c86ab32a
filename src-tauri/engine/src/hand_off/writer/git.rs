//! What Git does with a file. Git itself is asked, as its rules have many places, and nothing it could be made to run is.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::target::Target;
use super::trouble::{io, refused};
use super::turn::{Turn, whole};
use crate::files::{Access, Prepared, folder_of};
use crate::hand_off::HandOffError;
use crate::places::Places;

const FILE: &str = ".gitignore";

/// How a file stands with Git.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In no work tree, or in one that Git does not tell about.
    Elsewhere,
    Tracked,
    Ignored,
    NotIgnored,
}

/// Git ignores a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Where it says so, if the app made it.
    pub added_to: Option<PathBuf>,
    /// Git tracks the file already, and goes on until it is taken out with `git rm --cached`.
    pub is_tracked: bool,
}

/// How the file of that whole path stands with Git.
pub(super) fn standing(path: &Path) -> Standing {
    let Some(name) = path.file_name() else { return Standing::Elsewhere };
    if work_tree(path).is_none() {
        return Standing::Elsewhere;
    }
    // `./` keeps a name that begins with a colon from being a pattern; `--literal-pathspecs` all others.
    let name = Path::new(".").join(name);
    let asked = |words: &[&str]| {
        let mut git = git(folder_of(path));
        git.args(words).arg("--").arg(&name).status().ok().and_then(|status| status.code())
    };
    match asked(&["--literal-pathspecs", "ls-files", "--error-unmatch"]) {
        Some(0) => return Standing::Tracked,
        Some(1) => {}
        trouble => {
            tracing::debug!(?trouble, "Git does not tell about a file");
            return Standing::Elsewhere;
        }
    }
    match asked(&["check-ignore", "--quiet"]) {
        Some(0) => Standing::Ignored,
        Some(1) => Standing::NotIgnored,
        _ => Standing::Elsewhere,
    }
}

/// Git as it is told by the folder and the person's settings alone. A folder may be anybody's: no hook and no monitor that
/// its settings name is run, and nothing is written in it.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        git.env_remove(name);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.bareRepository=explicit"]);
    git.arg("-C").arg(folder);
    git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        // CREATE_NO_WINDOW: the desktop app has no console for it to appear in.
        git.creation_flags(0x0800_0000);
    }
    git
}

fn work_tree(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.join(".git").exists())
}

/// Lets Git ignore a file, with a line in the nearest `.gitignore` there is; without one, in the work tree's own.
pub(crate) fn ignore(places: &Places, path: &Path) -> Result<Ignored, HandOffError> {
    let path = &whole(path);
    let Some(work_tree) = work_tree(path) else {
        return Err(refused(path, "Git has no part of it", "Only a file in a work tree of Git has to be ignored."));
    };
    let standing = standing(path);
    let is_tracked = standing == Standing::Tracked;
    if standing == Standing::Ignored {
        return Ok(Ignored { added_to: None, is_tracked });
    }
    let file = folder_of(path)
        .ancestors()
        .take_while(|folder| folder.starts_with(work_tree))
        .map(|folder| folder.join(FILE))
        .find(|file| file.is_file())
        .unwrap_or_else(|| work_tree.join(FILE));
    let line = pattern(path, folder_of(&file)).ok_or_else(|| {
        refused(path, "its name cannot be written in a .gitignore", "Give it a name of plain characters.")
    })?;
    let is_added = add(&Turn::wait(places, &file)?, &file, &line)?;
    Ok(Ignored { added_to: is_added.then_some(file), is_tracked })
}

/// The file, and no other one, as seen from that folder (gitignore(5)).
fn pattern(path: &Path, folder: &Path) -> Option<String> {
    let mut pattern = String::new();
    for part in path.strip_prefix(folder).ok()?.components() {
        pattern.push('/');
        for c in part.as_os_str().to_str()?.chars() {
            match c {
                '\n' | '\r' | '\0' => return None,
                '\\' | '*' | '?' | '[' | ' ' => pattern.extend(['\\', c]),
                c => pattern.push(c),
            }
        }
    }
    Some(pattern)
}

/// Adds the line, unless it is there; its line ends as the other lines have them.
fn add(turn: &Turn, file: &Path, line: &str) -> Result<bool, HandOffError> {
    let failed = |error| io(file, &error);
    if Target::examine(file)?.found.is_none() {
        // Readable like any other file of the work tree: it is to be committed.
        let mut new = OpenOptions::new().write(true).create_new(true).open(file).map_err(failed)?;
        return writeln!(new, "{line}").map(|()| true).map_err(failed);
    }
    let mut content = fs::read(file).map_err(failed)?;
    if content.split(|byte| *byte == b'\n').any(|there| there.strip_suffix(b"\r").unwrap_or(there) == line.as_bytes()) {
        return Ok(false);
    }
    let line_end: &[u8] = if content.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    if !content.is_empty() && !content.ends_with(b"\n") {
        content.extend_from_slice(line_end);
    }
    content.extend_from_slice(line.as_bytes());
    content.extend_from_slice(line_end);
    let access = Access::AsItWas(fs::metadata(file).map_err(failed)?.permissions());
    let prepared = Prepared::write(file, &content, &turn.mark, &access).map_err(failed)?;
    prepared.put().map(|()| true).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work_tree() -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::under(folder.path().join("home"));
        run(folder.path(), &["init", "--quiet"]);
        (folder, places)
    }

    fn run(folder: &Path, arguments: &[&str]) {
        assert!(Command::new("git").args(arguments).current_dir(folder).status().unwrap().success());
    }

    #[test]
    fn gits_own_view_of_a_file_is_told() {
        let (folder, _) = work_tree();
        let at = |name: &str| whole(&folder.path().join(name));
        for name in ["tracked", "ignored.env", "new"] {
            fs::write(at(name), "").unwrap();
        }
        fs::write(at(FILE), "*.env\n").unwrap();
        run(folder.path(), &["add", "tracked"]);
        let told = ["tracked", "ignored.env", "new", "not there"].map(|name| standing(&at(name)));
        assert_eq!(told, [Standing::Tracked, Standing::Ignored, Standing::NotIgnored, Standing::NotIgnored]);
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(standing(&whole(&elsewhere.path().join("a"))), Standing::Elsewhere);
    }

    #[test]
    fn nothing_that_a_folders_settings_name_is_run() {
        let (folder, _) = work_tree();
        let (script, trace) = (folder.path().join("monitor"), folder.path().join("was-run"));
        fs::write(&script, format!("#!/bin/sh\ntouch '{}'\n", trace.display())).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        run(folder.path(), &["config", "core.fsmonitor", script.to_str().unwrap()]);
        assert_eq!(standing(&whole(&folder.path().join("a"))), Standing::NotIgnored);
        assert!(!trace.exists());
        // The trap itself works.
        run(folder.path(), &["status", "--short"]);
        assert!(trace.exists());
    }

    #[test]
    fn a_file_is_ignored_by_a_line_of_its_own_once() {
        let (folder, places) = work_tree();
        let root = whole(folder.path());
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a").join(FILE), b"# mine \xff\r\n*.log").unwrap();
        for name in ["x.env", "odd [1]*?.env ", "#!.env", "back\\slash", ":(top)x"] {
            let file = root.join("a/b").join(name);
            assert_eq!(standing(&file), Standing::NotIgnored, "{name}");
            let ignored = ignore(&places, &file).unwrap();
            assert_eq!(ignored, Ignored { added_to: Some(root.join("a").join(FILE)), is_tracked: false });
            assert_eq!(standing(&file), Standing::Ignored, "{name}");
            assert_eq!(ignore(&places, &file).unwrap().added_to, None);
        }
        assert_eq!(standing(&root.join("a/b/odd 1xx.env ")), Standing::NotIgnored);
        let content = fs::read(root.join("a").join(FILE)).unwrap();
        assert!(content.starts_with(b"# mine \xff\r\n*.log\r\n/b/x.env\r\n"), "{}", String::from_utf8_lossy(&content));
    }

    #[test]
    fn a_tracked_file_is_told_and_a_work_tree_without_rules_gets_its_first() {
        let (folder, places) = work_tree();
        let root = whole(folder.path());
        fs::write(root.join(".env"), "").unwrap();
        run(&root, &["add", ".env"]);
        let ignored = ignore(&places, &root.join(".env")).unwrap();
        assert_eq!(ignored, Ignored { added_to: Some(root.join(FILE)), is_tracked: true });
        assert_eq!(ignore(&places, &root.join(".env")).unwrap().added_to, None);
        assert_eq!(fs::read_to_string(root.join(FILE)).unwrap(), "/.env\n");
        let elsewhere = tempfile::tempdir().unwrap();
        assert!(matches!(ignore(&places, &elsewhere.path().join("a")), Err(HandOffError::Refused { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn rules_that_lie_elsewhere_are_left_alone() {
        let (folder, places) = work_tree();
        let root = whole(folder.path());
        fs::write(root.join("elsewhere"), "kept\n").unwrap();
        std::os::unix::fs::symlink(root.join("elsewhere"), root.join(FILE)).unwrap();
        assert!(matches!(ignore(&places, &root.join(".env")), Err(HandOffError::Refused { .. })));
        assert_eq!(fs::read_to_string(root.join("elsewhere")).unwrap(), "kept\n");
    }
}
