use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::ledger::{Ledger, Record};
use super::ward::{Ward, WardFile, place, place_of};
use crate::clock::Moment;
use crate::failure::Failure;
use crate::files::FileLock;
use crate::freshness::News;
use crate::hand_off::{self, Changed, Gives, HandOffError, Material, Order, Turn};
use crate::places::Places;
use crate::profile::{HandOffEntry, Profile, ProfileBook, Profiles};
use crate::session::{Account, Sessions, Token};

/// How long to wait for another process that writes the profile's files: longer than writing takes, unless a drive hangs.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);

/// How long a drive may take while a person waits for their sign-out: long, for a network's.
const DISK_PATIENCE: Duration = Duration::from_secs(20);

/// Writes what is to be kept fresh, and takes back what is to be taken back.
pub(crate) struct KeptFiles {
    pub(super) book: ProfileBook,
    pub(super) sessions: Arc<Sessions>,
    pub(super) ledger: Ledger,
    places: Places,
}

/// What came of a look at some files.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub news: Vec<News>,
    /// Something was tried in vain, and is still to be done.
    pub is_unfinished: bool,
}

impl KeptFiles {
    pub fn new(places: &Places, book: ProfileBook, sessions: Arc<Sessions>) -> Self {
        Self { book, sessions, ledger: Ledger::new(places), places: places.clone() }
    }

    pub(super) fn now(&self) -> Moment {
        self.sessions.clock().now()
    }

    /// Held while that profile's files are written. None where somebody else holds it for too long.
    pub async fn hold(&self, profile: &str) -> Option<FileLock> {
        let path = self.sessions.vault.hand_off_lock_file(profile);
        tokio::time::timeout(LOCK_PATIENCE, FileLock::acquire(&path)).await.ok()?.ok()
    }

    /// Brings that profile's files to what they should be, as the book says now.
    pub async fn catch_up_with(&self, profile: &str) -> Outcome {
        let Ok(book) = self.book.load() else { return Outcome::default() };
        match Ward::all(&book).into_iter().find(|ward| ward.name() == profile) {
            Some(ward) => self.catch_up(&ward).await,
            None => Outcome::default(),
        }
    }

