//! Answers programs for as long as this process is the host of its home.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_LENGTH, HeaderMap, USER_AGENT};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request};
use hyper_util::rt::{TokioIo, TokioTimer};
use secrecy::ExposeSecret as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::answer::{Answer, Refusal, granted};
use super::asked::{Asked, Log, Outcome, printable};
use super::listen::Listeners;
use super::pace::{Pace, Secret};
use super::{EndpointSettings, EndpointStatus, client, door, program, secret};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::files::{self, Stamp};
use crate::profile::{Entry, Profile};
use crate::session::{Token, TokenRequest};

/// A request has a few hundred bytes, and is there at once.
const LARGEST_HEADER: usize = 16 * 1024;
const LARGEST_BODY: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections at once; the next waits at the door.
const CONNECTIONS: u32 = 256;

/// Tokens that are looked for at once.
const AT_WORK: u32 = 32;

/// How soon a change of `profiles.toml` by another process is seen, and a taken port tried again.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Who asks is looked up for the first request after so long without any.
const QUIET: Duration = Duration::from_secs(1);

/// How long the end waits for an answer that is on its way out.
const FAREWELL: Duration = Duration::from_millis(500);

/// What a host remembers of its endpoint.
#[derive(Default)]
pub(crate) struct TokenEndpoint {
    memory: Mutex<Memory>,
    changed: Notify,
}

#[derive(Default)]
struct Memory {
    is_host: bool,
    settings: EndpointSettings,
    is_answering: bool,
    failure: Option<Failure>,
    log: Log,
    pace: Pace,
}

impl TokenEndpoint {
    /// Looks at the book at once.
    pub fn look_again(&self) {
        self.changed.notify_one();
    }

    /// Whether this process answers for its home.
    pub fn is_host(&self) -> bool {
        self.memory().is_host
    }

