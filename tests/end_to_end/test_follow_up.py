# SPDX-License-Identifier: GPL-3.0-or-later
"""After the application: status, documents that are asked for afterwards, withdrawal."""
import hashlib
import json
import os
import subprocess
import time
import unittest

from support.program import SOURCE, problems_of
from support.relay import Relay
from support.services import PASSWORD, ServiceTest

LONGEST = 60  # seconds until a status has moved on
PHOTO = os.path.join(SOURCE, "resources/examples/face-photo.jpg")
PASSPORT = os.path.join(SOURCE, "resources/examples/passport-copy.pdf")
DOCUMENTS = r"^POST .*/applications/[A-Z0-9-]+/documents$"
WITHDRAWAL = r"^POST .*/applications/[A-Z0-9-]+/withdrawal$"


def close(_exchange):
    return b""


class FollowUpTest(ServiceTest):
    def run_as(self, profile, command, *arguments, state="done", failure=None, stdin=PASSWORD, **options):
        return self.report(command, *arguments, "--service", profile, *self.account(), state=state, failure=failure,
                           stdin=stdin, **options)

    def asked_for_documents(self):
        """A service that has asked for documents: (service, number, field)."""
        service = self.practice("--pace", "1")
        number = self.submit(service["file"])["application_number"]
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            status = self.run_as(service["file"], "status", number)
            if status["status"] == "documents_requested":
                return service, number, status
            self.assertIn(status["status"], ("received", "preliminary_inspection"))
        self.fail("documents were never asked for")


class StatusTest(FollowUpTest):
    def test_list_and_one(self):
        service = self.practice()
        empty = self.run_as(service["file"], "status")
        self.assertEqual(empty, {"state": "done", "applications": []})
        sent = self.submit(service["file"])
        listed = self.run_as(service["file"], "status")
        self.assertEqual(listed["applications"], self.applications_by_curl(service["profile"]))
        one = self.run_as(service["file"], "status", sent["application_number"])
        self.assertEqual(set(one), {"state", "application_number", "received_at", "status", "history"})
        self.assertEqual((one["application_number"], one["received_at"], one["status"]),
                         (sent["application_number"], sent["received_at"], "received"))
        self.assertEqual([each["status"] for each in one["history"]], ["received"])
        plain = self.run_program("status", sent["application_number"], "--service", service["file"], *self.account(),
                                 stdin=PASSWORD)
        self.assertIn("%s  %s  received" % (sent["application_number"], sent["received_at"]), plain.out.decode())

    def test_embedded(self):
        self.assertEqual(self.report("status")["applications"], [])

    def test_terms_before_the_password(self):
        service = self.practice()
        relay = Relay(self, service["profile"])
        self.run_as(relay.file, "status")
        self.assertEqual([(each.verb, each.target.rsplit("/", 1)[1]) for each in relay.exchanges],
                         [("GET", "service"), ("GET", "terms"), ("POST", "sessions"), ("GET", "applications"),
                          ("DELETE", "current")])

    def test_refused_and_unreachable(self):
        service = self.practice()
        self.run_as(service["file"], "status", "NOBODY-0001", state="refused", failure="SRV-009")
        self.run_as(service["file"], "status", state="credentials", failure="SGN-001", stdin=b"Wrong-2026\n")
        self.report("status", "--service", service["file"], state="usage", failure="USE-003")
        self.run_as(service["file"], "status", "../users", state="usage", failure="USE-001")
        relay = Relay(self, service["profile"])
        relay.before("GET .*/applications$", close)
        self.run_as(relay.file, "status", "--wait", "1", state="unreachable", failure="NET-003")


