use serde::Serialize;

use crate::cdf::Access;
use crate::failure::{ErrorCode, Failure};

/// All that a check found out about a profile.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The profile's name.
    pub profile: String,
    /// In the order they were taken.
    pub steps: Vec<Step>,
    /// What CDF lets the token do, where it said so.
    pub access: Option<Access>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// How it is.
    pub outcome: Outcome,
    /// The outcome as a short sentence without an end: `The clock is right`.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// What to do, the likeliest help first. Empty where nothing has to be done.
    pub next: Vec<String>,
    /// The profile's field to change.
    pub field: Option<String>,
    /// What a failed step would be called if a command met it.
    pub code: Option<ErrorCode>,
    /// Names, addresses and ids for whoever has to look into it.
    pub facts: Vec<Fact>,
}

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepId {
    /// Its fields.
    Profile,
    /// The port that the browser brings its answer to.
    RedirectPort,
    /// The place that sign-ins are kept in.
    Vault,
    /// The way to the provider: proxy and TLS.
    Network,
    /// This machine's clock against the provider's.
    Clock,
    /// What the provider says of itself.
    Provider,
    /// An access token, without a person.
    Token,
    /// The way to CDF.
    Cluster,
    /// The project, asked with the token.
    Project,
    /// The files that the token is written to.
    Files,
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As it should be.
    Passed,
    /// It works, but is worth knowing.
    Warned,
    /// It stands in the way.
    Failed,
    /// Could not be looked at.
    Skipped,
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `proxy`, `request id`, …
    pub name: String,
    /// One line.
    pub value: String,
}

impl StepId {
    /// What is looked at, as it follows “Looking at”.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Profile => "the profile",
            Self::RedirectPort => "the redirect port",
            Self::Vault => "the vault",
            Self::Network => "the way to the provider",
            Self::Clock => "the clock",
            Self::Provider => "the provider",
            Self::Token => "the token",
            Self::Cluster => "the cluster",
            Self::Project => "the project",
            Self::Files => "the files",
        }
    }
}

impl Step {
    pub(super) fn new(id: StepId, outcome: Outcome, title: impl Into<String>) -> Self {
        Self {
            id,
            outcome,
            title: title.into(),
            detail: String::new(),
            next: Vec::new(),
            field: None,
            code: None,
            facts: Vec::new(),
        }
    }

    pub(super) fn passed(id: StepId, title: impl Into<String>) -> Self {
        Self::new(id, Outcome::Passed, title)
    }

    pub(super) fn warned(id: StepId, title: impl Into<String>) -> Self {
        Self::new(id, Outcome::Warned, title)
    }

    pub(super) fn failed(id: StepId, code: ErrorCode, title: impl Into<String>) -> Self {
        Self { code: Some(code), ..Self::new(id, Outcome::Failed, title) }
    }

    /// `because` goes on the sentence “… could not be checked because”.
    pub(super) fn skipped(id: StepId, because: &str) -> Self {
        let subject = id.subject();
        let title = format!("{}{} was not checked", subject[..1].to_uppercase(), &subject[1..]);
        Self { detail: format!("It could not be checked because {because}."), ..Self::new(id, Outcome::Skipped, title) }
    }

