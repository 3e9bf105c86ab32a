use std::time::{Duration, SystemTime};

use anstyle::Style;
use cdf_signin_engine::token_endpoint::{Asked, EndpointClient, EndpointStatus, Outcome};
use cdf_signin_engine::{Engine, Failure};
use clap::{Args, ValueEnum};
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;

use crate::shapes::EndpointShape;
use crate::table::{Cell, table};
use crate::terminal::Terminal;
use crate::words::{self, BAD, DIM, GOOD, WARN, painted, visible};
use crate::{advice, choose};

/// Let tools that know OAuth alone ask for tokens on this machine, and show who did
#[derive(Debug, Args)]
#[command(after_help = ENDPOINT)]
pub struct Endpoint {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// Switch its endpoint on or off
    #[arg(value_enum)]
    switch: Option<Switch>,
    /// Give it another secret: files with the old one no longer work
    #[arg(long)]
    new_secret: bool,
    /// Print the secret too
    #[arg(long)]
    show_secret: bool,
}

const ENDPOINT: &str = "\
It answers while the app or “cdf-signin agent” runs. Files for tools that ask it:
  cdf-signin write NAME --format endpoint-dotenv --to .env     (Cognite Toolkit)
  cdf-signin write NAME --format endpoint-json --to FILE       (Python SDK 8)
  cdf-signin write NAME --format endpoint-env --to FILE        (Rust SDK)";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Endpoint {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        // “endpoint on” switches the default profile's.
        let (name, switch) = match (self.name.as_deref(), self.switch) {
            (Some(word), None) if Switch::from_str(word, false).is_ok() => (None, Switch::from_str(word, false).ok()),
            other => other,
        };
        let name = choose::entry(engine, terminal, name)?.draft.name;
        if let Some(switch) = switch {
            engine.switch_endpoint(&name, switch == Switch::On).await?;
        }
        if self.new_secret {
            engine.renew_endpoint_secret(&name).await?;
        }
        let status = engine.endpoint(&name).await?;
        let client = if self.show_secret { Some(engine.endpoint_client(&name).await?) } else { None };
        if self.new_secret && !terminal.json {
            terminal.say("The endpoint has another secret now, and so have the files that stay with the profile. Write others anew.\n");
        }
        say_particulars(terminal, &name, &status);
        let now = SystemTime::now();
        terminal
            .answer(&drawn(&name, &status, client.as_ref(), now), &EndpointShape::new(&name, &status, client.as_ref()))
    }
}

fn drawn(name: &str, status: &EndpointStatus, client: Option<&EndpointClient>, now: SystemTime) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(16 * 1024));
    let (style, state) = match (status.is_on, status.is_answering) {
        (true, true) => (GOOD, "● on"),
        (true, false) => (WARN, "◌ on, nobody answers"),
        (false, _) => (DIM, "○ off"),
    };
    let mut line = |name: &str, value: &str| {
        for part in [&painted(DIM, &format!("{name:14}")), value, "\n"] {
            text.push_str(part);
        }
    };
    line("endpoint", &painted(style, state));
    for (name, address) in [("address", &status.address), ("for guests", &status.address_for_guests)] {
        if let Some(address) = address {
            line(name, &visible(address));
        }
    }
    line("client ID", &visible(name));
    if let Some(client) = client {
        line("client secret", client.client_secret.expose_secret());
    }
    if !status.asked.is_empty() {
        text.push('\n');
        text.push_str(&table(
            ["WHEN", "OUTCOME", "PROGRAM"],
            status.asked.iter().map(|asked| row(asked, now)).collect(),
        ));
    }
    text
}

fn row(asked: &Asked, now: SystemTime) -> [Cell; 3] {
    let age = now.duration_since(asked.at).unwrap_or(Duration::ZERO);
    let (style, outcome) = match asked.outcome {
        Outcome::Granted => (GOOD, "got a token"),
        Outcome::WrongSecret => (BAD, "wrong secret"),
        Outcome::SlowedDown => (WARN, "too often"),
        Outcome::WebPage => (BAD, "a web page, refused"),
        Outcome::NotUnderstood => (WARN, "not understood"),
        Outcome::NoToken => (WARN, "no token to be had"),
    };
    let program = [&asked.program, &asked.user_agent].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    [(DIM, format!("{} ago", words::duration(age))), (style, outcome.to_owned()), (Style::new(), program)]
}

/// What a person may have to do.
fn say_particulars(terminal: Terminal, name: &str, status: &EndpointStatus) {
    let name = visible(name);
    let note = painted(WARN, "note:");
    if let Some(failure) = &status.failure {
        terminal.say(&format!("{note} {} {}\n", visible(&failure.message), visible(&advice::hint(failure))));
    }
    if status.is_exposed && status.is_on {
        terminal.say(&words::exposed_endpoint());
    }
    if !status.is_on {
        terminal.say(&format!("Switch it on: cdf-signin endpoint {name} on\n"));
    } else if !status.is_answering && status.failure.is_none() {
        terminal.say("It answers while the app runs, or an agent: cdf-signin agent --detach\n");
    }
}
