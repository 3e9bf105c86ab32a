//! The local token endpoint, from outside: tools, other programs of this machine, and pages in a real browser.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;

use cdf_signin_tests::person::free_port;
use cdf_signin_tests::secrets::{Secrets, sha256};
use cdf_signin_tests::{Person, Running, programs, wait};
use serde_json::{Value, json};

/// Somebody whose endpoint is on, at a port that no other test has, with an agent that answers there.
struct Endpoint {
    person: Person,
    agent: Running,
    port: u16,
    secret: String,
}

fn agent(person: &Person) -> Running {
    let mut agent = person.cli("agent --verbose").env("CDF_SIGNIN_LOG", "trace").start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    agent
}

/// Switches it on at a port of this test's own.
fn switch_on(person: &Person) -> u16 {
    let (port, book) = (free_port(), person.home.path().join("cdf-signin/profiles.toml"));
    let text = fs::read_to_string(&book).unwrap();
    fs::write(&book, format!("{text}\n[token_endpoint]\nport = {port}\n")).unwrap();
    let on = person.does("endpoint north on --json").json();
    assert_eq!(on["address"], format!("http://127.0.0.1:{port}/north/token"), "{on}");
    port
}

fn secret(person: &Person) -> String {
    person.does("endpoint north --show-secret --json").json()["client_secret"].as_str().unwrap().to_owned()
}

impl Endpoint {
    fn new() -> Self {
        Self::of(Person::signed_in())
    }

    fn of(person: Person) -> Self {
        let port = switch_on(&person);
        let (agent, secret) = (agent(&person), secret(&person));
        let endpoint = Self { person, agent, port, secret };
        endpoint.until_it_answers();
        endpoint
    }

    fn until_it_answers(&self) {
        wait::until_true("the endpoint", || self.standing()["answering"] == true);
    }

    fn standing(&self) -> Value {
        self.person.does("endpoint north --json").json()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(wait::LIMIT)).unwrap();
        stream
    }

    /// What it answers to a form, as a tool sends it.
    fn post(&self, name: &str, form: &str) -> (u16, Value) {
        let (port, length) = (self.port, form.len());
        let mut stream = self.connect();
        let request = format!(
            "POST /{name}/token HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: tool/1\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), serde_json::from_str(body).unwrap())
    }

    fn ask_as(&self, name: &str, secret: &str) -> (u16, Value) {
        self.post(name, &format!("grant_type=client_credentials&client_id={name}&client_secret={secret}"))
    }

    fn ask(&self) -> (u16, Value) {
        self.ask_as("north", &self.secret)
    }

    fn end(self) -> Person {
        self.agent.interrupt();
        let _ = self.agent.end().done();
        self.person
    }
}

#[test]
fn a_tool_gets_the_persons_token_and_the_person_sees_who_asked() {
    let endpoint = Endpoint::new();
    let (status, answer) = endpoint.ask();
    assert_eq!((status, &answer["access_token"]), (200, &json!(endpoint.person.token())), "{answer}");
    assert!(answer["expires_in"].as_u64().unwrap() > 3000, "{answer}");
    assert_eq!(endpoint.person.provider.inspect(answer["access_token"].as_str().unwrap()).0, 200);
    assert_eq!(endpoint.ask_as("north", "wrong").0, 401);
    let standing = endpoint.standing();
    let outcomes: Vec<_> = standing["asked"].as_array().unwrap().iter().map(|asked| &asked["outcome"]).collect();
    assert_eq!(outcomes, ["wrong_secret", "granted"], "{standing}");
    assert_eq!(standing["asked"][1]["user_agent"], "tool/1");
    assert!(standing["asked"][1]["program"].as_str().unwrap().starts_with("flows-"), "{standing}");
    let shown = endpoint.person.does("endpoint north");
    assert!(shown.stdout.contains("got a token") && !shown.stdout.contains(&endpoint.secret), "{shown}");
    endpoint.end();
}

#[test]
fn a_thousand_requests_are_answered_with_one_refresh() {
    let person = Person::new();
    person.sign_in_until_expired();
    // The agent's own renewal is one of those who ask.
    person.provider.set(json!({ "delay_ms": 200 }));
    let endpoint = Endpoint::of(person);
    let tokens: Vec<String> = thread::scope(|scope| {
        let askers: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    let ask = |_| match endpoint.ask() {
                        (200, answer) => answer["access_token"].as_str().unwrap().to_owned(),
                        other => panic!("{other:?}"),
                    };
                    (0..50).map(ask).collect::<Vec<_>>()
                })
            })
            .collect();
        askers.into_iter().flat_map(|asker| asker.join().unwrap()).collect()
    });
    let different: std::collections::BTreeSet<_> = tokens.iter().collect();
    let refreshes = endpoint.person.provider.refreshes().len();
    eprintln!("{} requests, {refreshes} refresh, {} token", tokens.len(), different.len());
    assert_eq!((tokens.len(), different.len(), refreshes), (1000, 1, 1));
    endpoint.end();
}

