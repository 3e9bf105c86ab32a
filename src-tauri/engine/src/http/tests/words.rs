//! What a person reads of each failure.

use std::time::{Duration, SystemTime};

use super::words;
use crate::http::{ConnectProblem, NameProblem, NetworkError, Peer, Phase, ProxyProblem, TlsProblem};

fn host() -> Peer {
    Peer::Host("login.example".into())
}

fn proxy() -> Peer {
    Peer::Proxy("http://proxy.example:8080".into())
}

fn says(error: NetworkError, message: &str, hint: &str) {
    let (said, step) = words(error);
    assert_eq!(said, message);
    assert!(step.contains(hint), "{message}\n{step}");
    assert!(step.ends_with(" Nothing is lost."), "{step}");
}

#[test]
fn names_and_connections() {
    let dns = |peer, problem| NetworkError::Dns { peer, problem };
    says(
        dns(host(), NameProblem::Unknown),
        "login.example could not be found: there is no such name (DNS).",
        "Check the address in the profile.",
    );
    says(
        dns(host(), NameProblem::NoAnswer),
        "login.example could not be found: no name server answers (DNS).",
        "This computer seems to be offline.",
    );
    says(
        dns(proxy(), NameProblem::Unknown),
        "The proxy http://proxy.example:8080 could not be found: there is no such name (DNS).",
        "Check the proxy's address.",
    );
    let connect = |peer, problem| NetworkError::Connect { peer, problem };
    says(
        connect(host(), ConnectProblem::NoRoute),
        "No connection to login.example: there is no route to it from here.",
        "or its VPN is",
    );
    says(
        connect(host(), ConnectProblem::Refused),
        "No connection to login.example: the connection was refused.",
        "a proxy has to be set",
    );
    says(
        connect(host(), ConnectProblem::Forbidden),
        "No connection to login.example: this computer's own rules forbid it.",
        "firewall of this computer",
    );
}

#[test]
fn what_a_proxy_says() {
    let of = |problem| NetworkError::Proxy { proxy: "http://proxy.example:8080".into(), problem };
    let to = || "login.example".to_owned();
    for (problem, message, hint) in [
        (ProxyProblem::WantsPassword, "wants a user name and password.", "CDF_SIGNIN_PROXY_PASSWORD"),
        (ProxyProblem::RefusesPassword, "refuses the user name or the password.", "%23"),
        (
            ProxyProblem::WantsOther("NTLM".into()),
            "wants a sign-in of a kind this app cannot do (NTLM).",
            "local helper",
        ),
        (
            ProxyProblem::Refuses { host: to(), status: 403 },
            "does not let this computer through to login.example (HTTP 403).",
            "administrators",
        ),
        (ProxyProblem::CannotReach { host: to(), status: 502 }, "cannot reach login.example (HTTP 502).", "in a while"),
        (ProxyProblem::Answers(302), "answers with HTTP 302 instead of opening the way.", "a proxy for HTTP"),
    ] {
        says(of(problem), &format!("The proxy http://proxy.example:8080 {message}"), hint);
    }
}

#[test]
fn what_is_wrong_with_tls() {
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let names = |count: usize| (0..count).map(|n| format!("{n}.example")).collect::<Vec<_>>();
    for (problem, message, hint) in [
        (
            TlsProblem::UnknownRoot { issuer: "Corp CA".into() },
            "its certificate was issued by “Corp CA”, which this computer does not trust.",
            "inspect",
        ),
        (
            TlsProblem::SelfSigned { name: "x".into() },
            "its certificate is signed by nobody but itself (“x”).",
            "Check the address",
        ),
        (
            TlsProblem::Expired(Some(day)),
            "its certificate ended on 2027-01-15, or this computer's clock is wrong.",
            "date and time",
        ),
        (TlsProblem::Expired(None), "its certificate ended, or this computer's clock is wrong.", "date and time"),
        (
            TlsProblem::NotYetValid(Some(day)),
            "its certificate begins only on 2027-01-15, or this computer's clock is wrong.",
            "date and time",
        ),
        (
            TlsProblem::NotYetValid(None),
            "its certificate has not begun yet, or this computer's clock is wrong.",
            "date and time",
        ),
        (TlsProblem::OtherHost(names(2)), "its certificate is for 0.example, 1.example.", "guest network"),
        (TlsProblem::OtherHost(names(9)), "its certificate is for 0.example and 8 other names.", "guest network"),
        (TlsProblem::OtherHost(names(0)), "its certificate is for another host.", "guest network"),
        (TlsProblem::NoTls, "the answer is not TLS.", "port"),
        (TlsProblem::NoRoots, "this computer has no root certificates to trust.", "ca-certificates"),
    ] {
        let error = NetworkError::Tls { peer: host(), problem };
        says(error, &format!("The secure connection to login.example could not be made: {message}"), hint);
    }
}

#[test]
fn each_phase_that_takes_too_long() {
    for (peer, phase, message, hint) in [
        (
            host(),
            Phase::Resolving,
            "login.example was not found within 9 s: the name servers (DNS) are silent.",
            "offline",
        ),
        (host(), Phase::Connecting, "login.example did not take a connection within 9 s.", "firewall"),
        (
            proxy(),
            Phase::Connecting,
            "The proxy http://proxy.example:8080 did not take a connection within 9 s.",
            "port",
        ),
        (proxy(), Phase::Tunnelling, "The proxy http://proxy.example:8080 did not open the way within 9 s.", "slow"),
        (host(), Phase::Securing, "login.example did not set up the secure connection (TLS) within 9 s.", "firewall"),
        (host(), Phase::Answering, "login.example did not answer within 9 s.", "in a while"),
        (host(), Phase::Reading, "login.example did not finish its answer within 9 s.", "in a while"),
    ] {
        says(NetworkError::Timeout { peer, phase, after: Duration::from_secs(9) }, message, hint);
    }
}

#[test]
fn a_page_in_between() {
    let page =
        |title: Option<&str>| NetworkError::Page { host: "login.example".into(), title: title.map(str::to_owned) };
    let step = "Open any web page in your browser";
    says(
        page(Some("Guest Wi-Fi")),
        "A web page (“Guest Wi-Fi”) came back instead of the answer of login.example.",
        step,
    );
    says(page(None), "A web page came back instead of the answer of login.example.", step);
}
