#![cfg(unix)]

use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::task::JoinHandle;

use super::*;
use crate::engine::Engine;
use crate::failure::{ErrorCode, Failure};
use crate::places::Places;
use crate::session::{Account, State, TokenRequest};
use crate::testing::World;

const TOKEN_2: &str =
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"}"#;

/// A home in which somebody signed in, a host that answers there, and a program that asks.
struct Home {
    world: World,
    host: Arc<Engine>,
    asker: Engine,
    path: PathBuf,
    serving: Option<JoinHandle<()>>,
}

impl Home {
    async fn new() -> Self {
        let world = World::new().await;
        let engine = || Engine::with(Places::under(world.home.path()), world.another_process());
        let (host, asker) = (Arc::new(engine()), engine());
        asker.add_profile(&world.draft()).unwrap();
        world.keep(&world.sessions, Account::default(), Some("refresh-1"), 3600).await;
        let path = world.home.path().join("run/agent.sock");
        Self { world, host, asker, path, serving: None }
    }

    async fn serve(mut self, who: Host) -> Self {
        let (sender, up) = tokio::sync::oneshot::channel();
        let mut sender = Some(sender);
        let serving = serve(self.host.clone(), who, move |path| {
            let _ = sender.take().unwrap().send(path.map(PathBuf::from));
        });
        self.serving = Some(tokio::spawn(async { serving.await.unwrap() }));
        assert_eq!(up.await.unwrap(), Some(self.path.clone()));
        self
    }

    async fn token(&self, wanted: TokenRequest) -> Option<Result<String, Failure>> {
        let profile = self.asker.profile(Some("north")).unwrap();
        let answer = Client::connect(&self.asker).await?.token(&profile, wanted).await?;
        Some(answer.map(|token| token.access_token.expose_secret().to_owned()))
    }

    async fn connection(&self) -> Connection {
        Connection(BufReader::new(UnixStream::connect(&self.path).await.unwrap()))
    }

    /// Something else than a host where the socket is.
    fn instead(&self) -> UnixListener {
        std::fs::create_dir_all(self.path.parent().unwrap()).unwrap();
        UnixListener::bind(&self.path).unwrap()
    }
}

/// A tool that somebody wrote.
struct Connection(BufReader<UnixStream>);

impl Connection {
    async fn say(&mut self, line: &str) {
        self.0.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }

    async fn hears(&mut self) -> Value {
        let mut line = String::new();
        self.0.read_line(&mut line).await.unwrap();
        serde_json::from_str(&line).unwrap_or(Value::Null)
    }

    async fn asks(&mut self, line: &str) -> Value {
        self.say(line).await;
        self.hears().await
    }
}

