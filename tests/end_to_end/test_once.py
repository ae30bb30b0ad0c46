# SPDX-License-Identifier: GPL-3.0-or-later
"""Exactly once: lost answers end in one application with the same key and bytes; what cannot be known is said so."""
import hashlib
import os
import shutil
import subprocess
import time
import unittest

from support.relay import Relay
from support.services import PASSWORD, ServiceTest

POST = r"^POST .*/applications$"


def close(_exchange):
    return b""


class DroppedAnswerTest(ServiceTest):
    def drop(self, times):
        practice = self.practice("--fault", "drop-answer=%d" % times)
        relay = Relay(self, practice["profile"])
        report = self.submit(relay.file, "--receipt", "receipt.json")
        posts = relay.requests(POST)
        self.assertTrue(posts)
        self.assertEqual({post.header("Idempotency-Key") for post in posts}, {posts[0].header("Idempotency-Key")})
        self.assertEqual({post.body for post in posts}, {posts[0].body})
        self.assertEqual(len({post.header("X-Request-Id") for post in posts}), len(posts), "new for each attempt")
        listed = self.applications_by_curl(practice["profile"])
        self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
        self.assertEqual(listed[0]["body_sha256"], hashlib.sha256(posts[0].body).hexdigest())
        # The receipt names the relay as its base URL; the key is the service's.
        self.report("verify", "receipt.json", "--service", practice["file"])
        return relay

    def test_once(self):
        self.drop(1)

    def test_twice(self):
        self.drop(2)

    def test_many_times_without_a_relay(self):
        for times in (1, 2, 3):
            with self.subTest(times=times):
                practice = self.practice("--fault", "drop-answer=%d" % times)
                self.submit(practice["file"], "--receipt", "receipt.json")
                self.assertEqual(len(self.applications_by_curl(practice["profile"])), 1)
                self.report("verify", "receipt.json", "--service", practice["file"])

    def test_slow(self):
        practice = self.practice("--fault", "slow=200")
        started = time.monotonic()
        self.submit(practice["file"])
        self.assertGreater(time.monotonic() - started, 1.0, "five answers at least are waited for")


class LostAnswerTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])

    def test_answers_that_are_lost_in_every_way(self):
        ways = {
            "nothing": lambda exchange: b"",
            "half a head": lambda exchange: exchange.wire()[:20],
            "half a body": lambda exchange: exchange.wire()[:-30],
            "a gateway's page": lambda exchange: b"HTTP/1.1 502 Bad\r\nContent-Length: 4\r\n\r\noops",
            "garbage": lambda exchange: b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
        }
        for name, way in ways.items():
            with self.subTest(name):
                service = self.practice()
                relay = Relay(self, service["profile"])
                relay.after(POST, way, times=1)
                report = self.submit(relay.file)
                listed = self.applications_by_curl(service["profile"])
                self.assertEqual([each["application_number"] for each in listed], [report["application_number"]])
                self.assertEqual(len({(post.body, post.header("Idempotency-Key")) for post in relay.requests(POST)}), 1)

    def test_requests_that_are_lost_on_their_way(self):
        self.relay.before(POST, close, times=2)
        self.submit(self.relay.file)
        self.assertEqual(len(self.applications_by_curl(self.service["profile"])), 1)
        self.assertTrue(self.relay.requests("GET .*/submissions/"), "asked before it was sent again")

    def test_unknown(self):
        self.relay.after(POST, close)
        self.relay.before("GET .*/(submissions|applications)", close)
        report = self.submit(self.relay.file, "--wait", "1", "--receipt", "receipt.json", state="unknown",
                             failure="UNK-001")
        self.assertEqual(report["kept"], False)
        self.assertEqual(set(report), {"state", "kept", "failure"})
        self.assertFalse(os.path.exists(self.path("receipt.json")))
        self.assertTrue(self.relay.requests("GET .*/submissions/"))

    def test_unknown_because_the_service_has_gone(self):
        def die(_exchange):
            self.end_process(self.service["process"])
            return b""
        self.relay.after(POST, die)
        report = self.submit(self.relay.file, "--wait", "1", state="unknown", failure="UNK-001")
        self.assertEqual(report["kept"], False)

    def test_gone_before_the_application_left_is_not_unknown(self):
        def die(_exchange):
            self.end_process(self.service["process"])
            self.relay.listener.shutdown(2)
            self.relay.listener.close()
            return b""
        self.relay.before("PATCH ", die)
        report = self.submit(self.relay.file, "--wait", "1", state="unreachable", failure="NET-001")
        self.assertNotIn("kept", report)

    def test_uploads_that_are_cut(self):
        self.relay.before("PATCH ", close, times=1)
        self.relay.after("PATCH ", close, times=1)
        self.submit(self.relay.file)
        self.assertEqual(len(self.applications_by_curl(self.service["profile"])), 1)


class ReceiptPlaceTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])

    def test_received_but_the_place_of_the_receipt_has_gone(self):
        os.mkdir(self.path("out"))
        self.relay.after(POST, lambda exchange: shutil.rmtree(self.path("out")))
        run = self.run_program(*self.submit_arguments(self.relay.file, "--json", "--receipt", "out/receipt.json"),
                               stdin=PASSWORD)
        report = self.judge(run, "submit", "done")
        self.assertEqual(set(report), {"state", "application_number", "received_at", "failure"})
        self.assertEqual(report["failure"]["code"], "FIL-008")
        # The only proof there is stands on standard error, and is one.
        proof = run.err.decode()
        self.report("verify", self.write("proof.json", proof[proof.index("\n{") + 1:proof.index("\n}") + 2]),
                    "--service", self.service["file"])
        self.assertIn(report["application_number"], report["failure"]["message"]["ja"])
        self.assertEqual(len(self.applications_by_curl(self.service["profile"])), 1)

    def test_received_but_a_folder_has_taken_its_place(self):
        self.relay.after(POST, lambda exchange: os.mkdir(self.path("receipt.json")))
        self.submit(self.relay.file, "--receipt", "receipt.json", failure="FIL-008")
        self.assertEqual(os.listdir(self.path("receipt.json")), [])
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith("receipt.json.")], [])

    def test_full_disk_is_found_before_anything_is_sent(self):
        full = self.path("full")
        os.mkdir(full)
        small = ("unshare", "--map-root-user", "--mount", "sh", "-c",
                 'mount -t tmpfs -o size=64k none "$0" && exec "$@"', full)
        if subprocess.run([*small, "true"], stderr=subprocess.DEVNULL).returncode:
            self.skipTest("no mount of one's own on this computer")
        self.submit(self.relay.file, "--receipt", "full/receipt.json", wrapper=small, state="usage", failure="FIL-007")
        self.assertEqual(self.relay.exchanges, [])


class SecretsTest(ServiceTest):
    SECRET = "Zu gehéim 𩸽 9"

    def test_nothing_of_the_password_is_printed_or_left_behind(self):
        practices = [self.practice(), self.practice()]  # two applications within a second are one and the same
        relays = [Relay(self, practice["profile"]) for practice in practices]
        everything = {"QT_LOGGING_RULES": "*=true", "QT_MESSAGE_PATTERN": "%{category} %{message}",
                      "QT_FORCE_STDERR_LOGGING": "1", "SSLKEYLOGFILE": self.path("keys.log")}
        before = set(os.listdir(self.folder))
        runs = [self.run_program(*self.submit_arguments(relay.file, *more), stdin=stdin, variables=everything)
                for relay, more in zip(relays, ((), ("--json",))) for stdin in (PASSWORD, self.SECRET.encode() + b"\n")]
        unreached = [run.err.decode()[-700:] for run in runs if run.code == 5]
        self.assertEqual([run.code for run in runs], [0, 7, 0, 7], unreached)
        tokens = [exchange.header("Authorization").split()[1]
                  for relay in relays for exchange in relay.requests("DELETE .*/sessions")]
        self.assertEqual(len(tokens), 2)
        for run in runs:
            for secret in (PASSWORD.strip(), self.SECRET.encode(), *(token.encode() for token in tokens)):
                self.assertNotIn(secret, run.out + run.err)
        self.assertEqual(set(os.listdir(self.folder)), before, "no file beside those of the test")
        left = [os.path.join(root, name) for place in (self.home, self.temporary)
                for root, _, names in os.walk(place) for name in names]
        self.assertEqual(left, [], "no file in the home or the temporary folder: the outbox is empty again")

    def test_the_password_is_in_no_argument_and_no_environment(self):
        practice = self.practice()
        relay = Relay(self, practice["profile"])
        seen = []

        def look(_exchange):
            for name in ("cmdline", "environ"):
                with open("/proc/%d/%s" % (process.pid, name), "rb") as file:
                    seen.append(file.read())
        relay.after("POST .*/sessions$", look)
        process = self.start(*self.submit_arguments(relay.file))
        self.assertEqual(self.finish(process, PASSWORD).code, 0)
        self.assertEqual(len(seen), 2)
        for content in seen:
            self.assertNotIn(PASSWORD.strip(), content)


if __name__ == "__main__":
    unittest.main()
