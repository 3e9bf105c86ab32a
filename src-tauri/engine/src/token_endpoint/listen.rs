//! The addresses that are listened on: both loopback ones, and one more where it is written down.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener as StdListener};

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::{EndpointError, EndpointSettings};
use crate::system_error::in_words;

/// The first to try. Below those that systems deal out to whoever asks for any, so that it is still free tomorrow.
const FIRST: u16 = 24_100;
const MOST: u16 = 100;

/// A port for the endpoint that nobody has now. It is bound by whoever serves, later: until then it is written down only.
pub(crate) fn first_free_port() -> Result<u16, EndpointError> {
    let is_free = |port: &u16| {
        let bound =
            [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()].map(|ip| StdListener::bind((ip, *port)));
        // A machine without IPv6 has no ::1.
        bound[0].is_ok() && !bound[1].as_ref().is_err_and(|error| error.kind() == ErrorKind::AddrInUse)
    };
    (FIRST..FIRST + MOST).find(is_free).ok_or(EndpointError::NoPort)
}

/// The open addresses. Dropping an address's task closes it.
#[derive(Default)]
pub(super) struct Listeners(BTreeMap<SocketAddr, JoinSet<()>>);

impl Listeners {
    /// Opens and closes until these are open. What could not be opened is said, and tried again at the next call.
    pub async fn follow<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        settings: Option<EndpointSettings>,
        accept: impl Fn(TcpListener) -> F,
    ) -> Result<(), EndpointError> {
        let wanted = settings.map(addresses).unwrap_or_default();
        self.0.retain(|address, _| wanted.contains(address));
        let mut outcome = Ok(());
        for address in wanted {
            if self.0.contains_key(&address) {
                continue;
            }
            match TcpListener::bind(address).await {
                Ok(listener) => {
                    tracing::info!(%address, "the token endpoint listens");
                    let mut task = JoinSet::new();
                    task.spawn(accept(listener));
                    self.0.insert(address, task);
                }
                Err(error) if is_no_such_family(address, &error) => {}
                Err(error) => outcome = outcome.and(Err(refused(address, &error))),
            }
        }
        outcome
    }

    pub fn is_open(&self) -> bool {
        !self.0.is_empty()
    }
}

/// `::1` too, though no file names it: whoever had it would be asked by tools that are told `localhost`.
fn addresses(settings: EndpointSettings) -> Vec<SocketAddr> {
    let Some(port) = settings.port else { return Vec::new() };
    let mut addresses: Vec<IpAddr> = match settings.bind {
        Some(IpAddr::V6(bind)) if bind.is_unspecified() => Vec::new(),
        Some(IpAddr::V4(bind)) if bind.is_unspecified() => vec![Ipv6Addr::LOCALHOST.into()],
        _ => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
    };
    addresses.extend(settings.bind.filter(|bind| !addresses.contains(bind)));
    addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect()
}

/// A machine without IPv6: no tool reaches it there either.
fn is_no_such_family(address: SocketAddr, error: &io::Error) -> bool {
    address.ip() == Ipv6Addr::LOCALHOST && error.kind() != ErrorKind::AddrInUse
}

fn refused(address: SocketAddr, error: &io::Error) -> EndpointError {
    let reason = in_words(error);
    if error.kind() == ErrorKind::AddrInUse || address.ip().is_loopback() {
        EndpointError::PortTaken { port: address.port(), reason }
    } else {
        EndpointError::Address { address: address.ip(), reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_always_and_one_more_on_purpose() {
        let of = |bind: Option<&str>| {
            let bind = bind.map(|bind| bind.parse().unwrap());
            let all = addresses(EndpointSettings { port: Some(7), bind });
            all.into_iter().map(|address| address.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(None), ["127.0.0.1:7", "[::1]:7"]);
        assert_eq!(of(Some("127.0.0.1")), ["127.0.0.1:7", "[::1]:7"]);
        assert_eq!(of(Some("172.17.0.1")), ["127.0.0.1:7", "[::1]:7", "172.17.0.1:7"]);
        assert_eq!(of(Some("0.0.0.0")), ["[::1]:7", "0.0.0.0:7"]);
        assert_eq!(of(Some("::")), ["[::]:7"]);
        assert!(addresses(EndpointSettings::default()).is_empty());
    }

    #[tokio::test]
    async fn a_taken_port_is_said_and_tried_again_and_what_is_no_longer_wanted_is_closed() {
        let taken = StdListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let settings = Some(EndpointSettings { port: Some(port), bind: None });
        let mut listeners = Listeners::default();
        let accept = |listener| async move {
            let _held: TcpListener = listener;
            std::future::pending::<()>().await;
        };
        let failed = listeners.follow(settings, accept).await.unwrap_err();
        assert_eq!(failed.to_string(), format!("the token endpoint's port {port} is taken: another program uses it"));
        drop(taken);
        listeners.follow(settings, accept).await.unwrap();
        assert!(listeners.is_open() && StdListener::bind(("127.0.0.1", port)).is_err());
        listeners.follow(None, accept).await.unwrap();
        tokio::task::yield_now().await;
        assert!(!listeners.is_open() && StdListener::bind(("127.0.0.1", port)).is_ok());
    }
}
