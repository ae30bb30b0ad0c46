#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_paths.py SOURCE_TREE: no tracked file names a place of one particular machine or a package registry, and
every file that the documents of the root name exists."""

import re
import subprocess
import sys
from pathlib import Path

# Written in pieces, so that this file passes its own test.
MACHINE = "|".join([
    r"(?<![\w.$}~-])/" + r"(?:home|Users|workspace)/[\w.-]+/",
    r"(?<![\w.$}~-])/" + r"root/[\w.-]+",
    r"\b[A-Z]:\\" + r"Users\\",
    r"\.\./sha" + r"red\b",
])
REGISTRIES = re.compile(
    r"\b(?:[\w-]+\.)*(?:registry|mirrors?|archive|deb|pypi|npmjs|crates|rubygems|artifactory)\.(?:[\w-]+\.)*"
    r"(?:org|com|net|io|dev)\b")
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
NAMED = re.compile(r"`((?:app|ui|resources|translations|tests|packaging|\.ci)/[\w./-]*)`")


def tracked(root):
    """What git knows; in a tree without git, all but the build folders."""
    git = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z"],
                         capture_output=True, check=False)
    if git.returncode == 0:
        return [root / name for name in git.stdout.decode("utf-8").split("\0") if name and (root / name).is_file()]
    return [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != "build"]


def problems(root):
    here = [rf"(?<![\w.$}}~-]){re.escape(str(root))}\b"] if len(root.parts) > 2 else []  # "/app" would be everywhere
    machine = re.compile("|".join([MACHINE, *here]))
    for path in sorted(tracked(root)):
        place = path.relative_to(root).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another file that is no text
        for number, line in enumerate(text.splitlines(), 1):
            for what, pattern in (("a place of one machine", machine), ("a package registry", REGISTRIES)):
                match = pattern.search(line)
                if match:
                    yield f"{place}:{number}: {match.group(0)} is {what}"
        if path.parent == root and path.suffix == ".md":
            yield from dead_names(root, place, text)


def dead_names(root, place, text):
    for match in [*LINK.finditer(text), *NAMED.finditer(text)]:
        name = match.group(1)
        if "://" not in name and not name.startswith("mailto:") and not (root / name).exists():
            yield f"{place}: {name} does not exist"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(problems(Path(sys.argv[1]).resolve()))
    print("\n".join(found))
    sys.exit(1 if found else 0)
