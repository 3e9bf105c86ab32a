//! Makes sense of what people have at hand: the files of other tools, a folder with some of them, a Fusion address, lines of
//! Python, what a colleague exported. Nothing is taken over here: this only says what there is.

mod folder;
mod forms;
mod gather;
mod names;
mod pasted;
mod place;
mod plain;
mod read;
#[cfg(test)]
mod tests;
mod tree;

use std::io;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::{FieldProblem, ProfileDraft};
use crate::vault::SecretKind;
pub use forms::Form;
use gather::Surroundings;
pub(crate) use names::name_all;
pub use pasted::{Pasted, read_pasted};
pub use place::Place;
use tree::{Mistake, Node};

/// What a person hands over to be understood.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// What they pasted or dropped, or a web address.
    Text(&'a str),
    /// A file, or a folder to look through.
    Path(&'a Path),
}

impl<'a> Given<'a> {
    /// As it is named on a command line: an address, or else a path.
    pub fn named(word: &'a str) -> Self {
        if word.contains("://") { Self::Text(word) } else { Self::Path(Path::new(word)) }
    }
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file; none of a text.
    pub path: Option<PathBuf>,
    /// In which form.
    pub form: Form,
}

/// A secret that stood beside a profile's values. It is taken over only when the person says so.
#[derive(Debug, Clone)]
pub struct FoundSecret {
    /// What it is.
    pub kind: SecretKind,
    /// It itself.
    pub(crate) value: SecretString,
}

impl FoundSecret {
    /// What programs call it.
    pub fn key(&self) -> &'static str {
        if self.kind == SecretKind::CertificatePassword { "certificate_password" } else { "client_secret" }
    }

    /// What people call it.
    pub fn title(&self) -> &'static str {
        if self.kind == SecretKind::CertificatePassword { "certificate’s password" } else { "client secret" }
    }
}

/// A profile as it was understood.
#[derive(Debug, Clone)]
pub struct Found {
    /// The fields found, and a free name for it; the others are empty.
    pub draft: ProfileDraft,
    /// Where.
    pub source: Source,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
    /// Fields that are there and cannot be right.
    pub problems: Vec<FieldProblem>,
    /// The secrets beside it.
    pub secrets: Vec<FoundSecret>,
    /// What the person should know: what was left out, where a value is kept instead.
    pub notes: Vec<String>,
    /// The profile there is already that says the same.
    pub already: Option<String>,
    /// Where its values stood, by their fields.
    places: Vec<(String, Place)>,
}

/// Why nothing could be understood.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ImportError {
    #[error("could not read {}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("this is neither a file nor a folder: {}", path.display())]
    NoFile { path: PathBuf },
    #[error("there is more than 1 MiB in {}", named(path.as_deref()))]
    TooLarge { path: Option<PathBuf> },
    #[error("line {line} of {} is no text: {reason}", named(path.as_deref()))]
    NotText { path: Option<PathBuf>, line: usize, reason: &'static str },
    #[error("line {line} of {} is not as it should be: {message}", path.display())]
    Syntax { path: PathBuf, line: usize, message: String },
    #[error("nothing of a profile was found in {}", named(path.as_deref()))]
    Nothing { path: Option<PathBuf> },
}

fn named(path: Option<&Path>) -> String {
    path.map_or_else(|| "the text".to_owned(), |path| path.display().to_string())
}

/// What there is, with names as they stand there or as they follow from it.
pub(crate) fn understand(given: Given<'_>) -> Result<Vec<Found>, ImportError> {
    let found = match given {
        Given::Text(text) => understand_text(&read::text_of(text.as_bytes(), None)?, &text_source()),
        Given::Path(path) if path.is_dir() => understand_folder(path),
        Given::Path(path) => understand_file(path)?,
    };
    if found.is_empty() {
        let path = match given {
            Given::Path(path) => Some(path.to_path_buf()),
            Given::Text(_) => None,
        };
        return Err(ImportError::Nothing { path });
    }
    Ok(found)
}

fn text_source() -> Source {
    Source { path: None, form: Form::Text }
}

/// Files that say the same are one; a file that cannot be read is none.
fn understand_folder(folder: &Path) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for path in folder::candidates(folder) {
        let Ok(text) = read::read_file(&path) else { continue };
        for found in understand_structured(&text, &path).unwrap_or_default() {
            if !all.iter().any(|other| names::say_the_same(&other.draft, &found.draft)) {
                all.push(found);
            }
        }
    }
    all
}

fn understand_file(path: &Path) -> Result<Vec<Found>, ImportError> {
    let text = read::read_file(path)?;
    let found = understand_structured(&text, path).map_err(|Mistake { line, message }| ImportError::Syntax {
        path: path.to_path_buf(),
        line,
        message,
    })?;
    if found.is_empty() {
        return Ok(understand_text(&text, &Source { path: Some(path.to_path_buf()), form: Form::Text }));
    }
    Ok(found)
}

