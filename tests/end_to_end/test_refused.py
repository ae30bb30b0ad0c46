# SPDX-License-Identifier: GPL-3.0-or-later
"""Exit codes 4, 7, 8, 9 and 70: what a service says, and what it must not make the program believe."""
import json
import unittest

from support.program import EXAMPLE, problems_of
from support.proxy import Proxy
from support.relay import Relay
from support.services import (JSON, PASSWORD, ServiceTest, good_answers, new_key, problem_answer,
                              service_document, signed_terms)

POST = r"^POST .*/applications$"


def answer_with(status, document):
    """A relay's `before`: this answer instead of the service's."""
    def act(exchange):
        exchange.status, exchange.answer = status, json.dumps(document).encode()
        kind = "application/problem+json" if status >= 400 else "application/json"
        exchange.answer_headers = [("Content-Type", kind)]
        if status == 401:
            exchange.answer_headers.append(("WWW-Authenticate", "Bearer"))
        return exchange.wire()
    return act


def problem(name, status, **members):
    return answer_with(status, problem_answer(name, status, **members)["json"])


def changed(change):
    """A relay's `after`: the JSON of the answer, changed."""
    def act(exchange):
        if exchange.status < 300:
            document = json.loads(exchange.answer)
            change(document)
            exchange.answer = json.dumps(document).encode()
    return act


class RelayTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.relay = Relay(self, self.service["profile"])


class RefusedTest(RelayTest):
    def test_other_version_of_the_terms(self):
        report = self.submit(self.relay.file, terms="1999-12-31", state="refused", failure="TRM-006")
        self.assertEqual(set(report), {"state", "failure"})
        self.assertEqual(self.relay.requests("/sessions"), [], "no password left")

    def test_terms_that_change_after_consent(self):
        def newer(terms):
            terms["version"] = "2099-01-01"
        def other_terms(exchange):  # whole ones: the client asks for them conditionally
            exchange.headers = [pair for pair in exchange.headers if pair[0].lower() != "if-none-match"]
            self.relay.forward(exchange)
            changed(newer)(exchange)
            return exchange.wire()
        # The first request for the terms is before the sign-in, the second before the sending.
        self.relay.after("GET .*/terms$", lambda exchange: None, times=1)
        self.relay.before("GET .*/terms$", other_terms)
        self.submit(self.relay.file, state="refused", failure="TRM-007")
        self.assertEqual(self.relay.requests(POST), [])

    def test_duplicate_application(self):
        first = self.submit(self.service["file"])
        self.relay.before(POST, problem("duplicate-application", 409, application_number=first["application_number"]))
        report = self.submit(self.relay.file, state="refused", failure="SRV-003")
        self.assertEqual(report["application_number"], first["application_number"])
        self.assertIn(first["application_number"], report["failure"]["message"]["en"])
        self.assertEqual(set(report), {"state", "failure", "application_number"})

    def test_problems_of_the_service(self):
        cases = [("terms-outdated", 409, "SRV-007"), ("form-outdated", 409, "SRV-008"),
                 ("not-permitted", 403, "SRV-010"), ("payload-too-large", 413, "SRV-005"),
                 ("unsupported-media-type", 415, "SRV-006"),
                 ("malware-detected", 422, "SRV-004"), ("something-new", 422, "SRV-001"), ("not-found", 404, "SRV-009")]
        for name, status, failure in cases:
            with self.subTest(name):
                relay = Relay(self, self.service["profile"])
                relay.before(POST, problem(name, status))
                self.submit(relay.file, state="refused", failure=failure)
        self.assertEqual(self.applications_by_curl(self.service["profile"]), [])

    def test_problems_that_the_service_found(self):
        text = {"ja": "その旅券は使えません。", "en": "That passport cannot be used. \x1b[2J\u202e"}
        self.relay.before(POST, problem("validation-failed", 422, message=text, errors=[
            {"pointer": "/answers/passport.number", "code": "pattern", "message": text},
            {"pointer": "/answers/landings.list/1/date", "code": "range"},
            {"pointer": "/attachments/1", "code": "media-type"}]))
        run = self.run_program(*self.submit_arguments(self.relay.file, "--json"), stdin=PASSWORD)
        report = self.judge(run, "submit", "refused", "SRV-002")
        self.assertEqual(problems_of(report), [("passport.number", "pattern", "/answers/passport.number"),
                                               ("landings.list", "range", "/answers/landings.list/1/date"),
                                               ("documents.passport_copy", "media-type", "/attachments/1")])
        for unwanted in ("\x1b".encode(), "\u202e".encode()):
            self.assertNotIn(unwanted, run.err, "a service does not command the terminal")

    def test_uploads_that_are_refused(self):
        for name, status, failure in (("malware-detected", 422, "SRV-004"), ("payload-too-large", 413, "SRV-005"),
                                      ("unsupported-media-type", 415, "SRV-006")):
            with self.subTest(name):
                relay = Relay(self, self.service["profile"])
                relay.before("^(POST|PATCH) .*/uploads", problem(name, status))
                self.submit(relay.file, state="refused", failure=failure)
                self.assertEqual(relay.requests(POST), [])


