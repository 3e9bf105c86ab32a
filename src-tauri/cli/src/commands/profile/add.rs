use cdf_signin_engine::profile::{BookError, Preset, ProfileDraft};
use cdf_signin_engine::{Engine, Failure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::done;
use super::fields::Fields;
use super::secrets::{self, Secrets};
use crate::secret;
use crate::terminal::Terminal;

/// Add a profile
#[derive(Debug, Args)]
pub struct Add {
    /// What to call it: letters, digits, “-”, “_” and “.”
    name: String,
    /// Fill in what is known of a kind of provider: entra, auth0, cdf (Cognite's own) or other
    #[arg(long, value_name = "KIND", hide_possible_values = true, value_parser = PossibleValuesParser::new(Preset::ALL.map(Preset::as_str)))]
    provider: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    secrets: Secrets,
}

impl Add {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let mut draft = ProfileDraft { name: self.name.clone(), ..ProfileDraft::default() };
        self.fields.set_in(&mut draft);
        self.secrets.choose_flow(&mut draft);
        if let Some(preset) = self.provider.as_deref().and_then(Preset::parse) {
            let fields = |problem| BookError::Fields { name: self.name.clone(), problems: vec![problem] };
            preset.fill(&mut draft).map_err(fields)?;
        }
        // Checked before a secret is asked for.
        let secret = if draft.check().is_ok() { self.secrets.read(engine, terminal).await? } else { None };
        let profile = engine.add_profile(&draft)?;
        if let Some(secret) = secret {
            secrets::keep(engine, terminal, &profile, &secret).await?;
        }
        secret::say_if_exposed(engine, terminal, &profile);
        let name = profile.name;
        done(engine, terminal, name.as_str(), &format!("{name} is added. Sign in: cdf-signin login {name}"))
    }
}
