//! What the tray shows, whatever draws it: which icon, which words, and what each entry does.

use crate::dto::{Overview, ProfileState, ProfileView};
use crate::words::{self, Tray, in_menu};

/// So many profiles stand in the menu itself; the rest are one step further.
const MOST: usize = 10;

/// How things stand, at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyph {
    #[default]
    SignedOut,
    SignedIn,
    Offline,
    NeedsYou,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    CopyToken(String),
    SignIn(String),
    Show(String),
    Open,
    Settings,
    Quit,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Deed(String, Deed),
    Menu(String, Vec<Item>),
    /// Says something, and does nothing.
    Note(String),
    Line,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    pub glyph: Glyph,
    pub tooltip: String,
    pub items: Vec<Item>,
}

/// What is to be shown of these profiles.
pub fn look(overview: &Overview, words: &Tray) -> Look {
    let profiles = in_order(&overview.profiles);
    let mut entries: Vec<Item> = profiles.iter().map(|profile| entry(profile, words)).collect();
    let rest = entries.split_off(entries.len().min(MOST));
    if entries.is_empty() {
        entries.push(Item::Note(words.no_profiles.into()));
    }
    if !rest.is_empty() {
        entries.push(Item::Menu(words.more.into(), rest));
    }
    entries.extend([
        Item::Line,
        Item::Deed(words.open.into(), Deed::Open),
        Item::Deed(words.settings.into(), Deed::Settings),
        Item::Deed(words.quit.into(), Deed::Quit),
    ]);
    Look { glyph: glyph(&profiles), tooltip: tooltip(&profiles, words), items: entries }
}

/// The default first, then those that are signed in, then those that want something; in between as the file has them.
fn in_order(profiles: &[ProfileView]) -> Vec<&ProfileView> {
    let mut profiles: Vec<_> = profiles.iter().collect();
    profiles.sort_by_key(|profile| match profile.status.state {
        _ if profile.is_default => 0,
        ProfileState::SignedIn => 1,
        ProfileState::SignedOut => 3,
        _ => 2,
    });
    profiles
}

fn entry(profile: &ProfileView, words: &Tray) -> Item {
    let name = || profile.name.clone();
    let sign_in = || Item::Deed(words.sign_in.into(), Deed::SignIn(name()));
    let mut deeds = match profile.status.state {
        // What is not complete cannot sign in; its page says what is wrong.
        _ if !profile.problems.is_empty() => vec![],
        ProfileState::SignedIn => vec![Item::Deed(words.copy.into(), Deed::CopyToken(name()))],
        ProfileState::Expired if profile.status.refreshable => {
            vec![Item::Deed(words.copy.into(), Deed::CopyToken(name()))]
        }
        ProfileState::SigningIn => vec![],
        _ => vec![sign_in()],
    };
    deeds.push(Item::Deed(words.show.into(), Deed::Show(name())));
    Item::Menu(format!("{} – {}", in_menu(title(profile)), standing(profile, words)), deeds)
}

fn title(profile: &ProfileView) -> &str {
    profile.label.as_deref().unwrap_or(&profile.name)
}

fn standing(profile: &ProfileView, words: &Tray) -> String {
    let status = &profile.status;
    match status.state {
        ProfileState::SignedIn => words.lasts(status.expires_in.unwrap_or_default()),
        ProfileState::SigningIn => words.signing_in.into(),
        ProfileState::NeedsSignIn => words.needs_you.into(),
        ProfileState::SignedOut | ProfileState::Expired if is_offline(profile) => words.offline.into(),
        ProfileState::SignedOut | ProfileState::Expired => words.signed_out.into(),
    }
}

fn is_offline(profile: &ProfileView) -> bool {
    profile.status.last_error.as_ref().is_some_and(|error| error.code == crate::dto::ErrorCode::Network)
}

fn glyph(profiles: &[&ProfileView]) -> Glyph {
    let any = |state| profiles.iter().any(|profile| profile.status.state == state);
    if any(ProfileState::NeedsSignIn) {
        Glyph::NeedsYou
    } else if profiles.iter().any(|profile| profile.status.state == ProfileState::SignedIn && is_offline(profile)) {
        Glyph::Offline
    } else if any(ProfileState::SignedIn) {
        Glyph::SignedIn
    } else {
        Glyph::SignedOut
    }
}

fn tooltip(profiles: &[&ProfileView], words: &Tray) -> String {
    let count = |state| profiles.iter().filter(|profile| profile.status.state == state).count();
    let (needs, signed_in) = (count(ProfileState::NeedsSignIn), count(ProfileState::SignedIn));
    let said: Vec<String> = [(needs, words.needs), (signed_in, words.signed_in_to)]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, sentences)| words::counted(sentences, count))
        .collect();
    if said.is_empty() { words.nobody.into() } else { said.join(" · ") }
}
