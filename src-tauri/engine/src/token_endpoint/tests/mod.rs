mod home;

use std::net::TcpListener as StdListener;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use home::{Home, Reply, engine, form};
use secrecy::ExposeSecret as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::*;
use crate::failure::ErrorCode;
use crate::testing::World;

const TOKEN_2: &str =
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"}"#;

#[tokio::test]
async fn who_knows_the_secret_gets_the_persons_token_in_either_way() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    home.world.clock.advance(100);
    let basic = format!("Authorization: Basic {}\r\n", BASE64_STANDARD.encode(format!("north:{secret}")));
    for reply in [
        home.ask("north", &secret).await,
        home.post("/north/token", &basic, "grant_type=client_credentials").await,
        home.post("/NORTH/token", &basic, "grant_type=client_credentials").await,
    ] {
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(reply.body["access_token"], "access-1");
        assert_eq!((&reply.body["token_type"], &reply.body["expires_in"]), (&"Bearer".into(), &3500.into()));
        assert_eq!(reply.body["scope"], "https://westeurope-1.cognitedata.com/.default");
        assert!(reply.head.contains("cache-control: no-store") && reply.head.contains("application/json"), "{reply:?}");
        assert!(!reply.head.contains("access-control"), "{reply:?}");
    }
    let asked = home.host.endpoint("north").await.unwrap().asked;
    assert_eq!((asked.len(), asked[2].user_agent.as_deref(), asked[2].outcome), (3, Some("sdk/8"), Outcome::Granted));
    home.end().await;
}

#[tokio::test]
async fn a_token_near_its_end_is_renewed_first_and_once_for_all() {
    let home = Home::new(3600).await;
    home.world.endpoint.will_say_json(200, TOKEN_2);
    home.world.clock.advance(3400);
    let secret = home.secret().await;
    let ask = || home.ask("north", &secret);
    let replies = tokio::join!(ask(), ask(), ask(), ask(), ask(), ask(), ask(), ask());
    for reply in <[Reply; 8]>::from(replies) {
        assert_eq!((reply.status, &reply.body["access_token"]), (200, &"access-2".into()), "{reply:?}");
    }
    assert_eq!(home.world.endpoint.asked(), 1);
    home.end().await;
}

#[tokio::test]
async fn unknown_profiles_and_wrong_secrets_look_the_same_and_are_slowed_down_alike() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        known.push(home.ask("north", "wrong").await);
        unknown.push(home.ask("nobody", &secret).await);
    }
    for (known, unknown) in known.iter().zip(&unknown) {
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    }
    assert_eq!(known[4].error(), (401, "invalid_client"));
    assert!(known[4].head.contains("www-authenticate: basic"), "{:?}", known[4]);
    assert_eq!(known[5].error(), (429, "slow_down"));
    assert!(known[5].head.contains("retry-after: 60"), "{:?}", known[5]);
    // Others' guesses do not sign the person's tools out.
    assert_eq!(home.ask("north", &secret).await.status, 200);
    home.world.clock.advance(60);
    assert_eq!(home.ask("north", "wrong").await.error(), (401, "invalid_client"));
    let outcomes = home.outcomes().await;
    assert_eq!(outcomes[..4], [Outcome::WrongSecret, Outcome::Granted, Outcome::SlowedDown, Outcome::SlowedDown]);
    home.end().await;
}

#[tokio::test]
async fn the_name_in_the_path_and_the_clients_id_have_to_agree() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    let reply = home.post("/north/token", "", &form("south", &secret)).await;
    assert_eq!(reply.error(), (401, "invalid_client"));
    home.end().await;
}