class ProductionTermsTest(ServiceTest):
    def production(self, change, failure):
        key = new_key(self)
        raw = self.raw(good_answers(key, "production", terms=change(key)))
        profile = raw.profile(kind="production", keys={"keys": [key.jwk]})
        self.submit(profile, state="refused", failure=failure)
        self.assertNotIn("/v1/sessions", [request["target"] for request in raw.end()], "no password left")
        return key

    def test_known_reconstruction(self):
        def claims_to_be_original(terms):
            terms["documents"][0]["provenance"] = "original"
        self.assertEqual(signed_terms(new_key(self))["documents"][0]["language"], "ja")
        self.production(signed_terms, "TRM-005")
        self.production(lambda key: signed_terms(key, change=claims_to_be_original), "TRM-005")

    def test_not_the_original(self):
        def another_reconstruction(terms):
            terms["documents"][0]["title"] += "（写し）"
        self.production(lambda key: signed_terms(key, change=another_reconstruction), "TRM-004")

    def original(self, terms):
        terms["documents"][0]["title"] += "（正文）"
        terms["documents"][0]["provenance"] = "original"

    def test_unsigned_or_signed_by_somebody_else(self):
        def unsigned(key):
            terms = signed_terms(key, change=self.original)
            del terms["signature"]
            return terms
        self.production(unsigned, "TRM-003")
        self.production(lambda key: signed_terms(new_key(self, "raw-2"), change=self.original), "TRM-003")
        self.production(lambda key: signed_terms(key, identity="other.example", change=self.original), "TRM-003")

    def test_signed_original_goes_on_to_the_sign_in(self):
        key = new_key(self)
        raw = self.raw(good_answers(key, "production", terms=signed_terms(key, change=self.original)))
        profile = raw.profile(kind="production", keys={"keys": [key.jwk]})
        # UTO is no country outside of practice, so the example does not pass the check.
        self.submit(profile, state="problems", failure="ANS-001")

    def test_digest_that_does_not_match(self):
        key = new_key(self)
        terms = signed_terms(key)
        terms["documents"][0]["clauses"][0]["text"] += "。"
        raw = self.raw(good_answers(key, terms=terms))
        self.submit(raw.profile(), state="refused", failure="TRM-002")
        self.report("terms", "--service", raw.profile(), state="refused", failure="TRM-002")

    def test_a_false_agency(self):
        key = new_key(self)
        service = service_document(key, "production")
        service["operator"] = {"ja": "出入国在留管理庁", "en": "Immigration Services Agency of Japan"}
        answers = [{"match": "^GET /v1/service$", "json": service, "headers": JSON}, *good_answers(key)]
        for host, allowed in (("service.example", False), ("go.jp.example", False), ("xgo.jp", False),
                              ("isa.go.jp", True)):
            with self.subTest(host):
                raw = self.raw(answers, certificate={"san": ["DNS:" + host]})
                proxy = Proxy(self, raw.port)
                profile = raw.profile(host, kind="production", keys={"keys": [key.jwk]}, proxy=proxy.url)
                # UTO is no country outside of practice, so the example does not pass the check.
                expected = ("problems", "ANS-001") if allowed else ("forbidden", "WHO-002")
                self.report("check", EXAMPLE, "--service", profile, state=expected[0], failure=expected[1])
                self.assertEqual({request["target"] for request in raw.end()},
                                 {"/v1/service", "/v1/form"} if allowed else {"/v1/service"})
                self.assertEqual(set(proxy.targets), {"%s:%d" % (host, raw.port)})


