use std::sync::{Arc, Mutex};

use tokio::io::{AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use super::server::head;

/// What a proxy does with who comes.
#[derive(Clone)]
pub enum Manner {
    /// Lets all through to one port of this computer, whatever the name.
    LetsThrough { to: u16 },
    /// Lets through whoever shows this `Basic` word.
    WantsBasic { to: u16, word: &'static str },
    /// Says this.
    Says(&'static str),
    /// Hears the request, and closes.
    Drops,
}

/// A proxy that keeps what it was asked.
pub struct TestProxy {
    pub address: String,
    pub requests: Arc<Mutex<Vec<String>>>,
}

impl TestProxy {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let proxy = Self { address, requests: Arc::default() };
        let requests = proxy.requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, manner.clone(), requests.clone()));
            }
        });
        proxy
    }

    pub fn request(&self) -> String {
        self.requests.lock().unwrap()[0].clone()
    }
}

async fn serve(mut stream: TcpStream, manner: Manner, requests: Arc<Mutex<Vec<String>>>) {
    let request = head(&mut stream).await;
    requests.lock().unwrap().push(request.clone());
    let reply = match manner {
        Manner::LetsThrough { to } => return pass(stream, &request, to).await,
        Manner::WantsBasic { to, word } if shows(&request, word) => {
            return pass(stream, &request, to).await;
        }
        Manner::WantsBasic { .. } => {
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n"
        }
        Manner::Says(reply) => reply,
        Manner::Drops => return,
    };
    let _ = stream.write_all(reply.as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn shows(request: &str, word: &str) -> bool {
    let headers = request.lines().filter_map(|line| line.split_once(": "));
    headers.into_iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("proxy-authorization") && value.strip_prefix("Basic ") == Some(word)
    })
}

async fn pass(mut stream: TcpStream, request: &str, to: u16) {
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", to)).await else { return };
    if request.starts_with("CONNECT ") {
        let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 corp\r\n\r\n").await;
    } else {
        let _ = server.write_all(request.as_bytes()).await;
    }
    let _ = copy_bidirectional(&mut stream, &mut server).await;
}
