use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml_edit::DocumentMut;

use super::{Entry, FieldProblem, HandOffEntry, Profile, ProfileDraft, ProfileName, Profiles, document, endpoint};
use crate::files::{self, FileLock};
use crate::places::Places;

/// `profiles.toml`: read often, changed under a lock so that two processes lose nothing of each other's.
#[derive(Debug, Clone)]
pub struct ProfileBook {
    path: PathBuf,
    lock: PathBuf,
}

/// Why the book could not be read or changed. Whatever the reason, the file is as it was.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum BookError {
    #[error("{path} has a mistake in line {line}, column {column}: {message}")]
    Syntax { path: PathBuf, line: usize, column: usize, message: String },
    #[error("{path} was written by a newer version of this app (file version {version})")]
    NewerVersion { path: PathBuf, version: i64 },
    #[error("{path} could not be {doing}: {source}")]
    File { path: PathBuf, doing: &'static str, source: io::Error },
    #[error("there is no profile named “{0}”")]
    NotFound(String),
    #[error("there is a profile named “{0}” already")]
    Exists(String),
    #[error("“{name}” is not complete: {}", .problems.first().map_or("", |problem| problem.message.as_str()))]
    Fields { name: String, problems: Vec<FieldProblem> },
    #[error("there is no profile yet")]
    Empty,
    #[error("there are {0} profiles and none is the default")]
    Ambiguous(usize),
}

type Answer<T> = Result<T, BookError>;

impl ProfileBook {
    /// The book of that installation. Reads nothing yet.
    pub fn new(places: &Places) -> Self {
        Self { path: places.profiles_file(), lock: places.profiles_lock() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file says now. No file is an empty book.
    pub fn load(&self) -> Answer<Profiles> {
        let document = self.parse(&self.read_text()?)?;
        self.understand(&document)
    }

    /// The checked profile of that name, or of the default (or only) one when no name is given.
    pub fn profile(&self, name: Option<&str>) -> Answer<Profile> {
        let profiles = self.load()?;
        let entry = profiles.chosen(name)?;
        entry.profile.clone().map_err(|problems| BookError::Fields { name: entry.draft.name.clone(), problems })
    }

    /// Adds a profile; its name must be new.
    pub fn add(&self, draft: &ProfileDraft) -> Answer<Profile> {
        let profile = check(draft)?;
        self.change(|book, profiles| {
            refuse_taken(profiles, &profile.name, None)?;
            document::write_draft(book, &named(draft, &profile.name));
            Ok(())
        })?;
        Ok(profile)
    }

    /// Changes some fields of a profile; the others stay as they are at that moment. So does its name: see [`Self::rename`].
    pub fn edit(&self, name: &str, change: impl FnOnce(&mut ProfileDraft)) -> Answer<Profile> {
        let mut changed = Err(BookError::NotFound(name.to_owned()));
        self.change(|book, profiles| {
            let entry = profiles.find(name).ok_or_else(|| BookError::NotFound(name.to_owned()))?;
            let mut draft = entry.draft.clone();
            change(&mut draft);
            draft.name.clone_from(&entry.draft.name);
            changed = Ok(check(&draft)?);
            document::write_draft(book, &draft);
            Ok(())
        })?;
        changed
    }

    /// Gives a profile another name; its comments and its place in the file stay.
    pub fn rename(&self, from: &str, to: &ProfileName) -> Answer<()> {
        self.change(|book, profiles| {
            let stored = stored_name(profiles, from)?;
            refuse_taken(profiles, to, Some(&stored))?;
            document::rename(book, &stored, to);
            Ok(())
        })
    }

    /// Copies a profile under a free name made from its own, and answers with that name.
    pub fn duplicate(&self, name: &str) -> Answer<String> {
        let mut copy = String::new();
        self.change(|book, profiles| {
            let stored = stored_name(profiles, name)?;
            let free = free_name(profiles, &stored);
            document::duplicate(book, &stored, &free);
            free.as_str().clone_into(&mut copy);
            Ok(())
        })?;
        Ok(copy)
    }

    /// Takes a profile out of the file. Its session is the caller's to remove.
    pub fn remove(&self, name: &str) -> Answer<()> {
        self.change(|book, profiles| {
            document::remove(book, &stored_name(profiles, name)?);
            Ok(())
        })
    }

    /// Names the default profile.
    pub fn set_default(&self, name: &str) -> Answer<()> {
        self.change(|book, profiles| {
            document::set_default(book, Some(&stored_name(profiles, name)?));
            Ok(())
        })
    }

    /// Changes the list of files a profile is written to.
    pub fn change_hand_off(&self, name: &str, change: impl FnOnce(&mut Vec<HandOffEntry>)) -> Answer<()> {
        self.change(|book, profiles| {
            let stored = stored_name(profiles, name)?;
            let mut hand_off = profiles.find(&stored).map(|entry| entry.hand_off.clone()).unwrap_or_default();
            change(&mut hand_off);
            document::write_hand_off(book, &stored, &hand_off);
            Ok(())
        })
    }

    /// Switches a profile's token endpoint on or off.
    pub fn switch_endpoint(&self, name: &str, on: bool) -> Answer<()> {
        self.change(|book, profiles| {
            endpoint::switch(book, &stored_name(profiles, name)?, on);
            Ok(())
        })
    }

    /// Writes the token endpoint's port down, unless another process has by now.
    pub fn keep_endpoint_port(&self, port: u16) -> Answer<()> {
        self.change(|book, _| {
            endpoint::keep_port(book, port);
            Ok(())
        })
    }

    /// How long a copied token may stay in the clipboard (`[clipboard] clear_after = 60`); none where it may stay. A file
    /// that cannot be read wants nothing else than usual.
    pub fn clipboard_clear_after(&self) -> Result<Option<Duration>, FieldProblem> {
        let document = self.read_text().and_then(|text| self.parse(&text)).unwrap_or_default();
        document::clipboard_clear_after(&document)
    }

    fn change(&self, change: impl FnOnce(&mut DocumentMut, &Profiles) -> Answer<()>) -> Answer<()> {
        let held = FileLock::wait(&self.lock).map_err(|source| self.failed("locked", source))?;
        let before = self.read_text()?;
        let mut book = self.parse(&before)?;
        let profiles = self.understand(&book)?;
        change(&mut book, &profiles)?;
        let after = book.to_string();
        if after != before {
            files::replace(&self.path, after.as_bytes()).map_err(|source| self.failed("written", source))?;
        }
        drop(held);
        Ok(())
    }

    fn read_text(&self) -> Answer<String> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(text),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(source) => Err(self.failed("read", source)),
        }
    }