class CredentialsTest(RelayTest):
    def test_wrong_password(self):
        report = self.submit(self.service["file"], stdin=b"wrong\n", state="credentials", failure="SGN-001")
        self.assertEqual(set(report), {"state", "failure"})
        self.report("submit", EXAMPLE, "--accept-terms", self.terms_version(), *self.account("NOBODY99"),
                    stdin=b"wrong\n", state="credentials", failure="SGN-001")

    def test_locked(self):
        self.relay.before("POST .*/sessions$", problem("account-locked", 403, retry_after=1800))
        self.submit(self.relay.file, state="credentials", failure="SGN-002")
        self.assertEqual(len(self.relay.requests("POST .*/sessions$")), 1, "a lockout is not made worse")

    def test_password_has_to_be_changed(self):
        self.relay.after("POST .*/sessions$", changed(lambda session: session.update(password_change_required=True)))
        self.submit(self.relay.file, state="credentials", failure="SGN-003")
        self.assertEqual(self.relay.requests("/(uploads|applications)"), [])
        self.assertEqual(len(self.relay.requests("DELETE .*/sessions/current$")), 1, "the session does not stay open")

    def test_a_session_that_cannot_be_renewed(self):
        def once_then_wrong(exchange):
            first = len(self.relay.requests("POST .*/sessions$")) == 1
            return None if first else problem("invalid-credentials", 401)(exchange)
        self.relay.before("POST .*/sessions$", once_then_wrong)
        self.relay.before(POST, problem("session-expired", 401))
        run = self.run_program(*self.submit_arguments(self.relay.file, "--json"), stdin=PASSWORD)
        report = self.judge(run, "submit", "credentials")
        self.assertIn(report["failure"]["code"], ("SGN-001", "SGN-004"), "what the service said of session or password")
        self.assertEqual(len(self.relay.requests("POST .*/sessions$")), 2, "asked for once more, not again and again")

    def test_a_session_that_ends_on_the_way_is_renewed(self):
        self.relay.before("POST .*/uploads$", problem("session-expired", 401), times=1)
        self.submit(self.relay.file)
        self.assertEqual(len(self.relay.requests("POST .*/sessions$")), 2)


class SomebodyElseTest(RelayTest):
    def holder(self, **members):
        self.relay.after("POST .*/sessions$", changed(lambda session: session.update(holder=members)))

    def test_another_name(self):
        self.holder(name="SMITH JOHN", birth_date="1974-08-12")
        self.submit(self.relay.file, state="forbidden", failure="WHO-001")
        self.assertEqual(self.relay.requests("/(uploads|applications)"), [])

    def test_another_birth_date(self):
        self.holder(name="ERIKSSON ANNA MARIA", birth_date="1974-08-13")
        self.submit(self.relay.file, state="forbidden", failure="WHO-001")

    def test_the_holder(self):
        self.holder(name="Anna Maria Eriksson", birth_date="1974-08-12")
        self.submit(self.relay.file)


class MismatchTest(RelayTest):
    def expect(self, failure, change):
        self.relay.after(POST, changed(change))
        report = self.submit(self.relay.file, "--receipt", "receipt.json", state="mismatch", failure=failure)
        self.assertEqual(set(report) - {"application_number"}, {"state", "failure"}, "it does not count as sent")
        with self.assertRaises(FileNotFoundError):
            open(self.path("receipt.json"), "rb")

    def test_wrong_digest_of_the_body(self):
        self.expect("ACK-001", lambda each: each.update(body_sha256="0" * 64))

    def test_missing_attachment(self):
        self.expect("ACK-001", lambda each: each["attachments"].pop())

    def test_wrong_digest_of_an_attachment(self):
        self.expect("ACK-001", lambda each: each["attachments"][1].update(sha256="0" * 64))

    def test_wrong_order(self):
        self.expect("ACK-001", lambda each: each["attachments"].reverse())

    def test_another_number_than_the_signed_one(self):
        self.expect("ACK-002", lambda each: each.update(application_number="PRACTICE-0000-0000-0000"))

    def test_broken_signature(self):
        def damage(each):
            head, payload, signature = each["receipt"].split(".")
            each["receipt"] = ".".join((head, payload, signature[:-4] + "AAAA"))
        self.expect("ACK-002", damage)

    def test_signed_by_a_key_that_the_profile_does_not_know(self):
        key = new_key(self)

        def sign_again(each):
            payload = {name: value for name, value in each.items() if name != "receipt"}
            each["receipt"] = key.sign(dict(payload, service_id=self.service["profile"]["id"], kind="practice",
                                            terms_version=self.terms_version()))
        self.relay.after("GET .*/service$", changed(lambda each: each["receipt_keys"]["keys"].append(key.jwk)))
        self.expect("ACK-002", sign_again)


class DefectTest(RelayTest):
    def test_malformed_request(self):
        for name, status in (("malformed-request", 400), ("idempotency-key-missing", 400), ("tus-version", 412),
                             ("method-not-allowed", 405), ("idempotency-key-reused", 422)):
            with self.subTest(name):
                relay = Relay(self, self.service["profile"])
                relay.before(POST, problem(name, status))
                self.submit(relay.file, state="defect", failure="DEF-001")


if __name__ == "__main__":
    unittest.main()
