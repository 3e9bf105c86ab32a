use crate::{Transcript, home_with};

#[test]
fn nobody_is_signed_in() {
    let home = home_with(&["north"]);
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["status", "status --json", "status --all", "status --all --json"]);
    transcript.run_all(&["token", "token --json", "token --no-refresh"]);
    transcript.run_all(&["write --format dotenv --to work/.env", "write --format list", "write --format list --json"]);
    transcript.run_all(&["logout", "logout --json", "logout --all", "logout --all --json"]);
    transcript.is_golden("signed_out");
    assert!(!home.work(".env").exists());
}

#[test]
fn which_profile_is_meant() {
    let home = home_with(&["north", "south"]);
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["status", "status --json", "token", "login", "logout", "profile show"]);
    transcript.run_all(&["token nobody", "login nobody", "logout nobody", "profile default south", "token"]);
    transcript.is_golden("which_profile");
}

#[test]
fn no_profile_at_all() {
    let home = home_with(&[]);
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["status", "status --all", "status --all --json", "token", "login", "logout --all"]);
    transcript.is_golden("no_profile");
}

#[test]
fn a_vault_in_memory_is_said() {
    let mut home = home_with(&["north"]);
    home.set("CDF_SIGNIN_VAULT", "memory");
    assert!(home.cli("status").run().done().stderr.contains("CDF_SIGNIN_VAULT=memory"));
}
