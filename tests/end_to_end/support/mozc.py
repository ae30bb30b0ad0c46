# SPDX-License-Identifier: GPL-3.0-or-later
"""IBus with the Japanese input method Mozc on a desktop of its own. Mozc refuses to convert for root, so a test that runs
as root becomes another user first."""
import os
import shutil
import subprocess

from support.desktop import wait_for

NOBODY = 65534
PARTS = ("ibus-daemon", "ibus", "setxkbmap", "/usr/lib/ibus-mozc/ibus-engine-mozc", "/usr/lib/mozc/mozc_server")


def is_installed():
    return all(shutil.which(part) for part in PARTS)


def as_ordinary_user():
    """The beginning of a command that does not run as root."""
    return ("setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY, "--clear-groups") if os.geteuid() == 0 else ()


def start(desktop):
    """Every window that opens from now on types Japanese after a press of 半角/全角."""
    os.environ.update(QT_IM_MODULE="ibus", XMODIFIERS="@im=ibus")
    subprocess.run(["setxkbmap", "-layout", "jp"], check=True)
    desktop.start("/usr/lib/mozc/mozc_server")  # else the engine starts one that outlives everything
    desktop.start("ibus-daemon", "--panel=disable", "--config=disable")
    wait_for(lambda: b"mozc-jp" in subprocess.run(["ibus", "list-engine"], capture_output=True, check=False).stdout, "Mozc")


def choose():
    """Mozc for the window that has the focus."""
    def chosen():
        subprocess.run(["ibus", "engine", "mozc-jp"], capture_output=True, check=False)
        return subprocess.run(["ibus", "engine"], capture_output=True, check=False).stdout.strip() == b"mozc-jp"
    wait_for(chosen, "Mozc as the engine")
