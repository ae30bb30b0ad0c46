# SPDX-License-Identifier: GPL-3.0-or-later
"""`doctor`: what it finds on this computer, on computers with faults, and that its zip for the help desk tells of nobody."""
import email.utils
import json
import os
import shutil
import socket
import subprocess
import time
import unittest
import zipfile

from support.keyring import Keyring
from support.program import JAPANESE, LONGEST, ORDINARY, PROGRAM
from support.relay import Relay
from support.services import ServiceTest

HOUSEHOLD = os.environ["TTP_HOUSEHOLD"]
IDS = ["program", "libraries", "tls", "data-folder", "fonts", "screen", "keychain", "vault", "vault-practice", "service",
       "certificate", "clock"]


class DoctorTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.data = self.path("home/data")
        self.bus = "unix:path=" + self.path("no-bus")

    def environment(self, **more):
        # Without a home for the fonts, fontconfig would write into the working folder.
        return super().environment(**{"TTP_APPLY_HOME": self.data, "DBUS_SESSION_BUS_ADDRESS": self.bus, **more})

    def doctor(self, *arguments, state="done", failure=None, **options):
        """Its findings by their IDs."""
        report = self.report("doctor", *arguments, state=state, failure=failure, **options)
        self.assertEqual(report["program"], self.version())
        self.assertRegex(report["made_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        for finding in report["findings"]:
            self.assertIn(finding["verdict"], ("ok", "warning", "problem"))
            self.assertEqual("next" in finding, finding["verdict"] != "ok", finding)
            for words in ("title", "says", "next"):
                if words in finding:
                    text = finding[words]
                    self.assertEqual(set(text), {"ja", "en"})
                    self.assertRegex(text["ja"], JAPANESE if words != "says" else ".", finding)
                    self.assertNotRegex(text["en"], JAPANESE)
                    self.assertNotRegex(text["en"] + text["ja"], r"%\d")
        self.assertEqual([each["id"] for each in report["findings"]], IDS)
        found = {each["id"]: each for each in report["findings"]}
        worst = [each["id"] for each in report["findings"] if each["verdict"] == "problem"]
        self.assertEqual(bool(worst), state == "problems", worst)
        return found

    def version(self):
        run = self.run_program("--version")
        return run.out.decode().split()[-1]

    def verdicts(self, found, **expected):
        for name, verdict in expected.items():
            finding = found[name.replace("_", "-")]
            self.assertEqual(finding["verdict"], verdict, finding)


class FindingTest(DoctorTest):
    def test_a_computer_that_is_well(self):
        self.bus = Keyring(self, self.path("keyring")).address
        subprocess.run([HOUSEHOLD, self.data], env=self.environment(), check=True, timeout=LONGEST)
        found = self.doctor()
        for finding in found.values():
            self.assertIn(finding["verdict"], ("ok", "warning"), finding)
        self.verdicts(found, libraries="ok", tls="ok", keychain="ok", vault="ok", vault_practice="ok", service="ok",
                      certificate="ok", data_folder="ok", fonts="ok", screen="ok")
        self.assertEqual(found["keychain"]["facts"]["state"], "same")
        self.assertEqual(found["vault"]["facts"], {"key": "keychain", "opened": "yes"})
        listed = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, check=True).stdout.decode()
        self.assertIn(found["fonts"]["facts"]["japanese_fonts"].split(", ")[0], listed)

    def test_it_leaves_nothing_behind(self):
        self.doctor()
        self.assertFalse(os.path.exists(self.data), "looking makes no folder")
        os.mkdir(self.data, 0o700)
        self.doctor()
        self.assertEqual(os.listdir(self.data), [])

    def test_the_libraries_are_those_that_the_system_maps(self):
        facts = self.doctor()["libraries"]["facts"]
        for name in ("libssl", "libcrypto", "qt_tls_plugin"):
            self.assertTrue(os.path.isfile(facts[name]), facts)
        linked = subprocess.run(["ldd", PROGRAM], capture_output=True, check=True).stdout.decode()
        crypto = [line.split()[2] for line in linked.splitlines() if "libcrypto.so" in line]
        self.assertEqual([os.path.realpath(each) for each in crypto], [facts["libcrypto"]])

    def test_a_second_openssl_in_the_process(self):
        facts = self.doctor()["libraries"]["facts"]
        other = self.path("libssl.so.9")
        with open(facts["libssl"], "rb") as file:
            content = file.read()
        with open(other, "wb") as file:  # its name inside, too: else the linker takes it for the first one
            file.write(content.replace(b"\0libssl.so.3\0", b"\0libssl.so.9\0"))
        found = self.doctor(state="problems", failure="DOC-001", variables={"LD_PRELOAD": other})
        self.verdicts(found, libraries="problem")
        self.assertIn("libssl.so.9", found["libraries"]["facts"]["libssl"])
        self.assertIn("LD_PRELOAD", found["libraries"]["next"]["en"])

    def test_no_keychain(self):
        found = self.doctor()
        self.verdicts(found, keychain="warning")
        self.assertIn("failure", found["keychain"]["facts"])

    def test_the_key_is_gone(self):
        keyring = Keyring(self, self.path("keyring"))
        self.bus = keyring.address
        subprocess.run([HOUSEHOLD, self.data], env=self.environment(), check=True, timeout=LONGEST)
        self.bus = Keyring(self, self.path("another-keyring")).address
        found = self.doctor(state="problems", failure="DOC-001")
        self.verdicts(found, keychain="problem")
        self.assertEqual(found["keychain"]["facts"]["state"], "taken-over")

    def test_a_vault_that_is_damaged(self):
        self.bus = Keyring(self, self.path("keyring")).address
        subprocess.run([HOUSEHOLD, self.data], env=self.environment(), check=True, timeout=LONGEST)
        self.write(os.path.join(self.data, "vault/real/vault.json"), "{")
        found = self.doctor(state="problems", failure="DOC-001")
        self.verdicts(found, vault="problem", vault_practice="ok")

    def test_a_data_folder_that_cannot_be_written(self):
        os.mkdir(self.data, 0o500)
        found = self.doctor(state="problems", failure="DOC-001", wrapper=ORDINARY)
        self.verdicts(found, data_folder="problem")

    def test_a_data_folder_that_others_can_look_into(self):
        os.makedirs(os.path.join(self.data, "outbox"), 0o755)
        os.chmod(os.path.join(self.data, "outbox"), 0o755)
        found = self.doctor()
        self.verdicts(found, data_folder="warning")
        self.assertEqual(found["data-folder"]["facts"]["open_to_others"], "outbox")

    def test_no_screen(self):
        found = self.doctor(state="problems", failure="DOC-001", variables={"QT_QPA_PLATFORM": "xcb"})
        self.verdicts(found, screen="problem", fonts="ok")

    def test_no_japanese_font(self):
        empty = self.write("fonts.conf", '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
                           "<fontconfig><dir>%s</dir></fontconfig>" % self.path("no-fonts"))
        os.mkdir(self.path("no-fonts"))
        found = self.doctor(state="problems", failure="DOC-001", variables={"FONTCONFIG_FILE": empty})
        self.verdicts(found, fonts="problem")


class ServiceFindingTest(DoctorTest):
    def relay_at(self, seconds):
        """The practice service behind a relay whose clock is that far ahead."""
        relay = Relay(self, self.practice()["profile"])

        def date(exchange):
            exchange.answer_headers = [pair for pair in exchange.answer_headers if pair[0].lower() != "date"]
            exchange.answer_headers.append(("Date", email.utils.formatdate(time.time() + seconds, usegmt=True)))
        relay.after("^GET .*/service$", date)
        return relay.file

    def test_the_clock(self):
        for ahead, verdict in ((0, "ok"), (-150, "warning"), (150, "warning"), (-4000, "problem"), (4000, "problem")):
            with self.subTest(ahead=ahead):
                bad = {"state": "problems", "failure": "DOC-001"} if verdict == "problem" else {}
                found = self.doctor("--service", self.relay_at(ahead), **bad)
                self.verdicts(found, clock=verdict, service="ok")
                self.assertLess(abs(int(found["clock"]["facts"]["seconds_ahead"]) + ahead), 30)

    def test_the_practice_service_tells_its_time(self):
        self.verdicts(self.doctor(), clock="ok")
        self.assertLess(abs(int(self.doctor()["clock"]["facts"]["seconds_ahead"])), 30)

    def test_the_certificate(self):
        relay = Relay(self, self.practice()["profile"])
        found = self.doctor("--service", relay.file)
        end = subprocess.run(["openssl", "x509", "-noout", "-enddate", "-dateopt", "iso_8601", "-in",
                              os.path.join(self.path("relay-%d" % id(relay)), "leaf.pem")],
                             capture_output=True, check=True).stdout.decode()
        until = end.strip().removeprefix("notAfter=").replace(" ", "T")
        self.assertEqual(found["certificate"]["facts"]["valid_until"], until)

    def test_nobody_answers(self):
        profile = self.write("nobody.json", {"format": 1, "id": "nobody.example", "kind": "practice",
                                             "base_url": "https://127.0.0.1:9/v1", "proxy": "none"})
        found = self.doctor("--service", profile, "--wait", "2", state="problems", failure="DOC-001")
        self.verdicts(found, service="problem", certificate="ok", clock="ok")
        self.assertEqual(found["service"]["facts"]["failure"], "NET-001")

    def test_another_service_than_the_profile_says(self):
        service = self.practice()
        profile = self.write("other.json", dict(service["profile"], id="other.example"))
        found = self.doctor("--service", profile, state="problems", failure="DOC-001")
        self.assertEqual(found["service"]["facts"]["failure"], "NET-011")

    def test_a_profile_that_cannot_be_read(self):
        found = self.doctor("--service", self.path("missing.json"), state="problems", failure="DOC-001")
        self.assertEqual(found["service"]["facts"]["failure"], "FIL-001")


class HelpDeskTest(DoctorTest):
    """Whatever is wrong, the archive holds nothing of anybody."""

    USER, HOST, NAME = "kanariya-hanako", "kanariya-pc", "Kanariya Secret Passport"
    SERVICE = "secret.kanariya-service.example"

    def setUp(self):
        super().setUp()
        self.home = self.path("people/" + self.USER)
        os.makedirs(self.home)
        self.data = os.path.join(self.home, "files of " + self.USER)
        self.zip = self.path("desk.zip")

    def environment(self, **more):
        return super().environment(**{"USER": self.USER, "LOGNAME": self.USER, **more})

    def canaries(self):
        names = {self.USER, self.HOST, self.NAME, "canary of", "CANARY01", "raw.example", self.home, self.folder,
                 os.path.basename(self.folder)}
        host = socket.gethostname()
        return names | ({host} if len(host) > 3 and host != "localhost" else set())

    def fill(self):
        """A data folder in which everything speaks of the person."""
        os.makedirs(os.path.join(self.data, "outbox"), 0o700)
        for name in ("vault/real/" + self.NAME, "outbox/" + self.NAME + ".json", self.NAME + ".pdf"):
            path = os.path.join(self.data, name)
            os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.NAME)

    def archive(self, *arguments, wrapper=(), **options):
        """Writes it with both outputs, judges it by other programs, and returns everything that came out."""
        code = options.pop("code", 0)
        run = self.run_program("doctor", "--zip", self.zip, *arguments, wrapper=wrapper, **options)
        self.assertEqual(run.code, code, str(run))
        subprocess.run(["unzip", "-tq", self.zip], check=True, stdout=subprocess.DEVNULL)
        listed = subprocess.run(["unzip", "-Z1", self.zip], check=True, capture_output=True).stdout.split()
        self.assertEqual(sorted(listed), [b"report.json", b"report.txt"])
        with zipfile.ZipFile(self.zip) as archive:
            self.assertEqual(archive.comment, b"")
            for info in archive.infolist():
                self.assertEqual((info.extra, info.comment), (b"", b""))
        text = subprocess.run(["unzip", "-p", self.zip, "report.txt"], check=True, capture_output=True).stdout
        document = subprocess.run(["unzip", "-p", self.zip, "report.json"], check=True, capture_output=True).stdout
        self.assertEqual(set(json.loads(document)), {"made_at", "program", "findings"})
        with open(self.zip, "rb") as file:
            return [text, document, file.read(), run.out]

    def judge_private(self, outputs):
        for content in outputs:
            for canary in self.canaries():
                for encoding in ("utf-8", "utf-16-le"):
                    self.assertNotIn(canary.lower().encode(encoding), content.lower(), canary)

    def test_of_a_computer_that_is_well(self):
        self.bus = Keyring(self, self.path("keyring")).address
        subprocess.run([HOUSEHOLD, self.data], env=self.environment(), check=True, timeout=LONGEST)
        self.fill()
        outputs = self.archive()
        self.judge_private(outputs)
        self.assertIn("~/files of (user)".encode(), outputs[0])
        self.assertRegex(outputs[0].decode(), "この端末の確認(.|\n)*check of this computer")

    def test_of_one_where_everything_is_wrong(self):
        self.fill()
        os.chmod(self.data, 0o500)
        self.addCleanup(os.chmod, self.data, 0o700)
        library = os.path.join(self.home, "libssl.so.9")
        facts = self.doctor(state="problems", failure="DOC-001", wrapper=ORDINARY)["libraries"]["facts"]
        with open(facts["libssl"], "rb") as file:
            content = file.read()
        with open(library, "wb") as file:
            file.write(content.replace(b"\0libssl.so.3\0", b"\0libssl.so.9\0"))
        profile = self.write(os.path.join(self.home, self.NAME + ".json"), "{")
        outputs = self.archive("--service", profile, code=3, wrapper=ORDINARY,
                               variables={"QT_QPA_PLATFORM": "xcb", "LD_PRELOAD": library,
                                          "DISPLAY": self.USER + ":7"})
        self.judge_private(outputs)
        self.assertIn(b"~/libssl.so.9", outputs[0])

    def test_of_a_service_that_runs_on_a_computer_of_this_name(self):
        """With a host name of our own, where the system lets us have one."""
        own = ["unshare", "--uts"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
        if subprocess.run([*own, "hostname", self.HOST], check=False, capture_output=True).returncode != 0:
            self.skipTest("the system does not allow another host name")
        profile = self.write("service.json", {"format": 1, "id": "desk." + self.HOST, "kind": "practice",
                                              "base_url": "https://%s.example:9/v1" % self.HOST, "proxy": "none"})
        outputs = self.archive("--service", profile, "--wait", "1", code=3,
                               wrapper=[*own, "sh", "-c", 'hostname %s && exec "$@"' % self.HOST, "sh"])
        self.judge_private(outputs)
        self.assertIn(b"(computer)", outputs[0])

    def test_a_place_that_cannot_be_written(self):
        self.report("doctor", "--zip", self.path("nowhere/desk.zip"), state="usage", failure="FIL-007")
        self.assertEqual(shutil.which("unzip"), "/usr/bin/unzip")


if __name__ == "__main__":
    unittest.main()
