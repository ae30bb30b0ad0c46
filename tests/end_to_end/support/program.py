# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a process: runs it in an empty home and judges the shape of what it prints."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
PROGRAM = os.environ["TTP_APPLY"]
EXAMPLE = os.path.join(SOURCE, "resources/examples/application.json")
# Even root may then not read what its mode forbids.
ORDINARY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
LONGEST = 80  # seconds; no command may hang

CODES = {"done": 0, "usage": 2, "problems": 3, "refused": 4, "unreachable": 5, "unknown": 6, "credentials": 7,
         "forbidden": 8, "mismatch": 9, "defect": 70}
COMMON = {"state", "kept", "application_number", "received_at", "receipt", "failure", "problems"}
OF_COMMAND = {"verify": {"checks"}, "terms": {"version", "documents", "checks"}, "practice": {"base_url", "profile"},
              "form": {"schema"},
              "resume": {"outcomes"}, "outbox": {"outbox"}, "register": {"user_id"},
              "vault": {"vaults", "files", "damaged", "old_key_forgotten"},
              "draft": {"drafts", "id", "vault", "code"},
              "erase": {"files", "left", "not_ours"}, "doctor": {"made_at", "program", "findings", "zip"},
              "status": {"applications", "status", "history", "appear_by", "requested_documents"},
              "withdraw": {"status", "history"}}
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def refuse_doubled(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("doubled member")
    return dict(pairs)


class Run:
    """What came of one run."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return "exit code %d\nstdout: %s\nstderr: %s" % (
            self.code, self.out.decode("utf-8", "replace")[:3000], self.err.decode("utf-8", "replace")[:3000])


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own and an empty home for the program."""

    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ttp-end-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.home = self.path("home")
        self.temporary = self.path("tmp")
        os.mkdir(self.home)
        os.mkdir(self.temporary)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        """Writes bytes, text, or anything else as JSON; returns the path."""
        path = self.path(name)
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content, ensure_ascii=False)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def read_json(self, path):
        with open(path, "rb") as file:
            return json.loads(file.read().decode("utf-8", "strict"), object_pairs_hook=refuse_doubled)

    def environment(self, **more):
        """No variable of the caller's gets through: no proxy, no locale, no home."""
        return dict({"PATH": "/usr/bin:/bin", "HOME": self.home, "TMPDIR": self.temporary, "LANG": "C.UTF-8",
                     "XDG_RUNTIME_DIR": self.temporary, "QT_QPA_PLATFORM": "offscreen"}, **more)

    def start(self, *arguments, wrapper=(), cwd=None, variables=None):
        return subprocess.Popen([*wrapper, PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, cwd=cwd or self.folder,
                                env=self.environment(**(variables or {})))

    def finish(self, process, stdin=b"", timeout=LONGEST):
        try:
            out, err = process.communicate(stdin, timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            self.fail("it hangs: %s" % Run(-1, out, err))
        return Run(process.returncode, out, err)

    def run_program(self, *arguments, stdin=b"", **options):
        return self.finish(self.start(*arguments, **options), stdin)

    def report(self, *arguments, state="done", failure=None, **options):
        """Runs it with --json and returns the object, judged by the contract of the command line."""
        run = self.run_program(arguments[0], "--json", *arguments[1:], **options)
        report = self.judge(run, arguments[0], state, failure)
        report_failure = report.get("failure", {}).get("code")
        self.assertEqual(report_failure, failure, str(run))
        return report

    def judge(self, run, command, state, failure=None):
        self.assertEqual(run.code, CODES[state], str(run))
        self.assertEqual(run.out.count(b"\n"), 1, "exactly one line on standard output: %s" % run)
        report = json.loads(run.out.decode("utf-8", "strict"), object_pairs_hook=refuse_doubled)
        self.assertLessEqual(set(report), COMMON | OF_COMMAND.get(command, set()), str(run))
        self.assertEqual(report["state"], state, str(run))
        if "failure" in report:
            self.assertEqual(set(report["failure"]), {"code", "message"})
            self.assertRegex(report["failure"]["code"], "^[A-Z]{3}-[0-9]{3}$")
            self.judge_text(report["failure"]["message"])
            self.assertIn(report["failure"]["code"].encode(), run.err, "people read it on standard error")
        else:
            self.assertEqual(state, "done")
        if "problems" in report:
            self.assertTrue(report["problems"], "an empty list is absent")
        for problem in report.get("problems", []):
            self.assertEqual(set(problem), {"field", "code", "pointer", "message"})
            self.judge_text(problem["message"])
        if "received_at" in report:
            self.assertRegex(report["received_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        return report

    def judge_text(self, message):
        self.assertEqual(set(message), {"ja", "en"})
        self.assertRegex(message["ja"], JAPANESE)
        self.assertNotRegex(message["en"], JAPANESE)
        for text in message.values():
            self.assertTrue(text.strip())
            self.assertNotRegex(text, r"%\d", "a place that was not filled")


def problems_of(report):
    """(field, code, pointer) of every problem."""
    return [(problem["field"], problem["code"], problem["pointer"]) for problem in report.get("problems", [])]
