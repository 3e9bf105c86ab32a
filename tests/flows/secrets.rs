//! Secrets are where they belong and nowhere else: a day's work is looked through afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use cdf_signin_tests::cli::Cli;
use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::{Secrets, files_under};
use cdf_signin_tests::{Output, Person, Provider};
use serde_json::json;

/// What the person gives to a proxy.
const PROXY_PASSWORD: &str = "Pr0xy~of-the-office";

/// Looks over the shoulder of all processes that this test starts: at their arguments, as `ps` of any other account can, and
/// at their environment, as any program of the person's own can.
struct Onlooker {
    is_over: Arc<AtomicBool>,
    seen: Arc<Mutex<BTreeSet<Vec<u8>>>>,
    thread: JoinHandle<()>,
}

impl Onlooker {
    fn start() -> Self {
        let (is_over, seen) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(BTreeSet::new())));
        let (stop, notes) = (is_over.clone(), seen.clone());
        let thread = thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                for child in descendants(std::process::id()) {
                    for file in ["cmdline", "environ"] {
                        let line = fs::read(format!("/proc/{child}/{file}")).unwrap_or_default();
                        let line = String::from_utf8_lossy(&line).into_owned().into_bytes();
                        notes.lock().unwrap().insert(line);
                    }
                }
                thread::sleep(Duration::from_millis(1));
            }
        });
        Self { is_over, seen, thread }
    }

    fn end(self) -> Vec<u8> {
        self.is_over.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
        let seen = Arc::into_inner(self.seen).unwrap().into_inner().unwrap();
        seen.into_iter().collect::<Vec<_>>().join(&b'\n')
    }
}

/// The processes under that one.
fn descendants(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|line| line.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    children.iter().flat_map(|child| [vec![*child], descendants(*child)].concat()).collect()
}

/// Everything that the app does with secrets, well and badly; answers with all that was printed except by `token`.
fn a_days_work(person: &Person) -> Vec<Output> {
    let run = |words: &str| loudly(person.cli(&format!("{words} --verbose"))).run();
    let fails = |fault: serde_json::Value| person.provider.fail_next(fault);
    let mut printed =
        vec![run("login north"), run("login north --json"), run("status north --json"), run("status --all")];

    fails(json!({ "endpoint": "token", "error": "invalid_grant", "aadsts": 54005 }));
    printed.push(run("login north --json"));
    fails(json!({ "endpoint": "token", "id_token": { "nonce": "foreign" } }));
    printed.push(run("login north --json"));
    fails(json!({ "endpoint": "token", "reset": true }));
    printed.push(run("login north"));
    person.provider.set(json!({ "device_auto": 0, "device_interval": 1 }));
    printed.push(run("login north --device-code"));
    printed.push(run("login north --device-code --json"));
    let (callback, mut login) = person.login_up_to_the_callback("--verbose");
    login.type_line(&callback.replace("state=", "state=x"));
    login.type_line(&callback);
    printed.push(login.end());

    // The provider takes a refresh token for used also when its answer was worth nothing.
    person.provider.set(json!({ "reuse_detection": false }));
    for patch in [json!({ "patch": { "token_type": "mac" } }), json!({ "patch": { "expires_in": [] } })] {
        let mut fault = patch;
        fault["endpoint"] = json!("token");
        fails(fault);
        let refreshed = run("token north --min-validity 999999 --json");
        if refreshed.exit != Some(0) {
            printed.push(refreshed);
        }
    }
    fails(json!({ "endpoint": "token", "reset": true }));
    printed.push(run("token north --min-validity 999999"));
    for (format, file) in [("dotenv", ".env"), ("sdk-json", "client.json")] {
        let write = person.cli(&format!("write north --verbose --format {format} --to")).arg(person.home.work(file));
        printed.push(loudly(write).run());
    }
    person.provider.fail_no_more();
    printed.push(run("login north").done());
    printed.extend(with_an_agent(person));
    printed.extend(an_applications_work(person));
    printed.push(run("profile list"));
    printed.push(run("profile show north --json"));
    printed.push(run("profile rename north plant"));
    printed.extend(through_a_proxy(person));
    person.provider.revoke();
    printed.push(run("token plant --min-validity 999999 --json"));
    printed.push(run("status plant --json"));
    printed
}

/// Everything that can be told is told.
fn loudly(cli: Cli) -> Cli {
    cli.env("CDF_SIGNIN_LOG", "trace").env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full")
}

