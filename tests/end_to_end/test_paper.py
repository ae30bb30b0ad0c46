# SPDX-License-Identifier: GPL-3.0-or-later
"""The receipt as PDF and HTML, made on the command line and read by poppler, qpdf and zbar."""
import datetime
import hashlib
import html.parser
import json
import os
import re
import subprocess

from support.program import EXAMPLE, SOURCE
from support.services import ServiceTest

PRACTICE = ("練習です。申請は行われていません。", "Practice. No application was made.")


def tool(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def dense(text):
    return re.sub(r"\s", "", text)


class PaperTest(ServiceTest):
    def setUp(self):
        super().setUp()
        self.service = self.practice()
        self.pdf = self.path("receipt.pdf")

    def receive(self, name="receipt.pdf", **options):
        return self.submit(self.service["file"], "--receipt", name, **options)

    def embedded(self):
        return json.loads(tool("qpdf", "--show-attachment=receipt.json", self.pdf))

    def test_what_it_says(self):
        report = self.receive()
        self.assertEqual(os.path.realpath(report["receipt"]), os.path.realpath(self.pdf))
        text = tool("pdftotext", "-raw", self.pdf, "-").decode()
        pages = text.split("\f")[:-1]
        self.assertGreater(len(pages), 2)
        for number, page in enumerate(pages, 1):
            for sentence in PRACTICE:
                self.assertIn(sentence, page)
            self.assertIn("%d / %d" % (number, len(pages)), page)
        found, receipt = dense(text), self.embedded()
        body = receipt["body"]
        digests = [hashlib.sha256(body.encode()).hexdigest()]
        digests += [each["sha256"] for each in json.loads(body)["attachments"]]
        digests += [each["sha256"] for each in json.loads(body)["consent"]["documents"]]
        for sentence in (report["application_number"], "ANNA MARIA", "ERIKSSON", "女", "Female", "1974年8月12日",
                         "12 August 1974", "1 EXAMPLE STREET", "Hakata Port", "未入力", "Not provided", "face-photo.jpg",
                         "日本時間", "Japan time (UTC+9)", report["received_at"].replace("T", " ").replace("Z", " UTC"),
                         receipt["service"]["id"], "127.0.0.1", "pinned by the profile", "コマンドライン", "Command line",
                         "正文の欄：復元文（練習用）", "Translation for reference", *digests):
            self.assertIn(dense(sentence), found)
        self.assertNotIn(json.loads(body)["answers"]["passport.number"], found, "masked on paper")

    def test_every_question_of_the_form(self):
        self.receive()
        found = dense(tool("pdftotext", "-raw", self.pdf, "-").decode())
        answers = self.read_json(EXAMPLE)["answers"]
        fields = [field for step in self.read_json(SOURCE + "/resources/forms/ttp.json")["steps"]
                  for field in step["fields"] if field["id"] in answers and field["type"] != "group"]
        self.assertGreater(len(fields), 20)
        for field in fields:
            for label in field["label"].values():
                self.assertIn(dense(label), found)

    def test_the_plan_of_the_visit(self):
        """An office on a Saturday, later than any wait: closed, with what to bring and by when, and no part of the proof."""
        document, folder = self.read_json(EXAMPLE), os.path.dirname(EXAMPLE)
        for attachment in document["attachments"]:
            attachment["file"] = os.path.join(folder, attachment["file"])
        today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=9)).date()
        visit = today + datetime.timedelta(days=100)
        visit += datetime.timedelta(days=(5 - visit.weekday()) % 7)
        document["answers"].update({"visit.day": visit.isoformat(), "visit.counter": "tokyo",
                                    "documents.face_photo_taken": today.isoformat()})
        self.receive(file=self.write("planned.json", document))
        found = dense(tool("pdftotext", "-raw", self.pdf, "-").decode())
        japanese = "%d年%d月%d日（土）" % (visit.year, visit.month, visit.day)
        english = "Saturday, %d %s %d" % (visit.day, visit.strftime("%B"), visit.year)
        for sentence in ("来日の計画 / Plan of your visit", "署名の対象でもありません", "the signature does not cover it",
                         "窓口が休みの日です", japanese + "（土曜日）は、東京出入国在留管理局 2階 再入国申請窓口の窓口が休みです",
                         "On %s (Saturday) this counter is closed: Tokyo Regional Immigration" % english,
                         "顔写真の期限", "Last day of the face photo", "一次審査の結果の目安", "75 days", "Card valid until",
                         "手数料4,000円分の収入印紙", "4,000 yen", "申請に記載したクレジットカード", "出入国在留管理庁「必要書類」"):
            self.assertIn(dense(sentence), found)
        self.assertNotIn(dense("Certificate of employment"), found, "of another category")
        self.assertNotIn("plan", json.dumps(self.embedded()).lower().replace("planned", ""), "it was never sent")
        self.report("verify", "receipt.pdf", "--service", self.service["file"])
        document["answers"]["documents.remarks"] = "Another application."
        with open(self.receive("receipt.html", file=self.write("planned.json", document))["receipt"], encoding="utf-8") as file:
            self.assertIn(japanese, file.read())

    def test_shape(self):
        report = self.receive()
        fonts = tool("pdffonts", self.pdf).decode().splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertRegex(font, r" yes +(yes|no) +yes +\d+ +0$", "embedded, with a map to Unicode")
            self.assertRegex(font, "(?i)jp-(regular|bold)", "a Japanese face")
        self.assertIn("受領証 / Receipt " + report["application_number"], tool("pdfinfo", self.pdf).decode())
        tool("qpdf", "--check", self.pdf)
        structure = json.loads(tool("qpdf", "--json", self.pdf))
        self.assertEqual(list(structure["attachments"]), ["receipt.json"])
        self.assertRegex(json.dumps(structure), r'"/Lang": "(u:)?ja"')
        self.assertEqual(os.stat(self.pdf).st_mode & 0o777, 0o600)

    def test_the_code(self):
        report = self.receive()
        tool("pdftoppm", "-r", "110", "-png", "-singlefile", self.pdf, self.path("page"))
        code = tool("zbarimg", "--quiet", "--raw", "--nodbus", self.path("page.png")).decode().split()
        digest = hashlib.sha256(self.embedded()["body"].encode()).hexdigest()
        self.assertEqual(code, [report["application_number"], "sha-256=" + digest])

    def test_verify(self):
        number = self.receive()["application_number"]
        for more, by in (((), "only announced by the service itself"),
                         (("--service", self.service["file"]), "pinned by the profile")):
            report = self.report("verify", "receipt.pdf", *more)
            self.assertEqual(report["application_number"], number)
            self.assertEqual(report["checks"][-1], {"what": "signature", "holds": True, "by": by})
        plain = self.run_program("verify", "receipt.pdf").out.decode()
        self.assertIn(number, plain)
        self.assertIn("Hold the printed text", plain)

    def put(self, name, *change):
        tool("qpdf", self.pdf, "--object-streams=disable", *change, "--", self.path(name))
        return name

    def replaced(self, change):
        """The PDF with another receipt in the place of its own, put there by qpdf."""
        receipt = self.embedded()
        change(receipt)
        os.makedirs(self.path("new"), exist_ok=True)
        self.write("new/receipt.json", receipt)
        self.put("without.pdf", "--remove-attachment=receipt.json")
        tool("qpdf", self.path("without.pdf"), "--object-streams=disable", "--add-attachment",
             self.path("new/receipt.json"), "--", self.path("changed.pdf"))
        return "changed.pdf"

    def test_tampered(self):
        self.receive()
        changes = {
            ("body",): lambda receipt: receipt.update(body=receipt["body"].replace("ERIKSSON", "ERIKSSEN", 1)),
            ("application_number", "signature"):
                lambda receipt: receipt["acknowledgement"].update(application_number="PRACTICE-0000"),
            ("received_at", "signature"):
                lambda receipt: receipt["acknowledgement"].update(received_at="2020-01-01T00:00:00Z"),
            ("kind", "signature"): lambda receipt: receipt["service"].update(kind="production"),
            ("attachment 1", "attachments", "signature"):
                lambda receipt: receipt["acknowledgement"]["attachments"][1].update(size=1),
        }
        for wrong, change in changes.items():
            with self.subTest(wrong=wrong):
                report = self.report("verify", self.replaced(change), state="refused", failure="VER-001")
                self.assertEqual([each["what"] for each in report["checks"] if not each["holds"]], list(wrong))
        self.report("verify", self.replaced(lambda receipt: None))  # the way of changing it changes nothing itself

    def test_no_receipt_several_and_damaged(self):
        self.receive()
        self.report("verify", self.put("none.pdf", "--remove-attachment=receipt.json"), state="usage", failure="FIL-010")
        self.write("more.json", self.embedded())
        two = self.put("two.pdf", "--add-attachment", self.path("more.json"), "--key=more", "--")
        self.report("verify", two, state="usage", failure="FIL-010")
        with open(self.pdf, "rb") as file:
            content = file.read()
        self.report("verify", self.write("cut.pdf", content[:-200]), state="usage", failure="FIL-010")
        self.report("verify", SOURCE + "/resources/examples/passport-copy.pdf", state="usage", failure="FIL-010")
        self.report("verify", self.replaced(lambda receipt: receipt.pop("body")), state="usage", failure="FIL-006")

    def test_html(self):
        report = self.receive("receipt.html")
        with open(report["receipt"], encoding="utf-8") as file:
            content = file.read()
        seen = {"tags": set(), "scopes": set()}

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                seen["tags"].add(tag)
                if tag == "th":
                    seen["scopes"].add(dict(attributes).get("scope"))
                for name, _ in attributes:
                    assert not name.startswith("on") and name not in ("src", "href"), name

        Reader().feed(content)
        self.assertEqual(seen["scopes"], {"row", "rowgroup"})
        self.assertFalse(seen["tags"] & {"script", "link", "iframe", "img", "object"})
        self.assertIn('<html lang="ja">', content)
        for sentence in (*PRACTICE, report["application_number"], "ERIKSSON", "未入力", "Not provided"):
            self.assertIn(sentence, content)
        self.report("verify", "receipt.html", state="usage", failure="FIL-006")

    def test_without_a_screen_and_without_variables(self):
        report = self.receive(variables={"QT_QPA_PLATFORM": "xcb", "DISPLAY": ""})
        self.report("verify", report["receipt"])

    def picture(self, **variables):
        """The third page below its head: questions and answers, no number and no time."""
        self.receive(variables=variables)
        return tool("pdftoppm", "-r", "100", "-gray", "-f", "3", "-l", "3", "-x", "0", "-y", "110", "-W", "827", "-H", "900",
                    self.pdf)

    def test_japanese_forms_in_a_chinese_locale(self):
        """The Japanese face has Chinese forms, too, and the shaper takes them in a Chinese locale if nobody stops it."""
        locales = self.path("locales")
        os.mkdir(locales)
        neutral = self.picture()
        for name in ("zh_TW", "zh_CN"):
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", os.path.join(locales, name + ".UTF-8")], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            with self.subTest(locale=name):
                chinese = self.picture(LOCPATH=locales, LC_ALL=name + ".UTF-8")
                self.assertTrue(neutral == chinese, "drawn otherwise")

    def test_place_that_cannot_be_written(self):
        self.receive("no-such-folder/receipt.pdf", state="usage", failure="FIL-007")
        self.assertEqual(self.applications_by_curl(self.service["profile"]), [])

    def test_without_a_japanese_font(self):
        """Found before anything is sent, and only where letters are drawn."""
        fonts = self.path("fonts")
        os.mkdir(fonts)
        self.write("fonts.conf", '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
                                 "<fontconfig><dir>%s</dir></fontconfig>" % fonts)
        variables = {"FONTCONFIG_FILE": self.path("fonts.conf"), "QT_QPA_FONTDIR": fonts}
        self.receive(variables=variables, state="usage", failure="FIL-009")
        self.assertEqual(self.applications_by_curl(self.service["profile"]), [])
        self.receive("receipt.json", variables=variables)


if __name__ == "__main__":
    import unittest
    unittest.main()
