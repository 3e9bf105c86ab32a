use std::path::{Path, PathBuf};
use std::time::Duration;

use cdf_signin_engine::hand_off::{self, FORMATS, Format, Gives, Order, Warning};
use cdf_signin_engine::profile::{HandOffEntry, Profile};
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use crate::choose;
use crate::shapes::{FormatShape, PreviewShape, UndoneShape, WrittenShape};
use crate::table::table_within;
use crate::terminal::Terminal;
use crate::words::{self, BOLD};

/// A year: nobody means longer.
const LONGEST: i64 = 366 * 24 * 60;

/// The word that asks for the formats instead of being one.
const LIST: &str = "list";

/// Write a token to a file in the form that another tool reads
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Write {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// The form; “list” shows what there is
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.id).chain([LIST])),
        required_unless_present_any = ["forget", "undo"]
    )]
    format: Option<String>,
    /// The file
    #[arg(long, value_name = "FILE", required_if_eq_any = FORMATS.iter().map(|format| ("format", format.id)))]
    to: Option<PathBuf>,
    /// Replace a file that this app did not write
    #[arg(long)]
    force: bool,
    /// Write the file anew with each new token, while the app or an agent runs
    #[arg(long, requires = "to")]
    keep_fresh: bool,
    /// Take the token out of the file again after so long, and keep it fresh no longer
    #[arg(long, value_name = "MINUTES", requires = "to", value_parser = clap::value_parser!(u32).range(1..=LONGEST))]
    take_back_after: Option<u32>,
    /// Keep that file fresh no longer; it stays as it is
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "to", "force"])]
    forget: Option<PathBuf>,
    /// Show what the file would become, and write nothing
    #[arg(long, requires = "to", conflicts_with_all = ["keep_fresh", "take_back_after", "gitignore"])]
    preview: bool,
    /// Let Git ignore the file, with a line in the nearest .gitignore
    #[arg(long, requires = "to")]
    gitignore: bool,
    /// Put back what that file said before it was written, up to a day ago
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "format", "to", "force", "forget"])]
    undo: Option<PathBuf>,
}

