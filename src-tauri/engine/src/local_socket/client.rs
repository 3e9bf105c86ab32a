use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::time::timeout;

use super::ask::{ANSWER_LIMIT, About, Answer, Ask, Home};
use super::system::{Stream, connect, place};
use crate::engine::Engine;
use crate::failure::{ErrorCode, Failure};
use crate::profile::Profile;
use crate::session::{Status, Token, TokenRequest};
use crate::token_endpoint::EndpointStatus;

/// A host that lives answers at once, or says at once that it works on it. One that does neither is gone without: the vault
/// is there for everybody.
const FIRST_WORD: Duration = Duration::from_secs(1);

/// Between two words of a host at work, which sends one about three times a second.
const NEXT_WORD: Duration = Duration::from_secs(5);

/// A connection to a host of this home that runs long.
pub struct Client {
    stream: BufReader<Stream>,
    home: Home,
}

impl Client {
    /// Connects; none where nobody answers. Costs a system call or two.
    pub async fn connect(engine: &Engine) -> Option<Self> {
        let stream = timeout(FIRST_WORD, connect(&place(engine.places()))).await.ok()?.ok()?;
        Some(Self { stream: BufReader::new(stream), home: engine.home() })
    }

    /// A token, or why there is none; none at all where this process has to see for itself.
    pub async fn token(&mut self, profile: &Profile, wanted: TokenRequest) -> Option<Result<Token, Failure>> {
        let ask = Ask {
            profile: Some(profile.name.as_str().to_owned()),
            min_validity: wanted.min_validity.map(|wanted| wanted.as_secs()),
            no_refresh: wanted.no_refresh,
            ..Ask::new("token")
        };
        match self.ask(ask).await? {
            Answer { token: Some(token), .. } => token.token().map(Ok),
            Answer { error: Some(failure), .. } => counts_here(&failure, profile).then_some(Err(failure)),
            _ => None,
        }
    }

    /// How that profile's sign-in stands; none where this process has to see for itself.
    pub async fn status(&mut self, profile: &Profile) -> Option<Status> {
        let ask = Ask { profile: Some(profile.name.as_str().to_owned()), ..Ask::new("status") };
        Some(self.ask(ask).await?.status?.status())
    }

    /// How that profile's token endpoint stands, as far as the host knows.
    pub(crate) async fn endpoint(&mut self, profile: &str) -> Option<EndpointStatus> {
        self.ask(Ask { profile: Some(profile.to_owned()), ..Ask::new("endpoint") }).await?.endpoint
    }

    /// Who answers.
    pub async fn about(&mut self) -> Option<About> {
        self.ask(Ask::new("about")).await?.about
    }

    /// Tells an agent to end; true when it says that it does.
    pub async fn stop(&mut self) -> bool {
        self.ask(Ask::new("stop")).await.is_some_and(|answer| answer.stopping)
    }

    async fn ask(&mut self, ask: Ask) -> Option<Answer> {
        let mut line = serde_json::to_vec(&Ask { home: Some(self.home.clone()), wait: true, ..ask }).ok()?;
        line.push(b'\n');
        timeout(FIRST_WORD, self.stream.write_all(&line)).await.ok()?.ok()?;
        let mut patience = FIRST_WORD;
        loop {
            let answer = timeout(patience, self.read_answer()).await.ok()??;
            if !answer.working {
                return Some(answer);
            }
            patience = NEXT_WORD;
        }
    }

    async fn read_answer(&mut self) -> Option<Answer> {
        let mut line = secrecy::zeroize::Zeroizing::new(Vec::with_capacity(64 * 1024));
        let limit = u64::try_from(ANSWER_LIMIT).unwrap_or(u64::MAX);
        (&mut self.stream).take(limit).read_until(b'\n', &mut line).await.ok()?;
        if line.last() != Some(&b'\n') {
            return None;
        }
        serde_json::from_slice(&line).ok()
    }
}

/// What the host could not do for reasons of its own (another home, a keyring that only this process reaches, a client secret
/// that only this process's environment holds) says nothing of what this process can do.
fn counts_here(failure: &Failure, profile: &Profile) -> bool {
    match failure.code {
        ErrorCode::Usage
        | ErrorCode::Internal
        | ErrorCode::VaultLocked
        | ErrorCode::VaultUnavailable
        | ErrorCode::VaultCorrupt => false,
        ErrorCode::SignInRequired => !profile.flow.is_unattended(),
        _ => true,
    }
}
