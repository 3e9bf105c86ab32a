//! What is asked and what is answered, as lines of JSON.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::cdf;
use crate::clock::rfc3339;
use crate::failure::Failure;
use crate::profile::Profile;
use crate::session::{Account, State, Status, Token, TokenRequest, secret_text};
use crate::token_endpoint::EndpointStatus;

/// The one version there is.
pub const VERSION: u32 = 1;

/// Of a line that asks. None is near this.
pub const ASK_LIMIT: usize = 64 * 1024;

/// Of a line that answers: no token is longer than the provider's whole reply may be.
pub const ANSWER_LIMIT: usize = 2 * 1024 * 1024;

/// A line that asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ask {
    #[serde(default)]
    pub v: u32,
    #[serde(default, rename = "ask")]
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_validity: Option<u64>,
    #[serde(default)]
    pub no_refresh: bool,
    #[serde(default)]
    pub wait: bool,
}

/// Whose files are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub profiles: PathBuf,
    pub sessions: PathBuf,
    pub vault: String,
}

/// A line that answers. One of its members is there.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Answer {
    pub v: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<TokenAnswer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusAnswer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<EndpointStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopping: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub working: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

/// As `cdf-signin token --json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct TokenAnswer {
    #[serde(with = "secret_text")]
    access_token: SecretString,
    token_type: String,
    expires_at: String,
    expires_in: u64,
    profile: String,
    project: String,
    base_url: String,
}

/// As `cdf-signin status --json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct StatusAnswer {
    profile: String,
    state: State,
    account: Option<Account>,
    expires_at: Option<String>,
    expires_in: Option<u64>,
    lifetime: Option<u64>,
    refreshable: bool,
    renews_at: Option<String>,
    offline: bool,
    kept: bool,
    last_error: Option<Failure>,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// `agent` or `app`.
    pub program: String,
    /// Of the program.
    pub version: String,
    /// Its process.
    pub pid: u32,
    /// What it can be asked.
    pub asks: Vec<String>,
}

impl Ask {
    pub fn new(ask: &str) -> Self {
        Self { v: VERSION, what: ask.to_owned(), ..Self::default() }
    }

    pub fn wanted(&self) -> TokenRequest {
        TokenRequest { min_validity: self.min_validity.map(Duration::from_secs), no_refresh: self.no_refresh }
    }
}

impl Answer {
    pub fn failed(failure: Failure) -> Self {
        Self { v: VERSION, error: Some(failure), ..Self::default() }
    }

    /// The line, which may hold a token.
    pub fn to_line(&self) -> Zeroizing<Vec<u8>> {
        // Room enough that no half-grown copy of a token is left behind in memory.
        let mut line = Zeroizing::new(Vec::with_capacity(64 * 1024));
        serde_json::to_writer(&mut *line, self).unwrap_or_else(|_| unreachable!("plain data always serializes"));
        line.push(b'\n');
        line
    }
}

impl TokenAnswer {
    pub fn new(token: Token, profile: &Profile) -> Self {
        Self {
            access_token: token.access_token,
            token_type: "Bearer".into(),
            expires_at: rfc3339(token.expires_at),
            expires_in: token.expires_in.as_secs(),
            profile: profile.name.as_str().to_owned(),
            project: profile.project.clone(),
            base_url: cdf::base_url(profile),
        }
    }

    /// The token, if the answer makes sense.
    pub fn token(self) -> Option<Token> {
        let expires_at = moment(&self.expires_at)?;
        Some(Token { access_token: self.access_token, expires_in: Duration::from_secs(self.expires_in), expires_at })
    }
}

impl StatusAnswer {
    pub fn new(profile: &str, status: Status) -> Self {
        Self {
            profile: profile.to_owned(),
            state: status.state,
            account: status.account,
            expires_at: status.expires_at.map(rfc3339),
            expires_in: status.expires_in.map(|left| left.as_secs()),
            lifetime: status.lifetime.map(|lifetime| lifetime.as_secs()),
            refreshable: status.refreshable,
            renews_at: status.renews_at.map(rfc3339),
            offline: status.offline,
            kept: status.kept,
            last_error: status.last_error,
        }
    }

    pub fn status(self) -> Status {
        Status {
            state: self.state,
            account: self.account,
            expires_in: self.expires_in.map(Duration::from_secs),
            lifetime: self.lifetime.map(Duration::from_secs),
            expires_at: self.expires_at.as_deref().and_then(moment),
            refreshable: self.refreshable,
            renews_at: self.renews_at.as_deref().and_then(moment),
            offline: self.offline,
            kept: self.kept,
            last_error: self.last_error,
            ..Status::signed_out()
        }
    }
}

/// RFC 3339, in whole seconds.
pub(crate) mod moment_text {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::SystemTime;

    pub fn serialize<S: Serializer>(moment: &SystemTime, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::rfc3339(*moment))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<SystemTime, D::Error> {
        super::moment(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("no moment"))
    }
}

fn moment(text: &str) -> Option<SystemTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().map(SystemTime::from)
}
