#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_data.py SOURCE_TREE: the data that is compiled in can be read by other programs than ours.

Every JSON file is UTF-8, JSON and without duplicate names; the contract is YAML whose references all lead somewhere;
the schemas of service profile and consent receipt are JSON Schemas."""

import json
import sys
from pathlib import Path

import jsonschema
import yaml


def unique(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("duplicate names in " + ", ".join(names))
    return dict(pairs)


def references(node, at="#"):
    """(place, target) of every $ref below a node."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield at, node["$ref"]
        for name, child in node.items():
            yield from references(child, f"{at}/{name}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from references(child, f"{at}/{index}")


def leads_somewhere(document, target):
    node = document
    for part in target.removeprefix("#/").split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, dict) or part not in node:
            return False
        node = node[part]
    return target.startswith("#/")


def problems(resources):
    for path in sorted(resources.rglob("*.json")):
        try:
            json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=unique)
        except ValueError as error:
            yield f"{path.relative_to(resources)}: {error}"
    contract = yaml.safe_load((resources / "api/openapi.yaml").read_text(encoding="utf-8"))
    if not str(contract.get("openapi", "")).startswith("3.") or not contract.get("paths"):
        yield "api/openapi.yaml: no OpenAPI 3 document with paths"
    for place, target in references(contract):
        if not leads_somewhere(contract, target):
            yield f"api/openapi.yaml: {place} refers to {target}, which does not exist"
    for path in sorted(resources.glob("api/*.schema.json")):
        try:
            jsonschema.Draft202012Validator.check_schema(json.loads(path.read_bytes()))
        except jsonschema.SchemaError as error:
            yield f"api/{path.name}: {error.message}"
    terms = json.loads((resources / "terms/terms.json").read_bytes())
    languages = [document.get("language") for document in terms.get("documents", [])]
    if terms.get("authoritative_language") not in languages or not terms.get("version"):
        yield "terms/terms.json: no version, or no text in the authoritative language"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(problems(Path(sys.argv[1]) / "resources"))
    print("\n".join(found))
    sys.exit(1 if found else 0)
