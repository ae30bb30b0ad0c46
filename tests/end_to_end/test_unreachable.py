# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit code 5: the line, the certificate, the wrong service. Never a crash, never an endless wait, nothing received."""
import base64
import os
import socket
import subprocess
import time
import unittest

from support.program import CODES, EXAMPLE
from support.proxy import Proxy
from support.services import (JSON, PASSWORD, SERVICE_ID, ServiceTest, good_answers, new_key, problem_answer,
                              service_document)

NOW = ("--wait", "0")


class UnreachableTest(ServiceTest):
    def expect(self, failure, answer, match="^GET /v1/service$", **options):
        """`check` against a raw service whose answer to one request is bad."""
        raw = self.raw(good_answers(new_key(self), before=[dict(answer, match=match)]))
        return self.report("check", EXAMPLE, "--service", raw.profile(), *NOW, state="unreachable", failure=failure,
                           **options)


class LineTest(UnreachableTest):
    def test_the_raw_service_itself_is_good(self):
        raw = self.raw(good_answers(new_key(self)))
        self.report("check", EXAMPLE, "--service", raw.profile())

    def closed_port(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        return self.write("closed.json", {"format": 1, "id": SERVICE_ID, "kind": "practice", "proxy": "none",
                                          "base_url": "https://127.0.0.1:%d/v1" % port})

    def test_connection_refused(self):
        profile = self.closed_port()
        for command in (["check", EXAMPLE], ["terms"], ["terms", "--version", "1"]):
            with self.subTest(command=command[0]):
                self.report(*command, "--service", profile, *NOW, state="unreachable", failure="NET-001")
        self.submit(profile, *NOW, state="unreachable", failure="NET-001")

    def test_wait_is_kept(self):
        started = time.monotonic()
        self.report("check", EXAMPLE, "--service", self.closed_port(), "--wait", "2", state="unreachable",
                    failure="NET-001")
        spent = time.monotonic() - started
        self.assertGreater(spent, 1.9, "it tried again")
        self.assertLess(spent, 60, "the default would be two minutes")

    def test_a_service_that_comes_late(self):
        raw = self.raw(good_answers(new_key(self), before=[
            {"match": "^GET /v1/service$", "times": 1, "do": "reset"},
            {"match": "^GET /v1/form$", "times": 1, **problem_answer("internal-error", 500)}]))
        self.report("check", EXAMPLE, "--service", raw.profile(), "--wait", "60")

    def test_no_such_host(self):
        profile = self.write("nowhere.json", {"format": 1, "id": SERVICE_ID, "kind": "practice", "proxy": "none",
                                              "base_url": "https://no-such-host.invalid/v1"})
        self.report("terms", "--service", profile, *NOW, state="unreachable", failure="NET-001")

    def test_no_tls_at_all(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            process = self.start("terms", "--json", *NOW, "--service", self.write("plain.json", {
                "format": 1, "id": SERVICE_ID, "kind": "practice", "proxy": "none",
                "base_url": "https://127.0.0.1:%d/v1" % port}))
            listener.settimeout(60)
            stream = listener.accept()[0]
            with stream:
                stream.recv(10)
                stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                report = self.judge(self.finish(process), "terms", "unreachable")
        self.assertRegex(report["failure"]["code"], "^(TLS-006|NET-00[136])$")

    def test_proxy_that_is_not_there(self):
        raw = self.raw(good_answers(new_key(self)))
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        run = self.run_program("terms", "--json", *NOW, "--service", raw.profile(proxy="http://127.0.0.1:%d" % port))
        report = self.judge(run, "terms", "unreachable")
        self.assertRegex(report["failure"]["code"], "^NET-00[137]$")
        self.assertEqual(raw.end(), [], "it does not go around the proxy")

    def test_proxy_that_refuses(self):
        raw = self.raw(good_answers(new_key(self)))
        for status in (403, 407, 502):
            proxy = Proxy(self, raw.port, refusal=status)
            run = self.run_program("terms", "--json", *NOW, "--service", raw.profile(proxy=proxy.url))
            report = self.judge(run, "terms", "unreachable")
            self.assertRegex(report["failure"]["code"], "^NET-00[37]$")
            self.assertTrue(proxy.targets)
        self.assertEqual(raw.end(), [], "it does not go around the proxy")


class AnswerTest(UnreachableTest):
    def test_html(self):
        page = {"body": "<!DOCTYPE html><title>Welcome</title>", "headers": [["Content-Type", "text/html"]]}
        self.expect("NET-006", page)
        self.expect("FRM-001", page, match="^GET /v1/form$")

    def test_wrong_documents(self):
        key = new_key(self)
        good = service_document(key)
        cases = {
            "empty": {"body": ""},
            "an array": {"json": []},
            "cut": {"body": '{"id":"raw.exam'},
            "no UTF-8": {"base64": base64.b64encode(b'{"id":"\xff"}').decode()},
            "duplicate key": {"body": '{"id":"raw.example","id":"raw.example"}'},
            "far too deep": {"body": '{"a":' * 100_000},
            "a member is missing": {"json": {name: value for name, value in good.items() if name != "limits"}},
            "wrongly typed": {"json": dict(good, terms_version=7)},
        }
        for name, answer in cases.items():
            with self.subTest(name):
                self.expect("NET-006", dict(answer, headers=JSON))

    def test_terms_and_form_that_cannot_be_understood(self):
        for document in ({"json": {}}, {"body": "[" * 100_000}, {"json": {"version": 1, "documents": "none"}}):
            raw = self.raw(good_answers(new_key(self), before=[dict(document, match="/v1/terms", headers=JSON)]))
            self.report("terms", "--service", raw.profile(), state="unreachable", failure="TRM-001")
            self.report("terms", "--version", "1", "--service", raw.profile(), state="unreachable", failure="TRM-001")
            self.submit(raw.profile(), state="unreachable", failure="TRM-001")
            self.expect("FRM-001", dict(document, headers=JSON), match="^GET /v1/form$")

    def test_redirect(self):
        for status in (301, 302, 303, 307, 308):
            with self.subTest(status=status):
                self.expect("NET-004", {"status": status, "headers": [["Location", "{base}/v1/form"]]})

    def test_too_large(self):
        self.expect("NET-005", {"fill": 8 * 1024 * 1024 + 1, "headers": JSON})

    def test_length_that_lies(self):
        self.expect("NET-003", {"json": {}, "length": 5000, "then": "close", "headers": JSON})

    def test_cut(self):
        for cut in (0, 10, 60):
            with self.subTest(cut=cut):
                report = self.expect("NET-003", {"json": service_document(new_key(self)), "cut": cut, "headers": JSON})
                self.assertNotIn("kept", report)
        self.expect("NET-003", {"do": "reset"})

    def test_errors_that_outlast_the_wait(self):
        self.expect("NET-010", {"status": 500, "body": "oops"})
        self.expect("NET-010", {"status": 502, "body": "<html>bad gateway"})
        self.expect("NET-008", problem_answer("maintenance", 503, until="2030-01-01T00:00:00Z"))
        self.expect("NET-009", problem_answer("too-many-requests", 429))
        # Asking before the time that the service named would only be refused again.
        started = time.monotonic()
        late = dict(problem_answer("too-many-requests", 429))
        late["headers"] = late["headers"] + [["Retry-After", "3600"]]
        raw = self.raw(good_answers(new_key(self), before=[dict(late, match="^GET /v1/service$")]))
        self.report("terms", "--service", raw.profile(), "--wait", "50", state="unreachable", failure="NET-009")
        self.assertLess(time.monotonic() - started, 40)

    def test_another_service(self):
        key = new_key(self)
        other = service_document(key, identity="other.example")
        self.expect("NET-011", {"json": other, "headers": JSON})
        self.expect("NET-011", {"json": service_document(key, kind="production"), "headers": JSON})
        raw = self.raw([{"match": "^GET /v1/service$", "json": other, "headers": JSON}, *good_answers(key)])
        self.report("terms", "--service", raw.profile(), state="unreachable", failure="NET-011")
        self.report("terms", "--service", raw.profile(), "--version", self.terms_version(), state="unreachable",
                    failure="NET-011")
        self.submit(raw.profile(), state="unreachable", failure="NET-011")
        self.assertEqual({request["target"] for request in raw.end()}, {"/v1/service"}, "nothing else was asked")


class CertificateTest(ServiceTest):
    def expect(self, failure, certificate=None, host="127.0.0.1", tls=None, **members):
        raw = self.raw(good_answers(new_key(self)), certificate=certificate or {}, tls=tls or {})
        if callable(members.get("pins")):
            members["pins"] = members["pins"](raw)
        report = self.submit(raw.profile(host, **members), *NOW, state="unreachable", failure=failure)
        self.assertEqual(set(report), {"state", "failure"})
        self.assertEqual(raw.end(), [], "not one request left")

    def test_wrong_certificates(self):
        self.expect("TLS-002", {"from": "20200101", "to": "20210101"})
        self.expect("TLS-002", {"from": "20440101", "to": "20450101"})
        self.expect("TLS-001", {"issuer": "self"})
        self.expect("TLS-001", {"issuer": "other"})
        self.expect("TLS-001", ca_pem=None)  # the system's roots do not know it
        self.expect("TLS-003", {"san": ["DNS:service.example"]})
        self.expect("TLS-003", {"san": [], "cn": "127.0.0.1"})
        self.expect("TLS-003", {"san": ["DNS:localhost"], "cn": "127.0.0.1"})

    def test_a_refused_certificate_is_named_by_its_fingerprint(self):
        raw = self.raw(good_answers(new_key(self)), certificate={"issuer": "other"})
        run = self.run_program(*self.submit_arguments(raw.profile(), *NOW), stdin=PASSWORD)
        self.assertEqual(run.code, CODES["unreachable"], str(run))
        shown = subprocess.run(["openssl", "x509", "-in", os.path.join(os.path.dirname(raw.ca), "leaf.pem"), "-noout",
                                "-fingerprint", "-sha256"], check=True, stdout=subprocess.PIPE).stdout
        fingerprint = shown.split(b"=")[1].strip().replace(b":", b"").lower()
        self.assertIn(b"certificate SHA-256 " + fingerprint, run.err)

    def test_pins(self):
        spare = "sha256/" + "A" * 43 + "="
        self.expect("TLS-004", pins=[spare, spare.replace("A", "B")], pins_expire="2040-01-01T00:00:00Z")
        self.expect("TLS-005", pins=lambda raw: ["sha256/" + raw.pin, spare], pins_expire="2021-01-01T00:00:00Z")
        raw = self.raw(good_answers(new_key(self)))
        good = raw.profile(pins=["sha256/" + raw.pin, spare], pins_expire="2040-01-01T00:00:00Z")
        self.report("check", EXAMPLE, "--service", good)

    def test_old_tls(self):
        self.expect("TLS-006", tls={"minimum": "TLSv1_1", "maximum": "TLSv1_1", "ciphers": "ALL:@SECLEVEL=0"})
        self.expect("TLS-006", tls={"maximum": "TLSv1_2", "ciphers": "ECDHE-ECDSA-AES128-SHA"})

    def test_stapled_status_is_demanded(self):
        self.expect("TLS-007", require_ocsp=True)


if __name__ == "__main__":
    unittest.main()