    fn parse(&self, text: &str) -> Answer<DocumentMut> {
        text.parse().map_err(|error: toml_edit::TomlError| {
            let (line, column) = line_and_column(text, error.span().map_or(0, |span| span.start));
            BookError::Syntax { path: self.path.clone(), line, column, message: error.message().replace('\n', ", ") }
        })
    }

    fn understand(&self, book: &DocumentMut) -> Answer<Profiles> {
        document::read(book).map_err(|newer| BookError::NewerVersion { path: self.path.clone(), version: newer.0 })
    }

    fn failed(&self, doing: &'static str, source: io::Error) -> BookError {
        BookError::File { path: self.path.clone(), doing, source }
    }
}

impl Profiles {
    /// The entry of that name, or the default (or only) one when no name is given.
    pub fn chosen(&self, name: Option<&str>) -> Answer<&Entry> {
        let wanted = match (name, &self.default) {
            (Some(name), _) => name,
            (None, Some(default)) => default,
            (None, None) => match self.entries.as_slice() {
                [] => return Err(BookError::Empty),
                [only] => return Ok(only),
                several => return Err(BookError::Ambiguous(several.len())),
            },
        };
        self.find(wanted).ok_or_else(|| BookError::NotFound(wanted.to_owned()))
    }
}

fn check(draft: &ProfileDraft) -> Answer<Profile> {
    draft.check().map_err(|problems| BookError::Fields { name: draft.name.clone(), problems })
}

fn named(draft: &ProfileDraft, name: &ProfileName) -> ProfileDraft {
    ProfileDraft { name: name.as_str().to_owned(), ..draft.clone() }
}

fn stored_name(profiles: &Profiles, name: &str) -> Answer<String> {
    profiles.find(name).map(|entry| entry.draft.name.clone()).ok_or_else(|| BookError::NotFound(name.to_owned()))
}

fn refuse_taken(profiles: &Profiles, name: &ProfileName, except: Option<&str>) -> Answer<()> {
    let taken = profiles.entries.iter().map(|entry| entry.draft.name.as_str());
    match taken.filter(|taken| Some(*taken) != except).find(|taken| name.is_same_as(taken)) {
        Some(taken) => Err(BookError::Exists(taken.to_owned())),
        None => Ok(()),
    }
}

fn free_name(profiles: &Profiles, name: &str) -> ProfileName {
    // 64 characters at most, so a long name gives up its end to the number.
    let stem: String = name.chars().take(56).collect();
    // One more number than there are profiles: one of them is free.
    (2..=profiles.entries.len() + 2)
        .filter_map(|number| ProfileName::parse(&format!("{stem}-{number}")).ok())
        .find(|free| refuse_taken(profiles, free, None).is_ok())
        .unwrap_or_else(|| unreachable!("more numbers than profiles"))
}

/// Both counted from 1, the column in characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}