/// As the file's name says what it is.
fn understand_structured(text: &str, path: &Path) -> Result<Vec<Found>, Mistake> {
    let source = Source { path: Some(path.to_path_buf()), form: Form::Text };
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    let (tree, document) = match end.as_deref() {
        Some("json") => (tree::read_json(text)?, None),
        Some("yaml" | "yml") => (tree::read_yaml(text)?, None),
        Some("toml" | "cdfprofile") => tree::read_toml(text).map(|(tree, document)| (tree, Some(document)))?,
        _ if !folder::is_env(path) => return Ok(Vec::new()),
        _ => match tree::read_env(text) {
            Some(tree) => (tree, None),
            None => return Ok(Vec::new()),
        },
    };
    let folder = path.parent().map(Path::to_path_buf).and_then(|folder| std::path::absolute(folder).ok());
    let beside = folder.as_ref().map(|folder| folder.join(".env")).filter(|beside| beside != path);
    let variables = beside.and_then(|beside| tree::read_env(&read::read_file(&beside).ok()?));
    Ok(forms::read_tree(&tree, document.as_ref(), &Surroundings { folder, variables }, &source))
}

/// Whatever a text looks like; in the end, its words.
fn understand_text(text: &str, source: &Source) -> Vec<Found> {
    let unwrapped = forms::unwrapped(text);
    let mut found = read_whole(text, source);
    // A space that looks like any other may belong to a label, but to no value.
    if found.is_empty() || found.iter().any(|found| !found.problems.is_empty()) {
        let cleaned = [forms::visible(text), unwrapped.clone()];
        let other = cleaned.iter().map(|text| read_whole(text, source)).find(|found| !found.is_empty());
        found = other.unwrap_or(found);
    }
    let words = forms::read_text(&unwrapped, source);
    match (found.first_mut(), words) {
        // Lines of Python may look like a `.env` with a key or two of ours.
        (Some(first), Some(words)) => first.fill_gaps(words),
        (None, words) => found.extend(words),
        (Some(_), None) => {}
    }
    found
}

/// A text that is one of the forms from its beginning to its end.
fn read_whole(text: &str, source: &Source) -> Vec<Found> {
    let around = Surroundings::default();
    if let Ok((tree, document)) = tree::read_toml(text) {
        let found = forms::read_tree(&tree, Some(&document), &around, source);
        if !found.is_empty() {
            return found;
        }
    }
    let readers: [fn(&str) -> Option<Node>; 3] =
        [|text| tree::read_json(text).ok(), tree::read_env, |text| tree::read_yaml(text).ok()];
    let found = readers.into_iter().filter_map(|read| read(text));
    found.map(|tree| forms::read_tree(&tree, None, &around, source)).find(|found| !found.is_empty()).unwrap_or_default()
}

impl Found {
    fn new(mut draft: ProfileDraft, source: Source, secrets: Vec<FoundSecret>, notes: Vec<String>) -> Self {
        if draft.name.is_empty() {
            draft.name = names::proposed(&draft);
        }
        let strange = plain::strange_host(&draft);
        let warning = strange.map(|host| format!("Tokens will go to {host}, which is not Cognite’s. Do you know it?"));
        let notes = notes.into_iter().chain(warning).collect();
        let mut found = Self {
            draft,
            source,
            missing: Vec::new(),
            problems: Vec::new(),
            secrets,
            notes,
            already: None,
            places: Vec::new(),
        };
        found.look_again();
        found
    }

    fn fill_gaps(&mut self, mut words: Self) {
        for key in ["project", "cluster", "tenant_id", "client_id"] {
            let place = words.place(key);
            if let (Some(gap), Some(value)) = (self.draft.field_mut(key), words.draft.field_mut(key))
                && gap.is_empty()
            {
                *gap = std::mem::take(value);
                self.places.extend(place.map(|place| (key.to_owned(), place)));
            }
        }
        self.look_again();
    }

    /// Where the value of that field stood. A cluster may be part of an address, a tenant of an authority.
    pub fn place(&self, field: &str) -> Option<Place> {
        let parts: &[&str] = match field {
            "cluster" => &["cluster", "base_url"],
            "tenant_id" => &["tenant_id", "token_url", "authority"],
            field => &[field],
        };
        let of = |field: &&str| self.places.iter().find(|(key, _)| key == field).map(|(_, place)| place.clone());
        parts.iter().find_map(of)
    }

    /// Says anew what is missing and what is wrong, after the draft was changed.
    pub fn look_again(&mut self) {
        let mut draft = self.draft.clone();
        let problems = draft.check().err().unwrap_or_default();
        let is_empty = |field: &str| draft.field_mut(field).is_some_and(|value| value.trim().is_empty());
        let mut is_empty = is_empty;
        let (missing, problems): (Vec<_>, Vec<_>) = problems.into_iter().partition(|problem| is_empty(&problem.field));
        self.missing = missing.into_iter().map(|problem| problem.field).collect();
        self.problems = problems;
    }

    /// It can be added as it is.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.problems.is_empty()
    }
}
