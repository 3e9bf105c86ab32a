use std::fs;

use crate::{COMPLETE, Transcript, home_with_file, profiles_path};

const BROKEN: &str = "version = 1\n\n[profiles.north]\ntenant_id = \"north.example\nclient_id = 'x'\n";

#[test]
fn a_broken_file_is_named_with_line_and_column_and_left_alone() {
    let home = home_with_file(BROKEN);
    let mut transcript = Transcript::of(&home);
    let add = format!("profile add south {COMPLETE}");
    transcript.run_all(&[&add, "profile list", "profile show north --json", "profile edit north --label x"]);
    transcript.run_all(&["profile rename north south", "profile remove north --yes", "profile default north"]);
    transcript.run_all(&["profile duplicate north", "status --all", "token", "login", "logout --all"]);
    transcript.is_golden("broken_file");
    assert_eq!(fs::read_to_string(profiles_path(&home)).unwrap(), BROKEN);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let text = "version = 2\n[people.ingrid]\nplant = 'north'\n";
    let home = home_with_file(text);
    let error = home.cli(&format!("profile add north {COMPLETE} --json")).run().failed(3, "profile_invalid");
    assert!(error["message"].as_str().unwrap().contains("newer version"), "{error}");
    assert_eq!(fs::read_to_string(profiles_path(&home)).unwrap(), text);
}

#[test]
fn a_file_that_is_not_text_is_left_alone() {
    let home = home_with_file("");
    let bytes = b"[profiles.north]\nlabel = \"\xff\xfe\"\n";
    fs::write(profiles_path(&home), bytes).unwrap();
    home.cli(&format!("profile add north {COMPLETE} --json")).run().failed(3, "profile_invalid");
    assert_eq!(fs::read(profiles_path(&home)).unwrap(), bytes);
}

#[test]
fn a_folder_in_its_place_is_said() {
    let home = home_with_file("");
    fs::remove_file(profiles_path(&home)).unwrap();
    fs::create_dir(profiles_path(&home)).unwrap();
    home.cli("profile list --json").run().failed(3, "profile_invalid");
}

/// What was signed in can be signed out, whatever has become of the profiles.
#[test]
fn a_named_profile_is_signed_out_all_the_same() {
    let home = home_with_file(BROKEN);
    let sessions = home.path().join("cdf-signin/sessions");
    fs::create_dir_all(&sessions).unwrap();
    // The name that the vault gives the session of “north”.
    let session = sessions.join("north-dc365e79.session");
    fs::write(&session, "anything").unwrap();
    let _ = home.cli("logout north").run().done();
    assert!(!session.exists());
}
