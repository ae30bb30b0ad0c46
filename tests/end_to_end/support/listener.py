# SPDX-License-Identifier: GPL-3.0-or-later
"""As a program: writes down what the accessibility bus tells of texts that change, one JSON array a line: what happened, the
name of where, the text."""
import json
import sys

import pyatspi


def heard(event):
    print(json.dumps([event.type.split(":")[2], event.source.name, str(event.any_data)]), flush=True)


if __name__ == "__main__":
    pyatspi.Registry.registerEventListener(heard, "object:text-changed")
    print(json.dumps(["ready", "", ""]), flush=True)
    pyatspi.Registry.start()
    sys.exit(0)
