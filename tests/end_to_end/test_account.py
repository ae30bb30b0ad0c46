# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts: registration, change and reset of the password, and what is said when an answer is lost."""
import json
import os
import re
import unittest

from support.program import problems_of
from support.relay import Relay
from support.services import PASSWORD, ServiceTest

REGISTRATION = {"email": "traveller@example.com", "name": "EXAMPLE TRAVELLER", "birth_date": "1990-04-01", "sex": "F",
                "nationality": "UTO"}
CHANGE = "^PUT .*/users/me/password$"
REGISTER = "^POST .*/users$"
NEW = b"Another-2027\n"


def close(_exchange):
    return b""


class AccountTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.mailbox = self.path("mailbox")
        self.service = self.practice("--mailbox", self.mailbox)
        self.relay = Relay(self, self.service["profile"])

    def password(self, what, *arguments, state="done", failure=None, stdin=b""):
        run = self.run_program("password", what, "--json", *arguments, stdin=stdin)
        report = self.judge(run, "password", state)
        self.assertEqual(report.get("failure", {}).get("code"), failure, str(run))
        return report

    def change(self, profile, *more, stdin=PASSWORD + NEW, user="PRACTICE01", **expected):
        return self.password("change", "--service", profile, *self.account(user), *more, stdin=stdin, **expected)

    def status(self, password, user="PRACTICE01", **expected):
        return self.report("status", "--service", self.service["file"], *self.account(user), stdin=password, **expected)

    def mails(self):
        texts = []
        for name in sorted(os.listdir(self.mailbox)):
            with open(os.path.join(self.mailbox, name), encoding="utf-8") as file:
                texts.append(file.read())
        return texts

    def temporary_password(self):
        return re.search("Temporary password: (.+)", self.mails()[-1]).group(1).strip().encode() + b"\n"

    def register(self, profile=None, document=None, *more, **expected):
        file = self.write("registration.json", document if document is not None else REGISTRATION)
        return self.report("register", file, "--service", profile or self.relay.file, *more, **expected)


class RegisterTest(AccountTest):
    def test_from_the_registration_to_the_first_list(self):
        user = self.register()["user_id"]
        temporary = self.temporary_password()
        self.status(temporary, user, state="credentials", failure="SGN-003")
        self.change(self.service["file"], stdin=temporary + NEW, user=user)
        self.assertEqual(self.status(NEW, user)["applications"], [])
        plain = self.run_program("register", self.write("second.json", dict(REGISTRATION, email="b@example.com")),
                                 "--service", self.service["file"])
        self.assertRegex(plain.out.decode(), "^User ID: .+\nA temporary password comes by mail")

    def test_terms_come_first(self):
        self.register()
        self.assertEqual([each.target.rsplit("/", 1)[1] for each in self.relay.exchanges], ["service", "terms", "users"])

    def test_a_lost_answer_makes_one_account(self):
        self.relay.after(REGISTER, close, times=1)
        self.register()
        posts = self.relay.requests(REGISTER)
        self.assertEqual(len(posts), 2)
        self.assertEqual(len({post.header("Idempotency-Key") for post in posts}), 1)
        self.assertEqual(len(self.mails()), 1)

    def test_unknown(self):
        self.relay.after(REGISTER, close)
        self.register(None, None, "--wait", "1", state="unknown", failure="UNK-002")
        self.assertEqual(len(self.mails()), 1)

    def test_unreachable(self):
        self.relay.before("GET ", close)
        self.register(None, None, "--wait", "1", state="unreachable", failure="NET-003")

    def test_files_that_are_no_registration(self):
        for document in ("{", [], {}, dict(REGISTRATION, sex=1), dict(REGISTRATION, more=1)):
            self.register(None, document, state="usage", failure="REG-002")
        self.report("register", self.path("missing.json"), "--service", self.relay.file, state="usage",
                    failure="REG-001")
        self.assertEqual(self.relay.exchanges, [])

    def test_values_that_are_wrong(self):
        report = self.register(None, {"email": "nobody", "name": "", "birth_date": "1990-02-30", "sex": "Q",
                                      "nationality": "XYZ"}, state="problems", failure="ANS-001")
        self.assertEqual([(field, pointer) for field, _, pointer in problems_of(report)],
                         [(name, "/" + name) for name in ("email", "name", "birth_date", "sex", "nationality")])
        self.assertEqual(self.relay.exchanges, [])


