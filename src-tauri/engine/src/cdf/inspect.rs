//! Reads what CDF says of a token. Takes whatever shape comes: what is missing or new is told as such, never an error.

use serde_json::{Map, Value};

use super::access::{Access, Capability, ProjectAccess, Scope, merged};

/// Names are for screens: longer ones are nobody's.
const LONGEST_NAME: usize = 200;

/// The body of `GET /api/v1/token/inspect`; none when it is no such body at all.
pub(super) fn read(body: &Value) -> Option<Access> {
    let body = body.as_object()?;
    if !["subject", "projects", "capabilities"].iter().any(|key| body.contains_key(*key)) {
        return None;
    }
    let list = |key: &str| body.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    Some(Access {
        subject: body.get("subject").and_then(text),
        projects: list("projects").iter().filter_map(project).collect(),
        capabilities: merged(list("capabilities").iter().filter_map(Value::as_object).flat_map(capabilities).collect()),
    })
}

/// The body of `GET /api/v1/projects`.
pub(super) fn read_projects(body: &Value) -> Option<Vec<String>> {
    let items = body.get("items")?.as_array()?;
    Some(items.iter().filter_map(|item| text(item.get("urlName")?)).collect())
}

fn project(value: &Value) -> Option<ProjectAccess> {
    let groups = value.get("groups").and_then(Value::as_array).map_or(0, Vec::len);
    Some(ProjectAccess { name: text(value.get("projectUrlName")?)?, groups: Some(groups) })
}

/// One object holds one access list, and beside it the projects that it counts in.
fn capabilities(value: &Map<String, Value>) -> Vec<Capability> {
    let scope = value.get("projectScope");
    let all_projects = scope.is_some_and(|scope| scope.get("allProjects").is_some());
    let projects = scope.and_then(|scope| scope.get("projects")).map(texts).unwrap_or_default();
    let lists = value.iter().filter_map(|(key, list)| Some((key.strip_suffix("Acl")?, list.as_object()?)));
    lists
        .map(|(acl, list)| Capability {
            acl: clean(acl),
            actions: list.get("actions").map(texts).unwrap_or_default(),
            scope: list.get("scope").map_or_else(|| Scope::new("", Vec::new()), read_scope),
            all_projects,
            projects: projects.clone(),
        })
        .collect()
}

/// `{"datasetScope": {"ids": [1, 2]}}`: the name, and all the texts and numbers below it.
fn read_scope(value: &Value) -> Scope {
    let Some((kind, content)) = value.as_object().and_then(|scope| scope.iter().next()) else {
        return Scope::new("", Vec::new());
    };
    let mut of = Vec::new();
    // The members of a scope (`ids`, `spaceIds`, `dbsToTables`) only repeat its name.
    match content.as_object() {
        Some(members) => members.values().for_each(|one| collect(one, "", &mut of)),
        None => collect(content, "", &mut of),
    }
    Scope::new(&clean(kind), of)
}

