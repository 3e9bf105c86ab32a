//! What is asked of the app from outside its page: by a second start, a link, a file, the tray, a notification.
//!
//! Asks are held here until the page takes them: there may be none yet, or none any more. None of them adds, writes or
//! copies anything: a link can come from any web page, and a file from anybody. All that happens without a click is that
//! the person's own browser opens for a profile of theirs that is not signed in.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Emitter as _, Manager as _, Runtime, Url};

use crate::dto::Ask;
use crate::{import, windows};

/// The page hears that there is something to take.
const ASKED: &str = "asked";

/// A start without a window, as the session makes it.
pub const HIDDEN: &str = "--hidden";
/// A start that signs in with a profile.
pub const SIGN_IN: &str = "--sign-in";

const LINK: &str = "cdf-signin://";
/// `ProfileName`'s longest.
const LONGEST_NAME: usize = 64;

/// Something asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// That the page can do at once.
    Ask(Ask),
    /// To show what is in these files.
    Files(Vec<PathBuf>),
}

/// What nobody has taken yet, the oldest first.
pub struct Asks(Mutex<Vec<Asked>>);

impl Asks {
    /// What the start of this process asks for.
    pub fn of_this_start() -> Self {
        let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
        let folder = std::env::current_dir().unwrap_or_default();
        Self(Mutex::new(of_words(&words, &folder).into_iter().collect()))
    }

    /// All of them; the next call gets only what is asked after this one. Files are read now, by the program, and shown
    /// as if they had been dropped on the window.
    pub fn take<R: Runtime>(&self, app: &AppHandle<R>) -> Vec<Ask> {
        let all = mem::take(&mut *self.held());
        let taken = all.into_iter().filter_map(|asked| match asked {
            Asked::Ask(ask) => Some(ask),
            Asked::Files(paths) => {
                import::show(app, &paths);
                None
            }
        });
        taken.collect()
    }

    fn held(&self) -> MutexGuard<'_, Vec<Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a start's words ask for, without the program's own name; `folder` is where it was started.
pub fn of_words(words: &[String], folder: &Path) -> Option<Asked> {
    let profile = |name: &String| name.clone();
    Some(match words {
        [] => return None,
        [word] if word == HIDDEN => return None,
        [word, name] if word == SIGN_IN => Asked::Ask(Ask::SignIn { profile: profile(name), anew: false }),
        [word, name] if word == "--profile" => Asked::Ask(Ask::Choose { profile: profile(name) }),
        [word] if word == "--settings" => Asked::Ask(Ask::Settings),
        // What a key of the desktop's can be bound to.
        [word] if word == "--palette" => Asked::Ask(Ask::Palette),
        [link] if link.starts_with(LINK) => Asked::Ask(of_link(link)),
        paths if paths.iter().all(|path| !path.starts_with('-')) => {
            Asked::Files(paths.iter().map(|path| file(path, folder)).collect())
        }
        _ => Asked::Ask(Ask::NotUnderstood { words: shown(&words.join(" ")) }),
    })
}

/// A file manager may hand over an address, in which a space is `%20`.
fn file(word: &str, folder: &Path) -> PathBuf {
    let address = Url::parse(word).ok().filter(|address| address.scheme() == "file");
    address.and_then(|address| address.to_file_path().ok()).unwrap_or_else(|| folder.join(word))
}

/// `cdf-signin://sign-in/NAME`, and nothing else.
fn of_link(link: &str) -> Ask {
    let name = link.strip_prefix(LINK).and_then(|rest| rest.strip_prefix("sign-in/"));
    let name = name.map(|name| name.strip_suffix('/').unwrap_or(name));
    let is_plain = |name: &&str| {
        (1..=LONGEST_NAME).contains(&name.len())
            && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter))
    };
    match name.filter(is_plain) {
        Some(name) => Ask::SignIn { profile: name.to_owned(), anew: false },
        None => Ask::NotUnderstood { words: shown(link) },
    }
}

/// As much of it as helps a person to see what came: it can be long, and of anybody's making.
fn shown(words: &str) -> String {
    const MOST: usize = 80;
    let plain: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(MOST).collect();
    if words.chars().count() > MOST { plain + "…" } else { plain }
}

