//! Words that are not commands: clap finds them, and this says so in the form that was asked for.

use std::ffi::OsString;
use std::process::ExitCode;

use cdf_signin_engine::{ErrorCode, Failure};
use clap::error::ErrorKind;
use serde_json::json;

use crate::terminal::Terminal;

/// Whether `--json` stands among the words; asked before they are understood, for the case that they cannot be. Those of a
/// command that is to be run are its own.
pub fn wants_json(words: impl Iterator<Item = OsString>) -> bool {
    words.take_while(|word| word != "--").any(|word| word == "--json")
}

/// Help, the version, or what is wrong with the words.
pub fn answer(error: &clap::Error, terminal: Terminal) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        if !terminal.json {
            terminal.say(&text.ansi().to_string());
            return ExitCode::from(crate::exit::code(ErrorCode::Usage));
        }
        return terminal.fail(&failure(error));
    }
    let json = match error.kind() {
        ErrorKind::DisplayVersion => json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") }),
        _ => json!({ "help": text.to_string() }),
    };
    terminal
        .answer(&text.ansi().to_string(), &json)
        .map_or_else(|failure| terminal.fail(&failure), |()| ExitCode::SUCCESS)
}

fn failure(error: &clap::Error) -> Failure {
    let hint = "“cdf-signin help” shows the commands and their options.";
    if [ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, ErrorKind::MissingSubcommand].contains(&error.kind()) {
        return Failure::new(ErrorCode::Usage, "A command is missing.", hint);
    }
    let text = error.render().to_string();
    // clap's first paragraph says what is wrong; the others repeat the usage.
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let message = paragraph.strip_prefix("error: ").unwrap_or(paragraph);
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    Failure::new(ErrorCode::Usage, format!("{first}{}.", letters.as_str()), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_command_to_be_run_are_its_own() {
        let wants = |line: &str| wants_json(line.split(' ').map(OsString::from));
        assert!(wants("--json run north -- cdf") && wants("run north --json -- cdf"));
        assert!(!wants("run north -- cdf --json"));
    }
}
