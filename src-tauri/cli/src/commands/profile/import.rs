use cdf_signin_engine::profile::import::{Found, Given};
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use super::fields::Fields;
use super::secrets;
use crate::secret;
use crate::shapes::FoundShape;
use crate::terminal::Terminal;
use crate::words::{self, visible};

/// Add profiles from the files of other tools, from a folder with some, a colleague's export or a Fusion address
#[derive(Debug, Args)]
pub struct Import {
    /// The file, folder or address
    source: String,
    /// What to call it, where there is one
    #[arg(long)]
    name: Option<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Keep the client secrets that stand beside them, too
    #[arg(long)]
    with_secrets: bool,
    /// Show what was understood, and add nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    fields: Fields,
}

impl Import {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let mut found = engine.understand_with(Given::named(&self.source), |draft| self.fields.set_in(draft))?;
        self.rename(&mut found)?;
        if !terminal.json {
            terminal.say(&found.iter().map(words::found).collect::<String>());
        }
        if self.dry_run {
            let shapes: Vec<_> = found.iter().map(|found| FoundShape::new(found, None)).collect();
            return terminal.answer("", &shapes);
        }
        if terminal.has_person() && !self.yes {
            ask_for_missing(terminal, &mut found)?;
        }
        let ready = found.iter().filter(|found| found.already.is_none() && found.is_complete()).count();
        if ready > 0 && !self.yes {
            confirm(terminal, ready)?;
        }
        let with_secrets = self.with_secrets || (!self.yes && agrees_to_secrets(terminal, &found)?);
        let mut shapes = Vec::new();
        for found in &found {
            shapes.push(add(engine, terminal, found, with_secrets).await?);
        }
        // One that is not whole is said to be that; where nothing else is there, nothing was done.
        match found.iter().find(|found| !found.is_complete() && found.already.is_none()) {
            Some(incomplete) if ready == 0 => Err(not_whole(incomplete)),
            _ => terminal.answer("", &shapes),
        }
    }

    fn rename(&self, found: &mut [Found]) -> Result<(), Failure> {
        let Some(name) = &self.name else { return Ok(()) };
        let [only] = found else {
            let message = format!("There are {} profiles in it, and one name.", found.len());
            return Err(Failure::new(ErrorCode::Usage, message, "Leave --name out, and rename them afterwards."));
        };
        only.draft.name.clone_from(name);
        only.look_again();
        Ok(())
    }
}

/// Only of a single one: of many nobody would know which is meant.
fn ask_for_missing(terminal: Terminal, found: &mut [Found]) -> Result<(), Failure> {
    let [only] = found else { return Ok(()) };
    if only.already.is_some() {
        return Ok(());
    }
    for field in only.missing.clone() {
        let value = terminal.ask(&format!("{field} (leave it empty to stop): "))?;
        if value.is_empty() {
            break;
        }
        if let Some(field) = only.draft.field_mut(&field) {
            *field = value;
        }
    }
    only.look_again();
    Ok(())
}

fn confirm(terminal: Terminal, ready: usize) -> Result<(), Failure> {
    if !terminal.has_person() {
        let message = "Nobody is here to confirm what was understood.";
        return Err(Failure::new(ErrorCode::Usage, message, "Look at it with --dry-run, then say --yes."));
    }
    let what = if ready == 1 { "it".to_owned() } else { format!("these {ready}") };
    if terminal.agrees(&format!("Add {what}?"))? {
        return Ok(());
    }
    Err(Failure::new(ErrorCode::Cancelled, "Nothing is added.", "Answer y to add it."))
}

fn agrees_to_secrets(terminal: Terminal, found: &[Found]) -> Result<bool, Failure> {
    let has_secrets =
        found.iter().any(|found| found.already.is_none() && found.is_complete() && !found.secrets.is_empty());
    if !has_secrets {
        return Ok(false);
    }
    terminal.agrees("Keep the secrets that stand there too, sealed in the vault?")
}

async fn add<'a>(
    engine: &Engine,
    terminal: Terminal,
    found: &'a Found,
    with_secrets: bool,
) -> Result<FoundShape<'a>, Failure> {
    let name = visible(&found.draft.name);
    if found.already.is_some() || !found.is_complete() {
        return Ok(FoundShape::new(found, None));
    }
    let imported = engine.import(found, with_secrets).await?;
    if let Some(kept) = &imported.secret {
        secret::say_if_lost(terminal, kept, secrets::variable(&imported.profile));
    }
    secret::say_if_exposed(engine, terminal, &imported.profile);
    if !terminal.json {
        terminal.say(&format!("{name} is added. Sign in: cdf-signin login {name}\n"));
    }
    Ok(FoundShape::new(found, Some(&imported)))
}

fn not_whole(found: &Found) -> Failure {
    let wrong = found.problems.iter().map(|problem| &problem.field);
    let fields: Vec<_> = found.missing.iter().chain(wrong).map(String::as_str).collect();
    let options: Vec<_> = fields.iter().map(|field| format!("--{} …", field.replace('_', "-"))).collect();
    let message = format!("“{}” is not whole: {}.", found.draft.name, fields.join(", "));
    let hint = format!("Say it in the command: {}", options.join(" "));
    let problems = found.draft.check().err().unwrap_or_default();
    Failure {
        field: problems.first().map(|problem| problem.field.clone()),
        problems,
        ..Failure::new(ErrorCode::ProfileInvalid, message, hint)
    }
}
