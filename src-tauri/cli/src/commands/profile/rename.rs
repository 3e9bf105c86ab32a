use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use super::done;
use crate::terminal::Terminal;

/// Give a profile another name; its sign-in goes along
#[derive(Debug, Args)]
pub struct Rename {
    /// The profile
    name: String,
    /// Its new name
    new_name: String,
}

impl Rename {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let (name, new_name) = (engine.entry(&self.name)?.draft.name, self.new_name.trim());
        engine.rename_profile(&name, new_name).await?;
        done(engine, terminal, new_name, &format!("{name} is called {new_name} now."))
    }
}