#[tokio::test]
async fn what_is_no_request_for_a_token_is_refused_before_the_secret_is_looked_at() {
    let home = Home::new(3600).await;
    let (secret, port) = (home.secret().await, home.port);
    let body = form("north", &secret);
    let length = body.len();
    let head =
        |line: &str, headers: &str| format!("{line} HTTP/1.1\r\n{headers}Content-Length: {length}\r\n\r\n{body}");
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let host = format!("Host: localhost:{port}\r\n");
    let cases = [
        (head("POST /north/token", &format!("Host: evil.example:{port}\r\n{kind}")), 421),
        (head("POST /north/token", &format!("Host: evil.example\r\n{kind}")), 421),
        (head(&format!("POST http://evil.example:{port}/north/token"), &format!("{host}{kind}")), 421),
        (head("POST /north/token", &format!("{host}{kind}Origin: null\r\n")), 403),
        (head("POST /north/token", &format!("{host}{kind}Sec-Fetch-Site: cross-site\r\n")), 403),
        (head("OPTIONS /north/token", &format!("{host}Origin: http://a.example\r\n")), 403),
        (head("OPTIONS /north/token", &host), 405),
        (head("GET /north/token", &host), 405),
        (head("PUT /north/token", &format!("{host}{kind}")), 405),
        (head("POST /north/token", &host), 415),
        (head("POST /north/token", &format!("{host}Content-Type: application/json\r\n")), 415),
        (head("POST /north/token?a=b", &format!("{host}{kind}")), 400),
        (head("POST /north/tokens", &format!("{host}{kind}")), 404),
        (head("POST /north/x/token", &format!("{host}{kind}")), 404),
        (head("POST /", &format!("{host}{kind}")), 404),
    ];
    for (request, status) in cases {
        let reply = home.ask_raw(&request).await;
        assert_eq!(reply.status, status, "{request} {reply:?}");
        assert!(reply.body["access_token"].is_null() && !reply.head.contains("access-control"), "{reply:?}");
    }
    let large = format!("grant_type=client_credentials&x={}", "x".repeat(20_000));
    assert_eq!(home.post("/north/token", "", &large).await.status, 413);
    let chunks = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    let chunked = format!("POST /north/token HTTP/1.1\r\n{host}{kind}Transfer-Encoding: chunked\r\n\r\n{chunks}");
    assert_eq!(home.ask_raw(&chunked).await.status, 413);
    assert!(!home.outcomes().await.contains(&Outcome::Granted));
    assert_eq!(home.ask("north", &secret).await.status, 200);
    home.end().await;
}

#[tokio::test]
async fn what_a_person_has_to_do_is_what_the_tool_prints() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    home.host.sign_out("north").await.unwrap();
    let reply = home.ask("north", &secret).await;
    assert_eq!(reply.error(), (400, "invalid_grant"));
    assert_eq!(reply.body["error_description"], "Nobody is signed in. Sign in: cdf-signin login north");
    // The profile's own mistakes, too.
    let book = home.host.profiles_file();
    let text = std::fs::read_to_string(book).unwrap().replace("westeurope-1", "not a cluster!");
    std::fs::write(book, text).unwrap();
    let reply = home.ask("north", &secret).await;
    assert_eq!(reply.error(), (400, "invalid_grant"));
    assert!(reply.body["error_description"].as_str().unwrap().contains("cluster"), "{reply:?}");
    home.end().await;
}

#[tokio::test]
async fn a_network_failure_may_be_tried_again() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    home.world.clock.advance(3600);
    home.world.endpoint.will_say("");
    let reply = home.ask("north", &secret).await;
    assert_eq!(reply.error(), (503, "temporarily_unavailable"), "{reply:?}");
    assert_eq!(home.outcomes().await, [Outcome::NoToken]);
    home.end().await;
}

