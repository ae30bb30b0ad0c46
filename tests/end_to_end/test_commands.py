# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command on its good path, with --json and plain, embedded and with a profile."""
import hashlib
import json
import os
import re
import stat
import unittest

from support.program import EXAMPLE, SOURCE
from support.services import ServiceTest, bundled


class CheckTest(ServiceTest):
    def test_embedded(self):
        self.assertEqual(self.report("check", EXAMPLE), {"state": "done"})

    def test_plain(self):
        run = self.run_program("check", EXAMPLE)
        self.assertEqual((run.code, run.out), (0, b"No problem was found.\n"), str(run))

    def test_japanese(self):
        run = self.run_program("check", EXAMPLE, variables={"LANG": "ja_JP.UTF-8"})
        self.assertEqual((run.code, run.out), (0, "問題は見つかりませんでした。\n".encode()), str(run))

    def test_with_a_service(self):
        practice = self.practice()
        self.assertEqual(self.report("check", EXAMPLE, "--service", practice["file"]), {"state": "done"})

    def test_paths_are_relative_to_the_file(self):
        folder = self.path("deep/申請 書類")
        os.makedirs(folder)
        document = self.read_json(EXAMPLE)
        for entry in document["attachments"]:
            name = entry["file"]
            entry["file"] = "../" + name
            with open(os.path.join(os.path.dirname(EXAMPLE), name), "rb") as source:
                self.write("deep/" + name, source.read())
        self.write("deep/申請 書類/application.json", document)
        # Called from another folder, by a relative name, and by a name with spaces and letters beyond ASCII.
        self.report("check", "../deep/申請 書類/application.json", cwd=self.home)


class TermsTest(ServiceTest):
    def test_json(self):
        bundle = bundled("terms/terms.json")
        report = self.report("terms")
        self.assertEqual(set(report), {"state", "version", "documents"})
        self.assertEqual(report["version"], bundle["version"])
        self.assertEqual(len(report["documents"]), len(bundle["documents"]))
        for printed, original in zip(report["documents"], bundle["documents"]):
            for name in ("language", "title", "clauses", "sha256", "provenance_note"):
                self.assertEqual(printed.get(name), original.get(name), name)
        badges = {each["language"]: each["badge"] for each in report["documents"]}
        self.assertEqual(badges["en"], "参考訳 / Translation for reference")
        self.assertEqual(badges["ja"], "正文の欄：復元文（練習用） / Authoritative column: reconstruction, practice only")

    def test_plain_shows_badge_note_text_version_and_digest(self):
        run = self.run_program("terms")
        text = run.out.decode("utf-8", "strict")
        bundle = bundled("terms/terms.json")
        self.assertEqual(run.code, 0, str(run))
        self.assertIn(bundle["version"], text)
        for document in bundle["documents"]:
            self.assertIn(document["sha256"], text)
            for note in document.get("provenance_note", {}).values():
                self.assertIn(note, text)
            for clause in document["clauses"]:
                self.assertIn(clause["heading"], text)
                self.assertIn(clause["text"], text)
        self.assertLess(text.index("参考訳 / "), text.index(bundle["documents"][1]["title"]), "the badge stands above")

    def test_one_language(self):
        for language in ("ja", "en"):
            documents = self.report("terms", "--language", language)["documents"]
            self.assertEqual([each["language"] for each in documents], [language])

    def test_a_version(self):
        version = self.terms_version()
        self.assertEqual(self.report("terms", "--version", version)["version"], version)
        self.report("terms", "--version", "1066-10-14", state="refused", failure="SRV-009")
        self.report("terms", "--version", "../service", state="refused", failure="SRV-009")


