#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges JSON documents by the schemas of an OpenAPI 3.1 document.

usage: validate_openapi.py OPENAPI.yaml SCHEMA=FILE [SCHEMA=FILE]...

SCHEMA is a name below components/schemas, or a JSON Pointer into the OpenAPI document. Prints one line for each
error; the exit code is 1 if there is any.
"""
import json
import re
import sys

import jsonschema
import yaml

TIMESTAMP = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")  # the contract: RFC 3339 in UTC


def format_checker():
    checker = jsonschema.FormatChecker()

    @checker.checks("date-time")
    def is_timestamp(value):
        return not isinstance(value, str) or bool(TIMESTAMP.match(value))

    return checker


def refuse_doubled(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("doubled member")
    return dict(pairs)


def errors_of(contract, schema, file):
    pointer = schema if schema.startswith("/") else "/components/schemas/" + schema
    root = dict(contract, **{"$ref": "#" + pointer})
    validator = jsonschema.Draft202012Validator(root, format_checker=format_checker())
    with open(file, "rb") as stream:
        document = json.loads(stream.read().decode("utf-8", "strict"), object_pairs_hook=refuse_doubled)
    for error in validator.iter_errors(document):
        yield "%s: /%s: %s" % (schema, "/".join(map(str, error.absolute_path)), error.message)


def main(arguments):
    with open(arguments[0], "rb") as stream:
        contract = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found = [line for pair in arguments[1:] for line in errors_of(contract, *pair.rsplit("=", 1))]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
