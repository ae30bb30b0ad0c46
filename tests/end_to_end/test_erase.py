# SPDX-License-Identifier: GPL-3.0-or-later
"""`erase`: everything that is kept goes, keychain included; what stands in the way, or stays, is named."""
import hashlib
import os
import pty
import stat
import subprocess
import unittest
import uuid

from support.keyring import Keyring
from support.program import CODES, JAPANESE, LONGEST, ORDINARY, PROGRAM, ProgramTest

HOUSEHOLD = os.environ["TTP_HOUSEHOLD"]


def tree(folder):
    """Every name below a folder with its kind, mode and digest; locks come and go."""
    found = {}
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "locks"]
        files = [name for name in files if not name.endswith(".lock")]
        for name in folders + files:
            path = os.path.join(at, name)
            status = os.lstat(path)
            digest = ""
            if stat.S_ISREG(status.st_mode):
                with open(path, "rb") as file:
                    digest = hashlib.sha256(file.read()).hexdigest()
            found[os.path.relpath(path, folder)] = (status.st_mode, digest)
    return found


class EraseTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.data = self.path("data")
        self.keyring = Keyring(self, self.path("keyring"))

    def environment(self, **more):
        return super().environment(**{"TTP_APPLY_HOME": self.data,
                                      "DBUS_SESSION_BUS_ADDRESS": self.keyring.address, **more})

    def keep(self):
        """Drafts in both vaults and a password, as the program keeps them; the keychain then has two keys, the password and
        the mark."""
        subprocess.run([HOUSEHOLD, self.data], env=self.environment(), check=True, timeout=LONGEST)
        self.assertEqual(len(self.keyring.items()), 4)
        self.assertTrue(os.path.isfile(os.path.join(self.data, "vault/real/vault.json")))
        self.assertTrue(os.path.isfile(os.path.join(self.data, "keychain.json")))

    def household(self, mode):
        """One that goes on; call what is returned to end it."""
        process = subprocess.Popen([HOUSEHOLD, self.data, mode], env=self.environment(), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), b"ready\n")

        def end():
            process.stdin.close()
            self.assertEqual(process.wait(LONGEST), 0)
        return end

    def note(self):
        """A sending whose outcome is unknown."""
        key = str(uuid.uuid4())
        folder = os.path.join(self.data, "outbox")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return self.write(os.path.join(folder, key + ".json"),
                          {"format": 1, "key": key, "body_sha256": "a" * 64, "service_id": "raw.example",
                           "user_id": "CANARY01"})

    def erase(self, *arguments, state="done", failure=None, **options):
        return self.report("erase", *arguments, state=state, failure=failure, **options)

    def refused(self, *arguments, state, failure):
        """It says no, and everything is as it was."""
        before, items = tree(self.data), self.keyring.items()
        report = self.erase("--yes", *arguments, state=state, failure=failure)
        self.assertEqual(tree(self.data), before)
        self.assertEqual(self.keyring.items(), items)
        self.assertEqual(report["left"], [])

    def judge_left(self, report, *names):
        self.assertEqual({each["what"] for each in report["left"]}, set(names))
        for each in report["left"]:
            self.judge_text(each["why"])


class GoneTest(EraseTest):
    def test_everything_goes(self):
        self.keep()
        with open(os.path.join(self.data, "keychain.json.AbCdEf"), "wb") as file:
            file.write(b"left behind by a killed program")
        report = self.erase("--yes")
        self.assertFalse(os.path.exists(self.data))
        self.assertEqual(self.keyring.items(), [])
        self.assertEqual((report["left"], report["not_ours"]), ([], []))
        self.assertGreaterEqual(report["files"], 6)
        self.assertEqual(self.erase("--yes")["files"], 0, "nothing there is nothing to do")
        self.assertEqual(self.run_program("vault", "status").code, 0)
        self.keep()  # and it can be used again

    def test_what_is_not_ours_stays(self):
        self.keep()
        outside = self.write("outside.txt", "not to be followed")
        with open(os.path.join(self.data, "diary.txt"), "w", encoding="utf-8") as file:
            file.write("mine")
        os.symlink(outside, os.path.join(self.data, "vault/real/link"))
        os.symlink(self.folder, os.path.join(self.data, "vault/practice/folder"))
        report = self.erase("--yes")
        self.assertEqual(os.listdir(self.data), ["diary.txt"])
        self.assertEqual(report["not_ours"], ["diary.txt"])
        self.assertTrue(os.path.isfile(outside))
        self.assertEqual(self.keyring.items(), [])

    def test_other_entries_of_the_keychain_stay(self):
        self.keep()
        other = self.path("other-data")
        subprocess.run([HOUSEHOLD, other], env=self.environment(), check=True, timeout=LONGEST)
        before = len(self.keyring.items())
        self.erase("--yes")
        self.assertLess(0, len(self.keyring.items()))
        self.assertLess(len(self.keyring.items()), before)
        self.assertTrue(os.path.isfile(os.path.join(other, "vault/real/vault.json")))


