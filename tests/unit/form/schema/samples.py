# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers to any form definition: ones that its rules like, and ones that hurt one rule each."""

import copy
import re._parser as sre  # how Python itself takes an expression apart: texts that match are drawn from its tree
import warnings

EMPTY = [None, "", [], {}]
OTHER_TYPES = [0, 1, 5, 2.5, 3.0, -1e300, True, False, "x", "true", [1], ["x"], [None], [{}], [[]], {"a": 1},
               [{"a": None}], ["x", "x"]]
STRANGE = ["\n", "\t", "\u0000", "\u0085", "\u2028", "\u202e", "\ue000", "\u0378", "\U0001f600", "\U00020bb7", "é",
           "e\u0301", "か\u3099", "ガ", "ｶ", "１", "Ａ", "a", "A", "1", "-", "'", ".", ",", "@", "~", "\u212a", "\u0958",
           "\u3000", "\u00a0", " ", "한", "\u1112\u1161\u11ab", "漢", "\uf900", "ä", "¡", "\u2e3a", "\U0003fffe",
           "\U000e0001", "\ufeff", "\ufffd", "\u00ad", "\u3099", "𝅗𝅥", "\U0001d15e"]
EXTREMES = [2**53 - 1, 2**53, 2**53 + 1, 2**53 + 2, -(2**53), -(2**53) - 1, -(2**53) - 2, 9007199254740991.0, 1e16, 0.5,
            -0.0, 10**20, 2**63, 2**64]
DATES = ["2026-11-22", "2026-11-23", "2027-05-22", "2027-05-23", "1990-02-28", "1990-03-01", "2000-02-29", "1900-02-29",
         "2023-02-29", "2024-02-29", "2024-02-30", "2024-04-31", "2024-04-30", "2024-12-31", "2024-13-01", "2024-00-10",
         "2024-01-00", "0000-01-01", "0001-01-01", "0004-02-29", "9999-12-31", "0400-02-29", "0100-02-29", "0000-02-29",
         "2024", "2024-02", "0000", "2024-13", "1990-03", "1990", "2028", "20240101", "2024-1-1", " 2024-01-01",
         "2024-01-01\n", "２０２４-01-01", "2024-01-32", "2024-06-31", "2024-07-31", "10000-01-01", "-2024-01-01"]
MAILS = ["a@b", "a@b.c", "a.b+c@d-e.fg", "@b", "a@", "a@b.", "a@.b", "a@-b", "a@b-", "a@b@c", "a b@c", "a@b_c", "é@b.c",
         "a@" + "b" * 63, "a@" + "b" * 64, "a@b..c", ".@b", "a@b\n", "a" * 27 + "@bc", "a" * 28 + "@bc"]
PHONES = ["+12345678", "+1234567", "+123456789012345", "+1234567890123456", "12345678", "+1234567a", "+12 345678",
          "++12345678", "+１２３４５６７８", "+12345678\n"]
COUNTRIES = ["D", "JPN", "UTO", "DEU", "jpn", "XXX", "GBD", "ZZZ", "JP"]
ALPHABETS = {"any": "aZ0 漢カé", "ascii": "aZ0~!", "latin_upper": "ABZ", "digits": "0189", "alphanumeric": "aZ09",
             "fullwidth": "カ漢Ａー　"}


def members(fields):
    return {field["id"].rsplit(".", 1)[-1]: field for field in fields}


def top_fields(definition):
    return {field["id"]: field for step in definition["steps"] for field in step["fields"]}


def parsed(pattern):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # legal in a form, and odd for Python
        return sre.parse(pattern.strip("^$"))


