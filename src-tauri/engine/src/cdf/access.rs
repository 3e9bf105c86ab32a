use std::collections::BTreeMap;

use serde::Serialize;

/// What a token may do in CDF, as `token/inspect` and `projects` tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Access {
    /// Whom CDF takes the token for: an ID of the provider's.
    pub subject: Option<String>,
    /// The projects it may enter.
    pub projects: Vec<ProjectAccess>,
    /// What the groups there allow, merged.
    pub capabilities: Vec<Capability>,
}

/// A project that CDF named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectAccess {
    /// Its URL name.
    pub name: String,
    /// In how many of its groups the token is; unknown where only the list of projects names it.
    pub groups: Option<usize>,
}

/// What may be done with one kind of resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capability {
    /// CDF's name of the access list without its end: `timeSeries`.
    pub acl: String,
    /// `READ`, `WRITE`, …
    pub actions: Vec<String>,
    /// On which of these resources.
    pub scope: Scope,
    /// In every project.
    pub all_projects: bool,
    /// In these projects. Neither these nor all: CDF did not say.
    pub projects: Vec<String>,
}

/// A part of the resources of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Scope {
    /// CDF's name of it: `all`, `datasetScope`, `currentuserscope`, … ; empty where it names none.
    pub kind: String,
    /// Which ones, as CDF names them.
    pub of: Vec<String>,
    /// In words.
    pub text: String,
}

impl Scope {
    /// All of a kind.
    pub const ALL: &'static str = "all";

    /// A scope with its words.
    pub fn new(kind: &str, of: Vec<String>) -> Self {
        let text = in_words(kind, &of);
        Self { kind: kind.to_owned(), of, text }
    }
}

/// The names are those of CDF's API, which writes some of them in two ways (`idScope`, `idscope`).
fn in_words(kind: &str, of: &[String]) -> String {
    let what = match kind.to_ascii_lowercase().as_str() {
        "all" => return "all".into(),
        "currentuserscope" => return "your own".into(),
        "" => return "not said".into(),
        "idscope" => "ids",
        "datasetscope" => "data sets",
        "spaceidscope" | "spacescope" => "spaces",
        "tablescope" => "tables",
        "assetrootidscope" => "below assets",
        "extractionpipelinescope" => "pipelines",
        "instancesscope" => "instances",
        "experimentscope" => "experiments",
        "usersscope" => "users",
        "partition" => "partitions",
        _ => kind,
    };
    format!("{what} {}", enumerated(of)).trim_end().to_owned()
}

/// A thousand ids are told apart by nobody.
fn enumerated(of: &[String]) -> String {
    const SHOWN: usize = 5;
    match of.len() {
        0..=SHOWN => of.join(", "),
        many => format!("{} and {} more", of[..SHOWN].join(", "), many - SHOWN),
    }
}

impl Capability {
    /// Whether it counts in that project.
    pub fn applies_to(&self, project: &str) -> bool {
        self.all_projects || self.projects.iter().any(|name| name == project)
    }

    fn mentions(&self, word: &str) -> bool {
        let texts = [&self.acl, &self.scope.kind, &self.scope.text];
        let mut texts = texts.into_iter().chain(&self.actions).chain(&self.projects).chain(&self.scope.of);
        texts.any(|text| text.to_lowercase().contains(word)) || (self.all_projects && "all projects".contains(word))
    }
}

impl Access {
    /// The same access with fewer capabilities: those that hold all words of `filter`, and that count in `project`.
    #[must_use]
    pub fn filtered(&self, filter: &str, project: Option<&str>) -> Self {
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let is_wanted = |capability: &&Capability| {
            words.iter().all(|word| capability.mentions(word))
                && project.is_none_or(|project| capability.applies_to(project))
        };
        Self { capabilities: self.capabilities.iter().filter(is_wanted).cloned().collect(), ..self.clone() }
    }

    /// The project of that name, if the token may be known there.
    pub fn project(&self, name: &str) -> Option<&ProjectAccess> {
        self.projects.iter().find(|project| project.name == name)
    }
}

/// A capability comes once for each group that gives it: the same resources in the same projects become one line, with
/// all actions, and what a wider line allows already is left out.
pub(super) fn merged(capabilities: Vec<Capability>) -> Vec<Capability> {
    type Place = (String, bool, Vec<String>);
    let mut by_place: BTreeMap<(Place, Scope), Vec<String>> = BTreeMap::new();
    for mut one in capabilities {
        one.projects.sort_unstable();
        one.projects.dedup();
        let actions = by_place.entry(((one.acl, one.all_projects, one.projects), one.scope)).or_default();
        for action in one.actions {
            if !actions.contains(&action) {
                actions.push(action);
            }
        }
    }
    let mut by_acl: BTreeMap<String, Vec<Capability>> = BTreeMap::new();
    for (((acl, all_projects, projects), scope), actions) in by_place {
        let one = Capability { acl: acl.clone(), actions, scope, all_projects, projects };
        by_acl.entry(acl).or_default().push(one);
    }
    by_acl.into_values().flat_map(without_repetition).collect()
}

