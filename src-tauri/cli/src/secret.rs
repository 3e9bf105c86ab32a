//! A secret that a person types or a program pipes in: never shown, never an argument.

use std::io::{self, IsTerminal as _, Read as _};

use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::vault::Kept;
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use crate::terminal::Terminal;
use crate::words::{BOLD, WARN, painted, visible};

/// Longer than any provider's.
const LONGEST: u64 = 4096;

/// Reads a secret: at a terminal without showing what is typed, else all of standard input.
pub fn read(terminal: Terminal, what: &str) -> Result<SecretString, Failure> {
    if io::stdin().is_terminal() {
        return ask(terminal, what);
    }
    let mut text = Zeroizing::new(String::with_capacity(8192));
    io::stdin()
        .lock()
        .take(LONGEST + 2)
        .read_to_string(&mut text)
        .map_err(|error| unusable(&format!("The {what} could not be read from standard input: {error}.")))?;
    checked(&text, what)
}

/// Asks the person, without showing what they type.
pub fn ask(terminal: Terminal, what: &str) -> Result<SecretString, Failure> {
    terminal.say(&format!("The {what} (it is not shown): "));
    let typed = rpassword::read_password().map(Zeroizing::new);
    let typed = typed.map_err(|error| unusable(&format!("The {what} could not be read: {error}.")))?;
    checked(&typed, what)
}

fn checked(text: &str, what: &str) -> Result<SecretString, Failure> {
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.trim().is_empty() {
        return Err(unusable(&format!("No {what} came.")));
    }
    if secret.len() as u64 > LONGEST || secret.chars().any(char::is_control) {
        return Err(unusable(&format!("What came is no {what}: it is one line of {LONGEST} characters at most.")));
    }
    Ok(secret.into())
}

fn unusable(what: &str) -> Failure {
    Failure::new(ErrorCode::Usage, what, "Pipe it into standard input, or type it at a terminal.")
}

/// Says once that others can read the application's key.
pub fn say_if_exposed(engine: &Engine, terminal: Terminal, profile: &Profile) {
    if let Some(file) = engine.exposed_key_file(profile) {
        let file = visible(&file.display().to_string());
        terminal.say(&format!(
            "{} Others on this machine can read {file}, which holds the application's key.\n{} chmod 600 {file}\n",
            painted(WARN, "note:"),
            painted(BOLD, "hint:")
        ));
    }
}

/// Says where a secret did not go.
pub fn say_if_lost(terminal: Terminal, kept: &Kept, variable: &str) {
    let why = match kept {
        Kept::OnDisk => return,
        Kept::InMemory => "CDF_SIGNIN_VAULT=memory keeps nothing".to_owned(),
        Kept::InMemoryBecause(error) => error.to_string(),
    };
    terminal.say(&format!(
        "{} It is not kept, because {why}.\n{} Give it with each command instead: {variable}\n",
        painted(WARN, "note:"),
        painted(BOLD, "hint:")
    ));
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn one_line_without_its_end() {
        assert_eq!(checked(" a b~ø \r\n", "client secret").unwrap().expose_secret(), " a b~ø ");
        let long = "x".repeat(5000);
        for bad in ["", "\n", "  \n", "a\nb", "a\tb", "\u{1b}[2J", long.as_str()] {
            assert_eq!(checked(bad, "client secret").unwrap_err().code, ErrorCode::Usage, "{bad}");
        }
    }
}
