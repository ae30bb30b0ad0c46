# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own (X server, window manager, session bus, accessibility bus), and what a screen reader sees there."""
import os
import subprocess
import time

LONGEST = 30  # seconds until anything that is waited for is there


def wait_for(found, what):
    """The first true answer of `found`."""
    end = time.monotonic() + LONGEST
    while True:
        answer = found()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError("not in %d seconds: %s" % (LONGEST, what))
        time.sleep(0.05)


class Desktop:
    """Started and stopped by a test module; its variables are put into the environment of the test."""

    def __init__(self, runtime):
        self.processes = []
        reading, writing = os.pipe()
        self.start("Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp",
                   pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:
            os.environ["DISPLAY"] = ":" + pipe.readline().strip()
        os.environ.update(XDG_RUNTIME_DIR=runtime, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        os.environ.pop("WAYLAND_DISPLAY", None)
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self.manager = self.start("openbox")
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        wait_for(self.is_managed, "a window manager")

    def is_managed(self):
        if self.manager.poll() is not None:  # the X server was not ready for it
            self.manager = self.start("openbox")
        answer = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True, check=False)
        return b"0x" in answer.stdout

    def start(self, *command, stdout=subprocess.DEVNULL, **options):
        process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
            if process.stdout:
                process.stdout.close()


class Screen:
    """What the process shows, by role and name."""

    def __init__(self, pid):
        import pyatspi  # needs the buses
        self.atspi, self.pid = pyatspi, pid
        self.root = wait_for(self.application, "an accessible window")

    def application(self):
        for application in self.atspi.Registry.getDesktop(0):
            try:
                if application and application.get_process_id() == self.pid:
                    return application
            except Exception:  # it has just gone
                continue
        return None

    def nodes(self):
        stack = [self.root]
        while stack:
            node = stack.pop()
            try:
                if node is not self.root and not node.getState().contains(self.atspi.STATE_SHOWING):
                    continue
                yield node
                stack.extend(node.getChildAtIndex(i) for i in reversed(range(node.childCount)))
            except Exception:
                continue

    def find(self, name, role=None):
        """By a part of the name; by the whole name if there is a node that has it."""
        def look():
            return look_for(lambda found: found == name) or look_for(lambda found: name in found)

        def look_for(fits):
            for node in self.nodes():
                try:
                    if fits(node.name or "") and (role is None or node.getRoleName() in role):
                        return node
                except Exception:
                    continue
            return None
        return wait_for(look, "%r" % name)

    def press(self, name, role=("push button", "check box", "link")):
        self.find(name, role).queryAction().doAction(0)

    def enter(self, name, text):
        self.find(name, ("text", "password text", "entry")).queryEditableText().setTextContents(text)

    def names(self):
        return [(node.getRoleName(), node.name) for node in self.nodes() if node.name]
