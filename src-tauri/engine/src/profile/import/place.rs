use serde::Serialize;

/// Where a value of a profile stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "name", rename_all = "kebab-case")]
pub enum Place {
    /// `https://….fusion.cognite.com/…`
    FusionAddress,
    /// `https://….cognitedata.com/…`
    CdfAddress,
    /// `https://login.microsoftonline.com/…`, or another cloud's.
    SignInAddress,
    /// An app registration's page in Entra.
    PortalAddress,
    /// Behind that key.
    Key(String),
    /// In a sentence.
    Words,
    /// The domain of a mail address.
    MailAddress,
}
