#!/usr/bin/env bash
# Installs what the named parts need and nothing that is there already: install.sh build test ui provider python tools driver
# A part that is up to date costs a few milliseconds and prints nothing.
source "$(dirname "$0")/common.sh"

node_wanted=20.19 # Vite's own lowest
build_packages=(build-essential pkg-config libwebkit2gtk-4.1-dev libdbus-1-dev)
test_packages=(
    xvfb xauth openbox fonts-dejavu-core  # a display without a screen
    xdotool xclip imagemagick             # its keyboard and pointer, its clipboard, pictures of it
    webkit2gtk-driver                     # the page in the window, driven through WebDriver
    dbus gnome-keyring libsecret-tools    # a session bus and a keyring of a test's own
    openssl                               # keys and certificates for a test's own
    curl jq python3 python3-venv
)
tool_packages=(curl fish openssl)

# Runs a command once for each state of the files it depends on.
# The key is written only after the command has succeeded, so that a broken install is tried again.
once() {
    local name=$1 result=$2 key
    shift 2
    key=$({ declare -f "$1"; cat /dev/null "${depends[@]}"; } | sha256sum)
    [ -e "$result" ] && [ "$(cat "$target/.stamps/$name" 2>/dev/null)" = "$key" ] && return
    say "Installing: $name"
    "$@"
    mkdir -p "$target/.stamps"
    printf '%s\n' "$key" >"$target/.stamps/$name"
}

# What an installer prints is of interest only when it fails.
quietly() {
    mkdir -p "$target/.stamps"
    "$@" >"$target/.stamps/log" 2>&1 || { cat "$target/.stamps/log" >&2 && die "This failed: $*"; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# A name counts as installed when an installed package has it or provides it (Ubuntu's t64 packages).
missing_packages() {
    dpkg-query -W -f='${db:Status-Status}\t${Package}, ${Provides}\n' |
        awk -F'\t' '$1 == "installed" { gsub(/ \([^)]*\)/, "", $2); gsub(/, */, "\n", $2); print $2 }' |
        grep -vxFf - <(printf '%s\n' "$@") || true
}

apt_updated=
apt_install() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing system packages: ${missing[*]}"
    [ -n "$apt_updated" ] || quietly as_root apt-get update
    apt_updated=1
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

packages() {
    if command -v apt-get >/dev/null; then
        apt_install "$@"
    elif ! pkg-config --exists webkit2gtk-4.1 2>/dev/null; then
        die "This is neither Debian nor Ubuntu, so nothing was installed." \
            "Install what your distribution calls: $*"
    fi
}

toolchains() {
    cargo --version >/dev/null 2>&1 ||
        die "Cargo is missing." "Install a Rust toolchain from https://rustup.rs, then run make again."
    { command -v npm && node --version; } >/dev/null 2>&1 ||
        die "Node.js or its npm is missing." "Install Node $node_wanted or newer from https://nodejs.org, then run make again."
    printf 'v%s\n' "$node_wanted" "$(node --version)" | sed 's/^vv/v/' | sort --version-sort --check=quiet ||
        die "Node $(node --version) is too old." "Install Node $node_wanted or newer from https://nodejs.org, then run make again."
}

browser() {
    find_chromium >/dev/null && return
    if [[ $(apt-cache show chromium 2>/dev/null) == *Filename:* ]]; then
        apt_install chromium
    else
        # Ubuntu has Chromium as a snap only, which neither runs in containers nor reads a throw-away home.
        # npm carries a headless build of it.
        apt_install libnss3 libnspr4
        depends=(); once chromium "$target/tools/chromium/run/chromium" headless_shell
    fi
    find_chromium >/dev/null || die "No browser of the Chromium family runs here." "Install Chromium or Google Chrome, or set CHROMIUM to one."
}

headless_shell() {
    local dir=$target/tools/chromium
    rm -rf "$dir"
    mkdir -p "$dir/run"
    quietly npm install --prefix "$dir" --no-save @sparticuz/chromium@153.0.0
    # The package unpacks itself into the folder for temporary files.
    (cd "$dir" && TMPDIR=$dir/run node --input-type=module \
        -e 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();')
}

npm_packages() { # folder
    quietly npm ci --prefix "$root/$1"
}

python_packages() { # virtual environment, requirements
    quietly python3 -m venv --clear "$target/$1"
    quietly "$target/$1/bin/pip" install --no-compile -r "$root/tests/tools/$2"
}

# Outside of the workspace: nothing in it is shared with the app, and no other build waits for it.
rust_sdk() {
    quietly cargo build --locked --manifest-path "$root/tests/tools/rust-sdk/Cargo.toml" --target-dir "$target/rust-sdk"
}

# The tools that read what the app writes, beside those of the part python.
tools() {
    packages "${tool_packages[@]}"
    depends=("$root/tests/tools/sdk-7.txt"); once python-sdk-7 "$target/venv-sdk-7/bin/python" python_packages venv-sdk-7 sdk-7.txt
    depends=("$root/tests/tools/package-lock.json"); once tools-npm "$root/tests/tools/node_modules" npm_packages tests/tools
    depends=("$root"/tests/tools/rust-sdk/{Cargo.lock,Cargo.toml,src/main.rs}); once rust-sdk "$target/rust-sdk/debug/rust-sdk" rust_sdk
}

tauri_driver() {
    quietly cargo install tauri-driver --version '^2' --locked --root "$target/tools"
}

toolchains
for part in "$@"; do
    depends=()
    case $part in
        build) packages "${build_packages[@]}" ;;
        check) packages shellcheck python3 ;;
        test) packages "${test_packages[@]}" && browser ;;
        ui) depends=("$root/ui/package-lock.json"); once ui "$root/ui/node_modules" npm_packages ui ;;
        provider)
            depends=("$root/tests/provider/package-lock.json")
            once provider "$root/tests/provider/node_modules" npm_packages tests/provider
            ;;
        python) depends=("$root/tests/tools/sdk-8.txt"); once python "$target/venv/bin/python" python_packages venv sdk-8.txt ;;
        tools) tools ;;
        driver) once driver "$target/tools/bin/tauri-driver" tauri_driver ;;
        *) die "install.sh knows no part named $part." ;;
    esac
done
