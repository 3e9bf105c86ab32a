use anstyle::Style;
use cdf_signin_engine::{Engine, Failure};
use clap::Args;

use crate::shapes::{ProfileShape, is_default};
use crate::table::table;
use crate::terminal::Terminal;
use crate::words::{BAD, BOLD, DIM, NO_PROFILE, place};

/// List the profiles
#[derive(Debug, Args)]
pub struct List {}

impl List {
    #[expect(clippy::unused_self, reason = "as the other commands")]
    pub fn run(&self, engine: &Engine, terminal: Terminal) -> Result<(), Failure> {
        let profiles = engine.profiles()?;
        if profiles.entries.is_empty() {
            terminal.say(NO_PROFILE);
            return terminal.answer("", &[(); 0]);
        }
        let rows = profiles.entries.iter().map(|entry| {
            let (draft, default) = (&entry.draft, is_default(entry, &profiles));
            let note = match (&entry.profile, default) {
                (Err(problems), _) => (BAD, format!("to mend: {}", fields(problems))),
                (Ok(_), true) => (DIM, "default".to_owned()),
                (Ok(_), false) => (DIM, String::new()),
            };
            [(BOLD, draft.name.clone()), (Style::new(), draft.label.clone()), (DIM, place(draft)), note]
        });
        let text = table(["PROFILE", "LABEL", "PROJECT · CLUSTER", ""], rows.collect());
        let shapes: Vec<_> = profiles.entries.iter().map(|entry| ProfileShape::new(engine, entry, &profiles)).collect();
        terminal.answer(&text, &shapes)
    }
}

fn fields(problems: &[cdf_signin_engine::profile::FieldProblem]) -> String {
    problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>().join(", ")
}
