//! What the app says outside its page: in the tray, in notifications, in the system's own menus.
//!
//! The page has its own catalogue in `ui/src/words/`, with the same rules.

mod en;
mod nb;

#[cfg(test)]
pub use en::WORDS as EN;

use std::borrow::Cow;

use tauri::{Manager, Runtime};

use crate::dto::Language;
use crate::settings::KeptSettings;

/// One language's words. `{}` stands for what the sentence is about.
pub struct Words {
    pub tray: Tray,
    pub notifications: Notifications,
    pub entry: Entry,
}

/// The tray icon and its menu.
pub struct Tray {
    pub copy: &'static str,
    pub sign_in: &'static str,
    pub show: &'static str,
    pub more: &'static str,
    pub open: &'static str,
    pub settings: &'static str,
    pub quit: &'static str,
    pub no_profiles: &'static str,
    pub signed_out: &'static str,
    pub needs_you: &'static str,
    pub signing_in: &'static str,
    pub offline: &'static str,
    pub signed_in_to: [&'static str; 2],
    pub needs: [&'static str; 2],
    pub nobody: &'static str,
    pub hours: &'static str,
    pub minutes: &'static str,
}

/// The system's notifications.
pub struct Notifications {
    pub needs: &'static str,
    pub needs_many: &'static str,
    pub needs_text: &'static str,
    pub ends: &'static str,
    pub ends_text: &'static str,
    pub file: &'static str,
    pub sign_in: &'static str,
    pub show: &'static str,
}

/// Entries that the app makes in the system's menus and on the desktop.
pub struct Entry {
    pub sign_in_to: &'static str,
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux has a place for it"))]
    pub comment: &'static str,
}

/// Those of the language that the person has chosen.
pub fn of<R: Runtime>(app: &impl Manager<R>) -> &'static Words {
    match app.state::<KeptSettings>().language() {
        Language::En => &en::WORDS,
        Language::Nb => &nb::WORDS,
    }
}

/// A sentence about something.
pub fn about(sentence: &str, what: &str) -> String {
    sentence.replacen("{}", what, 1)
}

/// A sentence about so many: the first for one, the second for others.
pub fn counted(sentences: [&str; 2], count: usize) -> String {
    about(sentences[usize::from(count != 1)], &count.to_string())
}

impl Tray {
    /// How long something lasts: `52 min`, `1 h 5 min`. Rounded down: it must not promise more than there is.
    pub fn lasts(&self, seconds: u32) -> String {
        let minutes = seconds / 60;
        let of = |sentence: &str, number: u32| about(sentence, &number.to_string());
        match (minutes / 60, minutes % 60) {
            (0, rest) => of(self.minutes, rest),
            (hours, 0) => of(self.hours, hours),
            (hours, rest) => format!("{} {}", of(self.hours, hours), of(self.minutes, rest)),
        }
    }
}

/// A name that stands in a menu, where “_” or “&” would mark a key.
pub fn in_menu(name: &str) -> Cow<'_, str> {
    if cfg!(target_os = "linux") { name.replace('_', "__").into() } else { name.replace('&', "&&").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_never_promise_more_than_there_is() {
        let lasts = |seconds| en::WORDS.tray.lasts(seconds);
        assert_eq!([lasts(59), lasts(3_134), lasts(3_600), lasts(3_959)], ["0 min", "52 min", "1 h", "1 h 5 min"]);
        assert_eq!(nb::WORDS.tray.lasts(3_900), "1 t 5 min");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(en::WORDS.tray.needs, 1), "1 profile needs you");
        assert_eq!(counted(nb::WORDS.tray.needs, 3), "3 profiler trenger deg");
    }
}
