# SPDX-License-Identifier: GPL-3.0-or-later
"""The two judges of one set of answers: the program (form::check), and python3-jsonschema with the program's schema."""

import collections
import json
import os
import subprocess
import unicodedata

from jsonschema import Draft202012Validator, validators

CODES_OF = {"must_equal": {"must-equal"}, "not_before": {"too-early"}, "not_after": {"too-late"},
            "required_when": {"required"}}


class Program:
    """form::check, asked line by line."""

    def __init__(self, form):
        self.process = subprocess.Popen([os.environ["TTP_FORM_VERDICTS"], str(form)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, encoding="utf-8")
        self.schema = json.loads(self.process.stdout.readline())

    def problems(self, answers, files, practice):
        request = {"answers": answers, "files": files, "practice": practice}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return [tuple(problem) for problem in json.loads(self.process.stdout.readline())]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


class Memory:
    """What python3-jsonschema found out about one value stays true, and most of an answer set is the same as before.
    A rule of an object is asked again only if one of the members that it names has changed."""

    def __init__(self, schema):
        self.schema = schema
        self.errors = {}
        self.written = {}  # the parts of the answers that are being judged, as text
        self.named = {}
        self.keywords = {"$ref": self.reference, "properties": self.members, "allOf": self.all_of}

    def members_named(self, rule):
        """The members of an object that a rule looks at; None if that cannot be told."""
        if id(rule) not in self.named:
            parts = [*rule.get("allOf", []), *rule.get("anyOf", [])]
            parts += [rule[key] for key in ("not", "if", "then") if key in rule]
            parts += [self.schema["$defs"][rule["$ref"].rpartition("/")[2]]] if "$ref" in rule else []
            others = rule.keys() - {"allOf", "anyOf", "not", "if", "then", "$ref", "properties", "required", "title",
                                    "description", "$comment"}
            inner = [self.members_named(part) for part in parts]
            own = {*rule.get("properties", ()), *rule.get("required", ())}
            self.named[id(rule)] = None if others or None in inner else own.union(*inner)
        return self.named[id(rule)]

    def name(self, instance, rule=None):
        if not isinstance(instance, (dict, list)):
            return type(instance), instance
        named = self.members_named(rule) if rule and isinstance(instance, dict) else None
        if named is not None:
            return tuple((key, self.name(instance[key])) for key in sorted(named) if key in instance)
        if id(instance) not in self.written:
            self.written[id(instance)] = json.dumps(instance)
        return dict, self.written[id(instance)]

    def recalled(self, rule, validator, instance):
        key = id(rule), self.name(instance, rule)
        if key not in self.errors:
            self.errors[key] = next(validator.descend(instance, rule), None)
        return [self.errors[key]] if self.errors[key] else []

    def reference(self, validator, reference, instance, _):
        return self.recalled(self.schema["$defs"][reference.removeprefix("#/$defs/")], validator, instance)

    def members(self, validator, members, instance, _):
        if isinstance(instance, dict):
            for key in members.keys() & instance.keys():
                yield from self.recalled(members[key], validator, instance[key])

    def all_of(self, validator, rules, instance, _):
        for rule in rules:
            yield from self.recalled(rule, validator, instance)


class Judge:
    def __init__(self, schema):
        self.memory = Memory(schema)
        self.validator = validators.extend(Draft202012Validator, self.memory.keywords)(schema)
        self.fresh, self.asked = Draft202012Validator(schema), 0
        self.rules = collections.defaultdict(set)
        for entry in schema["x-ttp-beyond-schema"]:
            self.rules[entry["field"]].add(entry["rule"])

    def accepts(self, answers):
        self.memory.written.clear()
        accepts, self.asked = self.validator.is_valid(answers), self.asked + 1
        if self.asked % 200 == 0:  # does the memory deceive?
            assert accepts == self.fresh.is_valid(answers), answers
        return accepts

    def reasons(self, answers):
        return "\n".join(
            f"  {list(error.absolute_path)}: {error.message[:300]} ({list(error.absolute_schema_path)[-6:]})"
            for error in self.fresh.iter_errors(answers))

    def is_excused(self, problem, answers, practice):
        field, code = problem
        rules = self.rules[field]
        if rules & {"attachments", "visible_when"}:
            return True
        if "nfc" in rules and code in ("length", "pattern"):
            return any(may_change(text) for text in texts(answers))
        if "country" in rules and code == "choice":
            return not practice and "UTO" in texts(answers)
        return any(code in CODES_OF.get(rule, ()) for rule in rules)

    def disagreement(self, answers, files, practice, problems):
        """What is wrong, in words; None if the two judges agree."""
        unexcused = [problem for problem in problems if not self.is_excused(problem, answers, practice)]
        if problems and not unexcused:
            return None
        accepts = self.accepts(answers)
        if accepts != bool(unexcused):
            return None
        told = json.dumps({"answers": answers, "files": files, "problems": problems}, ensure_ascii=False)
        return f"the schema does not see {unexcused}: {told}" if accepts else \
            f"the schema refuses what the program accepts: {told}\n{self.reasons(answers)}"


def texts(value):
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from texts(part)


def may_change(text):
    """True unless the text surely is in NFC: a judge of its own for what the schema calls normalized."""
    jamo = any(0x1161 <= ord(sign) <= 0x11C2 for sign in text)
    return jamo or any(unicodedata.combining(sign) for sign in text) or unicodedata.normalize("NFC", text) != text
