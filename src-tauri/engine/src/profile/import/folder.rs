use std::fs;
use std::path::{Path, PathBuf};

/// How far a search goes. Enough for a project's folder, and an end on a whole disk.
const DEEPEST: usize = 4;
const MOST_LOOKED_AT: usize = 20_000;
const MOST_FILES: usize = 200;

/// What others made, and there is much of it.
const SKIPPED: [&str; 12] = [
    "node_modules",
    ".git",
    ".venv",
    "venv",
    "env",
    "site-packages",
    "__pycache__",
    ".tox",
    "target",
    "dist",
    "build",
    ".cache",
];

/// The files below a folder that may hold a profile's values, in order. No link is followed.
pub(super) fn candidates(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut looked_at = 0;
    let mut folders = vec![(folder.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut inner = Vec::new();
        for entry in entries.flatten() {
            looked_at += 1;
            if looked_at > MOST_LOOKED_AT || files.len() == MOST_FILES {
                files.sort();
                return files;
            }
            let Ok(kind) = entry.file_type() else { continue };
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if kind.is_dir() && depth < DEEPEST && !SKIPPED.contains(&&*name) {
                inner.push((entry.path(), depth + 1));
            } else if kind.is_file() && is_candidate(&name) {
                files.push(entry.path());
            }
        }
        folders.extend(inner);
    }
    files.sort();
    files
}

fn is_candidate(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = [".yaml", ".yml", ".json", ".toml", ".cdfprofile"];
    has_env_name(&name) || ends.into_iter().any(|end| name.ends_with(end))
}

/// `.env`, `.env.prod`, `prod.env`.
pub(super) fn is_env(path: &Path) -> bool {
    path.file_name().is_some_and(|name| has_env_name(&name.to_string_lossy().to_ascii_lowercase()))
}

fn has_env_name(name: &str) -> bool {
    name.starts_with(".env.") || name.rsplit_once('.').is_some_and(|(_, end)| end == "env")
}
