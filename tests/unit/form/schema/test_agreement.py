# SPDX-License-Identifier: GPL-3.0-or-later
"""The program (form::check) and python3-jsonschema judge the same answers. They have to agree, except where a rule
stands in x-ttp-beyond-schema; and whatever the program accepts the schema accepts."""

import collections
import json
import os
import random
import re
import sys
import unittest
from pathlib import Path

from jsonschema import Draft202012Validator

from judges import Judge, Program
from probes import Prober
from samples import Sampler, top_fields

SOURCE = Path(os.environ["TTP_SOURCE_DIR"])
OWN = Path(__file__).parent / "forms"
SETS = int(os.environ.get("TTP_SCHEMA_SETS", "500"))  # of each form
SEED = int(os.environ.get("TTP_SCHEMA_SEED", "20261122"))

NEVER_SHOWN = {"s.never", "s.empty"}  # of conditions.json: their conditions cannot hold


class Agreement(unittest.TestCase):
    def forms(self):
        for path in (path for folder in (OWN, SOURCE / "tests/data/forms", SOURCE / "resources/forms")
                     for path in sorted(folder.glob("*.json"))):
            if "steps" in json.loads(path.read_text(encoding="utf-8")):
                yield path

    def test_the_schema_is_one(self):
        for path in self.forms():
            with self.subTest(path.name):
                program = Program(path)
                self.assertEqual(program.close(), 0)
                Draft202012Validator.check_schema(program.schema)
                self.assertEqual(program.schema["$schema"], Draft202012Validator.META_SCHEMA["$id"])
                for pattern in set(patterns(program.schema)):
                    re.compile(pattern)

    def test_both_agree(self):
        total = collections.Counter()
        for path in self.forms():
            with self.subTest(path.name):
                count = self.compare(path)
                print(f"{path.name}: {dict(count)}", file=sys.stderr)
                self.assertGreater(count["accepted"], SETS // 20)
                self.assertGreater(count["refused"], SETS // 20)
                total += count
        # A comparison in which a rule never spoke would prove nothing about it.
        for code in ("type", "required", "length", "charset", "pattern", "choice", "range", "count", "unknown-field"):
            self.assertGreater(total[code], SETS // 120, code)
        for code in ("date", "must-equal", "too-early", "too-late"):
            self.assertGreater(total[code], 0, code)

    def test_every_boundary_and_condition(self):
        total = collections.Counter()
        for path in self.forms():
            with self.subTest(path.name):
                count = self.probe(path)
                print(f"{path.name}: {dict(count)} by plan", file=sys.stderr)
                # Where other fields are at fault too, the schema may refuse for the wrong reason.
                self.assertGreater(count["alone"], count["sets"] * 0.8)
                total += count
        self.assertGreater(total["sets"], 10000)

    def probe(self, path):
        definition = json.loads(path.read_text(encoding="utf-8"))
        program = Program(path)
        self.addCleanup(program.close)
        judge = Judge(program.schema)
        prober = Prober(definition, program, Sampler(definition, random.Random(SEED)))
        answers, files = {}, {}
        self.assertEqual(prober.mended(answers, files, set()), [])
        count = collections.Counter()
        for place in prober.places.values():
            if place.field["type"] == "document":
                continue
            verdicts = set()
            for probe, own, problems in prober.probes(place, answers, files):
                self.assertIsNone(judge.disagreement(probe, own, True, problems), place.id)
                alone = {name for name, _ in problems} <= prober.kin(place)
                verdicts |= {bool(problems)} if alone else set()
                count.update(sets=1, alone=int(alone))
            # Each field was asked for, and answered well and badly in answers that were faultless otherwise.
            self.assertEqual(verdicts, {False} if place.id in NEVER_SHOWN else {True, False}, place.id)
        return count

    def test_what_files_decide_is_not_refused(self):
        accepted = 0
        for path in self.forms():
            definition = json.loads(path.read_text(encoding="utf-8"))
            program = Program(path)
            self.addCleanup(program.close)
            judge = Judge(program.schema)
            sampler = Sampler(definition, random.Random(SEED))
            fields = top_fields(definition)
            papers = [name for name, field in fields.items() if field["type"] == "document"]
            files = [dict.fromkeys(papers, count) for count in (0, 1)]
            guessed = [name for name in fields if judge.rules[name] & {"visible_when", "required_when"}]
            draws = (sampler.answers(1.0) for _ in range(300 if guessed else 0))
            good = [base for base in draws if any(not program.problems(base, own, True) for own in files)]
            for base in good[:25]:
                for name in guessed:
                    for value in (None, 5, "much too long for it", sampler.value(name, fields[name])):
                        answers = {**base, name: value}
                        if any(not program.problems(answers, own, True) for own in files):
                            accepted += 1
                            self.assertTrue(judge.accepts(answers), f"the schema refuses {answers}")
        self.assertGreater(accepted, 100)

    def compare(self, path):
        definition = json.loads(path.read_text(encoding="utf-8"))
        program = Program(path)
        self.addCleanup(program.close)
        judge = Judge(program.schema)
        dice = random.Random(SEED)
        sampler = Sampler(definition, dice)
        papers = [name for name, field in top_fields(definition).items() if field["type"] == "document"]
        count = collections.Counter()
        good, files = None, {}
        one_each = dict.fromkeys(papers, 1)
        for index in range(SETS):
            if good is None or index % 10 == 0:
                answers = sampler.answers(dice.choice([0.8, 1.0, 1.0, 1.0]))
                files = one_each if dice.random() < 0.7 else {name: dice.choice([0, 1, 2]) for name in papers}
            else:
                answers, files = sampler.mutated(good[0]), good[1]
            practice = dice.random() < 0.3
            problems = program.problems(answers, files, practice)
            if not problems:
                good = answers, files  # a mutation that does no harm is kept, so that answers wander
            unexcused = [problem for problem in problems if not judge.is_excused(problem, answers, practice)]
            self.assertIsNone(judge.disagreement(answers, files, practice, problems))
            count["accepted" if not problems else "refused" if unexcused else "beyond"] += 1
            count.update({code for _, code in problems if len(problems) == 1})
        return count


def patterns(node):
    if isinstance(node, dict) and isinstance(node.get("pattern"), str):
        yield node["pattern"]
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from patterns(part)


if __name__ == "__main__":
    unittest.main()
