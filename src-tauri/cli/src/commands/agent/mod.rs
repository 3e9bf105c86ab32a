//! A host without a window: keeps sign-ins fresh, and answers other programs at the local socket.

mod detach;
mod says;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cdf_signin_engine::local_socket::{self, Client, Host};
use cdf_signin_engine::vault::VaultKind;
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

pub use says::{Says, SaysOfFiles};

use crate::terminal::Terminal;
use crate::words::{self, WARN, painted};

/// How long the end waits for renewals under way.
const LAST_PATIENCE: Duration = Duration::from_secs(20);

/// Keep sign-ins fresh and answer other programs, without a window
#[derive(Debug, Args)]
pub struct Agent {
    /// Return when it is ready, and leave it running
    #[arg(long)]
    detach: bool,
    /// End the agent that is running
    #[arg(long, conflicts_with = "detach")]
    stop: bool,
    /// The process that --detach leaves running
    #[arg(long, hide = true, conflicts_with_all = ["detach", "stop"])]
    detached: bool,
}

/// How an agent stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Standing {
    /// `started`, `already_running`, `stopped` or `not_running`.
    agent: String,
    pid: Option<u32>,
    /// Where it answers; none while the app answers there.
    socket: Option<String>,
}

impl Agent {
    pub async fn run(&self, engine: &Arc<Engine>, terminal: Terminal) -> Result<(), Failure> {
        if self.stop {
            return stop(engine, terminal).await;
        }
        if self.detach {
            let standing = detach::start()?;
            return terminal.done(&words_for(&standing), &standing);
        }
        if !self.detached {
            return attend(engine, terminal, |standing| {
                terminal.say(&format!("{}\n", words_for(standing)));
                terminal.answer("", standing)
            })
            .await;
        }
        detach::leave_the_terminal()?;
        let outcome = attend(engine, terminal, |standing| detach::tell(&Ok(standing.clone()))).await;
        if let Err(failure) = &outcome {
            detach::tell(&Err(failure.clone()))?;
        }
        outcome
    }
}

/// Runs until it is told to end. `ready` hears once how it stands.
async fn attend(
    engine: &Arc<Engine>,
    terminal: Terminal,
    ready: impl FnOnce(&Standing) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some(_the_agent) = engine.become_the_agent()? else { return ready(&already_running(engine).await) };
    let mut ends = Ends::new()?;
    say_if_forgetful(terminal);
    let (sender, mut up) = mpsc::unbounded_channel();
    let tell = move |path: Option<&Path>| {
        let _ = sender.send(path.map(Path::to_path_buf));
    };
    let keeping = tokio::spawn({
        let engine = engine.clone();
        async move { engine.keep_fresh().await }
    });
    let mut serving = tokio::spawn(local_socket::serve(engine.clone(), Host::Agent, tell));
    let mut ready = Some(ready);
    loop {
        tokio::select! {
            Some(path) = up.recv() => {
                let socket = path.map(|path| path.display().to_string());
                match ready.take() {
                    Some(ready) => ready(&standing("started", Some(std::process::id()), socket))?,
                    None => terminal.say("The agent answers at the socket now.\n"),
                }
            }
            () = ends.next() => break,
            served = &mut serving => {
                served.map_err(Failure::internal)?.map_err(Failure::from)?;
                break;
            }
        }
    }
    engine.end();
    let finish =
        async { tokio::join!(keeping, async { if serving.is_finished() { Ok(Ok(())) } else { serving.await } }) };
    tokio::select! {
        _ = tokio::time::timeout(LAST_PATIENCE, finish) => {}
        // Who insists is obeyed.
        () = ends.next() => {}
    }
    Ok(())
}

/// Other processes' sign-ins are theirs alone then.
fn say_if_forgetful(terminal: Terminal) {
    if VaultKind::from_environment() == Ok(VaultKind::Memory) {
        let note = painted(WARN, "note:");
        terminal
            .say(&format!("{note} With CDF_SIGNIN_VAULT=memory no sign-in of another process reaches the agent.\n"));
    }
}

async fn already_running(engine: &Arc<Engine>) -> Standing {
    let about = match Client::connect(engine).await {
        Some(mut client) => client.about().await.filter(|about| about.program == "agent"),
        None => None,
    };
    standing("already_running", about.map(|about| about.pid), None)
}

async fn stop(engine: &Arc<Engine>, terminal: Terminal) -> Result<(), Failure> {
    let stopped = standing("stopped", None, None);
    if engine.become_the_agent()?.is_some() {
        let not_running = standing("not_running", None, None);
        return terminal.done(&words_for(&not_running), &not_running);
    }
    let is_stopping = match Client::connect(engine).await {
        Some(mut client) => client.stop().await,
        None => false,
    };
    let told = async {
        // It lets go of its lock when what was under way is done.
        while engine.become_the_agent()?.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok::<(), Failure>(())
    };
    match is_stopping.then_some(tokio::time::timeout(LAST_PATIENCE, told)) {
        Some(ended) => ended.await.unwrap_or_else(|_| Err(does_not_hear()))?,
        None => return Err(does_not_hear()),
    }
    terminal.done(&words_for(&stopped), &stopped)
}

fn does_not_hear() -> Failure {
    let message = "The agent is running, and does not hear.";
    Failure::new(ErrorCode::TimedOut, message, "End its process, then start it anew.")
}

fn standing(agent: &str, pid: Option<u32>, socket: Option<String>) -> Standing {
    Standing { agent: agent.to_owned(), pid, socket }
}

fn words_for(standing: &Standing) -> String {
    let process = standing.pid.map(|pid| format!(" (process {pid})")).unwrap_or_default();
    match (standing.agent.as_str(), &standing.socket) {
        ("already_running", _) => format!("An agent{process} keeps your sign-ins fresh already."),
        ("not_running", _) => "There is no agent to stop.".to_owned(),
        ("stopped", _) => "The agent has ended.".to_owned(),
        (_, Some(socket)) => {
            format!("The agent{process} keeps your sign-ins fresh, and answers at {}.", words::visible(socket))
        }
        (_, None) => {
            format!("The agent{process} keeps your sign-ins fresh. The app answers at the socket until it is closed.")
        }
    }
}

/// Ctrl+C and the system's wish that it ends.
#[cfg(unix)]
struct Ends([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Ends {
    fn new() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};
        let hear = |kind| signal(kind).map_err(Failure::internal);
        Ok(Self([hear(SignalKind::interrupt())?, hear(SignalKind::terminate())?, hear(SignalKind::hangup())?]))
    }

    async fn next(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Ends;

#[cfg(not(unix))]
impl Ends {
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn new() -> Result<Self, Failure> {
        Ok(Self)
    }

    #[expect(clippy::unused_self, reason = "as on Unix")]
    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
