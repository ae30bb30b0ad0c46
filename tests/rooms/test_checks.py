# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of sizes and paths find what they look for."""

import tempfile
import unittest
from pathlib import Path

import check_data
import check_log
import check_paths
import check_sizes


class ChecksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_sizes(self):
        self.write("app/base/right.cpp", check_sizes.LICENCE + "\n" * 400)
        self.assertEqual(list(check_sizes.problems(self.root)), [])
        self.write("app/base/right.cpp", check_sizes.LICENCE + "\n" * 401)
        self.write("ui/fields/unnamed.h", "#pragma once\n")
        self.assertEqual(len(list(check_sizes.problems(self.root))), 2)

    def test_log(self):
        self.write("app/base/right.cpp", 'log::info(category()) << "x";\n// qDebug() << x;\nqFatal("x");')
        self.write("app/base/log.cpp", "logger.info(); QMessageLogger logger;")
        self.assertEqual(list(check_log.problems(self.root)), [])
        for text in ("qDebug() << x;", "qCWarning(category) << x;", "std::cerr << x;", 'std::fprintf(stderr, "x");',
                     "const QMessageLogger logger;", 'qWarning ("x");'):
            with self.subTest(text=text):
                self.write("ui/fields/wrong.cpp", text)
                self.assertEqual(len(list(check_log.problems(self.root))), 1)

    def test_paths(self):
        self.write("README.md", "[here](app/x.h#part), `app/x.h`, `/usr/bin/python3`, https://example.org/home/a")
        self.write("app/x.h", "~/home/x $HOME/work/x <xhome/y>")
        self.assertEqual(list(check_paths.problems(self.root)), [])
        for text in ("/ho" + "me/somebody/x", f"x={self.root}/build", "../sha" + "red/x", "cd /ro" + "ot/x",
                     "C:\\Us" + "ers\\x", "https://py" + "pi.org/simple", "[there](nowhere.md)",
                     "`packaging/nothing.sh`"):
            with self.subTest(text=text):
                self.write("README.md", text)
                self.assertEqual(len(list(check_paths.problems(self.root))), 1)

    def test_references(self):
        document = {"a": {"b/c": 1}, "x": [{"$ref": "#/a/b~1c"}, {"$ref": "#/a/d"}, {"$ref": "other.yaml#/a"}]}
        dead = [target for _, target in check_data.references(document)
                if not check_data.leads_somewhere(document, target)]
        self.assertEqual(dead, ["#/a/d", "other.yaml#/a"])

    def test_duplicate_names(self):
        with self.assertRaises(ValueError):
            check_data.unique([("a", 1), ("a", 2)])


if __name__ == "__main__":
    unittest.main()
