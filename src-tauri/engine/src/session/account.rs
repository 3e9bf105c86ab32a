use serde::{Deserialize, Serialize};

use crate::profile::Profile;

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
    /// The application's client ID, where no person is signed in but an application itself.
    #[serde(default)]
    pub application: Option<String>,
}

impl Account {
    /// A profile's application itself.
    pub(crate) fn of_application(profile: &Profile) -> Self {
        Self {
            tenant_id: Some(profile.tenant_id.clone()).filter(|tenant| !tenant.is_empty()),
            application: Some(profile.client_id.clone()),
            ..Self::default()
        }
    }
}
