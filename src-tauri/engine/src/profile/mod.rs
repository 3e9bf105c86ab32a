//! What a profile is, its checks, and the profile book on disk.

mod book;
mod document;
mod draft;
mod endpoint;
mod export;
mod field;
mod hand_off_list;
pub mod import;
mod name;
mod presets;
mod problems;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use oauth2::url::Url;
use serde::{Deserialize, Serialize};

pub use book::{BookError, ProfileBook};
pub use document::{Entry, Profiles};
pub use draft::ProfileDraft;
pub(crate) use export::export;
pub use field::FieldProblem;
pub(crate) use field::address;
pub use import::{Pasted, Place, read_pasted};
pub use name::ProfileName;
pub use presets::Preset;

/// Microsoft's public cloud.
pub const DEFAULT_AUTHORITY: &str = "https://login.microsoftonline.com";

/// The port CDF's own guide registers: `http://localhost:53000`.
pub const DEFAULT_REDIRECT_PORT: u16 = 53000;

/// How a profile gets its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    /// Authorization code with PKCE in the person's browser (RFC 8252).
    #[default]
    Browser,
    /// Device authorization grant (RFC 8628).
    DeviceCode,
    /// Client credentials with a secret.
    ClientSecret,
    /// Client credentials with a certificate (RFC 7523).
    ClientCertificate,
}

impl Flow {
    /// As written in `profiles.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::DeviceCode => "device-code",
            Self::ClientSecret => "client-secret",
            Self::ClientCertificate => "client-certificate",
        }
    }

    /// An application signs in, not a person: nobody is asked, and there is no refresh token.
    pub fn is_unattended(self) -> bool {
        matches!(self, Self::ClientSecret | Self::ClientCertificate)
    }

    /// The flow of that name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Browser, Self::DeviceCode, Self::ClientSecret, Self::ClientCertificate]
            .into_iter()
            .find(|flow| flow.as_str() == text)
    }
}

/// How the provider's answer comes back through the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the address. What a provider does unless it is asked for something else.
    Query,
    /// In a form that the page sends (OAuth 2.0 Form Post Response Mode): out of histories and of proxies' logs.
    FormPost,
}

impl ResponseMode {
    /// As in `profiles.toml` and in the request.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::FormPost => "form_post",
        }
    }
}

/// A file that a profile's token is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOffEntry {
    /// The format's name, as in `cdf-signin write --format`.
    pub format: String,
    /// The file, as written in `profiles.toml`: a whole path, or one that begins with `~/`.
    pub path: String,
    /// Rewrite it at each refresh.
    pub keep_fresh: bool,
    /// So many minutes after the person had it written, the token is taken out of it, and it is kept fresh no longer.
    pub take_back_after: Option<u32>,
}

/// A profile whose every field has been checked.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name in `profiles.toml`.
    pub name: ProfileName,
    /// What people call it.
    pub label: Option<String>,
    /// How it gets its tokens.
    pub flow: Flow,
    /// GUID, verified domain, `organizations`, `common` or `consumers`; lower case.
    pub tenant_id: String,
    /// The application's ID at the provider.
    pub client_id: String,
    /// CDF cluster: short name or whole host.
    pub cluster: String,
    /// CDF project.
    pub project: String,
    /// The port to listen on for the redirect.
    pub redirect_port: u16,
    /// No other port will do.
    pub fixed_port: bool,
    /// Scopes asked for instead of the cluster's `.default`.
    pub scopes: Vec<String>,
    /// The provider's root, without the tenant.
    pub authority: Url,
    /// CDF's address when it is not the cluster's own.
    pub base_url: Option<Url>,
    /// Authorization endpoint of a provider other than Entra.
    pub authorize_url: Option<Url>,
    /// Token endpoint of a provider other than Entra.
    pub token_url: Option<Url>,
    /// Device authorization endpoint of a provider other than Entra.
    pub device_code_url: Option<Url>,
    /// What `iss` must say, for a provider other than Entra.
    pub issuer: Option<String>,
    /// `audience` parameter of providers that want one.
    pub audience: Option<String>,
    /// The user name to suggest at the provider.
    pub login_hint: Option<String>,
    /// The organisation's domain, to skip the provider's own account search.
    pub domain_hint: Option<String>,
    /// `prompt` parameter of the authorization request.
    pub prompt: Option<String>,
    /// How the answer comes back, instead of the provider's usual way.
    pub response_mode: Option<ResponseMode>,
    /// A command to open addresses with, instead of the system's browser.
    pub browser: Option<String>,
    /// The application's certificate, a PEM file.
    pub certificate: Option<PathBuf>,
    /// The certificate's key, a PEM file.
    pub private_key: Option<PathBuf>,
    /// Certificate and key in one PKCS#12 file.
    pub pkcs12: Option<PathBuf>,
}

impl Profile {
    /// Its provider is Entra, whose endpoints all follow from the authority and the tenant.
    pub fn is_entra(&self) -> bool {
        self.issuer.is_none() && self.has_no_endpoints()
    }

    /// Its provider is named by its issuer alone, which is asked for the endpoints.
    pub fn is_discovered(&self) -> bool {
        self.issuer.is_some() && self.has_no_endpoints()
    }

    fn has_no_endpoints(&self) -> bool {
        self.authorize_url.is_none() && self.token_url.is_none()
    }

    /// What to show people: the label, or else the name.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(self.name.as_str())
    }
}
