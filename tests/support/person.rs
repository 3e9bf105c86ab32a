//! A person with a profile, and the provider they sign in at.

use std::io::{self, ErrorKind};
use std::iter;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use crate::browser::Browser;
use crate::cli::{Cli, Output};
use crate::home::Home;
use crate::provider::Provider;

/// The profile that most tests use.
pub const PROFILE: &str = "north";

/// A person, their home and their provider.
pub struct Person {
    /// Their files and programs.
    pub home: Home,
    /// Their organisation's.
    pub provider: Provider,
}

impl Person {
    /// Somebody with the profile `north` and nothing else, at a provider that signs them in without a page.
    pub fn new() -> Self {
        Self::living_in(Home::new(), Provider::start())
    }

    /// The same in a home that is there already.
    pub fn living_in(home: Home, provider: Provider) -> Self {
        let person = Self { home, provider };
        person.add_profile(PROFILE);
        person
    }

    /// Somebody who has signed in.
    pub fn signed_in() -> Self {
        let person = Self::new();
        person.login();
        person
    }

    /// Adds a profile of the provider's tenant and application. It prefers a port of its own, so that tests which run
    /// at the same time do not meet at 53000.
    pub fn add_profile(&self, name: &str) {
        let port = free_port().to_string();
        self.profile_command("add", name).arg("--redirect-port").arg(port).run().done().json();
    }

    /// `profile add` (or `edit`) with everything but the port.
    pub fn profile_command(&self, verb: &str, name: &str) -> Cli {
        self.profile_command_for(verb, name, &self.provider.client_id)
    }

    /// The same for any application of the provider's.
    pub fn profile_command_for(&self, verb: &str, name: &str, client_id: &str) -> Cli {
        let Provider { authority, cdf, tenant_id, .. } = &self.provider;
        self.cli(&format!(
            "profile {verb} {name} --json --tenant-id {tenant_id} --client-id {client_id} \
             --cluster westeurope-1 --project north-prod --authority {authority} --base-url {cdf}"
        ))
    }

    /// A command of the command line, as one would type it.
    pub fn cli(&self, words: &str) -> Cli {
        self.home.cli(words)
    }

    /// Runs a command and expects it to work.
    #[track_caller]
    pub fn does(&self, words: &str) -> Output {
        self.cli(words).run().done()
    }

    /// Signs in with the browser.
    #[track_caller]
    pub fn login(&self) {
        self.does("login north");
    }

    /// Signs in at another window of the browser: for a test that looks at the addresses on the way.
    /// Answers with the address that the app is waiting for, and the process that waits.
    pub fn login_up_to_the_callback(&self, options: &str) -> (String, crate::Running) {
        let mut login = self.cli(&format!("login north --no-browser {options}")).start();
        let address = login.sign_in_address();
        (Browser::default().callback(&address), login)
    }

    /// `token`, which has to work.
    #[track_caller]
    pub fn token(&self) -> String {
        self.does("token north").stdout.trim_end().to_owned()
    }

    /// A token that no token of this provider is good enough for: the provider is asked every time.
    pub fn refreshed_token(&self) -> Cli {
        self.cli("token north --json --min-validity 999999")
    }

    /// `status` of the profile.
    #[track_caller]
    pub fn status(&self) -> Value {
        self.status_of(PROFILE)
    }

    /// `status` of any profile.
    #[track_caller]
    pub fn status_of(&self, name: &str) -> Value {
        self.does(&format!("status {name} --json")).json()
    }

    /// The state alone.
    #[track_caller]
    pub fn state(&self) -> String {
        self.status()["state"].as_str().expect("a state").to_owned()
    }

    /// Signs in so that the access token has expired already, and waits until it has.
    pub fn sign_in_until_expired(&self) {
        self.provider.set(serde_json::json!({ "expires_in": 1 }));
        self.login();
        self.provider.set(serde_json::json!({ "expires_in": 3600 }));
        crate::wait::until_true("the token's end", || self.state() == "expired");
    }
}

impl Default for Person {
    fn default() -> Self {
        Self::new()
    }
}

/// A port that is free on both loopback addresses, and no other test's. It is below those that the system deals out to
/// whoever asks for any.
pub fn free_port() -> u16 {
    const FIRST: u32 = 20_000;
    const COUNT: u32 = 12_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let is_taken = |answer: io::Result<TcpListener>| answer.is_err_and(|error| error.kind() == ErrorKind::AddrInUse);
    let is_free = |port: &u16| {
        !is_taken(TcpListener::bind((Ipv4Addr::LOCALHOST, *port)))
            && !is_taken(TcpListener::bind((Ipv6Addr::LOCALHOST, *port)))
    };
    let start = std::process::id().wrapping_mul(97);
    iter::repeat_with(|| FIRST + start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT)
        .filter_map(|port| u16::try_from(port).ok())
        .find(is_free)
        .unwrap()
}
