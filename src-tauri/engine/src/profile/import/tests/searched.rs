use std::fs;

use super::*;
use crate::profile::{ProfileBook, Profiles};

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn env(project: &str) -> String {
    format!("CDF_CLUSTER=api\nCDF_PROJECT={project}\nIDP_CLIENT_ID={GUID}\nIDP_TENANT_ID=north.example\n")
}

fn projects(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.draft.project.as_str()).collect()
}

#[test]
fn a_folder_is_looked_through_and_what_others_made_is_not() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), ".env", &env("a"));
    put(folder.path(), "deploy/prod.env", &env("b"));
    put(folder.path(), "deploy/same.env", &env("b"));
    put(folder.path(), "deploy/broken.yaml", "a: [");
    put(folder.path(), "deploy/chart.yaml", "project: x\ncluster: y\n");
    put(folder.path(), "node_modules/x/.env", &env("no"));
    put(folder.path(), ".venv/.env", &env("no"));
    put(folder.path(), "1/2/3/4/5/6/.env", &env("too-deep"));
    #[cfg(unix)]
    {
        let elsewhere = tempfile::tempdir().unwrap().keep();
        put(&elsewhere, ".env", &env("linked"));
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(elsewhere.join(".env"), folder.path().join("link.env")).unwrap();
    }
    let found = understand(Given::Path(folder.path())).unwrap();
    assert_eq!(projects(&found), ["a", "b"]);
    assert_eq!(found[1].source.path.as_deref(), Some(folder.path().join("deploy/prod.env").as_path()));
}

#[test]
fn a_crowded_folder_has_an_end() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..300 {
        put(folder.path(), &format!("{number}.env"), &env(&format!("p{number}")));
    }
    assert_eq!(understand(Given::Path(folder.path())).unwrap().len(), 200);
}

fn book(text: &str) -> Profiles {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("profiles.toml"), text).unwrap();
    ProfileBook::new(&crate::places::Places::under(home.path())).load().unwrap()
}

#[test]
fn names_are_free_and_what_is_there_is_said() {
    let of = |name: &str, project: &str, more: &str| {
        format!(
            "[profiles.{name}]\ntenant_id = \"north.example\"\nclient_id = \"{GUID}\"\ncluster = \"api\"\nproject = \"{project}\"\n{more}"
        )
    };
    let book = book(
        &[of("A", "other", ""), of("mine", "b", "flow = \"browser\"\nlogin_hint = \"me@north.example\"\n")].concat(),
    );
    let (_folder, path) = write([of("a", "a", ""), of("x", "b", ""), of("y", "c", "")].concat(), "team.cdfprofile");
    let mut found = understand(Given::Path(&path)).unwrap();
    name_all(&mut found, &book);
    let named: Vec<_> = found.iter().map(|found| (&*found.draft.name, found.already.as_deref())).collect();
    assert_eq!(named, [("a-api", None), ("mine", Some("mine")), ("y", None)]);
}

proptest::proptest! {
    /// What is exported and imported again is the same profile, but for what is a person's own.
    #[test]
    fn an_export_comes_back_whole(
        label in "[^\\p{C}]{0,20}", project in "[a-z][a-z0-9-]{0,10}", port in 1024u16..=65535, fixed: bool,
        scopes in proptest::collection::vec("[a-z:/.]{1,9}", 0..3), flow in "(browser|device-code|client-secret)",
        audience in "[^\\p{C}]{0,10}", elsewhere: bool,
    ) {
        let mut draft = ProfileDraft {
            name: "north".into(), label: label.trim().into(), tenant_id: "north.example".into(), client_id: GUID.into(), cluster: "api".into(),
            project, redirect_port: port.to_string(), fixed_port: fixed, scopes: scopes.join(" "), flow, audience: audience.trim().into(),
            ..ProfileDraft::default()
        };
        if elsewhere {
            draft.issuer = "https://login.example/".into();
        }
        let own = ProfileDraft {
            login_hint: "me@north.example".into(), browser: "firefox".into(), certificate: "/home/me/a.pem".into(), ..draft.clone()
        };
        let text = crate::profile::export([own]);
        for word in ["me@north.example", "firefox", "/home/"] {
            proptest::prop_assert!(!text.contains(word), "{}", text);
        }
        let found = understand(Given::Text(&text)).unwrap();
        proptest::prop_assert_eq!(&found[0].draft, &draft);
    }
}
