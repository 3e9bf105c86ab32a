//! The network's failures in words: each with the step that helps with that one.

use super::words::sentence;
use super::{Action, ErrorCode, Failure};
use crate::http::{
    ConnectProblem, NameProblem, NetworkError, Peer, Phase, ProxyProblem, SetIn, SettingProblem, TlsProblem,
};

impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Self {
        let hint = match &error {
            NetworkError::Setting(problem) => return problem.clone().into(),
            NetworkError::Dns { peer, problem } => name_hint(peer, problem),
            NetworkError::Connect { peer, problem } => connect_hint(peer, problem),
            NetworkError::Proxy { problem, .. } => proxy_hint(problem),
            NetworkError::Tls { problem, .. } => tls_hint(problem),
            NetworkError::Timeout { peer, phase, .. } => late_hint(peer, *phase),
            NetworkError::Busy { .. } => "Try again in a while.",
            NetworkError::Page { .. } => {
                "Open any web page in your browser: the network may want a sign-in or your consent first, or may block this address."
            }
            NetworkError::BrokenOff { .. } | NetworkError::TooLarge { .. } => {
                "Check the connection and the proxy, then try again."
            }
        };
        Self::new(ErrorCode::Network, sentence(&error), format!("{hint} Nothing is lost.")).offering([Action::TryAgain])
    }
}

impl From<SettingProblem> for Failure {
    fn from(problem: SettingProblem) -> Self {
        let message = sentence(&problem);
        let hint = match problem.example {
            Some(example) => format!("Change it; for example {example}"),
            None => "Change it, or take it out.".to_owned(),
        };
        match problem.set_in {
            SetIn::File(key) => {
                Self { field: Some(format!("network.{key}")), ..Self::new(ErrorCode::ProfileInvalid, message, hint) }
            }
            SetIn::WholeFile => Self::new(
                ErrorCode::ProfileInvalid,
                message,
                "Mend it in a text editor. The file stays as it is until then.",
            ),
            SetIn::Variable(_) => Self::new(ErrorCode::Usage, message, hint),
            SetIn::System => Self::new(ErrorCode::Network, message, hint),
        }
    }
}

fn name_hint(peer: &Peer, problem: &NameProblem) -> &'static str {
    match (peer, problem) {
        (Peer::Proxy(_), NameProblem::Unknown) => {
            "Check the proxy's address. Its name may be known only inside your organisation's network or VPN."
        }
        (Peer::Host(_), NameProblem::Unknown) => {
            "Check the address in the profile. If it is right, its name may be known only inside a VPN, or a proxy has to be set."
        }
        (_, NameProblem::NoAnswer | NameProblem::Other(_)) => {
            "This computer seems to be offline. Check the connection and the VPN, then try again."
        }
    }
}

fn connect_hint(peer: &Peer, problem: &ConnectProblem) -> &'static str {
    match (peer, problem) {
        (Peer::Proxy(_), ConnectProblem::Refused) => "Check the proxy's host and port, and whether it is running.",
        (Peer::Host(_), ConnectProblem::Refused) => {
            "Check the address in the profile. A firewall may refuse the way; then a proxy has to be set."
        }
        (_, ConnectProblem::NoRoute) => "This computer seems to be offline, or its VPN is. Connect, then try again.",
        (_, ConnectProblem::Forbidden) => "Allow this app in the firewall of this computer.",
        (_, ConnectProblem::Other(_)) => "Check the connection and the proxy, then try again.",
    }
}

fn proxy_hint(problem: &ProxyProblem) -> &'static str {
    match problem {
        ProxyProblem::WantsPassword => {
            "Set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, or the user in profiles.toml and CDF_SIGNIN_PROXY_PASSWORD."
        }
        ProxyProblem::RefusesPassword => {
            "Check both, and that letters other than A–Z, a–z and 0–9 are written as %23 and the like."
        }
        ProxyProblem::WantsOther(_) => {
            "A local helper that signs in to it for you (such as px or cntlm) can stand in between: set that as the proxy."
        }
        ProxyProblem::Refuses { .. } => "Ask your network's administrators to allow that host.",
        ProxyProblem::CannotReach { .. } => "Check the address in the profile; if it is right, try again in a while.",
        ProxyProblem::Answers(_) | ProxyProblem::BrokeOff(_) => "Check that the address is that of a proxy for HTTP.",
    }
}

fn tls_hint(problem: &TlsProblem) -> &'static str {
    match problem {
        TlsProblem::UnknownRoot { .. } => {
            "Your network seems to inspect secure traffic. Give the app that root certificate: as ca_file under [network] in profiles.toml, in CDF_SIGNIN_CA_FILE, or in the system's trust store."
        }
        TlsProblem::SelfSigned { .. } => {
            "Check the address. If the server is one of yours, name its certificate as ca_file under [network] in profiles.toml or in CDF_SIGNIN_CA_FILE."
        }
        TlsProblem::Expired(_) | TlsProblem::NotYetValid(_) => {
            "Check the date and time of this computer. If they are right, tell whoever runs the server or inspects the traffic."
        }
        TlsProblem::OtherHost(_) => {
            "Check the address in the profile. In a guest network, open any web page in your browser first."
        }
        TlsProblem::Revoked => "Do not go on: tell whoever runs the server.",
        TlsProblem::NoTls => "Check the address and its port; a network's sign-in page or a proxy may answer instead.",
        TlsProblem::Version => "Tell whoever runs the server, or inspects the traffic: TLS 1.2 or later is needed.",
        TlsProblem::BrokeOff => "A firewall or a proxy may stop it. Check whether a proxy has to be set.",
        TlsProblem::NoRoots => "Install them (on Debian and Ubuntu the package ca-certificates), or name a CA file.",
        TlsProblem::Other(_) => "Check the connection and the proxy, then try again.",
    }
}

fn late_hint(peer: &Peer, phase: Phase) -> &'static str {
    match (peer, phase) {
        (_, Phase::Resolving) => "This computer seems to be offline. Check the connection and the VPN, then try again.",
        (Peer::Proxy(_), Phase::Connecting) => "Check the proxy's host and port, and the VPN.",
        (Peer::Host(_), Phase::Connecting) => {
            "A firewall may swallow the way: check the VPN, and whether a proxy has to be set."
        }
        (_, Phase::Tunnelling) => "The proxy is slow, or waits for the server. Try again in a while.",
        (_, Phase::Securing) => "A firewall may hold secure connections up: check whether a proxy has to be set.",
        (_, Phase::Answering | Phase::Reading) => "Try again in a while.",
    }
}
