//! The commands, one file each.

mod agent;
mod check;
mod completions;
mod device_code;
mod endpoint;
mod login;
mod logout;
mod paste;
mod profile;
mod run;
mod snippet;
mod status;
mod token;
mod write;

use std::process::ExitCode;
use std::sync::Arc;

use cdf_signin_clipboard::hold;
use cdf_signin_engine::ports::Events;
use cdf_signin_engine::{Engine, Failure, logs};
use clap::{Parser, Subcommand};

use crate::terminal::Terminal;

/// Sign in to Cognite Data Fusion, and take fresh tokens along
#[derive(Debug, Parser)]
#[command(name = "cdf-signin", version, max_term_width = 100, after_help = SURROUNDINGS)]
pub struct Cli {
    /// Print one JSON document on standard output, errors included
    #[arg(long, global = true)]
    json: bool,
    /// Say what is done on the way, and print a provider's whole reply
    #[arg(short, long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add, show and change profiles
    #[command(subcommand)]
    Profile(profile::Profile),
    Login(login::Login),
    Status(status::Status),
    Token(token::Token),
    Write(write::Write),
    Snippet(snippet::Snippet),
    Run(run::Run),
    Endpoint(endpoint::Endpoint),
    Check(check::Check),
    Logout(logout::Logout),
    Agent(agent::Agent),
    Completions(completions::Completions),
    /// What `token --copy` starts
    #[command(name = hold::WORD, hide = true)]
    HoldCopied,
}

const SURROUNDINGS: &str = "\
A NAME that is left out is the default profile, or the only one.

Environment:
  CDF_SIGNIN_HOME   a folder for all files, instead of the system's own places
  CDF_SIGNIN_VAULT  the key to the sign-ins: keyring (usual), file, or memory (keeps nothing)
  CDF_SIGNIN_LOG    how much is noted in log files: off, error, warn, info (usual), debug or trace
  BROWSER           the command that opens addresses
  NO_COLOR          no colours

Exit codes:
  0 done   2 usage   3 profile   4 sign-in required   5 provider refused   6 network, try again
  7 cancelled or timed out   8 vault   9 file refused   10 port taken   1 a defect";

/// Runs one command to its end, and answers with how the program ends.
pub fn run(cli: &Cli, terminal: Terminal) -> Result<ExitCode, Failure> {
    if let Command::Completions(completions) = &cli.command {
        return completions.run(terminal).map(|()| ExitCode::SUCCESS);
    }
    // One thread is enough for one command, and starts faster than several.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::internal)?;
    let outcome = runtime.block_on(async {
        let events: Arc<dyn Events> = match &cli.command {
            Command::Agent(_) => Arc::new(agent::Says(terminal)),
            _ => Arc::new(agent::SaysOfFiles(terminal)),
        };
        let engine = Arc::new(Engine::for_this_machine(events)?);
        take_notes(&engine, terminal)?;
        if !matches!(cli.command, Command::Agent(_)) {
            engine.take_back_overdue().await;
        }
        let done = match &cli.command {
            Command::Check(check) => return check.run(&engine, terminal).await,
            Command::Run(run) => return run.run(&engine, terminal).await,
            Command::Profile(profile) => profile.run(&engine, terminal).await,
            Command::Login(login) => login.run(&engine, terminal).await,
            Command::Status(status) => status.run(&engine, terminal).await,
            Command::Token(token) => token.run(&engine, terminal).await,
            Command::Write(write) => write.run(&engine, terminal).await,
            Command::Snippet(snippet) => snippet.run(&engine, terminal),
            Command::Endpoint(endpoint) => endpoint.run(&engine, terminal).await,
            Command::Logout(logout) => logout.run(&engine, terminal).await,
            Command::Agent(agent) => agent.run(&engine, terminal).await,
            Command::Completions(completions) => completions.run(terminal),
            Command::HoldCopied => hold::run().await,
        };
        done.map(|()| ExitCode::SUCCESS)
    });
    // Whatever still blocks (a keyring's prompt, a slow browser) must not hold up the end.
    runtime.shutdown_background();
    outcome
}

/// Who wants to see everything is told where it stays, too.
fn take_notes(engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
    if terminal.verbose {
        terminal.say(&format!("Log files are in {}.\n", engine.places().logs_dir().display()));
    }
    logs::start(engine.places(), terminal.verbose)?;
    tracing::debug!(version = env!("CARGO_PKG_VERSION"), process = std::process::id(), "a command begins");
    Ok(())
}
