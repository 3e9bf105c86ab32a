use std::path::Path;
use std::time::{Duration, SystemTime};

use super::kept_files::{KeptFiles, at_the_disk};
use super::ward::{Ward, place_of};
use crate::clock::Moment;
use crate::failure::Failure;
use crate::hand_off::{self, Gives, HandOffError};
use crate::profile::{HandOffEntry, Profiles};
use crate::session::Token;

const PATIENCE: Duration = Duration::from_secs(2);

/// How a file of a profile stands.
#[derive(Debug, Clone)]
pub struct HandOffStatus {
    /// As the book has it.
    pub entry: HandOffEntry,
    /// When the app wrote it last.
    pub written_at: Option<SystemTime>,
    /// Whether it holds the profile's token as it is now; none where there is no token to compare with, or none belongs in it.
    pub token_current: Option<bool>,
    /// When it is written next; none where nothing here knows.
    pub next_write_at: Option<SystemTime>,
    /// When the token is taken out of it.
    pub take_back_at: Option<SystemTime>,
    /// When that happened.
    pub taken_back_at: Option<SystemTime>,
    /// Why it is not as it should be.
    pub failure: Option<Failure>,
}

impl HandOffStatus {
    /// It is rewritten at each refresh, as things stand.
    pub fn is_kept(&self) -> bool {
        let gives_token = hand_off::format(&self.entry.format).is_ok_and(|format| format.gives == Gives::Token);
        self.entry.keep_fresh && gives_token && self.taken_back_at.is_none()
    }
}

impl KeptFiles {
    /// The files of a profile of that book, with the token that it has now.
    pub async fn list(&self, book: &Profiles, profile: &str, token: Option<Token>) -> Vec<HandOffStatus> {
        let Some(entry) = book.find(profile) else { return Vec::new() };
        let anothers: Vec<_> = Ward::all(book).into_iter().filter(|ward| ward.name() == entry.draft.name).collect();
        let mut all = Vec::new();
        for file in &entry.hand_off {
            let ward_file = anothers.iter().flat_map(|ward| &ward.files).find(|it| it.entry == *file);
            let wrong = ward_file.and_then(|file| file.format.clone().err());
            all.push(self.status(file, token.clone(), wrong).await);
        }
        all
    }

    async fn status(&self, entry: &HandOffEntry, token: Option<Token>, wrong: Option<HandOffError>) -> HandOffStatus {
        let place = place_of(entry);
        let known = self.ledger.read();
        let record = known.of(&place, &entry.format).cloned().unwrap_or_default();
        let holds_token = hand_off::format(&entry.format).is_ok_and(|format| format.gives == Gives::Token);
        let seen = look(&place, token.filter(|_| holds_token)).await;
        let is_gone = seen.changed_at.is_none() && record.written.is_some();
        let failure = wrong.map(Failure::from).or(record.failure.clone());
        let failure = failure.or_else(|| is_gone.then(|| HandOffError::Gone { path: place.clone() }.into()));
        let now = self.now();
        HandOffStatus {
            written_at: record.written.as_ref().map(Moment::system_time).or(seen.changed_at),
            token_current: seen.holds,
            next_write_at: None,
            take_back_at: record
                .time_left(&now)
                .filter(|_| record.print.is_some())
                .map(|left| now.system_time() + left),
            taken_back_at: record.taken_back.as_ref().map(Moment::system_time),
            failure,
            entry: entry.clone(),
        }
    }
}

#[derive(Default)]
struct Seen {
    changed_at: Option<SystemTime>,
    holds: Option<bool>,
}

async fn look(place: &Path, token: Option<Token>) -> Seen {
    let path = place.to_path_buf();
    let looking = at_the_disk(place, move || {
        let Ok(found) = std::fs::symlink_metadata(&path) else { return Ok(Seen::default()) };
        let holds = token.map(|token| hand_off::holds(&path, &token.access_token));
        Ok(Seen { changed_at: found.modified().ok(), holds })
    });
    // A drive that hangs holds up nobody who only wants to see.
    tokio::time::timeout(PATIENCE, looking).await.ok().and_then(Result::ok).unwrap_or_default()
}
