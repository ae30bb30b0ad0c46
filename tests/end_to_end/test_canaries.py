# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing about the applicant in any file that is written anywhere, in the log at its loudest, or in what is printed; but
for what the person asked for by name."""
import base64
import os
import subprocess
import time
import unittest

from support.applicant import ANSWERS, PASSWORD, PHOTO, SCAN, ApplicantTest
from support.canaries import Search, forms
from support.program import LONGEST
from support.relay import Relay


#: Answers that the form refuses; whoever says so does not say them again. (A word that is no choice is quoted, to the person
#: who wrote it into the file, and nowhere else: of choices there is none wrong here.)
WRONG = {**ANSWERS, "passport.number": ANSWERS["passport.number"] + "-WRONG-AND-TOO-LONG", "passport.surname": "",
         "contact.phone": ANSWERS["contact.phone"] + "x", "contact.email": ANSWERS["contact.email"] + "@@",
         "passport.birth_date": ANSWERS["documents.remarks"]}


def close(_exchange):
    return b""


class SearchTest(unittest.TestCase):
    """The search finds what it looks for, or the rest of this file proves nothing."""

    CANARY = "Canary 4711 カナリア"

    def test_every_encoding(self):
        search = Search({"it": self.CANARY})
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            data = self.CANARY.encode(encoding)
            for before in range(4):
                around = b"x" * before + data + b"yz"
                with self.subTest(encoding=encoding, before=before):
                    self.assertIn(("it", encoding), search.traces(around))
                    self.assertTrue(search.traces(base64.b64encode(around)))
                    self.assertTrue(search.traces(base64.urlsafe_b64encode(around)))
        self.assertTrue(search.traces(self.CANARY.encode().hex().encode()))
        self.assertTrue(search.traces(b'{"x":"Canary 4711 \\u30ab\\u30ca\\u30ea\\u30a2"}'))
        self.assertEqual(search.traces(b"Canary 471\x31x".replace(b"1x", b"x") + "Canary".encode("utf-16-le")), set())

    def test_every_form_counts(self):
        for encoding, form in forms(self.CANARY):
            with self.subTest(encoding=encoding):
                self.assertGreater(len(form), 8)
                self.assertTrue(Search({"it": self.CANARY}).traces(b"-" + form + b"-"))


class TraceTest(ApplicantTest):
    def test_it_sees_what_is_gone_again(self):
        if not self.trace:
            self.skipTest("no ptrace here")
        place = self.path("gone")
        code = ("import os\nd = os.open(%r, os.O_CREAT | os.O_WRONLY)\nos.write(d, b'one 4711')\nos.pwrite(d, b'two', 20)\n"
                "os.writev(d, [b'thr', b'ee'])\nos.rename(%r, %r)\nos.unlink(%r)\n" % (place, place, place + "2", place + "2"))
        subprocess.run([*self.trace.wrapper(), "/usr/bin/python3", "-c", code], check=True)
        written = list(self.trace.writes())
        self.assertLessEqual({(place, b"one 4711"), (place, b"two"), (place, b"three"), (place + "2", b"")}, set(written))


class CommandLineTest(ApplicantTest):
    def run_as(self, command, *arguments, **expected):
        return self.loud(command, *arguments, "--service", self.relay.file, "--user", self.user, "--password-stdin",
                         stdin=PASSWORD.encode() + b"\n", **expected)

    def submit(self, *more, **expected):
        return self.run_as("submit", self.application(), "--accept-terms", self.terms_version(), *more, **expected)

    def test_from_the_registration_to_the_receipt(self):
        self.relay = Relay(self, self.service["profile"])
        self.registered()
        self.application()
        self.remember_what_is_there()
        self.relay.after("^POST .*/applications$", close)
        self.relay.before("^GET .*/(submissions|applications)", close)
        self.submit("--wait", "1", state="unknown", failure="UNK-001")
        # While the outcome is unknown, the outbox holds whose it is: `resume` goes by it.
        notes = [path for path in self.noted() if path.endswith(".json")]
        self.assertEqual(len(notes), 1)
        self.assertEqual(self.traces_left(self.only_whose_it_is), {})
        self.relay.rules.clear()
        self.loud("outbox")
        number = self.run_as("resume")["application_number"]
        self.assertEqual(self.noted(), [])
        self.run_as("status")
        self.send_documents(number)
        self.run_as("withdraw", number)
        receipts = [os.path.join(self.asked, name) for name in ("receipt.json", "receipt.pdf")]
        for receipt in receipts:
            number = self.submit("--receipt", receipt)["application_number"]
            self.loud("verify", receipt)
            self.run_as("withdraw", number)
        # Also of what goes wrong, and with the service inside the program.
        self.loud("check", self.application(WRONG), "--service", self.relay.file, state="problems", failure="ANS-001")
        self.run_as("submit", self.application(WRONG), "--accept-terms", self.terms_version(), state="problems", failure="ANS-001")
        self.loud("status", "--service", self.relay.file, "--user", self.user, "--password-stdin", stdin=b"Wrong-" + PASSWORD.encode(),
                  state="credentials", failure="SGN-001")
        self.loud("submit", self.application(), "--accept-terms", self.terms_version())

        # What the person asked for by name holds everything; the search finds it there.
        self.assertLessEqual(set(ANSWERS) | {"scan"}, {name for name, _ in self.search.traces_in_file(receipts[0])})
        self.assertEqual(self.traces_left(self.asked_for), {})
        if self.trace:  # what was written on the way is searched, too: the receipts, and the note that is gone
            unasked = [path.replace(self.folder, "") for path in self.traces_left(lambda _path: ())]
            self.assertTrue([path for path in unasked if "/outbox/" in path] and [path for path in unasked if "/#" in path], unasked)
        self.assert_given_untouched()
        self.assert_log_is_loud_and_clean()

    def noted(self):
        folder = os.path.join(self.private, "home/.local/share/TTP Apply/outbox")
        return os.listdir(folder) if os.path.isdir(folder) else []

    @staticmethod
    def only_whose_it_is(path):
        return {"user"} if "/outbox/" in path else ()

    def asked_for(self, path):
        """Receipts (and the file without a name beside one that becomes it); the note of a sending whose outcome was unknown."""
        if os.path.dirname(path) == self.asked:
            return set(name for name, _, _ in self.search.forms) - {"password", "temporary password", "scan content",
                                                                    "photo content", "folder"}
        return self.only_whose_it_is(path)

    def send_documents(self, number):
        end = time.monotonic() + LONGEST
        while True:  # the service goes by the clock of the system
            status = self.run_as("status", number)
            if status["status"] == "documents_requested":
                break
            self.assertLess(time.monotonic(), end, "documents were never asked for")
        field = status["requested_documents"][0]["field"]
        name = PHOTO if field == "documents.face_photo" else SCAN
        self.run_as("documents", number, "%s=%s" % (field, os.path.join(self.given, name)))

    def assert_log_is_loud_and_clean(self):
        with open(self.log, "rb") as file:
            log = file.read()
        for expected in (b"debug ttp.service call", b"submit done after", b"status 201", b"retry", b"ttp.submission posting",
                         b"ttp::command::SubmitCommand begins", b"UNK-001"):
            self.assertIn(expected, log)
        self.assertEqual(self.search.traces(log), set())
        for what, text in self.said:
            allowed = {"user"} if what.split()[0] in ("register", "outbox") else set()
            found = {trace for trace in self.search.traces(text) if trace[0] not in allowed}
            self.assertEqual(found, set(), "%s: %r" % (what, text))


if __name__ == "__main__":
    unittest.main()
