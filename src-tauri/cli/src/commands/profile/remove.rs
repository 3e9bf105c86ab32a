use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;
use serde_json::json;

use crate::terminal::Terminal;
use crate::words::visible;

/// Remove a profile, and its sign-in on this computer
#[derive(Debug, Args)]
pub struct Remove {
    /// The profile
    name: String,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

impl Remove {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let name = engine.entry(&self.name)?.draft.name;
        if !self.yes {
            confirm(terminal, &name)?;
        }
        engine.remove_profile(&name).await?;
        terminal.done(&format!("{} is removed.", visible(&name)), &json!({ "removed": name }))
    }
}

fn confirm(terminal: Terminal, name: &str) -> Result<(), Failure> {
    if !terminal.has_person() {
        let message = format!("Nobody is here to confirm that “{name}” may be removed.");
        return Err(Failure::new(ErrorCode::Usage, message, "Say it with --yes."));
    }
    if terminal.agrees(&format!("Remove {} and its sign-in on this computer?", visible(name)))? {
        return Ok(());
    }
    Err(Failure::new(ErrorCode::Cancelled, format!("“{name}” stays."), "Answer y to remove it."))
}
