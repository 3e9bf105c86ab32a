use std::net::{IpAddr, SocketAddr};
use std::thread;

use dns_lookup::{LookupErrorKind, lookup_host};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::oneshot;

use super::errors::NameProblem;

/// The addresses of a host, in the system's order, the two families in turn (RFC 8305 §4).
pub(super) async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, NameProblem> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Ok(vec![(address, port).into()]);
    }
    let (found, result) = oneshot::channel();
    let name = bare.to_owned();
    // Not on the runtime's threads: it waits for those at its end, and this may hang for as long as the system likes.
    thread::spawn(move || found.send(look_up(&name)));
    let addresses = result.await.unwrap_or(Err(NameProblem::Other("the lookup ended".into())))?;
    Ok(in_turn(addresses).into_iter().map(|address| (address, port).into()).collect())
}

/// The same for reqwest, which adds the port itself.
pub(super) struct Resolver;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = addresses(name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

fn look_up(name: &str) -> Result<Vec<IpAddr>, NameProblem> {
    let found = lookup_host(name).map_err(|error| match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => NameProblem::Unknown,
        LookupErrorKind::Again | LookupErrorKind::Fail => NameProblem::NoAnswer,
        _ => NameProblem::Other(std::io::Error::from(error).to_string()),
    })?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() { Err(NameProblem::Unknown) } else { Ok(addresses) }
}

fn in_turn(addresses: Vec<IpAddr>) -> Vec<IpAddr> {
    let Some(first) = addresses.first() else { return addresses };
    let (same, other): (Vec<_>, Vec<_>) = addresses.iter().partition(|address| address.is_ipv4() == first.is_ipv4());
    let longest = same.len().max(other.len());
    (0..longest).flat_map(|index| [same.get(index), other.get(index)]).flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_is_its_own_answer() {
        assert_eq!(addresses("127.0.0.1", 80).await, Ok(vec![([127, 0, 0, 1], 80).into()]));
        assert_eq!(addresses("[::1]", 443).await, Ok(vec![([0, 0, 0, 0, 0, 0, 0, 1], 443).into()]));
    }

    #[tokio::test]
    async fn localhost_is_found() {
        let found = addresses("localhost", 1).await.unwrap();
        assert!(found.iter().all(|address| address.ip().is_loopback()), "{found:?}");
    }

    #[test]
    fn families_take_turns() {
        let list = |text: &str| text.split(' ').map(|ip| ip.parse().unwrap()).collect::<Vec<IpAddr>>();
        assert_eq!(in_turn(list("::1 ::2 ::3 1.1.1.1")), list("::1 1.1.1.1 ::2 ::3"));
        assert_eq!(in_turn(list("1.1.1.1 ::1 2.2.2.2")), list("1.1.1.1 ::1 2.2.2.2"));
        assert_eq!(in_turn(Vec::new()), Vec::<IpAddr>::new());
    }
}
