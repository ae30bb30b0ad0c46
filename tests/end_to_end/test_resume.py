# SPDX-License-Identifier: GPL-3.0-or-later
"""What is noted of a sending before it leaves, and what `resume` finds out about it: always the truth, never a repetition."""
import datetime
import hashlib
import json
import os
import stat
import unittest

from support.program import EXAMPLE
from support.relay import Relay
from support.services import PASSWORD, ServiceTest, problem_answer

POST = r"^POST .*/applications$"
ASKING = "^GET .*/(submissions|applications)"
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def close(_exchange):
    return b""


class OutboxTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.data = self.path("data")

    def environment(self, **more):
        return super().environment(TTP_APPLY_HOME=self.data, **more)

    def entries(self):
        folder = os.path.join(self.data, "outbox")
        return sorted(name for name in os.listdir(folder) if name.endswith(".json")) if os.path.isdir(folder) else []

    def outbox(self):
        return self.report("outbox")["outbox"]

    def resume(self, profile, state="done", failure=None, stdin=PASSWORD, account=None, **options):
        return self.report("resume", "--service", profile, *(account or self.account()), "--wait", "3", state=state,
                           failure=failure, stdin=stdin, **options)

    def age(self, minutes):
        """Makes the only entry look that old."""
        path = os.path.join(self.data, "outbox", self.entries()[0])
        entry = self.read_json(path)
        posted = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=minutes)
        self.write(path, dict(entry, posted_at=posted.strftime("%Y-%m-%dT%H:%M:%SZ")))

    def lose(self, relay):
        """A sending whose outcome stays unknown; returns its only entry."""
        relay.after(POST, close)
        relay.before(ASKING, close)
        report = self.submit(relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        self.assertIs(report["kept"], False)
        relay.rules.clear()
        self.assertEqual(len(self.entries()), 1)
        return self.read_json(os.path.join(self.data, "outbox", self.entries()[0]))


class NoteTest(OutboxTest):
    def test_what_is_noted_and_how(self):
        service = self.practice()
        relay = Relay(self, service["profile"])
        seen = []

        def look(_exchange):
            for name in self.entries():
                path = os.path.join(self.data, "outbox", name)
                seen.append((self.read_json(path), stat.S_IMODE(os.stat(path).st_mode)))
        relay.before(POST, look)
        self.submit(relay.file)
        post = relay.requests(POST)[0]
        self.assertEqual(len(seen), 1, "it is on disk before the POST has an answer")
        entry, mode = seen[0]
        self.assertEqual(mode, 0o600)
        self.assertRegex(entry.pop("posted_at"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(entry, {"format": 1, "key": post.header("Idempotency-Key").strip('"'),
                                 "body_sha256": hashlib.sha256(post.body).hexdigest(),
                                 "service_id": service["profile"]["id"], "user_id": "PRACTICE01"})
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.data, "outbox")).st_mode), 0o700)
        self.assertEqual(os.listdir(os.path.join(self.data, "outbox")), [], "settled: nothing is left")
        self.assertEqual(self.outbox(), [])

    def test_no_note_for_a_sending_that_is_refused_or_never_posted(self):
        service = self.practice()
        relay = Relay(self, service["profile"])
        refusal = problem_answer("not-permitted", 403)

        def refuse(exchange):
            exchange.status, exchange.answer = 403, json.dumps(refusal["json"]).encode()
            exchange.answer_headers = [tuple(pair) for pair in refusal["headers"]]
            return exchange.wire()
        relay.before(POST, refuse)
        self.submit(relay.file, state="refused", failure="SRV-010")
        relay.before("PATCH ", refuse)
        self.submit(relay.file, state="refused", failure="SRV-010")
        self.assertEqual(self.entries(), [])

    def test_the_embedded_service_leaves_nothing(self):
        self.report("submit", EXAMPLE, "--accept-terms", self.terms_version())
        self.assertFalse(os.path.exists(self.data))

    def test_nothing_is_sent_without_a_note(self):
        service = self.practice()
        relay = Relay(self, service["profile"])
        self.write("data", "a file where the folder should be")
        report = self.submit(relay.file, state="usage", failure="OUT-001")
        self.assertEqual(set(report), {"state", "failure"})
        self.assertEqual(relay.requests(POST), [])
        self.assertEqual(self.applications_by_curl(service["profile"]), [])


