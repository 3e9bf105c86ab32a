//! Many processes at once, as when fifty scripts start at the full hour.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use cdf_signin_tests::{Output, Person, Running, wait};

const PROCESSES: usize = 50;

/// The file that processes lock while they refresh the profile's token.
fn refresh_lock(person: &Person) -> PathBuf {
    let mut lock = person.home.session_files().pop().unwrap();
    assert!(lock.set_extension("lock") && lock.is_file());
    lock
}

/// Whether that process has come as far as the lock.
fn is_at(lock: &Path, process: &Running) -> bool {
    let files = fs::read_dir(format!("/proc/{}/fd", process.id())).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read_link(file.path()).ok()).any(|file| file == lock)
}

/// Asks for a token in fifty processes, and lets none of them go on before each has seen that it has to be renewed.
fn ask_all_at_once(person: &Person) -> Vec<Output> {
    let lock = refresh_lock(person);
    let held = File::open(&lock).unwrap();
    held.lock().unwrap();
    let all: Vec<Running> = (0..PROCESSES).map(|_| person.cli("token north --json").start()).collect();
    wait::until_true("all processes at the lock", || all.iter().all(|process| is_at(&lock, process)));
    assert_eq!(person.provider.refreshes().len(), 0);
    held.unlock().unwrap();
    all.into_iter().map(Running::end).collect()
}

fn distinct_tokens(outputs: &[Output]) -> BTreeSet<String> {
    outputs.iter().map(|output| output.json()["access_token"].as_str().unwrap().to_owned()).collect()
}

/// One request reached the provider, and everybody has its result.
fn one_refresh_for_all(person: &Person, outputs: Vec<Output>) {
    let outputs: Vec<Output> = outputs.into_iter().map(Output::done).collect();
    let tokens = distinct_tokens(&outputs);
    let refreshes = person.provider.refreshes();
    let counts = (outputs.len(), refreshes.len(), tokens.len());
    eprintln!("{} processes, {} refresh request, {} new token", counts.0, counts.1, counts.2);
    assert_eq!(counts, (PROCESSES, 1, 1));
    assert_eq!(refreshes[0].outcome, "granted");
    assert_eq!(person.provider.inspect(tokens.first().unwrap()).0, 200);
    assert_eq!(person.token(), *tokens.first().unwrap());
}

#[test]
fn fifty_processes_that_all_found_the_token_expired_send_one_refresh() {
    let person = Person::new();
    person.sign_in_until_expired();
    let outputs = ask_all_at_once(&person);
    one_refresh_for_all(&person, outputs);
}

#[test]
fn fifty_processes_that_start_as_they_can_send_one_refresh() {
    let person = Person::new();
    person.sign_in_until_expired();
    let all: Vec<Running> = (0..PROCESSES).map(|_| person.cli("token north --json").start()).collect();
    one_refresh_for_all(&person, all.into_iter().map(Running::end).collect());
}

#[test]
fn the_providers_final_no_is_asked_for_once_and_told_to_all() {
    let person = Person::new();
    person.sign_in_until_expired();
    person.provider.revoke();
    let outputs = ask_all_at_once(&person);
    let ids: BTreeSet<String> = outputs
        .iter()
        .map(|output| output.failed(4, "sign_in_required")["provider"]["trace_id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((outputs.len(), person.provider.refreshes().len(), ids.len()), (PROCESSES, 1, 1));
}

#[test]
fn two_profiles_do_not_wait_for_each_other() {
    let person = Person::signed_in();
    let lock = refresh_lock(&person);
    person.add_profile("south");
    person.does("login south");
    let held = File::open(&lock).unwrap();
    held.lock().unwrap();
    let waiting = person.cli("token north --min-validity 999999").start();
    person.does("token south --min-validity 999999");
    wait::until_true("the process at the lock", || is_at(&lock, &waiting));
    assert_eq!(person.provider.refreshes().len(), 1);
    held.unlock().unwrap();
    let _ = waiting.end().done();
    assert_eq!(person.provider.refreshes().len(), 2);
}
