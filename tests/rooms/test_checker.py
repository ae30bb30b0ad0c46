# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker finds every wrong arrow: each test builds a small tree of rooms with one mistake in it."""

import copy
import tempfile
import unittest
from pathlib import Path

from check_includes import compare_with_guide
from checker import Checker

TABLE = {
    "rooms": {
        "base": {"folder": "app/base", "rooms": [], "libraries": ["Qt Core", "OpenSSL"]},
        "service": {"folder": "app/service", "rooms": ["base"], "libraries": ["Qt Core", "Qt Network"]},
        "pages": {"folder": "ui/pages", "rooms": ["base", "service"], "libraries": ["Qt Core", "Qt Widgets"]},
    },
    "composition_root": "app/main.cpp",
    "composition_root_libraries": ["Qt Core", "Qt Widgets"],
    "families": {"OpenSSL": {"headers": ["openssl/*"], "targets": ["OpenSSL::Crypto"]}},
    "free_targets": ["ttp_resources"],
    "standard_headers": ["vector"],
}

TREE = {
    "app/base/include/base/text.h": "#include <QString>\n#include <vector>\n",
    "app/base/text.cpp": '#include "base/text.h"\n#include "fold.h"\n#include <openssl/evp.h>\n',
    "app/base/fold.h": "#include <QtCore/QString>\n",
    "app/base/CMakeLists.txt": "ttp_room(base USES Qt6::Core HIDES OpenSSL::Crypto ttp_resources)\n",
    "app/service/include/service/door.h": '#include "base/text.h"\n#include <QNetworkReply>\n',
    "app/service/door.cpp": '#include "service/door.h"\n#include "door.moc"\n',
    "app/service/CMakeLists.txt": "ttp_room(service\n    USES Qt6::Network ttp::base)\n",
    "ui/pages/include/pages/page.h": '#include "service/door.h"\n#include <QWidget>\n',
    "app/main.cpp": '#include "pages/page.h"\n#include "base/text.h"\n#include <QApplication>\n',
}

QT = ["QtCore/QString", "QtCore/qglobal.h", "QtNetwork/QNetworkReply", "QtWidgets/QWidget", "QtWidgets/QApplication"]


