# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what was seen on the wire by the contract alone: resources/api/openapi.yaml and python3-jsonschema.

Path, method, headers, bodies, status, media types and the table of problems; nothing of the program's code is used.
"""
import json
import os
import re
import sys

import jsonschema
import yaml

from support.program import SOURCE, refuse_doubled

sys.path.insert(0, os.path.join(SOURCE, "tests/tools"))
from validate_openapi import format_checker  # noqa: E402

UUID4 = re.compile("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
PROBLEM_ROW = re.compile(r"^([a-z-]+) +(\d{3}) +\S", re.MULTILINE)
WITHOUT_BODY = (204, 304)
MAY_BE_ABSENT = {"Upload-Offset"}  # "absent means 0"
NEEDS_RETRY_AFTER = {"too-many-requests", "maintenance", "request-in-progress"}


def only(headers, name):
    """The value of a header that stands once, None if it does not stand there."""
    values = [value for key, value in headers if key.lower() == name.lower()]
    if len(values) > 1:
        raise ValueError("%s stands %d times" % (name, len(values)))
    return values[0] if values else None


def media_type(headers):
    return (only(headers, "Content-Type") or "").split(";")[0].strip().lower()


class Contract:
    def __init__(self):
        with open(os.path.join(SOURCE, "resources/api/openapi.yaml"), "rb") as file:
            self.root = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.checker = format_checker()
        self.paths = sorted(((re.compile("^" + re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(path)) + "$"), path)
                             for path in self.root["paths"]), key=lambda pair: pair[1].count("{"))
        table = self.root["components"]["responses"]["Problem"]["description"]
        self.problems = {name: int(status) for name, status in PROBLEM_ROW.findall(table)}

    def resolve(self, node):
        while "$ref" in node:
            target = self.root
            for part in node["$ref"].lstrip("#/").split("/"):
                target = target[part]
            node = target
        return node

    def operations(self):
        """operationId of every operation."""
        verbs = ("get", "put", "post", "patch", "delete", "head")
        return {item[verb]["operationId"] for item in self.root["paths"].values() for verb in verbs if verb in item}

    def find(self, verb, path):
        """(path item, operation, values of the path parameters); operation None if the contract has none."""
        for pattern, template in self.paths:
            match = pattern.match(path)
            if match:
                item = self.root["paths"][template]
                values = dict(zip(re.findall(r"{(\w+)}", template), match.groups()))
                return item, item.get(verb.lower()), values
        return None, None, {}

    def by_schema(self, value, schema, place):
        """Errors of a value against a schema of the contract, whose references lead into the whole document."""
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "components": self.root["components"], **schema}
        validator = jsonschema.Draft202012Validator(whole, format_checker=self.checker)
        return ["%s/%s: %s" % (place, "/".join(map(str, error.absolute_path)), error.message[:300])
                for error in validator.iter_errors(value)]

    def by_text(self, text, schema, place):
        """As by_schema, for the text of a header or of a part of a path."""
        if schema.get("type") == "integer":
            if not re.match(r"^\d+$", text):
                return ["%s: %r is no number" % (place, text)]
            return self.by_schema(int(text), schema, place)
        return self.by_schema(text, schema, place)

    def json_errors(self, body, schema, place):
        try:
            document = json.loads(body.decode("utf-8", "strict"), object_pairs_hook=refuse_doubled)
        except ValueError as error:
            return ["%s: %s" % (place, error)]
        return self.by_schema(document, schema, place)

    # Requests

    def request_errors(self, exchange, path):
        item, operation, values = self.find(exchange.verb, path)
        if operation is None:
            return ["no such operation in the contract"]
        errors = []
        if not UUID4.match(only(exchange.headers, "X-Request-Id") or ""):
            errors.append("X-Request-Id is no UUID v4")
        if not only(exchange.headers, "Accept-Language"):
            errors.append("no Accept-Language")
        authorization = only(exchange.headers, "Authorization")
        if operation.get("security", self.root["security"]):
            if not re.match("^Bearer [A-Za-z0-9._~+/-]+=*$", authorization or ""):
                errors.append("no bearer token")
        elif authorization:
            errors.append("a token for an operation that needs none")
        for parameter in map(self.resolve, item.get("parameters", []) + operation.get("parameters", [])):
            errors += self.parameter_errors(parameter, exchange, values)
        return errors + self.request_body_errors(operation, exchange)

    def parameter_errors(self, parameter, exchange, values):
        name = parameter["name"]
        text = values[name] if parameter["in"] == "path" else only(exchange.headers, name)
        if text is None:
            return ["no " + name] if parameter.get("required") else []
        return self.by_text(text, parameter["schema"], name)

    def request_body_errors(self, operation, exchange):
        if "requestBody" not in operation:
            return ["a body that nobody asked for"] if exchange.body else []
        kind = media_type(exchange.headers)
        content = operation["requestBody"]["content"]
        if kind not in content:
            return ["media type %r" % kind]
        return self.json_errors(exchange.body, content[kind]["schema"], "body") if kind.endswith("json") else []

    # Answers

    def answer_errors(self, exchange, path):
        _, operation, _ = self.find(exchange.verb, path)
        responses = (operation or {}).get("responses", {"default": {"$ref": "#/components/responses/Problem"}})
        named = responses.get(str(exchange.status))
        response = self.resolve(named if named is not None else responses["default"])
        errors = []
        for name, header in response.get("headers", {}).items():
            text = only(exchange.answer_headers, name)
            if text is not None:
                errors += self.by_text(text, header["schema"], name)
            elif name not in MAY_BE_ABSENT:
                errors.append("no " + name)
        if named is None and exchange.status < 400:
            errors.append("the contract has no status %d here" % exchange.status)
        if exchange.verb == "HEAD" or exchange.status in WITHOUT_BODY:
            return errors + (["a body"] if exchange.answer else [])
        if exchange.status >= 400:
            return errors + self.problem_errors(exchange)
        content = response.get("content", {})
        if not content:
            return errors + (["a body"] if exchange.answer else [])
        kind = media_type(exchange.answer_headers)
        if kind not in content:
            return errors + ["media type %r" % kind]
        return errors + self.json_errors(exchange.answer, content[kind]["schema"], "answer")

    def problem_errors(self, exchange):
        """RFC 9457, the table of problems, and the headers that RFC 9110 asks for."""
        if media_type(exchange.answer_headers) != "application/problem+json":
            return ["an error without a problem"]
        errors = self.json_errors(exchange.answer, {"$ref": "#/components/schemas/Problem"}, "problem")
        if errors:
            return errors
        problem = json.loads(exchange.answer)
        code = problem["type"].rsplit(":", 1)[1]
        if self.problems.get(code) != exchange.status:
            errors.append("%s with status %d" % (code, exchange.status))
        if problem["status"] != exchange.status:
            errors.append("the member status differs")
        if exchange.status == 401 and not only(exchange.answer_headers, "WWW-Authenticate"):
            errors.append("no WWW-Authenticate")
        if code in NEEDS_RETRY_AFTER and not only(exchange.answer_headers, "Retry-After"):
            errors.append("no Retry-After")
        return errors
