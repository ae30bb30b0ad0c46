# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers drawn up by plan: each field at each of its boundaries, and each condition with each of its operands hit and
missed, in answers that are otherwise without fault."""

import copy
import itertools
import json
import math

from samples import ALPHABETS, COUNTRIES, DATES, EMPTY, EXTREMES, MAILS, OTHER_TYPES, PHONES, STRANGE, members

ABSENT = object()
WRONG = {"?": 5}  # of no type that a field has
MOST_COMBINATIONS = 36  # of the states of one condition's fields; above it they are varied one at a time
MOST_REPAIRS = 12


class Place:
    """Where a field stands: in a step, or in a group."""

    def __init__(self, field, group, step):
        self.id, self.field, self.group, self.step = field["id"], field, group, step
        self.key = field["id"] if group is None else field["id"].rsplit(".", 1)[-1]

    def conditions(self, names=("visible_when", "required_when")):
        """All that decide whether the field is asked for, from the outside in, each with the group it stands in."""
        outer = self.group.conditions(names) if self.group else [(self.step.get("visible_when"), None)]
        own = [(self.field.get(name), self.group) for name in names]
        return [(condition, group) for condition, group in [*outer, *own] if condition]


def places_of(definition):
    found = {}

    def add(fields, group, step):
        for field in fields:
            place = found[field["id"]] = Place(field, group, step)
            add(field.get("fields", []), place, step)

    for step in definition["steps"]:
        add(step["fields"], None, step)
    return found


def tests_of(condition):
    """The tests of single fields in a condition."""
    if "field" in condition:
        return [condition]
    parts = [condition["not"]] if "not" in condition else condition.get("all", condition.get("any"))
    return [test for part in parts for test in tests_of(part)]


class Prober:
    def __init__(self, definition, program, sampler):
        self.program, self.sampler, self.places = program, sampler, places_of(definition)

    def resolve(self, name, group):
        """The field that a condition inside of a group means: the nearest one (Condition of the contract)."""
        while group is not None:
            for place in self.places.values():
                if place.group is group and name in (place.id, place.key):
                    return place
            group = group.group
        return self.places[name]

    def operands(self, place):
        """Each field that the conditions of a field lean on, also through others, with the tests of it."""
        found, waiting, seen = {}, [place], {place.id}
        while waiting:
            conditions = waiting.pop(0).conditions()
            for test, group in ((test, group) for condition, group in conditions for test in tests_of(condition)):
                other = self.resolve(test["field"], group)
                tests = found.setdefault(other.id, [])
                tests += [test] if test not in tests else []
                if other.id not in seen:
                    seen.add(other.id)
                    waiting.append(other)
        found.pop(place.id, None)
        return {self.places[name]: tests for name, tests in found.items()}

    def kin(self, place):
        """The field, the groups around it, what stands in it, and the fields that have to equal it."""
        names = {other.id for other in self.places.values() if "must_equal" in other.field
                 and self.resolve(other.field["must_equal"], other.group) is place}
        names |= {name for name in self.places if name.startswith(place.id + ".")}
        while place is not None:
            names.add(place.id)
            place = place.group
        return names

    # Values

    def good(self, place):
        if place.field["type"] == "statement":
            return True
        return self.sampler.value(place.key, place.field)

    def counted(self, place, count):
        """An answer of a list type with so many parts."""
        choices = [choice["value"] for choice in place.field.get("choices", [])]
        if place.field["type"] == "choices":
            return (choices + [f"?{index}" for index in range(count)])[:count]
        return [self.sampler.object(members(place.field["fields"]), 1.0) for _ in range(count)]

    def states(self, place, tests):
        """The values of an operand that matter to the tests of it, hits as well as misses."""
        kind = place.field["type"]
        if kind == "document":
            return [0, 1, 2]
        # What must be answered would be missed wherever it is empty, and hide what else is wrong.
        values = [ABSENT, *([] if place.field.get("required", True) else EMPTY), self.good(place)]
        values += [True, False] if kind in ("yes_no", "statement") else []
        for test in tests:
            named = [test["equals"]] if "equals" in test else test.get("in", [])
            values += named + [value[::-1] for value in named if isinstance(value, list) and len(value) > 1]
            values += [value[:-1] for value in named if isinstance(value, list) and len(value) > 1]
            if "at_least" in test:
                least = test["at_least"]
                counts = sorted({0, 1, *(math.ceil(least) + step for step in (-1, 0, 1))})
                values += [*counts, least] if kind == "integer" else \
                    [self.counted(place, count) for count in counts if count >= 0]
        others = [choice["value"] for choice in place.field.get("choices", [])]
        values += [[one] for one in others[:3]] if kind == "choices" else others
        return distinct(values)

    def hit(self, place, test, wanted):
        """A value of an operand for which a test of it holds, or does not."""
        if wanted == (test.get("answered") is False) or (not wanted and ("in" in test or "equals" in test)):
            return 0 if place.field["type"] == "document" else ABSENT
        if "answered" in test:
            return 1 if place.field["type"] == "document" else self.good(place)
        if "at_least" in test:
            count = max(0, math.ceil(test["at_least"]) - (not wanted))
            return count if place.field["type"] in ("integer", "document") else self.counted(place, count)
        return test["equals"] if "equals" in test else (test["in"] or [ABSENT])[0]

    def satisfying(self, condition, group, wanted, states):
        """States of the operands for which a condition holds, or does not, as far as one try can tell."""
        if "field" in condition:
            other = self.resolve(condition["field"], group)
            for outer, around in other.conditions(["visible_when"]) if wanted else []:
                self.satisfying(outer, around, True, states)
            states[other] = self.hit(other, condition, wanted)
        elif "not" in condition:
            self.satisfying(condition["not"], group, not wanted, states)
        else:
            parts = condition.get("all", condition.get("any"))
            for part in parts if ("all" in condition) == wanted else parts[:1]:
                self.satisfying(part, group, wanted, states)
        return states

    def combinations(self, place):
        operands, asked = self.operands(place), {}
        for condition, group in place.conditions():
            self.satisfying(condition, group, True, asked)
        states = {other: self.states(other, tests) for other, tests in operands.items()}
        asked = {other: asked.get(other, values[0]) for other, values in states.items()}
        if math.prod(len(values) for values in states.values()) <= MOST_COMBINATIONS:
            return [asked] + [dict(zip(states, values)) for values in itertools.product(*states.values())]
        # Around a few starting points, each operand takes each of its states.
        found = []
        starts = [asked] + [{other: self.sampler.random.choice(values) for other, values in states.items()}
                            for _ in range(4)]
        for start in starts:
            found += [{**start, other: value} for other, values in states.items() for value in values]
        around = sum(len(values) for values in states.values())
        return [asked] + found[:around] + self.sampler.random.sample(found[around:], MOST_COMBINATIONS // 2)

    def boundaries(self, place):
        """Every value of a field that a rule could draw its line beside."""
        field, kind = place.field, place.field["type"]
        values = [ABSENT, *EMPTY, *OTHER_TYPES, WRONG, *(self.good(place) for _ in range(3))]
        if kind == "integer":
            limits = [field[name] + step for name in ("minimum", "maximum") if name in field for step in (-1, 0, 1)]
            values += [*limits, *(float(limit) for limit in limits), *EXTREMES]
        elif kind == "group":
            values += self.entries(place)
        elif kind in ("choice", "choices"):
            values += choices_at_the_edge([choice["value"] for choice in field["choices"]], kind)
        elif kind in ("text", "multiline", "email", "phone"):
            values += self.texts(field)
        values += {"date": DATES, "partial_date": DATES, "country": COUNTRIES, "email": MAILS, "phone": PHONES}.get(
            kind, [])
        return distinct(values)

    def texts(self, field):
        limits = [field[name] + step for name in ("min_length", "max_length") if name in field for step in (-1, 0, 1)]
        plain = {"charset": field.get("charset", "any")}
        texts = [self.sampler.text(plain, length) for length in (1, *limits) if length > 0]
        texts += [text[:-1] + "\U00020bb7" for text in texts]  # two units of UTF-16, one character
        whole = self.sampler.text(field) if field["type"] != "email" else "a@example.org"
        whole = whole if field["type"] != "phone" else "+81312345678"
        middle = max(1, len(whole) // 2)
        for sign in [*STRANGE, *map(chr, range(0, 128))]:
            texts.append(whole[:middle] + sign + whole[middle + 1:] if len(whole) > 2 else whole[:1] + sign + whole[1:])
        texts += [text for sign in (" ", "　", "\n", "\u2003") for text in (sign + whole, whole + sign)]
        texts += [text for sign in ALPHABETS.values() for text in (sign[0] + whole[1:], whole[:-1] + sign[1])]
        return texts + self.sampler.bent_texts(field)

    def entries(self, place):
        field, inner = place.field, members(place.field["fields"])
        counts = {0, 1, 2, *(field[name] + step for name in ("min_count", "max_count") if name in field
                             for step in (-1, 0, 1))}
        full = {count: self.counted(place, count) for count in sorted(counts) if count >= 0}
        nothing = [{}, {name: None for name in inner}, {name: [] for name in inner}]
        values = list(full.values())
        for count, some in full.items():
            values += [some + [one] for one in nothing] + [[*nothing, *some], some + [5], some + [WRONG]]
            for name, member in inner.items():  # entries with one answer each, which may be hidden
                if member["type"] != "document":
                    one = {name: self.sampler.value(name, member)}
                    values += [some[1:] + [one] if some else [one], [copy.deepcopy(one) for _ in range(count)]]
        return values

    # Whole answers

    def holders(self, answers, place):
        """The objects in which the field stands: the answers, or the first entry of its group (made if need be)."""
        if place.group is None:
            return answers
        around = self.holders(answers, place.group)
        if not isinstance(around.get(place.group.key), list) or not around[place.group.key] \
                or not isinstance(around[place.group.key][0], dict):
            around[place.group.key] = self.counted(place.group, place.group.field.get("min_count", 1))
        return around[place.group.key][0]

    def put(self, answers, files, place, value):
        if place.field["type"] == "document":
            files[place.id] = value
        elif value is ABSENT:
            self.holders(answers, place).pop(place.key, None)
        else:
            self.holders(answers, place)[place.key] = copy.deepcopy(value)

    def all_holders(self, answers, place):
        if place.group is None:
            return [answers]
        around = [holder.get(place.group.key) for holder in self.all_holders(answers, place.group)]
        lists = [entries for entries in around if isinstance(entries, list)]
        return [entry for entries in lists for entry in entries if isinstance(entry, dict)]

    def mended(self, answers, files, kept):
        """The answers without fault, as far as fields that are not kept can bring that about, and what is left."""
        problems = self.program.problems(answers, files, True)
        for _ in range(MOST_REPAIRS):
            wrong = {name: code for name, code in problems if name in self.places and name not in kept
                     and not any(other.startswith(name + ".") for other in kept)}
            if not wrong:
                break
            for name, code in wrong.items():
                self.mend(answers, files, self.places[name], code)
            problems = self.program.problems(answers, files, True)
        return problems

    def mend(self, answers, files, place, code):
        if place.field["type"] == "document":
            files[place.id] = max(1, place.field.get("min_count", 1))
            return
        for holder in self.all_holders(answers, place):
            same = place.field.get("must_equal")
            if code == "must-equal" and same is not None:
                other = self.resolve(same, place.group)
                holder[place.key] = copy.deepcopy(self.holders(answers, other).get(other.key))
            elif code != "required" or holder.get(place.key) in ([], {}, "", None, False):
                holder[place.key] = self.good(place)

    def probes(self, place, answers, files):
        """(answers, files, problems, value put into the field), for each thing to try with one field."""
        shown = {}
        for states in self.combinations(place):
            kept = {other.id for other in states} | {place.id}
            start, own = copy.deepcopy(answers), dict(files)
            for other, value in states.items():
                self.put(start, own, other, value)
            for value in (ABSENT, self.good(place), WRONG):
                self.put(start, own, place, value)
                problems = self.mended(start, own, kept)
                yield copy.deepcopy(start), dict(own), problems
                if value is WRONG and place.id in (name for name, _ in problems):
                    shown.setdefault(len(problems), (start, own))
                    start, own = copy.deepcopy(start), dict(own)
        for start, own in [shown[fewest] for fewest in sorted(shown)[:1]]:
            for value in self.boundaries(place):
                self.put(start, own, place, value)
                yield copy.deepcopy(start), own, self.program.problems(start, own, True)


def choices_at_the_edge(values, kind):
    odd = ["?", "", values[0] + " ", " " + values[0], values[0].swapcase(), values[-1][:-1]]
    if kind == "choice":
        return values + odd
    return [values, values[::-1], values + values[:1], values[:1] * 2, *([one] for one in values + odd),
            [values[0], 5], [values[0], "?"], [[values[0]]], [None]]


def distinct(values):
    found = {}
    for value in values:
        found.setdefault("absent" if value is ABSENT else json.dumps(value), value)
    return list(found.values())