/// A second start asks: its window is this one.
pub fn by_second_start<R: Runtime>(app: &AppHandle<R>, words: &[String], folder: &str) {
    let asked = of_words(words.get(1..).unwrap_or_default(), Path::new(folder));
    let (app, is_hidden) = (app.clone(), words.iter().any(|word| word == HIDDEN));
    // The other process waits for this call's end, and a window takes its time.
    tauri::async_runtime::spawn(async move {
        match asked {
            Some(asked) => put(&app, asked),
            None if is_hidden => {}
            None => windows::raise(&app),
        }
    });
}

/// The system hands over a file or a link.
#[cfg(target_os = "macos")]
pub fn by_address<R: Runtime>(app: &AppHandle<R>, address: &str) {
    if let Some(asked) = of_words(&[address.to_owned()], Path::new("/")) {
        put(app, asked);
    }
}

/// Brings the window to the front, and makes it where it is in the tray only.
pub fn open<R: Runtime>(app: &AppHandle<R>) {
    windows::raise(app);
}

/// Brings the window to the front, and has its page do that.
pub fn ask<R: Runtime>(app: &AppHandle<R>, ask: Ask) {
    put(app, Asked::Ask(ask));
}

fn put<R: Runtime>(app: &AppHandle<R>, asked: Asked) {
    {
        let asks = app.state::<Asks>();
        let mut held = asks.held();
        // The same link ten times is one ask.
        if held.last() != Some(&asked) {
            held.push(asked);
        }
    }
    windows::raise(app);
    let _ = app.emit(ASKED, ());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Option<Asked> {
        of_words(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), Path::new("/home/ingrid"))
    }

    fn sign_in(name: &str) -> Asked {
        Asked::Ask(Ask::SignIn { profile: name.into(), anew: false })
    }

    #[test]
    fn only_whole_words_ask_for_anything() {
        assert_eq!(of(&["--sign-in", "north"]), Some(sign_in("north")));
        assert_eq!(of(&["--profile", "north"]), Some(Asked::Ask(Ask::Choose { profile: "north".into() })));
        assert_eq!(of(&["--settings"]), Some(Asked::Ask(Ask::Settings)));
        assert_eq!(of(&["--palette"]), Some(Asked::Ask(Ask::Palette)));
        assert_eq!([of(&[]), of(&["--hidden"])], [None, None]);
        for words in [&["--sign-in"][..], &["--sign-in", "north", "south"], &["--sign-out", "north"], &["-x"]] {
            assert!(matches!(of(words), Some(Asked::Ask(Ask::NotUnderstood { .. }))), "{words:?}");
        }
    }

    #[test]
    fn a_link_names_a_profile_and_nothing_else() {
        assert_eq!(of(&["cdf-signin://sign-in/plant-north"]), Some(sign_in("plant-north")));
        assert_eq!(of(&["cdf-signin://sign-in/plant-north/"]), Some(sign_in("plant-north")));
        let long = format!("cdf-signin://sign-in/{}", "a".repeat(10_000));
        for link in [
            "cdf-signin://",
            "cdf-signin://sign-in/",
            "cdf-signin://sign-in/a/b",
            "cdf-signin://sign-in/../north",
            "cdf-signin://sign-in/north?copy=1",
            "cdf-signin://sign-in/north#x",
            "cdf-signin://sign-in/n%6Frth",
            "cdf-signin://import/north",
            "cdf-signin://user@sign-in/north",
            "cdf-signin://SIGN-IN/north",
            "cdf-signin://sign-in/nørth",
            &long,
        ] {
            let Some(Asked::Ask(Ask::NotUnderstood { words })) = of(&[link]) else { panic!("{link}") };
            assert!(words.chars().count() <= 81, "{words}");
        }
    }

    #[test]
    fn a_file_is_found_from_where_the_start_was_made() {
        let files = |paths: &[&str]| Some(Asked::Files(paths.iter().map(PathBuf::from).collect()));
        assert_eq!(of(&["north.cdfprofile"]), files(&["/home/ingrid/north.cdfprofile"]));
        let address = if cfg!(windows) { "file:///C:/a%20b.cdfprofile" } else { "file:///a%20b.cdfprofile" };
        let path = if cfg!(windows) { "C:\\a b.cdfprofile" } else { "/a b.cdfprofile" };
        assert_eq!(of(&[address, "/b%20c"]), files(&[path, "/b%20c"]));
    }
}
