mod files;

use anstyle::Style;
use cdf_signin_engine::hand_off::HandOffStatus;
use cdf_signin_engine::local_socket::Client;
use cdf_signin_engine::profile::{Entry, Profile, Profiles};
use cdf_signin_engine::session::{self, State};
use cdf_signin_engine::vault::VaultKind;
use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use crate::shapes::{FileShape, ProfileStatusShape, StatusShape};
use crate::table::{Cell, table};
use crate::terminal::Terminal;
use crate::words::{self, BAD, DIM, GOOD, WARN, painted};
use crate::{advice, choose};

/// Show who is signed in, and for how long
#[derive(Debug, Args)]
pub struct Status {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// All profiles
    #[arg(long, conflicts_with = "name")]
    all: bool,
}

/// What is known of one profile of the book.
struct Standing {
    entry: Entry,
    /// The profile's own mistakes, where nothing can be known of its sign-in.
    status: Result<session::Status, Failure>,
    files: Vec<HandOffStatus>,
}

impl Status {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        if self.all {
            let standings = standings(engine, engine.profiles()?).await;
            say_particulars(terminal, &standings);
            say_if_exposed(terminal, engine, &standings);
            let shapes: Vec<_> = standings.iter().map(shape).collect();
            return terminal.answer(&drawn(&standings), &shapes);
        }
        let profile = choose::profile(engine, terminal, self.name.as_deref())?;
        let status = Statuses::of(engine).await.of_profile(&profile).await;
        let files = files::of(engine, &engine.profiles()?, profile.name.as_str(), Some(&status)).await;
        let entry = engine.entry(profile.name.as_str())?;
        let standings = [Standing { entry, status: Ok(status), files }];
        say_particulars(terminal, &standings);
        say_if_exposed(terminal, engine, &standings);
        terminal.answer(&drawn(&standings), &shape(&standings[0]))
    }
}

/// From a host that runs long, where one answers; else from the vault.
struct Statuses<'a> {
    engine: &'a Engine,
    host: Option<Client>,
}

impl<'a> Statuses<'a> {
    async fn of(engine: &'a Engine) -> Self {
        Self { engine, host: Client::connect(engine).await }
    }

    async fn of_profile(&mut self, profile: &Profile) -> session::Status {
        if let Some(host) = &mut self.host {
            match host.status(profile).await {
                Some(status) => return status,
                // One that does not answer is not asked for the next profile.
                None => self.host = None,
            }
        }
        self.engine.status(profile).await
    }
}

async fn standings(engine: &Engine, profiles: Profiles) -> Vec<Standing> {
    let mut standings = Vec::new();
    let mut statuses = Statuses::of(engine).await;
    for entry in &profiles.entries {
        let status = match &entry.profile {
            Ok(profile) => Ok(statuses.of_profile(profile).await),
            Err(_) => Err(engine.profile(Some(&entry.draft.name)).err().unwrap_or_else(|| changed_meanwhile(entry))),
        };
        let files = files::of(engine, &profiles, &entry.draft.name, status.as_ref().ok()).await;
        standings.push(Standing { entry: entry.clone(), status, files });
    }
    standings
}

fn changed_meanwhile(entry: &Entry) -> Failure {
    use cdf_signin_engine::ErrorCode::ProfileInvalid;
    let message = format!("The profile “{}” was changed just now.", entry.draft.name);
    Failure::new(ProfileInvalid, message, "Ask once more.")
}

fn shape(standing: &Standing) -> ProfileStatusShape<'_> {
    let name = &standing.entry.draft.name;
    let status = match &standing.status {
        Ok(status) => StatusShape::new(name, status),
        Err(problem) => StatusShape::signed_out(name, Some(problem)),
    };
    ProfileStatusShape { status, files: standing.files.iter().map(FileShape::from).collect() }
}

fn drawn(standings: &[Standing]) -> String {
    if standings.is_empty() {
        return String::new();
    }
    let rows = standings.iter().map(row).collect();
    let profiles = table(["STATE", "PROFILE", "ACCOUNT", "PROJECT · CLUSTER", "TIME LEFT"], rows);
    let files =
        standings.iter().flat_map(|standing| standing.files.iter().map(|file| (&*standing.entry.draft.name, file)));
    profiles + &files::drawn(files)
}

fn row(standing: &Standing) -> [Cell; 5] {
    let plain = Style::new();
    let draft = &standing.entry.draft;
    let status = standing.status.as_ref().ok();
    let account = status.and_then(|status| status.account.as_ref());
    let who = account
        .and_then(|account| account.username.as_ref().or(account.name.as_ref()).or(account.application.as_ref()));
    let left = status.filter(|status| status.state == State::SignedIn).and_then(|status| status.expires_in);
    [
        state(standing),
        (words::BOLD, draft.name.clone()),
        (plain, who.cloned().unwrap_or_default()),
        (DIM, words::place(draft)),
        (plain, left.map(words::duration).unwrap_or_default()),
    ]
}

/// A shape first, a colour second, words third.
fn state(standing: &Standing) -> Cell {
    let Ok(status) = &standing.status else { return (BAD, "✗ to mend".into()) };
    match (status.state, status.refreshable) {
        (State::SignedIn, _) => (GOOD, "● signed in".into()),
        (State::SigningIn, _) => (WARN, "◔ signing in".into()),
        (State::Expired, true) => (WARN, "◐ renews when asked".into()),
        (State::Expired, false) => (WARN, "◌ expired".into()),
        (State::NeedsSignIn, _) => (BAD, "▲ needs you".into()),
        (State::SignedOut, _) => (DIM, "○ signed out".into()),
    }
}

/// An endpoint that the whole network reaches is said each time.
fn say_if_exposed(terminal: Terminal, engine: &Engine, standings: &[Standing]) {
    let is_on = standings.iter().any(|standing| standing.entry.token_endpoint);
    if is_on && engine.profiles().is_ok_and(|book| book.token_endpoint.is_ok_and(|settings| settings.is_exposed())) {
        terminal.say(&words::exposed_endpoint());
    }
}

/// What does not fit a table: where the key is, when that is no keyring, and what went wrong last.
fn say_particulars(terminal: Terminal, standings: &[Standing]) {
    match VaultKind::from_environment() {
        Ok(VaultKind::File) => {
            terminal.say("The key to the sign-ins is in a file, not in the keyring (CDF_SIGNIN_VAULT=file).\n");
        }
        Ok(VaultKind::Memory) => terminal.say("Sign-ins end with each command (CDF_SIGNIN_VAULT=memory).\n"),
        Ok(VaultKind::Keyring) | Err(_) => {}
    }
    if standings.is_empty() {
        terminal.say(words::NO_PROFILE);
    }
    for standing in standings {
        let expected = standing.status.as_ref().ok().and_then(|status| status.expected_account.as_deref());
        if let Some(expected) = expected {
            let name = painted(words::BOLD, &words::visible(&standing.entry.draft.name));
            terminal.say(&format!("{name}: {}\n", words::another_account(expected)));
        }
        let failure = match &standing.status {
            Ok(status) => status.last_error.as_ref(),
            Err(failure) => Some(failure),
        };
        for failure in failure.into_iter().chain(standing.files.iter().filter_map(|file| file.failure.as_ref())) {
            let name = painted(words::BOLD, &words::visible(&standing.entry.draft.name));
            let said = format!("{} {}", failure.message, advice::hint(failure));
            terminal.say(&format!("{name}: {}\n", words::visible(&said)));
        }
    }
}
