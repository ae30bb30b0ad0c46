# SPDX-License-Identifier: GPL-3.0-or-later
"""An applicant whose every datum is a canary: account, answers, files, the folder that the files are in."""
import json
import os
import re
import secrets
import string

from support.canaries import Search, Trace, digest_of, files_in, fingerprints
from support.program import EXAMPLE, SOURCE
from support.services import ServiceTest

# Other in every run: two tests at a time must not find each other's.
DIGITS = "".join(secrets.choice(string.digits) for _ in range(6))
LETTERS = "".join(secrets.choice(string.ascii_uppercase) for _ in range(6))
PASSWORD = "Canary-Passw0rd-" + DIGITS
ANSWERS = {"card.name": "CANARY PLATINUM " + DIGITS, "passport.surname": "CANARY" + LETTERS,
           "passport.given_names": "GIVEN" + LETTERS, "passport.number": "C4N" + DIGITS,
           "contact.email": "canary.%s@example.org" % DIGITS,
           "contact.phone": "+12025" + DIGITS, "contact.address": DIGITS + " Canary Street",
           "documents.remarks": "Canary remark %s カナリアの備考" % DIGITS}
PHOTO, SCAN, FOLDER = "canary-photo-%s.jpg" % DIGITS, "canary-scan-%s.pdf" % DIGITS, "canary-folder-" + DIGITS
PHOTO_CONTENT, SCAN_CONTENT = "Canary in a picture " + DIGITS, "Canary in a document " + DIGITS
PERSON = {"email": ANSWERS["contact.email"], "birth_date": "1974-08-12", "sex": "F", "nationality": "UTO",
          "name": "%s %s" % (ANSWERS["passport.surname"], ANSWERS["passport.given_names"])}

#: Everything loud: the program's own log, all categories of Qt, GLib (libsecret). No plug-in of Qt may write either.
LOUD = {"TTP_APPLY_LOG": "debug", "QT_LOGGING_RULES": "*=true", "QT_DEBUG_PLUGINS": "1", "QT_NETWORK_DEBUG": "1",
        "G_MESSAGES_DEBUG": "all"}
EVERYWHERE = ("/tmp", "/var/tmp", "/dev/shm")


def photo():
    """The example with a comment in it (JPEG marker COM, ITU-T T.81 B.2.4.5)."""
    with open(os.path.join(SOURCE, "resources/examples/face-photo.jpg"), "rb") as file:
        data = file.read()
    comment = PHOTO_CONTENT.encode()
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]


def scan():
    with open(os.path.join(SOURCE, "resources/examples/passport-copy.pdf"), "rb") as file:
        return file.read() + b"\n% " + SCAN_CONTENT.encode() + b"\n"


class ApplicantTest(ServiceTest):
    """Services and what the test prepares lie in the test's folder; the program's own tree is `private`."""

    def setUp(self):
        super().setUp()
        self.private = None
        self.service = self.practice("--mailbox", self.path("mailbox"), "--pace", "1")
        self.given = self.path(FOLDER)  # the applicant's own files: nobody else's to write to
        os.mkdir(self.given)
        for name, content in ((PHOTO, photo()), (SCAN, scan())):
            with open(os.path.join(self.given, name), "wb") as file:
                file.write(content)
        self.asked = self.path("asked-for")  # where the person has receipts saved
        os.mkdir(self.asked)
        self.private = self.path("private")
        for name in ("home", "tmp", "run"):
            os.makedirs(os.path.join(self.private, name), mode=0o700)
        self.log = os.path.join(self.private, "log")
        self.trace = Trace(self.path("traces")) if Trace.is_possible() else None
        if not self.trace:
            print("only what is left was searched, not what is written on the way: no ptrace here")
        self.said = []  # (what, bytes) of everything that was printed

    def environment(self, **more):
        environment = super().environment(**more)
        if self.private:
            environment.update(HOME=os.path.join(self.private, "home"), TMPDIR=os.path.join(self.private, "tmp"),
                               XDG_RUNTIME_DIR=os.path.join(self.private, "run"), TTP_APPLY_LOG_FILE=self.log, **LOUD)
            environment.update(more)
        return environment

    def registered(self):
        """Registers with the canaries and sets the canary password; returns the user ID."""
        document = self.write(FOLDER + "/registration.json", PERSON)
        user = self.loud("register", document, "--service", self.service["file"])["user_id"]
        mails = os.listdir(self.path("mailbox"))
        with open(os.path.join(self.path("mailbox"), mails[0]), encoding="utf-8") as file:
            self.temporary_password = re.search("Temporary password: (.+)", file.read()).group(1).strip()
        self.loud("password", "change", "--service", self.service["file"], "--user", user, "--password-stdin",
                  stdin=("%s\n%s\n" % (self.temporary_password, PASSWORD)).encode())
        self.user = user
        self.search = Search({**ANSWERS, "photo": PHOTO, "scan": SCAN, "folder": FOLDER, "photo content": PHOTO_CONTENT,
                              "scan content": SCAN_CONTENT, "password": PASSWORD, "user": user, "name": PERSON["name"],
                              "temporary password": self.temporary_password})
        return user

    def application(self, answers=ANSWERS):
        with open(EXAMPLE, encoding="utf-8") as file:
            document = json.load(file)
        document["answers"].update(answers)
        document["attachments"] = [{"field": "documents.face_photo", "file": PHOTO},
                                   {"field": "documents.passport_copy", "file": SCAN}]
        return self.write(FOLDER + "/application.json", document)

    def loud(self, *arguments, state="done", failure=None, stdin=b""):
        """Runs a command, its writes recorded; returns its report."""
        words = 2 if arguments[0] in ("password", "vault") else 1
        run = self.finish(self.start(*arguments[:words], "--json", *arguments[words:],
                                     wrapper=self.trace.wrapper() if self.trace else ()), stdin)
        report = self.judge(run, arguments[0], state)
        self.assertEqual(report.get("failure", {}).get("code"), failure, str(run))
        self.said += [(" ".join(arguments[:words]) + " to standard output", run.out),
                      (" ".join(arguments[:words]) + " to standard error", run.err)]
        return report

    def traces_left(self, but_for):
        """What is found where: in what is there now, and in everything that was written. `but_for(path)` names the
        canaries that may stand in a file, because the person asked for it."""
        found = {}

        def note(place, traces):
            traces = {trace for trace in traces if trace[0] not in but_for(place)}
            if traces:
                found.setdefault(place, set()).update(traces)
        prefix = os.fsencode(self.folder)  # of the test, and itself no name that the applicant gave
        for path in files_in([self.private]):
            note(path, self.search.traces_in_file(path))
        if not self.trace:  # what others write there meanwhile is searched, too: a list of processes names our files
            for path, _ in set(fingerprints(EVERYWHERE).items()) - self.before_items:
                if not path.startswith(self.folder):
                    note(path, self.search.traces_in_file(path))
            return found
        for path, data in self.trace.writes():
            self.assertIsNotNone(data, "%s copies without being seen" % path)
            note(path, self.search.traces(os.fsencode(path).replace(prefix, b"") + b"\0" + data))
        return found

    def remember_what_is_there(self):
        self.before_items = set(fingerprints(EVERYWHERE).items())
        self.given_before = {path: digest_of(path) for path in files_in([self.given])}

    def assert_given_untouched(self):
        self.assertEqual({path: digest_of(path) for path in files_in([self.given])}, self.given_before)
