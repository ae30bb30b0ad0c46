# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that says nothing, or nearly nothing: the deadline of one request (at most thirty seconds) ends it. The
runs wait side by side."""
import time
import unittest

from support.program import EXAMPLE
from support.services import JSON, ServiceTest, bundled, good_answers, new_key

SILENT = {
    "stall": {"do": "stall"},
    "a byte now and then": {"fill": 100_000, "headers": JSON, "drip": [1, 0.2]},
    "stops in the middle": {"json": bundled("forms/ttp.json"), "length": 1_000_000, "headers": JSON},
}


class DeadlineTest(ServiceTest):
    def test_no_request_takes_for_ever(self):
        key, waiting = new_key(self), []
        for place in ("service", "form"):
            for name, answer in SILENT.items():
                raw = self.raw(good_answers(key, before=[dict(answer, match="^GET /v1/%s$" % place)]))
                profile = raw.profile()
                process = self.start("check", EXAMPLE, "--json", "--wait", "0", "--service", profile)
                waiting.append((name, place, process))
        started = time.monotonic()
        for name, place, process in waiting:
            with self.subTest(name, place=place):
                report = self.judge(self.finish(process), "check", "unreachable")
                self.assertEqual(report["failure"]["code"], "NET-002")
        self.assertGreater(time.monotonic() - started, 3, "a slow service is given time")


if __name__ == "__main__":
    unittest.main()