#[tokio::test]
async fn a_token_as_the_vault_would_give_it() {
    let home = Home::new().await;
    assert!(home.token(TokenRequest::default()).await.is_none(), "nobody is there yet");
    let home = home.serve(Host::Agent).await;
    assert_eq!(home.token(TokenRequest::default()).await.unwrap().unwrap(), "access-1");
    let answer = home.connection().await.asks(r#"{"v":1,"ask":"token"}"#).await;
    let token = answer["token"].as_object().unwrap();
    let keys = ["access_token", "base_url", "expires_at", "expires_in", "profile", "project", "token_type"];
    assert_eq!(token.keys().map(String::as_str).collect::<Vec<_>>(), keys);
    assert_eq!((&token["expires_in"], &token["profile"]), (&json!(3600), &json!("north")));
    assert_eq!(token["expires_at"], "2027-01-15T09:16:40Z");
}

#[tokio::test]
async fn what_is_wanted_of_a_token_goes_along() {
    let home = Home::new().await.serve(Host::App).await;
    let no_refresh = TokenRequest { no_refresh: true, ..TokenRequest::default() };
    home.world.clock.advance(3400);
    assert_eq!(home.token(no_refresh).await.unwrap().unwrap(), "access-1");
    home.world.clock.advance(200);
    let failure = home.token(no_refresh).await.unwrap().unwrap_err();
    assert_eq!((failure.code, home.world.endpoint.asked()), (ErrorCode::SignInRequired, 0));
    home.world.endpoint.will_say_json(200, TOKEN_2);
    let long = TokenRequest { min_validity: Some(Duration::from_secs(3000)), no_refresh: false };
    assert_eq!(home.token(long).await.unwrap().unwrap(), "access-2");
}

#[tokio::test]
async fn errors_are_the_vaults_own_word_for_word() {
    let replies = [
        (
            400,
            r#"{"error":"invalid_client","error_description":"AADSTS7000218: …","error_codes":[7000218],"trace_id":"t"}"#,
        ),
        (503, ""),
        (
            400,
            r#"{"error":"invalid_grant","error_description":"AADSTS50173: revoked.","error_codes":[50173],"correlation_id":"c"}"#,
        ),
    ];
    for (status, body) in replies {
        let home = Home::new().await.serve(Host::Agent).await;
        home.world.clock.advance(3600);
        home.world.endpoint.will_say_json(status, body);
        let profile = home.asker.profile(Some("north")).unwrap();
        let told = home.token(TokenRequest::default()).await.unwrap().unwrap_err();
        assert_eq!(told, home.asker.token(&profile, TokenRequest::default()).await.unwrap_err(), "{status} {body}");
    }
}

#[tokio::test]
async fn never_a_refresh_token() {
    let home = Home::new().await.serve(Host::Agent).await;
    let mut connection = home.connection().await;
    for ask in ["token", "status", "about", "session", "refresh_token"] {
        connection.say(&json!({ "v": 1, "ask": ask, "profile": "north" }).to_string()).await;
        let mut line = String::new();
        connection.0.read_line(&mut line).await.unwrap();
        assert!(!line.is_empty() && !line.contains("refresh-1"), "{line}");
    }
}

#[tokio::test]
async fn a_status_as_the_engine_has_it() {
    let home = Home::new().await.serve(Host::Agent).await;
    let keeping = tokio::spawn({
        let host = home.host.clone();
        async move { host.keep_fresh().await }
    });
    let profile = home.asker.profile(None).unwrap();
    let status = loop {
        let status = Client::connect(&home.asker).await.unwrap().status(&profile).await.unwrap();
        if status.renews_at.is_some() {
            break status;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!((status.state, status.refreshable, status.offline), (State::SignedIn, true, false));
    assert_eq!(status.expires_in, home.asker.status(&profile).await.expires_in);
    assert!(status.renews_at < status.expires_at);
    home.host.end();
    keeping.await.unwrap();
}

#[tokio::test]
async fn what_is_not_understood_is_answered_with_what_is() {
    let home = Home::new().await.serve(Host::App).await;
    let mut connection = home.connection().await;
    for (line, words) in [
        (r#"{"v":2,"ask":"token"}"#, "only version 1"),
        (r#"{"ask":"token"}"#, "Version 0"),
        (r#"{"v":1,"ask":"tokens"}"#, "“tokens” is no ask. There are: token, status, endpoint, about, stop."),
        (r#"{"v":1}"#, "no ask"),
        ("GET / HTTP/1.1", "no JSON object"),
        ("7", "no JSON object"),
        ("\u{0}\u{7}", "no JSON object"),
        (r#"{"v":1,"ask":"stop"}"#, "Close its window"),
        (r#"{"v":1,"ask":"token","home":{"profiles":"/x","sessions":"/y","vault":"file"}}"#, "another home"),
    ] {
        let error = connection.asks(line).await["error"].clone();
        assert_eq!(error["code"], "usage", "{line}: {error}");
        assert!(error["message"].as_str().unwrap().contains(words), "{line}: {error}");
    }
    let answer = connection.asks(r#"{"v":1,"ask":"token","profile":"nobody"}"#).await;
    assert_eq!(answer["error"]["code"], "profile_not_found");
    let tolerant = connection.asks(r#"{"v":1,"ask":"about","colour":"blue","x":{"y":[]}}"#).await;
    assert_eq!(tolerant["about"]["program"], "app");
}

#[tokio::test]
async fn lines_without_end_and_halves_of_lines_hold_up_nobody() {
    let home = Home::new().await.serve(Host::Agent).await;
    let mut endless = home.connection().await;
    let _ = endless.0.write_all(&vec![b'x'; 200_000]).await;
    assert_eq!(endless.hears().await["error"]["code"], "usage");
    let mut half = home.connection().await;
    half.0.write_all(br#"{"v":1,"ask":"#).await.unwrap();
    let mut idle = Vec::new();
    for _ in 0..40 {
        idle.push(home.connection().await);
    }
    assert_eq!(home.token(TokenRequest::default()).await.unwrap().unwrap(), "access-1");
    half.0.shutdown().await.unwrap();
    assert_eq!(half.hears().await, Value::Null);
}

#[tokio::test]
async fn two_hundred_ask_at_once_and_one_request_is_sent() {
    let home = Arc::new(Home::new().await.serve(Host::Agent).await);
    home.world.clock.advance(3600);
    home.world.endpoint.will_say_json(200, TOKEN_2);
    let asking: Vec<_> = (0..200)
        .map(|_| {
            let home = home.clone();
            tokio::spawn(async move {
                let mut connection = home.connection().await;
                connection.asks(r#"{"v":1,"ask":"token","profile":"north"}"#).await
            })
        })
        .collect();
    for asked in asking {
        assert_eq!(asked.await.unwrap()["token"]["access_token"], "access-2");
    }
    assert_eq!(home.world.endpoint.asked(), 1);
}

#[tokio::test]
async fn who_waits_hears_that_it_is_worked_on_and_who_leaves_loses_nothing() {
    let home = Home::new().await.serve(Host::Agent).await;
    home.world.clock.advance(3600);
    // Another process refreshes at this moment, so this one has to wait.
    let held = home.world.sessions.lock("north").await.unwrap();
    let mut patient = home.connection().await;
    let mut leaving = home.connection().await;
    for connection in [&mut patient, &mut leaving] {
        connection.say(r#"{"v":1,"ask":"token","profile":"north","wait":true}"#).await;
        assert_eq!(connection.hears().await, json!({ "v": 1, "working": true }));
    }
    drop(leaving);
    home.world.endpoint.will_say_json(200, TOKEN_2);
    drop(held);
    let answer = loop {
        let answer = patient.hears().await;
        if answer["working"] != true {
            break answer;
        }
    };
    assert_eq!(answer["token"]["access_token"], "access-2");
    assert_eq!(home.world.endpoint.asked(), 1);
}

#[tokio::test]
async fn an_agent_that_is_told_to_stop_ends_and_takes_its_socket_along() {
    let mut home = Home::new().await.serve(Host::Agent).await;
    assert!(Client::connect(&home.asker).await.unwrap().stop().await);
    home.serving.take().unwrap().await.unwrap();
    assert!(!home.path.exists());
    assert!(Client::connect(&home.asker).await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_next_host_takes_over_when_the_first_has_ended() {
    let home = Home::new().await.serve(Host::App).await;
    let second = Arc::new(Engine::with(Places::under(home.world.home.path()), home.world.another_process()));
    let (sender, mut up) = tokio::sync::mpsc::unbounded_channel();
    let tell = move |path: Option<&std::path::Path>| sender.send(path.map(PathBuf::from)).unwrap();
    let serving = tokio::spawn(serve(second.clone(), Host::Agent, tell));
    assert_eq!(up.recv().await, Some(None));
    home.host.end();
    assert_eq!(up.recv().await, Some(Some(home.path.clone())));
    second.end();
    serving.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_hangs_or_talks_nonsense_is_done_without() {
    let home = Home::new().await;
    let socket = home.instead();
    // Nobody accepts: as a process that is stopped.
    assert!(home.token(TokenRequest::default()).await.is_none());
    for nonsense in [
        "",
        "\n",
        "{}\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "{\"v\":1,\"token\":{\"access_token\":7}}\n",
        "{\"v\":1,\"token\":{",
    ] {
        let (accepting, said) = (socket.try_clone().unwrap(), nonsense.to_owned());
        std::thread::spawn(move || {
            use std::io::{Read as _, Write as _};
            // Those of before, whose askers have left, and then this one.
            while let Ok((mut stream, _)) = accepting.accept() {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(said.as_bytes());
            }
        });
        assert!(home.token(TokenRequest::default()).await.is_none(), "{nonsense:?}");
    }
}
