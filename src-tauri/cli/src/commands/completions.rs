use cdf_signin_engine::Failure;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use serde_json::json;

use super::Cli;
use crate::terminal::Terminal;

/// Print a shell's completion script
#[derive(Debug, Args)]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(&self, terminal: Terminal) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
        let script = String::from_utf8(script).map_err(Failure::internal)?;
        terminal.answer(&script, &json!({ "shell": self.shell.to_string(), "script": script }))
    }
}
