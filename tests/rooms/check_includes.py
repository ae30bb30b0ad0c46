#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_includes.py SOURCE_TREE QT_HEADERS: every #include and every link against rooms.json, and rooms.json
against the table that people read, in CONTRIBUTING.md."""

import re
import sys
from pathlib import Path

from checker import Checker, load_table


def table_of_guide(text):
    """{folder: {what the room may use}} of the rows | `app/base` | what lives there | Qt Core, OpenSSL |"""
    rows = re.findall(r"^\| `((?:app|ui)/[a-z_]+)` \|[^|\n]*\|([^|\n]*)\|\s*$", text, re.MULTILINE)
    return {folder: {word.strip() for word in uses.split(",") if word.strip()} for folder, uses in rows}


def compare_with_guide(table, text):
    told = table_of_guide(text)
    errors = []
    for name, room in table["rooms"].items():
        wanted = set(room["rooms"]) | set(room["libraries"])
        if told.get(room["folder"]) != wanted:
            errors.append(f"CONTRIBUTING.md: the row of {room['folder']} should end with: {', '.join(sorted(wanted))}")
    for folder in told.keys() - {room["folder"] for room in table["rooms"].values()}:
        errors.append(f"CONTRIBUTING.md: {folder} is no room of rooms.json")
    return errors


def main(root, qt_headers):
    table = load_table(Path(__file__).with_name("rooms.json"))
    errors = Checker(root, table, qt_headers).check()
    errors += compare_with_guide(table, (Path(root) / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    for error in errors:
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
