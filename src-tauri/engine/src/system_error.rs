use std::io::{Error, ErrorKind};

/// A system's error in words for people, for the kinds they meet most; others in the system's own.
pub(crate) fn in_words(error: &Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => "another program uses it".into(),
        ErrorKind::ConnectionRefused => "the connection was refused".into(),
        ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => "the other end broke it off".into(),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "there is no way to it from here".into(),
        _ => error.to_string(),
    }
}