#[tokio::test]
async fn off_closes_the_port_and_on_opens_it_with_the_same_secret() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    let status = home.host.switch_endpoint("north", false).await.unwrap();
    assert_eq!((status.is_on, status.is_answering), (false, false));
    let off = home.host.endpoint_client("north").await.unwrap_err();
    assert_eq!((off.code, off.profile.as_deref()), (ErrorCode::Usage, Some("north")));
    while TcpStream::connect(("127.0.0.1", home.port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
    // Another process switches it on.
    let other = engine(&home.world);
    let status = other.switch_endpoint("north", true).await.unwrap();
    assert_eq!(status.address, Some(format!("http://127.0.0.1:{}/north/token", home.port)));
    home.until(true).await;
    assert_eq!(home.ask("north", &secret).await.status, 200);
    other.renew_endpoint_secret("north").await.unwrap();
    assert_eq!(home.ask("north", &secret).await.status, 401);
    assert_eq!(home.ask("north", &home.secret().await).await.status, 200);
    home.end().await;
}

#[tokio::test]
async fn the_secret_goes_along_with_a_new_name_and_away_with_the_profile() {
    let home = Home::new(3600).await;
    let secret = home.secret().await;
    home.host.rename_profile("north", "plant").await.unwrap();
    assert_eq!(home.ask("north", &secret).await.status, 401);
    assert_eq!(home.ask("plant", &secret).await.status, 200);
    let copy = home.host.duplicate_profile("plant").unwrap();
    assert!(!home.host.endpoint(&copy).await.unwrap().is_on);
    assert_eq!(home.ask(&copy, &secret).await.status, 401);
    home.host.remove_profile("plant").await.unwrap();
    home.host.add_profile(&home.world.draft()).unwrap();
    home.host.rename_profile("north", "plant").await.unwrap();
    home.host.switch_endpoint("plant", true).await.unwrap();
    let now = home.host.endpoint_client("plant").await.unwrap();
    assert_ne!(now.client_secret.expose_secret(), secret);
    home.end().await;
}

#[tokio::test]
async fn the_files_that_stay_with_a_profile_follow_its_secret_and_its_name() {
    let home = Home::new(3600).await;
    let profile = home.host.profile(Some("north")).unwrap();
    let path = home.world.home.path().join("client.json");
    let format = crate::hand_off::format("endpoint-json").unwrap();
    let order = crate::hand_off::Order { format, path: path.clone(), replace: false };
    home.host.write(&profile, &order).await.unwrap();
    let path = path.to_str().unwrap();
    let book = home.host.profiles_file();
    let text = std::fs::read_to_string(book).unwrap();
    let entry = format!("hand_off = [{{ format = \"endpoint-json\", path = \"{path}\" }}]");
    std::fs::write(book, text.replace("token_endpoint = true", &format!("token_endpoint = true\n{entry}"))).unwrap();
    let client = || {
        let client: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let client = &client["credentials"]["client_credentials"];
        ["client_id", "client_secret"].map(|name| client[name].as_str().unwrap().to_owned())
    };
    let [_, before] = client();
    home.host.renew_endpoint_secret("north").await.unwrap();
    let [name, after] = client();
    assert_ne!(before, after);
    assert_eq!(home.ask(&name, &after).await.status, 200);
    home.host.rename_profile("north", "plant").await.unwrap();
    let [name, after] = client();
    assert_eq!((name.as_str(), home.ask(&name, &after).await.status), ("plant", 200));
    home.end().await;
}

#[tokio::test]
async fn an_address_written_on_purpose_is_answered_at() {
    let home = Home::new(3600).await;
    let book = home.host.profiles_file();
    let text = std::fs::read_to_string(book).unwrap();
    let port = home.port;
    std::fs::write(book, text.replace(&format!("port = {port}"), &format!("port = {port}\nbind = \"127.0.0.2\"")))
        .unwrap();
    home.host.token_endpoint().look_again();
    let mut stream = loop {
        match TcpStream::connect(("127.0.0.2", port)).await {
            Ok(stream) => break stream,
            Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
        }
    };
    for (host, status) in [(format!("127.0.0.2:{port}"), 200), (format!("evil.example:{port}"), 421)] {
        let body = form("north", &home.secret().await);
        let request = format!(
            "POST /north/token HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(Reply::of(&answer).status, status, "{host}");
        stream = TcpStream::connect(("127.0.0.2", port)).await.unwrap();
    }
    home.end().await;
}

#[tokio::test]
async fn a_secret_that_cannot_be_kept_switches_nothing_on() {
    let world = World::new().await;
    let host = engine(&world);
    host.add_profile(&world.draft()).unwrap();
    *world.keys.trouble.lock().unwrap() = Some(crate::ports::KeyStoreError::Absent("none".into()));
    let failure = host.switch_endpoint("north", true).await.unwrap_err();
    assert_eq!(failure.code, ErrorCode::VaultUnavailable);
    assert!(!host.endpoint("north").await.unwrap().is_on);
    *world.keys.trouble.lock().unwrap() = Some(crate::ports::KeyStoreError::Locked);
    assert_eq!(host.switch_endpoint("north", true).await.unwrap_err().code, ErrorCode::VaultLocked);
}

#[tokio::test]
async fn a_taken_port_is_said_and_the_endpoint_comes_back_when_it_is_free() {
    let home = Home::new(3600).await;
    home.host.switch_endpoint("north", false).await.unwrap();
    let taken = loop {
        match StdListener::bind(("127.0.0.1", home.port)) {
            Ok(taken) => break taken,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    home.host.switch_endpoint("north", true).await.unwrap();
    let failure = loop {
        match home.host.endpoint("north").await.unwrap().failure {
            Some(failure) => break failure,
            None => tokio::task::yield_now().await,
        }
    };
    assert_eq!(failure.code, ErrorCode::PortTaken);
    drop(taken);
    home.host.token_endpoint().look_again();
    while home.host.endpoint("north").await.unwrap().failure.is_some() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(home.ask("north", &home.secret().await).await.status, 200);
    home.end().await;
}

#[tokio::test]
async fn who_hangs_up_does_not_make_a_renewal_be_given_up() {
    let home = Home::new(3600).await;
    home.world.endpoint.will_say_json(200, TOKEN_2);
    home.world.clock.advance(3590);
    let body = form("north", &home.secret().await);
    let provider = home.world.endpoint.held().await;
    let mut stream = TcpStream::connect(("127.0.0.1", home.port)).await.unwrap();
    let request = format!(
        "POST /north/token HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        home.port,
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    while home.world.endpoint.asked() == 0 {
        tokio::task::yield_now().await;
    }
    drop(stream);
    // Who asks later is answered later: by then the end of the first conversation has been seen.
    assert_eq!(home.ask("north", "wrong").await.status, 401);
    drop(provider);
    let world = home.end_and_keep().await;
    let profile = world.profile.clone();
    let token = world.sessions.token(&profile, crate::session::TokenRequest::default()).await.unwrap();
    assert_eq!((token.access_token.expose_secret(), world.endpoint.asked()), ("access-2", 1));
}

#[tokio::test]
async fn settings_that_make_no_sense_are_named() {
    let world = World::new().await;
    let host = engine(&world);
    host.add_profile(&world.draft()).unwrap();
    let book = host.profiles_file();
    let text = std::fs::read_to_string(book).unwrap();
    for (settings, field) in [
        ("token_endpoint = 1\n", "token_endpoint"),
        ("token_endpoint.port = 80\n", "token_endpoint.port"),
        ("token_endpoint.bind = \"my-machine\"\n", "token_endpoint.bind"),
    ] {
        std::fs::write(book, format!("{settings}{text}")).unwrap();
        let failure = host.switch_endpoint("north", true).await.unwrap_err();
        assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::ProfileInvalid, Some(field)));
    }
    std::fs::write(book, format!("token_endpoint = {{ port = 24100, bind = \"172.17.0.1\" }}\n{text}")).unwrap();
    let status = host.endpoint("north").await.unwrap();
    assert_eq!(status.address_for_guests.as_deref(), Some("http://172.17.0.1:24100/north/token"));
    assert!(!status.is_exposed);
    std::fs::write(book, format!("token_endpoint = {{ port = 24100, bind = \"0.0.0.0\" }}\n{text}")).unwrap();
    assert!(host.endpoint("north").await.unwrap().is_exposed);
}
