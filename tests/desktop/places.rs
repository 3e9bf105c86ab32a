//! Where the programs and files are that only these tests need.

use std::env;
use std::path::PathBuf;

use cdf_signin_tests::programs;

/// The app: `$CDF_SIGNIN_APP`, or what Cargo built beside this test.
pub fn app() -> PathBuf {
    existing(
        env::var_os("CDF_SIGNIN_APP").map_or_else(|| target().join("debug/cdf-signin-desktop"), PathBuf::from),
        "The app is not built. Run “cargo build -p cdf-signin-desktop --features custom-protocol” after “npm run build” in ui, \
         or set CDF_SIGNIN_APP to the program",
    )
}

/// What drives it: `$TAURI_DRIVER`, or that of `make test`.
pub fn driver() -> PathBuf {
    programs::of_system("WebKitWebDriver", "webkit2gtk-driver");
    existing(
        env::var_os("TAURI_DRIVER").map_or_else(|| target().join("tools/bin/tauri-driver"), PathBuf::from),
        "tauri-driver is missing. Run “cargo install tauri-driver --version '^2' --locked --root target/tools”, \
         or set TAURI_DRIVER to the program",
    )
}

/// A package of the page's development tools.
pub fn of_ui(file: &str) -> PathBuf {
    existing(
        programs::of_tests("../ui/node_modules").join(file),
        "The page's packages are missing. Run “npm ci --prefix ui”",
    )
}

/// Where the tests keep pictures, for whoever looks after a failure.
pub fn pictures() -> PathBuf {
    target().join("test-screens")
}

/// Cargo's folder, in which this test is at `debug/deps`.
fn target() -> PathBuf {
    let test = env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_path_buf()
}

fn existing(file: PathBuf, otherwise: &str) -> PathBuf {
    assert!(file.is_file(), "{otherwise} (looked for {}).", file.display());
    file
}
