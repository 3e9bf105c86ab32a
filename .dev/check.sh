#!/usr/bin/env bash
# Everything that can be said about the source without running the tests.
source "$(dirname "$0")/common.sh"
cd "$root"

longest_file=400
failed=()
step() { # name command…
    printf '%s\n' "── $1" >&2
    "${@:2}" >&2 || failed+=("$1")
}

clippy() {
    cargo clippy --workspace --all-targets --features "$desktop_features" -- -D warnings
}

# The generator overwrites what is there: what differs afterwards was not generated from this source.
bindings() {
    local before
    before=$(mktemp -d)
    cp -r ui/src/bindings/. "$before"
    cargo test --workspace --features "$desktop_features" --lib --quiet export_bindings &&
        diff --recursive --unified "$before" ui/src/bindings
    local result=$?
    rm -r "$before"
    return $result
}

# What the program offers, and what the tests have seen reading it.
table_of_tools() {
    cargo_build --quiet && .dev/readers.py "$target/debug/cdf-signin" --check >&2
}

engine_knows_no_window() {
    local dependencies
    dependencies=$(cargo tree --package cdf-signin-engine --target all --prefix none) || return
    ! grep -E '^(tauri|wry|tao|webkit2gtk)( |-)' <<<"$dependencies"
}

file_lengths() {
    git ls-files -z --cached --others --exclude-standard '*.rs' '*.ts' '*.svelte' '*.css' '*.mjs' '*.py' '*.sh' ':!ui/src/bindings' |
        xargs -0 wc -l |
        awk -v most=$longest_file '$2 != "total" && $1 > most { print $2 ": " $1 " lines, at most " most; bad = 1 } END { exit bad }'
}

# Where a package came from is the reader's own choice of registry, not the writer's.
lock_files() {
    ! grep -H '"resolved"' {ui,tests/provider,tests/tools}/package-lock.json
}

step "rustfmt" cargo fmt --all --check
step "clippy" clippy
step "generated bindings" bindings
step "table of tools" table_of_tools
step "svelte-check" npm run --silent --prefix ui check
step "biome" npm run --silent --prefix ui lint -- --colors=off
step "shellcheck" shellcheck .ci/run .dev/*.sh
step "the engine knows no window" engine_knows_no_window
step "file lengths" file_lengths
step "lock files" lock_files

if [ ${#failed[@]} -gt 0 ]; then
    say "Not as it should be:"
    say "$(printf '  %s\n' "${failed[@]}")"
    exit 1
fi
say "All checks hold."
