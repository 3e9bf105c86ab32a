use std::collections::BTreeMap;
use std::path::Path;

use cdf_signin_engine::Imported;
use cdf_signin_engine::profile::FieldProblem;
use cdf_signin_engine::profile::import::{Form, Found, FoundSecret};
use serde::Serialize;

/// A profile that was understood, and what became of it.
#[derive(Debug, Serialize)]
pub struct FoundShape<'a> {
    profile: &'a str,
    form: Form,
    path: Option<&'a Path>,
    fields: BTreeMap<&'static str, String>,
    missing: &'a [String],
    problems: &'a [FieldProblem],
    secrets: Vec<&'static str>,
    notes: &'a [String],
    already: Option<&'a str>,
    added: bool,
    secret_kept: bool,
}

impl<'a> FoundShape<'a> {
    pub fn new(found: &'a Found, imported: Option<&Imported>) -> Self {
        Self {
            profile: &found.draft.name,
            form: found.source.form,
            path: found.source.path.as_deref(),
            fields: found.draft.set_fields().into_iter().collect(),
            missing: &found.missing,
            problems: &found.problems,
            secrets: found.secrets.iter().map(FoundSecret::key).collect(),
            notes: &found.notes,
            already: found.already.as_deref(),
            added: imported.is_some(),
            secret_kept: imported.is_some_and(|imported| imported.secret.is_some()),
        }
    }
}
