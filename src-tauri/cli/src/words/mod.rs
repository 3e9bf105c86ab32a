//! Things in words, as people see them on a terminal.

mod failure;
mod found;
pub mod hand_off;

use std::time::Duration;

use anstyle::{AnsiColor, Style};
use cdf_signin_engine::profile::ProfileDraft;
use cdf_signin_engine::session::Account;

pub use failure::failure;
pub use found::found;

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const GOOD: Style = AnsiColor::Green.on_default();
pub const WARN: Style = AnsiColor::Yellow.on_default();
pub const BAD: Style = AnsiColor::Red.on_default();

pub const NO_PROFILE: &str = "There is no profile yet. How to add one: cdf-signin profile add --help\n";

pub fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Text that others chose, without what a terminal would obey.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// `58 min`, `1 h 4 min`, `45 s`.
pub fn duration(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3600 => format!("{} min", seconds / 60),
        seconds => match (seconds / 3600, seconds % 3600 / 60) {
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        },
    }
}

/// `north-prod · westeurope-1`.
pub fn place(draft: &ProfileDraft) -> String {
    let parts = [draft.project.trim(), draft.cluster.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// `Ingrid Solberg (ingrid.solberg@north.example)`.
pub fn account(account: &Account) -> String {
    let text = match (&account.name, &account.username) {
        (Some(name), Some(username)) => format!("{name} ({username})"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => match &account.application {
            Some(client_id) => format!("The application {client_id}"),
            None => "an account without a name".to_owned(),
        },
    };
    visible(&text)
}

/// `bind = "0.0.0.0"`.
pub fn exposed_endpoint() -> String {
    format!(
        "{} Everybody who reaches this machine reaches the token endpoint, and what it sends is not encrypted.\n{} Write the address of one of this machine's own networks as bind under [token_endpoint] in profiles.toml.\n",
        painted(WARN, "note:"),
        painted(BOLD, "hint:")
    )
}

/// Somebody else than the one that was meant is signed in.
pub fn another_account(expected: &str) -> String {
    format!("That is another account than {}. To change that, sign in with --login-hint.", visible(expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_short_and_rounds_down() {
        let said = |seconds| duration(Duration::from_secs(seconds));
        assert_eq!(
            [said(0), said(59), said(60), said(3599), said(3600), said(3840), said(7200)],
            ["0 s", "59 s", "1 min", "59 min", "1 h", "1 h 4 min", "2 h"]
        );
    }

    #[test]
    fn a_name_gives_the_terminal_no_order() {
        let name = Account { name: Some("Eve\u{1b}[2J\r\n".into()), ..Account::default() };
        assert!(!account(&name).chars().any(char::is_control));
    }
}
