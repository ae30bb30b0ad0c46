# SPDX-License-Identifier: GPL-3.0-or-later
"""A consent receipt, written here by what its schema says, is checked: offline what the service signed, and against the
texts that the service gives out."""
import copy
import hashlib
import json
import os
import unittest
import uuid

import jsonschema

from support.program import SOURCE
from support.services import ServiceTest

OLD = "practice-2026-04-01"


class ConsentTest(ServiceTest):
    def setUp(self):
        super().setUp()
        practice = self.practice()
        self.profile = practice["file"]
        self.service = self.ask(practice["profile"], "GET", "/service")
        self.base_url = practice["base_url"]
        self.terms = self.ask(practice["profile"], "GET", "/terms")
        self.old = self.ask(practice["profile"], "GET", "/terms/" + OLD)

    def consent(self, terms):
        documents = []
        for document in terms["documents"]:
            text = document["title"] + "\x1e" + "".join(
                clause["id"] + "\x1f" + clause["heading"] + "\x1f" + clause["text"] + "\x1e"
                for clause in document["clauses"])
            kept = {name: document[name] for name in ("language", "role", "provenance", "provenance_note", "title")}
            documents.append(dict(kept, sha256=hashlib.sha256(text.encode()).hexdigest()))
        receipt = {
            "schema_version": "ttp-apply-consent-receipt-1", "record_id": str(uuid.uuid4()),
            "pii_principal_id": "PRACTICE01", "language": "en",
            "privacy_notice": {"documents": documents, "announced_keys": self.service["receipt_keys"],
                               **{name: terms[name] for name in ("version", "effective_from", "authoritative_language",
                                                                 "signature")}},
            "party": {"party_id": self.service["id"], "party_type": "practice", "party_url": self.base_url,
                      "party_name": self.service["name"]},
            "event": {"event_type": "explicit", "event_state": "given", "event_time": "2026-11-26T03:00:00Z",
                      "channel": "window", "languages_shown": ["ja", "en"], "statement": "I agree"},
            "collection_method": {"name": "TTP Apply", "version": "0.1.0"}}
        with open(os.path.join(SOURCE, "resources/api/consent-receipt.schema.json"), encoding="utf-8") as schema:
            jsonschema.Draft202012Validator(json.load(schema)).validate(receipt)
        return receipt

    def failed(self, receipt, *command, by="pinned by the profile"):
        path = self.write("consent.json", receipt)
        run = self.run_program(command[0], "--json", *[path if word == "FILE" else word for word in command[1:]])
        report = json.loads(run.out)
        wrong = [check["what"] for check in report["checks"] if not check["holds"]]
        self.assertEqual(report["state"], "refused" if wrong else "done", str(run))
        self.assertEqual(run.code, 4 if wrong else 0)
        if "signature" not in wrong:
            self.assertEqual(report["checks"][0]["by"], by)
        return wrong

    def test_offline(self):
        good = self.consent(self.terms)
        profile = ("verify", "FILE", "--service", self.profile)
        self.assertEqual(self.failed(good, *profile), [])
        self.assertEqual(self.failed(good, "verify", "FILE", by="only announced by the service itself"), [])
        for change in (lambda notice: notice.update(version="other"),
                       lambda notice: notice["documents"][1].update(sha256="0" * 64),
                       lambda notice: notice["documents"][0].update(provenance="original"),
                       lambda notice: notice.update(signature=self.old["signature"]),
                       lambda notice: notice.update(signature="")):
            other = copy.deepcopy(good)
            change(other["privacy_notice"])
            self.assertEqual(self.failed(other, *profile), ["signature"])
        plain = self.run_program("verify", self.write("consent.json", good), "--service", self.profile)
        self.assertIn(self.terms["version"].encode(), plain.out)
        self.assertIn("復元文".encode(), plain.out, "the provenance note is told on the command line")

    def test_against_the_texts(self):
        command = ("terms", "--verify-consent", "FILE", "--service", self.profile)
        for terms in (self.terms, self.old):
            self.assertEqual(self.failed(self.consent(terms), *command), [])
        changed = copy.deepcopy(self.terms)
        changed["documents"][1]["clauses"][2]["text"] += " And more."
        self.assertEqual(self.failed(self.consent(changed), *command), ["signature", "text en"])
        changed = copy.deepcopy(self.terms)
        changed["documents"][0]["provenance"] = "original"
        changed["effective_from"] = "2020-01-01T00:00:00Z"
        self.assertEqual(self.failed(self.consent(changed), *command), ["signature", "effective_from", "provenance ja"])

    def test_what_cannot_be_read(self):
        self.report("terms", "--verify-consent", "nowhere.json", "--service", self.profile, state="usage", failure="FIL-005")
        path = self.write("consent.json", dict(self.consent(self.terms), more=1))
        for command in (("verify", path), ("terms", "--verify-consent", path, "--service", self.profile)):
            run = self.run_program(command[0], "--json", *command[1:])
            self.assertEqual(json.loads(run.out)["failure"]["code"], "FIL-006")
        never = self.consent(self.terms)
        never["privacy_notice"]["version"] = "never-there"
        run = self.run_program("terms", "--json", "--verify-consent", self.write("consent.json", never),
                               "--service", self.profile)
        self.assertEqual(run.code, 4, "the service does not know that version")
        self.report("terms", "--verify-consent", path, "--version", "1", state="usage", failure="USE-001")


if __name__ == "__main__":
    unittest.main()
