mod drawn;
mod progress;

use std::process::ExitCode;

use cdf_signin_engine::check::{Progress, Report, Step};
use cdf_signin_engine::{Engine, ErrorCode, Failure};
use clap::Args;

use crate::shapes::CheckShape;
use crate::terminal::Terminal;
use crate::{choose, exit};
use progress::ProgressLine;

/// Look at all that a profile needs, and say what to do
///
/// The profile, the vault, the network, the clock, the provider, a token, and what CDF lets it do. Changes nothing and
/// opens no browser. Ends with 0 when nothing stands in the way, else as the first failed step would: 3 the profile,
/// 10 its port, 8 the vault, 6 the network, 4 nobody is signed in, 5 the provider or CDF refuses (also: the project
/// does not let you in).
#[derive(Debug, Args)]
pub struct Check {
    /// The profile; left out, the default or the only one
    name: Option<String>,
    /// Show only rights that hold these words
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    filter: String,
    /// Show the rights in another project than the profile's
    #[arg(long, value_name = "PROJECT", conflicts_with = "all_projects")]
    project: Option<String>,
    /// Show the rights in all projects
    #[arg(long)]
    all_projects: bool,
}

impl Check {
    /// The report is the answer, whatever it says; only the exit code tells a program of the first failed step.
    pub async fn run(&self, engine: &Engine, terminal: Terminal) -> Result<ExitCode, Failure> {
        let entry = choose::entry(engine, terminal, self.name.as_deref())?;
        let line = ProgressLine::new(terminal);
        let hear = |progress: Progress<'_>| line.show(progress);
        let mut report = tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => {
                line.end();
                return Err(Failure::new(ErrorCode::Cancelled, "You ended the check.", "Nothing was changed."));
            }
            report = engine.check(&entry, &hear) => report,
        };
        line.end();
        report.steps.iter_mut().for_each(|step| name_the_login(step, &entry.draft.name));
        let project = if terminal.json || self.all_projects { None } else { Some(entry.draft.project.trim()) };
        self.narrow(&mut report, self.project.as_deref().or(project));
        let failure = report.failure();
        let shape = CheckShape::new(&report, failure.as_ref());
        terminal.answer(&drawn::report(&report, &entry.draft, terminal), &shape)?;
        Ok(failure.map_or(ExitCode::SUCCESS, |failure| ExitCode::from(exit::code(failure.code))))
    }

    fn narrow(&self, report: &mut Report, project: Option<&str>) {
        report.access = report.access.take().map(|access| access.filtered(&self.filter, project));
    }
}

/// Says with which command a person signs in, where that is what has to be done.
fn name_the_login(step: &mut Step, profile: &str) {
    if step.code == Some(ErrorCode::SignInRequired)
        && let Some(first) = step.next.first_mut()
    {
        *first = format!("{}: cdf-signin login {profile}", first.trim_end_matches('.'));
    }
}
