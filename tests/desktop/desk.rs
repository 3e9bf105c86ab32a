//! A person at a desktop of their own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use cdf_signin_tests::keyring::{Bus, Keyring};
use cdf_signin_tests::person::PROFILE;
use cdf_signin_tests::{Home, Person, Provider, programs};

use crate::display::Display;
use crate::places;
use crate::processes::NothingLeft;

/// A home, a provider, a screen, a session bus and a keyring that no other test shares. Dropping it ends them all, and
/// fails the test when a process is left.
pub struct Desk {
    /// What its pictures are called.
    pub name: &'static str,
    // They end in this order.
    _display: Display,
    /// None where the system has none.
    pub keyring: Option<Keyring>,
    _bus: Option<Bus>,
    _nothing_left: NothingLeft,
    pub person: Person,
}

impl Desk {
    /// Somebody who has never started the app. Their keyring is unlocked, and the provider signs them in without a page.
    pub fn empty(name: &'static str) -> Self {
        Self::with(name, |home| (Some(Keyring::unlocked(home)), None))
    }

    /// Somebody with the profile `north`.
    pub fn new(name: &'static str) -> Self {
        let desk = Self::empty(name);
        desk.person.add_profile(PROFILE);
        desk
    }

    /// Somebody with the profile `north`, on whose system nothing keeps secrets.
    pub fn without_keyring(name: &'static str) -> Self {
        let desk = Self::with(name, |home| (None, Some(Bus::start(home))));
        desk.person.add_profile(PROFILE);
        desk
    }

    fn with(name: &'static str, secrets: impl FnOnce(&mut Home) -> (Option<Keyring>, Option<Bus>)) -> Self {
        let mut person = Person { home: Home::new(), provider: Provider::start() };
        let nothing_left = NothingLeft::of(person.home.path());
        let (keyring, bus) = secrets(&mut person.home);
        let display = Display::start(&mut person.home);
        Self { name, _display: display, keyring, _bus: bus, _nothing_left: nothing_left, person }
    }

    /// The file with the profiles.
    pub fn profiles_file(&self) -> PathBuf {
        self.person.home.path().join("cdf-signin/profiles.toml")
    }

    /// Gives the person headless Chromium, in which Ingrid picks her account at the provider's page once
    /// [`Desk::pick_the_account`] has let her.
    pub fn use_chromium(&mut self) {
        self.person.provider.set(serde_json::json!({ "auto": null }));
        places::of_ui("playwright-core/index.mjs");
        let program = self.person.home.work("chromium");
        // A path of its own, because $BROWSER is split at spaces, which that of the checkout may have.
        symlink(programs::of_tests("../.dev/demo/browser.mjs"), &program).unwrap();
        let pictures = places::pictures().join(format!("{}-chromium", self.name));
        fs::create_dir_all(&pictures).unwrap();
        let home = &mut self.person.home;
        home.set("BROWSER", program);
        home.set("CHROMIUM", programs::chromium());
        home.set("DEMO_PICTURES", pictures);
        home.set("DEMO_SIGNAL", home.work("may-go-on"));
        home.set("DEMO_BROWSER_LOG", home.work("chromium.log"));
    }

    /// Lets the person in Chromium go on.
    pub fn pick_the_account(&self) {
        fs::write(self.person.home.work("may-go-on"), "").unwrap();
    }

    /// What went wrong in Chromium.
    pub fn chromium_log(&self) -> String {
        fs::read_to_string(self.person.home.work("chromium.log")).unwrap_or_default()
    }
}
