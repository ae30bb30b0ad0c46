# SPDX-License-Identifier: GPL-3.0-or-later
"""`form --schema`: where the form comes from, how the schema is printed, and what python3-jsonschema makes of it."""
import json
import os
import unittest

from jsonschema import Draft202012Validator

from support.program import EXAMPLE, SOURCE
from support.services import ServiceTest

BERTHS = os.path.join(SOURCE, "tests/data/forms/every_type.json")


class FormSchemaTest(ServiceTest):
    def schema(self, *arguments):
        schema = self.report("form", "--schema", *arguments)["schema"]
        Draft202012Validator.check_schema(schema)
        return schema

    def test_of_the_bundled_form(self):
        schema = self.schema()
        form = self.read_json(os.path.join(SOURCE, "resources/forms/ttp.json"))
        self.assertTrue(schema["$id"].startswith("urn:ttp:answers:" + form["id"]), schema["$id"])
        validator = Draft202012Validator(schema)
        answers = self.read_json(EXAMPLE)["answers"]
        self.assertEqual([error.message for error in validator.iter_errors(answers)], [])
        self.assertFalse(validator.is_valid({**answers, "passport.number": 5}))
        self.assertFalse(validator.is_valid({**answers, "passport.numbers": "X"}))

    def test_of_a_file(self):
        schema = self.schema(BERTHS)
        self.assertEqual(schema["title"], "係留許可の申請 / Request for a berth")
        answers = self.read_json(BERTHS.replace(".json", "_answers.json"))["answers"]
        self.assertTrue(Draft202012Validator(schema).is_valid(answers))
        self.assertFalse(Draft202012Validator(schema).is_valid({**answers, "pin": "004"}))

    def test_of_a_service(self):
        practice = self.practice("--form", BERTHS)
        self.assertEqual(self.schema("--service", practice["file"]), self.schema(BERTHS))

    def test_without_json_the_schema_stands_alone(self):
        run = self.run_program("form", "--schema", BERTHS)
        self.assertEqual((run.code, run.err), (0, b""), str(run))
        self.assertEqual(json.loads(run.out), self.schema(BERTHS))

    def test_calls_that_cannot_be_understood(self):
        for call in (["form"], ["form", BERTHS], ["form", "--schema", BERTHS, BERTHS], ["form", "--schema=" + BERTHS],
                     ["form", "--schema", BERTHS, "--service", "profile.json"], ["check", "--schema", BERTHS]):
            with self.subTest(call=call):
                self.report(*call, state="usage", failure="USE-001")

    def test_definitions_that_cannot_be_understood(self):
        good = self.read_json(BERTHS)
        wrong = [("", b"{"), ("", b"[]"), ("", b""), ("/format", {**good, "format": 2}),
                 ("/steps/0/fields/3/type", self.changed(good, type="dates")),
                 ("/steps/0/fields/3/extra", self.changed(good, extra=1)),
                 ("/steps/0/fields/3/visible_when/field", self.changed(good, visible_when={"field": "nobody",
                                                                                           "answered": True}))]
        for pointer, content in wrong:
            with self.subTest(pointer=pointer):
                path = self.write("form.json", content)
                report = self.report("form", "--schema", path, state="usage", failure="FIL-011")
                self.assertEqual([problem["pointer"] for problem in report["problems"]], [pointer])
                run = self.run_program("form", "--schema", path)
                self.assertEqual((run.code, run.out), (2, b""), str(run))
                self.assertIn(pointer.encode(), run.err)
        for path in (self.path("missing.json"), SOURCE):
            with self.subTest(path=path):
                self.report("form", "--schema", path, state="usage", failure="FIL-011")

    def changed(self, form, **members):
        form = json.loads(json.dumps(form))
        form["steps"][0]["fields"][3].update(members)
        return form

    def test_a_service_that_is_not_there(self):
        profile = self.practice()
        self.end_process(profile["process"])
        self.report("form", "--schema", "--service", profile["file"], "--wait", "0", state="unreachable",
                    failure="NET-001")


if __name__ == "__main__":
    unittest.main()
