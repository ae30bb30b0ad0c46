# SPDX-License-Identifier: GPL-3.0-or-later
"""`verify` names each thing that does not match, without a network, and says by which key the rest was proved."""
import copy
import json
import subprocess
import unittest

from support.program import SOURCE, EXAMPLE
from support.services import ServiceTest, new_key

OFFLINE = ("unshare", "--map-root-user", "--net")


class TamperingTest(ServiceTest):
    def setUp(self):
        super().setUp()
        practice = self.practice()
        self.profile = practice["file"]
        self.submit(self.profile, "--receipt", "receipt.json")
        self.end_process(practice["process"])
        self.receipt = self.read_json(self.path("receipt.json"))

    def verify(self, change, *wrong):
        """Changes a copy of the receipt: exactly the named checks fail, with and without the profile."""
        receipt = copy.deepcopy(self.receipt)
        change(receipt)
        path = self.write("changed.json", receipt)
        for more in ((), ("--service", self.profile)):
            with self.subTest(profile=bool(more)):
                report = self.report("verify", path, *more, state="refused", failure="VER-001")
                for check in report["checks"]:
                    self.assertLessEqual(set(check), {"what", "holds", "by"})
                    self.assertEqual("by" in check, check["what"] == "signature" and check["holds"], check)
                failed = [check["what"] for check in report["checks"] if check["holds"] is not True]
                self.assertEqual(failed, list(wrong))
                plain = self.run_program("verify", path, *more)
                self.assertEqual(plain.code, 4)
                self.assertEqual(plain.out.decode().count("×"), len(wrong))
                self.assertIn(b"VER-001", plain.err)

    def test_untouched(self):
        self.assertEqual(self.report("verify", "receipt.json")["checks"][0], {"what": "body", "holds": True})

    def test_body(self):
        def one_letter(receipt):
            receipt["body"] = receipt["body"].replace("ERIKSSON", "ERIKSSEN", 1)
        self.verify(one_letter, "body")

    def test_body_with_other_blanks(self):
        def pretty(receipt):
            receipt["body"] = json.dumps(json.loads(receipt["body"]), ensure_ascii=False, indent=1)
        self.verify(pretty, "body")

    def test_body_that_is_no_json(self):
        def garbage(receipt):
            receipt["body"] = "garbage"
        self.verify(garbage, "body", "attachment 0", "attachment 1", "terms_version", "signature")

    def test_digest_of_the_body(self):
        self.verify(lambda receipt: receipt["acknowledgement"].update(body_sha256="0" * 64),
                    "body", "body_sha256", "signature")

    def test_digest_of_an_attachment(self):
        self.verify(lambda receipt: receipt["acknowledgement"]["attachments"][1].update(sha256="0" * 64),
                    "attachment 1", "attachments", "signature")

    def test_size_of_an_attachment(self):
        self.verify(lambda receipt: receipt["acknowledgement"]["attachments"][0].update(size=1),
                    "attachment 0", "attachments", "signature")

    def test_order_of_the_attachments(self):
        self.verify(lambda receipt: receipt["acknowledgement"]["attachments"].reverse(),
                    "attachment 0", "attachment 1", "attachments", "signature")

    def test_missing_and_additional_attachments(self):
        self.verify(lambda receipt: receipt["acknowledgement"]["attachments"].pop(),
                    "attachment 1", "attachments", "signature")
        more = {"field": "documents.other", "size": 1, "sha256": "0" * 64}
        self.verify(lambda receipt: receipt["acknowledgement"]["attachments"].append(more),
                    "attachment 2", "attachments", "signature")

    def test_number_and_time(self):
        for name, value in (("application_number", "PRACTICE-0000-0000-0000"), ("received_at", "2020-01-01T00:00:00Z")):
            with self.subTest(name):
                self.verify(lambda receipt: receipt["acknowledgement"].update({name: value}), name, "signature")

    def test_service_and_kind(self):
        self.verify(lambda receipt: receipt["service"].update(kind="production"), "kind", "signature")
        self.verify(lambda receipt: receipt["service"].update(id="ministry.example"), "service_id", "signature")

    def test_signature(self):
        def damage(receipt):
            head, payload, signature = receipt["acknowledgement"]["receipt"].split(".")
            turned = signature[:10] + ("A" if signature[10] != "A" else "B") + signature[11:]
            receipt["acknowledgement"]["receipt"] = ".".join((head, payload, turned))
        self.verify(damage, "signature")

    def test_no_signature_at_all(self):
        for jws in ("", "a.b.c", "none"):
            self.verify(lambda receipt: receipt["acknowledgement"].update(receipt=jws), "signature")

    def test_algorithm_none(self):
        def unsigned(receipt):
            _, payload, _ = receipt["acknowledgement"]["receipt"].split(".")
            receipt["acknowledgement"]["receipt"] = "eyJhbGciOiJub25lIn0." + payload + "."
        self.verify(unsigned, "signature")

    def signed_again(self, key, receipt):
        acknowledgement = receipt["acknowledgement"]
        payload = {name: value for name, value in acknowledgement.items() if name != "receipt"}
        acknowledgement["receipt"] = key.sign(dict(
            payload, service_id=receipt["service"]["id"], kind="practice",
            terms_version=json.loads(receipt["body"])["consent"]["terms_version"]))

    def test_other_key(self):
        kid = self.receipt["announced_keys"]["keys"][0]["kid"]
        self.verify(lambda receipt: self.signed_again(new_key(self, kid), receipt), "signature")

    def test_other_key_announced_by_the_forger(self):
        """A whole forgery: only the profile's key tells it from a receipt, and `by` says that it did not prove it."""
        key, receipt = new_key(self, "forger"), copy.deepcopy(self.receipt)
        receipt["announced_keys"] = {"keys": [key.jwk]}
        self.signed_again(key, receipt)
        report = self.report("verify", self.write("forged.json", receipt), "--service", self.profile)
        proved = [check["by"] for check in report["checks"] if check["what"] == "signature"]
        self.assertEqual(proved, ["only announced by the service itself"])

    def test_pinned_key_without_announced_ones(self):
        receipt = copy.deepcopy(self.receipt)
        receipt["announced_keys"] = {"keys": []}
        path = self.write("changed.json", receipt)
        report = self.report("verify", path, "--service", self.profile)
        self.assertEqual(report["checks"][-1]["by"], "pinned by the profile")

    def test_shape(self):
        changes = {
            "unknown member": lambda receipt: receipt.update(comment="x"),
            "other format": lambda receipt: receipt.update(format=2),
            "kind": lambda receipt: receipt["service"].update(kind="test"),
            "no number": lambda receipt: receipt["acknowledgement"].pop("application_number"),
            "body is an object": lambda receipt: receipt.update(body={}),
            "keys are text": lambda receipt: receipt.update(announced_keys="none"),
        }
        for name, change in changes.items():
            with self.subTest(name):
                receipt = copy.deepcopy(self.receipt)
                change(receipt)
                self.report("verify", self.write("changed.json", receipt), state="usage", failure="FIL-006")

    def test_without_a_network(self):
        if subprocess.run([*OFFLINE, "true"], stderr=subprocess.DEVNULL).returncode:
            self.skipTest("no network of one's own on this computer")
        for more in ((), ("--service", self.profile)):
            self.report("verify", "receipt.json", *more, wrapper=OFFLINE)


