use toml_edit::DocumentMut;

use crate::profile::document;
use crate::profile::import::{Found, Source};

use super::Form;

/// Profiles of this app: whole files, and exports. What runs a command, and where files are written, is everybody's own.
pub(in crate::profile::import) fn read(document: &DocumentMut, source: &Source) -> Option<Vec<Found>> {
    document.get("profiles")?.as_table_like()?;
    let profiles = document::read(document).ok()?;
    let found = profiles.entries.into_iter().map(|entry| {
        let mut draft = entry.draft;
        let mut notes = Vec::new();
        if !draft.browser.is_empty() {
            draft.browser.clear();
            notes.push("The command it opens addresses with is not imported.".to_owned());
        }
        if !entry.hand_off.is_empty() {
            notes.push("The files it is written to are not imported.".to_owned());
        }
        Found::new(draft, Source { form: Form::Profiles, ..source.clone() }, Vec::new(), notes)
    });
    Some(found.collect())
}
