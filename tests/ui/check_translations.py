#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string of the window has its Japanese, every plural its English, and no placeholder is lost.

usage: check_translations.py SOURCE_FOLDER LUPDATE
"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PLACEHOLDER = re.compile(r"%(?:L?[0-9]{1,2}|n)")


def messages(path):
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message


def key(context, message):
    return context, message.findtext("source"), message.findtext("comment") or ""


def forms(message):
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def troubles_of(context, message, plural_forms):
    source = message.findtext("source")
    where = "%s: %r: " % (context, source)
    kind = message.find("translation").get("type")
    if kind:
        yield where + kind
        return
    numerus = message.get("numerus") == "yes"
    if numerus and len(forms(message)) != plural_forms:
        yield where + "%d plural forms, not %d" % (len(forms(message)), plural_forms)
    for form in forms(message):
        if not form.strip():
            yield where + "empty"
        elif form != form.strip() and source == source.strip():
            yield where + "blanks around it"
        wanted = collections.Counter(PLACEHOLDER.findall(source))
        found = collections.Counter(PLACEHOLDER.findall(form))
        if wanted != found:
            yield where + "placeholders %s, not %s" % (dict(found), dict(wanted))
        if source.endswith("…") and not form.endswith("…"):
            yield where + "lost its dots"


def updated(lupdate, folder, name, options, work):
    """The file as lupdate would make it from today's sources."""
    copy = work / name
    shutil.copy(folder / "translations" / name, copy)
    subprocess.run([lupdate, "-silent", "-locations", "none", "-no-obsolete", "-no-ui-lines", *options,
                    str(folder / "ui"), "-ts", str(copy)], check=True)
    return copy


def main(folder, lupdate):
    folder = pathlib.Path(folder)
    found = []
    with tempfile.TemporaryDirectory() as work:
        for name, plural_forms, options in (("ttp-apply_ja.ts", 1, []), ("ttp-apply_en.ts", 2, ["-pluralonly"])):
            known = {key(*each) for each in messages(folder / "translations" / name)}
            now = list(messages(updated(lupdate, folder, name, options, pathlib.Path(work))))
            if not now:
                found.append(name + ": no messages at all")
            for context, message in now:
                if key(context, message) not in known:
                    found.append("%s: %s: %r is not there" % (name, context, message.findtext("source")))
                    continue
                found.extend("%s: %s" % (name, each) for each in troubles_of(context, message, plural_forms))
            for context, source, _ in sorted(known - {key(*each) for each in now}):
                found.append("%s: %s: %r is used no more" % (name, context, source))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