#[test]
fn off_and_on_a_new_start_and_a_new_secret() {
    let endpoint = Endpoint::new();
    let _ = endpoint.person.does("endpoint north off");
    wait::until_true("the closed port", || TcpStream::connect(("127.0.0.1", endpoint.port)).is_err());
    assert_eq!(endpoint.standing()["on"], false);
    let _ = endpoint.person.does("endpoint on");
    endpoint.until_it_answers();
    assert_eq!(endpoint.ask().0, 200);

    let (port, kept) = (endpoint.port, endpoint.secret.clone());
    let person = endpoint.end();
    assert_eq!(person.does("endpoint north --json").json()["answering"], false);
    let agent = agent(&person);
    let endpoint = Endpoint { secret: secret(&person), port, agent, person };
    endpoint.until_it_answers();
    assert_eq!((endpoint.secret.as_str(), endpoint.ask().0), (kept.as_str(), 200));

    let _ = endpoint.person.does("endpoint north --new-secret");
    assert_eq!(endpoint.ask().0, 401);
    assert_eq!(endpoint.ask_as("north", &secret(&endpoint.person)).0, 200);
    endpoint.end();
}

#[test]
fn a_profile_that_is_renamed_takes_its_endpoint_along_and_one_that_is_removed_has_none() {
    let endpoint = Endpoint::new();
    let _ = endpoint.person.does("profile rename north plant");
    assert_eq!(endpoint.ask().0, 401);
    assert_eq!(endpoint.ask_as("plant", &endpoint.secret).0, 200);
    let _ = endpoint.person.does("profile remove plant --yes");
    wait::until_true("the closed port", || TcpStream::connect(("127.0.0.1", endpoint.port)).is_err());
    assert!(
        !fs::read_to_string(endpoint.person.home.path().join("cdf-signin/profiles.toml")).unwrap().contains("= true")
    );
    endpoint.end();
}

#[test]
fn a_tool_prints_what_its_person_has_to_do() {
    let endpoint = Endpoint::new();
    let _ = endpoint.person.does("logout north");
    let (status, answer) = endpoint.ask();
    assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")), "{answer}");
    assert_eq!(answer["error_description"], "Nobody is signed in. Sign in: cdf-signin login north");
    endpoint.end();
}

#[test]
fn slow_and_idle_senders_hold_nobody_up() {
    let endpoint = Endpoint::new();
    let idle: Vec<_> = (0..100).map(|_| endpoint.connect()).collect();
    let mut slow = endpoint.connect();
    slow.write_all(b"POST /north/token HTTP/1.1\r\nHost: 127").unwrap();
    let mut endless = endpoint.connect();
    let head = format!("POST /north/token HTTP/1.1\r\nHost: localhost:{}\r\n", endpoint.port);
    endless.write_all(head.as_bytes()).unwrap();
    // Until it has enough of this header.
    wait::until_true("an end to an endless header", || endless.write_all(&[b'x'; 4096]).is_err());
    let mut half = endpoint.connect();
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngrant_type=";
    half.write_all(format!("{head}{form}").as_bytes()).unwrap();
    assert_eq!(endpoint.ask().0, 200);
    let mut answer = String::new();
    half.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    drop(idle);
    endpoint.end();
}

/// A page of a stranger's: it tries whatever a page can to get a token, and says what came of it in its title.
fn page(port: u16, secret: &str) -> String {
    format!(
        r#"<!doctype html><title>trying</title><script>
        const url = "http://127.0.0.1:{port}/north/token";
        const body = new URLSearchParams({{grant_type: "client_credentials", client_id: "north", client_secret: "{secret}"}});
        const ways = [
          () => fetch(url, {{method: "POST", body}}),
          () => fetch(url, {{method: "POST", body, headers: {{"X-Mine": "1"}}}}),
          () => fetch(url, {{method: "POST", body, credentials: "include"}}),
          () => fetch(url.replace("127.0.0.1", "localhost"), {{method: "POST", body}}),
          () => fetch(url, {{method: "POST", body, mode: "no-cors"}}),
          () => fetch(url + "?" + body),
        ];
        (async () => {{
          const seen = [];
          for (const way of ways) {{
            try {{ const answer = await way(); seen.push(answer.type + ":" + (await answer.text()).length); }}
            catch (error) {{ seen.push("blocked"); }}
          }}
          document.title = "done";
          document.body.append(seen.join(" "));
        }})();
        </script><body></body>"#
    )
}

