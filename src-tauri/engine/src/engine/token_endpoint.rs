use std::path::Path;
use std::sync::Arc;

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use super::Engine;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::hand_off::{self, Gives, Order};
use crate::local_socket::Client;
use crate::token_endpoint::{
    EndpointClient, EndpointError, EndpointSettings, EndpointStatus, TokenEndpoint, first_free_port, new_secret,
};
use crate::vault::{Kept, SecretKind};

/// The local token endpoint, a profile at a time.
impl Engine {
    /// How a profile's endpoint stands, and who asked. What only the host of this home knows is asked of it.
    pub async fn endpoint(&self, name: &str) -> Result<EndpointStatus, Failure> {
        let entry = self.entry(name)?;
        let settings = self.endpoint_settings()?;
        let name = entry.draft.name.as_str();
        let particulars = if self.endpoint.is_host() {
            self.endpoint.particulars(name)
        } else {
            match Client::connect(self).await {
                Some(mut host) => host.endpoint(name).await.unwrap_or_default(),
                None => EndpointStatus::default(),
            }
        };
        Ok(EndpointStatus {
            is_on: entry.token_endpoint,
            address: settings.address(name),
            address_for_guests: settings.address_for_guests(name),
            is_exposed: settings.is_exposed(),
            is_answering: particulars.is_answering && entry.token_endpoint,
            failure: particulars.failure.filter(|_| entry.token_endpoint),
            asked: particulars.asked,
        })
    }

    /// Switches a profile's endpoint on or off. The first one to be switched on chooses the port for all. Its secret stays
    /// while it is off, so that the files of tools are right again afterwards.
    pub async fn switch_endpoint(&self, name: &str, on: bool) -> Result<EndpointStatus, Failure> {
        let name = self.entry(name)?.draft.name;
        if on {
            self.ensure_endpoint_secret(&name).await?;
            if self.endpoint_settings()?.port.is_none() {
                self.book.keep_endpoint_port(first_free_port()?)?;
            }
        }
        self.book.switch_endpoint(&name, on)?;
        tracing::info!(profile = name, on, "the token endpoint is switched");
        self.endpoint.look_again();
        self.endpoint(&name).await
    }

    /// Gives a profile's endpoint another secret. Whoever has the old one gets no more tokens; the files that stay with the
    /// profile get the new one.
    pub async fn renew_endpoint_secret(&self, name: &str) -> Result<(), Failure> {
        let name = self.entry(name)?.draft.name;
        self.keep_endpoint_secret(&name).await?;
        self.rewrite_endpoint_files(&name).await
    }

    /// Writes the files anew that stay with the profile and hold its endpoint's address and secret.
    pub(super) async fn rewrite_endpoint_files(&self, name: &str) -> Result<(), Failure> {
        let entry = self.entry(name)?;
        let Some(profile) = entry.profile.ok().filter(|_| entry.token_endpoint) else { return Ok(()) };
        let mut outcome = Ok(());
        for file in entry.hand_off {
            let Ok(format) = hand_off::format(&file.format) else { continue };
            let path = hand_off::expand_home(&file.path);
            if format.gives == Gives::Endpoint && path.exists() {
                let order = Order { format, path, replace: false };
                outcome = outcome.and(self.write(&profile, &order).await.map(drop));
            }
        }
        outcome
    }

    /// What a profile's tools ask with; an error while its endpoint is off.
    pub async fn endpoint_client(&self, name: &str) -> Result<EndpointClient, Failure> {
        let entry = self.entry(name)?;
        let (name, settings) = (entry.draft.name.as_str(), self.endpoint_settings()?);
        let off = || Failure::from(EndpointError::Off(name.to_owned())).named(name);
        let token_url = settings.address(name).filter(|_| entry.token_endpoint).ok_or_else(off)?;
        let secret = self.endpoint_secret_bytes(name).await?.ok_or_else(off)?;
        let client_secret = SecretString::from(String::from_utf8_lossy(&secret).into_owned());
        Ok(EndpointClient { token_url, client_id: name.to_owned(), client_secret })
    }

    pub(crate) async fn endpoint_secret_bytes(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
        Ok(self.sessions.vault.secret(name, SecretKind::Endpoint).await?)
    }

    pub(crate) fn token_endpoint(&self) -> Arc<TokenEndpoint> {
        self.endpoint.clone()
    }

    pub(crate) fn profiles_file(&self) -> &Path {
        self.book.path()
    }

    pub(crate) fn now(&self) -> Moment {
        self.sessions.clock().now()
    }

    fn endpoint_settings(&self) -> Result<EndpointSettings, Failure> {
        Ok(self.book.load()?.token_endpoint?)
    }

    async fn ensure_endpoint_secret(&self, name: &str) -> Result<(), Failure> {
        // One that another key sealed is set aside by the new one; a locked keyring is said.
        match self.sessions.vault.secret(name, SecretKind::Endpoint).await {
            Ok(Some(_)) if !self.sessions.vault.is_secret_in_memory(name, SecretKind::Endpoint) => Ok(()),
            Err(error) if !error.is_unreadable() => Err(error.into()),
            _ => self.keep_endpoint_secret(name).await,
        }
    }

    /// One that ended with this process would leave files behind that no longer work.
    async fn keep_endpoint_secret(&self, name: &str) -> Result<(), Failure> {
        self.can_keep_secrets().await?;
        let why = match self.sessions.vault.keep_secret(name, SecretKind::Endpoint, new_secret()).await? {
            Kept::OnDisk => return Ok(()),
            Kept::InMemory => "CDF_SIGNIN_VAULT=memory keeps nothing".to_owned(),
            Kept::InMemoryBecause(error) => error.to_string(),
        };
        self.sessions.vault.forget_secret(name, SecretKind::Endpoint)?;
        Err(EndpointError::NotKept(why).into())
    }
}
