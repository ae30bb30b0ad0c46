#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""with_secret_service.py RULES COMMAND...: runs a command in this D-Bus session beside the Secret Service of
secret_service.py, whose rules are JSON. Of the rules, two are its own: "release": when the command prints this line, the
call that is held is answered; "tell": when the service says this ("held CreateItem", "did Delete", ...) the command gets a
line on standard input. What the command prints comes out, and its exit code."""
import json
import os
import subprocess
import sys
import threading

import dbus

HERE = os.path.dirname(os.path.realpath(__file__))


def main():
    rules = json.loads(sys.argv[1])
    rules.setdefault("store", os.path.join(os.environ["HOME"], "secrets.json"))
    release, tell = rules.pop("release", None), rules.pop("tell", None)
    service = subprocess.Popen([sys.executable, "-B", "-m", "dbusmock", "--session", "--template",
                                os.path.join(HERE, "secret_service.py"), "--parameters", json.dumps(rules),
                                "--logfile", os.devnull], stdout=subprocess.PIPE, text=True)
    if service.stdout.readline() != "ready\n":
        sys.exit(99)
    command = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def listen():
        for line in service.stdout:
            if line.strip() == tell and command.poll() is None:
                command.stdin.write("go on\n")
                command.stdin.flush()

    threading.Thread(target=listen, daemon=True).start()
    for line in command.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        if line.strip() == release:
            bus = dbus.SessionBus()
            bus.get_object("org.freedesktop.secrets", "/org/freedesktop/secrets").Release(
                dbus_interface="org.ttp_apply.Test")
    code = command.wait()
    if service.poll() is None:
        service.terminate()
    service.wait()
    sys.exit(code if code >= 0 else 98)


if __name__ == "__main__":
    main()
