//! Where the programs are that a test runs. A missing one fails the test and says what to do.

use std::env;
use std::path::{Path, PathBuf};

/// The command line: `$CDF_SIGNIN_BIN`, or what Cargo built beside this test.
pub fn command_line() -> PathBuf {
    env::var_os("CDF_SIGNIN_BIN").map_or_else(|| beside_this_test("cdf-signin"), PathBuf::from).existing(
        "The command line is not built. Run “cargo build -p cdf-signin”, or set CDF_SIGNIN_BIN to the program",
    )
}

/// The tests' own browser.
pub fn browser() -> PathBuf {
    beside_this_test("cdf-signin-test-browser")
        .existing("The tests' browser is not built. Run “cargo build -p cdf-signin-tests --bins”")
}

/// The Python that has `tests/tools/sdk-8.txt`: `$PYTHON`, or that of `make test`.
pub fn python() -> PathBuf {
    let of_make = || beside_this_test("../venv/bin/python");
    env::var_os("PYTHON").map_or_else(of_make, PathBuf::from).existing(
        "There is no Python with the Cognite SDK. Run “make test”, or set PYTHON to one that has tests/tools/sdk-8.txt",
    )
}

/// A browser of the Chromium family: `$CHROMIUM`, or the system's.
pub fn chromium() -> PathBuf {
    env::var_os("CHROMIUM").map_or_else(|| of_system("chromium", "chromium"), PathBuf::from)
}

/// A program of the system's, named with the package that brings it.
pub fn of_system(name: &str, package: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is missing. Install it (Debian and Ubuntu: apt-get install {package})"))
}

/// A file of this folder, `tests/`.
pub fn of_tests(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn beside_this_test(name: &str) -> PathBuf {
    let mut folder = env::current_exe().unwrap();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder.join(name)
}

trait Existing {
    fn existing(self, otherwise: &str) -> Self;
}

impl Existing for PathBuf {
    fn existing(self, otherwise: &str) -> Self {
        assert!(self.is_file(), "{otherwise} (looked for {}).", self.display());
        self
    }
}
