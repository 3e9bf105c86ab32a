//! Secrets are where they belong and nowhere else: a day's work is looked through afterwards.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::secrets::{Secrets, files_under};
use cdf_signin_tests::{Output, Person};
use serde_json::json;

/// Looks over the shoulder of all processes that this test starts, as `ps` of any other account can.
struct Onlooker {
    is_over: Arc<AtomicBool>,
    seen: Arc<Mutex<Vec<u8>>>,
    thread: JoinHandle<()>,
}

impl Onlooker {
    fn start() -> Self {
        let (is_over, seen) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (stop, notes) = (is_over.clone(), seen.clone());
        let thread = thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                for child in descendants(std::process::id()) {
                    let line = fs::read(format!("/proc/{child}/cmdline")).unwrap_or_default();
                    let mut notes = notes.lock().unwrap();
                    if !notes.windows(line.len().max(1)).any(|known| known == line) {
                        notes.extend_from_slice(&line);
                        notes.push(b'\n');
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
        Arc::into_inner(self.seen).unwrap().into_inner().unwrap()
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
    let run = |words: &str| person.cli(words).env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full").run();
    let fails = |fault: serde_json::Value| person.provider.fail_next(fault);
    let mut printed =
        vec![run("login north"), run("login north --json"), run("status north --json"), run("status --all")];

    fails(json!({ "endpoint": "token", "error": "invalid_grant", "aadsts": 54005 }));
    printed.push(run("login north --json"));
    fails(json!({ "endpoint": "token", "id_token": { "nonce": "foreign" } }));
    printed.push(run("login north --json"));
    let (callback, mut login) = person.login_up_to_the_callback("");
    login.type_line(&callback.replace("state=", "state=x"));
    login.type_line(&callback);
    printed.push(login.end());

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
        let write = person.cli(&format!("write north --format {format} --to")).arg(person.home.work(file));
        printed.push(write.env("RUST_LOG", "trace").run());
    }
    printed.push(run("profile list"));
    printed.push(run("profile show north --json"));
    printed.push(run("profile rename north plant"));
    person.provider.revoke();
    printed.push(run("token plant --min-validity 999999 --json"));
    printed.push(run("status plant --json"));
    printed
}

#[test]
fn nothing_but_token_and_the_hand_off_files_tells_a_secret() {
    let person = Person::new();
    let onlooker = Onlooker::start();
    let printed = a_days_work(&person);
    let seen = onlooker.end();
    let secrets = Secrets::of(&person.provider);
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
    assert_eq!(secrets.found_in(&seen), [""; 0], "{}", String::from_utf8_lossy(&seen));
    let home = person.home.path().join("cdf-signin");
    assert_eq!(mode(&home.join("sessions")), 0o700);
    for file in files_under(&home).iter().filter(|file| file.extension() != Some("lock".as_ref())) {
        assert_eq!(mode(file), 0o600, "{}", file.display());
    }
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
