# SPDX-License-Identifier: GPL-3.0-or-later
"""A shared machine: whole sessions in the real program, and then a search for what they left."""
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from support.desktop import Desktop, Screen, wait_for
from support.program import PROGRAM

ANSWER, PASSWORD = "Canary answer 4711", "Canary-Password-0815"
FILE, CONTENT = "canary-file-2026.pdf", "Canary content 9000"
CANARIES = (ANSWER, PASSWORD, FILE, CONTENT)
LANGUAGE = "en"


def traces(data):
    """Which canaries are in these bytes, as UTF-8 or UTF-16."""
    return [canary for canary in CANARIES
            if canary.encode() in data or canary.encode("utf-16-le") in data or canary.encode("utf-16-be") in data]


def traces_in_files(folders):
    """Of names and contents."""
    found = []
    for folder in folders:
        for path in glob.glob(folder + "/**", recursive=True, include_hidden=True):
            found += traces(path.encode("utf-8", "surrogateescape"))
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found += traces(file.read())
    return found


def clipboard(selection):
    return subprocess.run(["xclip", "-o", "-selection", selection], capture_output=True, check=False).stdout


class KioskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="ttp-kiosk-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        before = dict(os.environ)
        cls.addClassCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        for name in ("home", "tmp", "run", "stick", "cores"):
            os.mkdir(os.path.join(cls.folder, name), 0o700)
        os.environ.update(HOME=cls.path("home"), TMPDIR=cls.path("tmp"), LANG="C.UTF-8")
        for name in [name for name in os.environ if name.startswith(("XDG_", "QT_", "LC_"))]:
            del os.environ[name]
        cls.desktop = Desktop(cls.path("run"))
        cls.addClassCleanup(cls.desktop.stop)
        with open(cls.path("stick/" + FILE), "wb") as file:
            file.write(b"%PDF-1.4\n% " + CONTENT.encode() + b"\n%%EOF\n")

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    def setUp(self):
        self.places = [self.path("home"), self.path("tmp"), self.path("run")]
        self.shared = set(glob.glob("/dev/shm/*"))

    def start(self, *more):
        self.kiosk = subprocess.Popen([PROGRAM, "--kiosk", "--language", LANGUAGE, "--kiosk-folder",
                                       self.path("stick"), *more], stderr=subprocess.PIPE)
        self.addCleanup(self.kiosk.stderr.close)
        self.addCleanup(self.kiosk.wait)
        self.addCleanup(self.kiosk.kill)
        return self.session()

    def children(self):
        listed = subprocess.run(["pgrep", "-P", str(self.kiosk.pid)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in listed.stdout.split()]

    def session(self, after=0):
        """The process of the session that comes after another."""
        return wait_for(lambda: [pid for pid in self.children() if pid != after], "a session")[0]

    @staticmethod
    def press_away(screen, name):
        """Presses until the button has gone: a press before the page could be seen does not count, and a press takes a while."""
        pressed = 0

        def gone():
            nonlocal pressed
            node = next((each for each in screen.nodes() if each.name == name and each.getRoleName() == "push button"), None)
            if node and time.monotonic() > pressed + 1:
                pressed = time.monotonic()
                node.queryAction().doAction(0)
            return not node
        wait_for(gone, name + " to have an effect")

    def reach_sign_in(self, screen):
        screen.press("Try")
        self.agree(screen)

    def agree(self, screen):
        screen.press("I have read")
        screen.press("Continue")
        screen.press("Agree to the whole")
        screen.find("Password", ("password text",))

    def leave_canaries(self, screen):
        """Every kind of them: a password, an answer, a file; the answer also in the clipboard."""
        self.reach_sign_in(screen)
        screen.enter("Password", PASSWORD)
        screen.press("Sign in")
        screen.find("The user ID or the password is wrong.")
        screen.press("Back")
        self.agree(screen)  # the account is filled in anew
        screen.press("Sign in")
        screen.press("Documents, done")
        screen.press("Replace: passport-copy.pdf")
        screen.find(FILE, ("table cell", "tree item", "list item"))
        screen.press("Choose")
        screen.find("Replace: " + FILE)
        screen.enter("Remarks", ANSWER)
        screen.find("Remarks", ("text",)).queryComponent().grabFocus()
        subprocess.run(["xdotool", "key", "ctrl+a", "ctrl+c"], check=True)
        wait_for(lambda: traces(clipboard("clipboard")), "the answer in the clipboard")

    def memory(self, pid):
        """An image of all the memory of a process, also of what no core file gets, or None where that is forbidden."""
        name = self.path("cores/core.%d" % pid)
        made = subprocess.run(["gdb", "--batch", "-p", str(pid), "-ex", "set use-coredump-filter off",
                               "-ex", "set dump-excluded-mappings on", "-ex", "gcore " + name],
                              capture_output=True, check=False)
        if made.returncode != 0 or not os.path.exists(name):
            return None
        with open(name, "rb") as file:
            data = file.read()
        os.remove(name)
        return data

    def assert_nothing_left(self):
        self.assertEqual(traces_in_files(self.places), [])
        self.assertEqual(traces_in_files(sorted(set(glob.glob("/dev/shm/*")) - self.shared)), [])
        self.assertEqual((clipboard("clipboard"), clipboard("primary")), (b"", b""))
        image = self.memory(self.kiosk.pid)
        if image is None:
            print("the memory of the resident process was not searched: no ptrace here")
        else:
            own = self.path("stick")  # what it does know, as a control
            self.assertTrue(own.encode() in image and own.encode("utf-16-le") in image, "no image of the right memory")
            self.assertEqual(traces(image), [])

    def finish(self, screen):
        screen.press("Finish and clear")
        screen.find("Stay here")
        buttons = [node for node in screen.nodes() if "Finish and clear" in (node.name or "")
                   and node.getRoleName() == "push button"]
        buttons[-1].queryAction().doAction(0)  # of the question, which stands last

    def stop(self):
        self.kiosk.send_signal(signal.SIGTERM)
        self.assertEqual(self.kiosk.wait(30), 0, self.kiosk.stderr.read())
        self.assertEqual(set(glob.glob("/dev/shm/ttp-apply-kiosk-*")) - self.shared, set())

    def test_finished_and_nothing_left(self):
        pid = self.start()
        screen = Screen(pid)
        self.leave_canaries(screen)
        # The search must be able to find something: the living session, and the stick.
        self.assertIn(ANSWER.encode(), clipboard("clipboard"))
        self.assertEqual(set(traces_in_files([self.path("stick")])), {FILE, CONTENT})
        image = self.memory(pid)
        if image is not None:
            self.assertLessEqual({ANSWER, FILE}, set(traces(image)))
        del image
        self.finish(screen)
        self.session(after=pid)
        self.assert_nothing_left()
        self.stop()
        self.assertEqual(traces_in_files(self.places), [])

    def test_warned_extended_and_ended_by_time(self):
        pid = self.start("--kiosk-idle", "20")
        screen = Screen(pid)
        self.leave_canaries(screen)
        spoken = screen.find("秒で", ("push button",))
        self.assertRegex(spoken.name, r"あと30秒.*In 30 seconds")
        subprocess.run(["xdotool", "key", "x"], check=True)
        wait_for(lambda: not [name for _, name in screen.names() if "秒で" in name], "the warning to go")
        self.assertEqual(self.children(), [pid])
        screen.find("秒で", ("push button",))
        self.session(after=pid)
        self.assert_nothing_left()
        self.stop()

    def test_the_receipt_goes_to_the_stick_only(self):
        pid = self.start()
        screen = Screen(pid)
        self.reach_sign_in(screen)
        screen.press("Sign in")
        screen.find("Send practice application", ("push button",))
        self.press_away(screen, "Send practice application")
        screen.press("Save receipt")
        screen.press("Save here")
        screen.find("The receipt was saved")
        saved = [name for name in os.listdir(self.path("stick")) if name.endswith(".pdf") and name != FILE]
        self.assertEqual(len(saved), 1)
        receipt = self.path("stick/" + saved[0])
        self.addCleanup(os.remove, receipt)
        number = saved[0].removesuffix(".pdf")
        text = subprocess.run(["pdftotext", receipt, "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn(number, text)
        screen.press("Finish and clear")  # nothing would be lost: nobody asks
        self.session(after=pid)
        self.assertEqual([path for place in self.places for path in glob.glob(place + "/**", recursive=True,
                          include_hidden=True) if number in path], [])
        image = self.memory(self.kiosk.pid)
        if image is not None:
            self.assertNotIn(number.encode(), image)
            self.assertNotIn(number.encode("utf-16-le"), image)
        self.stop()

    def test_a_crash_is_cleared_up_after(self):
        pid = self.start()
        screen = Screen(pid)
        self.leave_canaries(screen)
        os.kill(pid, signal.SIGKILL)
        self.session(after=pid)
        self.assert_nothing_left()
        self.stop()

    def test_the_session_ends_with_the_supervisor(self):
        pid = self.start()
        Screen(pid)
        self.kiosk.kill()
        self.kiosk.wait()
        wait_for(lambda: not os.path.exists("/proc/%d" % pid) or open("/proc/%d/stat" % pid).read().split()[2] == "Z",
                 "the session's end")
        left = set(glob.glob(self.path("run/ttp-apply-kiosk-*")) + glob.glob("/dev/shm/ttp-apply-kiosk-*"))
        self.start()
        wait_for(lambda: not [path for path in left - self.shared if os.path.exists(path)], "what was left to be removed")
        self.stop()

    def test_out_of_service_if_something_was_written(self):
        pid = self.start()
        screen = Screen(pid)
        self.reach_sign_in(screen)
        place = self.path("home/.local/share/TTP Apply")
        os.makedirs(place)
        self.addCleanup(shutil.rmtree, place)
        with open(place + "/somebody", "w", encoding="utf-8") as file:
            file.write("x")
        self.finish(screen)
        resident = Screen(self.kiosk.pid)
        resident.find("係員にお知らせください。 / This machine is out of service.")
        self.assertEqual(self.children(), [])
        self.kiosk.send_signal(signal.SIGTERM)
        self.assertEqual(self.kiosk.wait(30), 70)
        self.assertIn(b"folders of the program", self.kiosk.stderr.read())


if __name__ == "__main__":
    unittest.main()
