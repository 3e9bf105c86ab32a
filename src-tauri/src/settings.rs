//! What a person has decided about the app itself, in `settings.json` beside `profiles.toml`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cdf_signin_engine::places::Places;
use cdf_signin_engine::{ErrorCode, Failure};
use serde_json::{Map, Value};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};

use crate::dto::{Language, Settings};
use crate::error::Answer;
use crate::theme;

/// The page hears what holds from now on.
const CHANGED: &str = "settings-changed";

/// The settings as they hold now.
pub struct KeptSettings {
    file: PathBuf,
    now: Mutex<Settings>,
}

impl KeptSettings {
    /// As the file has them. One that cannot be read is left alone, and the usual ones hold until a setting is changed.
    pub fn of(places: &Places) -> Self {
        let file = places.settings_file();
        let now = read(&file).unwrap_or_else(|error| {
            tracing::warn!(%error, "the settings cannot be read");
            Settings::default()
        });
        Self { file, now: Mutex::new(now) }
    }

    /// A copy of them.
    pub fn now(&self) -> Settings {
        self.held().clone()
    }

    /// The language of menus and notifications.
    pub fn language(&self) -> Language {
        self.held().language.unwrap_or_else(|| {
            let of_the_system = sys_locale::get_locale().unwrap_or_default().to_lowercase();
            if ["nb", "nn", "no"].iter().any(|word| of_the_system.starts_with(word)) {
                Language::Nb
            } else {
                Language::En
            }
        })
    }

    fn put(&self, settings: &Settings) -> Answer<()> {
        write(&self.file, settings).map_err(|error| {
            let message = format!("{} could not be written: {error}.", self.file.display());
            Failure::new(ErrorCode::FileRefused, message, "Check that the folder is yours to write to.")
        })?;
        *self.held() = settings.clone();
        Ok(())
    }

    fn held(&self) -> MutexGuard<'_, Settings> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps other settings, and has everything go by them at once.
pub fn change<R: Runtime>(app: &AppHandle<R>, settings: &Settings) -> Answer<()> {
    let kept = app.state::<KeptSettings>();
    let before = kept.now();
    kept.put(settings)?;
    if before.theme != settings.theme {
        theme::go_by(app, settings.theme);
    }
    let _ = app.emit(CHANGED, settings);
    Ok(())
}

fn read(file: &Path) -> io::Result<Settings> {
    match fs::read(file) {
        Ok(text) => Ok(serde_json::from_slice(&text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(error),
    }
}

/// What another version has written beside them stays; a file that is no settings at all is put aside, not overwritten.
fn write(file: &Path, settings: &Settings) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut all = match fs::read(file) {
        Ok(text) => serde_json::from_slice::<Map<String, Value>>(&text).or_else(|_| {
            fs::rename(file, file.with_extension("unreadable.json"))?;
            io::Result::Ok(Map::new())
        })?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Map::new(),
        Err(error) => return Err(error),
    };
    if let Value::Object(known) = serde_json::to_value(settings)? {
        all.extend(known);
    }
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&serde_json::to_vec_pretty(&all)?)?;
    new.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_is_there_at_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        let settings = KeptSettings::of(&places);
        assert_eq!(settings.now(), Settings::default());
        let changed = Settings { language: Some(Language::Nb), notifications: false, ..Settings::default() };
        settings.put(&changed).unwrap();
        let again = KeptSettings::of(&places);
        assert_eq!((again.now(), again.language()), (changed, Language::Nb));
    }

    #[test]
    fn settings_of_another_version_keep_what_is_known_here() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        fs::write(places.settings_file(), r#"{ "notifications": false, "from_tomorrow": 1 }"#).unwrap();
        let expected = Settings { notifications: false, ..Settings::default() };
        let settings = KeptSettings::of(&places);
        assert_eq!(settings.now(), expected);
        let changed = Settings { language: Some(Language::En), ..expected };
        settings.put(&changed).unwrap();
        let text = fs::read_to_string(places.settings_file()).unwrap();
        assert!(text.contains("\"from_tomorrow\": 1"), "{text}");
        assert_eq!(KeptSettings::of(&places).now(), changed);
    }

    #[test]
    fn a_file_that_is_no_settings_is_never_lost() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        fs::write(places.settings_file(), "{").unwrap();
        let settings = KeptSettings::of(&places);
        assert_eq!(settings.now(), Settings::default());
        assert_eq!(fs::read_to_string(places.settings_file()).unwrap(), "{");
        let changed = Settings { stay_in_tray: false, ..Settings::default() };
        settings.put(&changed).unwrap();
        assert_eq!(KeptSettings::of(&places).now(), changed);
        let aside = places.settings_file().with_extension("unreadable.json");
        assert_eq!(fs::read_to_string(aside).unwrap(), "{");
    }
}
