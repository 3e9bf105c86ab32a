#!/usr/bin/env bash
# Runs a command on a display and a session bus of its own: with-display.sh COMMAND [ARG…]
# Nothing of it is seen on the person's own display, and no keyring of theirs is in reach.
set -euo pipefail
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
# WebKitGTK would look for a graphics card that a virtual display does not have.
export WEBKIT_DISABLE_DMABUF_RENDERER=1 LIBGL_ALWAYS_SOFTWARE=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1
# The bus and what it starts report each step; the command alone keeps the stdout and stderr it came with.
exec 3>&1 4>&2
exec xvfb-run --auto-servernum --server-args="-screen 0 1280x900x24 -nolisten tcp" \
    dbus-run-session -- bash -c 'exec "$@" >&3 2>&4 3>&- 4>&-' _ "$@" >/dev/null 2>&1
