#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_log.py SOURCE_TREE: app/ and ui/ write to the log through base/log.h only, whose types keep personal data out."""

import re
import sys
from pathlib import Path

from checker import SOURCE_ENDINGS, without_comments

# qFatal stays: it ends the program, over what is compiled in.
PAST_THE_TYPES = re.compile(
    r"\b(?:q(?:Debug|Info|Warning|Critical|C(?:Debug|Info|Warning|Critical))\s*\(|qInstallMessageHandler\b|QMessageLogger\b"
    r"|std::(?:cout|cerr|clog)\b|(?:std::)?f?puts\s*\(|(?:std::)?f?printf\s*\(|perror\s*\(|syslog\s*\()")
#: The log itself; and the practice service as a program of its own, which tells whoever runs it what it does.
MAY = {"app/base/log.cpp", "app/base/log_output.cpp", "app/command/practice_command.cpp"}


def problems(root):
    for top in ("app", "ui"):
        for path in sorted((Path(root) / top).rglob("*")):
            place = path.relative_to(root).as_posix()
            if path.suffix not in SOURCE_ENDINGS or place in MAY:
                continue
            text = without_comments(path.read_text(encoding="utf-8"))
            for match in PAST_THE_TYPES.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{place}:{line}: {match.group(0).strip()} writes past base/log.h"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(problems(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
