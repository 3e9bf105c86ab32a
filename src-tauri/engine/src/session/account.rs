use serde::{Deserialize, Serialize};

/// Who is signed in, as the ID token says. For people's eyes; no decision rests on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person's name.
    pub name: Option<String>,
    /// What they type to sign in.
    pub username: Option<String>,
    /// Their ID in the directory.
    pub object_id: Option<String>,
    /// The directory (tenant) that vouched for them.
    pub tenant_id: Option<String>,
}
