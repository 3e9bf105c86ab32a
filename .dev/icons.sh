#!/usr/bin/env bash
# Draws every icon file from icons/icon.svg. Each size is rendered from the drawing itself, none is scaled down.
set -euo pipefail
cd "$(dirname "$0")/.."

sizes=$(mktemp -d)
trap 'rm -rf "$sizes"' EXIT
npx --yes @tauri-apps/cli@2.12.5 icon icons/icon.svg --output "$sizes" >"$sizes/log" 2>&1 || { cat "$sizes/log" >&2; exit 1; }

# The rest of what the tool draws is for phones and the Windows store, where this app does not go.
for file in 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico icon.icns; do
    cp "$sizes/$file" icons/
done

# The tray's, at twice the largest size that panels ask for.
CHROMIUM=${CHROMIUM:-chromium} node .dev/tray-icons.mjs
ls -l icons icons/tray
