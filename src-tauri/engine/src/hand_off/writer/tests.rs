//! Places and moments that would do harm.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use super::*;
use crate::hand_off::tests::{ingrid, profile, token, turn_at};
use crate::hand_off::{FORMATS, Gives, format};

fn write_env(path: &Path) -> Result<Written, HandOffError> {
    let profile = profile();
    let order = Order { format: format("dotenv").unwrap(), path: path.to_path_buf(), replace: false };
    let material = Material { token: Some(token("t.o.k")), ..Material::of(&profile) };
    write(&turn_at(path), &order, &material).map(|(written, _)| written)
}

fn reason(outcome: Result<Written, HandOffError>) -> String {
    match outcome.unwrap_err() {
        HandOffError::Refused { reason, .. } | HandOffError::Io { reason, .. } => reason,
        other => panic!("{other}"),
    }
}

/// Changes a file, and does something else between the look at it and its replacement.
fn change_while(path: &Path, meanwhile: impl Fn(u8)) -> Result<Changed, HandOffError> {
    let times = Cell::new(0);
    change(&turn_at(path), path, |existing| {
        times.set(times.get() + 1);
        meanwhile(times.get());
        Ok(format!("{}OURS=1\n", existing.unwrap_or_default()).into())
    })
}

#[test]
fn what_an_editor_saved_meanwhile_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, "A=1\n").unwrap();
    // Into the file, and as another file in its place.
    let edits: [fn(&Path, &str); 2] = [
        |path, text| fs::write(path, text).unwrap(),
        |path, text| {
            fs::write(path.with_extension("new"), text).unwrap();
            fs::rename(path.with_extension("new"), path).unwrap();
        },
    ];
    for edit in edits {
        change_while(&path, |time| {
            if time == 1 {
                edit(&path, "A=2\n");
            }
        })
        .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=2\nOURS=1\n");
    }
}

#[test]
fn a_file_that_came_meanwhile_is_kept_and_one_that_went_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    change_while(&path, |time| {
        if time == 1 {
            fs::write(&path, "A=1\n").unwrap();
        }
    })
    .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "A=1\nOURS=1\n");
    change_while(&path, |time| {
        if time == 1 {
            fs::remove_file(&path).unwrap();
        }
    })
    .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "OURS=1\n");
}

