use cdf_signin_engine::hand_off::{self, SNIPPETS};
use cdf_signin_engine::{Engine, Failure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::choose;
use crate::shapes::{SnippetShape, SnippetTextShape};
use crate::table::table_within;
use crate::terminal::Terminal;
use crate::words::BOLD;

/// The word that asks for the snippets instead of being one.
const LIST: &str = "list";

/// Print code that asks for a profile's tokens, to copy into a program; no token is in it
#[derive(Debug, Args)]
pub struct Snippet {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// For what; “list” shows what there is
    #[arg(long = "for", value_name = "SNIPPET", value_parser = PossibleValuesParser::new(SNIPPETS.iter().map(|snippet| snippet.id).chain([LIST])))]
    id: String,
}

impl Snippet {
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if self.id == LIST {
            return list(terminal);
        }
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let text = engine.snippet(&profile, &self.id)?;
        let snippet = hand_off::snippet(&self.id)?;
        terminal.answer(&text, &SnippetTextShape::new(profile.name.as_str(), snippet, &text))
    }
}

fn list(terminal: Terminal) -> Result<(), Failure> {
    let plain = anstyle::Style::new();
    let rows = SNIPPETS.iter().map(|snippet| {
        let about = format!("{}. {}", snippet.title, snippet.about);
        [(BOLD, snippet.id.to_owned()), (plain, about), (plain, snippet.freshness.in_words().to_owned())]
    });
    let shapes: Vec<_> = SNIPPETS.iter().map(SnippetShape::from).collect();
    terminal.answer(&table_within(terminal.width(), ["SNIPPET", "FOR", "STAYS FRESH"], rows.collect()), &shapes)
}