/// `{"db": ["a", "b"], "other": []}` becomes `db/a`, `db/b`, `other`; plain lists stay as they are.
fn collect(value: &Value, under: &str, into: &mut Vec<String>) {
    let named = |name: String| if under.is_empty() { name } else { format!("{under}/{name}") };
    match value {
        Value::Array(list) if list.is_empty() && !under.is_empty() => into.push(under.to_owned()),
        Value::Array(list) => list.iter().for_each(|one| collect(one, under, into)),
        Value::Object(members) => members.iter().for_each(|(key, one)| collect(one, &named(clean(key)), into)),
        other => into.extend(text(other).map(named)),
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|list| list.iter().filter_map(text).collect()).unwrap_or_default()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn scope(value: &Value) -> (String, Vec<String>) {
        let scope = read_scope(value);
        (scope.text, scope.of)
    }

    #[test]
    fn a_real_answer() {
        let access = read(&json!({
            "subject": "abc",
            "projects": [{"projectUrlName": "north-prod", "groups": [1, 2]}, {"projectUrlName": "north-test", "groups": []}],
            "capabilities": [
                {"groupsAcl": {"actions": ["LIST"], "scope": {"all": {}}}, "projectScope": {"projects": ["north-prod"]}},
                {"assetsAcl": {"actions": ["READ"], "scope": {"datasetScope": {"ids": [372]}}}, "projectScope": {"allProjects": {}}},
            ],
        }))
        .unwrap();
        assert_eq!(access.subject.as_deref(), Some("abc"));
        let groups: Vec<_> = access.projects.iter().map(|one| (one.name.as_str(), one.groups)).collect();
        assert_eq!(groups, [("north-prod", Some(2)), ("north-test", Some(0))]);
        let [assets, groups] = access.capabilities.as_slice() else { panic!("{access:?}") };
        assert_eq!(
            (assets.acl.as_str(), assets.scope.text.as_str(), assets.all_projects),
            ("assets", "data sets 372", true)
        );
        assert_eq!((groups.acl.as_str(), groups.projects.as_slice()), ("groups", &["north-prod".to_owned()][..]));
    }

    #[test]
    fn scopes_of_every_shape() {
        for (value, words, of) in [
            (json!({"all": {}}), "all", &[][..]),
            (json!({"currentuserscope": {}}), "your own", &[]),
            (json!({"idscope": {"ids": ["1", 2]}}), "ids 1, 2", &["1", "2"]),
            (json!({"spaceIdScope": {"spaceIds": ["a", "b"]}}), "spaces a, b", &["a", "b"]),
            (json!({"tableScope": {"dbsToTables": {"db": ["t", "u"]}}}), "tables db/t, db/u", &["db/t", "db/u"]),
            (json!({"tableScope": {"dbsToTables": {"db": []}}}), "tables db", &["db"]),
            (json!({"tableScope": {"dbsToTables": {"db": {"tables": ["t"]}}}}), "tables db/tables/t", &["db/tables/t"]),
            (json!({"newScope": {"x": {"y": ["z"]}}}), "newScope y/z", &["y/z"]),
            (json!({"newScope": null}), "newScope", &[]),
            (json!({}), "not said", &[]),
            (json!("all"), "not said", &[]),
        ] {
            assert_eq!(scope(&value), (words.to_owned(), of.iter().map(|one| (*one).to_owned()).collect()), "{value}");
        }
    }

    #[test]
    fn what_is_missing_or_odd_is_no_error() {
        for odd in [
            json!({"subject": null, "projects": null, "capabilities": null}),
            json!({"projects": [{}, 7, null, {"projectUrlName": 7}, {"projectUrlName": "p", "groups": "many"}]}),
            json!({"capabilities": [{}, [], {"xAcl": 7}, {"xAcl": {}}, {"Acl": {"actions": {}}}, {"xAcl": {"scope": []}, "projectScope": 1}]}),
        ] {
            assert!(read(&odd).is_some(), "{odd}");
        }
        for other in [json!([]), json!("hello"), json!({}), json!({"error": {"code": 401}})] {
            assert!(read(&other).is_none(), "{other}");
        }
        let control = read(&json!({"subject": "a\u{1b}[2Jb", "projects": [{"projectUrlName": "\u{7}"}]})).unwrap();
        assert_eq!((control.subject.as_deref(), control.projects.len()), (Some("a[2Jb"), 0));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let word = prop::sample::select(vec![
            "projects",
            "capabilities",
            "xAcl",
            "scope",
            "actions",
            "projectScope",
            "all",
            "x",
        ]);
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".*".prop_map(Value::from)
        ];
        leaf.prop_recursive(6, 64, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(word.clone().prop_map(str::to_owned), inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(body in any_json()) {
            let _ = (read(&body), read_projects(&body));
        }
    }

    #[test]
    fn thousands_of_capabilities_are_merged() {
        let one = |id: u32| json!({"assetsAcl": {"actions": ["READ"], "scope": {"datasetScope": {"ids": [id]}}}, "projectScope": {"projects": [format!("p{}", id % 7)]}});
        let many: Vec<Value> = (0..10_000).map(one).collect();
        assert_eq!(read(&json!({ "capabilities": many })).unwrap().capabilities.len(), 10_000);
    }
}
