//! What a check finds out.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::ErrorCode;

/// All of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CheckReport {
    /// The profile's name.
    pub profile: String,
    /// How it came out, in a sentence or two.
    pub summary: String,
    /// In the order they were taken.
    pub steps: Vec<CheckStep>,
    /// What CDF lets the token do, where it said so.
    pub access: Option<AccessView>,
}

/// How far a check is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum CheckProgress {
    /// This is being looked at now; it follows “Looking at”.
    LookingAt { subject: String },
    /// This was looked at.
    Done { step: CheckStep },
}

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CheckStep {
    pub outcome: CheckOutcome,
    /// The outcome as a short sentence without an end.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// What to do, the likeliest help first.
    pub next: Vec<String>,
    /// The profile's field to change.
    pub field: Option<String>,
    /// What a failed step would be called if a command met it.
    pub code: Option<ErrorCode>,
    /// Names, addresses and ids for whoever has to look into it.
    pub facts: Vec<CheckFact>,
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum CheckOutcome {
    Passed,
    Warned,
    Failed,
    Skipped,
}

/// A name and its value.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CheckFact {
    pub name: String,
    pub value: String,
}

/// What a token may do in CDF.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct AccessView {
    pub projects: Vec<ProjectView>,
    pub capabilities: Vec<CapabilityView>,
}

/// A project that CDF named.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProjectView {
    pub name: String,
    /// In how many of its groups the token is, where CDF says so.
    pub groups: Option<u32>,
}

/// What may be done with one kind of resource.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CapabilityView {
    /// CDF's name of the access list: `timeSeries`.
    pub acl: String,
    /// `READ`, `WRITE`, …
    pub actions: Vec<String>,
    /// On which of these resources, in words.
    pub scope: String,
    /// In every project.
    pub all_projects: bool,
    /// In these projects.
    pub projects: Vec<String>,
}
