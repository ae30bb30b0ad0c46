# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts on the command line: listed, handed over as one encrypted file, deleted; with a real keychain, and without one.
The files are made and read by code that is not the program's (support/hand_over.py)."""
import fcntl
import hashlib
import json
import os
import unittest

from support import hand_over
from support.program import SOURCE, ProgramTest

KEYRING = ("dbus-run-session", "--", os.path.join(SOURCE, "tests/unit/credentials/with_keyring.sh"), "unlocked")
CODE = "a passphrase"


class DraftTest(ProgramTest):
    def draft(self, verb, *operands, stdin=b"", wrapper=KEYRING, state="done", failure=None):
        run = self.run_program("draft", verb, "--json", *operands, stdin=stdin, wrapper=wrapper)
        report = self.judge(run, "draft", state)
        self.assertEqual(report.get("failure", {}).get("code"), failure, str(run))
        return report

    def bring(self, entries, code=CODE, **expected):
        """Imports a file made of entries."""
        path = self.write("in.ttp", hand_over.seal(code, hand_over.pack(entries)))
        return self.draft("import", path, "--passphrase-stdin", stdin=code.encode() + b"\n", **expected)

    def listed(self, **options):
        return self.draft("list", **options)["drafts"]

    def vault(self, kind):
        return os.path.join(self.home, ".local/share/TTP Apply/vault", kind)


class WayTest(DraftTest):
    def test_there_and_back(self):
        self.assertEqual(self.listed(), [])
        self.assertFalse(os.path.exists(os.path.join(self.home, ".local/share/TTP Apply/vault")), "asking makes none")
        face = os.urandom(40_000)
        entries = hand_over.draft("practice", [("f1", face), ("f2", b"")])
        brought = self.bring(entries)
        self.assertEqual(brought["vault"], "practice")
        self.bring(hand_over.draft("production", name="Autumn\n\x1b[31m"))

        real, practice = self.listed()
        self.assertEqual(practice, {"id": brought["id"], "vault": "practice", "name": "Spring", "applicant": "山田",
                                    "user_id": "EXAMPLE01", "sending": False, "service": {"id": "service.example", "kind": "practice"},
                                    "complete_steps": 1, "steps": 3, "files": 2, "changed": "2026-02-03T04:05:06Z"})
        self.assertEqual((real["vault"], real["service"]["kind"]), ("real", "production"))
        run = self.run_program("draft", "list", wrapper=KEYRING)
        self.assertEqual(run.out.count(b"\n"), 2, str(run))
        self.assertNotIn(b"\x1b", run.out)
        self.assertIn(b"%s  practice  service.example" % brought["id"].encode(), run.out)

        run = self.run_program("draft", "export", brought["id"], "out.ttp", wrapper=KEYRING)
        self.assertEqual(run.code, 0, str(run))
        code = run.out.decode().strip()
        self.assertRegex(code, r"^[a-z]{4,6}( [a-z]{4,6}){5}$")
        self.assertNotIn(code, run.err.decode())
        self.assertEqual(os.stat(self.path("out.ttp")).st_mode & 0o7777, 0o600)
        with open(self.path("out.ttp"), "rb") as file:
            exported = hand_over.unpack(hand_over.unseal(code, file.read()))
        self.assertEqual(set(exported), {"draft", "form", "files/f1", "files/f2"})
        self.assertEqual(exported["files/f1"], ("attachment", face))
        self.assertEqual(exported["form"], ("form", entries[1][2]))
        self.assertEqual(json.loads(exported["draft"][1]), dict(json.loads(entries[0][2]), id=brought["id"]))

        typed = code.upper().replace(" ", "-").encode()
        again = self.draft("import", "out.ttp", "--passphrase-stdin", stdin=typed)
        self.assertNotEqual(again["id"], brought["id"])
        self.assertEqual(len(self.listed()), 3)

        self.draft("delete", brought["id"])
        self.assertEqual({draft["id"] for draft in self.listed()}, {real["id"], again["id"]})
        self.draft("delete", brought["id"], state="usage", failure="VAU-005")
        self.nothing_in_clear()

    def nothing_in_clear(self):
        files = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    files += 1
                    with open(path, "rb") as file:
                        content = file.read()
                    for canary in ("CANARY", "山田", "EXAMPLE01"):
                        self.assertNotIn(canary.encode(), content, path)
        self.assertGreater(files, 5)

    def test_with_a_passphrase(self):
        brought = self.bring(hand_over.draft())
        self.draft("export", brought["id"], "out.ttp", "--passphrase-stdin", stdin="påss phrase\r\n".encode())
        with open(self.path("out.ttp"), "rb") as file:
            content = file.read()
        self.assertIn("draft", hand_over.unpack(hand_over.unseal("påss phrase", content)))
        self.draft("export", brought["id"], "other.ttp", "--passphrase-stdin", state="usage", failure="USE-001")
        self.assertFalse(os.path.exists(self.path("other.ttp")))

    def test_a_vault_under_a_passphrase(self):
        path = self.write("in.ttp", hand_over.seal(CODE, hand_over.pack(hand_over.draft())))
        lines = b"of the vault\n" + CODE.encode() + b"\n"
        brought = self.draft("import", path, "--passphrase-stdin", "--vault-passphrase-stdin", stdin=lines, wrapper=())
        self.assertEqual(self.listed(wrapper=(), state="credentials", failure="VAU-007"), [])
        report = self.draft("list", "--vault-passphrase-stdin", stdin=b"of the vault", wrapper=())
        self.assertEqual([draft["id"] for draft in report["drafts"]], [brought["id"]])
        report = self.draft("export", brought["id"], "out.ttp", "--vault-passphrase-stdin", stdin=b"of the vault\n",
                            wrapper=())
        with open(self.path("out.ttp"), "rb") as file:
            hand_over.unseal(report["code"], file.read())
        self.draft("delete", brought["id"], "--vault-passphrase-stdin", stdin=b"of thevault\n", wrapper=(),
                   state="credentials", failure="VAU-007")


