use std::time::Duration;

use cdf_signin_clipboard::hold;
use cdf_signin_engine::local_socket::Client;
use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::session::{self, TokenRequest};
use cdf_signin_engine::{Engine, ErrorCode, Failure, cdf};
use clap::{Args, ValueEnum};
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;
use serde::Serialize;

use crate::terminal::Terminal;
use crate::{choose, shapes, words};

/// Print an access token; never opens a browser
#[derive(Debug, Args)]
pub struct Token {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// How to print it: alone, as an Authorization header, or with its particulars
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// How long it has to last [default: 300, or half a shorter life]
    #[arg(long, value_name = "SECONDS")]
    min_validity: Option<u64>,
    /// Take what is there; do not ask the provider
    #[arg(long)]
    no_refresh: bool,
    /// Copy it instead of printing it; it leaves the clipboard again after a minute
    #[arg(long)]
    copy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Raw,
    Header,
    Json,
}

#[derive(Serialize)]
struct TokenShape<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_at: Option<String>,
    expires_in: u64,
    profile: &'a str,
    project: &'a str,
    base_url: String,
}

#[derive(Serialize)]
struct CopiedShape<'a> {
    profile: &'a str,
    expires_in: u64,
    cleared_in: Option<u64>,
}

impl Token {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if terminal.json && self.format.is_some_and(|format| format != Format::Json) {
            let message = "--json and another --format contradict each other.";
            return Err(Failure::new(ErrorCode::Usage, message, "Leave one of them out."));
        }
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let wanted =
            TokenRequest { min_validity: self.min_validity.map(Duration::from_secs), no_refresh: self.no_refresh };
        let token = token(engine, &profile, wanted).await?;
        let session::Token { access_token, expires_in, expires_at } = &token;
        let secret = access_token.expose_secret();
        let shape = TokenShape {
            access_token: secret,
            token_type: "Bearer",
            expires_at: shapes::moment(*expires_at),
            expires_in: expires_in.as_secs(),
            profile: profile.name.as_str(),
            project: &profile.project,
            base_url: cdf::base_url(&profile),
        };
        let terminal = if self.format == Some(Format::Json) { Terminal { json: true, ..terminal } } else { terminal };
        let start = if self.format == Some(Format::Header) { "Authorization: Bearer " } else { "" };
        if self.copy {
            return copy(engine, terminal, &profile, &token, start);
        }
        terminal.answer(&Zeroizing::new([start, secret, "\n"].concat()), &shape)
    }
}

/// A process of its own serves the text: on X11 and Wayland it would be gone with this one.
fn copy(
    engine: &Engine,
    terminal: Terminal,
    profile: &Profile,
    token: &session::Token,
    start: &str,
) -> Result<(), Failure> {
    let after = engine.clipboard_clear_after()?;
    hold::copy(&Zeroizing::new([start, token.access_token.expose_secret()].concat()), after)?;
    let good = words::duration(token.expires_in);
    let cleared =
        after.map_or_else(String::new, |after| format!(" It leaves the clipboard in {}.", words::duration(after)));
    let shape = CopiedShape {
        profile: profile.name.as_str(),
        expires_in: token.expires_in.as_secs(),
        cleared_in: after.map(|after| after.as_secs()),
    };
    terminal.done(&format!("The token is copied. It is good for {good}.{cleared}"), &shape)
}

/// From a host that runs long, where one answers; else from the vault. Both give the same.
pub(super) async fn token(engine: &Engine, profile: &Profile, wanted: TokenRequest) -> Result<session::Token, Failure> {
    let answered = match Client::connect(engine).await {
        Some(mut host) => host.token(profile, wanted).await,
        None => None,
    };
    match answered {
        Some(answer) => answer,
        None => engine.token(profile, wanted).await,
    }
}