class ForeignFormTest(ServiceTest):
    """A form that the program has never seen is fetched, checked and sent."""

    FORM = SOURCE + "/tests/data/forms/every_type.json"
    ANSWERS = SOURCE + "/tests/data/forms/every_type_answers.json"

    def test_foreign_form(self):
        practice = self.practice("--form", self.FORM)
        self.report("check", self.ANSWERS, "--service", practice["file"])
        self.submit(practice["file"], "--receipt", "receipt.json", file=self.ANSWERS)
        receipt = self.read_json(self.path("receipt.json"))
        body, form, typed = json.loads(receipt["body"]), self.read_json(self.FORM), self.read_json(self.ANSWERS)
        self.assertEqual(body["form"], {"id": form["id"], "version": form["version"]})
        self.assertEqual(body["answers"], typed["answers"])
        self.assertEqual([each["field"] for each in body["attachments"]],
                         [each["field"] for each in typed["attachments"]])
        self.report("verify", "receipt.json", "--service", practice["file"])
        self.report("check", EXAMPLE, "--service", practice["file"], state="problems", failure="ANS-001")

    def test_hidden_answers_and_files_are_not_sent(self):
        practice = self.practice("--form", self.FORM)
        document = self.read_json(self.ANSWERS)
        document["answers"]["radio"] = False
        for entry in document["attachments"]:
            entry["file"] = SOURCE + "/resources/examples/" + entry["file"].rsplit("/", 1)[1]
        path = self.write("application.json", document)
        self.submit(practice["file"], "--receipt", "receipt.json", file=path)
        body = json.loads(self.read_json(self.path("receipt.json"))["body"])
        self.assertNotIn("radio.call_sign", body["answers"])

    def test_form_that_cannot_be_served(self):
        for path in ("no-such.json", self.write("form.json", {"format": 2}), self.folder):
            self.report("practice", "--form", path, state="usage", failure="USE-001")


if __name__ == "__main__":
    unittest.main()
