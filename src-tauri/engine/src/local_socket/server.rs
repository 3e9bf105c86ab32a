use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::SocketError;
use super::ask::{ASK_LIMIT, About, Answer, Ask, Home, StatusAnswer, TokenAnswer, VERSION};
use super::system::{Listener, place};
use crate::engine::Engine;
use crate::failure::{ErrorCode, Failure};
use crate::files::FileLock;
use crate::token_endpoint;

const ASKS: [&str; 5] = ["token", "status", "endpoint", "about", "stop"];

/// Connections at once; the next waits at the door.
const AT_ONCE: usize = 64;

/// A connection that asks nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(30);

/// A reader that does not read is let go.
const WRITING: Duration = Duration::from_secs(5);

/// How soon, and then how often, who waits hears that the answer is being worked on.
const WORKING: Duration = Duration::from_millis(300);

/// How soon this host takes over the socket of one that has ended.
const TAKE_OVER: Duration = Duration::from_secs(5);

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// `cdf-signin agent`, which can be told to stop.
    Agent,
    /// The desktop app, which only its person closes.
    App,
}

/// Answers at the socket until [`Engine::end`]. While another host of this home answers there, it waits to take over.
/// `up` hears where the socket is, once it is there; `none` while somebody else answers.
pub async fn serve(engine: Arc<Engine>, host: Host, mut up: impl FnMut(Option<&Path>)) -> Result<(), SocketError> {
    let path = place(engine.places());
    let lock = engine.places().socket_lock();
    let failed =
        |error: std::io::Error| SocketError::Io { path: lock.display().to_string(), message: error.to_string() };
    let mut is_waiting = false;
    let _held = loop {
        if let Some(held) = FileLock::try_now(&lock).map_err(failed)? {
            break held;
        }
        if !std::mem::replace(&mut is_waiting, true) {
            up(None);
        }
        tokio::select! {
            () = engine.ended() => return Ok(()),
            () = sleep(TAKE_OVER) => {}
        }
    };
    let listener = Listener::bind(&path)?;
    up(Some(&path));
    // One host a home, for programs that know this app and for those that know OAuth alone.
    tokio::join!(answer_all(&engine, host, listener), token_endpoint::serve(&engine));
    Ok(())
}

async fn answer_all(engine: &Arc<Engine>, host: Host, mut listener: Listener) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut answering = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = engine.ended() => break,
            Some(_) = answering.join_next() => continue,
            accepted = async {
                let place = places.clone().acquire_owned().await;
                (place, listener.accept().await)
            } => accepted,
        };
        match accepted {
            (Ok(place), Ok(stream)) => {
                let engine = engine.clone();
                answering.spawn(async move {
                    converse(&engine, host, stream).await;
                    drop(place);
                });
            }
            // Too many open files, most likely: it passes.
            _ => sleep(Duration::from_millis(100)).await,
        }
    }
    drop(listener);
    // Who has asked gets the answer: it may be the only one that knows of a new refresh token.
    while answering.join_next().await.is_some() {}
}

/// Answers one program for as long as it asks.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(engine: &Engine, host: Host, stream: S) {
    let mut stream = BufReader::new(stream);
    loop {
        let line = tokio::select! {
            () = engine.ended() => return,
            line = timeout(IDLE, read_line(&mut stream)) => line,
        };
        let is_last = match line {
            Err(_) | Ok(Line::End) => return,
            Ok(Line::TooLong) => {
                let failure = usage(&format!("A line that asks is at most {ASK_LIMIT} bytes long."));
                let _ = write_answer(&mut stream, &Answer::failed(failure)).await;
                return;
            }
            Ok(Line::Whole(line)) => !answer_line(engine, host, &mut stream, &line).await,
        };
        if is_last {
            return;
        }
    }
}

