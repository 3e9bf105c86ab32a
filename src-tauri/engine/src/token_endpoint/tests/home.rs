//! A home whose host answers at the endpoint, and a program that asks there.

use std::net::TcpListener as StdListener;
use std::sync::Arc;

use secrecy::ExposeSecret as _;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::super::*;
use crate::engine::Engine;
use crate::places::Places;
use crate::session::Account;
use crate::testing::World;

/// A home whose host answers at the endpoint of `north`.
pub struct Home {
    pub world: World,
    pub host: Arc<Engine>,
    pub port: u16,
    serving: JoinHandle<()>,
}

impl Home {
    pub async fn new(lifetime: u64) -> Self {
        let world = World::new().await;
        let host = engine(&world);
        host.add_profile(&world.draft()).unwrap();
        world.keep(&world.sessions, Account::default(), Some("refresh-1"), lifetime).await;
        let port = StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let book = host.profiles_file();
        let text = std::fs::read_to_string(book).unwrap();
        std::fs::write(book, format!("{text}\n[token_endpoint]\nport = {port}\n")).unwrap();
        let serving = tokio::spawn({
            let host = host.clone();
            async move { serve(&host).await }
        });
        let home = Self { world, host, port, serving };
        home.host.switch_endpoint("north", true).await.unwrap();
        home.until(true).await;
        home
    }

    /// Until it answers, or no longer does.
    pub async fn until(&self, is_answering: bool) {
        while self.host.endpoint("north").await.unwrap().is_answering != is_answering {
            tokio::task::yield_now().await;
        }
    }

    pub async fn secret(&self) -> String {
        self.host.endpoint_client("north").await.unwrap().client_secret.expose_secret().to_owned()
    }

    pub async fn ask_raw(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let _ = stream.write_all(request.as_bytes()).await;
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        Reply::of(&answer)
    }

    pub async fn post(&self, path: &str, headers: &str, body: &str) -> Reply {
        let (port, length) = (self.port, body.len());
        self.ask_raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        ))
        .await
    }

    /// As the SDK does.
    pub async fn ask(&self, name: &str, secret: &str) -> Reply {
        self.post(&format!("/{name}/token"), "User-Agent: sdk/8\r\n", &form(name, secret)).await
    }

    pub async fn outcomes(&self) -> Vec<Outcome> {
        self.host.endpoint("north").await.unwrap().asked.into_iter().map(|asked| asked.outcome).collect()
    }

    pub async fn end_and_keep(self) -> World {
        self.host.end();
        self.serving.await.unwrap();
        self.world
    }

    pub async fn end(self) {
        self.host.end();
        self.serving.await.unwrap();
    }
}

pub fn engine(world: &World) -> Arc<Engine> {
    Arc::new(Engine::with(Places::under(world.home.path()), world.another_process()))
}

pub fn form(name: &str, secret: &str) -> String {
    format!("grant_type=client_credentials&client_id={name}&client_secret={secret}&scope=x")
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Value,
}

impl Reply {
    pub fn of(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Self { status, head: head.to_ascii_lowercase(), body: serde_json::from_str(body).unwrap_or_default() }
    }

    pub fn error(&self) -> (u16, &str) {
        (self.status, self.body["error"].as_str().unwrap_or_default())
    }
}
