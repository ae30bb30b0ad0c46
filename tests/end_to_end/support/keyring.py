# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of its own with a gnome-keyring, and what is in it as another program sees it (GLib's D-Bus)."""
import os
import subprocess

from support.desktop import wait_for


class Keyring:
    """Unlocked and empty; its files lie below `folder`."""

    def __init__(self, test, folder):
        os.makedirs(os.path.join(folder, "runtime"), mode=0o700)
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "XDG_DATA_HOME": os.path.join(folder, "data"),
                            "XDG_RUNTIME_DIR": os.path.join(folder, "runtime")}
        bus = self.start(test, "dbus-daemon", "--session", "--nofork", "--print-address=1")
        self.address = bus.stdout.readline().decode().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        daemon = self.start(test, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                            stdin=subprocess.PIPE)
        daemon.stdin.write(b"a password of the keyring")
        daemon.stdin.close()
        wait_for(lambda: self.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                                   "org.freedesktop.secrets") == "(true,)", "a keyring")

    def start(self, test, *command, stdin=subprocess.DEVNULL):
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   env=self.environment)
        test.addCleanup(process.stdout.close)
        test.addCleanup(process.wait)
        test.addCleanup(process.terminate)
        return process

    def call(self, name, path, method, *arguments):
        answer = subprocess.run(["gdbus", "call", "--session", "--dest", name, "--object-path", path, "--method", method,
                                 *arguments], env=self.environment, capture_output=True, check=False)
        return answer.stdout.decode().strip()

    def items(self):
        """Object paths of every item of the unlocked collections."""
        answer = self.call("org.freedesktop.secrets", "/org/freedesktop/secrets",
                           "org.freedesktop.Secret.Service.SearchItems", "{}")
        return sorted(word for word in answer.replace(",", " ").replace("]", " ").replace("[", " ").replace("'", " ").split()
                      if word.startswith("/org/freedesktop/secrets/collection/"))
