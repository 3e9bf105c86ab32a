use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use super::done;
use super::fields::Fields;
use crate::terminal::Terminal;

/// Change fields of a profile; an empty value unsets one
#[derive(Debug, Args)]
pub struct Edit {
    /// The profile
    name: String,
    #[command(flatten)]
    fields: Fields,
}

impl Edit {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if self.fields == Fields::default() {
            return Err(Failure::new(
                ErrorCode::Usage,
                "Nothing to change was given.",
                "“cdf-signin profile edit --help” lists the fields.",
            ));
        }
        let name = engine.edit_profile(&self.name, |draft| self.fields.set_in(draft)).await?.name;
        done(engine, terminal, name.as_str(), &format!("{name} is changed."))
    }
}
