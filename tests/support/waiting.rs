//! A sign-in that waits for the browser, seen from whoever else on this machine may knock at its listener.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpStream};

use crate::browser::{Browser, parameter};
use crate::cli::{Output, Running};
use crate::person::Person;
use crate::wait;

/// `login`, waiting for an answer.
pub struct Waiting {
    /// What the person would open.
    pub address: String,
    /// What only the provider and the app know.
    pub state: String,
    /// `localhost` and the port, as a browser names them.
    pub host: String,
    port: u16,
    login: Running,
}

impl Waiting {
    /// Begins a sign-in that the person is to finish in another window.
    pub fn begin(person: &Person) -> Self {
        let mut login = person.cli("login north --no-browser --json").start();
        let address = login.sign_in_address();
        let redirect = parameter(&address, "redirect_uri").unwrap();
        let host = redirect.strip_prefix("http://").unwrap().to_owned();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        Self { state: parameter(&address, "state").unwrap(), address, host, port, login }
    }

    /// A connection to the listener.
    pub fn connect(&self) -> TcpStream {
        self.connect_to(Ipv4Addr::LOCALHOST.into()).unwrap()
    }

    /// A connection to one of the machine's loopback addresses.
    pub fn connect_to(&self, address: IpAddr) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect((address, self.port))?;
        stream.set_read_timeout(Some(wait::LIMIT))?;
        stream.set_write_timeout(Some(wait::LIMIT))?;
        Ok(stream)
    }

    /// What it answers to these bytes until it closes the connection.
    pub fn ask(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // A request that is too large may be answered, and the connection closed, while it is still being sent.
        let _ = stream.write_all(request);
        self.answer(stream)
    }

    /// The rest of an answer. A listener that neither answers nor closes is one that hangs.
    pub fn answer(&self, mut stream: TcpStream) -> String {
        let mut answer = Vec::new();
        if let Err(error) = stream.read_to_end(&mut answer) {
            let has_waited = [std::io::ErrorKind::WouldBlock, std::io::ErrorKind::TimedOut].contains(&error.kind());
            assert!(!has_waited, "the listener of {} hangs", self.host);
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A GET of that target.
    pub fn get(&self, target: &str) -> String {
        self.ask(format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).as_bytes())
    }

    /// Whether it still waits.
    pub fn is_running(&mut self) -> bool {
        self.login.is_running()
    }

    /// The person signs in.
    pub fn person_signs_in(&self) {
        Browser::default().open(&self.address);
    }

    /// Its end.
    pub fn end(self) -> Output {
        self.login.end()
    }
}
