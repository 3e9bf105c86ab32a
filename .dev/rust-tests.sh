#!/usr/bin/env bash
# Runs the test programs of one package, as the last build left them: rust-tests.sh FOLDER [PATTERN of the source's path]
# Cargo could do it too, but asked for one package it unites other features and builds the dependencies again.
source "$(dirname "$0")/common.sh"

programs=$(jq -r --arg folder "$root/$1" --arg path "$root/${2:-$1/}" '
    select(.reason == "compiler-artifact" and .profile.test and .executable != null)
    | select((.manifest_path | rtrimstr("/Cargo.toml")) == $folder and (.target.src_path | test($path)))
    | .executable' "$target/test-programs.json")

export CARGO_MANIFEST_DIR=$root/$1
cd "$CARGO_MANIFEST_DIR"
result=0
while read -r program; do
    [ -n "$program" ] || continue
    printf '\n%s\n' "${program##*/}"
    "$program" </dev/null || result=$?
done <<<"$programs"
exit $result
