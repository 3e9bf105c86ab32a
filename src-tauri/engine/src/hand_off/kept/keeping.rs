use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::kept_files::{KeptFiles, Outcome};
use super::ledger::Record;
use super::ward::Ward;
use crate::clock::Moment;
use crate::files::{self, Stamp};
use crate::freshness::News;
use crate::ports::Events;

/// How soon a deadline is seen, and a change that nobody told of. A look costs a system call a file of sessions.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// A file that could not be written is tried again after this long.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// Profiles whose files are written at once.
const AT_ONCE: usize = 8;

/// Keeps files fresh in a host that runs long. A drive that hangs holds up the files of its own profile and nothing else.
pub(crate) struct Keeping {
    files: Arc<KeptFiles>,
    host: Arc<dyn Events>,
    changed: Notify,
    /// Sessions may have changed that no file on disk tells of.
    is_told: Mutex<bool>,
}

/// What has been seen so far.
#[derive(Default)]
struct Seen {
    book: Option<Stamp>,
    wards: Vec<Arc<Ward>>,
    /// The session with which each profile's files were looked at.
    sessions: HashMap<String, Option<Stamp>>,
    ledger: Option<Stamp>,
    /// Those with an end ahead, as the ledger has them.
    ending: Vec<Record>,
    under_way: HashSet<Task>,
    tried_in_vain: HashMap<Task, Moment>,
}

/// What a job is about: a profile's files, or one that is to be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Task {
    Ward(String),
    TakeBack { path: String, format: String },
}

impl Keeping {
    pub fn new(files: Arc<KeptFiles>, host: Arc<dyn Events>) -> Self {
        Self { files, host, changed: Notify::new(), is_told: Mutex::new(true) }
    }

    /// Until `stop`, and then until what is under way is done.
    pub async fn run(&self, stop: &CancellationToken) {
        let mut seen = Seen::default();
        let mut jobs = JoinSet::new();
        let places = Arc::new(Semaphore::new(AT_ONCE));
        while !stop.is_cancelled() {
            for (task, due) in self.due(&mut seen) {
                seen.under_way.insert(task.clone());
                let (files, places) = (self.files.clone(), places.clone());
                jobs.spawn(async move {
                    let _place = places.acquire_owned().await;
                    let outcome = match due {
                        Due::Ward(ward) => files.catch_up(&ward).await,
                        Due::TakeBack(record) => files.take_back_overdue(&record).await,
                    };
                    (task, outcome)
                });
            }
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = jobs.join_next() => self.end(ended.ok(), &mut seen),
                () = self.changed.notified() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
        while let Some(ended) = jobs.join_next().await {
            self.end(ended.ok(), &mut seen);
        }
    }

    fn end(&self, ended: Option<(Task, Outcome)>, seen: &mut Seen) {
        let Some((task, outcome)) = ended else { return };
        seen.under_way.remove(&task);
        if outcome.is_unfinished {
            seen.tried_in_vain.insert(task, self.files.now());
        } else {
            seen.tried_in_vain.remove(&task);
        }
        for news in &outcome.news {
            news.log();
            self.host.news(news);
        }
    }

    fn due(&self, seen: &mut Seen) -> Vec<(Task, Due)> {
        let is_told = std::mem::take(&mut *self.is_told.lock().unwrap_or_else(PoisonError::into_inner));
        self.read_book(seen);
        self.read_ledger(seen);
        let now = self.files.now();
        let mut due = Vec::new();
        for ward in &seen.wards {
            let task = Task::Ward(ward.name().to_owned());
            if !seen.is_free(&task) {
                continue;
            }
            let sessions = &self.files.sessions;
            let is_in_memory = sessions.vault.is_in_memory(ward.name());
            if !is_in_memory && !sessions.has_key() {
                continue;
            }
            let stamp = sessions.stamp(&ward.profile);
            let is_another = seen.sessions.get(ward.name()) != Some(&stamp) || (is_in_memory && is_told);
            if is_another || seen.is_to_be_tried_again(&task, &now) {
                seen.sessions.insert(ward.name().to_owned(), stamp);
                due.push((task, Due::Ward(ward.clone())));
            }
        }
        for record in &seen.ending {
            let task = Task::TakeBack { path: record.path.clone(), format: record.format.clone() };
            let is_time = !seen.tried_in_vain.contains_key(&task) || seen.is_to_be_tried_again(&task, &now);
            if record.is_overdue(&now) && is_time && seen.is_free(&task) {
                due.push((task, Due::TakeBack(Box::new(record.clone()))));
            }
        }
        due
    }

    fn read_book(&self, seen: &mut Seen) {
        let stamp = files::stamp(self.files.book.path());
        if seen.book == stamp {
            return;
        }
        seen.book = stamp;
        // While somebody edits the file, what was to be kept fresh is.
        if let Ok(book) = self.files.book.load() {
            self.files.heed(&book);
            seen.wards = Ward::all(&book).into_iter().map(Arc::new).collect();
            seen.sessions.clear();
        }
    }

    fn read_ledger(&self, seen: &mut Seen) {
        let stamp = self.files.ledger.stamp();
        if seen.ledger == stamp {
            return;
        }
        seen.ledger = stamp;
        seen.ending = self.files.ledger.read().files;
        seen.ending.retain(|record| record.print.is_some() && record.take_back_after.is_some());
    }
}

enum Due {
    Ward(Arc<Ward>),
    TakeBack(Box<Record>),
}

impl Seen {
    fn is_free(&self, task: &Task) -> bool {
        !self.under_way.contains(task)
    }

    fn is_to_be_tried_again(&self, task: &Task, now: &Moment) -> bool {
        let tried = self.tried_in_vain.get(task);
        tried.is_some_and(|tried| now.since(tried).is_none_or(|waited| waited >= TRY_AGAIN))
    }
}

/// The keeper of sessions tells of each change; the host hears what it heard before.
impl Events for Keeping {
    fn session_changed(&self, profile: &str) {
        self.host.session_changed(profile);
    }

    fn files_changed(&self) {
        *self.is_told.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
        self.host.files_changed();
    }

    fn news(&self, news: &News) {
        *self.is_told.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
        self.host.news(news);
    }
}
