//! A command with a profile's variables in its environment, and nothing on disk.

mod start;

use std::process::{Command, ExitCode};

use anstyle::Style;
use cdf_signin_engine::hand_off::{Names, Variable, endpoint_variables, token_variables, winning_dotenv};
use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::session::{GivenSecrets, TokenRequest};
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::{Args, ValueEnum};

use super::token;
use crate::choose;
use crate::terminal::Terminal;
use crate::words::{BOLD, WARN, painted, visible};

/// As shells end for a command that is not there, and for one that cannot be run.
const NOT_FOUND: u8 = 127;
const NOT_RUN: u8 = 126;

/// Run a command with an access token in its environment; nothing is written to disk
#[derive(Debug, Args)]
#[command(after_help = RUN)]
pub struct Run {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// Whose variables it gets: the Cognite Toolkit's, those that begin with COGNITE, or both
    #[arg(long = "as", value_name = "NAMES", value_enum, default_value_t = As::Both)]
    names: As,
    /// Give it the profile's token endpoint instead of a token: it stays signed in for as long as it runs
    #[arg(long)]
    endpoint: bool,
    /// The command and its words
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<std::ffi::OsString>,
}

const RUN: &str = "\
Examples:
  cdf-signin run plant-north -- cdf build
  cdf-signin run -- python fetch.py --days 7

It ends as the command does; 127 where there is no such command, 126 where it cannot be run.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    Toolkit,
    Cognite,
    Both,
}

impl Run {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<ExitCode, Failure> {
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let variables = self.variables(engine, &profile).await?;
        if self.names != As::Cognite {
            say_if_a_file_wins(terminal, &profile, &variables);
        }
        let Some((program, words)) = self.command.split_first() else { return Ok(ExitCode::SUCCESS) };
        let mut command = Command::new(program);
        command.args(words);
        for name in GivenSecrets::VARIABLES {
            command.env_remove(name);
        }
        for (name, value) in &variables {
            command.env(name, value.as_str());
        }
        tracing::info!(profile = profile.name.as_str(), endpoint = self.endpoint, "a command is run");
        let error = match start::in_place(command).await {
            Ok(ended) => return Ok(ended),
            Err(error) => error,
        };
        let program = program.to_string_lossy();
        let (exit, message) = if error.kind() == std::io::ErrorKind::NotFound {
            (NOT_FOUND, format!("There is no command “{program}”."))
        } else {
            (NOT_RUN, format!("The command “{program}” could not be run: {error}."))
        };
        let hint = "Check how it is written, and that it is in a folder of PATH and may be executed.";
        terminal.fail(&Failure::new(ErrorCode::Usage, visible(&message), hint));
        Ok(ExitCode::from(exit))
    }

    async fn variables(&self, engine: &Engine, profile: &Profile) -> Result<Vec<Variable>, Failure> {
        let names = match self.names {
            As::Toolkit => Names::Toolkit,
            As::Cognite => Names::Cognite,
            As::Both => Names::Both,
        };
        if self.endpoint {
            let client = engine.endpoint_client(profile.name.as_str()).await?;
            return Ok(endpoint_variables(profile, client, names));
        }
        Ok(token_variables(profile, token::token(engine, profile, TokenRequest::default()).await?, names))
    }
}

/// The Toolkit would quietly use another sign-in.
fn say_if_a_file_wins(terminal: Terminal, profile: &Profile, variables: &[Variable]) {
    let Some((path, names)) = std::env::current_dir().ok().and_then(|folder| winning_dotenv(&folder, variables)) else {
        return;
    };
    let path = visible(&path.display().to_string());
    let said = |style: Style, word: &str| painted(style, word);
    terminal.say(&format!(
        "{} The Cognite Toolkit takes {} from {path}, whatever its environment says.\n{} Take them out of that file, or write it: cdf-signin write {} --format dotenv --to {path}\n",
        said(WARN, "note:"),
        names.join(", "),
        said(BOLD, "hint:"),
        profile.name.as_str(),
    ));
}