class SubmitTest(ServiceTest):
    def test_embedded_without_an_account(self):
        report = self.report("submit", EXAMPLE, "--accept-terms", self.terms_version())
        self.assertEqual(set(report), {"state", "application_number", "received_at"})
        self.assertRegex(report["application_number"], "^PRACTICE-[A-Z0-9-]+$")

    def test_embedded_plain(self):
        receipt = self.path("receipt.json")
        run = self.run_program("submit", EXAMPLE, "--accept-terms", self.terms_version(), "--receipt", receipt)
        self.assertEqual(run.code, 0, str(run))
        lines = run.out.decode().splitlines()
        self.assertRegex(lines[0], "^Application number: PRACTICE-[A-Z0-9-]+$")
        self.assertEqual(lines[1:], ["Receipt: " + receipt])
        self.assertIn(b"Practice. No application was made.", run.err)

    def test_with_a_service_and_a_receipt(self):
        practice = self.practice()
        report = self.submit(practice["file"], "--receipt", "out/receipt.json", state="usage", failure="FIL-007")
        self.assertNotIn("receipt", report)
        os.mkdir(self.path("out"))
        self.write("out/receipt.json", "an older receipt")
        os.chmod(self.path("out/receipt.json"), 0o644)
        report = self.submit(practice["file"], "--receipt", "out/receipt.json")
        self.assertEqual(set(report), {"state", "application_number", "received_at", "receipt"})
        self.assertEqual(os.path.realpath(report["receipt"]), os.path.realpath(self.path("out/receipt.json")))
        self.assertTrue(os.path.isabs(report["receipt"]))
        self.assertEqual(os.listdir(self.path("out")), ["receipt.json"], "nothing is left beside it")
        self.assertEqual(stat.S_IMODE(os.stat(report["receipt"]).st_mode), 0o600)
        receipt = self.read_json(report["receipt"])
        self.assertEqual(set(receipt), {"format", "service", "announced_keys", "body", "acknowledgement"})
        profile = practice["profile"]
        self.assertEqual(receipt["service"],
                         {"id": profile["id"], "kind": "practice", "base_url": profile["base_url"]})
        self.assertEqual(receipt["acknowledgement"]["application_number"], report["application_number"])
        listed = self.applications_by_curl(profile)
        self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
        self.assertEqual(listed[0]["body_sha256"], hashlib.sha256(receipt["body"].encode()).hexdigest())
        consent = json.loads(receipt["body"])["consent"]
        self.assertEqual((consent["channel"], consent["languages_shown"]), ("command-line", []))

    def test_a_receipt_replaces_the_name_not_what_a_link_points_to(self):
        target = self.write("precious.json", "precious")
        os.symlink(target, self.path("receipt.json"))
        self.report("submit", EXAMPLE, "--accept-terms", self.terms_version(), "--receipt", self.path("receipt.json"))
        with open(target, encoding="ascii") as file:
            self.assertEqual(file.read(), "precious")
        self.assertFalse(os.path.islink(self.path("receipt.json")))


class VerifyTest(ServiceTest):
    def test_both_proofs(self):
        practice = self.practice()
        self.submit(practice["file"], "--receipt", "receipt.json")
        self.end_process(practice["process"])
        pinned = self.report("verify", "receipt.json", "--service", practice["file"])
        self.assertEqual(set(pinned), {"state", "application_number", "received_at", "checks"})
        names = [check["what"] for check in pinned["checks"]]
        self.assertLessEqual({"body", "attachment 0", "attachment 1", "signature"}, set(names))
        self.assertTrue(all(check["holds"] is True for check in pinned["checks"]))
        signature = [check for check in pinned["checks"] if check["what"] == "signature"]
        self.assertEqual([check["by"] for check in signature], ["pinned by the profile"])
        announced = self.report("verify", "receipt.json")
        signature = [check for check in announced["checks"] if check["what"] == "signature"]
        self.assertEqual([check["by"] for check in signature], ["only announced by the service itself"])
        plain = self.run_program("verify", "receipt.json")
        self.assertEqual(plain.code, 0, str(plain))
        self.assertEqual(plain.out.decode().count("○"), len(names))
        self.assertIn(pinned["application_number"].encode(), plain.out, "to be held against what is printed")
        self.assertIn(b"only the service itself announced", plain.out)


class PracticeTest(ServiceTest):
    def test_json_and_profile_file(self):
        practice = self.practice("--profile-out", self.path("profile.json"))
        self.assertEqual({name for name in practice if name not in ("file", "process")},
                         {"state", "base_url", "profile"})
        self.assertEqual(self.read_json(self.path("profile.json")), practice["profile"])
        self.assertEqual(practice["profile"]["base_url"], practice["base_url"])
        self.assertEqual(self.ask(practice["profile"], "GET", "/service")["kind"], "practice")
        schema = os.path.join(SOURCE, "resources/api/profile.schema.json")
        import jsonschema
        jsonschema.Draft202012Validator(self.read_json(schema)).validate(practice["profile"])

    def test_plain_prints_the_base_url_first(self):
        process = self.start("practice")
        self.addCleanup(self.end_process, process)
        self.assertRegex(process.stdout.readline().decode(), "^https://127.0.0.1:[0-9]+/v1\n$")
        self.assertRegex(process.stderr.readline().decode(), "PRACTICE01.*Practice-2026")

    def test_a_port_is_never_shared(self):
        first = self.practice()
        port = re.search(":([0-9]+)/", first["base_url"]).group(1)
        second = self.report("practice", "--port", port, state="defect", failure="PRC-001")
        self.assertEqual(set(second), {"state", "failure"})
        self.assertEqual(self.ask(first["profile"], "GET", "/service")["kind"], "practice", "the first goes on")
        self.end_process(first["process"])
        again = self.practice("--port", port)
        self.assertIn(":%s/" % port, again["base_url"], "an ended service leaves its port free")


class HelpTest(ServiceTest):
    def test_help_and_version(self):
        for arguments in (["--help"], ["-h"], ["submit", "--help"], ["practice", "--help"]):
            run = self.run_program(*arguments)
            self.assertEqual(run.code, 0, str(run))
            for word in (b"check", b"submit", b"verify", b"terms", b"practice", b"--service", b"--password-stdin"):
                self.assertIn(word, run.out)
        self.assertRegex(self.run_program("--version").out.decode(), r"^TTP Apply \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main()
