//! Which way a request takes.

use oauth2::url::Url;

use super::environment;
use crate::http::settings::{Network, SetIn, SettingProblem, entries_in};
use crate::http::{Route, WhyDirect};

fn route(network: &Network, address: &str) -> Result<Route, SettingProblem> {
    network.route(&Url::parse(address).unwrap())
}

fn shown(variables: &[(&str, &str)], address: &str) -> String {
    let network = Network { environment: environment(variables), ..Network::default() };
    route(&network, address).map_or_else(|problem| problem.to_string(), |route| route.to_string())
}

#[test]
fn each_variable_has_its_place() {
    const NONE: &str = "without a proxy: none is set";
    for (variables, address, expected) in [
        (&[][..], "https://a.test", NONE),
        (&[("HTTPS_PROXY", "http://p:1")], "https://a.test", "through http://p:1 (set in HTTPS_PROXY)"),
        (&[("HTTPS_PROXY", "http://p:1")], "http://a.test", NONE),
        (&[("HTTP_PROXY", "http://p:1")], "https://a.test", NONE),
        (&[("HTTP_PROXY", "http://p:1")], "http://a.test", "through http://p:1 (set in HTTP_PROXY)"),
        (&[("HTTP_PROXY", "http://p:1"), ("REQUEST_METHOD", "GET")], "http://a.test", NONE),
        (
            &[("http_proxy", "http://p:1"), ("REQUEST_METHOD", "GET")],
            "http://a.test",
            "through http://p:1 (set in http_proxy)",
        ),
        (
            &[("https_proxy", "http://p:1"), ("HTTPS_PROXY", "http://q:2")],
            "https://a.test",
            "through http://p:1 (set in https_proxy)",
        ),
        (&[("ALL_PROXY", "http://p:1")], "https://a.test", "through http://p:1 (set in ALL_PROXY)"),
        (
            &[("ALL_PROXY", "http://p:1"), ("HTTPS_PROXY", "http://q:2")],
            "https://a.test",
            "through http://q:2 (set in HTTPS_PROXY)",
        ),
        (
            &[("HTTPS_PROXY", "  "), ("ALL_PROXY", "http://p:1")],
            "https://a.test",
            "through http://p:1 (set in ALL_PROXY)",
        ),
        (&[("HTTPS_PROXY", "p.test:3128")], "https://a.test", "through http://p.test:3128 (set in HTTPS_PROXY)"),
        (&[("HTTPS_PROXY", "http://p.test")], "https://a.test", "through http://p.test:80 (set in HTTPS_PROXY)"),
        (&[("HTTPS_PROXY", "https://p.test/")], "https://a.test", "through https://p.test:443 (set in HTTPS_PROXY)"),
        (&[("HTTPS_PROXY", "user:hush@p.test:8")], "https://a.test", "through http://p.test:8 (set in HTTPS_PROXY)"),
        (&[("HTTPS_PROXY", "http://[fd00::7]:8")], "https://a.test", "through http://[fd00::7]:8 (set in HTTPS_PROXY)"),
        (&[("ALL_PROXY", "http://p:1")], "http://localhost:5", "without a proxy: it is on this computer"),
        (&[("ALL_PROXY", "http://p:1")], "http://app.localhost", "without a proxy: it is on this computer"),
        (&[("ALL_PROXY", "http://p:1")], "http://127.9.9.9", "without a proxy: it is on this computer"),
        (&[("ALL_PROXY", "http://p:1")], "https://[::1]:5", "without a proxy: it is on this computer"),
        (&[("ALL_PROXY", "http://p:1")], "https://localhost.test", "through http://p:1 (set in ALL_PROXY)"),
        (
            &[("ALL_PROXY", "http://p:1"), ("NO_PROXY", "x, .test")],
            "https://a.test",
            "without a proxy: “.test” in NO_PROXY says so",
        ),
        (
            &[("ALL_PROXY", "http://p:1"), ("no_proxy", "a.test"), ("NO_PROXY", "x")],
            "https://a.test",
            "without a proxy: “a.test” in no_proxy says so",
        ),
    ] {
        assert_eq!(shown(variables, address), expected, "{variables:?} {address}");
    }
}

