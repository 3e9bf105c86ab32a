use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::session::SignOutPage;
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use super::login::can_show_browser;
use crate::choose;
use crate::shapes::LogoutShape;
use crate::terminal::Terminal;
use crate::words::visible;

/// Forget a sign-in on this computer
#[derive(Debug, Args)]
pub struct Logout {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// All profiles
    #[arg(long, conflicts_with = "name")]
    all: bool,
    /// Open the provider's sign-out page too, which ends the sign-in in your browser
    #[arg(long)]
    provider: bool,
    /// Show that page's address instead of opening a browser
    #[arg(long, requires = "provider")]
    no_browser: bool,
}

/// One profile, and where its person signs out at the provider; nowhere, where nobody asked for that.
struct SignedOut {
    name: String,
    outcome: Result<Option<(Profile, SignOutPage)>, Failure>,
}

impl Logout {
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let mut signed_out = Vec::new();
        for name in self.names(engine, terminal)? {
            let outcome = self.sign_out(engine, &name).await;
            signed_out.push(SignedOut { name, outcome });
        }
        self.show_pages(engine, terminal, &signed_out).await;
        // One that could not be signed out keeps none of the others signed in.
        if let Some(failure) = signed_out.iter().find_map(|one| one.outcome.as_ref().err()) {
            return Err(failure.clone());
        }
        let shapes: Vec<_> = signed_out.iter().map(SignedOut::shape).collect();
        match shapes.as_slice() {
            [one] if !self.all => {
                terminal.done(&format!("You are signed out of {}.", visible(&signed_out[0].name)), one)
            }
            all => terminal.done("You are signed out everywhere.", &all),
        }
    }

    fn names(&self, engine: &Engine, terminal: Terminal) -> Result<Vec<String>, Failure> {
        if self.all {
            return Ok(engine.profiles()?.entries.into_iter().map(|entry| entry.draft.name).collect());
        }
        Ok(vec![match self.name.as_deref() {
            Some(name) => stored(engine, name)?,
            None => choose::profile(engine, terminal, None)?.name.as_str().to_owned(),
        }])
    }

    async fn sign_out(&self, engine: &Engine, name: &str) -> Result<Option<(Profile, SignOutPage)>, Failure> {
        if !self.provider {
            return engine.sign_out(name).await.map(|()| None);
        }
        match engine.profile(Some(name)) {
            Ok(profile) => engine.sign_out_at_provider(&profile).await.map(|page| Some((profile, page))),
            // Where a field is wrong, or the whole file, the session is forgotten all the same.
            Err(failure) => engine.sign_out(name).await.and(Err(failure)),
        }
    }

    /// Profiles of one account have one page: shown once.
    async fn show_pages(&self, engine: &Engine, terminal: Terminal, signed_out: &[SignedOut]) {
        let mut shown: Vec<&SignOutPage> = Vec::new();
        for (profile, page) in signed_out.iter().filter_map(SignedOut::page) {
            if shown.contains(&page) {
                continue;
            }
            shown.push(page);
            let may_open = !self.no_browser && can_show_browser(profile);
            let words = if may_open && engine.open_sign_out_page(profile, page).await {
                "Your browser opens the provider's sign-out page. No page in sight? Open this address yourself:"
            } else {
                "Open this address in a browser to sign out at the provider too:"
            };
            terminal.say(&format!("{words}\n\n  {}\n\n", page.address));
        }
    }
}

impl SignedOut {
    fn page(&self) -> Option<&(Profile, SignOutPage)> {
        self.outcome.as_ref().ok()?.as_ref()
    }

    fn shape(&self) -> LogoutShape<'_> {
        LogoutShape::new(&self.name, self.page().map(|(_, page)| page.address.as_str()))
    }
}

/// The name as it stands in the book. With a book that cannot be read the name is taken as it was typed: what was
/// signed in can be signed out all the same.
fn stored(engine: &Engine, name: &str) -> Result<String, Failure> {
    match engine.entry(name) {
        Ok(entry) => Ok(entry.draft.name),
        Err(failure) if failure.code == ErrorCode::ProfileNotFound => Err(failure),
        Err(_) => Ok(name.to_owned()),
    }
}
