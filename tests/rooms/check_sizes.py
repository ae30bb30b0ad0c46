#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_sizes.py SOURCE_TREE: no source file of app/ or ui/ has more than 400 lines, and each names its licence."""

import sys
from pathlib import Path

from checker import SOURCE_ENDINGS

MOST_LINES = 400
LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later"


def problems(root):
    for top in ("app", "ui"):
        for path in sorted((Path(root) / top).rglob("*")):
            if path.suffix not in SOURCE_ENDINGS:
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            place = path.relative_to(root).as_posix()
            if len(lines) > MOST_LINES:
                yield f"{place} has {len(lines)} lines; {MOST_LINES} are allowed"
            if not lines or lines[0] != LICENCE:
                yield f"{place} does not begin with {LICENCE}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(problems(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