    /// Brings a profile's files to what they should be. Whoever comes second finds nothing left to do.
    pub async fn catch_up(&self, ward: &Ward) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(_held) = self.hold(ward.name()).await else { return Outcome { is_unfinished: true, ..outcome } };
        // Read under the lock: who signs out forgets the session first, and waits for this lock then.
        let Some((token, account)) = self.sessions.present(&ward.profile).await else { return outcome };
        let known = self.ledger.read_salted();
        let print = known.print(&ward.profile, Some(&token));
        for file in &ward.files {
            if !file.is_due(&known, &print, &self.now()) {
                continue;
            }
            let was_written = known.of(&file.place, &file.entry.format).is_some_and(|record| record.written.is_some());
            let done = write(ward, file, &token, &account, was_written, &self.places).await;
            if let Ok(changed) = &done {
                hand_off::keep_for_undo(&self.sessions, ward.name(), &file.place, changed).await;
            }
            let done = done.map(drop).map_err(Failure::from);
            let (format, path) = (file.entry.format.clone(), file.place.clone());
            let noted = self.note(ward.name(), &path, &format, done, |record, now| {
                record.print = Some(print.clone());
                record.written = Some(now);
                record.taken_back = None;
            });
            let profile = ward.name().to_owned();
            outcome.take(noted, |news| match news {
                None => News::FileWritten { profile, format, path },
                Some(failure) => News::FileFailed { profile, format, path, failure },
            });
        }
        outcome
    }

    /// Notes a file that the person had written just now.
    pub fn note_order(&self, profile: &Profile, order: &Order, token: Option<&Token>) {
        let (place, name) = (place(&order.path), profile.name.as_str());
        let is_meant = |entry: &HandOffEntry| entry.format == order.format.id && place_of(entry) == place;
        let entry = self.entries_of(name).into_iter().find(is_meant);
        let now = self.now();
        self.ledger.change(|known| {
            let print = known.print(profile, token);
            let Some(record) = known.entry(&place, order.format.id) else { return };
            *record = Record {
                path: std::mem::take(&mut record.path),
                format: std::mem::take(&mut record.format),
                profile: name.to_owned(),
                print: Some(print),
                written: Some(now.clone()),
                ordered: Some(now),
                take_back_after: entry.and_then(|entry| entry.take_back_after),
                ..Record::default()
            };
        });
    }

    /// Takes the ends that the book gives to files, which a person may have changed there.
    pub fn heed(&self, book: &Profiles) {
        let known = self.ledger.read();
        let mut heeded = known.clone();
        heeded.heed(book);
        if heeded != known {
            self.ledger.change(|known| known.heed(book));
        }
    }

    /// Gives a profile's files to its new name.
    pub fn rename(&self, from: &str, to: &str) {
        self.ledger.change(|known| known.rename(from, to));
    }

    /// Knows nothing of a file any more, in whatever form.
    pub fn forget(&self, path: &Path) {
        let place = place(path);
        self.ledger.change(|known| known.files.retain(|record| record.place() != place));
    }

    /// Leaves a file to the person: nothing is taken out of it but by their sign-out.
    pub fn forget_deadline(&self, path: &Path, format: &str) {
        self.ledger.change(|known| {
            if let Some(record) = known.of_mut(&place(path), format) {
                record.take_back_after = None;
                record.failure = None;
            }
        });
    }

    /// Files whose time is over, as far as is known.
    pub fn overdue(&self) -> Vec<Record> {
        let now = self.now();
        self.ledger.read().files.into_iter().filter(|record| record.is_overdue(&now)).collect()
    }

    /// Takes the token out of a file whose time is over, if it still is.
    pub async fn take_back_overdue(&self, record: &Record) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(_held) = self.hold(&record.profile).await else { return Outcome { is_unfinished: true, ..outcome } };
        let known = self.ledger.read();
        let (profile, format, path) = (record.profile.clone(), record.format.clone(), record.place().to_path_buf());
        let Some(record) = known.of(&path, &format).filter(|record| record.is_overdue(&self.now())) else {
            return outcome;
        };
        let done = take_back(&record.format, &path, &self.places).await.map_err(Failure::from);
        let noted = self.note(&profile, &path, &format, done, |record, now| {
            record.print = None;
            record.taken_back = Some(now);
        });
        outcome.take(noted, |news| match news {
            None => News::FileTakenBack { profile, format, path },
            Some(failure) => News::FileFailed { profile, format, path, failure },
        });
        outcome
    }

    /// Takes what these files give out of every one that the profile is known to have been written to. What cannot be
    /// emptied is answered, and keeps none of the others from it. Needs neither the vault nor a book that can be read.
    pub async fn empty(&self, profile: &str, which: impl Fn(Gives) -> bool) -> Vec<Failure> {
        // Whoever holds it is writing a token whose session is gone; one that hangs is not waited for.
        let _held = self.hold(profile).await;
        let known = self.ledger.read();
        let mut failures = Vec::new();
        for (path, format) in self.files_of(profile) {
            let is_anothers = known.of(&path, &format).is_some_and(|record| record.profile != profile);
            // A form that this version does not know is not one that it has written.
            if is_anothers || !hand_off::format(&format).is_ok_and(|format| which(format.gives)) {
                continue;
            }
            let done = take_back(&format, &path, &self.places).await.map_err(Failure::from);
            failures.extend(done.clone().err());
            self.note(profile, &path, &format, done, |record, _| record.print = None);
        }
        failures
    }

    /// The files of a profile in the book, and those that were written once.
    fn files_of(&self, profile: &str) -> Vec<(PathBuf, String)> {
        let entries = self.entries_of(profile);
        let mut files: Vec<_> = entries.into_iter().map(|entry| (place_of(&entry), entry.format)).collect();
        let known = self.ledger.read().files;
        for record in known.into_iter().filter(|record| record.profile == profile && record.print.is_some()) {
            let file = (record.place().to_path_buf(), record.format);
            if !files.contains(&file) {
                files.push(file);
            }
        }
        files
    }

    /// None where the book cannot be read.
    fn entries_of(&self, profile: &str) -> Vec<HandOffEntry> {
        let book = self.book.load().ok();
        book.and_then(|book| book.find(profile).map(|entry| entry.hand_off.clone())).unwrap_or_default()
    }

    /// Notes how it went, and says what is new about that.
    fn note(
        &self,
        profile: &str,
        path: &Path,
        format: &str,
        done: Result<(), Failure>,
        change: impl FnOnce(&mut Record, Moment),
    ) -> Noted {
        let now = self.now();
        let failure = done.err();
        let noted = match &failure {
            None => Noted::Done,
            Some(failure) => Noted::Failed(Box::new(failure.clone())),
        };
        self.ledger.change(|known| {
            let Some(record) = known.entry(path, format) else { return noted };
            profile.clone_into(&mut record.profile);
            let is_known = failure.is_some() && record.failure == failure;
            record.failure = failure;
            if matches!(noted, Noted::Done) {
                change(record, now);
            }
            if is_known { Noted::FailedAgain } else { noted }
        })
    }
}

