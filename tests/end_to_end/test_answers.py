# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit code 3: problems in the answers or files, found before anybody signs in."""
import copy
import os
import unittest

from support.program import EXAMPLE, ORDINARY, problems_of
from support.relay import Relay
from support.services import ServiceTest

FOLDER = os.path.dirname(EXAMPLE)
PDF = b"%PDF-1.7\n%test\n"


class ApplicationTest(ServiceTest):
    """The example application with absolute paths, and a way to change it."""

    def setUp(self):
        super().setUp()
        self.good = self.read_json(EXAMPLE)
        for entry in self.good["attachments"]:
            entry["file"] = os.path.join(FOLDER, entry["file"])

    def check(self, document, state="problems"):
        path = self.write("application.json", document)
        failure = "ANS-001" if state == "problems" else None
        return self.report("check", path, state=state, failure=failure)

    def changed(self, **answers):
        document = copy.deepcopy(self.good)
        for name, value in answers.items():
            document["answers"][name.replace("__", ".")] = value
        return document


class AnswersTest(ApplicationTest):
    def test_the_example_itself_is_good(self):
        self.check(self.good, state="done")

    def test_single_answers(self):
        cases = {
            "unknown field": ({"passport__shoe_size": 42}, ("passport.shoe_size", "unknown-field")),
            "wrong type: number for text": ({"passport__surname": 7}, ("passport.surname", "type")),
            "wrong type: text for yes or no": ({"landings__any": "yes"}, ("landings.any", "type")),
            "wrong type: object for date": ({"passport__birth_date": {"year": 1974}}, ("passport.birth_date", "type")),
            "wrong type: text for group": ({"landings__list": "two"}, ("landings.list", "type")),
            "no such choice": ({"category": "Z"}, ("category", "choice")),
            "no date": ({"passport__birth_date": "1974-02-30"}, ("passport.birth_date", "date")),
            "expired": ({"passport__expiry_date": "2020-01-01"}, ("passport.expiry_date", "too-early")),
            "statement refused": ({"declarations__truth": False}, ("declarations.truth", "required")),
            "document field answered": ({"documents__face_photo": "face.jpg"}, ("documents.face_photo", None)),
        }
        for name, (answers, (field, code)) in cases.items():
            with self.subTest(name):
                problems = problems_of(self.check(self.changed(**answers)))
                found = [problem for problem in problems if problem[0] == field]
                self.assertTrue(found, problems)
                self.assertEqual(found[0][2], "/answers/" + field)
                if code:
                    self.assertEqual(found[0][1], code)

    def test_an_entry_of_a_group_is_named_by_its_place(self):
        document = self.changed()
        document["answers"]["landings.list"][1]["date"] = "soon"
        self.assertIn(("landings.list.date", "date", "/answers/landings.list/1/date"),
                      problems_of(self.check(document)))

    def test_nothing_at_all(self):
        problems = problems_of(self.check({"answers": {}, "attachments": []}))
        self.assertIn(("category", "required", "/answers/category"), problems)
        self.assertIn(("documents.face_photo", "required", "/attachments"),
                      [(field, code, pointer[:12]) for field, code, pointer in problems])

    def test_answers_are_normalized_before_they_are_judged(self):
        self.check(self.changed(passport__surname="ｅｒｉｋｓｓｏｎ ", passport__nationality="uto"), state="done")

    def test_plain_problems_go_to_standard_error(self):
        run = self.run_program("check", self.write("application.json", self.changed(category="Z")))
        self.assertEqual((run.code, run.out), (3, b""), str(run))
        self.assertIn(b"category: ", run.err)
        self.assertIn(b"[choice]", run.err)

    def test_submit_finds_them_before_the_sign_in(self):
        practice = self.practice()
        relay = Relay(self, practice["profile"])
        path = self.write("application.json", self.changed(category="Z", nonsense=1))
        report = self.submit(relay.file, file=path, state="problems", failure="ANS-001")
        self.assertEqual({problem["field"] for problem in report["problems"]} & {"category", "nonsense"},
                         {"category", "nonsense"})
        self.assertEqual(relay.requests("/sessions"), [])
        self.assertTrue(relay.requests("/form"))


