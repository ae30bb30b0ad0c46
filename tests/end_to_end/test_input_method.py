# SPDX-License-Identifier: GPL-3.0-or-later
"""Japanese is typed with a real input method (Mozc under IBus), and while the text is still being converted the person
goes on: with the mouse, with the keyboard, as a screen reader does, in the rail, to the other language, back. What stood
there is never lost, and no key of the input method does anything else."""
import os
import subprocess
import sys
import tempfile
import unittest

from support import mozc
from support.desktop import Desktop, Screen, wait_for
from support.program import PROGRAM

INSIDE = "TTP_AS_ORDINARY_USER"
ADDRESS = "Home address ("
WORD = "今日"
READING = "きょう"


def keys(*names):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)


@unittest.skipUnless(mozc.is_installed(), "ibus-mozc is not installed")
@unittest.skipIf(os.environ.get(INSIDE), "the tests themselves")
class AsOrdinaryUser(unittest.TestCase):
    """Runs the tests below with a home of their own."""

    def test_all(self):
        with tempfile.TemporaryDirectory(prefix="ttp-mozc-") as home:
            runtime = os.path.join(home, "runtime")
            os.mkdir(runtime, 0o700)
            if os.geteuid() == 0:
                for path in (home, runtime):
                    os.chown(path, mozc.NOBODY, mozc.NOBODY)
            environment = {"PATH": "/usr/bin:/bin", "HOME": home, "XDG_RUNTIME_DIR": runtime, "LANG": "C.UTF-8", "TMPDIR": home,
                           "TTP_APPLY": PROGRAM, "TTP_APPLY_HOME": os.path.join(home, "data"), INSIDE: "1"}
            run = subprocess.run([*mozc.as_ordinary_user(), sys.executable, "-B", "-m", "unittest", "-v", "test_input_method"],
                                 cwd=os.path.dirname(__file__), env=environment, capture_output=True, text=True, check=False)
            sys.stderr.write(run.stderr)
            self.assertEqual(run.returncode, 0)


