//! Behind a company's proxy that wants a password and inspects secure traffic.

use std::fs;

use cdf_signin_tests::corporate::{CorporateNetwork, PASSWORD, ROOT, USER};
use cdf_signin_tests::secrets::files_under;
use cdf_signin_tests::{Output, Person};
use serde_json::{Value, json};

/// A name that leads nowhere but through the proxy (RFC 6761 §6.4).
const PROVIDER: &str = "login.north.invalid";
/// CDF, under its real name.
const CLUSTER: &str = "westeurope-1.cognitedata.com";

/// Somebody whose token endpoint and CDF are behind such a proxy. Their browser, as all browsers there, knows the way.
fn behind_a_proxy() -> (Person, CorporateNetwork) {
    let person = Person::new();
    let provider = &person.provider;
    let network = CorporateNetwork::before(&[(PROVIDER, &provider.authority), (CLUSTER, &provider.cdf)]);
    let tenant = &provider.tenant_id;
    person
        .cli("profile edit north --json --base-url")
        .arg("")
        .arg("--authorize-url")
        .arg(format!("{}/{tenant}/oauth2/v2.0/authorize", provider.authority))
        .arg("--token-url")
        .arg(format!("https://{PROVIDER}/{tenant}/oauth2/v2.0/token"))
        .arg("--issuer")
        .arg(format!("{}/{tenant}/v2.0", provider.authority))
        .run()
        .done()
        .json();
    (person, network)
}

/// As they set it for all their tools.
fn knows_the_network(person: &mut Person, network: &CorporateNetwork) {
    person.home.set("HTTPS_PROXY", network.address_with_password());
    person.home.set("REQUESTS_CA_BUNDLE", network.ca_file.as_os_str());
}

/// The `[network]` table of their `profiles.toml`.
fn write_table(person: &Person, lines: &str) {
    let file = person.home.path().join("cdf-signin/profiles.toml");
    let text = fs::read_to_string(&file).unwrap();
    let before = text.split("\n[network]").next().unwrap();
    fs::write(&file, format!("{before}\n[network]\n{lines}\n")).unwrap();
}

fn fails(person: &Person, exit: i32, code: &str) -> Value {
    person.refreshed_token().run().failed(exit, code)
}

#[test]
fn from_sign_in_to_a_renewed_token_and_nobody_learns_the_password() {
    let (mut person, network) = behind_a_proxy();
    knows_the_network(&mut person, &network);
    let run = |person: &Person, words: &str| person.cli(words).env("CDF_SIGNIN_LOG", "trace").run();
    let mut printed = vec![run(&person, "login north --json").done()];
    printed.extend(["status north", "profile show north --json"].map(|words| run(&person, words)));
    let renewed = person.refreshed_token().run().done();
    assert_eq!(person.provider.inspect(renewed.json()["access_token"].as_str().unwrap()).0, 200);
    assert_eq!(network.passed(), [PROVIDER, PROVIDER], "one for the code, one for the refresh");
    assert_eq!(person.provider.refreshes().len(), 1);

    person.home.set("HTTPS_PROXY", format!("http://{USER}:{PASSWORD}@{}", network.proxy));
    printed.push(run(&person, "token north --min-validity 999999"));
    person.home.set("HTTPS_PROXY", format!("http://{USER}:not{}@{}", "hush%23hush%401", network.proxy));
    printed.push(run(&person, "token north --min-validity 999999"));
    assert_eq!((printed[3].exit, printed[4].exit), (Some(2), Some(6)), "{} {}", printed[3], printed[4]);
    knows_nothing_of_the_password(&person, &printed);
}

/// Neither as it is, nor as an address or a header spells it.
fn knows_nothing_of_the_password(person: &Person, printed: &[Output]) {
    let is_clean = |text: &str| ["hush#hush", "hush%23hush", "aW5ncmlkOmh1c2"].iter().all(|part| !text.contains(part));
    for output in printed {
        assert!(is_clean(&output.stdout) && is_clean(&output.stderr), "{output}");
    }
    for file in files_under(person.home.path()) {
        let content = fs::read(&file).unwrap();
        assert!(is_clean(&String::from_utf8_lossy(&content)), "{}", file.display());
    }
}

