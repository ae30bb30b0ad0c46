#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: with_keyring.sh unlocked|locked|stopped COMMAND...
# Runs a command in this D-Bus session beside a gnome-keyring of its own (files below HOME). A stopped one has its name
# on the bus, but does not answer.
state=$1
shift
if [ "$state" = locked ]; then
    gnome-keyring-daemon --foreground --components=secrets </dev/null >/dev/null 2>&1 &
else
    printf 'a password of the keyring' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
fi
daemon=$!
has_name() {
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets | grep -q 'boolean true'
}
until has_name; do
    kill -0 "$daemon" || exit 99
done
[ "$state" = stopped ] && kill -STOP "$daemon"
"$@"
code=$?
kill -CONT "$daemon"
kill -TERM "$daemon"
wait "$daemon"
exit "$code"
