use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::ledger::{Known, Print};
use crate::clock::Moment;
use crate::files;
use crate::hand_off::{Format, Gives, HandOffError, format};
use crate::profile::{HandOffEntry, Profile, Profiles};

/// A profile and the files it is written to, as the book says.
#[derive(Debug, Clone)]
pub(crate) struct Ward {
    pub profile: Profile,
    pub files: Vec<WardFile>,
}

#[derive(Debug, Clone)]
pub(crate) struct WardFile {
    pub entry: HandOffEntry,
    /// A whole path. Made without a look at the disk, which may be a network's.
    pub place: PathBuf,
    pub format: Result<&'static Format, HandOffError>,
}

impl Ward {
    /// All profiles of the book whose fields are right and that are written to files.
    pub fn all(book: &Profiles) -> Vec<Self> {
        let mut owners: HashMap<PathBuf, String> = HashMap::new();
        let mut wards = Vec::new();
        for entry in &book.entries {
            let name = &entry.draft.name;
            let mut files = Vec::new();
            for entry in &entry.hand_off {
                let place = place_of(entry);
                let mut format = format(&entry.format);
                if entry.keep_fresh {
                    let owner = owners.entry(place.clone()).or_insert_with(|| name.clone());
                    if owner != name {
                        format = Err(HandOffError::Anothers { path: place.clone(), profile: owner.clone() });
                    }
                }
                files.push(WardFile { entry: entry.clone(), place, format });
            }
            if let Some(profile) = entry.profile.as_ref().ok().filter(|_| !files.is_empty()) {
                wards.push(Self { profile: profile.clone(), files });
            }
        }
        wards
    }

    pub fn name(&self) -> &str {
        self.profile.name.as_str()
    }
}

impl WardFile {
    /// Whether it is to be written with the token that `print` is of. What a file gives that is no token does not end, and
    /// is written when a person says so.
    pub fn is_due(&self, known: &Known, print: &Print, now: &Moment) -> bool {
        if self.format.as_ref().is_ok_and(|format| format.gives != Gives::Token) {
            return false;
        }
        let record = known.of(&self.place, &self.entry.format);
        let is_over = match record.and_then(|record| record.time_left(now)) {
            Some(left) => left.is_zero(),
            // A time without an order has not begun.
            None => self.entry.take_back_after.is_some(),
        };
        let holds = record.and_then(|record| record.print.as_ref());
        self.entry.keep_fresh && !is_over && holds != Some(print)
    }
}

/// Where an entry of the book leads.
pub(crate) fn place_of(entry: &HandOffEntry) -> PathBuf {
    place(&files::expand_home(&entry.path))
}

/// The one way in which a path is known.
pub(crate) fn place(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The profile that keeps that file fresh, if one does.
pub(crate) fn keeper_of<'a>(book: &'a Profiles, path: &Path) -> Option<&'a str> {
    let place = place(path);
    let keeps = |entry: &HandOffEntry| entry.keep_fresh && place_of(entry) == place;
    let keeper = book.entries.iter().find(|entry| entry.hand_off.iter().any(keeps));
    keeper.map(|entry| entry.draft.name.as_str())
}
