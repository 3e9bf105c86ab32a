use cdf_signin_engine::profile::ProfileDraft;
use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use super::done;
use super::fields::Fields;
use crate::terminal::Terminal;

/// Add a profile
#[derive(Debug, Args)]
pub struct Add {
    /// What to call it: letters, digits, “-”, “_” and “.”
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Add {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let mut draft = ProfileDraft { name: self.name.clone(), ..ProfileDraft::default() };
        self.fields.set_in(&mut draft);
        let name = engine.add_profile(&draft)?.name;
        done(engine, terminal, name.as_str(), &format!("{name} is added. Sign in: cdf-signin login {name}"))
    }
}