#[test]
fn a_page_in_a_real_browser_gets_nothing_even_with_the_secret() {
    let endpoint = Endpoint::new();
    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", stranger.local_addr().unwrap());
    let page = page(endpoint.port, &endpoint.secret);
    thread::spawn(move || {
        for mut stream in stranger.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let length = page.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all(format!("{head}{page}").as_bytes());
        }
    });
    let options = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
        --disable-background-networking --disable-component-update --virtual-time-budget=8000 --dump-dom";
    let shown = Command::new(programs::chromium())
        .args(options.split_whitespace())
        .arg(format!("--user-data-dir={}", endpoint.person.home.work("data").display()))
        .arg(&address)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("blocked blocked blocked blocked opaque:0 blocked"), "{shown}");
    let standing = endpoint.standing();
    let outcomes: Vec<_> = standing["asked"].as_array().unwrap().iter().map(|asked| &asked["outcome"]).collect();
    assert!(!outcomes.is_empty() && outcomes.iter().all(|outcome| *outcome == "web_page"), "{standing}");
    endpoint.end();
}

#[test]
fn the_secret_is_in_the_tools_file_and_nowhere_else() {
    let endpoint = Endpoint::new();
    let person = &endpoint.person;
    let file = person.home.work("client.json");
    let written = person.cli("write north --verbose --format endpoint-json --to").arg(&file).run().done();
    assert_eq!(endpoint.ask().0, 200);
    assert_eq!(endpoint.ask_as("north", &format!("{}x", endpoint.secret)).0, 401);
    let client: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(client["credentials"]["client_credentials"]["client_secret"], endpoint.secret.as_str());
    let secrets = Secrets::of(&person.provider).and("the endpoint's secret", &endpoint.secret);
    assert_eq!(secrets.found_in(written.stdout.as_bytes()), Vec::<&str>::new());
    let found = secrets.found_under(person.home.path());
    assert_eq!(found, [(file.clone(), vec!["the endpoint's secret"])]);
    let Endpoint { person, agent, .. } = endpoint;
    agent.interrupt();
    let said = agent.end().done();
    assert_eq!(secrets.found_in(format!("{said}").as_bytes()), Vec::<&str>::new());

    // Off, no file is written, and the person hears what to do.
    let _ = person.does("endpoint north off");
    let error = person.cli("write north --json --format endpoint-json --to").arg(&file).run().failed(2, "usage");
    assert_eq!(error["hint"], "Switch it on: cdf-signin endpoint north on");
}

#[test]
fn a_taken_port_is_said() {
    let person = Person::signed_in();
    let port = switch_on(&person);
    let _taken = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let agent = agent(&person);
    let failed = wait::until("the word for it", || {
        let standing = person.does("endpoint north --json").json();
        standing["last_error"].as_object().cloned()
    });
    assert_eq!(failed["code"], "port_taken", "{failed:?}");
    let said = person.does("endpoint north").stderr;
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("profiles.toml"), "{said}");
    agent.interrupt();
    let _ = agent.end().done();
}

#[test]
fn the_sdk_loads_the_endpoints_json_and_its_requests_reach_cdf_with_the_persons_token() {
    let endpoint = Endpoint::new();
    let person = &endpoint.person;
    let file = person.home.work("client.json");
    let _ = person.cli("write north --format endpoint-json --to").arg(&file).run().done();
    let script = programs::of_tests("tools/drivers/load_client.py");
    let loaded = Command::new(programs::python()).arg(script).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&loaded.stderr);
    assert!(loaded.status.success(), "{said}");
    let answer: Value = serde_json::from_slice(&loaded.stdout).unwrap();
    assert_eq!(answer["subject"], person.status()["account"]["object_id"]);
    let arrived = person.provider.cdf_requests();
    let token = sha256(person.token().as_bytes());
    assert!(!arrived.is_empty() && arrived.iter().all(|request| request.token_sha256.as_ref() == Some(&token)));

    // Its error is the person's next step.
    let _ = person.does("logout north");
    let refused = Command::new(programs::python())
        .arg(programs::of_tests("tools/drivers/load_client.py"))
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("Nobody is signed in. Sign in: cdf-signin login north"), "{said}");
    endpoint.end();
}

#[test]
fn curl_asks_with_its_user_option() {
    let endpoint = Endpoint::new();
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--user", &format!("north:{}", endpoint.secret), "--data", "grant_type=client_credentials"]);
    let answer = curl.arg(format!("http://localhost:{}/north/token", endpoint.port)).output().unwrap();
    let answer: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(answer["access_token"], endpoint.person.token());
    endpoint.end();
}
