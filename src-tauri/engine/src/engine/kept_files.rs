use std::path::Path;
use std::time::Duration;

use super::Engine;
use crate::failure::{ErrorCode, Failure};
use crate::hand_off::{self, Gives, HandOffError, HandOffStatus};
use crate::profile::{HandOffEntry, Profile, Profiles};
use crate::session::TokenRequest;

/// How long a command goes on writing files for the token that it brought.
const PATIENCE: Duration = Duration::from_secs(5);

/// Files that stay with a profile.
impl Engine {
    /// The files of a profile, and how each stands.
    pub async fn hand_offs(&self, name: &str) -> Result<Vec<HandOffStatus>, Failure> {
        Ok(self.hand_offs_in(&self.book.load()?, name).await)
    }

    /// The same, of a book that has been read: for who looks at all profiles.
    pub async fn hand_offs_in(&self, book: &Profiles, name: &str) -> Vec<HandOffStatus> {
        let Some(entry) = book.find(name).filter(|entry| !entry.hand_off.is_empty()) else { return Vec::new() };
        let Ok(profile) = &entry.profile else { return self.files.list(book, name, None).await };
        // Looking renews nothing.
        let wanted = TokenRequest { no_refresh: true, ..TokenRequest::default() };
        let token = self.sessions.token(profile, wanted).await.ok();
        let mut files = self.files.list(book, name, token).await;
        let renews_at = self.status(profile).await.renews_at;
        for file in files.iter_mut().filter(|file| file.is_kept()) {
            file.next_write_at = renews_at;
        }
        files
    }

    /// Remembers a file as one of a profile's hand-offs. Refused where another profile keeps it.
    pub fn remember_hand_off(&self, name: &str, entry: &HandOffEntry) -> Result<(), Failure> {
        let path = hand_off::expand_home(&entry.path);
        if !path.is_absolute() {
            let message = format!("“{}” depends on where a program was started.", entry.path);
            return Err(Failure::new(ErrorCode::Usage, message, "Give the whole path, or one that begins with ~/."));
        }
        self.is_nobody_elses(name, &path)?;
        self.book.change_hand_off(name, |list| match list.iter_mut().find(|other| other.path == entry.path) {
            Some(known) => known.clone_from(entry),
            None => list.push(entry.clone()),
        })?;
        self.files.heed(&self.book.load()?);
        Ok(())
    }

    /// Forgets a file; it stays as it is, until its person signs out.
    pub fn forget_hand_off(&self, name: &str, format: &str, path: &str) -> Result<(), Failure> {
        self.book.change_hand_off(name, |list| list.retain(|entry| entry.path != path || entry.format != format))?;
        self.files.forget_deadline(&hand_off::expand_home(path), format);
        Ok(())
    }

    /// Takes what these files give out of every one that is known to hold it.
    pub(super) async fn empty_files(&self, name: &str, which: impl Fn(Gives) -> bool) -> Result<(), Failure> {
        let failures = self.files.empty(name, which).await;
        let Some(first) = failures.first() else { return Ok(()) };
        let message = format!("You are signed out, but a file may still let its reader in. {}", first.message);
        let hint = "Delete that file. A token in it ends by itself when its time is over.";
        Err(Failure { message, hint: hint.to_owned(), ..first.clone() })
    }

    /// Another profile would write its own token over this one's, or the other way round.
    pub(super) fn is_nobody_elses(&self, name: &str, path: &Path) -> Result<(), HandOffError> {
        // With a book that cannot be read nobody keeps anything.
        let Ok(book) = self.book.load() else { return Ok(()) };
        match hand_off::keeper_of(&book, path).filter(|keeper| !keeper.eq_ignore_ascii_case(name)) {
            Some(keeper) => Err(HandOffError::Anothers { path: path.to_path_buf(), profile: keeper.to_owned() }),
            None => Ok(()),
        }
    }

    /// Writes the files that are kept fresh, where this process has brought the profile a new token and no host does it.
    pub(super) async fn spread(&self, profile: &Profile) {
        let name = profile.name.as_str();
        if self.keeper.is_at_work() || !self.sessions.take_new_token(name) {
            return;
        }
        let written = tokio::time::timeout(PATIENCE, self.files.catch_up_with(name)).await;
        for news in written.map(|outcome| outcome.news).unwrap_or_default() {
            news.log();
            self.sessions.events().news(&news);
        }
    }

    /// Takes tokens out of files whose time was over while no host ran. Costs a look at one file where there is none.
    pub async fn take_back_overdue(&self) {
        if self.keeper.is_at_work() {
            return;
        }
        let all = async {
            for record in self.files.overdue() {
                for news in self.files.take_back_overdue(&record).await.news {
                    news.log();
                    self.sessions.events().news(&news);
                }
            }
        };
        // A drive that hangs keeps nobody from their command.
        let _ = tokio::time::timeout(PATIENCE, all).await;
    }
}
