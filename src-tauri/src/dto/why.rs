//! Why somebody does not see a project.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// The answer, and what an administrator of the project wants to know.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct WhyView {
    /// As it was asked for.
    pub project: String,
    /// Where it was looked for.
    pub cdf_host: String,
    pub reason: WhyReason,
    /// Who looks for it, as the token says.
    pub asking: AskingView,
}

/// The first reason that is true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum WhyReason {
    LetsIn {
        /// To how many kinds of resource there are rights.
        kinds: u32,
    },
    NoRights,
    NoGroup,
    Meant {
        project: String,
    },
    /// Another profile is for it.
    OtherProfile {
        name: String,
        /// What people call it.
        label: String,
    },
    NotAmongYours,
}

/// An account, as a token tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct AskingView {
    pub username: Option<String>,
    pub object_id: Option<String>,
    pub tenant_id: Option<String>,
    /// The ID of an application that is signed in, and no person.
    pub application: Option<String>,
    /// Object IDs of groups in Entra, where the token says some.
    pub groups: Vec<String>,
    /// There are more than a token has room for.
    pub groups_left_out: bool,
}
