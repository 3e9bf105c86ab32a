use std::fmt;
use std::io;
use std::time::{Duration, SystemTime};

use super::patience::{Phase, TooLong};
use super::settings::SettingProblem;

/// The request may well succeed later: nothing that was stored is thrown away because of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum NetworkError {
    #[error("{peer} could not be found: {problem}")]
    Dns { peer: Peer, problem: NameProblem },
    #[error("no connection to {peer}: {problem}")]
    Connect { peer: Peer, problem: ConnectProblem },
    #[error("the proxy {proxy} {problem}")]
    Proxy { proxy: String, problem: ProxyProblem },
    #[error("the secure connection to {peer} could not be made: {problem}")]
    Tls { peer: Peer, problem: TlsProblem },
    #[error("{}", too_late(peer, *phase, *after))]
    Timeout { peer: Peer, phase: Phase, after: Duration },
    #[error("{host} is busy or out of order (HTTP {status})")]
    Busy { host: String, status: u16, retry_after: Option<Duration> },
    #[error("the answer of {host} broke off: {reason}")]
    BrokenOff { host: String, reason: String },
    #[error("the answer of {host} is larger than 1 MiB")]
    TooLarge { host: String },
    #[error("a web page{} came back instead of the answer of {host}", titled(title.as_deref()))]
    Page { host: String, title: Option<String> },
    #[error(transparent)]
    Setting(#[from] SettingProblem),
}

/// Who was to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peer {
    /// The server itself.
    Host(String),
    /// The proxy on the way to it.
    Proxy(String),
}

/// Why a name has no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// NXDOMAIN, or no address under that name.
    #[error("there is no such name (DNS)")]
    Unknown,
    /// Offline, or a name server that is out of order.
    #[error("no name server answers (DNS)")]
    NoAnswer,
    /// In the system's words.
    #[error("{0} (DNS)")]
    Other(String),
}

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectProblem {
    /// Nobody listens there, or a firewall says so.
    #[error("the connection was refused")]
    Refused,
    /// Offline, or the VPN is.
    #[error("there is no route to it from here")]
    NoRoute,
    /// A firewall on this computer.
    #[error("this computer's own rules forbid it")]
    Forbidden,
    /// In the system's words.
    #[error("{0}")]
    Other(String),
}

/// What a proxy did instead of opening the way. Reads on from “the proxy …”.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProxyProblem {
    /// 407, and none was sent.
    #[error("wants a user name and password")]
    WantsPassword,
    /// 407 after one was sent.
    #[error("refuses the user name or the password")]
    RefusesPassword,
    /// 407, and it takes none that this app can give.
    #[error("wants a sign-in of a kind this app cannot do ({0})")]
    WantsOther(String),
    /// 403 and the like.
    #[error("does not let this computer through to {host} (HTTP {status})")]
    Refuses {
        /// Where to.
        host: String,
        /// Its answer.
        status: u16,
    },
    /// 502 to 504: it asked, in vain.
    #[error("cannot reach {host} (HTTP {status})")]
    CannotReach {
        /// Where to.
        host: String,
        /// Its answer.
        status: u16,
    },
    /// Another answer that opens nothing.
    #[error("answers with HTTP {0} instead of opening the way")]
    Answers(u16),
    /// No answer, or none that is HTTP.
    #[error("broke off: {0}")]
    BrokeOff(String),
}

/// Why TLS was not set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum TlsProblem {
    #[error("its certificate was issued by “{issuer}”, which this computer does not trust")]
    UnknownRoot { issuer: String },
    #[error("its certificate is signed by nobody but itself (“{name}”)")]
    SelfSigned { name: String },
    #[error("its certificate ended{}, or this computer's clock is wrong", on(*.0))]
    Expired(Option<SystemTime>),
    #[error("its certificate {}, or this computer's clock is wrong", begins(*.0))]
    NotYetValid(Option<SystemTime>),
    #[error("its certificate is for {}", names(.0))]
    OtherHost(Vec<String>),
    #[error("its certificate was revoked")]
    Revoked,
    #[error("the answer is not TLS")]
    NoTls,
    #[error("it offers no version or method of TLS that is still safe")]
    Version,
    #[error("it broke the connection off")]
    BrokeOff,
    #[error("this computer has no root certificates to trust")]
    NoRoots,
    #[error("{0}")]
    Other(String),
}

impl NetworkError {
    /// Said by a proxy to whom a password was shown before.
    pub(super) fn of_shown_password(self) -> Self {
        match self {
            Self::Proxy { proxy, problem: ProxyProblem::WantsPassword } => {
                Self::Proxy { proxy, problem: ProxyProblem::RefusesPassword }
            }
            other => other,
        }
    }
}

impl Peer {
    /// Without “the proxy” before it.
    pub fn address(&self) -> &str {
        match self {
            Self::Host(address) | Self::Proxy(address) => address,
        }
    }

    pub(super) fn late(&self, TooLong { phase, after }: TooLong) -> NetworkError {
        NetworkError::Timeout { peer: self.clone(), phase, after }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host(host) => f.write_str(host),
            Self::Proxy(address) => write!(f, "the proxy {address}"),
        }
    }
}

impl From<&io::Error> for ConnectProblem {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::ConnectionRefused => Self::Refused,
            Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown | Kind::AddrNotAvailable => {
                Self::NoRoute
            }
            Kind::PermissionDenied => Self::Forbidden,
            _ => Self::Other(crate::system_error::in_words(error)),
        }
    }
}

fn too_late(peer: &Peer, phase: Phase, after: Duration) -> String {
    let after = after.as_secs();
    match phase {
        Phase::Resolving => format!("{peer} was not found within {after} s: the name servers (DNS) are silent"),
        Phase::Connecting => format!("{peer} did not take a connection within {after} s"),
        Phase::Tunnelling => format!("{peer} did not open the way within {after} s"),
        Phase::Securing => format!("{peer} did not set up the secure connection (TLS) within {after} s"),
        Phase::Answering => format!("{peer} did not answer within {after} s"),
        Phase::Reading => format!("{peer} did not finish its answer within {after} s"),
    }
}

fn titled(title: Option<&str>) -> String {
    title.map(|title| format!(" (“{title}”)")).unwrap_or_default()
}

fn on(moment: Option<SystemTime>) -> String {
    let date = |moment: SystemTime| time::OffsetDateTime::from(moment).date();
    moment.map(|moment| format!(" on {}", date(moment))).unwrap_or_default()
}

fn begins(moment: Option<SystemTime>) -> String {
    moment.map_or_else(|| "has not begun yet".into(), |_| format!("begins only{}", on(moment)))
}

fn names(names: &[String]) -> String {
    match names {
        [] => "another host".into(),
        [first, rest @ ..] if rest.len() > 2 => format!("{first} and {} other names", rest.len()),
        all => all.join(", "),
    }
}
