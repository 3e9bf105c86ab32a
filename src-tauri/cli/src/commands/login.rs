use std::sync::Mutex;
use std::time::Duration;

use cdf_signin_engine::profile::{Flow, Profile};
use cdf_signin_engine::session::Status;
use cdf_signin_engine::sign_in::{Progress, SignInOptions, Waiting};
use cdf_signin_engine::vault::Kept;
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;
use tokio::sync::mpsc;

use super::device_code::{self, Screen};
use super::paste;
use crate::choose;
use crate::secret;
use crate::shapes::StatusShape;
use crate::terminal::Terminal;
use crate::words::{self, BOLD, WARN, painted};

/// A day: nobody waits longer, and every clock can count that far.
const LONGEST: u64 = 24 * 60 * 60;

/// Sign in, in your browser or in the profile's own way
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Login {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// Sign in with a code that you enter in a browser anywhere, whatever the profile's own way
    #[arg(long, conflicts_with = "browser")]
    device_code: bool,
    /// Sign in with the browser, whatever the profile's own way
    #[arg(long)]
    browser: bool,
    /// Show the address instead of opening a browser, and take the final address on standard input
    #[arg(long)]
    no_browser: bool,
    /// Choose among your accounts, whoever is signed in in the browser
    #[arg(long)]
    select_account: bool,
    /// How long to wait for you [default: 300, or as long as a device code lasts]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    timeout: Option<u64>,
    /// Account to suggest this time, instead of the profile's
    #[arg(long = "login-hint", value_name = "USERNAME", conflicts_with = "select_account")]
    suggested: Option<String>,
}

impl Login {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let mut options = SignInOptions {
            no_browser: self.no_browser || !can_show_browser(&profile),
            select_account: self.select_account,
            timeout: self.timeout.map(Duration::from_secs),
            flow: self.flow(),
            login_hint: self.suggested.clone(),
            ..SignInOptions::default()
        };
        secret::say_if_exposed(engine, terminal, &profile);
        let kept = match signed_in(engine, terminal, &profile, &options).await {
            Err(failure) if let Some(what) = missing_secret(&failure, terminal) => {
                options.secret = Some(secret::ask(terminal, what)?);
                signed_in(engine, terminal, &profile, &options).await?
            }
            kept => kept?,
        };
        let status = engine.status(&profile).await;
        if let Some(account) = &status.account {
            let left = status.expires_in.map(words::duration).unwrap_or_default();
            let is_renewed = status.refreshable && status.kept;
            let renewal = if is_renewed { "; “cdf-signin token” renews it" } else { "" };
            let who = painted(BOLD, &words::account(account));
            terminal
                .say(&format!("{who} is signed in to {}. The token is good for {left}{renewal}.\n", profile.project));
        }
        say_if_another(terminal, &status, self.suggested.as_deref());
        say_if_lost(terminal, &kept, &profile);
        terminal.answer("", &StatusShape::new(profile.name.as_str(), &status))
    }

    /// The way that was asked for this once.
    fn flow(&self) -> Option<Flow> {
        match (self.device_code, self.browser) {
            (true, _) => Some(Flow::DeviceCode),
            (_, true) => Some(Flow::Browser),
            _ => None,
        }
    }
}

/// Goes through the sign-in with the person.
async fn signed_in(
    engine: &Engine,
    terminal: Terminal,
    profile: &Profile,
    options: &SignInOptions,
) -> Result<Kept, Failure> {
    let (sender, pasted) = mpsc::channel(1);
    let sender = Mutex::new(Some(sender));
    let screen = Screen::default();
    let enter_opens = terminal.has_person() && !options.no_browser;
    let (enter_pressed, mut enter) = mpsc::channel(1);
    let enter_pressed = Mutex::new(Some(enter_pressed).filter(|_| enter_opens));
    let progress = |step: &Progress| {
        terminal.say(&words_for(step, profile, options));
        if let Progress::WaitingForDevice(waiting) = step {
            screen.show(terminal, profile, waiting, enter_opens);
            if let Some(sender) = enter_pressed.lock().ok().and_then(|mut sender| sender.take()) {
                device_code::hear_enter(sender);
            }
        }
        if let Progress::WaitingForBrowser(waiting) = step
            && let Some(sender) = sender.lock().ok().and_then(|mut sender| sender.take())
            && !waiting.browser_opened
        {
            paste::read(terminal, waiting.clone(), sender);
        }
    };
    let mut sign_in = std::pin::pin!(engine.sign_in(profile, options, Some(pasted), &progress));
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    let outcome = loop {
        tokio::select! {
            // In this order: who sees the address may press Ctrl+C, so that has to be heard before it is printed.
            biased;
            _ = &mut interrupted => break Err(cancelled(terminal)),
            outcome = &mut sign_in => break outcome,
            Some(()) = enter.recv() => engine.open_sign_in_page(profile),
            _ = seconds.tick() => screen.count_down(terminal),
        }
    };
    screen.end(terminal);
    outcome
}

