//! The command line's words: what it prints where, and how it ends. The golden files are in `snapshots/`; after a change
//! that is meant, `INSTA_UPDATE=always cargo test -p cdf-signin-tests --test cli` writes them anew, to be read in the diff.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod at_once;
mod broken_file;
mod check;
mod errors;
mod fields;
mod import;
mod kept_files;
mod profiles;
mod providers;
mod signed_in;
mod signed_out;
mod terminal;
mod transcript;
mod usage;

use cdf_signin_tests::Home;
use transcript::Transcript;

/// The options of a profile that is complete.
const COMPLETE: &str = "--tenant-id north.example --client-id 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88 \
                        --cluster westeurope-1 --project north-prod";

/// A home with complete profiles of these names.
fn home_with(names: &[&str]) -> Home {
    let home = Home::new();
    for name in names {
        let _ = home.cli(&format!("profile add {name} {COMPLETE}")).run().done();
    }
    home
}

/// What `profiles.toml` says.
fn profiles_file(home: &Home) -> String {
    std::fs::read_to_string(profiles_path(home)).unwrap()
}

fn profiles_path(home: &Home) -> std::path::PathBuf {
    home.path().join("cdf-signin/profiles.toml")
}

/// A home whose `profiles.toml` says that.
fn home_with_file(text: &str) -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path().join("cdf-signin")).unwrap();
    std::fs::write(profiles_path(&home), text).unwrap();
    home
}
