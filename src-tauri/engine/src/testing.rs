//! Stand-ins for the machine, for the engine's own tests.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oauth2::url::Url;
use secrecy::{ExposeSecret as _, SecretSlice};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

use crate::clock::Moment;
use crate::entra::{Endpoints, Tokens};
use crate::http::Http;
use crate::places::Places;
use crate::ports::{Browser, BrowserError, Clock, KeyStore, KeyStoreError, NoEvents};
use crate::profile::{Profile, ProfileDraft};
use crate::session::{Account, Record, Sessions};
use crate::sign_in::SignedIn;
use crate::vault::Vault;

/// A clock that moves when it is told to.
pub struct FakeClock(AtomicU64);

impl FakeClock {
    pub fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Moment {
        let seconds = Duration::from_secs(self.0.load(Ordering::SeqCst));
        Moment { wall: Duration::from_secs(1_800_000_000) + seconds, uptime: seconds, boot: "test".into() }
    }
}

/// A key store in memory, which can be locked, taken away or broken.
#[derive(Default)]
pub struct FakeKeys {
    key: Mutex<Option<Vec<u8>>>,
    reads: AtomicUsize,
    pub trouble: Mutex<Option<KeyStoreError>>,
}

impl FakeKeys {
    fn check(&self) -> Result<(), KeyStoreError> {
        self.trouble.lock().unwrap().clone().map_or(Ok(()), Err)
    }

    /// How often it was asked for the key.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    pub fn forget(&self) {
        *self.key.lock().unwrap() = None;
    }
}

impl KeyStore for FakeKeys {
    fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.check()?;
        Ok(self.key.lock().unwrap().clone().map(Into::into))
    }

    fn write(&self, key: &SecretSlice<u8>) -> Result<(), KeyStoreError> {
        self.check()?;
        *self.key.lock().unwrap() = Some(key.expose_secret().to_vec());
        Ok(())
    }
}

/// A browser that nobody looks at.
pub struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, _address: &Url, _command: Option<&str>) -> Result<(), BrowserError> {
        Err(BrowserError("none".into()))
    }
}

/// Answers each request with the next of its replies (the last again and again), and keeps what it was asked.
pub struct Endpoint {
    pub address: String,
    pub requests: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<String>>>,
    gate: Arc<RwLock<()>>,
}

impl Endpoint {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let endpoint = Self { address, requests: Arc::default(), replies: Arc::default(), gate: Arc::default() };
        let (requests, replies, gate) = (endpoint.requests.clone(), endpoint.replies.clone(), endpoint.gate.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, requests.clone(), replies.clone(), gate.clone()));
            }
        });
        endpoint
    }

    /// A whole reply, as bytes on the wire.
    pub fn will_say(&self, raw: impl Into<String>) {
        self.replies.lock().unwrap().push_back(raw.into());
    }

    pub fn will_say_json(&self, status: u16, body: &str) {
        let length = body.len();
        self.will_say(format!(
            "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ));
    }

    /// Takes back what it would have said.
    pub fn will_say_no_more(&self) {
        self.replies.lock().unwrap().clear();
    }

    /// It hears requests, and answers none until this is dropped.
    pub async fn held(&self) -> OwnedRwLockWriteGuard<()> {
        self.gate.clone().write_owned().await
    }

    pub fn asked(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

async fn answer(
    mut stream: TcpStream,
    requests: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<String>>>,
    gate: Arc<RwLock<()>>,
) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !is_complete(&request) {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(length) => request.extend_from_slice(&buffer[..length]),
        }
    }
    requests.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
    let _open = gate.read().await;
    let reply = {
        let mut replies = replies.lock().unwrap();
        if replies.len() > 1 { replies.pop_front() } else { replies.front().cloned() }
    };
    let _ = stream.write_all(reply.unwrap_or_default().as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length =
        head.to_ascii_lowercase().split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

/// Everything a session needs, with hands on each part.
pub struct World {
    pub endpoint: Endpoint,
    pub clock: Arc<FakeClock>,
    pub keys: Arc<FakeKeys>,
    pub home: tempfile::TempDir,
    pub sessions: Sessions,
    pub profile: Profile,
}

impl World {
    pub async fn new() -> Self {
        let endpoint = Endpoint::start().await;
        let clock = Arc::new(FakeClock(AtomicU64::new(1000)));
        let keys = Arc::new(FakeKeys::default());
        let home = tempfile::tempdir().unwrap();
        let profile = profile(&endpoint.address);
        let sessions = sessions(&home, &clock, &keys);
        Self { endpoint, clock, keys, home, sessions, profile }
    }

    /// The profile as it would be typed in.
    pub fn draft(&self) -> ProfileDraft {
        draft(&self.endpoint.address)
    }

    /// A sign-in of this moment.
    pub async fn keep(&self, sessions: &Sessions, account: Account, refresh_token: Option<&str>, lifetime: u64) {
        let tokens = Tokens {
            access_token: "access-1".into(),
            lifetime: Duration::from_secs(lifetime),
            refresh_token: refresh_token.map(Into::into),
            id_token: None,
        };
        self.keep_tokens(sessions, account, tokens).await;
    }

    /// A sign-in of this moment that brought these tokens.
    pub async fn keep_tokens(&self, sessions: &Sessions, account: Account, tokens: Tokens) {
        let endpoints = Endpoints::named_by(&profile(&self.endpoint.address)).unwrap();
        let signed_in = SignedIn { tokens, account, endpoints };
        let record = Record::of_sign_in(&self.profile, signed_in, self.clock.now(), 1);
        sessions.vault.write(self.profile.name.as_str(), record.to_bytes()).await.unwrap();
    }

    /// Another process of the same person.
    pub fn another_process(&self) -> Sessions {
        sessions(&self.home, &self.clock, &self.keys)
    }
}

fn sessions(home: &tempfile::TempDir, clock: &Arc<FakeClock>, keys: &Arc<FakeKeys>) -> Sessions {
    let vault = Vault::with_keys(&Places::under(home.path()), Some(keys.clone()));
    Sessions::new(vault, Http::new(), clock.clone(), Arc::new(NoBrowser), Arc::new(NoEvents))
}

/// Any moment.
pub fn moment() -> Moment {
    FakeClock(AtomicU64::new(0)).now()
}

/// A profile at the Entra of that address.
pub fn profile(authority: &str) -> Profile {
    draft(authority).check().unwrap()
}

fn draft(authority: &str) -> ProfileDraft {
    ProfileDraft {
        name: "north".into(),
        tenant_id: "11111111-2222-3333-4444-555555555555".into(),
        client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
        cluster: "westeurope-1".into(),
        project: "north-prod".into(),
        authority: authority.into(),
        ..ProfileDraft::default()
    }
}
