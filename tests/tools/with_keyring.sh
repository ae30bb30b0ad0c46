#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a keyring of its own: an unlocked, empty one in a session bus and folders that end with it.
# usage: with_keyring.sh COMMAND [ARGUMENT]…
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/runtime"
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/runtime"
dbus-run-session -- sh -c '
    printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec "$@"' sh "$@"
