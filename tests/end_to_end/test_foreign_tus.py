# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice service's uploads, used by a foreign tus client: tus-js-client on Node (tests/foreign)."""
import hashlib
import json
import os
import shutil
import subprocess
import unittest

from support.program import EXAMPLE, SOURCE
from support.relay import Relay
from support.services import PASSWORD, USER, ServiceTest

MODULES = os.environ.get("TTP_FOREIGN", "") + "/node_modules"


@unittest.skipUnless(shutil.which("node") and os.path.isdir(MODULES + "/tus-js-client"),
                     "no tus-js-client: packaging/dev.sh test fetches it where npm and a registry can be reached")
class ForeignClientTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.profile = self.practice()["profile"]
        self.authority = self.write("ca.pem", self.profile["ca_pem"])
        self.token = self.sign_in()
        self.content = b"%PDF-1.4\n" + os.urandom(1_000_000) + b"\n%%EOF\n"
        self.document = self.write("document.pdf", self.content)

    def sign_in(self):
        credentials = {"user_id": USER, "password": PASSWORD.decode().strip()}
        return self.ask(self.profile, "POST", "/sessions", body=credentials)["access_token"]

    def node(self, **wanted):
        metadata = {"filename": "写真 document.pdf", "filetype": "application/pdf", "field": "documents.passport_copy",
                    "sha256": hashlib.sha256(self.content).hexdigest()}
        wanted = dict({"endpoint": self.profile["base_url"] + "/uploads", "token": self.token, "file": self.document,
                       "metadata": metadata}, **wanted)
        run = subprocess.run(["node", os.path.join(SOURCE, "tests/foreign/tus_client.js")],
                             input=json.dumps(wanted).encode(), stdout=subprocess.PIPE, timeout=60, check=True,
                             env={"PATH": os.environ["PATH"], "NODE_PATH": MODULES, "NODE_EXTRA_CA_CERTS": self.authority})
        return json.loads(run.stdout)

    def assert_arrived(self):
        """The program sends an application with the same file: the service has its bytes already and takes none again."""
        example = self.read_json(EXAMPLE)
        photo = os.path.join(os.path.dirname(EXAMPLE), example["attachments"][0]["file"])
        example["attachments"] = [{"field": "documents.face_photo", "file": photo},
                                  {"field": "documents.passport_copy", "file": self.document}]
        relay = Relay(self, self.profile)
        report = self.submit(relay.file, "--receipt", "receipt.json", file=self.write("application.json", example))
        patched = [exchange.body for exchange in relay.requests("PATCH ")]
        self.assertEqual(len(patched), 1, "the photo alone")
        with open(photo, "rb") as file:
            self.assertEqual(patched[0], file.read())
        self.report("verify", self.path("receipt.json"))
        self.assertTrue(report["application_number"])

    def test_at_once(self):
        seen = self.node()
        self.assertEqual(seen["requests"], [["POST", 201], ["PATCH", 204]], seen)
        self.assertIsNone(seen["error"])
        self.assert_arrived()

    def test_in_pieces_with_a_break(self):
        first = self.node(chunk=300_000, stop_after=2)
        self.assertEqual((first["requests"], first["offset"]), ([["POST", 201], ["PATCH", 204], ["PATCH", 204]], 600_000))
        second = self.node(url=first["url"])
        self.assertEqual(second["requests"], [["HEAD", 200], ["PATCH", 204]], second)
        self.assert_arrived()

    def test_termination(self):
        seen = self.node(chunk=300_000, stop_after=1, terminate=True)
        self.assertEqual((seen["requests"][-1], seen["error"]), (["DELETE", 204], None))
        again = self.node(url=seen["url"])
        self.assertEqual(again["requests"][0][0], "HEAD")
        self.assertIn(again["requests"][0][1], (404, 410))
        self.assertIn("POST", [verb for verb, _ in again["requests"]], "it begins again")


if __name__ == "__main__":
    unittest.main()
