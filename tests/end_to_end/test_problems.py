# SPDX-License-Identifier: GPL-3.0-or-later
"""Every problem of the contract reaches the person: with a code and texts of the program, and in the service's words."""
import json
import os
import unittest

from support.contract import Contract
from support.program import CODES, SOURCE
from support.relay import Relay
from support.services import PASSWORD, ServiceTest

# Settled by going on instead: the key is asked for, the files and the body are sent again. What is left in the end may be
# that the outcome is not known, or that the service does not get on.
GOES_ON = {"request-in-progress"}


class ProblemsTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.relay = Relay(self, self.practice()["profile"])
        with open(os.path.join(SOURCE, "resources/failures/failures.json"), encoding="utf-8") as file:
            document = json.load(file)
        self.book = {page["code"]: page for page in (document if isinstance(document, list) else document["failures"])}

    def refuse(self, name, status):
        """The service refuses every application with this problem, in words of its own."""
        words = {"ja": "試験%s。" % name, "en": "test of %s." % name}

        def answer(exchange):
            exchange.status = status
            exchange.answer_headers = [("Content-Type", "application/problem+json"), ("Retry-After", "1"),
                                       ("WWW-Authenticate", "Bearer")]
            exchange.answer = json.dumps({"type": "urn:ttp:problem:" + name, "title": name, "status": status,
                                          "message": words, "retry_after": 1}).encode()
            return exchange.wire()
        self.relay.rules.clear()
        self.relay.before("POST .*/applications$", answer)
        return words

    def test_each_has_its_words(self):
        shown = {}
        for name, status in sorted(Contract().problems.items()):
            with self.subTest(name):
                words = self.refuse(name, status)
                run = self.run_program(*self.submit_arguments(self.relay.file, "--json", "--wait", "0"), stdin=PASSWORD)
                report = json.loads(run.out)
                page = self.book[report["failure"]["code"]]
                self.assertEqual((run.code, report["state"]), (CODES[page["state"]], page["state"]), str(run))
                for language in ("ja", "en"):
                    text = report["failure"]["message"][language]
                    for part in ("what", "answers", "next"):
                        self.assertIn(page[part][language], text)
                    if name not in GOES_ON:
                        self.assertIn(words[language].rstrip("。."), text)
                shown[name] = report["failure"]["message"]["en"]
        self.assertEqual(len(set(shown.values())), len(shown), "no two read the same")


if __name__ == "__main__":
    unittest.main()
