//! What the provider asks for beyond a plain sign-in (`claims`), carried from its refusal into the next sign-in.

use super::record::Record;
use super::sessions::{SessionError, Sessions};
use crate::entra::{ProviderReply, TokenError};
use crate::profile::Profile;
use crate::sign_in::{SignInError, SignedIn};

impl Sessions {
    /// What the next sign-in of that profile has to ask for.
    pub(super) async fn step_up(&self, profile: &Profile) -> Option<String> {
        self.read(profile).await.ok().flatten().and_then(|record| record.step_up)
    }

    /// Remembers what a sign-in that was refused should have asked for, also for other processes, and forgets what it
    /// did ask for: a request that the provider does not take is not sent for ever.
    pub(super) async fn note_refusal(
        &self,
        profile: &Profile,
        carried: Option<&str>,
        outcome: &Result<SignedIn, SignInError>,
    ) {
        let Err(SignInError::Refused(reply) | SignInError::Token(TokenError::Refused(reply))) = outcome else {
            return;
        };
        // A person who says no has not been asked for less next time.
        let is_of_the_person = reply.error == "access_denied" && reply.claims.is_none();
        if reply.claims.as_deref() == carried || is_of_the_person {
            return;
        }
        if let Err(error) = self.remember_step_up(profile, reply).await {
            tracing::warn!(%error, "a step-up could not be kept");
        }
    }

    async fn remember_step_up(&self, profile: &Profile, reply: &ProviderReply) -> Result<(), SessionError> {
        let name = profile.name.as_str();
        let _held = self.lock(name).await?;
        let record = match self.read(profile).await? {
            Some(record) => record.asking_for(reply.claims.clone()),
            None => Record::asking_for_a_person(profile, reply.clone(), self.clock.now()),
        };
        self.vault.write(name, record.to_bytes()).await?;
        Ok(())
    }
}
