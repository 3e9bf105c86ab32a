#!/usr/bin/env bash
# Measures the release builds and keeps the tables in tests/bench/results: bench.sh
# While you change the measuring itself: bench.sh try [PART…] measures debug builds a few times, and keeps nothing.
source "$(dirname "$0")/common.sh"
cd "$root"

if [ "${1:-}" = try ]; then
    profile=debug build=() options=(--rounds 3)
    shift
    make app
else
    profile=release build=(--release) options=(--keep)
    make build
fi

# Its own folder for what Cargo writes: its workspace is its own too.
cp Cargo.lock tests/bench/empty-window/Cargo.lock
cargo build "${build[@]}" --manifest-path tests/bench/empty-window/Cargo.toml --features custom-protocol --target-dir "$target/empty-window"

programs=$target/bench/$profile
mkdir -p "$programs"
ln -sf "$target/$profile"/cdf-signin{,-desktop,-test-browser} "$target/empty-window/$profile/empty-window" "$programs"
rustc -C opt-level=s -C strip=symbols -o "$programs/empty-program" - <<<'fn main() {}'

unset DISPLAY WAYLAND_DISPLAY
exec dbus-run-session -- "$target/venv/bin/python" tests/bench/bench.py "$programs" "${options[@]}" "$@"
