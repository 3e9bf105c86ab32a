use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use super::done;
use crate::terminal::Terminal;

/// Copy a profile's settings under a free name
#[derive(Debug, Args)]
pub struct Duplicate {
    /// The profile
    name: String,
}

impl Duplicate {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let copy = engine.duplicate_profile(&self.name)?;
        done(engine, terminal, &copy, &format!("The copy is called {copy}."))
    }
}
