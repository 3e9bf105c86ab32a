use std::path::{Path, PathBuf};

use cdf_signin_engine::hand_off::{self, FORMATS, Order};
use cdf_signin_engine::{Engine, Failure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::choose;
use crate::shapes::{FormatShape, WrittenShape};
use crate::table::table_within;
use crate::terminal::Terminal;
use crate::words::{self, BOLD};

/// The word that asks for the formats instead of being one.
const LIST: &str = "list";

/// Write a token to a file in the form that another tool reads
#[derive(Debug, Args)]
pub struct Write {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// The form; “list” shows what there is
    #[arg(long, value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.id).chain([LIST])))]
    format: String,
    /// The file
    #[arg(long, value_name = "FILE", required_if_eq_any = FORMATS.iter().map(|format| ("format", format.id)))]
    to: Option<PathBuf>,
    /// Replace a file that this app did not write
    #[arg(long)]
    force: bool,
}

impl Write {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        match &self.to {
            Some(path) if self.format != LIST => self.write(engine, terminal, path).await,
            _ => self.list(engine, terminal),
        }
    }

    async fn write(&self, engine: &Engine, terminal: Terminal, path: &Path) -> Result<(), Failure> {
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let format = hand_off::format(&self.format)?;
        let order = Order { format, path: path.to_path_buf(), replace: self.force };
        let written = engine.write(&profile, &order).await?;
        let left = written.token.as_ref().map(|token| words::duration(token.expires_in));
        let left = left.map_or_else(String::new, |left| format!(" The token in it is good for {left}."));
        let text = format!("{} is written.{left}", path.display());
        terminal.done(&words::visible(&text), &WrittenShape::new(profile.name.as_str(), &written))
    }

    /// All formats; with a profile's name, also why it cannot be written in some.
    fn list(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let profile = self.name.as_deref().map(|name| choose::profile(engine, terminal, Some(name))).transpose()?;
        let plain = anstyle::Style::new();
        let rows = FORMATS.iter().map(|format| {
            let unfit = profile.as_ref().and_then(format.unfit);
            let about = unfit.map_or_else(
                || format.about.to_owned(),
                |unfit| format!("Not for this profile. {} {}", unfit.reason, unfit.instead),
            );
            [(BOLD, format.id.to_owned()), (plain, about), (plain, format.freshness.in_words().to_owned())]
        });
        let shapes: Vec<_> = FORMATS.iter().map(|format| FormatShape::new(format, profile.as_ref())).collect();
        let text = table_within(terminal.width(), ["FORMAT", "FOR", "STAYS FRESH"], rows.collect());
        terminal.answer(&text, &shapes)
    }
}
