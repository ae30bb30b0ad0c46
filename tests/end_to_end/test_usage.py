# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit code 2: calls, and files that cannot be understood. Nothing of it touches the network."""
import os
import unittest

from support.program import EXAMPLE, ORDINARY
from support.services import ServiceTest

TERMS = ("--accept-terms", "2026-01")
NOBODY = "https://127.0.0.1:9/v1"  # if a request left, the failure would be another one


class CallTest(ServiceTest):
    def test_calls_that_cannot_be_understood(self):
        calls = [
            ["frobnicate"], ["check"], ["check", EXAMPLE, EXAMPLE], ["check", EXAMPLE, "--no-such-option"],
            ["check", EXAMPLE, "--service"], ["check", EXAMPLE, "--service", ""], ["check", EXAMPLE, "--service="],
            ["check", EXAMPLE, "--wait", "soon"], ["check", EXAMPLE, "--wait", "-1"], ["check", EXAMPLE, "--wait", ""],
            ["check", EXAMPLE, "--wait", "1.5"], ["check", EXAMPLE, "--wait", "86401"],
            ["check", EXAMPLE, "--wait", "1", "--wait", "2"], ["check", EXAMPLE, *TERMS],
            ["check", EXAMPLE, "--user", "A"], ["check", EXAMPLE, "--password-stdin=x"],
            ["submit", *TERMS], ["submit", EXAMPLE, *TERMS, "--receipt", "receipt.txt"],
            ["submit", EXAMPLE, *TERMS, "--receipt", ""], ["submit", EXAMPLE, *TERMS, "--password", "secret"],
            ["verify"], ["terms", "extra"], ["terms", "--language", "de"], ["terms", "--version", ""],
            ["practice", "--port", "65536"], ["practice", "--port", "-1"], ["practice", "--port", "http"],
            ["practice", "--fault", "no-such-fault"], ["practice", "--fault", "slow"],
            ["practice", "--fault", "slow=x"],
            ["practice", "--fault", "drop-answer=-1"], ["practice", "--service", "x"], ["practice", "extra"],
        ]
        for call in calls:
            with self.subTest(call=call[:1] + [part for part in call[1:] if part != EXAMPLE]):
                report = self.report(*call, state="usage", failure="USE-001")
                self.assertEqual(set(report), {"state", "failure"})

    def test_plain_usage_goes_to_standard_error(self):
        run = self.run_program("check")
        self.assertEqual((run.code, run.out), (2, b""), str(run))
        self.assertIn(b"USE-001", run.err)
        self.assertIn(b"ttp-apply submit FILE --accept-terms VERSION", run.err)

    def test_terms_are_missing(self):
        self.report("submit", EXAMPLE, state="usage", failure="USE-002")
        self.report("submit", EXAMPLE, "--accept-terms", "", state="usage", failure="USE-001")

    def test_user_or_password_is_missing(self):
        profile = self.profile()
        for account in ([], ["--user", "PRACTICE01"], ["--password-stdin"]):
            with self.subTest(account=account):
                self.report("submit", EXAMPLE, *TERMS, "--service", profile, *account, state="usage", failure="USE-003")
        for account in (["--user", "PRACTICE01"], ["--password-stdin"]):
            with self.subTest("embedded", account=account):
                self.report("submit", EXAMPLE, *TERMS, *account, state="usage", failure="USE-003")

    def test_password_that_is_none(self):
        for stdin in (b"", b"\n", b"\r\n"):
            with self.subTest(stdin=stdin):
                self.report(*self.submit_arguments(self.profile()), state="usage", failure="USE-003", stdin=stdin)
        # Bytes that are no UTF-8 cannot be what the person chose, and 64 KiB is no password.
        for stdin in (b"pass\xffword\n", b"\xed\xa0\x80\n", b"x" * 200_000 + b"\n"):
            with self.subTest(stdin=stdin[:12]):
                self.report(*self.submit_arguments(self.profile()), state="usage", failure="USE-003", stdin=stdin)

    def profile(self):
        return self.write("nobody.json", {"format": 1, "id": "nobody.example", "kind": "practice", "base_url": NOBODY,
                                          "proxy": "none"})


DEEP = b'{"answers":' + b'{"a":' * 70 + b"1" + b"}" * 70 + b',"attachments":[]}'
BAD_APPLICATIONS = {
    "empty": b"",
    "no JSON": b"answers: yes",
    "an array": b"[]",
    "a number": b"1",
    "cut": b'{"answers": {"category": "D"',
    "two documents": b'{"answers":{},"attachments":[]} {}',
    "no answers": b'{"attachments":[]}',
    "answers are a list": b'{"answers":[],"attachments":[]}',
    "attachments are an object": b'{"answers":{},"attachments":{}}',
    "unknown member": b'{"answers":{},"attachments":[],"consent":{}}',
    "an attachment is text": b'{"answers":{},"attachments":["face.jpg"]}',
    "an attachment without its field": b'{"answers":{},"attachments":[{"file":"face.jpg"}]}',
    "an attachment without its file": b'{"answers":{},"attachments":[{"field":"documents.face_photo"}]}',
    "an attachment with a number": b'{"answers":{},"attachments":[{"field":"documents.face_photo","file":1}]}',
    "unknown member of an attachment": b'{"answers":{},"attachments":[{"field":"a","file":"b","media_type":"c"}]}',
    "duplicate key": b'{"answers":{"category":"D","category":"E"},"attachments":[]}',
    "duplicate key, escaped": b'{"answers":{"category":"D","c\\u0061tegory":"E"},"attachments":[]}',
    "no UTF-8": b'{"answers":{"category":"\xff"},"attachments":[]}',
    "byte order mark": b'\xef\xbb\xbf{"answers":{},"attachments":[]}',
    "UTF-16": '{"answers":{},"attachments":[]}'.encode("utf-16"),
    "too deep": DEEP,
    "far too deep": b"[" * 1_000_000,
    "comment": b'{"answers":{} /* none */,"attachments":[]}',
    "number that is none": b'{"answers":{"landings.count":NaN},"attachments":[]}',
}


