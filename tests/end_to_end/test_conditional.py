# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms are asked for by their ETag the second time, and judged every time."""
import json
import unittest

from support.program import EXAMPLE
from support.relay import Relay
from support.services import JSON, PASSWORD, ServiceTest, good_answers, new_key, signed_terms

TERMS = "^GET .*/terms$"


class ConditionalTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])

    def test_the_second_time(self):
        self.submit(self.relay.file)
        first, second = self.relay.requests(TERMS)
        self.assertIsNone(first.header("If-None-Match"))
        self.assertEqual(first.status, 200)
        tags = dict((name.lower(), value) for name, value in first.answer_headers)
        self.assertEqual(second.header("If-None-Match"), tags["etag"])
        self.assertEqual((second.status, second.answer), (304, b""))
        self.assertEqual(len(self.applications_by_curl(self.service["profile"])), 1)
        for each in self.relay.requests():
            if not each.target.endswith(("/terms", "/form")):
                self.assertIsNone(each.header("If-None-Match"), "the contract gives a tag to terms and form only")

    def test_terms_that_change_before_the_sending(self):
        """Whatever is kept: the terms that the service shows now are the ones that count."""
        seen = []

        def change(exchange):
            seen.append(exchange.header("If-None-Match"))
            if len(seen) == 2:
                document = json.loads(first[0])
                document["version"] = "of-tomorrow"
                exchange.status, exchange.answer = 200, json.dumps(document).encode()
                exchange.answer_headers = [("Content-Type", "application/json"), ("ETag", '"of-tomorrow"')]
            else:
                first.append(exchange.answer)
        first = []
        self.relay.after(TERMS, change)
        self.submit(self.relay.file, state="refused", failure="TRM-007")
        self.assertEqual(len(seen), 2)
        self.assertTrue(seen[1])
        self.assertEqual(self.applications_by_curl(self.service["profile"]), [])

    def test_unchanged_without_anything_to_compare(self):
        def unchanged(exchange):
            exchange.status, exchange.answer, exchange.answer_headers = 304, b"", []
        self.relay.after(TERMS, unchanged)
        self.submit(self.relay.file, state="unreachable", failure="NET-006")
        self.assertEqual(self.relay.requests("^POST "), [], "no password left")

    def test_earlier_terms_are_judged_too(self):
        version = self.ask(self.service["profile"], "GET", "/terms")["previous_version"]
        self.assertEqual(self.report("terms", "--version", version, "--service", self.relay.file)["version"], version)

        def original(terms):
            terms["documents"][0]["title"] += "（正文）"
            terms["documents"][0]["provenance"] = "original"
        key = new_key(self)
        good = signed_terms(key, change=original)
        for terms, state, failure in ((good, "done", None),
                                      (signed_terms(new_key(self, "raw-2"), change=original), "refused", "TRM-003"),
                                      (dict(good, signature=signed_terms(key)["signature"]), "refused", "TRM-003"),
                                      (signed_terms(key), "refused", "TRM-005")):
            with self.subTest(failure):
                raw = self.raw(good_answers(key, "production", terms=good, before=[
                    {"match": "^GET /v1/terms/", "json": terms, "headers": JSON}]))
                profile = raw.profile(kind="production", keys={"keys": [key.jwk]})
                self.report("terms", "--version", terms["version"], "--service", profile, state=state, failure=failure)


class ClosuresTest(ServiceTest):
    AHEAD = {"maintenance": {"from": "2098-01-31T20:00:00Z", "until": "2098-01-31T23:15:00Z"}}

    def setUp(self):
        super().setUp()
        self.service = self.practice("--control", self.write("control.json", self.AHEAD))

    def environment(self, **more):
        return super().environment(TZ="America/St_Johns", **more)

    def check_words(self, run):
        self.assertEqual(run.code, 0, str(run))
        words = run.err.decode()
        self.assertIn("from 1 February 2098, 05:00 to 1 February 2098, 08:15 Japan time", words)
        self.assertIn("31 January 2098, 16:30 to 31 January 2098, 19:45 your time (UTC-03:30)", words)
        self.assertIn("Closed for maintenance (practice).", words)
        self.assertNotIn(b"2098", run.out, "not among the members of the contract")

    def test_told_before(self):
        self.check_words(self.run_program("check", EXAMPLE, "--json", "--service", self.service["file"]))
        self.check_words(self.run_program(*self.submit_arguments(self.service["file"]), "--json", stdin=PASSWORD))

    def test_in_japanese(self):
        run = self.run_program("check", EXAMPLE, "--service", self.service["file"],
                               variables={"LANG": "ja_JP.UTF-8", "LANGUAGE": "ja"})
        self.assertIn("2098年2月1日 05:00から2098年2月1日 08:15まで（日本時間）", run.err.decode(), str(run))

    def test_words_of_the_service_command_no_terminal(self):
        service = self.practice()
        relay = Relay(self, service["profile"])

        def announce(exchange):
            document = json.loads(exchange.answer)
            document["closures"] = [{"from": "2098-01-31T20:00:00Z", "to": "2098-01-31T23:15:00Z",
                                     "message": {"ja": "\u001b[2J止\nFAKE-001", "en": "\u001b[2Jstop\nFAKE-001: done"}}]
            exchange.answer = json.dumps(document).encode()
        relay.after("^GET .*/service$", announce)
        run = self.run_program("check", EXAMPLE, "--service", relay.file)
        self.assertEqual(run.code, 0, str(run))
        self.assertNotIn(b"\x1b", run.err)
        self.assertNotIn(b"\nFAKE", run.err)


if __name__ == "__main__":
    unittest.main()
