# SPDX-License-Identifier: GPL-3.0-or-later
"""What really leaves and what really arrives, judged by other people's code: the raw server, sha256sum, the openssl
command and the schemas of the contract."""
import base64
import json
import os
import re
import subprocess
import sys
import unittest

from support.program import EXAMPLE, SOURCE
from support.relay import Relay
from support.services import ServiceTest, good_answers, new_key
from support.signing import payload_if_signed

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
CONTRACT = os.path.join(SOURCE, "resources/api/openapi.yaml")


def sha256sum(path):
    printed = subprocess.run(["sha256sum", "--binary", path], check=True, stdout=subprocess.PIPE).stdout
    return printed.split()[0].decode()


class PasswordTest(ServiceTest):
    CASES = {
        "spaces": (" pass  word \n", " pass  word "),
        "carriage return and line feed": ("Practice-2026\r\n", "Practice-2026"),
        "no line end": ("Practice-2026", "Practice-2026"),
        "one line end only is stripped": ("Practice\r\r\n", "Practice\r"),
        "a carriage return alone is not one": ("Practice\r", "Practice\r"),
        "more lines": ("first\nsecond\n", "first"),
        "128 characters": ("x" * 127 + "9\n", "x" * 127 + "9"),
        "128 code points beyond the first plane": ("\U00029e3d" * 128 + "\n", "\U00029e3d" * 128),
        "not composed": ("Cafe\u0301-1\n", "Cafe\u0301-1"),
        "full width": ("Ｐａｓｓ　１\n", "Ｐａｓｓ　１"),
        "quotes and controls": ("\"\\\t\x01\x7f</script>\0end\n", "\"\\\t\x01\x7f</script>\0end"),
    }

    def test_arrives_as_it_was_typed(self):
        key = new_key(self)
        for name, (typed, expected) in self.CASES.items():
            with self.subTest(name):
                raw = self.raw(good_answers(key))
                self.submit(raw.profile(), stdin=typed.encode("utf-8"), state="credentials", failure="SGN-001")
                sent = [request["body"] for request in raw.end() if request["target"] == "/v1/sessions"]
                self.assertEqual([json.loads(body) for body in sent],
                                 [{"user_id": "PRACTICE01", "password": expected}])


class ApplicationTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])
        self.outcome = self.submit(self.relay.file, "--receipt", "receipt.json")
        self.receipt = self.read_json(self.path("receipt.json"))
        self.post = self.relay.requests("POST .*/applications$")[0]
        self.write("body.json", self.post.body)

    def test_body_and_digests(self):
        digest = sha256sum(self.path("body.json"))
        self.assertEqual(self.receipt["body"].encode("utf-8"), self.post.body, "the receipt holds the exact bytes")
        self.assertEqual(self.receipt["acknowledgement"]["body_sha256"], digest)
        self.assertEqual(self.post.header("Content-Digest"),
                         "sha-256=:%s:" % base64.b64encode(bytes.fromhex(digest)).decode())
        body = json.loads(self.post.body)
        self.assertEqual(body["answers"], self.read_json(EXAMPLE)["answers"])
        self.assertEqual([each["field"] for each in body["attachments"]],
                         [each["field"] for each in self.read_json(EXAMPLE)["attachments"]])
        for each, file in zip(body["attachments"], ("face-photo.jpg", "passport-copy.pdf")):
            path = os.path.join(os.path.dirname(EXAMPLE), file)
            self.assertEqual((each["sha256"], each["size"], each["filename"]),
                             (sha256sum(path), os.path.getsize(path), file))
            uploaded = [patch.body for patch in self.relay.requests("PATCH ")]
            with open(path, "rb") as source:
                self.assertIn(source.read(), uploaded, "every byte of the file")

    def test_schemas(self):
        acknowledgement = self.write("acknowledgement.json", self.receipt["acknowledgement"])
        judged = subprocess.run(
            [sys.executable, "-B", os.path.join(SOURCE, "tests/tools/validate_openapi.py"), CONTRACT,
             "Application=" + self.path("body.json"), "Acknowledgement=" + acknowledgement],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((judged.returncode, judged.stdout.strip()), (0, b""))

    def test_signature_by_the_openssl_command(self):
        acknowledgement = dict(self.receipt["acknowledgement"])
        jws = acknowledgement.pop("receipt")
        expected = dict(acknowledgement, service_id=self.service["profile"]["id"], kind="practice",
                        terms_version=self.terms_version())
        announced = self.receipt["announced_keys"]["keys"]
        self.assertEqual(payload_if_signed(self.folder, jws, announced), expected)
        self.assertEqual(payload_if_signed(self.folder, jws, self.service["profile"]["keys"]["keys"]), expected)
        self.assertEqual(announced, self.ask(self.service["profile"], "GET", "/service")["receipt_keys"]["keys"])
        self.assertIsNone(payload_if_signed(self.folder, jws, [new_key(self, announced[0]["kid"]).jwk]))

    def test_headers(self):
        import yaml
        with open(CONTRACT, "rb") as file:
            parameters = yaml.safe_load(file)["components"]["parameters"]
        self.assertRegex(self.post.header("Idempotency-Key"), parameters["IdempotencyKey"]["schema"]["pattern"])
        self.assertRegex(self.post.header("Idempotency-Key"), '^"%s"$' % UUID)
        self.assertRegex(self.post.header("Content-Digest"), parameters["ContentDigest"]["schema"]["pattern"])
        self.assertEqual(self.post.header("Content-Type"), "application/json")
        identifiers, signed_in = [], False
        for exchange in self.relay.exchanges:
            names = [name.lower() for name, _ in exchange.headers]
            self.assertEqual(len(names), len(set(names)), "no header stands twice: %s" % names)
            self.assertRegex(exchange.header("X-Request-Id"), "^%s$" % UUID)
            identifiers.append(exchange.header("X-Request-Id"))
            self.assertRegex(exchange.header("Accept-Language"), "^en(,|;|$)")
            self.assertEqual(bool(exchange.header("Authorization")), signed_in and "terms" not in exchange.target,
                             exchange.target)
            for unwanted in ("Cookie", "Referer"):
                self.assertIsNone(exchange.header(unwanted))
            if exchange.verb in ("GET", "DELETE") or exchange.target.endswith(("/sessions", "/uploads")):
                self.assertIsNone(exchange.header("Idempotency-Key"))
            signed_in = signed_in or exchange.target.endswith("/sessions")
        self.assertEqual(len(identifiers), len(set(identifiers)))

    def test_order(self):
        order = [re.sub("/uploads/[^/]+", "/uploads/U", exchange.verb + " " + exchange.target)
                 for exchange in self.relay.exchanges]
        upload = ["POST /v1/uploads", "PATCH /v1/uploads/U"]
        self.assertEqual(order, ["GET /v1/service", "GET /v1/terms", "GET /v1/form", "POST /v1/sessions",
                                 "GET /v1/terms", *upload, *upload, "POST /v1/applications",
                                 "DELETE /v1/sessions/current"])

    def test_uploads_name_what_they_are(self):
        for create, file in zip(self.relay.requests("POST .*/uploads$"), ("face-photo.jpg", "passport-copy.pdf")):
            metadata = dict(pair.split(" ") for pair in re.split(", ?", create.header("Upload-Metadata")))
            metadata = {name: base64.b64decode(value).decode("utf-8") for name, value in metadata.items()}
            path = os.path.join(os.path.dirname(EXAMPLE), file)
            self.assertEqual((metadata["filename"], metadata["sha256"]), (file, sha256sum(path)))
            self.assertEqual(create.header("Upload-Length"), str(os.path.getsize(path)))
            self.assertEqual(create.header("Tus-Resumable"), "1.0.0")


class BeforeSignInTest(ServiceTest):
    def test_check_and_terms_sign_in_nowhere(self):
        relay = Relay(self, self.practice()["profile"])
        self.report("check", EXAMPLE, "--service", relay.file)
        self.report("terms", "--service", relay.file)
        self.assertEqual({exchange.verb for exchange in relay.exchanges}, {"GET"})
        self.assertFalse([exchange for exchange in relay.exchanges if exchange.header("Authorization")])

    def test_language_of_the_person(self):
        relay = Relay(self, self.practice()["profile"])
        self.submit(relay.file, variables={"LANG": "ja_JP.UTF-8"})
        self.assertTrue(all(exchange.header("Accept-Language").startswith("ja") for exchange in relay.exchanges))
        body = json.loads(relay.requests("POST .*/applications$")[0].body)
        self.assertEqual(body["client"]["language"], "ja")


if __name__ == "__main__":
    unittest.main()