    /// What a host alone knows.
    pub fn particulars(&self, profile: &str) -> EndpointStatus {
        let memory = self.memory();
        EndpointStatus {
            is_answering: memory.is_answering,
            failure: memory.failure.clone(),
            asked: memory.log.of(profile),
            ..EndpointStatus::default()
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the connections share.
struct Shared {
    engine: Arc<Engine>,
    connections: Arc<Semaphore>,
    at_work: Arc<Semaphore>,
}

/// Answers at the endpoints that are on until [`Engine::end`]. Of the processes of a home only its host calls this.
pub(crate) async fn serve(engine: &Arc<Engine>) {
    let endpoint = engine.token_endpoint();
    let (connections, at_work) = (semaphore(CONNECTIONS), semaphore(AT_WORK));
    let shared = Arc::new(Shared { engine: engine.clone(), connections, at_work });
    let mut listeners = Listeners::default();
    let mut book = Book::default();
    endpoint.memory().is_host = true;
    loop {
        let settings = book.look(engine);
        endpoint.memory().settings = settings.unwrap_or_default();
        let outcome = listeners.follow(settings, |listener| accept(listener, shared.clone())).await;
        note_standing(&endpoint, listeners.is_open(), outcome.err().map(Failure::from));
        tokio::select! {
            () = engine.ended() => break,
            () = endpoint.changed.notified() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
    // What is asked of a provider is heard to its end: it may hold a new refresh token that nobody else has. Who has asked
    // gets the answer; nobody else comes in, since those who wait for a place wait behind these.
    let _work = shared.at_work.acquire_many(AT_WORK).await;
    let _ = timeout(FAREWELL, shared.connections.acquire_many(CONNECTIONS)).await;
    drop(listeners);
    *endpoint.memory() = Memory::default();
}

fn semaphore(places: u32) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(places as usize))
}

fn note_standing(endpoint: &TokenEndpoint, is_answering: bool, failure: Option<Failure>) {
    let mut memory = endpoint.memory();
    if let Some(failure) = failure.as_ref().filter(|failure| memory.failure.as_ref() != Some(failure)) {
        failure.log();
    }
    memory.is_answering = is_answering;
    memory.failure = failure;
}

/// `profiles.toml` as it was when it last made sense: while somebody edits it, the endpoint goes on.
#[derive(Default)]
struct Book {
    stamp: Option<Stamp>,
    settings: Option<EndpointSettings>,
}

impl Book {
    /// Where to listen; none while all endpoints are off.
    fn look(&mut self, engine: &Engine) -> Option<EndpointSettings> {
        let stamp = files::stamp(engine.profiles_file());
        if stamp != self.stamp {
            self.stamp = stamp;
            if let Ok((profiles, Ok(settings))) = engine.profiles().map(|book| (book.entries, book.token_endpoint)) {
                let is_on = |name: &str| profiles.iter().any(|entry| entry.token_endpoint && entry.draft.name == name);
                self.settings = profiles.iter().any(|entry| entry.token_endpoint).then_some(settings);
                engine.token_endpoint().memory().log.retain(is_on);
            }
        }
        self.settings
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // These end with the listener: who is off is not answered any more.
    let mut conversations = JoinSet::new();
    loop {
        while conversations.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, peer)) => {
                let Ok(place) = shared.connections.clone().acquire_owned().await else { return };
                let shared = shared.clone();
                conversations.spawn(async move {
                    converse(stream, peer, shared).await;
                    drop(place);
                });
            }
            // Too many open files, most likely: it passes.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// One request, one answer.
async fn converse(stream: TcpStream, peer: SocketAddr, shared: Arc<Shared>) {
    let ends = stream.local_addr().ok().map(|own| (peer, own));
    let service = service_fn(move |request| {
        let shared = shared.clone();
        async move { Ok::<_, Infallible>(respond(request, ends, &shared).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEADER)
        .max_headers(MOST_HEADERS)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // What is no HTTP ends here, with hyper's own 400 or none.
    let _ = connection.await;
}

async fn respond(request: Request<Incoming>, ends: Option<(SocketAddr, SocketAddr)>, shared: &Shared) -> Answer {
    let user_agent = request.headers().get(USER_AGENT).and_then(|name| printable(name.as_bytes()));
    let name = named(request.uri().path()).map(str::to_owned);
    let settings = shared.engine.token_endpoint().memory().settings;
    let program = look_for_program(shared, name.as_deref(), ends);
    let answered = match read(request, settings, name.as_deref()).await {
        Ok((headers, body)) => answer(shared, name.as_deref().unwrap_or_default(), &headers, &body).await,
        Err(refusal) => Err(refusal),
    };
    let outcome = answered.as_ref().err().map_or(Outcome::Granted, Refusal::outcome);
    if let Some(name) = name {
        // Before the answer: with it the other end is gone.
        let program = match program {
            Some(looking) => looking.await.ok().flatten(),
            None => None,
        };
        note(&shared.engine, &name, Asked { at: shared.engine.now().system_time(), outcome, user_agent, program });
    }
    answered.map_or_else(|refusal| refusal.answer(), |(token, profile)| granted(&token, &profile))
}

/// `/north/token` → `north`.
fn named(path: &str) -> Option<&str> {
    path.strip_prefix('/')?.strip_suffix("/token").filter(|name| !name.contains('/'))
}

/// The request, where it is one.
async fn read(
    request: Request<Incoming>,
    settings: EndpointSettings,
    name: Option<&str>,
) -> Result<(HeaderMap, Bytes), Refusal> {
    let (head, body) = request.into_parts();
    door::check(&head, settings)?;
    if name.is_none() {
        return Err(Refusal::NothingHere);
    }
    if head.method != Method::POST {
        return Err(Refusal::NotPost);
    }
    // RFC 6749 §2.3.1: credentials in an address would end up in logs.
    if head.uri.query().is_some() {
        return Err(Refusal::BadRequest("Nothing is asked for in the address."));
    }
    if !client::is_form(&head.headers) {
        return Err(Refusal::NotForm);
    }
    let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST_BODY) {
        return Err(Refusal::TooLarge);
    }
    match timeout(PATIENCE, Limited::new(body, LARGEST_BODY).collect()).await {
        Ok(Ok(body)) => Ok((head.headers, body.to_bytes())),
        Ok(Err(_)) => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::TooSlow),
    }
}

/// The token, for who knows the secret.
async fn answer(shared: &Shared, name: &str, headers: &HeaderMap, body: &[u8]) -> Result<(Token, Profile), Refusal> {
    let client = client::read(headers, body)?;
    let engine = &shared.engine;
    let known = match entry(engine, name).filter(|entry| client.id.eq_ignore_ascii_case(&entry.draft.name)) {
        Some(entry) => Some((engine.endpoint_secret_bytes(&entry.draft.name).await?, entry)),
        None => None,
    };
    let shown = client.secret.expose_secret().as_bytes();
    let right = known.filter(|(kept, _)| kept.as_ref().is_some_and(|kept| secret::is_right(kept, shown)));
    let count = |secret| {
        let now = engine.now();
        engine.token_endpoint().memory().pace.count(name, secret, &now).map_err(Refusal::SlowDown)
    };
    let Some((_, entry)) = right else {
        count(Secret::Wrong)?;
        return Err(Refusal::InvalidClient);
    };
    count(Secret::Right)?;
    let profile = engine.profile(Some(&entry.draft.name))?;
    let token = token(shared, &profile).await?;
    Ok((token, profile))
}

/// In a task of its own: a program that hangs up must not make a renewal under way be given up.
async fn token(shared: &Shared, profile: &Profile) -> Result<Token, Failure> {
    let place = shared.at_work.clone().acquire_owned().await.map_err(Failure::internal)?;
    let (engine, profile) = (shared.engine.clone(), profile.clone());
    let looking = tokio::spawn(async move {
        let token = engine.token(&profile, TokenRequest::default()).await;
        drop(place);
        token
    });
    looking.await.map_err(Failure::internal)?
}

/// The profile of that name, where its endpoint is on.
fn entry(engine: &Engine, name: &str) -> Option<Entry> {
    engine.profiles().ok()?.find(name).filter(|entry| entry.token_endpoint).cloned()
}

/// Looks for the name of who asks. That costs a look at every open file, so not for each of many requests at once.
fn look_for_program(
    shared: &Shared,
    name: Option<&str>,
    ends: Option<(SocketAddr, SocketAddr)>,
) -> Option<JoinHandle<Option<String>>> {
    let ((peer, own), entry) = (ends?, entry(&shared.engine, name?)?);
    let (endpoint, now) = (shared.engine.token_endpoint(), shared.engine.now().system_time());
    let is_quiet = endpoint.memory().log.is_quiet(&entry.draft.name, QUIET, now);
    is_quiet.then(|| tokio::task::spawn_blocking(move || program::at_the_other_end(peer, own)))
}

fn note(engine: &Engine, name: &str, asked: Asked) {
    let Some(entry) = entry(engine, name) else { return };
    let name = entry.draft.name.as_str();
    let Asked { outcome, user_agent, program, .. } = &asked;
    tracing::debug!(profile = name, ?outcome, user_agent, program, "a program asked the token endpoint");
    engine.token_endpoint().memory().log.note(name, asked);
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}