/// Tokens by the local socket; what `token` itself prints is left out.
fn with_an_agent(person: &Person) -> Vec<Output> {
    let mut agent = loudly(person.cli("agent --verbose")).start();
    agent.stderr_with("the agent's readiness", |said| said.contains("keeps your sign-ins fresh").then_some(()));
    let ask = |words: &str| {
        let mut output = loudly(person.cli(&format!("{words} --verbose"))).run().done();
        output.stdout.clear();
        output
    };
    let mut printed = vec![ask("token north"), ask("token north --min-validity 999999 --json"), ask("status north")];
    agent.interrupt();
    printed.push(agent.end().done());
    printed
}

/// A client secret, from its standard input to the provider; and one that the provider does not take.
fn an_applications_work(person: &Person) -> Vec<Output> {
    let Provider { daemon_client_id, daemon_secret, .. } = &person.provider;
    let add = person.profile_command_for("add", "job", daemon_client_id);
    let mut adding = loudly(add.args("--verbose --flow client-secret --client-secret-stdin")).start();
    adding.type_line(daemon_secret);
    adding.close_input();
    let added = adding.end().done();
    let mut token = loudly(person.cli("token job --verbose")).run().done();
    token.stdout.clear();
    person.provider.fail_next(json!({ "endpoint": "token", "error": "invalid_client", "aadsts": 7_000_215 }));
    let refused = loudly(person.cli("token job --verbose --json --min-validity 999999")).run();
    let shown = loudly(person.cli("profile show job --verbose")).run();
    vec![added, token, refused, shown]
}

/// The way to a provider of the internet leads through a proxy with a password, which is not there.
fn through_a_proxy(person: &Person) -> Vec<Output> {
    let proxy = format!("http://ingrid:{PROXY_PASSWORD}@127.0.0.1:9");
    let add = "profile add far --issuer https://login.far.example --client-id far --cluster westeurope-1 --project far";
    let words = [add, "login far --verbose", "login far --verbose --json", "check far --verbose", "status far --json"];
    let cli = |words| person.cli(words).env("HTTPS_PROXY", &proxy).env("CDF_SIGNIN_LOG", "trace");
    words.into_iter().map(|words| cli(words).run()).collect()
}

#[test]
fn nothing_but_token_and_the_hand_off_files_tells_a_secret() {
    let person = Person::new();
    let onlooker = Onlooker::start();
    let printed = a_days_work(&person);
    let seen = onlooker.end();
    let secrets = Secrets::of(&person.provider).and("the proxy's password", PROXY_PASSWORD);
    let secrets = secrets.and("a client secret", &person.provider.daemon_secret);
    eprintln!("{} secrets, {} commands, {} bytes of command lines", secrets.count(), printed.len(), seen.len());

    // What is looked for is found where it is known to be: the browser's own memory has the codes.
    let history = fs::read(person.home.browser_log()).unwrap();
    assert_eq!(secrets.found_in(&history), ["an authorization code"]);
    assert!(secrets.count() > 10);
    let hand_offs = person.home.work("");
    assert_eq!(secrets.found_under(&hand_offs).len(), 2);
    assert!(secrets.found_under(&hand_offs).iter().all(|(_, found)| *found == ["a JWT"]));

    for output in &printed {
        assert_eq!(secrets.found_in(format!("{}{}", output.stdout, output.stderr).as_bytes()), [""; 0], "{output}");
    }
    for folder in ["cdf-signin", "run", "tmp"] {
        assert_eq!(secrets.found_under(&person.home.path().join(folder)), [], "{folder}");
    }
    assert!(seen.windows(10).any(|part| part == b"/authorize"), "the onlooker saw the browser's start");
    // The environment that the test itself gave.
    let given = format!("HTTPS_PROXY=http://ingrid:{PROXY_PASSWORD}@");
    let seen = String::from_utf8_lossy(&seen).replace(&given, "");
    assert_eq!(secrets.found_in(seen.as_bytes()), [""; 0], "{seen}");
    let home = person.home.path().join("cdf-signin");
    let notes = logs(&home);
    for step in [
        "the browser is started",
        "waits for the code",
        "asks for a new token",
        "signed in",
        "a file for another tool is written",
    ] {
        assert!(notes.contains(step), "{step}: {notes}");
    }
    assert_eq!(mode(&home.join("logs")), 0o700);
    assert_eq!(mode(&home.join("sessions")), 0o700);
    for file in files_under(&home).iter().filter(|file| file.extension() != Some("lock".as_ref())) {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
}

/// All that was noted.
fn logs(home: &Path) -> String {
    files_under(&home.join("logs")).iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

#[test]
fn signing_out_leaves_no_session_behind() {
    let person = Person::signed_in();
    assert_eq!(person.home.session_files().len(), 1);
    person.does("logout north");
    assert_eq!(person.home.session_files().len(), 0);
    assert_eq!(person.state(), "signed_out");
    person.cli("token north --json").run().failed(4, "sign_in_required");
}