class Sampler:
    def __init__(self, definition, random):
        self.bend, self.seen = None, 0  # which part of an expression is to be filled in how
        self.fields = top_fields(definition)
        self.random = random
        self.operands = {}
        self.collect(definition)

    def collect(self, node):
        """The values that conditions name, by the last part of the field's id: answers should meet them."""
        for part in node.values() if isinstance(node, dict) else node:
            if isinstance(part, (dict, list)):
                self.collect(part)
        if isinstance(node, dict) and "field" in node:
            values = self.operands.setdefault(node["field"].rsplit(".", 1)[-1], [])
            values += [node["equals"]] if "equals" in node else node.get("in", [])
            values += [int(node["at_least"]) + step for step in (-1, 0, 1)] if "at_least" in node else []

    # What the rules like

    def answers(self, presence):
        return self.object(self.fields, presence)

    def object(self, fields, presence):
        answers = {}
        for key, field in fields.items():
            wanted = presence if field.get("required", True) else min(presence, 0.6)
            if field["type"] != "document" and self.random.random() < wanted:
                answers[key] = self.value(key, field, presence)
        for key, field in fields.items():
            other = field.get("must_equal", "").rsplit(".", 1)[-1]
            if key in answers and (field.get("must_equal") in answers or other in answers):
                answers[key] = copy.deepcopy(answers.get(field["must_equal"], answers.get(other)))
        return answers

    def value(self, key, field, presence=1.0):
        random, kind = self.random, field["type"]
        choices = [choice["value"] for choice in field.get("choices", [])]
        named = [value for value in self.operands.get(key.rsplit(".", 1)[-1], [])
                 if isinstance(value, {"integer": int, "yes_no": bool, "choices": list}.get(kind, str))
                 and (not choices or set(value if kind == "choices" else [value]) <= set(choices))]
        if named and kind in ("text", "integer", "yes_no", "choice", "choices") and random.random() < 0.5:
            return copy.deepcopy(random.choice(named))
        if kind in ("yes_no", "statement"):
            return random.random() < (0.98 if kind == "statement" else 0.5)
        if kind == "integer":
            least = field.get("minimum", min(-3, field.get("maximum", 0)))
            return random.randint(least, field.get("maximum", max(12, least)))
        if kind == "group":
            count = random.randint(field.get("min_count", 1), field.get("max_count", 3))
            return [self.object(members(field["fields"]), presence) for _ in range(count)]
        if kind in ("choice", "choices"):
            some = random.sample(choices, random.randint(1, len(choices)))
            return some if kind == "choices" else some[0]
        if kind in ("date", "partial_date"):
            late = field.get("not_before", "").startswith("today")
            partial = [] if kind == "date" else ["2031", "2031-05"] if late else ["1999", "1999-05"]
            return random.choice(partial + (["2031-03-31", "2032-02-29"] if late else ["2001-03-31", "2004-02-29"]))
        simple = {"country": ["D", "JPN", "USA"],
                  "email": ["a@example.org", "b.c@example.co.jp"], "phone": ["+81312345678"]}
        return random.choice(simple[kind]) if kind in simple else self.text(field)

    def text(self, field, length=None):
        if length is None and "pattern" in field:
            return self.matching(parsed(field["pattern"])).strip() or "a"
        if length is None:
            least = field.get("min_length", 1)
            length = self.random.randint(max(least, 1), field.get("max_length", least + 4))
        alphabet = ALPHABETS[field.get("charset", "any")]
        edges = alphabet.replace(" ", "").replace("　", "")
        return "".join(self.random.choice(edges if at in (0, length - 1) else alphabet) for at in range(length))

    def matching(self, tree):
        random, text = self.random, ""
        for operator, argument in tree:
            name = str(operator)
            if name == "LITERAL":
                text += chr(argument)
            elif name == "ANY":
                text += random.choice("a漢\U00020bb7")
            elif name == "NOT_LITERAL":
                text += random.choice([sign for sign in "azX\n" if ord(sign) != argument])
            elif name == "IN":
                text += self.of_class(argument)
            elif name == "MAX_REPEAT":
                text += "".join(self.matching(argument[2]) for _ in range(self.repetitions(*argument[:2])))
            elif name == "SUBPATTERN":
                text += self.matching(argument[3])
            elif name == "BRANCH":
                text += self.matching(random.choice(argument[1]))
        return text

    def bent_texts(self, field):
        """Texts for a pattern: each of its repetitions at both ends and beyond them, each class at its edges."""
        if "pattern" not in field:
            return []
        texts = []
        for how in ("least", "most", "fewer", "more", "low", "high", "below", "above"):
            for index in range(40):
                self.bend, self.seen = (index, how), 0
                texts.append(self.matching(parsed(field["pattern"])))
                if index >= self.seen:
                    break
        self.bend = None
        return texts

    def repetitions(self, least, most):
        how = self.bent()
        bent = {"least": least, "most": most, "fewer": max(0, least - 1), "more": most + 1}
        return bent[how] if how in bent else self.random.randint(least, most)

    def bent(self):
        self.seen += 1
        return self.bend[1] if self.bend and self.seen - 1 == self.bend[0] else None

    def of_class(self, items):
        how = self.bent()
        ranges = [argument for operator, argument in items if str(operator) == "RANGE"]
        if how in ("low", "high", "below", "above") and ranges:
            low, high = self.random.choice(ranges)
            return chr({"low": low, "high": high, "below": low - 1, "above": high + 1}[how])
        if str(items[0][0]) == "NEGATE":
            return self.random.choice("qqq漢漢9\n")
        operator, argument = self.random.choice(items)
        if str(operator) == "RANGE":
            return chr(self.random.choice([argument[0], argument[1], self.random.randint(*argument)]))
        if str(operator) == "CATEGORY":
            return self.random.choice({"CATEGORY_DIGIT": "09", "CATEGORY_WORD": "aZ_9"}.get(str(argument), " \t\v"))
        return chr(argument)

    # What hurts one rule

    def mutated(self, answers):
        changed = copy.deepcopy(answers)
        place, fields = changed, self.fields
        while True:
            if self.random.random() < 0.02:
                name = self.random.choice(["unknown", "trips.to", "paper", "", "a/b"])
                place[name] = self.random.choice(EMPTY + ["x"])
                return changed
            key = self.random.choice(sorted(key for key, field in fields.items() if field["type"] != "document"))
            field = fields[key]
            entries = [entry for entry in place.get(key) or [] if isinstance(entry, dict)] \
                if field["type"] == "group" and isinstance(place.get(key), list) else []
            if not entries or self.random.random() < 0.35:
                self.hurt(place, key, field)
                return changed
            place, fields = self.random.choice(entries), members(field["fields"])

    def hurt(self, place, key, field):
        chance = self.random.random()
        if chance < (0.05 if field["type"] == "group" else 0.12):
            place.pop(key, None)
        elif chance < 0.2:
            place[key] = copy.deepcopy(self.random.choice(EMPTY))
        elif chance < 0.32:
            place[key] = copy.deepcopy(self.random.choice(OTHER_TYPES))
        elif chance < 0.42:
            place[key] = self.value(key, field)
        else:
            place[key] = self.boundary(key, field, place.get(key))

    def boundary(self, key, field, now):
        random, kind = self.random, field["type"]
        if kind == "integer":
            limits = [field[name] + step for name in ("minimum", "maximum") if name in field for step in (-1, 0, 1)]
            return random.choice(limits + [float(limit) for limit in limits] + EXTREMES)
        if kind == "group":
            return self.entries(key, field, now)
        if kind == "choices":
            values = [choice["value"] for choice in field["choices"]]
            return random.choice([values, values + values[:1], ["a "], [values[0], 5], values[::-1], [values[0], "?"]])
        if kind == "choice":
            return random.choice(["?", "A", field["choices"][0]["value"] + " ", "B  b"])
        lists = {"date": DATES, "partial_date": DATES, "country": COUNTRIES, "email": MAILS, "phone": PHONES}
        if kind in lists:
            return random.choice(lists[kind])
        if kind in ("yes_no", "statement"):
            return random.choice([True, False, 0, 1, "false"])
        return self.strange_text(field, now if isinstance(now, str) else "")

    def strange_text(self, field, now):
        random = self.random
        lengths = [field[name] + step for name in ("min_length", "max_length") if name in field for step in (-1, 0, 1)]
        chance = random.random()
        if lengths and chance < 0.4:
            text = self.text({"charset": field.get("charset", "any")}, random.choice(lengths))
            if text and random.random() < 0.3:
                text = text[:-1] + random.choice(STRANGE)
            return text
        text = now or self.text(field)
        if chance < 0.6:
            return text[:-1] if chance < 0.5 else text + text[-1:]
        place = random.randint(0, len(text))
        return text[:place] + random.choice(STRANGE) + text[place + random.randint(0, 1):]

    def entries(self, key, field, now):
        random = self.random
        count = random.randint(0, field.get("max_count", 3) + 1)
        good = [self.object(members(field["fields"]), 0.95) for _ in range(count)]
        nothing = [random.choice([{}, {name: random.choice(EMPTY) for name in members(field["fields"])}])
                   for _ in range(random.randint(0, 2))]
        mixed = good + nothing + ([random.choice([None, 5, "x", [], {"?": None}])] if random.random() < 0.15 else [])
        random.shuffle(mixed)
        return mixed
