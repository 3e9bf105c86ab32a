#!/usr/bin/env bash
# Opens the app on two demo profiles, with a local provider and a CDF stand-in behind them, in a home that is thrown away.
# Where there is no display it takes a virtual one and signs in by itself.
source "$(dirname "$0")/common.sh"
cd "$root"

by_itself=
if [ "${1:-}" = --by-itself ]; then
    by_itself=1
elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "There is no display here: the demo takes a virtual one and signs in by itself."
    .dev/install.sh test ui driver
    exec .dev/with-display.sh .dev/demo.sh --by-itself
fi

pictures=$target/demo
rm -rf "$pictures"
mkdir -p "$pictures"

# What the demo writes lies in here and goes with it, but for the pictures.
home=$(mktemp -d)
started=()
leave() {
    local result=$?
    trap - EXIT
    [ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$home"
    exit $result
}
trap leave EXIT
trap 'exit 130' INT TERM

step() { printf '\n\e[1m%s\e[0m\n' "$*"; }
show() { printf '  $ %s\n' "$*"; }

export CDF_SIGNIN_HOME=$home/cdf-signin
export PATH=$target/debug:$PATH

if [ -n "$by_itself" ]; then
    step "A keyring of its own"
    # The person's own keyring and settings are not touched, and no prompt can come up.
    export HOME=$home/person XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache
    install -d -m 0700 "$HOME" "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME/keyrings" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
    printf demo | gnome-keyring-daemon --unlock --components=secrets >"$home/keyring.env" 2>"$home/keyring.log"
    echo "  gnome-keyring, on a session bus of its own"
else
    # In the person's own keyring the demo would leave its key behind.
    export CDF_SIGNIN_VAULT=file
    step "The key to the demo's sign-ins is kept in a file of the throw-away home, not in your keyring."
fi

step "A provider shaped like Entra, and a stand-in for CDF, on loopback"
coproc PROVIDER { exec node tests/provider/serve.mjs 2>"$home/provider.log"; }
started+=("$PROVIDER_PID")
read -r addresses <&"${PROVIDER[0]}" || { cat "$home/provider.log" >&2; die "The local provider did not start."; }
read -r authority cdf tenant_id client_id < <(jq -r '"\(.authority) \(.cdf) \(.tenant_id) \(.client_id)"' <<<"$addresses")
echo "  provider  $authority"
echo "  CDF       $cdf"

step "Two demo profiles"
add_profile() { # name label project
    show "cdf-signin profile add $1 --label '$2' --project $3 …"
    cdf-signin profile add "$1" --label "$2" --tenant-id "$tenant_id" --client-id "$client_id" --cluster westeurope-1 --project "$3" \
        --authority "$authority" --base-url "$cdf"
}
add_profile north-production "North production" north-prod
add_profile north-staging "North staging" north-staging
cdf-signin profile default north-production

if [ -z "$by_itself" ]; then
    step "The app is open. Pick a profile and sign in: any account of the local provider will do."
    echo "  Under More there are a check and a sign-in with a device code. Close the window to end."
    cdf-signin-desktop
    exit
fi

openbox >"$home/openbox.log" 2>&1 &
started+=($!)

step "Signing in, a check, and a device code, in the window"
# The app opens this as the person's browser; it answers the provider's pages in headless Chromium.
ln -s "$root/.dev/demo/browser.mjs" "$home/browser" # $BROWSER is split at spaces, which the checkout's path may have
BROWSER=$home/browser CHROMIUM=$(find_chromium)
export BROWSER CHROMIUM DEMO_PICTURES=$pictures DEMO_SIGNAL=$home/person-may-go-on DEMO_BROWSER_LOG=$home/browser.log
TAURI_DRIVER=$target/tools/bin/tauri-driver CDF_SIGNIN_APP=$target/debug/cdf-signin-desktop node .dev/demo/window.mjs || {
    [ ! -s "$DEMO_BROWSER_LOG" ] || cat "$DEMO_BROWSER_LOG" >&2
    die "The window did not get to the end of the sign-in."
}

step "The same session, on the command line"
show "cdf-signin status --all"
cdf-signin status --all

step "What the profile needs, and what its token may do in CDF"
show "cdf-signin check north-production --filter read"
cdf-signin check north-production --filter read | sed 's/^/  /'

step "CDF, asked with the token"
show "cdf-signin token north-production | … curl --config - $cdf/api/v1/token/inspect"
# The token goes through a pipe: an argument could be read by every process of this machine.
printf 'header = "Authorization: Bearer %s"\n' "$(cdf-signin token north-production)" |
    curl --silent --show-error --fail --config - "$cdf/api/v1/token/inspect" |
    jq -c '{subject, projects: [.projects[].projectUrlName]}' | sed 's/^/  /'

step "A file for the Python SDK"
show "cdf-signin write north-production --format sdk-json --to north-prod.json"
cdf-signin write north-production --format sdk-json --to "$home/north-prod.json"
jq '.credentials.token |= "\(length) characters"' "$home/north-prod.json" | sed 's/^/  /'

step "Pictures of the window"
ls "$pictures"/*.png