/// Whether the other end still listens.
async fn answer_line<S: AsyncWrite + Unpin>(engine: &Engine, host: Host, stream: &mut S, line: &[u8]) -> bool {
    let ask: Ask = match serde_json::from_slice(line) {
        Ok(ask) => ask,
        Err(_) => return write_answer(stream, &Answer::failed(usage("That line is no JSON object that asks."))).await,
    };
    let mut answering = std::pin::pin!(answer(engine, host, &ask));
    let mut is_listening = true;
    let answer = loop {
        tokio::select! {
            answer = &mut answering => break answer,
            () = sleep(WORKING), if ask.wait && is_listening => {
                let working = Answer { v: VERSION, working: true, ..Answer::default() };
                // The answer is worked on to its end all the same: a renewal that has begun must not be given up.
                is_listening = write_answer(stream, &working).await;
            }
        }
    };
    let is_stop = answer.stopping;
    let was_written = write_answer(stream, &answer).await;
    if is_stop {
        engine.end();
    }
    was_written
}

async fn answer(engine: &Engine, host: Host, ask: &Ask) -> Answer {
    let answered = match (ask.v, ask.what.as_str()) {
        (VERSION, "token" | "status" | "endpoint") if ask.home.as_ref().is_some_and(|home| *home != engine.home()) => {
            Err(usage("This host is of another home (CDF_SIGNIN_HOME) or vault (CDF_SIGNIN_VAULT)."))
        }
        (VERSION, "token") => token(engine, ask).await,
        (VERSION, "status") => status(engine, ask).await,
        (VERSION, "endpoint") => endpoint(engine, ask).await,
        (VERSION, "about") => Ok(Answer { about: Some(about(host)), ..Answer::default() }),
        (VERSION, "stop") if host == Host::Agent => Ok(Answer { stopping: true, ..Answer::default() }),
        (VERSION, "stop") => Err(usage("The app is not stopped from outside. Close its window.")),
        (VERSION, other) => Err(usage(&format!("“{}” is no ask. There are: {}.", short(other), ASKS.join(", ")))),
        (version, _) => Err(usage(&format!("Version {version} is not spoken here, only version {VERSION}."))),
    };
    answered.map_or_else(Answer::failed, |answer| Answer { v: VERSION, ..answer })
}

async fn token(engine: &Engine, ask: &Ask) -> Result<Answer, Failure> {
    let profile = engine.profile(ask.profile.as_deref())?;
    let token = engine.token(&profile, ask.wanted()).await?;
    Ok(Answer { token: Some(TokenAnswer::new(token, &profile)), ..Answer::default() })
}

async fn status(engine: &Engine, ask: &Ask) -> Result<Answer, Failure> {
    let profile = engine.profile(ask.profile.as_deref())?;
    let status = engine.status(&profile).await;
    Ok(Answer { status: Some(StatusAnswer::new(profile.name.as_str(), status)), ..Answer::default() })
}

async fn endpoint(engine: &Engine, ask: &Ask) -> Result<Answer, Failure> {
    let entry = engine.chosen_entry(ask.profile.as_deref())?;
    Ok(Answer { endpoint: Some(engine.endpoint(&entry.draft.name).await?), ..Answer::default() })
}

fn about(host: Host) -> About {
    About {
        program: if host == Host::Agent { "agent" } else { "app" }.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        pid: std::process::id(),
        asks: ASKS.map(str::to_owned).into(),
    }
}

fn usage(message: &str) -> Failure {
    Failure::new(ErrorCode::Usage, message, "Ask in a line like {\"v\":1,\"ask\":\"token\",\"profile\":\"north\"}.")
}

/// What others wrote, not without end.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

async fn write_answer<S: AsyncWrite + Unpin>(stream: &mut S, answer: &Answer) -> bool {
    let line = answer.to_line();
    let written = async {
        stream.write_all(&line).await?;
        stream.flush().await
    };
    matches!(timeout(WRITING, written).await, Ok(Ok(())))
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

async fn read_line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Line {
    let mut line = Vec::new();
    let limit = u64::try_from(ASK_LIMIT).unwrap_or(u64::MAX);
    match stream.take(limit).read_until(b'\n', &mut line).await {
        Ok(_) if line.last() == Some(&b'\n') => Line::Whole(line),
        Ok(read) if read >= ASK_LIMIT => Line::TooLong,
        // Half a line before the end is nobody's question.
        _ => Line::End,
    }
}

impl Engine {
    /// Whose files this process works on.
    pub(super) fn home(&self) -> Home {
        Home::of(self.places(), self.vault_kind())
    }
}
