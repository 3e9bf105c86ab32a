//! What an access token says about itself. The token does not come along.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// What a profile's token says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ClaimsView {
    /// Sorted by name.
    pub claims: Vec<ClaimView>,
    /// Why there are none.
    pub unreadable: Option<UnreadableView>,
    /// What is worth a look, the weightiest first.
    pub remarks: Vec<Remark>,
    /// All of them, as a program would read them.
    pub json: String,
}

/// One claim.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ClaimView {
    pub name: String,
    /// As text; a list's members on lines of their own.
    pub value: String,
    /// The moment that the value names, RFC 3339.
    pub moment: Option<String>,
}

/// A token that does not say anything to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum UnreadableView {
    Opaque,
    Encrypted,
}

/// Something about it that explains what a person may wonder about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum Remark {
    /// It is for another address than the profile's cluster.
    OtherAudience,
    /// It is from another tenant than the profile's.
    OtherTenant,
    /// It is an application's, and no person's.
    Application,
    /// The person is in more groups than a token has room for.
    GroupsLeftOut,
}