class DocumentsTest(FollowUpTest):
    def test_once_and_proved(self):
        service, number, status = self.asked_for_documents()
        field = status["requested_documents"][0]["field"]
        self.judge_text(status["requested_documents"][0]["message"])
        self.assertRegex(status["requested_documents"][0]["due"], r"^\d{4}-\d\d-\d\d$")
        relay = Relay(self, service["profile"])
        relay.after(DOCUMENTS, close, times=1)
        report = self.run_as(relay.file, "documents", number, "%s=%s" % (field, PHOTO))
        self.assertEqual(set(report), {"state", "application_number", "received_at"})
        self.assertEqual(report["application_number"], number)
        post = relay.requests(DOCUMENTS)[0]
        with open(PHOTO, "rb") as file:
            photo = file.read()
        self.assertEqual(json.loads(post.body), {"attachments": [
            {"field": field, "filename": "face-photo.jpg", "media_type": "image/jpeg", "size": len(photo),
             "sha256": hashlib.sha256(photo).hexdigest()}]})
        self.assertRegex(post.header("Content-Digest"), "^sha-256=:.{43}=:$")
        key = post.header("Idempotency-Key").strip('"')
        self.assertTrue(relay.requests("GET .*/submissions/%s$" % key), "the lost answer is asked for by its key")
        self.assertEqual(len(relay.requests(DOCUMENTS)), 1)
        after = self.run_as(service["file"], "status", number)
        statuses = [each["status"] for each in after["history"]]
        self.assertEqual(statuses[:4], ["received", "preliminary_inspection", "documents_requested",
                                        "preliminary_inspection"])

    def test_lost_and_resumed(self):
        service, number, status = self.asked_for_documents()
        field = status["requested_documents"][0]["field"]
        relay = Relay(self, service["profile"])
        relay.after(DOCUMENTS, close)
        relay.before("GET .*/submissions/", close)
        lost = self.run_as(relay.file, "documents", number, "%s=%s" % (field, PHOTO), "--wait", "1", state="unknown",
                           failure="UNK-001")
        self.assertIs(lost["kept"], False)
        report = self.run_as(service["file"], "resume")
        self.assertEqual([each["outcome"] for each in report["outcomes"]], ["received"])
        self.assertEqual(report["application_number"], number)

    def test_receipts(self):
        service, number, status = self.asked_for_documents()
        field = status["requested_documents"][0]["field"]
        with open(PHOTO, "rb") as file:
            photo = file.read()
        # Each time another file: the same one again would be a second copy of it.
        for count, suffix in enumerate(("json", "pdf", "html")):
            with self.subTest(suffix):
                if count:
                    service, number, status = self.asked_for_documents()
                out = self.path("added." + suffix)
                report = self.run_as(service["file"], "documents", number, "%s=%s" % (field, PHOTO), "--receipt", out)
                self.assertEqual(set(report), {"state", "application_number", "received_at", "receipt"})
                self.assertEqual(report["receipt"], out)
                self.judge_receipt(suffix, out, service, number, photo)

    def judge_receipt(self, suffix, out, service, number, photo):
        if suffix == "html":
            with open(out, encoding="utf-8") as file:
                text = file.read()
        else:
            verified = self.report("verify", out, "--service", service["file"])
            self.assertEqual(verified["application_number"], number)
            self.assertEqual({check["what"]: check["holds"] for check in verified["checks"]},
                             {check["what"]: True for check in verified["checks"]})
            self.assertIn("pinned by the profile", json.dumps(verified["checks"]))
        if suffix == "pdf":
            text = subprocess.run(["pdftotext", "-layout", out, "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
            changed = self.write("other.pdf", b"%PDF-1.4\n")
            self.report("verify", changed, state="usage", failure="FIL-010")
        if suffix == "json":
            receipt = self.read_json(out)
            self.assertEqual(json.loads(receipt["body"])["attachments"][0]["sha256"],
                             hashlib.sha256(photo).hexdigest())
            receipt["acknowledgement"]["attachments"][0]["size"] += 1
            self.report("verify", self.write("changed.json", receipt), "--service", service["file"], state="refused",
                        failure="VER-001")
            return
        self.assertIn(number, text)
        self.assertIn("Receipt for added documents", text)
        self.assertIn("追加書類の受領証", text)
        self.assertIn("face-photo.jpg", text)
        self.assertNotIn("1970", text, "no consent, so no time of one")

    def test_a_place_that_cannot_be_written_to(self):
        service = self.practice()
        number = self.submit(service["file"])["application_number"]
        relay = Relay(self, service["profile"])
        self.run_as(relay.file, "documents", number, "documents.face_photo=" + PHOTO, "--receipt",
                    self.path("missing/added.json"), state="usage", failure="FIL-007")
        self.assertEqual(relay.exchanges, [])

    def test_an_acknowledgement_of_something_else(self):
        for member, value, failure in (("body_sha256", "0" * 64, "ACK-001"), ("attachments", [], "ACK-001"),
                                       ("application_number", "OTHER-0001", "ACK-001"),
                                       ("received_at", "2001-01-01T00:00:00Z", "ACK-002")):
            with self.subTest(member):
                service, number, status = self.asked_for_documents()
                field = status["requested_documents"][0]["field"]
                relay = Relay(self, service["profile"])

                def change(exchange, member=member, value=value):
                    exchange.answer = json.dumps(dict(json.loads(exchange.answer), **{member: value})).encode()
                relay.after(DOCUMENTS, change)
                self.run_as(relay.file, "documents", number, "%s=%s" % (field, PHOTO), state="mismatch",
                            failure=failure)

    def test_what_is_wrong_is_found_here(self):
        service = self.practice()
        number = self.submit(service["file"])["application_number"]
        relay = Relay(self, service["profile"])
        text = self.write("notes.txt", "no picture")
        report = self.run_as(relay.file, "documents", number, "documents.face_photo=" + text,
                             "documents.passport_copy=" + self.path("missing.pdf"), state="problems",
                             failure="ANS-001")
        self.assertEqual(sorted(problems_of(report)), [
            ("documents.face_photo", "media-type", "/attachments/0"),
            ("documents.passport_copy", "unreadable", "/attachments/1")])
        self.assertEqual(relay.requests("POST "), [], "no password left")

    def test_refused(self):
        service = self.practice()
        number = self.submit(service["file"])["application_number"]
        self.run_as(service["file"], "documents", number, "documents.face_photo=" + PHOTO, state="refused",
                    failure="SRV-010")
        self.run_as(service["file"], "documents", "NOBODY-0001", "documents.face_photo=" + PHOTO, state="refused",
                    failure="SRV-009")
        for wrong in ((), ("documents.face_photo",), ("=" + PHOTO,), ("documents.face_photo=",)):
            self.run_as(service["file"], "documents", number, *wrong, state="usage", failure="USE-001")
        self.assertEqual(self.report("outbox")["outbox"], [])


class WithdrawTest(FollowUpTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.number = self.submit(self.service["file"])["application_number"]
        self.relay = Relay(self, self.service["profile"])

    def test_withdrawn(self):
        report = self.run_as(self.relay.file, "withdraw", self.number)
        self.assertEqual(report["status"], "withdrawn")
        self.assertEqual(report["application_number"], self.number)
        self.assertEqual(self.applications_by_curl(self.service["profile"])[0]["status"], "withdrawn")

    def test_lost_answers(self):
        self.relay.before(WITHDRAWAL, close, times=1)
        self.relay.after(WITHDRAWAL, close, times=1)
        self.assertEqual(self.run_as(self.relay.file, "withdraw", self.number)["status"], "withdrawn")
        said = self.relay.requests(WITHDRAWAL)
        self.assertEqual(len(said), 3)
        self.assertEqual(len({each.header("Idempotency-Key") for each in said}), 1)

    def test_unknown(self):
        self.relay.after(WITHDRAWAL, close)
        report = self.run_as(self.relay.file, "withdraw", self.number, "--wait", "1", state="unknown",
                             failure="UNK-002")
        self.assertEqual(set(report), {"state", "failure"})
        self.assertEqual(self.run_as(self.service["file"], "status", self.number)["status"], "withdrawn")

    def test_refused(self):
        self.run_as(self.relay.file, "withdraw", "NOBODY-0001", state="refused", failure="SRV-009")
        self.run_as(self.relay.file, "withdraw", state="usage", failure="USE-001")
        self.assertEqual(self.applications_by_curl(self.service["profile"])[0]["status"], "received")

    def test_an_answer_about_something_else(self):
        def other(exchange):
            exchange.answer = exchange.answer.replace(b'"status":"withdrawn"', b'"status":"received"')
        self.relay.after(WITHDRAWAL, other)
        self.run_as(self.relay.file, "withdraw", self.number, "--wait", "1", state="unknown", failure="UNK-002")


if __name__ == "__main__":
    unittest.main()
