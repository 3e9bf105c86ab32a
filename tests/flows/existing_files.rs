//! What a write does to a file that is there: shown before, undone after, and never half done.

use std::fs;
use std::path::Path;
use std::process::Command;

use cdf_signin_tests::home::mode;
use cdf_signin_tests::{Output, Person, programs};
use serde_json::Value;

use crate::killed::kill_at_any_moment;

const KILLS: u32 = 200;

fn write(person: &Person, options: &str, file: &Path) -> Output {
    person.cli(&format!("write north --json --format dotenv {options} --to")).arg(file).run()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].as_str().unwrap()).collect()
}

/// The file holds the whole old text or the whole new one, whenever its writer is killed; what that leaves beside the file
/// the next one removes.
#[test]
fn killed_at_any_moment_a_write_is_done_or_not() {
    let person = Person::signed_in();
    let (file, other_lines) = (person.home.work(".env"), "'odd \u{e6}\u{f8}' = \"x y\" # kept\r\nA=1\n".repeat(500));
    let old = format!("{other_lines}export CDF_TOKEN=old\nLAST='1'");
    let new = old.replace("=old", &format!("={}", person.token()));
    let half_done = std::cell::Cell::new(0);
    let look = || {
        let Ok(found) = fs::read_to_string(&file) else { return };
        let added = found.strip_prefix(&new).is_some_and(|added| added.starts_with("\r\nCDF_CLUSTER=westeurope-1\r\n"));
        assert!(found == old || added, "{}", &found[other_lines.len().min(found.len())..]);
        half_done.set(half_done.get() + names_in(&person.home.work("")).len() - 1);
    };
    kill_at_any_moment(
        KILLS,
        || {
            look();
            fs::write(&file, &old).unwrap();
            person.cli("write north --format dotenv --to").arg(&file)
        },
        look,
    );
    eprintln!("{} temporary files seen of killed processes", half_done.get());
    fs::write(&file, &old).unwrap();
    let _ = write(&person, "", &file).done();
    assert_eq!((names_in(&person.home.work("")), mode(&file)), (vec![".env".to_owned()], 0o600));
    let _ = person.cli("write --undo").arg(&file).run().done();
    assert_eq!(fs::read_to_string(&file).unwrap(), old);
}

