#!/usr/bin/env bash
# Runs the tests: test.sh [PART…], without a part all of them. Each part's whole output is kept in target/test-logs/.
source "$(dirname "$0")/common.sh"
cd "$root"

all_parts=(provider ui engine cli desktop flows window tools)
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=("${all_parts[@]}")
for part in "${parts[@]}"; do
    [[ " ${all_parts[*]} " == *" $part "* ]] || die "There is no part named $part." "Parts: ${all_parts[*]}"
done
wanted() { [[ " ${parts[*]} " == *" $1 "* ]]; }

logs=$target/test-logs
rm -rf "$logs"
mkdir -p "$logs"
# Far above what any part needs: it only keeps a part that hangs from holding up everything for ever.
limit=1500

# Each of these prints "passed failed skipped" of a log.
count_node() { # node --test: "# pass 3", in its other dress "ℹ pass 3"
    awk '$2 == "pass" { p += $3 } $2 == "fail" || $2 == "cancelled" { f += $3 } $2 == "skipped" || $2 == "todo" { s += $3 }
        END { print p + 0, f + 0, s + 0 }' "$1"
}
count_vitest() { # its JSON report beside the log
    jq -r '"\(.numPassedTests) \(.numFailedTests) \(.numPendingTests + .numTodoTests)"' "${1%.log}.json" 2>/dev/null || echo 0 0 0
}
count_rust() { # "test result: ok. 3 passed; 0 failed; 0 ignored; …", once for each test program
    awk '/^test result: / { gsub(/[;.]/, ""); p += $4; f += $6; s += $8 } END { print p + 0, f + 0, s + 0 }' "$1"
}
count_unittest() { # "Ran 3 tests in …", then "OK (skipped=1)" or "FAILED (failures=1, errors=1)"
    awk 'function n(w) { return match($0, w "=[0-9]+") ? substr($0, RSTART + length(w) + 1, RLENGTH - length(w) - 1) : 0 }
        /^Ran [0-9]+ test/ { ran = $2 } /^(OK|FAILED)/ { f = n("failures") + n("errors"); s = n("skipped") }
        END { print ran - f - s, f + 0, s + 0 }' "$1"
}

table=()
total_passed=0 total_failed=0 total_skipped=0
part() { # name counter command…
    local name=$1 counter=$2 log=$logs/$1.log started=$SECONDS result=0 passed failed skipped note=
    shift 2
    wanted "$name" || return 0
    say "── $name"
    timeout --kill-after=20 "$limit" "$@" >"$log" 2>&1 || result=$?
    read -r passed failed skipped < <("$counter" "$log")
    if [ $((passed + failed)) = 0 ]; then
        failed=1 note=" (ran no test)"
    elif [ $result != 0 ] && [ "$failed" = 0 ]; then
        failed=1 note=" (ended with $result)"
    fi
    [ "$failed" = 0 ] || cat "$log" >&2
    total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed)) total_skipped=$((total_skipped + skipped))
    table+=("$(printf '%-9s %5d %6d %7d %5d s%s' "$name" "$passed" "$failed" "$skipped" $((SECONDS - started)) "$note")")
    say "${table[-1]}"
}

needs_build() { wanted engine || wanted cli || wanted desktop || wanted flows || wanted window || wanted tools; }
if needs_build; then
    say "── build"
    cargo_build --message-format=json-render-diagnostics >"$target/test-programs.json" || die "The build failed."
fi

export CDF_SIGNIN_BIN=$target/debug/cdf-signin CDF_SIGNIN_APP=$target/debug/cdf-signin-desktop
export PYTHON=$target/venv/bin/python PYTHON_SDK_7=$target/venv-sdk-7/bin/python RUST_SDK=$target/rust-sdk/debug/rust-sdk
export TAURI_DRIVER=$target/tools/bin/tauri-driver
CHROMIUM=$(find_chromium) || die "No browser of the Chromium family runs here."
export CHROMIUM

part provider count_node npm test --silent --prefix tests/provider
part ui count_vitest npm test --silent --prefix ui -- \
    --reporter=default --reporter=json --outputFile.json="$logs/ui.json"
part engine count_rust .dev/rust-tests.sh src-tauri/engine
part cli count_rust .dev/rust-tests.sh src-tauri/cli
part desktop count_rust .dev/rust-tests.sh src-tauri
part flows count_rust .dev/rust-tests.sh tests 'tests/(?!desktop/)'
part window count_rust .dev/rust-tests.sh tests tests/desktop/
part tools count_unittest "$PYTHON" -m unittest discover -v -s tests/tools

printf '\n%-9s %5s %6s %7s %7s\n' part passed failed skipped time
printf '%s\n' "${table[@]}" ""
if [ $total_skipped = 0 ]; then
    printf '%d passed, %d failed\n' $total_passed $total_failed
else
    printf '%d passed, %d failed, %d skipped\n' $total_passed $total_failed $total_skipped
fi
[ $total_failed = 0 ]
