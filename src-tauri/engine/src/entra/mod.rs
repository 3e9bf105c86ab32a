//! Microsoft Entra ID: its addresses, its replies and what its errors mean. Providers of the same shape too.

mod endpoints;
mod explanations;
mod reply;
mod token_endpoint;
mod token_reply;

pub use endpoints::{Endpoints, Issuer, scopes};
pub use explanations::{Explanation, explain};
pub use reply::ProviderReply;
pub use token_endpoint::{OauthClient, TokenError, Tokens, client, redeem_code, refresh};
