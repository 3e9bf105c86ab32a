use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use super::done;
use crate::terminal::Terminal;

/// Choose the profile that a left-out NAME means
#[derive(Debug, Args)]
pub struct Default {
    /// The profile
    name: String,
}

impl Default {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let name = engine.entry(&self.name)?.draft.name;
        engine.set_default_profile(&name)?;
        done(engine, terminal, &name, &format!("{name} is the default now."))
    }
}
