//! A doctor for one profile: looks at everything a sign-in and a token need, one step after the other, and says of each
//! how it is and what to do next. Changes nothing, and never opens a browser.

mod clock;
mod files;
mod network;
mod profile;
mod project;
mod provider;
mod redirect_port;
mod report;
#[cfg(test)]
mod tests;
mod token;
mod vault;
mod words;

pub use report::{Fact, Outcome, Report, Step, StepId};

use crate::cdf::Access;
use crate::failure::Failure;
use crate::profile::{Entry, Profile};
use crate::session::{Sessions, Token};

/// How far a check is.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// This is being looked at now.
    Begins(StepId),
    /// This was looked at.
    Done(&'a Step),
}

/// Who hears of each step.
pub type Hear<'a> = &'a (dyn Fn(Progress<'_>) + Send + Sync);

/// A check under way. Dropping its future ends it.
struct Checkup<'a> {
    sessions: &'a Sessions,
    entry: &'a Entry,
    hear: Hear<'a>,
    report: Report,
}

/// Looks at a profile as it stands in the book, right or not.
pub(crate) async fn check(sessions: &Sessions, entry: &Entry, hear: Hear<'_>) -> Report {
    let report = Report { profile: entry.draft.name.clone(), steps: Vec::new(), access: None };
    let mut checkup = Checkup { sessions, entry, hear, report };
    checkup.run().await;
    checkup.report
}

/// What a token may do at CDF now.
pub(crate) async fn access(sessions: &Sessions, profile: &Profile, token: &Token) -> Result<Access, Failure> {
    project::access_now(&sessions.http, profile, &token.access_token).await
}

impl Checkup<'_> {
    async fn run(&mut self) {
        let (entry, sessions) = (self.entry, self.sessions);
        self.take(StepId::Profile, async { profile::step(entry) }).await;
        let profile = entry.profile.as_ref().ok();
        if let Some(profile) = profile {
            self.take_if(
                redirect_port::is_needed(profile),
                StepId::RedirectPort,
                redirect_port::step(sessions, profile),
            )
            .await;
        }
        let vault = self.take(StepId::Vault, vault::step(&sessions.vault)).await;
        let Some(profile) = profile else {
            for id in
                [StepId::Network, StepId::Clock, StepId::Provider, StepId::Token, StepId::Cluster, StepId::Project]
            {
                self.skip(id, "the profile is not complete");
            }
            return self.look_at_files(None).await;
        };
        self.look_at_the_provider(profile).await;
        let token = self.look_at_the_token(profile, vault).await;
        self.look_at_cdf(profile, token.as_ref()).await;
        self.look_at_files(token.as_ref()).await;
    }

    async fn look_at_the_provider(&mut self, profile: &Profile) {
        let sessions = self.sessions;
        self.hear(Progress::Begins(StepId::Network));
        let reached = network::reach(&sessions.http, sessions.clock.as_ref(), profile).await;
        let way = self.done(network::step(profile, &reached));
        if way == Outcome::Failed {
            self.skip(StepId::Clock, "the provider did not answer");
            return self.skip(StepId::Provider, "the provider did not answer");
        }
        self.take(StepId::Clock, async { clock::step(&reached) }).await;
        self.take(StepId::Provider, provider::step(&sessions.http, profile)).await;
    }

    async fn look_at_the_token(&mut self, profile: &Profile, vault: Outcome) -> Option<Token> {
        self.hear(Progress::Begins(StepId::Token));
        let (step, token) = token::step(self.sessions, profile, vault).await;
        self.done(step);
        token
    }

    async fn look_at_cdf(&mut self, profile: &Profile, token: Option<&Token>) {
        let http = &self.sessions.http;
        let cluster = self.take(StepId::Cluster, project::cluster(http, profile)).await;
        match token {
            _ if cluster == Outcome::Failed => self.skip(StepId::Project, "the cluster did not answer"),
            None => self.skip(StepId::Project, "there is no token to ask with"),
            Some(token) => {
                self.hear(Progress::Begins(StepId::Project));
                let (step, access) = project::step(http, profile, &token.access_token).await;
                self.report.access = access;
                self.done(step);
            }
        }
    }

    async fn look_at_files(&mut self, token: Option<&Token>) {
        let entry = self.entry;
        let is_wanted = !entry.hand_off.is_empty();
        self.take_if(is_wanted, StepId::Files, async { files::step(entry, token.map(|token| &token.access_token)) })
            .await;
    }

    async fn take_if(&mut self, is_wanted: bool, id: StepId, step: impl Future<Output = Step>) {
        if is_wanted {
            self.take(id, step).await;
        }
    }

    async fn take(&mut self, id: StepId, step: impl Future<Output = Step>) -> Outcome {
        self.hear(Progress::Begins(id));
        let step = step.await;
        self.done(step)
    }

    fn skip(&mut self, id: StepId, because: &str) {
        self.done(Step::skipped(id, because));
    }

    fn done(&mut self, step: Step) -> Outcome {
        self.hear(Progress::Done(&step));
        let outcome = step.outcome;
        self.report.steps.push(step);
        outcome
    }

    fn hear(&self, progress: Progress<'_>) {
        (self.hear)(progress);
    }
}
