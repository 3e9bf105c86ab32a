use std::path::Path;

use super::Engine;
use crate::failure::Failure;
use crate::hand_off::{self, Format, Gives, HandOffError, Material, Order, Written};
use crate::profile::Profile;
use crate::session::TokenRequest;

/// Files for other tools.
impl Engine {
    /// Writes a profile's sign-in to a file for another tool.
    pub async fn write(&self, profile: &Profile, order: &Order) -> Result<Written, Failure> {
        self.is_nobody_elses(profile.name.as_str(), &order.path)?;
        let material = self.material(profile, order.format).await?;
        let held = self.files.hold(profile.name.as_str()).await;
        let written = hand_off::write(order, &material)?;
        self.files.note_order(profile, order, material.token.as_ref());
        drop(held);
        tracing::info!(
            profile = profile.name.as_str(),
            format = order.format.id,
            path = %order.path.display(),
            "a file for another tool is written"
        );
        Ok(written)
    }

    /// What there is to write of a profile in that form: a token that is good for a while, or what its application
    /// signs in with.
    pub(crate) async fn material<'a>(&self, profile: &'a Profile, format: &Format) -> Result<Material<'a>, Failure> {
        if let Some(unfit) = (format.unfit)(profile) {
            return Err(HandOffError::Unfit(unfit).into());
        }
        let mut material = Material::of(profile);
        match format.gives {
            Gives::Token => {
                material.token = Some(self.token(profile, TokenRequest::default()).await?);
                material.account = self.sessions.status(profile).await.account;
            }
            Gives::Application => {
                material.secret = self.sessions.application_secret(profile).await?;
                material.token_endpoint = Some(self.sessions.token_endpoint(profile).await?);
            }
            Gives::Endpoint => material.endpoint = Some(self.endpoint_client(profile.name.as_str()).await?),
        }
        Ok(material)
    }

    /// Code that asks for that profile's tokens, to copy. No token is in it.
    pub fn snippet(&self, profile: &Profile, id: &str) -> Result<String, Failure> {
        Ok(hand_off::snippet(id)?.text(profile))
    }

    /// Takes the token out of a file that was written; the rest of it stays.
    pub fn take_back(&self, format: &str, path: &Path) -> Result<(), Failure> {
        Ok(hand_off::take_back(hand_off::format(format)?, path)?)
    }
}