impl Write {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if let Some(path) = &self.undo {
            return undo(engine, terminal, path).await;
        }
        match (&self.forget, self.format.as_deref(), &self.to) {
            (Some(path), ..) => self.forget(engine, terminal, path),
            (None, Some(format), Some(path)) if format != LIST => self.write(engine, terminal, format, path).await,
            _ => self.list(engine, terminal),
        }
    }

    async fn write(&self, engine: &Engine, terminal: Terminal, format: &str, path: &Path) -> Result<(), Failure> {
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let entry = self.entry(engine, profile.name.as_str(), format, path)?;
        let mut order = Order { format: hand_off::format(format)?, path: path.to_path_buf(), replace: self.force };
        if self.preview {
            return preview(engine, terminal, &profile, &order).await;
        }
        if !self.force && !terminal.json && terminal.has_person() && path.exists() {
            order.replace = confirmed(engine, terminal, &profile, &order).await?;
        }
        if self.gitignore {
            ignore(engine, terminal, path)?;
        }
        let written = engine.write(&profile, &order).await?;
        if let Some(entry) = &entry {
            engine.remember_hand_off(profile.name.as_str(), entry)?;
        }
        let left = written.token.as_ref().map(|token| words::duration(token.expires_in));
        let left = left.map_or_else(String::new, |left| format!(" The token in it is good for {left}."));
        let text = format!("{} is written.{left}{}", path.display(), from_now_on(entry.as_ref(), order.format));
        terminal.done(&words::visible(&text), &WrittenShape::new(profile.name.as_str(), &written, entry.as_ref()))?;
        warn(terminal, &written.warnings);
        Ok(())
    }

    /// What the profile is to remember of the file; nothing of one that is written once.
    fn entry(&self, engine: &Engine, name: &str, format: &str, path: &Path) -> Result<Option<HandOffEntry>, Failure> {
        if !self.keep_fresh && self.take_back_after.is_none() {
            return Ok(None);
        }
        let path = whole(path)?;
        let known = engine.entry(name)?.hand_off.into_iter().find(|entry| hand_off::expand_home(&entry.path) == path);
        let keep_fresh = self.keep_fresh || known.as_ref().is_some_and(|entry| entry.keep_fresh);
        let path = known.map_or_else(|| path.display().to_string(), |entry| entry.path);
        Ok(Some(HandOffEntry { format: format.to_owned(), path, keep_fresh, take_back_after: self.take_back_after }))
    }

    fn forget(&self, engine: &Engine, terminal: Terminal, path: &Path) -> Result<(), Failure> {
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let (name, whole) = (profile.name.as_str(), whole(path)?);
        let is_meant = |entry: &HandOffEntry| hand_off::expand_home(&entry.path) == whole;
        let entries: Vec<_> = engine.entry(name)?.hand_off.into_iter().filter(is_meant).collect();
        if entries.is_empty() {
            let message = format!("{} is not on the list of “{name}”.", path.display());
            let hint = format!("What is: cdf-signin status {name}");
            return Err(Failure::new(ErrorCode::Usage, message, hint));
        }
        for entry in &entries {
            engine.forget_hand_off(name, &entry.format, &entry.path)?;
        }
        let text = format!("{} is kept fresh no longer. It stays as it is until you sign out.", path.display());
        terminal.done(&words::visible(&text), &json!({ "profile": name, "forgotten": whole.display().to_string() }))
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

/// As the profile remembers it, wherever a later command is started.
fn whole(path: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(path).ok().filter(|path| path.to_str().is_some());
    whole.ok_or_else(|| {
        let message = format!("The path {} is not text that a profile could hold.", path.display());
        Failure::new(ErrorCode::Usage, message, "Choose a file and folders with plain names.")
    })
}

fn from_now_on(entry: Option<&HandOffEntry>, format: &Format) -> String {
    let kept = match format.gives {
        Gives::Token => " It is written anew with each new token, while the app or “cdf-signin agent” runs.",
        Gives::Application | Gives::Endpoint => " Nothing in it ends, so it stays as it is.",
    };
    let kept = if entry.is_some_and(|entry| entry.keep_fresh) { kept } else { "" };
    let minutes =
        entry.and_then(|entry| entry.take_back_after).map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let taken = minutes.map(|left| format!(" In {} it is taken back.", words::duration(left))).unwrap_or_default();
    format!("{kept}{taken}")
}

async fn preview(engine: &Engine, terminal: Terminal, profile: &Profile, order: &Order) -> Result<(), Failure> {
    let preview = engine.preview(profile, order).await?;
    let shape = PreviewShape::new(profile.name.as_str(), order.format.id, &preview);
    terminal.answer(&words::hand_off::preview(&preview), &shape)?;
    warn(terminal, &preview.warnings);
    Ok(())
}

/// Shows a person what becomes of a file that holds nothing of the app's yet, and asks. Says whether all of it is to be
/// replaced.
async fn confirmed(engine: &Engine, terminal: Terminal, profile: &Profile, order: &Order) -> Result<bool, Failure> {
    let preview = engine.preview(profile, order).await?;
    if !preview.is_foreign && !preview.is_first {
        return Ok(false);
    }
    terminal.say(&words::hand_off::preview(&preview));
    let answer = terminal.ask("Write it? (y/N) ").unwrap_or_default();
    if ["y", "yes"].contains(&answer.to_ascii_lowercase().as_str()) {
        return Ok(preview.is_foreign);
    }
    let message = format!("{} stays as it is.", words::visible(&order.path.display().to_string()));
    Err(Failure::new(ErrorCode::Cancelled, message, "Answer y to write it. --undo puts back what it said."))
}

fn ignore(engine: &Engine, terminal: Terminal, path: &Path) -> Result<(), Failure> {
    if let Some(file) = engine.ignore_in_git(path)?.added_to {
        terminal.say(&words::visible(&format!("Git ignores it: a line is added to {}.", file.display())));
        terminal.say("\n");
    }
    Ok(())
}

async fn undo(engine: &Engine, terminal: Terminal, path: &Path) -> Result<(), Failure> {
    let undone = engine.undo(path).await?;
    let what = if undone.is_removed { "is gone again" } else { "says again what it said before" };
    let left: Vec<_> = undone.profiles.iter().map(|name| format!(" {name} no longer keeps it.")).collect();
    let text = format!("{} {what}.{}", path.display(), left.concat());
    terminal.done(&words::visible(&text), &UndoneShape::from(&undone))
}

/// In JSON they are in the document.
fn warn(terminal: Terminal, warnings: &[Warning]) {
    if !terminal.json {
        terminal.say(&words::hand_off::warnings(warnings));
    }
}
