//! What the app knows of the files it has written, beside what the files say themselves.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::ward::place_of;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::files::{self, FileLock, Stamp};
use crate::places::Places;
use crate::profile::{Profile, Profiles};
use crate::session::Token;

/// Files written once are forgotten beyond this many, the oldest first: scripts may write to a new place each day.
const MOST: usize = 1000;

/// `hand-offs.json`: read often, changed under a lock, no secret in it. When it is lost, kept files are written once more
/// and deadlines are forgotten; nothing else depends on it.
pub(crate) struct Ledger {
    path: PathBuf,
    lock: PathBuf,
}

/// All that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Known {
    version: u32,
    /// So that a print says nothing to who has another copy of a token.
    salt: String,
    pub files: Vec<Record>,
}

/// One file in one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Record {
    /// A whole path.
    pub path: String,
    pub format: String,
    /// Whose sign-in was written last.
    pub profile: String,
    /// Of what was written; none where it has been taken out again.
    pub print: Option<Print>,
    pub written: Option<Moment>,
    /// When the person had it written.
    pub ordered: Option<Moment>,
    /// Minutes from the order on, as the book had it last.
    pub take_back_after: Option<u32>,
    pub taken_back: Option<Moment>,
    /// Why the last try to write it, or to take it back, brought nothing.
    pub failure: Option<Failure>,
}

/// Tells one token, and the profile that it is written with, from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Print(String);

impl Ledger {
    pub fn new(places: &Places) -> Self {
        Self { path: places.hand_offs_file(), lock: places.hand_offs_lock() }
    }

    /// What is known now. What cannot be read is not known.
    pub fn read(&self) -> Known {
        let Ok(text) = fs::read(&self.path) else { return Known::default() };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::warn!(path = %self.path.display(), %error, "what was known of written files is lost");
            Known::default()
        })
    }

    /// The same, with the salt that prints are made with.
    pub fn read_salted(&self) -> Known {
        let known = self.read();
        if known.salt.is_empty() { self.change(|known| known.clone()) } else { known }
    }

    /// Tells whether it is another than before.
    pub fn stamp(&self) -> Option<Stamp> {
        files::stamp(&self.path)
    }

    /// Changes what is known, for all processes. That it cannot be kept stops nothing.
    pub fn change<T>(&self, change: impl FnOnce(&mut Known) -> T) -> T {
        let held = FileLock::wait(&self.lock);
        let before = self.read();
        let mut known = before.clone();
        if known.salt.is_empty() {
            known.salt = salt();
        }
        let outcome = change(&mut known);
        if known != before {
            known.version = 1;
            known.shorten();
            let text =
                serde_json::to_vec_pretty(&known).unwrap_or_else(|_| unreachable!("plain data always serializes"));
            if let Err(error) = held.and_then(|_held| files::replace(&self.path, &text)) {
                tracing::warn!(path = %self.path.display(), %error, "what is known of written files is not kept");
            }
        }
        outcome
    }
}

fn salt() -> String {
    let mut bytes = [0; 16];
    // Without chance the prints still tell tokens apart.
    let _ = aws_lc_rs::rand::fill(&mut bytes);
    BASE64_STANDARD.encode(bytes)
}

impl Known {
    /// What is known of a file in that form.
    pub fn of(&self, path: &Path, format: &str) -> Option<&Record> {
        let path = path.to_str()?;
        self.files.iter().find(|record| record.path == path && record.format == format)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, path: &Path, format: &str) -> Option<&mut Record> {
        let path = path.to_str()?;
        self.files.iter_mut().find(|record| record.path == path && record.format == format)
    }

    /// The same; made where nothing is known yet. A path that is no text cannot be kept.
    pub fn entry(&mut self, path: &Path, format: &str) -> Option<&mut Record> {
        if self.of(path, format).is_none() {
            let path = path.to_str()?.to_owned();
            self.files.push(Record { path, format: format.to_owned(), ..Record::default() });
        }
        self.of_mut(path, format)
    }

    /// Takes the ends that the book gives to its profiles' files.
    pub fn heed(&mut self, book: &Profiles) {
        for profile in &book.entries {
            for entry in &profile.hand_off {
                let record = self.of_mut(&place_of(entry), &entry.format);
                if let Some(record) = record.filter(|record| record.profile == profile.draft.name) {
                    record.take_back_after = entry.take_back_after;
                }
            }
        }
    }

    /// Gives a profile's files to its new name.
    pub fn rename(&mut self, from: &str, to: &str) {
        for record in self.files.iter_mut().filter(|record| record.profile == from) {
            to.clone_into(&mut record.profile);
        }
    }

    /// Of a token as it would be written for that profile, whose settings are written along with it.
    pub fn print(&self, profile: &Profile, token: Option<&Token>) -> Print {
        let mut hash = Sha256::new();
        hash.update(&self.salt);
        hash.update(format!("{profile:?}"));
        if let Some(token) = token {
            hash.update(token.access_token.expose_secret());
        }
        Print(BASE64_STANDARD.encode(hash.finalize()))
    }

    fn shorten(&mut self) {
        let too_many = self.files.len().saturating_sub(MOST);
        if too_many > 0 {
            self.files.sort_by_key(|record| record.written.as_ref().map(|moment| moment.wall));
            self.files.drain(..too_many);
        }
    }
}

impl Record {
    pub fn place(&self) -> &Path {
        Path::new(&self.path)
    }

    /// How long until it is taken back; none where no end was ordered. Zero when no clock can tell.
    pub fn time_left(&self, now: &Moment) -> Option<Duration> {
        let whole = Duration::from_secs(u64::from(self.take_back_after?) * 60);
        let age = now.since(self.ordered.as_ref()?).unwrap_or(whole);
        Some(whole.saturating_sub(age))
    }

    /// Its time is over, and a token is still in it.
    pub fn is_overdue(&self, now: &Moment) -> bool {
        self.print.is_some() && self.time_left(now).is_some_and(|left| left.is_zero())
    }
}
