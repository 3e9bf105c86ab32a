use std::process::{Command, Stdio};

use oauth2::url::Url;

use crate::ports::{Browser, BrowserError};

/// The person's browser: the profile's command, else `$BROWSER`, else the system's choice.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &Url, command: Option<&str>) -> Result<(), BrowserError> {
        let from_environment = std::env::var("BROWSER").ok().filter(|command| !command.trim().is_empty());
        match command.map(str::to_owned).or(from_environment) {
            Some(command) => start(&command, address),
            None => webbrowser::open(address.as_str()).map_err(|error| BrowserError(error.to_string())),
        }
    }
}

/// Starts `command` with the address as its last argument, or in place of `%s`. No shell sees the address.
fn start(command: &str, address: &Url) -> Result<(), BrowserError> {
    let mut words: Vec<String> = command.split_whitespace().map(|word| word.replace("%s", address.as_str())).collect();
    if !command.contains("%s") {
        words.push(address.to_string());
    }
    let started = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|error| BrowserError(format!("{}: {error}", words[0])))?;
    // Nobody waits for a browser, but an ended child must not stay a zombie for as long as the app runs.
    std::thread::spawn(move || child.wait());
    Ok(())
}