class InTheWayTest(EraseTest):
    def test_a_sending_whose_outcome_is_unknown(self):
        self.keep()
        self.note()
        self.refused(state="refused", failure="ERA-002")
        self.erase("--yes", "--even-unsettled")
        self.assertFalse(os.path.exists(self.data))
        self.assertEqual(self.keyring.items(), [])

    def test_a_note_that_cannot_be_read_counts(self):
        self.write(self.note(), "{")
        self.refused(state="refused", failure="ERA-002")
        self.erase("--yes", "--even-unsettled")
        self.assertFalse(os.path.exists(self.data))

    def test_another_program_has_it_open(self):
        self.keep()
        end = self.household("hold")
        self.refused(state="forbidden", failure="ERA-003")
        self.refused("--even-unsettled", state="forbidden", failure="ERA-003")
        end()
        self.erase("--yes")
        self.assertFalse(os.path.exists(self.data))

    def test_another_program_is_sending(self):
        end = self.household("send")
        self.refused("--even-unsettled", state="forbidden", failure="ERA-003")
        end()
        self.refused(state="refused", failure="ERA-002")  # ended without an answer: nobody knows
        self.erase("--yes", "--even-unsettled")

    def test_without_a_keychain(self):
        self.keep()
        nobody = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=" + self.path("no-bus")}
        report = self.erase("--yes", state="refused", failure="ERA-001", variables=nobody)
        left = [each["what"] for each in report["left"]]
        self.assertTrue(all(each.startswith("keychain: ") for each in left), left)
        self.assertIn("keychain: account/raw.example", left)
        self.assertEqual(os.listdir(self.data), ["keychain.json"], "the names are needed for the next try")
        self.assertEqual(len(self.keyring.items()), 4)
        self.erase("--yes")
        self.assertEqual(self.keyring.items(), [])
        self.assertFalse(os.path.exists(self.data))

    def test_what_may_not_be_removed_is_named(self):
        self.keep()
        os.chmod(self.data, 0o500)
        report = self.erase("--yes", state="refused", failure="ERA-001", wrapper=ORDINARY)
        self.assertIn("vault", [each["what"] for each in report["left"]])
        self.assertEqual(os.listdir(os.path.join(self.data, "vault")), [])
        for each in report["left"]:
            self.judge_text(each["why"])
        os.chmod(self.data, 0o700)
        self.erase("--yes")
        self.assertEqual(self.keyring.items(), [])

    def test_a_folder_that_forbids_itself_is_no_obstacle(self):
        self.keep()
        os.chmod(os.path.join(self.data, "vault/real/sealed"), 0)
        self.erase("--yes", wrapper=ORDINARY)
        self.assertFalse(os.path.exists(self.data))


class AskingTest(EraseTest):
    def test_without_a_terminal_nobody_is_asked(self):
        self.keep()
        before = tree(self.data)
        self.erase(state="usage", failure="USE-001")
        self.erase(state="usage", failure="USE-001", stdin=b"yes\n")
        self.assertEqual(tree(self.data), before)

    def ask(self, answer, language="C.UTF-8", *arguments):
        """At a terminal; returns the exit code and what stood there."""
        mine, its = pty.openpty()
        process = subprocess.Popen([PROGRAM, "erase", *arguments], stdin=its, stdout=its, stderr=its,
                                   env=self.environment(LC_ALL=language, LANG=language))
        os.close(its)
        shown = b""
        while not (b"yes" in shown and shown.rstrip().endswith((b":", "：".encode()))) and process.poll() is None:
            shown += os.read(mine, 4096)
        os.write(mine, answer)
        try:
            while piece := os.read(mine, 4096):
                shown += piece
        except OSError:  # the other end has closed it
            pass
        os.close(mine)
        return process.wait(LONGEST), shown.decode("utf-8")

    def test_who_does_not_say_yes_keeps_everything(self):
        self.keep()
        before = tree(self.data)
        for answer in (b"no\n", b"\n", b"y\n", b"yesterday\n", b"\x04"):
            with self.subTest(answer=answer):
                code, shown = self.ask(answer)
                self.assertEqual(code, CODES["refused"], shown)
                self.assertIn("ERA-004", shown)
                self.assertIn(self.data, shown, "it says where")
        self.assertEqual(tree(self.data), before)
        self.assertEqual(len(self.keyring.items()), 4)

    def test_who_says_yes(self):
        self.keep()
        code, shown = self.ask(b"yes\n")
        self.assertEqual(code, 0, shown)
        self.assertIn("proved to be gone", shown)
        self.assertFalse(os.path.exists(self.data))
        self.assertNotRegex(shown, JAPANESE)


if __name__ == "__main__":
    unittest.main()
