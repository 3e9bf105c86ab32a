use serde::Serialize;

use super::{Form, Source, understand_text};
use crate::profile::ProfileDraft;

/// What was understood of a pasted text. Secrets in it are not looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Pasted {
    /// The fields found; the others are empty.
    pub draft: ProfileDraft,
    /// Keys of the fields found.
    pub found: Vec<String>,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
}

/// Reads values for a profile out of any text.
pub fn read_pasted(text: &str) -> Pasted {
    let first = understand_text(text, &Source { path: None, form: Form::Text }).into_iter().next();
    let draft = first.map(|found| found.draft).unwrap_or_default();
    let needed = [
        ("project", &draft.project),
        ("cluster", &draft.cluster),
        ("tenant_id", &draft.tenant_id),
        ("client_id", &draft.client_id),
    ];
    let (found, missing): (Vec<_>, Vec<_>) = needed.into_iter().partition(|(_, value)| !value.is_empty());
    let keys = |fields: Vec<(&str, &String)>| fields.into_iter().map(|(key, _)| key.to_owned()).collect();
    Pasted { found: keys(found), missing: keys(missing), draft }
}
