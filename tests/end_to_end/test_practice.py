# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice service as a program of its own: mailbox, data folder, control file, pace. Asked with urllib."""
import email
import email.policy
import json
import os
import re
import ssl
import stat
import time
import unittest
import urllib.error
import urllib.request
import uuid

from support.program import LONGEST
from support.services import ServiceTest

PERSON = {"email": "alex@example.org", "name": "EXAMPLE ALEX", "birth_date": "1990", "sex": "X", "nationality": "UTO"}


class PracticeTest(ServiceTest):
    def send(self, profile, verb, path, body=None, token=None):
        """Status, headers and JSON of an answer, whatever it is."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": '"%s"' % uuid.uuid4()}
        if token:
            headers["Authorization"] = "Bearer " + token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(profile["base_url"] + path, data, headers, method=verb)
        context = ssl.create_default_context(cadata=profile["ca_pem"])
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=context))
        try:
            with opener.open(request, timeout=30) as answer:
                return answer.status, answer.headers, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, json.loads(refused.read() or b"null")

    def mail(self, folder):
        """The only mail in the folder."""
        names = os.listdir(folder)
        self.assertEqual(len(names), 1, names)
        path = os.path.join(folder, names[0])
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        with open(path, "rb") as file:
            return email.message_from_binary_file(file, policy=email.policy.default)

    def sign_in(self, profile, user, password):
        return self.send(profile, "POST", "/sessions", {"user_id": user, "password": password})

    def test_registration_survives_a_kill(self):
        mails, data = self.path("mails"), self.path("data")
        first = self.practice("--mailbox", mails, "--data", data)
        status, _, answer = self.send(first["profile"], "POST", "/users", PERSON)
        self.assertEqual(status, 202)
        mail = self.mail(mails)
        self.assertEqual(mail["To"], PERSON["email"])
        self.assertEqual(re.search("^User ID: (.*)$", mail.get_content(), re.M).group(1), answer["user_id"])
        password = re.search("^Temporary password: (.*)$", mail.get_content(), re.M).group(1)
        self.assertEqual(self.sign_in(first["profile"], answer["user_id"], password)[0], 201)

        first["process"].kill()
        first["process"].wait()
        port = re.search(":([0-9]+)/", first["base_url"]).group(1)
        second = self.practice("--data", data, "--port", port)
        self.assertEqual(second["profile"], first["profile"], "a profile stays valid")
        status, _, session = self.sign_in(first["profile"], answer["user_id"], password)
        self.assertEqual(status, 201)
        self.assertTrue(session["password_change_required"])
        token = session["access_token"]
        self.assertEqual(self.send(first["profile"], "GET", "/applications", token=token)[2]["type"],
                         "urn:ttp:problem:password-change-required")
        change = {"current_password": password, "new_password": "Brand-new-1"}
        self.assertEqual(self.send(first["profile"], "PUT", "/users/me/password", change, token)[0], 204)
        self.assertEqual(self.send(first["profile"], "GET", "/applications", token=token)[2], {"applications": []})
        for folder, _, files in os.walk(data):
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                self.assertNotIn(b"Brand-new-1", content, name)
                self.assertNotIn(password.encode(), content, name)

    def test_control_file(self):
        control = self.write("control.json", {})
        practice = self.practice("--control", control)
        profile = practice["profile"]
        practice["process"].stderr.readline()  # that it runs
        self.assertEqual(self.send(profile, "GET", "/terms")[0], 200)
        self.write("control.json", {"maintenance": {"retry_after": "date"}})
        status, headers, problem = self.send(profile, "GET", "/terms")
        self.assertEqual((status, problem["type"]), (503, "urn:ttp:problem:maintenance"))
        self.assertRegex(headers["Retry-After"], "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$")
        self.write("control.json", {"maintenance": {"for": 3}})
        self.assertEqual(self.send(profile, "GET", "/terms")[0], 503, "nothing changed")
        self.assertIn(b"/maintenance", practice["process"].stderr.readline())
        self.write("control.json", {})
        self.assertEqual(self.send(profile, "GET", "/terms")[0], 200)

    def test_statuses_move_on(self):
        practice = self.practice("--pace", "1")
        number = self.submit(practice["file"])["application_number"]
        token = self.sign_in(practice["profile"], "PRACTICE01", "Practice-2026")[2]["access_token"]
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:  # the service goes by the clock of the system
            application = self.send(practice["profile"], "GET", "/applications/" + number, token=token)[2]
            if application["status"] == "documents_requested":
                break
        self.assertEqual([event["status"] for event in application["history"]],
                         ["received", "preliminary_inspection", "documents_requested"])

    def test_usage(self):
        for wrong in (["--pace", "0"], ["--pace", "x"], ["--mailbox", ""], ["--data", ""], ["--control", ""],
                      ["--fault", "corrupt-ack=all"], ["--fault", "slow=1@GET /form"]):
            with self.subTest(wrong=wrong):
                self.report("practice", *wrong, state="usage", failure="USE-001")
        for option in ("--mailbox", "--data"):
            os.makedirs(self.path("open"), mode=0o755, exist_ok=True)
            self.report("practice", option, self.path("open"), state="defect", failure="PRC-001")


if __name__ == "__main__":
    unittest.main()
