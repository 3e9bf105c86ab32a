//! Microsoft Entra ID: its addresses, its replies and what its errors mean. Providers of the same shape too.

mod client_credentials;
mod clouds;
mod device_code;
mod discovery;
mod endpoints;
mod explanations;
mod form;
mod issuer;
mod reply;
mod token_endpoint;
mod token_reply;

pub use client_credentials::{Proof, ask_as_application};
pub use clouds::{CLOUDS, Cloud};
pub use device_code::{DeviceAuthorization, redeem_device_code, request_device_code};
pub use discovery::{DiscoveryError, discover};
pub(crate) use endpoints::OIDC_SCOPES;
pub use endpoints::{Endpoints, default_scope, scopes};
pub use explanations::{Explanation, explain};
pub use issuer::Issuer;
pub use reply::ProviderReply;
pub(crate) use reply::clean;
pub use token_endpoint::{OauthClient, TokenError, Tokens, client, redeem_code, refresh};
