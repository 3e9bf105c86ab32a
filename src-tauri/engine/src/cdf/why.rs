//! Why somebody does not see a project: the first reason that is true, the likeliest first.

use super::{Access, similar};
use crate::profile::Profile;

/// What is known of a project that somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing is in the way: it lets the token in, with rights to that many kinds of resource.
    LetsIn {
        /// How many.
        kinds: usize,
    },
    /// It lets the token in, and allows nothing.
    NoRights,
    /// CDF knows that the project trusts the token's tenant, and none of its groups has the account in it.
    NoGroup,
    /// The token may enter none of that name, and that one is spelled nearly so.
    Meant(String),
    /// Another profile of the same person, by its short name, is for it.
    OtherProfile(String),
    /// CDF names no such project for this token.
    NotAmongYours,
}

/// Looks for `project` in what a token of `profile` may do. `others` are all profiles that there are.
pub fn why<'a>(
    project: &str,
    profile: &Profile,
    access: &Access,
    others: impl IntoIterator<Item = &'a Profile>,
) -> Why {
    if let Some(found) = access.project(project) {
        // The list of projects names some that no group of the account is in.
        if found.groups.is_none_or(|groups| groups == 0) {
            return Why::NoGroup;
        }
        let allowed = access.filtered("", Some(project)).capabilities;
        let kinds: std::collections::BTreeSet<_> = allowed.iter().map(|one| one.acl.as_str()).collect();
        return if kinds.is_empty() { Why::NoRights } else { Why::LetsIn { kinds: kinds.len() } };
    }
    let names = || access.projects.iter().map(|one| one.name.as_str());
    if let Some(meant) = names().find(|name| name.eq_ignore_ascii_case(project)) {
        return Why::Meant(meant.to_owned());
    }
    // A name that stands in a profile letter by letter weighs more than one that is only near.
    let is_for_it = |other: &&Profile| other.name != profile.name && other.project.eq_ignore_ascii_case(project);
    if let Some(other) = others.into_iter().find(is_for_it) {
        return Why::OtherProfile(other.name.as_str().to_owned());
    }
    let lower = project.to_lowercase();
    match similar(&lower, names()) {
        Some(meant) => Why::Meant(meant.to_owned()),
        None => Why::NotAmongYours,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cdf::{Capability, ProjectAccess, Scope};
    use crate::profile::ProfileDraft;

    fn profile(name: &str, project: &str) -> Profile {
        let draft = ProfileDraft {
            name: name.into(),
            tenant_id: "north.example".into(),
            client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
            cluster: "westeurope-1".into(),
            project: project.into(),
            ..ProfileDraft::default()
        };
        draft.check().unwrap()
    }

    fn access() -> Access {
        let project = |name: &str, groups| ProjectAccess { name: name.into(), groups };
        let right = |acl: &str, scope: &str| Capability {
            acl: acl.into(),
            actions: vec!["READ".into()],
            scope: Scope::new(scope, Vec::new()),
            all_projects: false,
            projects: vec!["north-prod".into()],
        };
        Access {
            subject: None,
            projects: vec![
                project("north-prod", Some(2)),
                project("north-mute", Some(1)),
                project("harbour", Some(0)),
                project("listed", None),
            ],
            // Two rights to one kind count once.
            capabilities: vec![right("assets", "all"), right("assets", "currentuserscope"), right("raw", "all")],
        }
    }

    #[test]
    fn the_first_reason_that_is_true() {
        let profiles = [profile("here", "north-prod"), profile("test", "north-test"), profile("own", "gone")];
        let meant = |name: &str| Why::Meant(name.into());
        for (project, reason) in [
            ("north-prod", Why::LetsIn { kinds: 2 }),
            ("north-mute", Why::NoRights),
            ("harbour", Why::NoGroup),
            ("listed", Why::NoGroup),
            ("North-Prod", meant("north-prod")),
            ("north-prd", meant("north-prod")),
            ("NORTH-PRDO", meant("north-prod")),
            ("north-test", Why::OtherProfile("test".into())),
            ("North-Test", Why::OtherProfile("test".into())),
            // The profile that asks is no other one.
            ("gone", Why::NotAmongYours),
            ("somewhere-else", Why::NotAmongYours),
            ("", Why::NotAmongYours),
        ] {
            assert_eq!(why(project, &profiles[2], &access(), &profiles), reason, "{project}");
        }
    }
}