#[test]
fn a_file_that_never_rests_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    let outcome = change_while(&path, |time| fs::write(&path, "A".repeat(time.into())).unwrap());
    assert!(matches!(outcome, Err(HandOffError::Refused { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "A".repeat(TRIES.into()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn odd_names_and_contents_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("utf-16"), [0xff, 0xfe, 0x41, 0x00]).unwrap();
    fs::File::create(at("large")).unwrap().set_len(100_000_000).unwrap();
    let cases = [
        ("utf-16", "it is not text in UTF-8"),
        ("large", "it has more than 8 MB, which no file of settings has"),
        ("..", "it names no file"),
        ("missing/../x", "its folder is not there"),
        (&"n".repeat(300), "its name is too long, or not allowed on this drive"),
    ];
    for (name, expected) in cases {
        assert_eq!(reason(write_env(&at(name))), expected, "{name}");
    }
    assert_eq!(fs::metadata(at("large")).unwrap().len(), 100_000_000);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_preview_tells_no_token_neither_the_new_nor_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    let existing = "# mine\nDB_PASSWORD=hunter2\nCDF_TOKEN=an-old-one\n".to_owned() + &"X=1\n".repeat(20);
    fs::write(&path, &existing).unwrap();
    let profile = profile();
    let order = Order { format: format("dotenv").unwrap(), path: path.clone(), replace: false };
    let material = Material { token: Some(token("t.o.k")), ..Material::of(&profile) };
    let seen = preview(&order, &material).unwrap();
    let lines: Vec<_> = seen.lines.iter().map(|line| (line.change, line.text.as_str())).collect();
    assert_eq!(
        lines[..5],
        [
            (Change::Same, "# mine"),
            (Change::Same, "DB_PASSWORD=[hidden]"),
            (Change::Removed, "CDF_TOKEN=[hidden]"),
            (Change::Added, "CDF_TOKEN=[the new token]"),
            (Change::Same, "X=1"),
        ]
    );
    assert!(lines.contains(&(Change::Skipped, "14 lines that stay")), "{lines:?}");
    assert!(lines.contains(&(Change::Added, "LOGIN_FLOW=token")), "{lines:?}");
    assert!(!seen.is_new && !seen.is_foreign && !seen.is_first);
    assert_eq!(fs::read_to_string(&path).unwrap(), existing);
}

/// Whatever a form looks like, its preview is without the token, and so is the preview of writing over it.
#[test]
fn no_forms_preview_tells_what_it_lets_in_with() {
    const SECRETS: [&str; 3] = ["un.usual~to-ken", "odd+ssecret/x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"];
    let folder = tempfile::tempdir().unwrap();
    let profile = profile();
    let holds_token = |format: &&Format| format.gives == Gives::Token && (format.unfit)(&profile).is_none();
    for format in FORMATS.iter().filter(holds_token) {
        let path = folder.path().join(format.id);
        let mut last = None;
        for secret in SECRETS {
            let order = Order { format, path: path.clone(), replace: false };
            let material = Material { token: Some(token(secret)), account: Some(ingrid()), ..Material::of(&profile) };
            let seen = match preview(&order, &material) {
                // Some forms hold nothing but a token that looks like one.
                Err(HandOffError::Unfit(_)) => continue,
                seen => format!("{:?}", seen.unwrap().lines),
            };
            assert!(seen.contains("[the new token]"), "{}: {seen}", format.id);
            assert!(SECRETS.iter().all(|secret| !seen.contains(secret)), "{}: {seen}", format.id);
            write(&turn_at(&path), &order, &material).unwrap();
            last = Some(secret);
        }
        assert_eq!(last, Some(SECRETS[2]), "{}", format.id);
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn a_link_that_takes_the_files_place_meanwhile_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, elsewhere) = (folder.path().join(".env"), folder.path().join("elsewhere"));
        fs::write(&elsewhere, "kept").unwrap();
        for is_new in [true, false] {
            let _ = fs::remove_file(&path);
            if !is_new {
                fs::write(&path, "A=1\n").unwrap();
            }
            let outcome = change_while(&path, |time| {
                if time == 1 {
                    let _ = fs::remove_file(&path);
                    symlink(&elsewhere, &path).unwrap();
                }
            });
            assert!(matches!(outcome, Err(HandOffError::Refused { .. })));
            assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "kept");
            assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        }
    }

    #[test]
    fn sockets_devices_and_files_of_others_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        assert_eq!(reason(write_env(&socket)), "it is not a plain file");
        assert_eq!(reason(write_env(Path::new("/dev/null"))), "it is not a plain file");
        let others = if rustix::process::geteuid().is_root() {
            let file = folder.path().join("others");
            fs::write(&file, "A=1\n").unwrap();
            std::os::unix::fs::chown(&file, Some(12345), None).unwrap();
            file
        } else {
            "/etc/passwd".into()
        };
        assert_eq!(reason(write_env(&others)), "it belongs to somebody else");
    }

    #[test]
    fn a_read_only_file_stays_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        fs::write(&path, "A=1\n").unwrap();
        set_mode(&path, 0o444);
        // For root too, whom the system would let.
        assert_eq!(reason(write_env(&path)), "it is read-only");
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), mode(&path)), ("A=1\n", 0o444));
    }

    #[test]
    fn who_could_read_a_file_or_has_another_name_for_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join(".env"), folder.path().join("other"));
        assert_eq!(write_env(&path).unwrap().warnings, []);
        for was in [0o644, 0o755] {
            set_mode(&path, was);
            // Also when the text is there already.
            assert_eq!(write_env(&path).unwrap().warnings, [Warning::WasReadable]);
            assert_eq!(mode(&path), was & 0o700, "a program stays one");
        }
        fs::write(&path, "A=1\n").unwrap();
        fs::hard_link(&path, &other).unwrap();
        assert_eq!(write_env(&path).unwrap().warnings, [Warning::HasOtherNames]);
        assert_eq!(fs::read_to_string(&other).unwrap(), "A=1\n");
        assert!(fs::read_to_string(&path).unwrap().contains("t.o.k"));
    }

    #[test]
    fn what_is_right_already_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        write_env(&path).unwrap();
        let number = fs::metadata(&path).unwrap().ino();
        write_env(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().ino(), number);
    }

    #[test]
    fn two_that_write_at_once_lose_nothing() {
        let home = tempfile::tempdir().unwrap();
        let places = crate::places::Places::under(home.path().join("home"));
        let path = home.path().join(".env");
        std::thread::scope(|scope| {
            for name in ["A", "B", "C", "D"] {
                let (places, path) = (&places, &path);
                scope.spawn(move || {
                    for number in 0..25 {
                        let turn = Turn::wait(places, path).unwrap();
                        let added = |existing: Option<&str>| {
                            Ok(format!("{}{name}={number}\n", existing.unwrap_or_default()).into())
                        };
                        change(&turn, path, added).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 100);
    }
}