class RefusalTest(DraftTest):
    """Each is told apart, and leaves no vault behind."""

    def refuse(self, content, failure, state, code=CODE):
        path = self.write("in.ttp", content)
        self.draft("import", path, "--passphrase-stdin", stdin=code.encode(), state=state, failure=failure, wrapper=())
        self.assertFalse(os.path.exists(self.vault("practice")))

    def test_what_is_refused(self):
        good = hand_over.seal(CODE, hand_over.pack(hand_over.draft("practice", [("f1", bytes(20_000))])))
        self.refuse(good, "BUN-001", "credentials", code="another")
        self.refuse(good, "BUN-001", "credentials", code="")
        self.refuse(good[:-1], "BUN-002", "mismatch")
        self.refuse(good[:-30] + bytes([good[-30] ^ 1]) + good[-29:], "BUN-002", "mismatch")
        self.refuse(good[:30] + bytes([good[30] ^ 1]) + good[31:], "BUN-002", "mismatch")
        self.refuse(b"something else", "BUN-002", "mismatch")
        self.refuse(good[:7] + b"\2" + good[8:], "BUN-003", "usage")
        newer = hand_over.draft(format=2)
        self.refuse(hand_over.seal(CODE, hand_over.pack(newer)), "BUN-003", "usage")
        many = hand_over.draft() + [("n%d" % i, "draft", b"") for i in range(255)]
        self.refuse(hand_over.seal(CODE, hand_over.pack(many)), "BUN-006", "refused")
        large = hand_over.draft(applicant="x" * (16 * 1024 * 1024))
        self.refuse(hand_over.seal(CODE, hand_over.pack(large)), "BUN-006", "refused")
        self.draft("import", "no-such.ttp", "--passphrase-stdin", stdin=b"x", state="usage", failure="BUN-004", wrapper=())

    def test_a_file_that_is_not_what_the_draft_says(self):
        entries = hand_over.draft("practice", [("f1", b"one")])
        entries[2] = ("files/f1", "attachment", b"two")
        self.bring(entries, state="mismatch", failure="BUN-002")
        self.assertEqual(self.listed(), [])

    def test_calls_that_cannot_be_understood(self):
        for call in (["list", "extra"], ["export", "a"], ["export", "../a", "out.ttp"], ["export", "A", "out.ttp"],
                     ["export", "", "out.ttp"], ["import"], ["import", "in.ttp"], ["delete"], ["delete", "a", "b"],
                     ["delete", "a\n"], ["list", "--passphrase-stdin"], ["rename", "a"], []):
            with self.subTest(call=call):
                run = self.run_program("draft", *call)
                self.assertEqual((run.code, run.out), (2, b""), str(run))
                self.assertIn(b"USE-001", run.err)

    def test_somebody_has_it_open(self):
        brought = self.bring(hand_over.draft())
        lock = os.path.join(self.vault("practice"), "locks",
                            hashlib.sha256(b"drafts/" + brought["id"].encode()).hexdigest())
        with open(lock, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.draft("export", brought["id"], "out.ttp", state="forbidden", failure="DRF-001")
            self.draft("delete", brought["id"], state="forbidden", failure="DRF-001")
            self.assertFalse(os.path.exists(self.path("out.ttp")))
            self.assertEqual(len(self.listed()), 1)
        self.draft("export", brought["id"], "no/such/folder", state="usage", failure="BUN-005")
        self.draft("export", "another", "out.ttp", state="usage", failure="VAU-005")
        self.draft("delete", brought["id"])

    def test_without_the_keychain(self):
        self.bring(hand_over.draft(), wrapper=(), state="credentials", failure="DRF-002")
        self.assertEqual(self.listed(wrapper=()), [], "no vault whose key nobody has")
        brought = self.bring(hand_over.draft())
        self.assertEqual(self.listed(wrapper=(), state="credentials", failure="DRF-002"), [])
        self.draft("delete", brought["id"], wrapper=(), state="credentials", failure="DRF-002")
        self.assertEqual(len(self.listed()), 1)

    def test_a_damaged_draft_is_named_and_can_be_deleted(self):
        brought = self.bring(hand_over.draft())
        good = self.bring(hand_over.draft(name="Good"))
        path = os.path.join(self.vault("practice"), "sealed/drafts", brought["id"], "draft.sealed")
        with open(path, "r+b") as file:
            file.truncate(50)
        listed = self.listed(state="mismatch", failure="VAU-003")
        self.assertEqual([draft.get("failure") for draft in listed], [None, "VAU-003"])
        self.draft("export", brought["id"], "out.ttp", state="mismatch", failure="VAU-003")
        self.draft("delete", brought["id"])
        self.assertEqual([draft["id"] for draft in self.listed()], [good["id"]])


if __name__ == "__main__":
    unittest.main()
