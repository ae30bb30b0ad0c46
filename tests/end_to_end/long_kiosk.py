# SPDX-License-Identifier: GPL-3.0-or-later
"""Many sessions on a shared machine, one after the other: what stays running does not grow, and nothing stays behind."""
import os
import subprocess
import unittest

import test_kiosk
from support.desktop import Screen

SESSIONS = int(os.environ.get("TTP_SESSIONS", "200"))
WARMING_UP = 20
DRIFT = 2 * 1024  # kB, from the design


def resident(pid):
    """Memory of a process that is its own, in kB."""
    with open("/proc/%d/smaps_rollup" % pid, encoding="ascii") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))


class ManySessionsTest(test_kiosk.KioskTest):
    def test_many_sessions(self):
        pid = self.start()
        after_warming = 0
        for number in range(1, SESSIONS + 1):
            screen = Screen(pid)
            screen.press("Try")
            screen.find("I have read")
            if number % 20 == 0:
                screen.press("I have read")
                screen.press("Continue")
                screen.press("Agree to the whole")
                screen.enter("Password", test_kiosk.PASSWORD)
            self.finish(screen)
            pid = self.session(after=pid)
            if number % 20 == 0:
                self.assert_nothing_left()
            if number == WARMING_UP:
                after_warming = resident(self.kiosk.pid)
        drift = resident(self.kiosk.pid) - after_warming
        print("%d sessions, %d kB more than after %d" % (SESSIONS, drift, WARMING_UP))
        self.assertLessEqual(drift, DRIFT)
        self.stop()
        files = subprocess.run(["find", *self.places, "-newer", self.path("stick"), "-type", "f"], capture_output=True,
                               text=True, check=False)
        self.assertEqual(test_kiosk.traces(files.stdout.encode()), [])


def load_tests(loader, _tests, _pattern):
    """Only the one of this file: what it is made from is run by `dev.sh test`."""
    return unittest.TestSuite([ManySessionsTest("test_many_sessions")])


if __name__ == "__main__":
    unittest.main()
