//! What is worth a notification, and what is not worth one any more. Three things are; each is told once.

use std::collections::{BTreeMap, BTreeSet};

use crate::dto::{FlowView, ProfileState, ProfileView};

/// So long before its end a token that cannot be renewed is told of, in seconds.
pub const BEFORE_THE_END: u32 = 10 * 60;

/// What a notification is about. Two about the same are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// That profile needs a person.
    Needs(String),
    /// Several do, since the last look.
    NeedsMany(usize),
    /// The token of that profile ends, in so many seconds when it was told.
    Ends(String),
    /// A file of that profile, which is kept fresh, could not be written.
    File { profile: String, path: String },
}

/// What to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Tell {
        about: About,
        title: String,
        seconds: u32,
    },
    /// It is solved, or not true any more.
    Close(About),
}

/// What was told already.
#[derive(Debug, Default)]
pub struct Told {
    needs: BTreeSet<String>,
    /// Those that were told of together: how many they were, and who of them still needs a person.
    together: Vec<(usize, BTreeSet<String>)>,
    /// With the moment of the token's end: a new token is another story.
    ends: BTreeMap<String, Option<String>>,
    files: BTreeSet<(String, String)>,
    /// What stood like this when the app started is no news to whoever sees its window.
    has_looked: bool,
}

impl Told {
    /// Compares how things stand with what was told. `is_seen`: the person looks at the window, which says it too.
    pub fn look(&mut self, profiles: &[ProfileView], is_seen: bool) -> Vec<Change> {
        let mut changes = self.needs(profiles);
        changes.extend(self.ends(profiles));
        changes.extend(self.files(profiles));
        let is_quiet = is_seen || !self.has_looked;
        self.has_looked = true;
        changes.retain(|change| !is_quiet || matches!(change, Change::Close(_)));
        changes
    }

    fn needs(&mut self, profiles: &[ProfileView]) -> Vec<Change> {
        let needy = |profile: &&ProfileView| profile.status.state == ProfileState::NeedsSignIn;
        let now: BTreeSet<String> = profiles.iter().filter(needy).map(|profile| profile.name.clone()).collect();
        let mut changes: Vec<Change> =
            self.needs.difference(&now).map(|name| Change::Close(About::Needs(name.clone()))).collect();
        for (_, names) in &mut self.together {
            names.retain(|name| now.contains(name));
        }
        let solved = self.together.extract_if(.., |(_, names)| names.is_empty());
        changes.extend(solved.map(|(count, _)| Change::Close(About::NeedsMany(count))));
        // That its token ends was told, and that is when this begins.
        let is_new = |name: &String| !self.needs.contains(name) && !self.ends.contains_key(name);
        let new: Vec<&ProfileView> = profiles.iter().filter(needy).filter(|profile| is_new(&profile.name)).collect();
        match new[..] {
            [] => {}
            [one] => changes.push(tell(About::Needs(one.name.clone()), one, 0)),
            [first, ..] => {
                changes.push(tell(About::NeedsMany(new.len()), first, 0));
                self.together.push((new.len(), new.iter().map(|profile| profile.name.clone()).collect()));
            }
        }
        self.needs = now;
        changes
    }

    fn ends(&mut self, profiles: &[ProfileView]) -> Vec<Change> {
        let ending = |profile: &&ProfileView| {
            let status = &profile.status;
            let left = status.expires_in.unwrap_or(u32::MAX);
            let is_persons = matches!(profile.draft.flow, FlowView::Browser | FlowView::DeviceCode);
            is_persons && status.state == ProfileState::SignedIn && !status.refreshable && left <= BEFORE_THE_END
        };
        // What has ended meanwhile is still what was told of.
        let has_ended = |profile: &&ProfileView| {
            use ProfileState::{Expired, NeedsSignIn};
            self.ends.contains_key(&profile.name) && matches!(profile.status.state, Expired | NeedsSignIn)
        };
        let entry = |profile: &ProfileView| (profile.name.clone(), profile.status.expires_at.clone());
        let now: BTreeMap<_, _> =
            profiles.iter().filter(|profile| ending(profile) || has_ended(profile)).map(entry).collect();
        let closed = self.ends.keys().filter(|name| !now.contains_key(*name));
        let mut changes: Vec<Change> = closed.map(|name| Change::Close(About::Ends(name.clone()))).collect();
        let is_new = |profile: &&ProfileView| self.ends.get(&profile.name) != Some(&profile.status.expires_at);
        changes.extend(profiles.iter().filter(ending).filter(is_new).map(|profile| {
            tell(About::Ends(profile.name.clone()), profile, profile.status.expires_in.unwrap_or_default())
        }));
        self.ends = now;
        changes
    }

    fn files(&mut self, profiles: &[ProfileView]) -> Vec<Change> {
        let mut now = BTreeSet::new();
        let mut changes = Vec::new();
        for profile in profiles {
            for file in profile.hand_off.iter().filter(|file| file.keep_fresh && file.failure.is_some()) {
                let key = (profile.name.clone(), file.path.clone());
                if !self.files.contains(&key) {
                    let about = About::File { profile: key.0.clone(), path: key.1.clone() };
                    changes.push(Change::Tell { about, title: file_name(&file.path).to_owned(), seconds: 0 });
                }
                now.insert(key);
            }
        }
        changes.extend(
            self.files
                .difference(&now)
                .map(|(profile, path)| Change::Close(About::File { profile: profile.clone(), path: path.clone() })),
        );
        self.files = now;
        changes
    }
}

fn tell(about: About, profile: &ProfileView, seconds: u32) -> Change {
    let title = profile.label.clone().unwrap_or_else(|| profile.name.clone());
    Change::Tell { about, title, seconds }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
