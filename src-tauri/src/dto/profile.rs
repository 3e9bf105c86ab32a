//! Profiles, and what is typed for them.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{ErrorView, FoundView, HandOffView, StatusView};

/// A profile and how it stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProfileView {
    pub name: String,
    pub label: Option<String>,
    pub is_default: bool,
    pub draft: ProfileDraft,
    /// `westeurope-1.cognitedata.com`
    pub cdf_host: String,
    /// Of a file edited by hand.
    pub problems: Vec<FieldProblem>,
    pub status: StatusView,
    /// The application's client secret, or its certificate's password, is kept; what it is, the page never hears.
    pub has_secret: bool,
    pub hand_off: Vec<HandOffView>,
}

/// A profile's fields as typed; `""` is 'not set'. What the page has no field for stays as it is in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct ProfileDraft {
    pub name: String,
    pub label: String,
    pub flow: FlowView,
    pub tenant_id: String,
    pub client_id: String,
    pub cluster: String,
    pub project: String,
    pub redirect_port: String,
    pub fixed_port: bool,
    pub authority: String,
    pub base_url: String,
    /// With spaces between.
    pub scopes: String,
    pub login_hint: String,
    /// Of a provider other than Entra.
    pub issuer: String,
    pub audience: String,
    pub certificate: String,
    pub private_key: String,
    pub pkcs12: String,
}

/// The ways to sign in, as `profiles.toml` names them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(TS))]
pub enum FlowView {
    #[default]
    Browser,
    DeviceCode,
    ClientSecret,
    ClientCertificate,
}

/// One of Entra's clouds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct CloudView {
    pub title: String,
    pub authority: String,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct FieldProblem {
    /// Its key in [`ProfileDraft`].
    pub field: String,
    /// The reason, as a sentence.
    pub message: String,
    /// A value that would do.
    pub example: Option<String>,
}

/// What was understood of a pasted text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct Pasted {
    /// The fields found; the others are empty.
    pub draft: ProfileDraft,
    /// Keys of the fields found.
    pub found: Vec<String>,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
    pub places: Vec<PlacedView>,
    /// What an error of the provider's in it means.
    pub error: Option<ErrorView>,
    /// There is a secret or a token in it, so it is shown nowhere.
    pub holds_secret: bool,
    /// Every profile in it, held by the host with its secret.
    pub profiles: Vec<FoundView>,
}

/// Where the value of a field stood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(TS))]
pub struct PlacedView {
    pub field: String,
    pub place: PlaceView,
    /// The key's own name.
    pub key: Option<String>,
}

/// The kinds of places that values are found in.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub enum PlaceView {
    FusionAddress,
    CdfAddress,
    SignInAddress,
    PortalAddress,
    Key,
    Words,
    MailAddress,
}
