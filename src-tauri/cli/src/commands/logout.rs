use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use crate::choose;
use crate::shapes::StatusShape;
use crate::terminal::Terminal;
use crate::words::visible;

/// Forget a sign-in on this computer
#[derive(Debug, Args)]
pub struct Logout {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// All profiles
    #[arg(long, conflicts_with = "name")]
    all: bool,
}

impl Logout {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if self.all {
            let names: Vec<String> = engine.profiles()?.entries.into_iter().map(|entry| entry.draft.name).collect();
            for name in &names {
                engine.sign_out(name).await?;
            }
            let shapes: Vec<_> = names.iter().map(|name| StatusShape::signed_out(name, None)).collect();
            return terminal.done("You are signed out everywhere.", &shapes);
        }
        let name = match self.name.as_deref() {
            Some(name) => stored(engine, name)?,
            None => choose::profile(engine, terminal, None)?.name.as_str().to_owned(),
        };
        engine.sign_out(&name).await?;
        terminal.done(&format!("You are signed out of {}.", visible(&name)), &StatusShape::signed_out(&name, None))
    }
}

/// The name as it stands in the book. With a book that cannot be read the name is taken as it was typed: what was
/// signed in can be signed out all the same.
fn stored(engine: &Engine, name: &str) -> Result<String, Failure> {
    match engine.entry(name) {
        Ok(entry) => Ok(entry.draft.name),
        Err(failure) if failure.code == ErrorCode::ProfileNotFound => Err(failure),
        Err(_) => Ok(name.to_owned()),
    }
}