class FilesTest(ApplicationTest):
    def with_files(self, *files):
        document = copy.deepcopy(self.good)
        document["attachments"] = [{"field": field, "file": file} for field, file in files]
        return document

    def problems(self, *files):
        return problems_of(self.check(self.with_files(*files)))

    def test_unreadable(self):
        os.mkdir(self.path("folder"))
        os.mkfifo(self.path("pipe"))
        os.symlink("nowhere", self.path("dangling"))
        photo = ("documents.face_photo", FOLDER + "/face-photo.jpg")
        for name in ("gone.pdf", "folder", "pipe", "dangling", "", "/dev/zero", "/dev/stdin", "a" * 5000, "nul\0byte"):
            with self.subTest(name=name[:20]):
                # Exactly this problem: the field is not also called missing.
                self.assertEqual(self.problems(photo, ("documents.passport_copy", name)),
                                 [("documents.passport_copy", "unreadable", "/attachments/1")])

    def test_may_not_be_read(self):
        os.chmod(self.write("closed.pdf", PDF), 0)
        path = self.write("application.json", self.with_files(("documents.passport_copy", "closed.pdf")))
        report = self.report("check", path, state="problems", failure="ANS-001", wrapper=ORDINARY)
        self.assertIn(("documents.passport_copy", "unreadable", "/attachments/0"), problems_of(report))

    def test_each_file_is_named_by_its_own_place(self):
        self.write("text.pdf", b"plain text")
        self.write("empty.pdf", b"")
        problems = self.problems(("documents.face_photo", "gone.jpg"), ("documents.passport_copy", "text.pdf"),
                                 ("no.such.field", FOLDER + "/passport-copy.pdf"),
                                 ("documents.passport_copy", "empty.pdf"))
        self.assertIn(("documents.face_photo", "unreadable", "/attachments/0"), problems)
        self.assertIn(("documents.passport_copy", "media-type", "/attachments/1"), problems)
        self.assertIn(("no.such.field", "unknown-field", "/attachments/2"), problems)
        self.assertIn(("documents.passport_copy", "empty", "/attachments/3"), problems)

    def test_too_large(self):
        path = self.path("large.pdf")
        with open(path, "wb") as file:
            file.write(PDF)
            file.truncate(1 << 40)  # a terabyte with nothing in it: measured, not read
        problems = self.problems(("documents.face_photo", FOLDER + "/face-photo.jpg"),
                                 ("documents.passport_copy", path))
        self.assertIn(("documents.passport_copy", "too-large", "/attachments/1"), problems)

    def test_the_bytes_tell_the_type_not_the_name(self):
        self.write("photo.jpg", PDF)
        problems = self.problems(("documents.face_photo", "photo.jpg"),
                                 ("documents.passport_copy", FOLDER + "/passport-copy.pdf"))
        self.assertEqual(problems, [("documents.face_photo", "media-type", "/attachments/0")])

    def test_names_the_file_without_its_folders(self):
        report = self.check(self.with_files(("documents.passport_copy", self.folder + "/gone\u202e.pdf")))
        texts = [problem["message"]["en"] for problem in report["problems"] if problem["code"] == "unreadable"]
        self.assertIn("gone.pdf", texts[0])
        self.assertNotIn(self.folder, texts[0])


class ChangingFilesTest(ServiceTest):
    """A file vanishes or changes between the check and the sending, while the service answers the sign-in."""

    def submit_while(self, change):
        practice = self.practice()
        relay = Relay(self, practice["profile"])
        document = self.read_json(EXAMPLE)
        for entry in document["attachments"]:
            with open(os.path.join(FOLDER, entry["file"]), "rb") as source:
                entry["file"] = self.write(entry["file"], source.read())
        relay.after("POST .*/sessions$", lambda exchange: change(document["attachments"][1]["file"]))
        path = self.write("application.json", document)
        return relay, practice, path

    def test_vanished(self):
        relay, practice, path = self.submit_while(os.remove)
        report = self.submit(relay.file, file=path, state="problems", failure="ATT-001")
        self.assertEqual([problem["field"] for problem in report["problems"]], ["documents.passport_copy"])
        self.assertEqual(self.applications_by_curl(practice["profile"]), [])

    def test_became_a_pipe(self):
        def change(file):
            os.remove(file)
            os.mkfifo(file)
        relay, _, path = self.submit_while(change)
        self.submit(relay.file, file=path, state="problems", failure="ATT-001")

    def test_changed(self):
        def change(file):
            with open(file, "ab") as target:
                target.write(b"more")
        relay, practice, path = self.submit_while(change)
        report = self.submit(relay.file, file=path, state="problems", failure="ATT-002")
        self.assertNotIn("application_number", report)
        self.assertEqual(relay.requests("POST .*/applications"), [])
        self.assertEqual(self.applications_by_curl(practice["profile"]), [])


if __name__ == "__main__":
    unittest.main()
