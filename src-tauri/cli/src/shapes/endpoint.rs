use cdf_signin_engine::token_endpoint::{Asked, EndpointClient, EndpointStatus, Outcome};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use super::FailureShape;

/// A profile's token endpoint.
#[derive(Debug, Serialize)]
pub struct EndpointShape<'a> {
    profile: &'a str,
    on: bool,
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_for_guests: Option<&'a str>,
    exposed: bool,
    answering: bool,
    last_error: Option<FailureShape<'a>>,
    client_id: &'a str,
    /// Only where a person has asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    asked: Vec<AskedShape<'a>>,
}

#[derive(Debug, Serialize)]
struct AskedShape<'a> {
    at: Option<String>,
    outcome: Outcome,
    user_agent: Option<&'a str>,
    program: Option<&'a str>,
}

impl<'a> EndpointShape<'a> {
    pub fn new(profile: &'a str, status: &'a EndpointStatus, client: Option<&'a EndpointClient>) -> Self {
        Self {
            profile,
            on: status.is_on,
            address: status.address.as_deref(),
            address_for_guests: status.address_for_guests.as_deref(),
            exposed: status.is_exposed,
            answering: status.is_answering,
            last_error: status.failure.as_ref().map(FailureShape::from),
            client_id: profile,
            client_secret: client.map(|client| client.client_secret.expose_secret()),
            asked: status.asked.iter().map(AskedShape::from).collect(),
        }
    }
}

impl<'a> From<&'a Asked> for AskedShape<'a> {
    fn from(asked: &'a Asked) -> Self {
        Self {
            at: super::moment(asked.at),
            outcome: asked.outcome,
            user_agent: asked.user_agent.as_deref(),
            program: asked.program.as_deref(),
        }
    }
}
