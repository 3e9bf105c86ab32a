//! Which program asks, where the system tells it: on Linux, by its table of connections.

use std::net::SocketAddr;

/// The name of the process at the other end of a connection. None where it is another account's, or in a container.
#[cfg(target_os = "linux")]
pub(super) fn at_the_other_end(peer: SocketAddr, own: SocketAddr) -> Option<String> {
    use std::fs;

    let table = if peer.is_ipv4() { "/proc/net/tcp" } else { "/proc/net/tcp6" };
    let socket = format!("socket:[{}]", inode(&fs::read_to_string(table).ok()?, peer, own)?);
    let has_it = |process: &fs::DirEntry| {
        let files = fs::read_dir(process.path().join("fd")).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read_link(file.path()).ok()).any(|link| link.as_os_str() == socket.as_str())
    };
    let process = fs::read_dir("/proc").ok()?.flatten().find(has_it)?;
    super::asked::printable(&fs::read(process.path().join("comm")).ok()?)
}

/// Other systems tell it to administrators alone, or by calls of their own.
#[cfg(not(target_os = "linux"))]
pub(super) fn at_the_other_end(_peer: SocketAddr, _own: SocketAddr) -> Option<String> {
    None
}

/// The number of the other end's socket (proc(5), `/proc/net/tcp`).
#[cfg(target_os = "linux")]
fn inode(table: &str, peer: SocketAddr, own: SocketAddr) -> Option<&str> {
    let (peer, own) = (in_hex(peer), in_hex(own));
    table.lines().find_map(|line| {
        let mut words = line.split_whitespace().skip(1);
        (words.next()? == peer && words.next()? == own).then(|| words.nth(6)).flatten()
    })
}

/// As the kernel prints an address: words of the machine's own byte order.
#[cfg(target_os = "linux")]
fn in_hex(address: SocketAddr) -> String {
    let bytes = match address {
        SocketAddr::V4(address) => address.ip().octets().to_vec(),
        SocketAddr::V6(address) => address.ip().octets().to_vec(),
    };
    let words = bytes.as_chunks().0.iter().map(|word| format!("{:08X}", u32::from_ne_bytes(*word)));
    format!("{}:{:04X}", words.collect::<String>(), address.port())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn the_process_at_the_other_end_is_this_one() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = TcpListener::bind(address) else { continue };
            let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (server, peer) = listener.accept().unwrap();
            let name = fs::read_to_string("/proc/self/comm").unwrap();
            let own = server.local_addr().unwrap();
            assert_eq!(at_the_other_end(peer, own).as_deref(), Some(name.trim_end()), "{address}");
            drop(client);
            assert_eq!(at_the_other_end("127.0.0.1:1".parse().unwrap(), own), None);
        }
    }
}
