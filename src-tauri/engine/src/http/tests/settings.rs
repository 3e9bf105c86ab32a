//! `[network]` in `profiles.toml`.

use std::fs;
use std::path::PathBuf;

use super::environment;
use crate::Failure;
use crate::http::settings::{SetIn, Settings};

/// Proxy, exceptions, CA files.
type Read = (Option<String>, Vec<String>, Vec<PathBuf>);

fn read(text: &str) -> Result<Read, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("profiles.toml");
    fs::write(&file, text).unwrap();
    let network = Settings::of(environment(&[])).and_file(file).now().map_err(|problem| problem.to_string())?;
    let files = network.ca_files.iter().map(|file| file.path.strip_prefix(folder.path()).unwrap_or(&file.path).into());
    Ok((network.proxy, network.no_proxy, files.collect()))
}

#[test]
fn what_may_stand_there() {
    let none = || (None, Vec::new(), Vec::new());
    let entries = |list: &[&str]| (None, list.iter().map(|entry| (*entry).to_owned()).collect(), Vec::new());
    let ca = |path: &str| (None, Vec::new(), vec![PathBuf::from(path)]);
    for (text, expected) in [
        ("", none()),
        ("[profiles.network]\nproject = \"network\"\n", none()),
        ("[network]\n", none()),
        ("[network]\nproxy = \" \"\nother = 1\n", none()),
        ("[network]\nproxy = \"http://p:1\" # corp\n", (Some("http://p:1".into()), Vec::new(), Vec::new())),
        ("network = { no_proxy = [\".a.test\", \"10.0.0.0/8\"] }\n", entries(&[".a.test", "10.0.0.0/8"])),
        ("[network]\nno_proxy = \"a.test, b.test\"\n", entries(&["a.test", "b.test"])),
        ("[network]\nca_file = \"/etc/ca.pem\"\n", ca("/etc/ca.pem")),
        ("[network]\nca_file = \"ca.pem\"\n", ca("ca.pem")),
    ] {
        assert_eq!(read(text), Ok(expected), "{text}");
    }
}

#[test]
fn what_may_not() {
    for (text, expected) in [
        ("[network]\nproxy = 8080\n", "proxy under [network] in profiles.toml: it has to be text."),
        ("[network]\nno_proxy = [1]\n", "no_proxy under [network] in profiles.toml: it has to be a list of hosts."),
        ("[network]\nca_file = []\n", "ca_file under [network] in profiles.toml: it has to be text."),
        ("network = 1\n", "profiles.toml: “network” has to be a table of settings."),
    ] {
        assert_eq!(read(text), Err(expected.into()), "{text}");
    }
    assert!(read("[network\n").unwrap_err().starts_with("profiles.toml: "));
}

#[test]
fn no_file_is_no_setting() {
    let network = Settings::of(environment(&[])).and_file("/nowhere/profiles.toml".into()).now().unwrap();
    assert_eq!(network.proxy, None);
}

#[test]
fn the_apps_own_ca_file_counts_before_the_one_in_the_file_and_beside_those_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("profiles.toml");
    fs::write(&file, "[network]\nca_file = \"/f.pem\"\n").unwrap();
    let named = |variables: &[(&str, &str)]| {
        let network = Settings::of(environment(variables)).and_file(file.clone()).now().unwrap();
        let named =
            |file: &crate::http::settings::CaFile| (file.path.display().to_string(), file.set_in.clone(), file.is_ours);
        network.ca_files.iter().map(named).collect::<Vec<_>>()
    };
    assert_eq!(named(&[]), [("/f.pem".to_owned(), SetIn::File("ca_file"), true)]);
    assert_eq!(
        named(&[("CDF_SIGNIN_CA_FILE", "/e.pem"), ("REQUESTS_CA_BUNDLE", "/r.pem")]),
        [
            ("/e.pem".to_owned(), SetIn::Variable("CDF_SIGNIN_CA_FILE"), true),
            ("/r.pem".to_owned(), SetIn::Variable("REQUESTS_CA_BUNDLE"), false),
        ]
    );
}

#[test]
fn a_wrong_setting_names_its_field_and_how_it_may_look() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("profiles.toml");
    fs::write(&file, "[network]\nproxy = 8080\n").unwrap();
    let failure = Failure::from(Settings::of(environment(&[])).and_file(file).now().unwrap_err());
    assert_eq!(failure.code, crate::ErrorCode::ProfileInvalid);
    assert_eq!(failure.field.as_deref(), Some("network.proxy"));
    assert_eq!(failure.hint, "Change it; for example http://proxy.example.com:8080");
}
