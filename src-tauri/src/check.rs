//! A check as the page sees it, and its end at any moment.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use cdf_signin_engine::cdf;
use cdf_signin_engine::check::{Fact, Outcome, Progress, Report, Step};
use cdf_signin_engine::{ErrorCode, Failure};
use tokio::sync::oneshot;

use crate::dto::{
    AccessView, CapabilityView, CheckFact, CheckOutcome, CheckProgress, CheckReport, CheckStep, ProjectView,
};
use crate::error::Answer;

/// The checks under way, by their profiles: a check goes on for as long as its sender is here.
#[derive(Default)]
pub struct Checks(Mutex<HashMap<String, oneshot::Sender<()>>>);

impl Checks {
    /// Goes through a check. Another one of the same profile ends it.
    pub async fn run(&self, name: &str, check: impl Future<Output = Report>) -> Answer<CheckReport> {
        let (goes_on, ended) = oneshot::channel();
        self.lock().insert(name.to_owned(), goes_on);
        tokio::select! {
            report = check => Ok(report.into()),
            _ = ended => {
                Err(Failure::new(ErrorCode::Cancelled, "You cancelled the check.", "Run it again whenever you want.").into())
            }
        }
    }

    /// Ends one.
    pub fn cancel(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, oneshot::Sender<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Progress<'_>> for CheckProgress {
    fn from(progress: Progress<'_>) -> Self {
        match progress {
            Progress::Begins(id) => Self::LookingAt { subject: id.subject().to_owned() },
            Progress::Done(step) => Self::Done { step: step.clone().into() },
        }
    }
}

impl From<Report> for CheckReport {
    fn from(report: Report) -> Self {
        Self {
            summary: report.summary(),
            profile: report.profile,
            steps: report.steps.into_iter().map(CheckStep::from).collect(),
            access: report.access.map(AccessView::from),
        }
    }
}

impl From<Step> for CheckStep {
    fn from(step: Step) -> Self {
        let fact = |Fact { name, value }| CheckFact { name, value };
        Self {
            outcome: match step.outcome {
                Outcome::Passed => CheckOutcome::Passed,
                Outcome::Warned => CheckOutcome::Warned,
                Outcome::Failed => CheckOutcome::Failed,
                Outcome::Skipped => CheckOutcome::Skipped,
            },
            title: step.title,
            detail: step.detail,
            next: step.next,
            field: step.field,
            code: step.code.map(Into::into),
            facts: step.facts.into_iter().map(fact).collect(),
        }
    }
}

impl From<cdf::Access> for AccessView {
    fn from(access: cdf::Access) -> Self {
        Self {
            projects: access.projects.into_iter().map(ProjectView::from).collect(),
            capabilities: access.capabilities.into_iter().map(CapabilityView::from).collect(),
        }
    }
}

impl From<cdf::ProjectAccess> for ProjectView {
    fn from(project: cdf::ProjectAccess) -> Self {
        Self { name: project.name, groups: project.groups.and_then(|groups| u32::try_from(groups).ok()) }
    }
}

impl From<cdf::Capability> for CapabilityView {
    fn from(capability: cdf::Capability) -> Self {
        Self {
            acl: capability.acl,
            actions: capability.actions,
            scope: capability.scope.text,
            all_projects: capability.all_projects,
            projects: capability.projects,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    fn report() -> Report {
        Report { profile: "north".into(), steps: Vec::new(), access: None }
    }

    #[tokio::test]
    async fn a_check_ends_when_it_is_cancelled_and_when_another_begins() {
        let checks = Checks::default();
        let cancelled = async { checks.cancel("north") };
        let (answer, ()) = tokio::join!(checks.run("north", pending()), cancelled);
        assert_eq!(answer.unwrap_err().code, crate::dto::ErrorCode::Cancelled);

        let (first, second) =
            tokio::join!(biased; checks.run("north", pending()), checks.run("north", ready(report())));
        assert_eq!(first.unwrap_err().code, crate::dto::ErrorCode::Cancelled);
        assert_eq!(second.unwrap().summary, "Everything is fine.");
        checks.cancel("south");
    }
}