    /// A failure of the engine, with all its words and ids.
    pub(super) fn of_failure(id: StepId, title: impl Into<String>, failure: &Failure) -> Self {
        let mut next: Vec<String> = failure.you.clone();
        if !failure.hint.is_empty() && !next.contains(&failure.hint) {
            next.insert(0, failure.hint.clone());
        }
        next.extend(failure.administrator.iter().map(|step| format!("Your administrator: {step}")));
        let mut step = Self { field: failure.field.clone(), next, ..Self::failed(id, failure.code, title) }
            .detail(&failure.message);
        if let Some(reply) = &failure.provider {
            let number = reply.aadsts().map(|number| format!("AADSTS{number}"));
            for (name, value) in [
                ("provider's error", Some(reply.error.as_str())),
                ("provider's code", number.as_deref()),
                ("trace id", reply.trace_id.as_deref()),
                ("correlation id", reply.correlation_id.as_deref()),
                ("time", reply.timestamp.as_deref()),
            ] {
                step = step.fact(name, value);
            }
        }
        step
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn next(mut self, next: impl Into<String>) -> Self {
        self.next.push(next.into());
        self
    }

    pub(super) fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// The same where somebody asked for what this step could not find out.
    pub(super) fn as_failure(&self) -> Failure {
        let message = format!("{}. {}", self.title, self.detail);
        let code = self.code.unwrap_or(ErrorCode::ProviderRefused);
        let failure = Failure::new(code, message.trim_end(), self.next.first().cloned().unwrap_or_default());
        Failure { field: self.field.clone(), ..failure }
    }

    /// Notes a fact where there is one.
    pub(super) fn fact(mut self, name: &str, value: Option<impl Into<String>>) -> Self {
        self.facts.extend(value.map(|value| Fact { name: name.to_owned(), value: value.into() }));
        self
    }
}

impl Report {
    /// The first step that stands in the way, as a failure of the whole.
    pub fn failure(&self) -> Option<Failure> {
        self.steps.iter().find(|step| step.outcome == Outcome::Failed && step.code.is_some()).map(Step::as_failure)
    }

    /// How many steps came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.steps.iter().filter(|step| step.outcome == outcome).count()
    }

    /// `One thing stands in the way, one is worth knowing. 7 of 9 are fine.`
    pub fn summary(&self) -> String {
        let (failed, warned) = (self.count(Outcome::Failed), self.count(Outcome::Warned));
        let (fine, all) = (self.count(Outcome::Passed), self.steps.len());
        let is_are = |count| if count == 1 { "is" } else { "are" };
        let lead = match (failed, warned) {
            (0, 0) if fine == all => return "Everything is fine.".into(),
            (0, 0) => "Nothing stands in the way".to_owned(),
            (0, 1) => "One thing is worth knowing".to_owned(),
            (0, several) => format!("{several} things are worth knowing"),
            (failed, 0) => in_the_way(failed),
            (failed, warned) => format!("{}, {} {} worth knowing", in_the_way(failed), number(warned), is_are(warned)),
        };
        format!("{lead}. {fine} of {all} {} fine.", is_are(fine))
    }
}

fn in_the_way(count: usize) -> String {
    if count == 1 { "One thing stands in the way".into() } else { format!("{count} things stand in the way") }
}

fn number(count: usize) -> String {
    if count == 1 { "one".into() } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcomes: &[Outcome]) -> Report {
        let steps = outcomes.iter().map(|outcome| Step::new(StepId::Clock, *outcome, "x")).collect();
        Report { profile: "north".into(), steps, access: None }
    }

    #[test]
    fn summaries() {
        use Outcome::{Failed, Passed, Skipped, Warned};
        for (outcomes, said) in [
            (&[Passed, Passed][..], "Everything is fine."),
            (&[Passed, Skipped], "Nothing stands in the way. 1 of 2 is fine."),
            (&[Passed, Passed, Warned], "One thing is worth knowing. 2 of 3 are fine."),
            (&[Warned, Warned], "2 things are worth knowing. 0 of 2 are fine."),
            (&[Passed, Failed], "One thing stands in the way. 1 of 2 is fine."),
            (&[Failed, Failed, Warned, Passed], "2 things stand in the way, one is worth knowing. 1 of 4 is fine."),
            (&[Failed, Warned, Warned], "One thing stands in the way, 2 are worth knowing. 0 of 3 are fine."),
        ] {
            assert_eq!(report(outcomes).summary(), said);
        }
    }

    #[test]
    fn a_skipped_step_says_why() {
        let step = Step::skipped(StepId::Clock, "the provider did not answer");
        assert_eq!(step.title, "The clock was not checked");
        assert_eq!(step.detail, "It could not be checked because the provider did not answer.");
    }
}