class CheckerTest(unittest.TestCase):
    def errors(self, changes=None, table=None):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {**TREE, **(changes or {})}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            for name in QT:
                (root / "qt" / name).parent.mkdir(parents=True, exist_ok=True)
                (root / "qt" / name).touch()
            return Checker(root, table or TABLE, root / "qt").check()

    def assert_found(self, path, include, expected):
        """The file gets one more include; exactly that one is reported, with its line."""
        text = TREE.get(path, "")
        errors = self.errors({path: text + include + "\n"})
        self.assertEqual(len(errors), 1, errors)
        self.assertIn(f"{path}:{text.count(chr(10)) + 1}: ", errors[0])
        self.assertIn(expected, errors[0])

    def test_right_tree(self):
        self.assertEqual(self.errors(), [])

    def test_wrong_includes(self):
        for path, include, expected in [
            ("app/base/text.cpp", '#include "service/door.h"', "may not use service"),
            ("app/base/text.cpp", '#include "pages/page.h"', "may not use pages"),
            ("app/base/text.cpp", "#include <QWidget>", "may not use Qt Widgets"),
            ("app/base/text.cpp", "#include <QtNetwork/QNetworkReply>", "may not use Qt Network"),
            ("app/base/text.cpp", "  #  include <QNetworkReply> // why", "may not use Qt Network"),
            ("app/base/text.cpp", "%:include <QNetworkReply>", "may not use Qt Network"),
            ("app/base/text.cpp", "#/* */include <QNetworkReply>", "may not use Qt Network"),
            ("app/base/text.cpp", "#include \\\n<QNetworkReply>", "neither"),
            ("app/base/text.cpp", "#if 0\n#endif", None),
            ("app/service/door.cpp", "#include <openssl/ssl.h>", "may not use OpenSSL"),
            ("ui/pages/page.cpp", "#include <QNetworkReply>", "may not use Qt Network"),
            ("ui/pages/page.cpp", "#include <openssl/evp.h>", "may not use OpenSSL"),
            ("app/main.cpp", "#include <openssl/evp.h>", "may not use OpenSSL"),
            ("app/main.cpp", '#include "fold.h"', 'included as "room/x.h"'),
            ("app/service/door.cpp", '#include "fold.h"', "no private one of this room"),
            ("app/service/door.cpp", '#include "base/fold.h"', "no such public header"),
            ("app/service/door.cpp", '#include "../base/fold.h"', "outside its room"),
            ("app/service/door.cpp", '#include "/usr/include/stdio.h"', "outside its room"),
            ("app/service/door.cpp", '#include "include/service/door.h"', 'included as "room/x.h"'),
            ("app/service/door.cpp", '#include "other.moc"', "no private one of this room"),
            ("app/service/door.cpp", "#include <base/text.h>", "no library of the table"),
            ("app/service/door.cpp", "#include <boost/any.hpp>", "no library of the table"),
            ("app/service/door.cpp", "#include <QtCore/QNetworkReply>", "no library of the table"),
            ("app/service/door.cpp", "#include <private/qnetworkreply_p.h>", "no library of the table"),
            ("app/service/door.cpp", "#include HEADER", "neither"),
            ("app/base/include/base/text.h", '#include "fold.h"', "public headers only"),
        ]:
            with self.subTest(path=path, include=include):
                if expected is None:
                    self.assertEqual(self.errors({path: TREE[path] + include}), [])
                else:
                    self.assert_found(path, include, expected)

    def test_comments_are_not_read(self):
        text = "// #include <QWidget>\n/*\n#include <QWidget>\n*/\nconst char *x = \"//\";\n#include <QWidget>\n"
        errors = self.errors({"app/base/more.cpp": text})
        self.assertEqual(len(errors), 1, errors)
        self.assertIn("app/base/more.cpp:6: ", errors[0])

    def test_raw_strings_hide_nothing(self):
        text = 'const char *x = R"-(" /* )-";\n#include <QWidget>\nconst char *y = "*/";\n'
        errors = self.errors({"app/base/more.cpp": text})
        self.assertEqual(len(errors), 1, errors)
        self.assertIn("app/base/more.cpp:2: ", errors[0])

    def test_file_outside_every_room(self):
        for path in ("app/vault/seal.cpp", "app/other.cpp", "ui/window.h"):
            with self.subTest(path=path):
                self.assertEqual(self.errors({path: ""}), [f"{path}: belongs to no room of the table"])

    def test_wrong_links(self):
        for call, expected in [
            ("ttp_room(base USES Qt6::Core Qt6::Widgets)", "may not use Qt Widgets"),
            ("ttp_room(base USES Qt6::Core HIDES ttp::service)", "may not use service"),
            ("ttp_room(base USES curl::curl)", "no library of the table"),
            ("ttp_room(service USES Qt6::Core)", "not the room of this folder"),
        ]:
            with self.subTest(call=call):
                errors = self.errors({"app/base/CMakeLists.txt": call})
                self.assertEqual(len(errors), 1, errors)
                self.assertIn(expected, errors[0])

    def test_wrong_tables(self):
        for room, key, value, expected in [
            ("base", "rooms", ["service"], "does not point down"),
            ("service", "libraries", ["Qt Core", "Qt Network", "Qt Widgets"], "may not use Qt Widgets"),
            ("pages", "libraries", ["Qt Core", "Qt Widgets", "Qt Network"], "may not use Qt Network"),
            ("pages", "libraries", ["Qt Core", "Qt Widgets", "OpenSSL"], "may not use OpenSSL"),
            ("base", "libraries", ["Qt Core", "OpenSSL", "Boost"], "may not use Boost"),
        ]:
            with self.subTest(room=room, value=value):
                table = copy.deepcopy(TABLE)
                table["rooms"][room][key] = value
                errors = self.errors(table=table)
                self.assertEqual(len(errors), 1, errors)
                self.assertIn(expected, errors[0])

    def test_room_without_folder(self):
        table = copy.deepcopy(TABLE)
        table["rooms"]["vault"] = {"folder": "app/vault", "rooms": ["base"], "libraries": ["Qt Core"]}
        self.assertEqual(self.errors(table=table), ["rooms.json: vault has no folder app/vault"])

    def test_guide_tells_the_same(self):
        row = "| `{}` | what lives there | {} |\n"
        right = (row.format("app/base", "Qt Core, OpenSSL") + row.format("app/service", "base, Qt Core, Qt Network")
                 + row.format("ui/pages", "base, service, Qt Core, Qt Widgets"))
        self.assertEqual(compare_with_guide(TABLE, right), [])
        self.assertEqual(len(compare_with_guide(TABLE, right.replace("base, service", "base"))), 1)
        self.assertEqual(len(compare_with_guide(TABLE, right + row.format("app/vault", "base"))), 1)
        self.assertEqual(len(compare_with_guide(TABLE, "")), 3)


if __name__ == "__main__":
    unittest.main()