#[test]
fn a_preview_writes_nothing_and_tells_no_token() {
    let person = Person::signed_in();
    let file = person.home.work(".env");
    let old = "DB_PASSWORD=hunter2\nCDF_TOKEN=an-old-one\n";
    fs::write(&file, old).unwrap();
    let token = person.token();
    for options in ["--preview", "--preview --json"] {
        let shown = person.cli(&format!("write north --format dotenv {options} --to")).arg(&file).run().done();
        for secret in [token.as_str(), "hunter2", "an-old-one"] {
            assert!(!shown.stdout.contains(secret) && !shown.stderr.contains(secret), "{shown}");
        }
        assert!(shown.stdout.contains("CDF_TOKEN=[the new token]"), "{shown}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), old);
    // A file of another origin is shown as well, and stays.
    let notes = person.home.work("notes.json");
    fs::write(&notes, "{\"my\": \"notes\"}").unwrap();
    let shown = person.cli("write north --preview --json --format sdk-json --to").arg(&notes).run().done().json();
    assert_eq!((&shown["is_foreign"], &shown["is_new"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(fs::read_to_string(&notes).unwrap(), "{\"my\": \"notes\"}");
}

#[test]
fn a_write_is_undone_once_and_only_if_nobody_changed_the_file_since() {
    let person = Person::signed_in();
    let (file, new) = (person.home.work(".env"), person.home.work("new.env"));
    let undo = |file: &Path| person.cli("write --json --undo").arg(file).run();
    let old = "A=1\r\nCDF_TOKEN='an old one'\r\n";
    fs::write(&file, old).unwrap();
    undo(&file).failed(9, "file_refused");
    // Two writes, with another token each, are one to undo.
    let _ = write(&person, "", &file).done();
    let _ = person.refreshed_token().run().done();
    let _ = write(&person, "", &file).done();
    assert_eq!(undo(&file).done().json()["is_removed"], false);
    assert_eq!(fs::read_to_string(&file).unwrap(), old);
    undo(&file).failed(9, "file_refused");

    let _ = write(&person, "", &new).done();
    assert_eq!(undo(&new).done().json()["is_removed"], true);
    assert!(!new.exists());

    let _ = write(&person, "", &file).done();
    let mine = fs::read_to_string(&file).unwrap() + "MINE=1\n";
    fs::write(&file, &mine).unwrap();
    undo(&file).failed(9, "file_refused");
    assert_eq!(fs::read_to_string(&file).unwrap(), mine);

    let _ = write(&person, "", &file).done();
    let _ = person.does("logout north");
    undo(&file).failed(9, "file_refused");
}

#[test]
fn git_is_told_to_ignore_the_file_when_the_person_says_so() {
    let person = Person::signed_in();
    let folder = person.home.work("");
    let git = |words: &[&str]| {
        let done = person.home.command(&programs::of_system("git", "git")).args(words).current_dir(&folder).status();
        assert!(done.unwrap().success());
    };
    git(&["init", "--quiet"]);
    let file = person.home.work(".env");
    assert_eq!(codes(&write(&person, "", &file).done().json()), ["not_ignored_by_git"]);
    assert_eq!(codes(&write(&person, "--gitignore", &file).done().json()), [""; 0]);
    assert_eq!(fs::read_to_string(person.home.work(".gitignore")).unwrap(), "/.env\n");
    git(&["add", "--force", ".env"]);
    assert_eq!(codes(&write(&person, "", &file).done().json()), ["tracked_by_git"]);
}

/// On a drive of its own that is filled to the last byte.
#[test]
fn on_a_full_drive_the_file_stays_whole() {
    const SCRIPT: &str = r#"
        mount -t tmpfs -o size=64k,mode=700 tmpfs "$1" || exit 90
        cp "$2" "$1/.env"
        head -c 1000000 /dev/zero >"$1/filling" 2>/dev/null
        "$3" write north --json --format dotenv --to "$1/.env"; echo "ended with $?"
        cmp "$2" "$1/.env" && ls -A "$1"
        rm "$1/filling"
        "$3" write north --json --format dotenv --to "$1/.env" >/dev/null; echo "ended with $?""#;
    let person = Person::signed_in();
    let (drive, old) = (person.home.work("drive"), person.home.work("old"));
    fs::create_dir(&drive).unwrap();
    fs::write(&old, "A=1\n".repeat(2000)).unwrap();
    let mut unshare = person.home.command(&programs::of_system("unshare", "util-linux"));
    if !rustix::process::geteuid().is_root() {
        unshare.arg("--map-root-user");
    }
    let output = unshare
        .args(["--mount", "sh", "-c", SCRIPT, "sh"])
        .args([&drive, &old, &programs::command_line()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("its drive is full") && said.contains("\"file_refused\""), "{said}");
    assert!(said.ends_with("ended with 9\n.env\nfilling\nended with 0\n"), "{said}");
}

/// Where the system allows no file to grow, as a full drive or a used-up quota would.
#[test]
fn a_write_that_is_cut_short_leaves_the_file_whole() {
    let person = Person::signed_in();
    let file = person.home.work(".env");
    let old = "A=1\n".repeat(20_000);
    fs::write(&file, &old).unwrap();
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" write north --json --format dotenv --to \"$1\"";
    let mut shell: Command = person.home.command(&programs::of_system("sh", "dash"));
    let output = shell.args(["-c", script]).arg(programs::command_line()).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(9), "{said}");
    assert!(said.contains("it would be larger than is allowed here"), "{said}");
    assert_eq!((fs::read_to_string(&file).unwrap(), names_in(&person.home.work(""))), (old, vec![".env".to_owned()]));
}
