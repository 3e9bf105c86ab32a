//! Profiles from elsewhere. The secrets beside them stay in the program.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::{ErrorView, FieldProblem, ProfileDraft};

/// A profile as it was understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FoundView {
    /// What the command that adds it names it by.
    pub id: u32,
    pub draft: ProfileDraft,
    /// The form it was in, for people.
    pub form: String,
    /// The file.
    pub path: Option<String>,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
    pub problems: Vec<FieldProblem>,
    /// What the secret beside it is, for people.
    pub secret: Option<String>,
    /// What the person should know.
    pub notes: Vec<String>,
    /// The profile there is already that says the same.
    pub already: Option<String>,
}

/// Something was let go over the window.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Dropped {
    pub found: Vec<FoundView>,
    /// Why nothing could be made of it.
    pub failure: Option<ErrorView>,
}
