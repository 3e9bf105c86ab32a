use std::time::Duration;

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Account;
use crate::clock::Moment;
use crate::entra::{self, Endpoints, ProviderReply, Tokens};
use crate::profile::Profile;
use crate::sign_in::{self, SignedIn};

/// What is sealed on disk for one profile.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// Counts sign-ins and refreshes, so that two looks can tell whether somebody came between.
    pub serial: u64,
    /// Which provider, client and scopes the tokens are of. A profile that was edited since does not match.
    pub bound_to: String,
    pub account: Account,
    #[serde(with = "secret_text")]
    pub access_token: SecretString,
    #[serde(with = "optional_secret_text")]
    pub refresh_token: Option<SecretString>,
    /// When the tokens were received; the lifetime counts from here.
    pub received: Moment,
    pub lifetime: Duration,
    /// Where a provider that is known by its issuer is asked. Sealed beside the refresh token, so that nobody can have
    /// that sent elsewhere, and a refresh asks for nothing else first.
    #[serde(default)]
    pub endpoints: Option<Endpoints>,
    /// Opaque; the provider knows the account by it when a person signs out there.
    #[serde(default)]
    pub login_hint_claim: Option<String>,
    /// What the next sign-in has to ask the provider for.
    #[serde(default)]
    pub step_up: Option<String>,
    /// The provider ended the session: nothing but a person's sign-in helps.
    pub ended: Option<ProviderReply>,
}

impl Record {
    pub fn of_sign_in(profile: &Profile, signed_in: SignedIn, received: Moment, serial: u64) -> Self {
        let SignedIn { tokens, account, endpoints } = signed_in;
        Self {
            serial,
            bound_to: bound_to(profile),
            account,
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            received,
            lifetime: tokens.lifetime,
            endpoints: profile.is_discovered().then_some(endpoints),
            login_hint_claim: tokens.id_token.as_ref().and_then(sign_in::login_hint_claim),
            step_up: None,
            ended: None,
        }
    }

    /// Nobody is signed in, and the provider has said what it wants of a person who will.
    pub fn asking_for_a_person(profile: &Profile, reply: ProviderReply, now: Moment) -> Self {
        Self {
            serial: 1,
            bound_to: bound_to(profile),
            account: Account::default(),
            access_token: SecretString::default(),
            refresh_token: None,
            received: now,
            lifetime: Duration::ZERO,
            endpoints: None,
            login_hint_claim: None,
            step_up: reply.claims.clone(),
            ended: Some(reply),
        }
    }

    /// The session goes on as it is; the next sign-in asks for this.
    pub fn asking_for(mut self, step_up: Option<String>) -> Self {
        self.serial += 1;
        self.step_up = step_up;
        self
    }

    /// After a refresh. A provider that rotates gives a new refresh token; one that does not leaves the old one valid.
    pub fn refreshed(mut self, tokens: Tokens, received: Moment) -> Self {
        self.serial += 1;
        self.access_token = tokens.access_token;
        self.refresh_token = tokens.refresh_token.or(self.refresh_token);
        self.lifetime = tokens.lifetime;
        self.received = received;
        self.ended = None;
        self
    }

    /// After the provider's final no: the refresh token is dead and not sent again; the account is remembered.
    pub fn ended_by(mut self, reply: ProviderReply) -> Self {
        self.serial += 1;
        self.refresh_token = None;
        self.step_up.clone_from(&reply.claims);
        self.ended = Some(reply);
        self
    }

    /// How long the access token still lasts; zero when no clock can tell.
    pub fn time_left(&self, now: &Moment) -> Duration {
        now.since(&self.received).map_or(Duration::ZERO, |age| self.lifetime.saturating_sub(age))
    }

    /// Where this profile's provider is asked, as far as that is known without asking.
    pub fn endpoints(&self, profile: &Profile) -> Option<Endpoints> {
        Endpoints::named_by(profile).or_else(|| self.endpoints.clone())
    }

    pub fn is_of(&self, profile: &Profile) -> bool {
        self.bound_to == bound_to(profile)
    }

    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Room enough that no half-grown copy of the tokens is left behind in memory.
        let mut bytes = Zeroizing::new(Vec::with_capacity(64 * 1024));
        serde_json::to_writer(&mut *bytes, self).unwrap_or_else(|_| unreachable!("plain data always serializes"));
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Needs no network: an issuer stands for the endpoints that it names.
fn bound_to(profile: &Profile) -> String {
    let named = Endpoints::named_by(profile).map(|endpoints| endpoints.token.to_string());
    let provider = named.or_else(|| profile.issuer.clone()).unwrap_or_default();
    let audience = profile.audience.as_ref().map(|audience| format!(" for {audience}")).unwrap_or_default();
    format!("{provider} {} {}{audience}", profile.client_id, entra::scopes(profile).join(" "))
}

/// The one place where a secret becomes text again: inside what is about to be sealed, and an access token on its way to its
/// owner's program.
pub(crate) mod secret_text {
    use secrecy::ExposeSecret as _;

    use super::{Deserialize, Deserializer, SecretString, Serializer};

    pub fn serialize<S: Serializer>(secret: &SecretString, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(secret.expose_secret())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<SecretString, D::Error> {
        String::deserialize(from).map(SecretString::from)
    }
}

mod optional_secret_text {
    use secrecy::ExposeSecret as _;

    use super::{Deserialize, Deserializer, SecretString, Serialize as _, Serializer};

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub fn serialize<S: Serializer>(secret: &Option<SecretString>, to: S) -> Result<S::Ok, S::Error> {
        secret.as_ref().map(SecretString::expose_secret).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SecretString>, D::Error> {
        Option::<String>::deserialize(from).map(|text| text.map(SecretString::from))
    }
}
