# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request and every answer of a full run, happy and unhappy, is judged by the contract (support/contract.py)."""
import base64
import hashlib
import http.client
import json
import os
import re
import shutil
import ssl
import threading
import time
import unittest
import urllib.parse
import uuid

from support.contract import Contract
from support.program import EXAMPLE, LONGEST
from support.relay import Relay
from support.services import PASSWORD, USER, ServiceTest

PHOTO = os.path.join(os.path.dirname(EXAMPLE), "face-photo.jpg")
REGISTRATION = {"email": "traveller@example.com", "name": "EXAMPLE TRAVELLER", "birth_date": "1990-04-01", "sex": "F",
                "nationality": "UTO"}
CONTENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Direct:
    """Requests of our own through the relay; `wrong` ones break the contract on purpose, only their answers count."""

    def __init__(self, relay):
        self.relay, self.wrong = relay, set()
        self.base = urllib.parse.urlsplit(relay.document["base_url"])
        self.context = ssl.create_default_context(cadata=relay.document["ca_pem"])
        self.token = None

    def ask(self, verb, path, body=None, headers=None, wrong=False):
        """Returns the exchange as the relay saw it; a header None is left out."""
        sent = {"X-Request-Id": str(uuid.uuid4()), "Accept-Language": "en", "Content-Length": "0"}
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        if body is not None:
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
            sent.update({"Content-Type": "application/json", "Content-Length": str(len(body))})
        elif verb in ("GET", "HEAD", "DELETE"):
            del sent["Content-Length"]
        sent.update(headers or {})
        line = http.client.HTTPSConnection(self.base.hostname, self.base.port, timeout=30, context=self.context)
        line.request(verb, self.base.path + path, body, {name: value for name, value in sent.items() if value is not None})
        line.getresponse().read()
        line.close()
        exchange = [each for each in self.relay.exchanges if each.header("X-Request-Id") == sent["X-Request-Id"]][0]
        if wrong:
            self.wrong.add(id(exchange))
        return exchange

    def sign_in(self, user=USER, password=PASSWORD.decode().strip()):
        self.token = None
        exchange = self.ask("POST", "/sessions", {"user_id": user, "password": password})
        self.token = json.loads(exchange.answer).get("access_token")
        return exchange

    def post(self, path, body, key=None, wrong=False, **headers):
        """A POST with idempotency key and digest."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        named = {"Idempotency-Key": '"%s"' % (key or uuid.uuid4()), "Content-Digest": "sha-256=:%s:" % digest}
        named.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.ask("POST", path, body, named, wrong)

    def create(self, content, wrong=False, kind="application/pdf", size=None, digest=None, **headers):
        """tus creation."""
        digest = digest or hashlib.sha256(content).hexdigest()
        metadata = {"filename": "document.pdf", "filetype": kind, "field": "documents.passport_copy", "sha256": digest}
        coded = ",".join("%s %s" % (name, base64.b64encode(value.encode()).decode()) for name, value in metadata.items())
        named = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size or len(content)), "Upload-Metadata": coded}
        named.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.ask("POST", "/uploads", None, named, wrong)

    def upload(self, verb, created, content=None, wrong=False, **headers):
        """HEAD, PATCH or DELETE of what a creation answered."""
        location = dict((name.lower(), value) for name, value in created.answer_headers)["location"]
        path = urllib.parse.urlsplit(location).path[len(self.base.path):]
        named = {"Tus-Resumable": "1.0.0"}
        if content is not None:
            named.update({"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"})
        named.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.ask(verb, path, content, named, wrong)


class FullRunTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.contract = Contract()
        self.mailbox = self.path("mailbox")
        self.control = self.write("control.json", {})
        self.service = self.practice("--pace", "1", "--mailbox", self.mailbox, "--control", self.control)
        self.relay = Relay(self, self.service["profile"])
        self.direct = Direct(self.relay)

    def judge_wire(self):
        """Nothing that was seen breaks the contract; returns (operationId, status) of all, and the codes of the problems."""
        errors, seen, codes = [], set(), set()
        base = self.direct.base.path
        for exchange in self.relay.exchanges:
            path = exchange.target[len(base):]
            found = self.contract.answer_errors(exchange, path)
            if id(exchange) not in self.direct.wrong:
                found += self.contract.request_errors(exchange, path)
            errors += ["%s %s %s: %s" % (exchange.verb, path, exchange.status, error) for error in found]
            operation = self.contract.find(exchange.verb, path)[1]
            seen.add((operation["operationId"] if operation else None, exchange.status))
            if exchange.status >= 400 and exchange.verb != "HEAD":
                codes.add(json.loads(exchange.answer)["type"].rsplit(":", 1)[1])
        self.assertEqual(errors, [])
        return seen, codes

    def expect(self, code, exchange):
        answer = json.loads(exchange.answer or b"{}")
        self.assertEqual(answer.get("type"), "urn:ttp:problem:" + code, (exchange.verb, exchange.target, answer))

    def run_as(self, *arguments, stdin=PASSWORD, user=USER, **expected):
        return self.report(*arguments, "--service", self.relay.file, *self.account(user), stdin=stdin, **expected)

    def password(self, *arguments, stdin=b""):
        self.judge(self.run_program("password", *arguments, "--json", "--service", self.relay.file, stdin=stdin),
                   "password", "done")

    def mailed_password(self):
        newest = max((os.path.join(self.mailbox, name) for name in os.listdir(self.mailbox)), key=os.path.getmtime)
        with open(newest, encoding="utf-8") as file:
            return re.search("emporary password: (.+)", file.read()).group(1).strip()

    def run_the_program(self):
        self.report("check", EXAMPLE, "--service", self.relay.file)
        self.report("terms", "--service", self.relay.file)
        self.report("terms", "--service", self.relay.file, "--version", self.earlier_terms())
        number = self.submit(self.relay.file)["application_number"]
        self.submit(self.relay.file, stdin=b"wrong\n", state="credentials", failure="SGN-001")
        self.run_as("status")
        deadline = time.monotonic() + LONGEST
        while self.run_as("status", number)["status"] != "documents_requested" and time.monotonic() < deadline:
            pass
        field = self.run_as("status", number)["requested_documents"][0]["field"]
        self.run_as("documents", number, "%s=%s" % (field, PHOTO))
        self.run_as("withdraw", number)
        self.run_account()

    def earlier_terms(self):
        return self.ask(self.service["profile"], "GET", "/terms")["previous_version"]

    def run_account(self):
        file = self.write("registration.json", REGISTRATION)
        self.user = self.report("register", file, "--service", self.relay.file)["user_id"]
        self.direct.sign_in(self.user, self.mailed_password())
        self.expect("password-change-required", self.direct.ask("GET", "/applications"))
        self.password("change", *self.account(self.user), stdin=(self.mailed_password() + "\nAnother-2027\n").encode())
        self.password("reset", "--user", self.user, "--email", REGISTRATION["email"])
        for _ in range(20):
            locked = self.direct.sign_in(self.user, "Wrong-2026")
            if locked.status == 403:
                break
        self.expect("account-locked", locked)

    def ask_unhappily(self):
        ask, post, expect = self.direct.ask, self.direct.post, self.expect
        self.body = self.relay.requests("POST .*/applications$")[0].body
        expect("not-authenticated", ask("GET", "/applications", wrong=True))
        expect("malformed-request", ask("POST", "/sessions", b"{", wrong=True))
        expect("method-not-allowed", ask("PUT", "/service", {}, wrong=True))
        expect("invalid-credentials", self.direct.sign_in(password="wrong"))
        self.assertEqual(self.direct.sign_in().status, 201)
        expect("not-found", ask("GET", "/applications/NONE-1234"))
        expect("not-found", ask("GET", "/submissions/" + str(uuid.uuid4())))
        expect("not-found", ask("GET", "/nothing/here", wrong=True))
        expect("idempotency-key-missing", post("/applications", self.body, Idempotency_Key=None, wrong=True))
        expect("malformed-request", post("/applications", b"[]", wrong=True))
        expect("digest-mismatch", post("/applications", self.body, Content_Digest="sha-256=:%s=:" % ("A" * 43)))
        number = json.loads(ask("GET", "/applications").answer)["applications"][0]["application_number"]
        for path in ("", "/acknowledgement"):
            self.assertEqual(ask("GET", "/applications/" + number + path).status, 200)
        self.refuse_applications()
        self.upload_unhappily()
        unasked = {"attachments": json.loads(self.body)["attachments"][:1]}
        self.expect("not-permitted", post("/applications/%s/documents" % number, unasked))
        self.switch_faults_on()

    def fault(self, **faults):
        self.write("control.json", faults)

    def switch_faults_on(self):
        ask, post, expect = self.direct.ask, self.direct.post, self.expect
        other = dict(json.loads(self.body), client={"name": "TTP Apply", "version": "0.0.1"})
        self.fault(malware=1)
        expect("malware-detected", post("/applications", other))
        self.fault(**{"too-many-requests": 1})
        expect("too-many-requests", ask("GET", "/applications"))
        for retry_after in ("seconds", "date"):
            self.fault(maintenance={"retry_after": 7 if retry_after == "seconds" else "date"})
            expect("maintenance", ask("GET", "/form", headers={"Authorization": None}))
            self.assertEqual(ask("GET", "/service", headers={"Authorization": None}).status, 200)
        self.fault(**{"terms-outdated": True, "form-outdated": True})
        for path in ("/service", "/terms", "/form"):
            self.assertEqual(ask("GET", path, headers={"Authorization": None}).status, 200)
        self.fault()
        with open(PHOTO, "rb") as file:
            photo = file.read()
        again = self.direct.create(photo, kind="image/jpeg")  # the file with the malware was thrown away
        self.assertEqual(self.direct.upload("PATCH", again, photo).status, 204)
        self.fault(slow=1500)
        self.two_at_once(dict(other, client={"name": "TTP Apply", "version": "0.0.2"}))
        self.fault(**{"expire-session": 1})
        expect("session-expired", ask("GET", "/applications"))
        self.fault()
        shutil.rmtree(self.mailbox)
        self.write("mailbox", b"no folder")
        self.direct.token = None
        expect("internal-error", ask("POST", "/users", dict(REGISTRATION, email="b@example.com"),
                                     {"Idempotency-Key": '"%s"' % uuid.uuid4()}))

    def two_at_once(self, body):
        """The same key twice: one of them is told that the other is being worked on."""
        key, answers = uuid.uuid4(), []
        threads = [threading.Thread(target=lambda: answers.append(self.direct.post("/applications", body, key)))
                   for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answer.status for answer in answers)[1], 409)
        self.expect("request-in-progress", [answer for answer in answers if answer.status == 409][0])

    def refuse_applications(self):
        post, expect = self.direct.post, self.expect
        body = json.loads(self.body)
        self.assertEqual(post("/applications", self.body).status, 201, "the first one was withdrawn")
        expect("duplicate-application", post("/applications", self.body))
        expect("terms-outdated", post("/applications", dict(body, consent=dict(body["consent"], terms_version="old"))))
        expect("form-outdated", post("/applications", dict(body, form=dict(body["form"], version="old"))))
        expect("validation-failed", post("/applications", dict(body, answers={})))
        lost = [dict(each, sha256=hashlib.sha256(b"lost").hexdigest()) for each in body["attachments"]]
        expect("upload-missing", post("/applications", dict(body, attachments=lost)))
        key = uuid.uuid4()
        other = dict(body, client=dict(body["client"], version="0.0.0"))
        first = post("/applications", other, key)
        self.assertEqual(first.status, 201, first.answer)
        again = post("/applications", other, key)
        self.assertEqual((again.status, again.answer), (201, first.answer))
        expect("idempotency-key-reused", post("/applications", self.body, key))
        self.assertEqual(self.direct.ask("GET", "/submissions/%s" % key).answer, first.answer)

    def upload_unhappily(self):
        create, upload, expect = self.direct.create, self.direct.upload, self.expect
        expect("tus-version", create(CONTENT, Tus_Resumable=None, wrong=True))
        expect("malformed-request", create(CONTENT, Upload_Metadata="sha256 ###", wrong=True))
        expect("payload-too-large", create(CONTENT, size=10 ** 9))
        expect("unsupported-media-type", create(CONTENT, kind="text/plain"))
        created = create(CONTENT)
        self.assertEqual(created.status, 201)
        expect("upload-offset", upload("PATCH", created, CONTENT, Upload_Offset="7"))
        self.assertEqual(upload("PATCH", created, CONTENT[:9]).status, 204)
        self.assertEqual(upload("HEAD", created).status, 200)
        self.assertEqual(upload("PATCH", created, CONTENT[9:], Upload_Offset="9").status, 204)
        damaged = create(CONTENT[::-1], digest=hashlib.sha256(b"another").hexdigest())
        expect("checksum-mismatch", upload("PATCH", damaged, CONTENT[::-1]))
        abandoned = create(CONTENT + b"\n")
        self.assertEqual(upload("DELETE", abandoned).status, 204)
        expect("upload-gone", upload("PATCH", abandoned, CONTENT + b"\n"))
        self.assertIn(upload("HEAD", abandoned).status, (404, 410))

    def test_every_exchange_keeps_the_contract(self):
        self.run_the_program()
        self.ask_unhappily()
        self.direct.sign_in()
        self.assertEqual(self.direct.ask("DELETE", "/sessions/current").status, 204)
        seen, codes = self.judge_wire()
        succeeded = {operation for operation, status in seen if status < 400}
        self.assertEqual(self.contract.operations() - succeeded, set(), "operations that never succeeded")
        self.assertEqual(set(self.contract.problems) - codes, set(), "problems that were never seen")


if __name__ == "__main__":
    unittest.main()
