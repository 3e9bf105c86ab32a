use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::file::{KEPT, LARGEST};
use super::*;

/// 2026-11-23, 23:59:59.999 UTC.
fn late() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_478_399_999)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn write(folder: &Path, now: fn() -> SystemTime, line: &str) {
    LogFile::new(folder.to_path_buf(), now).make_writer().write_all(line.as_bytes()).unwrap();
}

#[test]
fn a_line_goes_to_the_days_file_which_is_its_owners_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("logs");
    let file = LogFile::new(folder.clone(), late);
    assert!(!folder.exists());
    file.make_writer().write_all(b"one\n").unwrap();
    // Another process of the same day.
    write(&folder, late, "two\n");
    assert_eq!(names(&folder), ["cdf-signin-2026-11-23.log"]);
    assert_eq!(fs::read_to_string(folder.join("cdf-signin-2026-11-23.log")).unwrap(), "one\ntwo\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("cdf-signin-2026-11-23.log"))), (0o700, 0o600));
    }
}

#[test]
fn a_new_day_is_a_new_file() {
    static NOW: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    fn now() -> SystemTime {
        late() + Duration::from_millis(NOW.load(std::sync::atomic::Ordering::SeqCst))
    }
    let home = tempfile::tempdir().unwrap();
    let file = LogFile::new(home.path().to_path_buf(), now);
    file.make_writer().write_all(b"one\n").unwrap();
    NOW.store(1, std::sync::atomic::Ordering::SeqCst);
    file.make_writer().write_all(b"two\n").unwrap();
    assert_eq!(names(home.path()), ["cdf-signin-2026-11-23.log", "cdf-signin-2026-11-24.log"]);
}

#[test]
fn a_full_file_is_continued_in_another_and_the_oldest_go() {
    let home = tempfile::tempdir().unwrap();
    let long = "x".repeat(usize::try_from(LARGEST).unwrap());
    fs::write(home.path().join("notes.txt"), "mine").unwrap();
    let file = LogFile::new(home.path().to_path_buf(), late);
    for _ in 0..KEPT + 3 {
        file.make_writer().write_all(long.as_bytes()).unwrap();
    }
    let names = names(home.path());
    assert_eq!(names.len(), KEPT + 1, "{names:?}");
    assert!(names.contains(&"notes.txt".to_owned()) && names.contains(&"cdf-signin-2026-11-23.log".to_owned()));
    let all: u64 = names.iter().map(|name| fs::metadata(home.path().join(name)).unwrap().len()).sum();
    assert!(all <= LARGEST * (KEPT as u64 + 1), "{all}");
}

#[test]
fn a_folder_that_cannot_be_written_is_nobodys_failure() {
    let home = tempfile::tempdir().unwrap();
    let taken = home.path().join("logs");
    fs::write(&taken, "a file").unwrap();
    write(&taken, late, "lost\n");
    assert_eq!(fs::read_to_string(&taken).unwrap(), "a file");
}

/// Logs that, at trace, and answers with what stands in the file.
fn logged(log: impl Fn()) -> String {
    let home = tempfile::tempdir().unwrap();
    let file = LogFile::new(home.path().to_path_buf(), late);
    let subscriber = Registry::default().with(layer(Lines(file), LevelFilter::TRACE));
    tracing::subscriber::with_default(subscriber, log);
    fs::read_to_string(home.path().join("cdf-signin-2026-11-23.log")).unwrap_or_default()
}

#[test]
fn a_line_has_its_moment_its_place_and_its_facts() {
    let text = logged(|| tracing::info!(profile = "north", status = 200, "a request"));
    let (moment, rest) = text.split_once(' ').unwrap();
    assert!(moment.starts_with("20") && moment.ends_with('Z') && moment.len() == 24, "{text}");
    assert!(
        rest.trim_start().starts_with("INFO cdf_signin_engine::logs::tests: a request profile=\"north\" status=200")
    );
}

#[test]
fn secrets_and_false_lines_are_kept_out_though_somebody_logs_them() {
    let text = logged(|| {
        tracing::error!(refresh_token = "r-1", said = %"a\n2026-11-23 INFO all is well\u{1b}[2J", "sent code=C0de eyJhbGciOiJSUzI1NiJ9.e30.x");
    });
    assert_eq!(text.lines().count(), 1, "{text}");
    for secret in ["r-1", "C0de", "eyJ", "\u{1b}"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn libraries_below_are_not_heard() {
    assert_eq!(logged(|| tracing::error!(target: "h2::codec", "frame")), "");
    assert_eq!(logged(|| tracing::error!(target: "hyper", "frame")), "");
}

#[test]
fn levels_by_their_words() {
    assert_eq!(level(None, false).unwrap(), LevelFilter::INFO);
    assert_eq!(level(Some(""), true).unwrap(), LevelFilter::DEBUG);
    assert_eq!(level(Some("trace"), false).unwrap(), LevelFilter::TRACE);
    assert_eq!(level(Some("off"), true).unwrap(), LevelFilter::OFF);
    assert_eq!(level(Some("loud"), false).unwrap_err().code, ErrorCode::Usage);
}
