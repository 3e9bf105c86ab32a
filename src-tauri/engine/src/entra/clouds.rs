//! Entra's national clouds. Source: Microsoft's list of sign-in addresses (2026).

use oauth2::url::Url;

/// One of the separate Entras.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cloud {
    /// What it is called in commands and files.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Where people sign in to it.
    pub authority: &'static str,
    /// An older host name of the same cloud.
    alias: Option<&'static str>,
}

/// All of them, the usual one first.
pub const CLOUDS: [Cloud; 6] = [
    cloud("public", "Public cloud", "https://login.microsoftonline.com"),
    Cloud {
        alias: Some("login.usgovcloudapi.net"),
        ..cloud("us-government", "US Government", "https://login.microsoftonline.us")
    },
    Cloud {
        alias: Some("login.chinacloudapi.cn"),
        ..cloud("china", "China (21Vianet)", "https://login.partner.microsoftonline.cn")
    },
    cloud("france", "France (sovereign)", "https://login.sovcloud-identity.fr"),
    cloud("germany", "Germany (sovereign)", "https://login.sovcloud-identity.de"),
    cloud("singapore", "Singapore (sovereign)", "https://login.sovcloud-identity.sg"),
];

const fn cloud(id: &'static str, title: &'static str, authority: &'static str) -> Cloud {
    Cloud { id, title, authority, alias: None }
}

impl Cloud {
    /// The cloud of that id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| cloud.id == id)
    }

    /// The cloud at that authority, by its usual or its older name.
    pub fn at(authority: &Url) -> Option<&'static Self> {
        let host = authority.host_str()?;
        CLOUDS.iter().find(|cloud| authority.scheme() == "https" && (cloud.host() == host || cloud.alias == Some(host)))
    }

    fn host(&self) -> &'static str {
        self.authority.trim_start_matches("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(authority: &str) -> Option<&'static str> {
        Cloud::at(&Url::parse(authority).unwrap()).map(|cloud| cloud.id)
    }

    #[test]
    fn each_cloud_is_known_by_its_id_and_its_authority() {
        for cloud in &CLOUDS {
            assert_eq!(Cloud::by_id(cloud.id), Some(cloud));
            assert_eq!(at(cloud.authority), Some(cloud.id));
            assert_eq!(at(&format!("{}/", cloud.authority)), Some(cloud.id));
        }
    }

    #[test]
    fn older_names_are_known_and_others_are_none() {
        assert_eq!(at("https://login.usgovcloudapi.net"), Some("us-government"));
        assert_eq!(at("https://login.chinacloudapi.cn/"), Some("china"));
        for other in
            ["https://login.example", "http://login.microsoftonline.com", "https://login.microsoftonline.com.x"]
        {
            assert_eq!(at(other), None, "{other}");
        }
    }
}