#[test]
fn exceptions() {
    for (list, address, is_direct) in [
        ("*", "https://a.test", true),
        ("a.test", "https://a.test", true),
        ("A.TEST", "https://a.test", true),
        ("a.test", "https://b.a.test", true),
        ("a.test", "https://ba.test", false),
        (".a.test", "https://b.a.test", true),
        (".a.test", "https://a.test", true),
        ("*.a.test", "https://b.a.test", true),
        ("*.a.test", "https://ba.test", false),
        ("test", "https://a.test", true),
        ("est", "https://a.test", false),
        ("b.test a.test", "https://a.test", true),
        ("b.test,,a.test,", "https://a.test", true),
        ("a.test:443", "https://a.test", true),
        ("a.test:8443", "https://a.test", false),
        ("a.test:8443", "https://a.test:8443", true),
        ("a.test:80", "http://a.test", true),
        ("10.0.0.0/8", "https://10.1.2.3", true),
        ("10.0.0.0/8", "https://11.1.2.3", false),
        ("10.0.0.0/8", "https://ten.test", false),
        ("10.1.2.3", "https://10.1.2.3:8443", true),
        ("10.1.2.3:443", "https://10.1.2.3", true),
        ("10.1.2.3:444", "https://10.1.2.3", false),
        ("fd00::/8", "https://[fd12::1]", true),
        ("fd12::1", "https://[fd12::1]", true),
        ("[fd12::1]", "https://[fd12::1]", true),
        ("[fd12::1]:443", "https://[fd12::1]", true),
        ("[fd12::1]:444", "https://[fd12::1]", false),
        ("", "https://a.test", false),
        ("http://a.test", "https://a.test", false),
    ] {
        let variables = [("ALL_PROXY", "http://p:1"), ("NO_PROXY", list)];
        let network = Network { environment: environment(&variables), ..Network::default() };
        let is = matches!(route(&network, address), Ok(Route::Direct(WhyDirect::Excepted { .. })));
        assert_eq!(is, is_direct, "{list} {address}");
        let in_file = Network { no_proxy: entries_in(list), proxy: Some("http://p:1".into()), ..Network::default() };
        let is = matches!(
            route(&in_file, address),
            Ok(Route::Direct(WhyDirect::Excepted { set_in: SetIn::File("no_proxy"), .. }))
        );
        assert_eq!(is, is_direct, "[network] {list} {address}");
    }
}

#[test]
fn addresses_that_are_no_proxy() {
    for value in
        ["http://", "http://user:hush#x@p:1/", "http://p:port", "ftp://p:1", "socks4://p:1", "http://p:99999", "://"]
    {
        let said = shown(&[("HTTPS_PROXY", value)], "https://a.test");
        assert!(said.starts_with("HTTPS_PROXY: ") && !said.contains("hush"), "{value}: {said}");
    }
}

#[test]
fn the_environment_counts_before_the_file() {
    let in_file = |variables: &[(&str, &str)], proxy: &str| Network {
        environment: environment(variables),
        proxy: Some(proxy.into()),
        ..Network::default()
    };
    let shown = |network: &Network| route(network, "https://a.test").unwrap().to_string();
    assert_eq!(
        shown(&in_file(&[], "http://f:1")),
        "through http://f:1 (set in proxy under [network] in profiles.toml)"
    );
    assert_eq!(
        shown(&in_file(&[("HTTPS_PROXY", "http://e:1")], "http://f:1")),
        "through http://e:1 (set in HTTPS_PROXY)"
    );
    let excepted = shown(&in_file(&[("NO_PROXY", "a.test")], "http://f:1"));
    assert_eq!(excepted, "without a proxy: “a.test” in NO_PROXY says so");
}

#[test]
fn the_file_holds_no_password() {
    let with = |proxy: &str, password: Option<&str>| {
        let variables: Vec<_> = password.map(|password| ("CDF_SIGNIN_PROXY_PASSWORD", password)).into_iter().collect();
        let network = Network { environment: environment(&variables), proxy: Some(proxy.into()), ..Network::default() };
        match route(&network, "https://a.test") {
            Ok(Route::Through(proxy)) => Ok(proxy.authorization().map(|word| word.to_str().unwrap().to_owned())),
            Ok(Route::Direct(why)) => panic!("{why:?}"),
            Err(problem) => Err(problem.to_string()),
        }
    };
    let refused = with("http://user:hush@p:1", None).unwrap_err();
    assert!(refused.starts_with("proxy under [network] in profiles.toml: a password does not belong"), "{refused}");
    assert!(!refused.contains("hush"), "{refused}");
    assert_eq!(with("http://p:1", Some("hush")), Ok(None), "no user, no password");
    assert_eq!(with("http://us%20er@p:1", Some("p#s:s")), Ok(Some("Basic dXMgZXI6cCNzOnM=".into())));
    assert_eq!(with("http://user@p:1", None), Ok(Some("Basic dXNlcjo=".into())));
}