class ApplicationFileTest(ServiceTest):
    def test_cannot_be_understood(self):
        for name, content in BAD_APPLICATIONS.items():
            with self.subTest(name):
                path = self.write("application.json", content)
                self.report("check", path, state="usage", failure="FIL-004")
        self.report("submit", path, *TERMS, state="usage", failure="FIL-004")

    def test_the_place_of_the_error_is_named(self):
        path = self.write("application.json", {"answers": {}, "attachments": [{"field": "a", "file": "b", "size": 1}]})
        self.assertIn(b"/attachments/0/size", self.run_program("check", path).err)

    def test_cannot_be_read(self):
        os.mkfifo(self.path("pipe"))
        self.write("huge.json", b'{"answers":{},"attachments":[]}' + b" " * (8 * 1024 * 1024))
        os.symlink("loop", self.path("loop"))
        for path in ("no-such.json", self.folder, "pipe", "huge.json", "loop", "/dev/zero", "/dev/stdin", "a" * 5000):
            with self.subTest(path=path[:40]):
                self.report("check", path, state="usage", failure="FIL-003")

    def test_may_not_be_read(self):
        path = self.write("secret.json", {"answers": {}, "attachments": []})
        os.chmod(path, 0)
        self.report("check", path, state="usage", failure="FIL-003", wrapper=ORDINARY)


class ProfileTest(ServiceTest):
    GOOD = {"format": 1, "id": "nobody.example", "kind": "practice", "base_url": NOBODY, "proxy": "none"}

    def test_cannot_be_understood(self):
        bad = {
            "empty": b"", "an array": b"[]", "no UTF-8": b'{"id":"\xff"}', "far too deep": b'{"a":' * 10_000,
            "duplicate key": b'{"format":1,"format":1}',
            "other format": dict(self.GOOD, format=2),
            "unknown member": dict(self.GOOD, comment="x"),
            "http": dict(self.GOOD, base_url="http://127.0.0.1:9/v1"),
            "credentials": dict(self.GOOD, base_url="https://a:b@127.0.0.1:9/v1"),
            "kind": dict(self.GOOD, kind="test"),
            "production without keys": dict(self.GOOD, kind="production"),
            "production with no key": dict(self.GOOD, kind="production", keys={"keys": []}),
            "a single pin": dict(self.GOOD, pins=["sha256/" + "A" * 43 + "="], pins_expire="2040-01-01T00:00:00Z"),
            "pins for ever": dict(self.GOOD, pins=["sha256/" + "A" * 43 + "=", "sha256/" + "B" * 43 + "="]),
            "no certificate": dict(self.GOOD, ca_pem="none"),
            "authority is a folder": dict(self.GOOD, ca_file="."),
            "authority has gone": dict(self.GOOD, ca_file="gone.pem"),
        }
        for name, content in bad.items():
            with self.subTest(name):
                self.report("check", EXAMPLE, "--service", self.write("profile.json", content), state="usage",
                            failure="FIL-002")
        self.report("terms", "--service", "profile.json", state="usage", failure="FIL-002")
        self.report("verify", EXAMPLE, "--service", "profile.json", state="usage", failure="FIL-002")
        self.report(*self.submit_arguments("profile.json"), state="usage", failure="FIL-002", stdin=b"x\n")

    def test_cannot_be_read(self):
        os.mkfifo(self.path("pipe"))
        self.write("huge.json", b" " * (256 * 1024 + 1))
        for path in ("no-such.json", self.folder, "pipe", "huge.json", "/dev/zero"):
            with self.subTest(path=path):
                self.report("terms", "--service", path, state="usage", failure="FIL-001")


class ReceiptFileTest(ServiceTest):
    def test_cannot_be_understood(self):
        for name, content in {"empty": b"", "an array": b"[]", "another document": {"answers": {}, "attachments": []},
                              "far too deep": b'{"a":' * 1_000_000, "no UTF-8": b'{"format":1,"body":"\xff"}'}.items():
            with self.subTest(name):
                self.report("verify", self.write("receipt.json", content), state="usage", failure="FIL-006")

    def test_cannot_be_read(self):
        os.mkfifo(self.path("pipe"))
        for path in ("no-such.json", self.folder, "pipe", "/dev/zero"):
            with self.subTest(path=path):
                self.report("verify", path, state="usage", failure="FIL-005")


class OutputTest(ServiceTest):
    def test_a_place_that_cannot_be_written_is_found_before_anything_is_sent(self):
        practice = self.practice()
        os.mkdir(self.path("folder.json"))
        os.mkfifo(self.path("pipe.json"))
        for place in ("no-such-folder/receipt.json", "folder.json", "pipe.json", "/dev/full/receipt.json",
                      "a" * 246 + ".json", "a" * 300 + ".json"):
            with self.subTest(place=place[:30]):
                self.submit(practice["file"], "--receipt", place, state="usage", failure="FIL-007")
        self.assertEqual(self.applications_by_curl(practice["profile"]), [])
        for place in ("no-such-folder/profile.json", "folder.json"):
            with self.subTest("practice", place=place):
                self.report("practice", "--profile-out", place, state="usage", failure="FIL-007")


if __name__ == "__main__":
    unittest.main()
