//! The profiles in `profiles.toml`.

mod add;
mod default;
mod duplicate;
mod edit;
mod export;
mod fields;
mod import;
mod list;
mod remove;
mod rename;
mod secrets;
mod show;

use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Subcommand;

use crate::shapes::ProfileShape;
use crate::terminal::Terminal;

#[derive(Debug, Subcommand)]
pub enum Profile {
    Add(Box<add::Add>),
    List(list::List),
    Show(show::Show),
    Edit(Box<edit::Edit>),
    Rename(rename::Rename),
    Duplicate(duplicate::Duplicate),
    Remove(remove::Remove),
    Default(default::Default),
    Import(Box<import::Import>),
    Export(export::Export),
}

impl Profile {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(engine, terminal).await,
            Self::List(list) => list.run(engine, terminal),
            Self::Show(show) => show.run(engine, terminal),
            Self::Edit(edit) => edit.run(engine, terminal).await,
            Self::Rename(rename) => rename.run(engine, terminal).await,
            Self::Duplicate(duplicate) => duplicate.run(engine, terminal),
            Self::Remove(remove) => remove.run(engine, terminal).await,
            Self::Default(default) => default.run(engine, terminal),
            Self::Import(import) => import.run(engine, terminal).await,
            Self::Export(export) => export.run(engine, terminal),
        }
    }
}

/// Says what was done with a profile, or shows to programs what it is now.
fn done(engine: &Engine, terminal: Terminal, name: &str, text: &str) -> Result<(), Failure> {
    let profiles = engine.profiles()?;
    let entry = profiles.find(name).ok_or_else(|| {
        let message = format!("The profile “{name}” was removed just now, by another program.");
        Failure::new(ErrorCode::ProfileNotFound, message, "Look what there is: cdf-signin profile list")
    })?;
    terminal.done(text, &ProfileShape::new(engine, entry, &profiles))
}
