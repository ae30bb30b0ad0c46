# SPDX-License-Identifier: GPL-3.0-or-later
"""The same of the window: from the terms to the receipt under an X server and a keyring of its own, driven as by a screen
reader, with the log at its loudest; then a search of every file that was written anywhere."""
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
import unittest

from support.applicant import ANSWERS, LOUD, PASSWORD, PHOTO, SCAN, ApplicantTest, photo, scan
from support.canaries import files_in
from support.desktop import Desktop, Screen, wait_for
from support.program import PROGRAM


class WindowTest(ApplicantTest):
    def setUp(self):
        super().setUp()
        self.registered()
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        own = self.environment()
        del own["QT_QPA_PLATFORM"]
        os.environ.clear()
        # The desktop is quiet, the program is not.
        os.environ.update({name: value for name, value in own.items() if name not in LOUD})
        self.desktop = Desktop(os.environ["XDG_RUNTIME_DIR"])
        self.addCleanup(self.desktop.stop)
        keyring = self.desktop.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                     stdin=subprocess.PIPE)
        keyring.stdin.write(b"keyring of the test")
        keyring.stdin.close()
        wait_for(lambda: b"org.freedesktop.secrets" in subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"],
            capture_output=True, check=False).stdout, "a keyring")
        self.remember_what_is_there()

    def open_window(self):
        """The program under the recorder; its window."""
        with open(self.path("errors"), "ab") as errors:
            self.process = subprocess.Popen([*(self.trace.wrapper() if self.trace else ()), PROGRAM, "--language", "en",
                                             "--service", self.service["file"]], stdout=errors, stderr=errors,
                                            env=dict(os.environ, **LOUD), cwd=self.private)
        self.addCleanup(self.process.wait)
        pid = self.process.pid
        if self.trace:
            pid = wait_for(lambda: self.child_of(self.process.pid), "the program")
        self.pid = pid
        self.addCleanup(self.end_program, pid)
        return Screen(pid)

    def end_program(self, pid):
        """Not the recorder: without it the program would go on."""
        try:
            if os.path.samefile("/proc/%d/exe" % pid, PROGRAM):
                os.kill(pid, signal.SIGKILL)
        except OSError:
            pass  # it has ended

    @staticmethod
    def child_of(recorder):
        """The program; the recorder tries out first, in other children, what it may."""
        listed = subprocess.run(["pgrep", "-P", str(recorder)], capture_output=True, text=True, check=False).stdout.split()
        for pid in listed:
            try:
                if os.path.samefile("/proc/%s/exe" % pid, PROGRAM):
                    return int(pid)
            except OSError:
                continue
        return None

    def sign_in(self, screen):
        self.press_until(screen, "Try it with example data", "Terms of Service")
        screen.press("I have read")
        screen.press("Continue")
        screen.press("Agree to the whole")
        hidden = screen.find("Password", ("password text",))
        with self.listening(screen) as heard:
            hidden.queryComponent().grabFocus()
            wait_for(lambda: hidden.getState().contains(screen.atspi.STATE_FOCUSED), "the focus")
            # By keys, as it is typed: also what an input method and the X server hear must not be written down.
            subprocess.run(["xdotool", "type", PASSWORD], check=True)
            wait_for(lambda: len(heard()) >= len(PASSWORD), "what screen readers are told")
            told = heard()
        screen.enter("User ID", "NOBODY")
        screen.press("Sign in", ("push button",))
        screen.find("The user ID or the password is wrong.")
        screen.enter("User ID", self.user)
        self.assertEqual(told, [["insert", "Password", "•"]] * len(PASSWORD))
        wait_for(lambda: hidden.queryText().characterCount == len(PASSWORD), "all of the password")
        self.assertNotIn(PASSWORD, hidden.queryText().getText(0, -1))
        show = screen.find("Show password", ("check box",))
        self.assertFalse(show.getState().contains(screen.atspi.STATE_CHECKED))
        show.queryComponent().grabFocus()
        subprocess.run(["xdotool", "key", "space"], check=True)
        wait_for(lambda: show.getState().contains(screen.atspi.STATE_CHECKED), "the switch")
        self.assertEqual(screen.find("Password", ("text",)).queryText().getText(0, -1), PASSWORD)
        screen.press("Remember my password")
        screen.press("Sign in", ("push button",))
        screen.find("Check your answers", ("label",))

    @contextlib.contextmanager
    def listening(self, screen):
        """Gives a function that tells what was heard of the password up to now."""
        path = self.path("heard")
        with open(path, "wb") as file:
            listener = subprocess.Popen([sys.executable, "-B", os.path.join(os.path.dirname(__file__), "support/listener.py")],
                                        stdout=file, stderr=subprocess.DEVNULL)

        def heard():
            with open(path, encoding="utf-8") as file:
                return [json.loads(line) for line in file.read().splitlines(True) if line.endswith("\n")]
        try:
            wait_for(heard, "a listener")
            # The program learns of it a little later: when it tells of another line.
            other = itertools.count()
            wait_for(lambda: screen.enter("User ID", "A%d" % next(other)) or len(heard()) > 1, "an event")
            yield lambda: [event for event in heard() if event[1] == "Password"]
        finally:
            listener.terminate()
            listener.wait()

    def fill_in(self, screen):
        screen.press("Passport, done")
        screen.enter("Surname (", ANSWERS["passport.surname"])
        screen.enter("Given names (", ANSWERS["passport.given_names"])
        screen.enter("Passport number (", ANSWERS["passport.number"])
        screen.press("Contact, done")
        screen.enter("E-mail address (", ANSWERS["contact.email"])
        screen.enter("Telephone number (", ANSWERS["contact.phone"])
        screen.enter("Home address (", ANSWERS["contact.address"])
        screen.press("Category, done")
        screen.enter("Name of the credit card (", ANSWERS["card.name"])
        screen.press("Documents, done")
        screen.enter("Remarks (", ANSWERS["documents.remarks"])
        for example, name in (("passport-copy.pdf", SCAN), ("face-photo.jpg", PHOTO)):
            screen.press("Replace: " + example)
            # First into the folder: a file dialog may remember where it was.
            screen.enter("File name:", self.given)
            screen.press("Open", ("push button",))
            screen.find(name, ("table cell", "tree item", "list item"))
            screen.enter("File name:", name)
            screen.press("Open", ("push button",))
            screen.find("Replace: " + name)
        # A clipboard manager or the file dialog may keep what passes through them.
        screen.find("Remarks (", ("text",)).queryComponent().grabFocus()
        subprocess.run(["xdotool", "key", "ctrl+a", "ctrl+c"], check=True)
        wait_for(lambda: ANSWERS["documents.remarks"].encode() in subprocess.run(
            ["xclip", "-o", "-selection", "clipboard"], capture_output=True, check=False).stdout, "a copy")

    @staticmethod
    def press_until(screen, name, then):
        """A page that has only just been shown does not act on a press that may have been meant for the one before."""
        def try_once():
            found = False
            for node in screen.nodes():
                try:
                    found = found or node.name == then
                    if node.name == name and node.getRoleName() == "push button":
                        node.queryAction().doAction(0)
                except Exception:  # it has just gone
                    continue
            return found
        wait_for(try_once, then)

    def test_from_the_terms_to_the_receipt(self):
        screen = self.open_window()
        self.sign_in(screen)
        self.fill_in(screen)
        screen.press("Review and send")
        screen.find("Send practice application")
        self.assert_drafts_are_there(screen)
        self.assertEqual(self.traces_left(self.asked_for), {})

        self.end_program(self.pid)  # as a crash ends it
        self.process.wait(30)
        screen = self.open_window()
        screen.press("Continue " + ANSWERS["passport.surname"][:6], ("push button",))
        wait_for(lambda: screen.find("User ID", ("text",)).queryText().getText(0, -1) == self.user, "what was remembered")
        screen.press("Sign in", ("push button",))
        self.press_until(screen, "Send practice application", "Practice application received")
        screen.press("Save receipt")
        screen.enter("File name:", os.path.join(self.asked, "receipt.json"))
        screen.press("Save", ("push button",))
        receipt = os.path.join(self.asked, "receipt.json")
        wait_for(lambda: os.path.exists(receipt), "the receipt")
        self.assertLessEqual(set(ANSWERS) | {"scan", "photo"}, {name for name, _ in self.search.traces_in_file(receipt)})
        screen.find("The receipt was saved")
        subprocess.run(["xdotool", "key", "alt+F4"], check=True)
        self.assertEqual(self.process.wait(30), 0)

        self.assertEqual(self.traces_left(self.asked_for), {})
        if self.trace:
            self.assertTrue(any(path.startswith(self.asked) for path in self.traces_left(lambda _path: ())))
        self.assert_given_untouched()
        with open(self.log, "rb") as file:
            log = file.read()
        for expected in (b"page ttp::ui::SignInPage", b"shows SGN-001 invalid-credentials", b"debug ttp.service call",
                         b"submit done after", b"received, acknowledgement"):
            self.assertIn(expected, log)
        with open(self.path("errors"), "rb") as file:
            self.assertEqual(self.search.traces(file.read()), set())

    def assert_drafts_are_there(self, screen):
        """The search has to have a draft to search, with all that was entered."""
        wait_for(lambda: [name for _, name in screen.names() if name.startswith("Saved ")], "the last saving")
        kept = [path for path in files_in([os.path.join(self.private, "home/.local/share/TTP Apply/vault")])
                if os.path.isfile(path)]
        self.assertGreater(sum(os.path.getsize(path) for path in kept), len(photo()) + len(scan()), kept)

    def asked_for(self, path):
        """The receipt, and the file without a name that becomes it; of a sending under way, whose it is."""
        if os.path.dirname(path) == self.asked:
            return {name for name, _, _ in self.search.forms} - {"password", "temporary password", "scan content",
                                                                 "photo content", "folder"}
        return {"user"} if "/outbox/" in path else set()


if __name__ == "__main__":
    unittest.main()
