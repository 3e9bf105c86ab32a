use super::report::{Step, StepId};
use super::words::count;
use crate::cdf;
use crate::failure::ErrorCode;
use crate::profile::{Entry, FieldProblem, Profile};

/// All fields, and those that may be meant otherwise.
pub(super) fn step(entry: &Entry) -> Step {
    match &entry.profile {
        Err(problems) => incomplete(problems),
        Ok(profile) => {
            let doubts = doubts(profile);
            let Some(first) = doubts.first() else {
                return Step::passed(StepId::Profile, "The profile is complete").detail(place(profile));
            };
            let mut step = Step::warned(StepId::Profile, first.title).field(first.field);
            step.detail = doubts.iter().map(|doubt| doubt.detail.as_str()).collect::<Vec<_>>().join(" ");
            step.next = doubts.into_iter().map(|doubt| doubt.next).collect();
            step
        }
    }
}

fn incomplete(problems: &[FieldProblem]) -> Step {
    let title = format!("The profile has {}", count(problems.len(), "wrong field"));
    let mut step = Step::failed(StepId::Profile, ErrorCode::ProfileInvalid, title);
    step.field = problems.first().map(|problem| problem.field.clone());
    step.next = problems.iter().map(mend).collect();
    step
}

fn mend(FieldProblem { field, message, example }: &FieldProblem) -> String {
    let example = example.as_deref().map(|example| format!(" For example {example}"));
    format!("{field}: {message}{}", example.unwrap_or_default())
}

fn place(profile: &Profile) -> String {
    format!("{} on {}.", profile.project, cdf::host(&profile.cluster))
}

struct Doubt {
    field: &'static str,
    title: &'static str,
    detail: String,
    next: String,
}

fn doubts(profile: &Profile) -> Vec<Doubt> {
    [tenant(profile), cluster(profile), scopes(profile)].into_iter().flatten().collect()
}

/// A project trusts tenants by name. Words for 'any tenant' send a guest to their own.
fn tenant(profile: &Profile) -> Option<Doubt> {
    let (title, detail) = match profile.tenant_id.as_str() {
        "common" | "organizations" => (
            "The tenant is left to the account",
            format!(
                "With “{}” you sign in at your own organisation. A project of another one, where you are a guest, refuses that.",
                profile.tenant_id
            ),
        ),
        "consumers" => {
            ("The tenant is for private accounts", "With “consumers” only private Microsoft accounts sign in.".into())
        }
        _ => return None,
    };
    let next = "Put the tenant ID of the organisation that has the project into tenant_id.".into();
    Some(Doubt { field: "tenant_id", title, detail, next })
}

/// Only slips of letters: clusters that differ in a digit are different ones.
fn cluster(profile: &Profile) -> Option<Doubt> {
    if cdf::is_known_cluster(&profile.cluster) {
        return None;
    }
    let meant = cdf::similar_cluster(&profile.cluster)?;
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let typed = profile.cluster.strip_suffix(".cognitedata.com").unwrap_or(&profile.cluster);
    (letters(typed) != letters(meant)).then(|| Doubt {
        field: "cluster",
        title: "The cluster may be misspelt",
        detail: format!("“{}” is not a cluster this app knows, but nearly {meant}.", profile.cluster),
        next: format!("If you mean {meant}, change cluster in the profile."),
    })
}

/// Entra gives a token for the address in the scope, and CDF takes those for its own address alone.
fn scopes(profile: &Profile) -> Option<Doubt> {
    let wanted = cdf::default_scope(profile);
    let host = wanted.trim_end_matches("/.default").to_owned();
    let other = profile.scopes.iter().find(|scope| {
        let is_of_a_cluster = scope.starts_with("https://") && scope.contains(".cognitedata.com/");
        is_of_a_cluster && !scope.starts_with(&format!("{host}/"))
    })?;
    Some(Doubt {
        field: "scopes",
        title: "The scopes are for another cluster",
        detail: format!("The profile asks for {other}, and its cluster is {}.", profile.cluster),
        next: format!("Take scopes out of the profile, or change it to {wanted}"),
    })
}