/// All are of one access list.
fn without_repetition(of_one_acl: Vec<Capability>) -> Vec<Capability> {
    let (wide, narrow): (Vec<_>, Vec<_>) = of_one_acl.into_iter().partition(|one| one.scope.kind == Scope::ALL);
    let narrower = |mut one: Capability| {
        let projects = std::mem::take(&mut one.projects);
        let is_named_in = |wide: &Capability| projects.iter().all(|name| wide.projects.contains(name));
        let covers = |wide: &&Capability| wide.all_projects || (!projects.is_empty() && is_named_in(wide));
        let wider: Vec<_> = wide.iter().filter(covers).collect();
        one.actions.retain(|action| !wider.iter().any(|wide| wide.actions.contains(action)));
        one.projects = projects;
        (!one.actions.is_empty()).then_some(one)
    };
    let left: Vec<_> = narrow.into_iter().filter_map(narrower).collect();
    wide.into_iter().chain(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capability(acl: &str, actions: &str, scope: Scope, projects: &[&str]) -> Capability {
        Capability {
            acl: acl.into(),
            actions: actions.split_whitespace().map(str::to_owned).collect(),
            scope,
            all_projects: projects == ["*"],
            projects: projects.iter().filter(|name| **name != "*").map(|name| (*name).to_owned()).collect(),
        }
    }

    fn all() -> Scope {
        Scope::new("all", Vec::new())
    }

    fn sets(ids: &[&str]) -> Scope {
        Scope::new("datasetScope", ids.iter().map(|id| (*id).to_owned()).collect())
    }

    fn lines(capabilities: &[Capability]) -> Vec<String> {
        let line = |one: &Capability| {
            let projects = if one.all_projects { "*".into() } else { one.projects.join(",") };
            format!("{} {} {} {projects}", one.acl, one.actions.join(","), one.scope.text)
        };
        capabilities.iter().map(line).collect()
    }

    #[test]
    fn several_groups_become_one_line() {
        let merged = merged(vec![
            capability("assets", "READ", all(), &["north", "south"]),
            capability("assets", "READ WRITE", all(), &["south", "north"]),
            capability("assets", "WRITE OWNER", sets(&["1"]), &["north"]),
            capability("assets", "READ", sets(&["1"]), &["east"]),
            capability("assets", "WRITE", sets(&["2"]), &["*"]),
            capability("raw", "LIST", all(), &["*"]),
            capability("raw", "LIST READ", sets(&["1"]), &["north"]),
        ]);
        assert_eq!(
            lines(&merged),
            [
                "assets READ,WRITE all north,south",
                "assets READ data sets 1 east",
                "assets OWNER data sets 1 north",
                "assets WRITE data sets 2 *",
                "raw LIST all *",
                "raw READ data sets 1 north",
            ]
        );
    }

    #[test]
    fn scopes_in_words() {
        let many: Vec<String> = (1..=1000).map(|id| id.to_string()).collect();
        for (kind, of, said) in [
            ("all", vec![], "all"),
            ("currentuserscope", vec![], "your own"),
            ("idscope", vec!["7".to_owned()], "ids 7"),
            ("datasetScope", many, "data sets 1, 2, 3, 4, 5 and 995 more"),
            ("moonScope", vec!["far side".to_owned()], "moonScope far side"),
            ("moonScope", vec![], "moonScope"),
            ("", vec![], "not said"),
        ] {
            assert_eq!(Scope::new(kind, of).text, said);
        }
    }

    #[test]
    fn filters() {
        let access = Access {
            capabilities: vec![
                capability("timeSeries", "READ WRITE", all(), &["north"]),
                capability("raw", "READ", sets(&["17"]), &["*"]),
            ],
            ..Access::default()
        };
        let left = |filter, project| {
            let left = access.filtered(filter, project);
            left.capabilities.iter().map(|one| one.acl.clone()).collect::<Vec<_>>()
        };
        assert_eq!(left("", None), ["timeSeries", "raw"]);
        assert_eq!(left("SERIES", None), ["timeSeries"]);
        assert_eq!(left("read 17", None), ["raw"]);
        assert_eq!(left("read nothing", None), [""; 0]);
        assert_eq!(left("", Some("north")), ["timeSeries", "raw"]);
        assert_eq!(left("", Some("south")), ["raw"]);
        assert_eq!(left("all projects", None), ["raw"]);
    }
}