#[test]
fn what_is_set_in_the_file_counts_at_once() {
    let (mut person, network) = behind_a_proxy();
    knows_the_network(&mut person, &network);
    person.login();
    person.home.unset("HTTPS_PROXY");
    person.home.unset("REQUESTS_CA_BUNDLE");

    let error = fails(&person, 6, "network");
    assert!(error["message"].as_str().unwrap().contains(PROVIDER), "{error}");
    write_table(&person, &format!("proxy = \"http://{USER}@{}\"", network.proxy));
    let error = fails(&person, 6, "network");
    let refused = format!("The proxy http://{} refuses the user name or the password.", network.proxy);
    assert_eq!(error["message"], refused.as_str());
    person.home.set("CDF_SIGNIN_PROXY_PASSWORD", PASSWORD);
    let error = fails(&person, 6, "network");
    let inspected = format!("its certificate was issued by “{ROOT}”, which this computer does not trust.");
    assert!(error["message"].as_str().unwrap().ends_with(&inspected), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("ca_file"), "{error}");

    let beside = person.home.path().join("cdf-signin/root.pem");
    fs::copy(&network.ca_file, beside).unwrap();
    write_table(&person, &format!("proxy = \"http://{USER}@{}\"\nca_file = \"root.pem\"", network.proxy));
    let _ = person.refreshed_token().run().done();
    assert_eq!(person.state(), "signed_in", "nothing was lost meanwhile");

    write_table(&person, &format!("proxy = \"http://{USER}@{}\"\nca_file = \"away.pem\"", network.proxy));
    let error = fails(&person, 3, "profile_invalid");
    assert_eq!(error["field"], "network.ca_file", "{error}");
    write_table(&person, &format!("proxy = \"http://{USER}:hush@{}\"", network.proxy));
    let error = fails(&person, 3, "profile_invalid");
    assert_eq!(error["field"], "network.proxy", "{error}");
    assert!(!error.to_string().contains("hush"), "{error}");
    let edited = person.does("profile show north --json").json();
    assert_eq!(edited["name"], "north", "the profiles are as they were");
}

#[test]
fn a_host_that_the_proxy_does_not_let_anybody_to() {
    let (mut person, _) = behind_a_proxy();
    let network = CorporateNetwork::before(&[]);
    knows_the_network(&mut person, &network);
    let error = person.cli("login north --json").run().failed(6, "network");
    let refused =
        format!("The proxy http://{} does not let this computer through to {PROVIDER} (HTTP 403).", network.proxy);
    assert_eq!(error["message"], refused.as_str());
    person.home.set("NO_PROXY", ".invalid");
    let error = person.cli("login north --json").run().failed(6, "network");
    assert!(error["message"].as_str().unwrap().contains("DNS"), "{error}");
}

#[test]
fn a_check_names_the_proxy_and_who_reads_the_traffic() {
    let (mut person, network) = behind_a_proxy();
    knows_the_network(&mut person, &network);
    person.login();
    let report = person.does("check north --json");
    let way = step(&report, "network");
    assert_eq!((&way["outcome"], &way["title"]), (&json!("warned"), &json!("A proxy reads your encrypted traffic")));
    let facts = way["facts"].to_string();
    assert!(
        facts.contains(&network.proxy.to_string()) && facts.contains("HTTPS_PROXY") && facts.contains(ROOT),
        "{way}"
    );
    assert!(way["next"].to_string().contains(network.ca_file.to_str().unwrap()), "{way}");
    assert!(network.passed().iter().any(|host| host == CLUSTER), "CDF is asked through the proxy, too");
    for id in ["clock", "token", "cluster", "project"] {
        assert_eq!(step(&report, id)["outcome"], "passed", "{report}");
    }

    person.home.unset("REQUESTS_CA_BUNDLE");
    let report = person.cli("check north --json").run();
    report.failed(6, "network");
    let way = step(&report, "network");
    assert!(way["detail"].as_str().unwrap().contains(ROOT) && way["next"].to_string().contains("ca_file"), "{way}");
    assert_eq!(step(&report, "token")["outcome"], "passed", "what there is still works");
    knows_nothing_of_the_password(&person, &[report]);
}

fn step(report: &Output, id: &str) -> Value {
    let report = report.json();
    report["steps"].as_array().unwrap().iter().find(|step| step["id"] == id).unwrap().clone()
}