class ResumeTest(OutboxTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])

    def test_nothing_to_resume(self):
        report = self.resume(self.relay.file)
        self.assertEqual(report, {"state": "done", "outcomes": []})
        self.assertEqual(self.relay.exchanges, [], "no password leaves without a reason")

    def test_received(self):
        entry = self.lose(self.relay)
        self.assertEqual([each["key"] for each in self.outbox()], [entry["key"]])
        report = self.resume(self.relay.file)
        listed = self.applications_by_curl(self.service["profile"])
        self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
        self.assertEqual(listed[0]["body_sha256"], entry["body_sha256"])
        self.assertEqual(report["outcomes"], [{"key": entry["key"], "outcome": "received",
                                               "application_number": report["application_number"],
                                               "received_at": report["received_at"]}])
        self.assertEqual(self.entries(), [])
        self.assertEqual(len({post.header("Idempotency-Key") for post in self.relay.requests(POST)}), 1)

    def test_terms_before_the_password(self):
        self.lose(self.relay)
        before = len(self.relay.exchanges)
        self.resume(self.relay.file)
        asked = [(each.verb, each.target.rsplit("/", 1)[1]) for each in self.relay.exchanges[before:]]
        self.assertEqual(asked[:3], [("GET", "service"), ("GET", "terms"), ("POST", "sessions")])
        self.assertEqual([verb for verb, _ in asked[3:]], ["GET", "DELETE"], "it only asks")

    def test_drop_answer(self):
        """The service loses every answer to the application; what it received is one application."""
        service = self.practice("--fault", "drop-answer=99")
        relay = Relay(self, service["profile"])
        relay.before(ASKING, close)
        self.submit(relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        report = self.resume(service["file"])
        listed = self.applications_by_curl(service["profile"])
        self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
        self.assertEqual(self.entries(), [])

    def test_never_received(self):
        self.relay.before(POST, close)
        self.relay.before(ASKING, close)
        self.submit(self.relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        self.relay.rules.clear()
        posts = len(self.relay.requests(POST))
        # It may still be held back somewhere on its way.
        report = self.resume(self.relay.file, state="unknown", failure="UNK-001")
        self.assertEqual([each["outcome"] for each in report["outcomes"]], ["unknown"])
        self.assertEqual(len(self.entries()), 1)
        self.age(minutes=6)
        report = self.resume(self.relay.file)
        self.assertEqual([each["outcome"] for each in report["outcomes"]], ["not-received"])
        self.assertNotIn("application_number", report)
        self.assertEqual(self.entries(), [])
        self.assertEqual(len(self.relay.requests(POST)), posts, "resume never repeats")
        self.assertEqual(self.applications_by_curl(self.service["profile"]), [])

    def test_arrived_after_all(self):
        """Never heard of at first, and then it comes out of the gateway that held it back: one application."""
        service = self.practice()
        relay = Relay(self, service["profile"])
        held = []

        def hold(exchange):
            held.append(exchange)
            return b""
        relay.before(POST, hold)
        relay.before("^DELETE .*/sessions/current$", close)  # else the service would not let it in any more
        self.submit(relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        self.assertEqual(len({(each.body, each.header("Idempotency-Key")) for each in held}), 1)
        self.resume(service["file"], state="unknown", failure="UNK-001")
        relay.forward(held[0])
        report = self.resume(service["file"])
        self.assertEqual([each["application_number"] for each in self.applications_by_curl(service["profile"])],
                         [report["application_number"]])
        self.assertEqual(self.entries(), [])

    def test_found_by_its_digest(self):
        self.lose(self.relay)
        missing = problem_answer("not-found", 404)

        def unknown_key(exchange):
            exchange.status, exchange.answer = 404, json.dumps(missing["json"]).encode()
            exchange.answer_headers = [tuple(pair) for pair in missing["headers"]]
            return exchange.wire()
        self.relay.before("GET .*/submissions/", unknown_key)
        report = self.resume(self.relay.file)
        self.assertEqual([each["outcome"] for each in report["outcomes"]], ["received"])
        self.assertEqual(self.entries(), [])

    def test_still_unknown(self):
        entry = self.lose(self.relay)
        self.relay.before("GET .*/submissions/", close)
        report = self.resume(self.relay.file, state="unknown", failure="UNK-001")
        self.assertIs(report["kept"], False)
        self.assertEqual(report["outcomes"], [{"key": entry["key"], "outcome": "unknown"}])
        self.relay.rules.clear()
        self.relay.end()
        self.end_process(self.service["process"])
        report = self.resume(self.service["file"], state="unknown", failure="UNK-001")
        self.assertEqual(report["outcomes"], [{"key": entry["key"], "outcome": "unknown"}])
        self.assertEqual(len(self.entries()), 1)

    def test_credentials(self):
        self.lose(self.relay)
        self.resume(self.relay.file, state="credentials", failure="SGN-001", stdin=b"Wrong-2026\n")
        self.resume(self.relay.file, state="usage", failure="USE-003", stdin=b"")
        self.assertEqual(len(self.entries()), 1)

    def test_an_acknowledgement_of_something_else(self):
        self.lose(self.relay)

        def other(exchange):
            document = json.loads(exchange.answer)
            document["body_sha256"] = "0" * 64
            exchange.answer = json.dumps(document).encode()
        self.relay.after("GET .*/submissions/", other)
        report = self.resume(self.relay.file, state="mismatch", failure="ACK-001")
        self.assertEqual([each["outcome"] for each in report["outcomes"]], ["mismatch"])
        self.assertEqual(len(self.entries()), 1)

    def test_an_acknowledgement_that_nobody_signed(self):
        self.lose(self.relay)

        def later(exchange):
            document = json.loads(exchange.answer)
            document["received_at"] = "2001-01-01T00:00:00Z"
            exchange.answer = json.dumps(document).encode()
        self.relay.after("GET .*/submissions/", later)
        self.resume(self.relay.file, state="mismatch", failure="ACK-002")
        self.assertEqual(len(self.entries()), 1)

    def test_entries_of_others_stay(self):
        entry = self.lose(self.relay)
        other = "0b7c0000-0000-4000-8000-000000000001"
        self.write("data/outbox/%s.json" % other, dict(entry, key=other, user_id="SOMEBODY1"))
        report = self.resume(self.relay.file, state="unknown", failure="UNK-001")
        self.assertEqual({each["key"]: each["outcome"] for each in report["outcomes"]},
                         {entry["key"]: "received", other: "other-account"})
        self.assertEqual(self.entries(), [other + ".json"])
        before = len(self.relay.exchanges)
        self.resume(self.relay.file, state="unknown", failure="UNK-001")
        self.assertEqual(len(self.relay.exchanges), before, "nothing to ask for as this user")

    def test_a_torn_entry_is_named(self):
        entry = self.lose(self.relay)
        self.write("data/outbox/0b7c0000-0000-4000-8000-000000000002.json", '{"format":1,"key"')
        report = self.resume(self.relay.file, state="usage", failure="OUT-001")
        self.assertEqual(sorted(each["outcome"] for each in report["outcomes"]), ["received", "unreadable"])
        self.assertNotIn(entry["key"] + ".json", self.entries())
        self.report("outbox", state="usage", failure="OUT-001")

    def test_killed_while_the_answer_is_awaited(self):
        killed = []

        def kill(_exchange):
            process.kill()
            killed.append(process.wait())
            return b""
        self.relay.after(POST, kill)
        process = self.start(*self.submit_arguments(self.relay.file))
        process.stdin.write(PASSWORD)
        process.stdin.close()
        process.stdout.read()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(killed, [-9])
        self.relay.rules.clear()
        self.assertEqual(len(self.entries()), 1)
        report = self.resume(self.relay.file)
        listed = self.applications_by_curl(self.service["profile"])
        self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
        self.assertEqual(os.listdir(os.path.join(self.data, "outbox")), [], "neither entry nor lock")

    def test_a_sending_under_way_is_left_alone(self):
        during = []

        def meanwhile(_exchange):
            during.append(self.resume(self.service["file"], state="unknown", failure="UNK-001"))
        self.relay.before(POST, meanwhile, times=1)
        self.submit(self.relay.file)
        self.assertEqual([each["outcome"] for each in during[0]["outcomes"]], ["busy"])
        self.assertEqual(len(self.applications_by_curl(self.service["profile"])), 1)
        self.assertEqual(self.entries(), [])

    def test_two_at_once(self):
        self.lose(self.relay)
        programs = [self.start("resume", "--json", "--service", self.relay.file, *self.account()) for _ in range(2)]
        runs = [self.finish(program, PASSWORD) for program in programs]
        outcomes = []
        for run in runs:
            self.assertIn(run.code, (0, 6), str(run))
            outcomes += [each["outcome"] for each in json.loads(run.out)["outcomes"]]
        self.assertEqual(outcomes.count("received"), 1, outcomes)
        self.assertEqual(self.entries(), [])

    def test_plain(self):
        entry = self.lose(self.relay)
        run = self.run_program("outbox")
        self.assertEqual(run.out.decode().split(),
                         [entry["key"], entry["service_id"], entry["user_id"], entry["body_sha256"]])
        run = self.run_program("resume", "--service", self.relay.file, *self.account(), stdin=PASSWORD)
        self.assertEqual(run.code, 0, str(run))
        self.assertRegex(run.out.decode(), UUID + r": It was received\. Application number: PRACTICE-")
        run = self.run_program("resume", "--service", self.relay.file, *self.account(), stdin=PASSWORD)
        self.assertEqual(run.out.decode(), "There is no sending whose outcome is unknown.\n")


class DefaultPlaceTest(ServiceTest):
    def test_in_the_home(self):
        service = self.practice()
        relay = Relay(self, service["profile"])
        relay.after(POST, close)
        relay.before(ASKING, close)
        self.submit(relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        folder = os.path.join(self.home, ".local/share/TTP Apply/outbox")
        names = os.listdir(folder)
        self.assertEqual(len(names), 1, names)
        self.assertRegex(names[0], "^%s.json$" % UUID)


if __name__ == "__main__":
    unittest.main()
