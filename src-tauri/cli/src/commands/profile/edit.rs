use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use super::done;
use super::fields::Fields;
use super::secrets::{self, Secrets};
use crate::secret;
use crate::terminal::Terminal;

/// Change fields of a profile; an empty value unsets one
#[derive(Debug, Args)]
pub struct Edit {
    /// The profile
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    secrets: Secrets,
    /// Forget the client secret, or the certificate's password, that is kept
    #[arg(long, alias = "forget-client-secret", conflicts_with_all = ["client_secret_stdin", "certificate_password_stdin"])]
    forget_secret: bool,
}

impl Edit {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if self.fields == Fields::default() && self.secrets == Secrets::default() && !self.forget_secret {
            return Err(Failure::new(
                ErrorCode::Usage,
                "Nothing to change was given.",
                "“cdf-signin profile edit --help” lists the fields.",
            ));
        }
        let secret = self.secrets.read(engine, terminal).await?;
        let profile = engine.edit_profile(&self.name, |draft| self.fields.set_in(draft)).await?;
        if self.forget_secret {
            engine.forget_secrets(profile.name.as_str())?;
        }
        if let Some(secret) = secret {
            secrets::keep(engine, terminal, &profile, &secret).await?;
        }
        secret::say_if_exposed(engine, terminal, &profile);
        let name = profile.name;
        done(engine, terminal, name.as_str(), &format!("{name} is changed."))
    }
}
