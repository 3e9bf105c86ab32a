# shellcheck shell=bash
# What the scripts beside this file share. Sourced, never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# The scripts' own builds; a person who keeps Cargo's output elsewhere is followed there.
target=${CARGO_TARGET_DIR:-$root/target}
desktop_features=cdf-signin-desktop/custom-protocol

say() { printf '%s\n' "$*" >&2; }
die() {
    say "$1"
    [ $# -lt 2 ] || say "  $2"
    exit 1
}

# One selection of packages and features for every build: Cargo unites features over what is selected,
# so another selection would build the shared dependencies a second time.
cargo_build() { cargo build --workspace --lib --bins --tests --features "$desktop_features" "$@"; }

# A browser of the Chromium family, for tests and for the demo without a display.
find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome \
        "$target/tools/chromium/run/chromium"; do
        # Asked for its version, because Ubuntu's chromium-browser may be a script that only names the snap.
        if [ -n "$name" ] && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}
