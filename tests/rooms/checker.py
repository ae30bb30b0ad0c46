# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include and every ttp_room() of app/ and ui/ against the table of the rooms (rooms.json).

What is not allowed by the table is an error; there is no list of exceptions."""

import fnmatch
import json
import re
from pathlib import Path

SOURCE_ENDINGS = {".h", ".hpp", ".cpp", ".cc", ".inl"}
INCLUDE = re.compile(r"^[ \t]*(?:#|%:)[ \t]*(?:include|include_next|import)\b[ \t]*(.*)$", re.MULTILINE)
COMMENT_OR_STRING = re.compile(
    r'R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.DOTALL)
ROOM_CALL = re.compile(r"\bttp_room\s*\(([^)]*)\)")


def load_table(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def without_comments(text):
    """The text with comments blanked; the numbers of the lines stay."""
    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token
    return COMMENT_OR_STRING.sub(blank, text.replace("\\\n", " \n"))


def includes(path):
    """(line, what stands behind #include) of one file."""
    text = without_comments(path.read_text(encoding="utf-8"))
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1).strip()


def is_within(path, folder):
    return folder == path or folder in path.parents


class Checker:
    def __init__(self, root, table, qt_headers):
        """root: the source tree; qt_headers: the folder that holds QtCore, QtWidgets and the other modules."""
        self.root = Path(root)
        self.table = table
        self.rooms = table["rooms"]
        self.standard = set(table["standard_headers"])
        self.qt = self.modules_of_headers(Path(qt_headers))
        self.errors = []

    @staticmethod
    def modules_of_headers(folder):
        """{"QString": {"Qt Core"}, "qstring.h": {"Qt Core"}, …} of the Qt that is installed."""
        modules = {}
        for module in sorted(folder.glob("Qt[A-Z]*")):
            for header in module.iterdir():
                if header.is_file():
                    modules.setdefault(header.name, set()).add("Qt " + module.name[2:])
        if "QString" not in modules:
            raise SystemExit(f"{folder} holds no headers of Qt")
        return modules

    def check(self):
        self.check_table()
        for top in ("app", "ui"):
            for path in sorted((self.root / top).rglob("*")):
                if path.suffix in SOURCE_ENDINGS:
                    self.check_file(path)
                elif path.name == "CMakeLists.txt":
                    self.check_links(path)
        return self.errors

    def error(self, place, text):
        self.errors.append(f"{place}: {text}")

    # The table itself ------------------------------------------------------------------------------------------

    def check_table(self):
        seen = []
        known = set(self.table["families"]) | {"Qt " + name for name in ("Core", "DBus", "Gui", "PrintSupport", "Widgets", "Network")}
        for name, room in self.rooms.items():
            if not (self.root / room["folder"]).is_dir():
                self.error("rooms.json", f"{name} has no folder {room['folder']}")
            for other in room["rooms"]:
                if other not in seen:
                    self.error("rooms.json", f"the arrow {name} -> {other} does not point down")
                elif room["folder"].startswith("app/") and self.rooms[other]["folder"].startswith("ui/"):
                    self.error("rooms.json", f"{name} of app/ may not use {other} of ui/")
            forbidden = {"Qt Widgets"} if room["folder"].startswith("app/") else {"Qt Network", "OpenSSL"}
            for library in room["libraries"]:
                if library in forbidden or library not in known:
                    self.error("rooms.json", f"{name} may not use {library}")
            seen.append(name)

    # Includes --------------------------------------------------------------------------------------------------

    def room_of(self, path):
        for name, room in self.rooms.items():
            if is_within(path, self.root / room["folder"]):
                return name
        return None

    def check_file(self, path):
        place = path.relative_to(self.root).as_posix()
        room = self.room_of(path)
        is_root = place == self.table["composition_root"]
        if room is None and not is_root:
            self.error(place, "belongs to no room of the table")
            return
        allowed_rooms = set(self.rooms) if is_root else {room, *self.rooms[room]["rooms"]}
        libraries = set(self.table["composition_root_libraries"] if is_root else self.rooms[room]["libraries"])
        for line, what in includes(path):
            problem = self.problem(path, room, allowed_rooms, libraries, what)
            if problem:
                self.error(f"{place}:{line}", f"#include {what}: {problem}")

    def problem(self, path, room, allowed_rooms, libraries, what):
        """Why this include is wrong, or None."""
        match = re.fullmatch(r'"([^"]+)"|<([^>]+)>', what)
        if not match:
            return 'is neither "…" nor <…>'
        name = match.group(1) or match.group(2)
        if name.startswith("/") or ".." in name.split("/"):
            return "names a place outside its room"
        if match.group(1):
            return self.problem_of_quoted(path, room, allowed_rooms, name)
        families = self.families(name)
        if not families:
            return "belongs to no library of the table"
        if families != {"std"} and not families & libraries:
            return "this room may not use " + " or ".join(sorted(families))
        return None

    def problem_of_quoted(self, path, room, allowed_rooms, name):
        if path.suffix == ".cpp" and name in (path.stem + ".moc", "moc_" + path.name):
            return None
        first, _, rest = name.partition("/")
        if rest and first in self.rooms:
            if not (self.root / self.rooms[first]["folder"] / "include" / first / rest).is_file():
                return f"{first} has no such public header"
            return None if first in allowed_rooms else f"this room may not use {first}"
        if room is None:
            return 'public headers are included as "room/x.h"'
        folder = self.root / self.rooms[room]["folder"]
        if is_within(path, folder / "include"):
            return "a public header includes public headers only"
        if first == "include":
            return 'public headers are included as "room/x.h"'
        if (folder / name).is_file() or (path.parent / name).is_file():
            return None
        return "is no public header of a room and no private one of this room"

    def families(self, name):
        """The libraries that a header in <…> belongs to: {"std"}, {"Qt Core"}, {"OpenSSL"}, … or nothing."""
        if name in self.standard:
            return {"std"}
        for family, data in self.table["families"].items():
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in data["headers"]):
                return {family}
        module, _, header = name.rpartition("/")
        found = self.qt.get(header, set())
        if module:
            found = found & {"Qt " + module[2:]} if module.startswith("Qt") else set()
        return found

    # Links -----------------------------------------------------------------------------------------------------

    def check_links(self, path):
        place = path.relative_to(self.root).as_posix()
        text = re.sub(r"#[^\n]*", "", path.read_text(encoding="utf-8"))
        for call in ROOM_CALL.finditer(text):
            name, *words = call.group(1).split()
            room = self.rooms.get(name)
            if room is None or self.root / room["folder"] != path.parent:
                self.error(place, f"ttp_room({name}) is not the room of this folder in the table")
                continue
            for word in words:
                if word in ("USES", "HIDES") or word in self.table["free_targets"]:
                    continue
                problem = self.problem_of_target(room, word)
                if problem:
                    self.error(place, f"{name} links {word}: {problem}")

    def problem_of_target(self, room, target):
        space, _, short = target.partition("::")
        if space == "ttp":
            return None if short in room["rooms"] else f"this room may not use {short}"
        if space == "Qt6":
            return None if "Qt " + short in room["libraries"] else f"this room may not use Qt {short}"
        for family, data in self.table["families"].items():
            if target in data["targets"]:
                return None if family in room["libraries"] else f"this room may not use {family}"
        return "belongs to no library of the table"