enum Noted {
    Done,
    Failed(Box<Failure>),
    /// As before.
    FailedAgain,
}

impl Outcome {
    fn take(&mut self, noted: Noted, news: impl FnOnce(Option<Failure>) -> News) {
        self.is_unfinished |= !matches!(noted, Noted::Done);
        match noted {
            Noted::Done => self.news.push(news(None)),
            Noted::Failed(failure) => self.news.push(news(Some(*failure))),
            Noted::FailedAgain => {}
        }
    }
}

async fn write(
    ward: &Ward,
    file: &WardFile,
    token: &Token,
    account: &Account,
    was_written: bool,
    places: &Places,
) -> Result<Changed, HandOffError> {
    let places = places.clone();
    let order = Order { format: file.format.clone()?, path: file.place.clone(), replace: false };
    let (profile, token, account) = (ward.profile.clone(), Some(token.clone()), Some(account.clone()));
    at_the_disk(&file.place, move || {
        if was_written && is_missing(&order.path) {
            return Err(HandOffError::Gone { path: order.path });
        }
        let material = Material { token, account, ..Material::of(&profile) };
        let turn = Turn::wait(&places, &order.path)?;
        hand_off::write(&turn, &order, &material).map(|(_, changed)| changed)
    })
    .await
}

/// Takes the token out of a file, where it is there.
async fn take_back(format: &str, path: &Path, places: &Places) -> Result<(), HandOffError> {
    let (format, place, places) = (hand_off::format(format)?, path.to_path_buf(), places.clone());
    let emptied = at_the_disk(path, move || {
        if is_missing(&place) {
            return Ok(());
        }
        hand_off::take_back(&Turn::wait(&places, &place)?, format, &place)
    });
    tokio::time::timeout(DISK_PATIENCE, emptied).await.unwrap_or_else(|_| {
        Err(HandOffError::Io {
            path: path.to_path_buf(),
            reason: "its drive does not answer".into(),
            hint: "Check the drive and its connection.".into(),
        })
    })
}

/// Works on a thread of its own: a network's drive may hang, and nothing else has to wait for it.
pub(super) async fn at_the_disk<T: Send + 'static>(
    path: &Path,
    work: impl FnOnce() -> Result<T, HandOffError> + Send + 'static,
) -> Result<T, HandOffError> {
    let ended = |error: tokio::task::JoinError| HandOffError::Io {
        path: path.to_path_buf(),
        reason: error.to_string(),
        hint: "Try it again.".into(),
    };
    tokio::task::spawn_blocking(work).await.map_err(ended)?
}

fn is_missing(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}