class ChangeTest(AccountTest):
    def test_changed(self):
        self.assertEqual(self.change(self.relay.file), {"state": "done"})
        self.assertEqual(json.loads(self.relay.requests(CHANGE)[0].body),
                         {"current_password": PASSWORD.decode().strip(), "new_password": NEW.decode().strip()})
        self.status(PASSWORD, state="credentials", failure="SGN-001")
        self.status(NEW)

    def test_lost_but_changed(self):
        self.relay.after(CHANGE, close)
        self.change(self.relay.file)
        self.assertEqual(len(self.relay.requests(CHANGE)), 1)
        self.status(NEW)

    def test_lost_and_not_changed(self):
        self.relay.before(CHANGE, close, times=1)
        self.change(self.relay.file)
        tried = [json.loads(each.body)["password"].encode() + b"\n" for each in self.relay.requests("POST .*/sessions")]
        self.assertEqual(tried, [PASSWORD, NEW, PASSWORD], "the new one first, then the old one")
        self.status(NEW)

    def test_never_changed(self):
        self.relay.before(CHANGE, close)
        self.change(self.relay.file, "--wait", "1", state="unreachable", failure="NET-003")
        self.status(PASSWORD)

    def test_unknown(self):
        self.relay.before("POST .*/sessions", lambda exchange: None, times=1)
        self.relay.before("POST .*/sessions", close)
        self.relay.after(CHANGE, close)
        self.change(self.relay.file, "--wait", "1", state="unknown", failure="UNK-002")
        self.status(NEW)

    def test_the_rules_are_told_before_a_password_leaves(self):
        for new, codes in ((b"Ab1\n", ["length"]), (b"only-letters\n", ["pattern"]), (b"12345678\n", ["pattern"]),
                           (b"xPRACTICE01x\n", ["pattern"])):
            report = self.change(self.relay.file, stdin=PASSWORD + new, state="problems", failure="ANS-001")
            self.assertEqual([(code, pointer) for _, code, pointer in problems_of(report)],
                             [(code, "/new_password") for code in codes])
        self.assertEqual(self.relay.requests("POST "), [])

    def test_usage(self):
        self.change(self.relay.file, stdin=PASSWORD, state="usage", failure="USE-003")
        self.change(self.relay.file, stdin=b"", state="usage", failure="USE-003")
        self.password("change", "--service", self.relay.file, state="usage", failure="USE-003")
        self.password("forget", state="usage", failure="USE-001")
        self.assertEqual(self.relay.exchanges, [])

    def test_wrong_password(self):
        self.change(self.relay.file, stdin=b"Wrong-2026\n" + NEW, state="credentials", failure="SGN-001")
        self.status(PASSWORD)

    def test_nothing_is_printed_of_either(self):
        run = self.run_program("password", "change", "--service", self.relay.file, *self.account(),
                               stdin=PASSWORD + NEW)
        self.assertEqual(run.code, 0, str(run))
        for secret in (PASSWORD.strip(), NEW.strip()):
            self.assertNotIn(secret, run.out + run.err)


class ResetTest(AccountTest):
    def reset(self, user, email, *more, **expected):
        return self.password("reset", "--service", self.relay.file, "--user", user, "--email", email, *more, **expected)

    def test_a_new_temporary_password(self):
        user = self.register()["user_id"]
        self.assertEqual(self.reset(user, REGISTRATION["email"]), {"state": "done"})
        self.assertEqual(len(self.mails()), 2)
        self.status(self.temporary_password(), user, state="credentials", failure="SGN-003")

    def test_the_same_is_said_of_nobody(self):
        user = self.register()["user_id"]
        self.assertEqual(self.reset("NOBODY01", "nobody@example.com"), {"state": "done"})
        self.assertEqual(self.reset(user, "other@example.com"), {"state": "done"})
        self.assertEqual(len(self.mails()), 1)

    def test_lost(self):
        self.relay.before("POST .*/password-resets", close)
        self.reset("NOBODY01", "nobody@example.com", "--wait", "1", state="unknown", failure="UNK-002")

    def test_usage(self):
        for arguments in (("--user", "NOBODY01"), ("--email", "nobody@example.com"), ()):
            self.password("reset", *arguments, state="usage", failure="USE-001")


if __name__ == "__main__":
    unittest.main()
