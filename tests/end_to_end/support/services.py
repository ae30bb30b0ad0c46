# SPDX-License-Identifier: GPL-3.0-or-later
"""Services to talk to: the practice service as a process of its own, and the raw server with documents of our own."""
import copy
import hashlib
import json
import os
import select
import ssl
import subprocess
import sys
import urllib.request

from support.program import EXAMPLE, LONGEST, SOURCE, ProgramTest
from support.signing import Key

sys.path.insert(0, os.path.join(SOURCE, "tests/tools"))
sys.dont_write_bytecode = True
import raw_certificates  # noqa: E402

USER = "PRACTICE01"
PASSWORD = b"Practice-2026\n"
SERVICE_ID = "raw.example"


class ServiceTest(ProgramTest):
    """A test that talks to services; whatever it starts ends with it."""

    def account(self, user=USER):
        return ("--user", user, "--password-stdin")

    def terms_version(self):
        return self.read_json(os.path.join(SOURCE, "resources/terms/terms.json"))["version"]

    def practice(self, *arguments):
        """Starts `practice`; returns its report with the path of its profile as `file`."""
        process = self.start("practice", "--json", *arguments)
        self.addCleanup(self.end_process, process)
        ready = select.select([process.stdout], [], [], LONGEST)[0]
        line = process.stdout.readline() if ready else b""
        self.assertTrue(line, "the practice service did not start")
        report = json.loads(line)
        report["file"] = self.write("practice-%d.json" % process.pid, report["profile"])
        report["process"] = process
        return report

    def end_process(self, process):
        process.kill()
        process.communicate()

    def submit_arguments(self, profile, *more, file=None, terms=None):
        return ("submit", file or EXAMPLE, "--service", profile, "--accept-terms", terms or self.terms_version(),
                *self.account(), *more)

    def submit(self, profile, *more, state="done", failure=None, stdin=PASSWORD, **options):
        named = {name: options.pop(name) for name in ("file", "terms") if name in options}
        return self.report(*self.submit_arguments(profile, *more, **named), state=state, failure=failure, stdin=stdin,
                           **options)

    def ask(self, profile, verb, path, token=None, body=None):
        """A request of our own to the service of a profile document; returns the JSON of the answer."""
        context = ssl.create_default_context(cadata=profile["ca_pem"])
        request = urllib.request.Request(profile["base_url"] + path, method=verb)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=context))
        with opener.open(request, data, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def applications_by_curl(self, profile):
        """The applications of the practice account, asked for with curl."""
        authority = self.write("curl-ca.pem", profile["ca_pem"])
        curl = ["curl", "--silent", "--show-error", "--fail", "--noproxy", "*", "--cacert", authority]
        signed_in = subprocess.run(
            [*curl, "--json", json.dumps({"user_id": USER, "password": PASSWORD.decode().strip()}),
             profile["base_url"] + "/sessions"], check=True, stdout=subprocess.PIPE).stdout
        token = json.loads(signed_in)["access_token"]
        listed = subprocess.run([*curl, "--header", "Authorization: Bearer " + token,
                                 profile["base_url"] + "/applications"], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(listed)["applications"]

    def raw(self, answers, **description):
        return RawServer(self, answers, description)


class RawServer:
    """tests/tools/raw_server.py with a script; `end()` gives what it recorded."""

    count = 0

    def __init__(self, test, answers, description):
        RawServer.count += 1
        self.folder = test.path("raw-%d" % RawServer.count)
        os.mkdir(self.folder)
        script = test.write("script-%d.json" % RawServer.count, dict(description, answers=answers))
        self.process = subprocess.Popen(
            [sys.executable, "-B", os.path.join(SOURCE, "tests/tools/raw_server.py"), self.folder, script],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        test.addCleanup(test.end_process, self.process)
        line = self.process.stdout.readline()
        test.assertTrue(line, "the raw server did not start")
        event = json.loads(line)
        self.port, self.pin, self.ca = event["port"], event["pin"], event["ca"]
        with open(self.ca, encoding="ascii") as file:
            self.ca_pem = file.read()
        self.test = test

    def profile(self, host="127.0.0.1", **members):
        """Writes a profile of this server and returns its path; a member None is left out."""
        document = {"format": 1, "id": SERVICE_ID, "kind": "practice",
                    "base_url": "https://%s:%d/v1" % (host, self.port), "ca_pem": self.ca_pem, "proxy": "none"}
        document.update(members)
        RawServer.count += 1
        return self.test.write("profile-%d.json" % RawServer.count,
                               {name: value for name, value in document.items() if value is not None})

    def end(self):
        """Ends it and returns its requests in the order of their connections, each with its exact body."""
        self.process.communicate(timeout=30)
        with open(os.path.join(self.folder, "index.json"), encoding="utf-8") as file:
            connections = json.load(file)["connections"]
        requests = []
        for connection in connections:
            if not connection["requests"]:
                continue
            with open(os.path.join(self.folder, "connection-%d" % connection["number"]), "rb") as file:
                content = file.read()
            for request in connection["requests"]:
                start = request["body_at"]
                request["body"] = content[start:start + request["body_length"]]
                requests.append(request)
        return requests


def bundled(path):
    with open(os.path.join(SOURCE, "resources", path), encoding="utf-8") as file:
        return json.load(file)


def service_document(key, kind="practice", identity=SERVICE_ID):
    """A `Service` of our own, complete by the contract."""
    text = {"ja": "試験用サービス", "en": "Service for tests"}
    return {"id": identity, "kind": kind, "name": text, "operator": text,
            "terms_version": bundled("terms/terms.json")["version"],
            "form_version": bundled("forms/ttp.json")["version"],
            "limits": {"attachment_bytes": 10_000_000, "total_bytes": 50_000_000, "attachment_count": 20,
                       "media_types": ["application/pdf", "image/jpeg", "image/png"]},
            "account_rules": {"user_id_pattern": "^[A-Z0-9]{4,32}$", "password_min": 8, "password_max": 128},
            "inquiries": [], "receipt_keys": {"keys": [key.jwk]}}


def signed_terms(key, identity=SERVICE_ID, change=None):
    """The bundled terms, signed; `change` may alter them before digests and signature are made."""
    terms = copy.deepcopy(bundled("terms/terms.json"))
    if change:
        change(terms)
    for document in terms["documents"]:
        text = document["title"] + "\x1e" + "".join(
            clause["id"] + "\x1f" + clause["heading"] + "\x1f" + clause["text"] + "\x1e"
            for clause in document["clauses"])
        document["sha256"] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    members = ("version", "effective_from", "authoritative_language")
    payload = dict({name: terms[name] for name in members}, service_id=identity, documents=[
        {name: document[name] for name in ("language", "role", "provenance", "sha256")}
        for document in terms["documents"]])
    terms["signature"] = key.sign(payload)
    return terms


def good_answers(key, kind="practice", terms=None, form=None, before=(), password_answer=None):
    """The answers of a raw service up to sign-in, after those of `before`."""
    return [*before,
            {"match": "^GET /v1/service$", "json": service_document(key, kind), "headers": JSON},
            {"match": "^GET /v1/terms$", "json": terms or signed_terms(key), "headers": JSON},
            {"match": "^GET /v1/form$", "json": form or bundled("forms/ttp.json"), "headers": JSON},
            {"match": "^POST /v1/sessions$", **(password_answer or problem_answer("invalid-credentials", 401))},
            {"match": "^DELETE /v1/sessions/current$", "status": 204}]


JSON = [["Content-Type", "application/json"]]


def problem_answer(name, status, **members):
    document = dict({"type": "urn:ttp:problem:" + name, "title": name, "status": status}, **members)
    headers = [["Content-Type", "application/problem+json"]]
    if status == 401:
        headers.append(["WWW-Authenticate", "Bearer"])
    return {"status": status, "json": document, "headers": headers}


def new_key(test, kid="raw-1"):
    return Key(test.path("key-%s.pem" % kid), kid)
