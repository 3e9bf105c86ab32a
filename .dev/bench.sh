#!/usr/bin/env bash
# Measures the release builds and keeps the tables in tests/bench/results: bench.sh
# While you change the measuring itself: bench.sh try [PART…] measures debug builds a few times, and keeps nothing.
source "$(dirname "$0")/common.sh"
cd "$root"

if [ "${1:-}" = try ]; then
    profile=debug build=() options=(--rounds 3)
    shift
else
    profile=release build=(--release) options=(--keep)
fi
make ui/dist/index.html
cargo build --workspace --bins --features "$desktop_features,empty-window/window" "${build[@]}"

programs=$target/bench/$profile
mkdir -p "$programs"
ln -sf "$target/$profile"/{cdf-signin,cdf-signin-desktop,cdf-signin-test-browser,empty-window} "$programs"
rustc -C opt-level=s -C strip=symbols -o "$programs/empty-program" - <<<'fn main() {}'

unset DISPLAY WAYLAND_DISPLAY
exec dbus-run-session -- "$target/venv/bin/python" tests/bench/bench.py "$programs" "${options[@]}" "$@"