/// What a person who is there can be asked for.
fn missing_secret(failure: &Failure, terminal: Terminal) -> Option<&'static str> {
    let what = match failure.field.as_deref() {
        Some("client_secret") => "client secret",
        Some("certificate_password") => "certificate’s password",
        _ => return None,
    };
    (failure.code == ErrorCode::SignInRequired && terminal.has_person()).then_some(what)
}

/// Elsewhere there is always a desktop; on Unix there may be none, and then an opener fails late or hangs.
pub fn can_show_browser(profile: &Profile) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos"))
        || profile.browser.is_some()
        || ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(is_set)
}

fn words_for(step: &Progress, profile: &Profile, options: &SignInOptions) -> String {
    match step {
        Progress::OpeningBrowser(_) if options.no_browser => String::new(),
        Progress::OpeningBrowser(_) => {
            format!("Your browser opens to sign in to {} ({}).\n", words::visible(profile.title()), profile.project)
        }
        Progress::WaitingForBrowser(Waiting { address, browser_opened: true, .. }) => {
            format!("Finish signing in there. No page in sight? Open this address yourself:\n\n  {address}\n\n")
        }
        Progress::WaitingForBrowser(Waiting { address, redirect_uri, .. }) => format!(
            "Open this address in a browser to sign in to {} ({}):\n\n  {address}\n\n\
             If that browser is on another machine, its last page ({redirect_uri}/…) stays empty:\n\
             copy that page's address, paste it here and press Enter.\n",
            words::visible(profile.title()),
            profile.project
        ),
        Progress::WaitingForDevice(_) | Progress::AskingForToken => String::new(),
        Progress::RedeemingCode(_) => "Your browser is done. The token is on its way.\n".to_owned(),
    }
}

fn cancelled(terminal: Terminal) -> Failure {
    if !terminal.json {
        // Behind the ^C that the terminal shows.
        terminal.say("\n");
    }
    Failure::new(ErrorCode::Cancelled, "You cancelled the sign-in.", "Sign in again whenever you want.")
}

/// That somebody else came back than was suggested is no mistake, but may be one.
fn say_if_another(terminal: Terminal, status: &Status, suggested: Option<&str>) {
    let username = status.account.as_ref().and_then(|account| account.username.as_deref());
    let is_other = |name: &&str| username.is_some_and(|username| !username.eq_ignore_ascii_case(name));
    let expected = suggested.filter(is_other).or(status.expected_account.as_deref().filter(|_| suggested.is_none()));
    if let Some(expected) = expected {
        let text = words::another_account(expected);
        terminal.say(&format!("{} {text}\n", painted(WARN, "note:")));
    }
}

fn say_if_lost(terminal: Terminal, kept: &Kept, profile: &Profile) {
    let (why, hint) = match kept {
        Kept::OnDisk => return,
        Kept::InMemory => (
            "CDF_SIGNIN_VAULT=memory keeps nothing: this sign-in ends with this command.".to_owned(),
            "Leave that variable out to keep sign-ins in the keyring.".to_owned(),
        ),
        Kept::InMemoryBecause(error) => (
            format!("This sign-in ends with this command, because {error}."),
            format!("Keep it in files instead: CDF_SIGNIN_VAULT=file cdf-signin login {}", profile.name),
        ),
    };
    terminal.say(&format!("{} {why}\n{} {hint}\n", painted(WARN, "note:"), painted(BOLD, "hint:")));
}