@unittest.skipUnless(os.environ.get(INSIDE), "by the test above")
class InputMethodTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = Desktop(os.environ["XDG_RUNTIME_DIR"])
        cls.addClassCleanup(cls.desktop.stop)
        # Unlocked, else it would ask for a password and take the focus.
        keyring = cls.desktop.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                    stdin=subprocess.PIPE)
        keyring.stdin.write(b"keyring of the test")
        keyring.stdin.close()
        mozc.start(cls.desktop)
        cls.process = subprocess.Popen([PROGRAM, "--language", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.process.wait)
        cls.addClassCleanup(cls.process.kill)
        cls.screen = Screen(cls.process.pid)
        cls.go("Try it with example data", "I have read")
        cls.screen.press("I have read")
        cls.go("Continue", "Agree to the whole text")
        cls.go("Agree to the whole text", "Show password")
        cls.go("Sign in", "Check your answers")
        cls.go("Contact,", ADDRESS)

    @classmethod
    def go(cls, name, then):
        """Presses a button until what it leads to is there; pages come and go meanwhile."""
        def there():
            if cls.shows(then):
                return True
            for node in cls.screen.nodes():
                try:
                    fits = node.name.startswith(name) if name.endswith(",") else node.name == name
                    if fits and node.getRoleName() == "push button":
                        node.queryAction().doAction(0)
                        break
                except Exception:  # it has just gone
                    continue
            return False
        wait_for(there, then)

    @classmethod
    def shows(cls, text):
        for node in cls.screen.nodes():
            try:
                if text in node.name:
                    return True
            except Exception:  # it has just gone
                continue
        return False

    def text(self, name=ADDRESS):
        return self.screen.find(name, ("text", "entry")).queryText().getText(0, -1)

    def focus(self, name=ADDRESS):
        node = self.screen.find(name, ("text", "entry"))
        node.queryComponent().grabFocus()
        wait_for(lambda: node.getState().contains(self.screen.atspi.STATE_FOCUSED), "the focus")

    def click(self, name, role=("push button",)):
        """As a hand with a mouse does it."""
        place = self.extents(name, role)
        subprocess.run(["xdotool", "mousemove", str(place.x + place.width // 2), str(place.y + place.height // 2), "click", "1"],
                       check=True)

    def extents(self, name, role):
        return self.screen.find(name, role).queryComponent().getExtents(self.screen.atspi.DESKTOP_COORDS)

    def picture(self):
        """The address on the screen, by columns of pixels: text that is still being composed is seen nowhere else."""
        place = self.extents(ADDRESS, ("text", "entry"))
        area = "%dx%d+%d+%d" % (place.width, place.height, place.x, place.y)
        shot = subprocess.run(["import", "-window", "root", "-crop", area, "-depth", "8", "gray:-"], check=True, capture_output=True)
        return [shot.stdout[column::place.width] for column in range(place.width)]

    def press_and_see(self, key):
        """Presses a key and waits until more has changed than the cursor, which blinks."""
        before = self.picture()
        keys(key)
        wait_for(lambda: sum(one != other for one, other in zip(before, self.picture())) > 4, "%r on the screen" % key)

    def empty_address(self):
        self.screen.enter(ADDRESS, "")
        wait_for(lambda: self.text() == "", "an empty address")

    def begin(self):
        """Types a word, which is converted but not yet accepted."""
        self.go("Contact,", ADDRESS)
        self.empty_address()
        self.focus()
        self.speak_japanese()
        for key in ("k", "y", "o", "u", "space"):
            self.press_and_see(key)
        self.assertEqual(self.text(), "", "it is being composed")

    def speak_japanese(self):
        """Mozc begins with Latin letters."""
        def japanese():
            mozc.choose()
            keys("a", "Return")
            typed = wait_for(self.text, "a letter").strip()
            self.empty_address()
            if typed != "あ":
                keys("Zenkaku_Hankaku")
            return typed == "あ"
        wait_for(japanese, "Japanese letters")

    def goes_on(self):
        """The page is left at once: nobody is told that the address is missing."""
        wait_for(lambda: not self.shows(ADDRESS), "the next page")

    def stored(self):
        """The address as the review shows it."""
        self.go("Review and send,", "Check your answers")
        wait_for(lambda: self.shows(WORD), WORD)
        self.go("Contact,", ADDRESS)
        return self.text()

    def test_next_by_mouse(self):
        self.begin()
        self.click("Continue")
        self.goes_on()
        self.assertEqual(self.stored(), WORD)

    def test_next_as_a_screen_reader_does(self):
        self.begin()
        self.screen.press("Continue")  # without moving the focus
        self.goes_on()
        self.assertEqual(self.stored(), WORD)

    def test_next_by_keys(self):
        self.begin()
        keys("ctrl+Return")
        keys("ctrl+Return")  # the first one may be the input method's
        self.goes_on()
        self.assertEqual(self.stored(), WORD)

    def test_back(self):
        self.begin()
        self.click("Back")
        self.assertEqual(self.stored(), WORD)

    def test_rail(self):
        self.begin()
        self.click("Passport, done")
        self.assertEqual(self.stored(), WORD)

    def test_rail_as_a_screen_reader_does(self):
        self.begin()
        self.screen.press("Passport, done")
        self.assertEqual(self.stored(), WORD)

    def test_other_language(self):
        self.begin()
        self.screen.press("日本語")
        self.screen.find("English", ("push button",))
        self.screen.press("English")
        self.assertEqual(self.stored(), WORD)

    def test_other_field(self):
        self.go("Contact,", ADDRESS)
        email = self.text("E-mail address (")
        self.begin()
        self.focus("E-mail address (")
        self.assertEqual(wait_for(self.text, WORD), WORD)
        keys("End")
        subprocess.run(["ibus", "engine"], capture_output=True, check=False)
        self.assertEqual(self.text("E-mail address ("), email)
        self.assertEqual(self.stored(), WORD)

    def test_other_language_by_mouse(self):
        self.begin()
        self.click("日本語")
        self.screen.find("English", ("push button",))
        self.screen.press("English")
        self.assertEqual(self.stored(), WORD)

    def test_enter_ends_the_conversion_and_nothing_else(self):
        self.begin()
        keys("Return")
        self.assertEqual(wait_for(self.text, "the word"), WORD)
        self.screen.find(ADDRESS, ("text", "entry"))  # still this page

    def test_escape_takes_the_conversion_back(self):
        self.begin()
        self.press_and_see("Escape")
        keys("Return")
        self.assertEqual(wait_for(self.text, "the reading"), READING)


if __name__ == "__main__":
    unittest.main()
