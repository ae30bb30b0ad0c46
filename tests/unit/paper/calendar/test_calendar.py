# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendar files and days off, judged by other people's programs: python3-icalendar, python3-vobject, python3-holidays."""

import datetime
import json
import os
import subprocess
import unittest

import holidays
import icalendar
import vobject

PROGRAM = os.environ["TTP_CALENDAR_OF"]
FACTS = {"today": "2026-09-01", "received": "2026-09-01", "notice": "2026-10-31", "photo_taken": "2026-08-31",
         "passport_expiry": "2029-06-30", "visit": "2026-12-04", "counter": "kansai_t1_departure", "category": "D",
         "language": "en", "practice": False, "seed": "desk.example\n7K2M-90QX-31RT", "made": "2026-09-01T00:01:02Z"}


def calendar(**change):
    """The bytes of the file."""
    facts = json.dumps({**FACTS, **change}).encode() + b"\n"
    out = subprocess.run([PROGRAM], input=facts, check=True, stdout=subprocess.PIPE).stdout
    length, _, content = out.partition(b"\n")
    assert int(length) == len(content)
    return content


def events(content):
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


class CalendarTest(unittest.TestCase):
    def test_both_judges_understand_it(self):
        for language in ("ja", "en"):
            for change in ({}, {"notice": None}, {"counter": ""}, {"visit": None}, {"practice": True}):
                with self.subTest(language=language, change=change):
                    content = calendar(language=language, **change)
                    own = events(content)
                    self.assertGreaterEqual(len(own), 2)
                    component = vobject.readOne(content.decode())
                    component.validate(raiseException=True)
                    other = {event.summary.value: event for event in component.vevent_list}
                    self.assertEqual(own.keys(), other.keys())
                    for name, event in own.items():
                        self.assertEqual(event["DTSTART"].dt, other[name].dtstart.value)
                        self.assertEqual(event["DTEND"].dt, other[name].dtend.value)
                        self.assertEqual(str(event["DESCRIPTION"]), other[name].description.value)
                        self.assertEqual(event.errors, [])

    def test_days(self):
        found = events(calendar())
        self.assertEqual({name: (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat())
                          for name, event in found.items()},
                         {"Your visit: secondary inspection": ("2026-12-04", "2026-12-05"),
                          "Last day of the face photo": ("2027-02-28", "2027-03-01"),
                          "Last day for the secondary inspection": ("2027-04-30", "2027-05-01")})
        for event in found.values():
            self.assertIs(type(event["DTSTART"].dt), datetime.date, "a day, not a moment: the same everywhere")
            self.assertEqual(event["DTSTAMP"].dt, datetime.datetime(2026, 9, 1, 0, 1, 2, tzinfo=datetime.timezone.utc))
            self.assertEqual(str(event["TRANSP"]), "TRANSPARENT")
            self.assertEqual(str(event["CLASS"]), "PRIVATE")

    def test_a_span_ends_with_its_last_day(self):
        event = events(calendar(notice=None))["The result of the preliminary inspection may come"]
        self.assertEqual(event["DTSTART"].dt, datetime.date(2026, 9, 6))
        self.assertEqual(event["DTEND"].dt, datetime.date(2026, 11, 16))

    def test_reminders(self):
        """At nine in the morning, so many days before; none that has gone by."""
        def moments(content, name):
            event = events(content)[name]
            start = datetime.datetime.combine(event["DTSTART"].dt, datetime.time())
            return [(start + alarm["TRIGGER"].dt).isoformat(" ", "minutes") for alarm in event.walk("VALARM")]

        self.assertEqual(moments(calendar(), "Last day for the secondary inspection"), ["2027-03-31 09:00", "2027-04-23 09:00"])
        self.assertEqual(moments(calendar(), "Your visit: secondary inspection"), ["2026-11-27 09:00", "2026-12-03 09:00"])
        self.assertEqual(moments(calendar(today="2026-12-01"), "Your visit: secondary inspection"), ["2026-12-03 09:00"])
        self.assertEqual(moments(calendar(today="2026-12-04"), "Your visit: secondary inspection"), [])

    def test_the_visit_says_what_is_needed(self):
        event = events(calendar())["Your visit: secondary inspection"]
        self.assertEqual(str(event["LOCATION"]), "Kansai Airport, Terminal 1, 3rd floor, departure examination area")
        for words in ("Buy the revenue stamp beforehand", "4,000 yen", "- The passport", "- The credit card", "the day in Japan"):
            self.assertIn(words, str(event["DESCRIPTION"]))
        event = events(calendar(language="ja"))["来日予定日（二次審査）"]
        self.assertEqual(str(event["LOCATION"]), "関西空港 第1旅客ターミナルビル3階 出国審査場")
        self.assertIn("\n- 手数料4,000円分の収入印紙", str(event["DESCRIPTION"]))

    def test_the_same_seed_gives_the_same_entries(self):
        def uids(**change):
            return {str(event["UID"]) for event in events(calendar(**change)).values()}

        first = uids()
        self.assertEqual(len(first), 3)
        self.assertEqual(first, uids(language="ja", visit="2026-12-07", counter="tokyo", made="2026-09-02T00:00:00Z"))
        self.assertFalse(first & uids(seed="desk.example\n7K2M-90QX-31RU"))
        for uid in first:
            self.assertRegex(uid, r"^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")

    def test_nothing_of_the_person(self):
        for language in ("ja", "en"):
            content = calendar(language=language).replace(b"\r\n ", b"").decode()
            for secret in ("7K2M-90QX-31RT", "desk.example", "2029", "20290630"):
                self.assertNotIn(secret, content)

    def test_practice_is_unmistakable(self):
        for language, prefix in (("ja", "【練習】"), ("en", "[Practice] ")):
            for name, event in events(calendar(language=language, practice=True)).items():
                self.assertTrue(name.startswith(prefix), name)
                self.assertIn("Practice. No application was made.", str(event["DESCRIPTION"]))
            for name, event in events(calendar(language=language)).items():
                self.assertFalse(name.startswith(prefix), name)
                self.assertNotIn("No application was made", str(event["DESCRIPTION"]))

    def test_lines(self):
        """RFC 5545 section 3.1: CR LF, at most 75 octets, and no character is torn although folding may do that."""
        longest = 0
        for language in ("ja", "en"):
            content = calendar(language=language, practice=True)
            self.assertTrue(content.endswith(b"END:VCALENDAR\r\n"))
            lines = content.split(b"\r\n")[:-1]
            self.assertNotIn(b"\n", b"".join(lines))
            self.assertNotIn(b"\r", b"".join(lines))
            for line in lines:
                line.decode()
                longest = max(longest, len(line))
        self.assertEqual(longest, 75)


def ours(year):
    return subprocess.run([PROGRAM, str(year)], stdin=subprocess.DEVNULL, check=True,
                          stdout=subprocess.PIPE).stdout.decode().split()


def theirs(year):
    return [day.isoformat() for day in sorted(holidays.Japan(years=[year]))]


class HolidayTest(unittest.TestCase):
    def test_the_years_of_today(self):
        for year in range(2026, 2031):
            self.assertEqual(ours(year), theirs(year))

    def test_until_the_end(self):
        """Old versions of the judge know no days in place of a Sunday after 2050, and none for 23 February: such a day, and no
        other one, may be ours alone."""
        compared = 0
        for year in range(2022, 2100):
            own, other = set(ours(year)), set(theirs(year))
            self.assertEqual(other - own, set(), "a day off that we do not know")
            compared += len(other)
            for day in map(datetime.date.fromisoformat, own - other):
                before = day - datetime.timedelta(days=1)
                while before.isoformat() in other and before.weekday() != 6:
                    before -= datetime.timedelta(days=1)
                self.assertTrue(before.isoformat() in other and before.weekday() == 6, day)
        self.assertGreater(compared, 78 * 16)


if __name__ == "__main__":
    unittest.main()
