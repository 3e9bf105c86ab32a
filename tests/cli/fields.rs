use cdf_signin_tests::Home;

use crate::{COMPLETE, Transcript, home_with_file, profiles_path};

#[test]
fn each_field_says_what_is_wrong_with_it_and_what_would_do() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    for (option, value) in [
        ("--tenant-id", "https://north.example"),
        ("--tenant-id", "north"),
        ("--tenant-id", "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e8"),
        ("--client-id", "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88a"),
        ("--client-id", "my app"),
        ("--cluster", "https://westeurope-1.cognitedata.com"),
        ("--cluster", "west_europe"),
        ("--project", "north prod"),
        ("--flow", "telepathy"),
        ("--flow", "client-certificate"),
        ("--redirect-port", "80"),
        ("--redirect-port", "many"),
        ("--authority", "http://login.example"),
        ("--authority", "login.example"),
        ("--base-url", "http://cdf.example"),
        ("--base-url", "https://me:secret@cdf.example"),
        ("--authorize-url", "https://login.example/authorize"),
        ("--token-url", "https://login.example/token"),
        ("--label", "two\nlines"),
    ] {
        let complete = COMPLETE.split("--").filter(|pair| !pair.starts_with(option.trim_start_matches('-')));
        let complete = complete.collect::<Vec<_>>().join("--");
        transcript.run(&format!("profile add x {}", complete.trim()), &[option, value]);
    }
    transcript.run("profile add", &["north prod", "--tenant-id", "north.example"]);
    transcript.is_golden("fields");
    assert!(!profiles_path(&home).exists());
}

#[test]
fn a_hand_edited_profile_with_mistakes_is_listed_shown_and_can_be_mended() {
    let home = home_with_file(
        "[profiles.north]\ntenant_id = 7\ncluster = [\"a\"]\nproject = \"north-prod\"\nfixed_port = \"yes\"\n\n\
         [profiles.odd]\nclient_id = \"\\u001b[31mred\"\n",
    );
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["profile list", "profile show north", "status --all", "status north", "token north --json"]);
    transcript.run_all(&[&format!("profile edit north {COMPLETE} --fixed-port=false"), "profile show north"]);
    transcript.run_all(&["status --all --json", "profile remove odd --yes", "profile list"]);
    transcript.is_golden("mistakes");
}
