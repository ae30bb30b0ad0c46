# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies in the package, judged by lintian, dpkg, man, desktop-file-validate, gzip, md5sum and hardening-check."""
import gzip
import os
import re
import unittest

from package import SOURCE, VERSION, PackageTest, ask

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
FILES = {
    "usr/bin/ttp-apply": "-rwxr-xr-x",
    "usr/share/applications/ttp-apply.desktop": "-rw-r--r--",
    "usr/share/doc/ttp-apply/changelog.gz": "-rw-r--r--",
    "usr/share/doc/ttp-apply/copyright": "-rw-r--r--",
    "usr/share/icons/hicolor/scalable/apps/ttp-apply.svg": "-rw-r--r--",
    "usr/share/man/man1/ttp-apply.1.gz": "-rw-r--r--",
    **{f"usr/share/icons/hicolor/{size}x{size}/apps/ttp-apply.png": "-rw-r--r--" for size in SIZES},
}


class ContentsTest(PackageTest):
    def test_lintian_finds_neither_errors_nor_warnings(self):
        # lintian warns in its output, beside the tags, when it is run by root.
        found = ask("lintian", "--allow-root", "--no-cfg", "--fail-on", "none", self.deb,
                    env=self.environment(TMPDIR=self.folder))
        tags = [line for line in found.splitlines() if re.match("[EW]: ", line)]
        self.assertEqual(tags, [])

    def test_files_modes_and_owners(self):
        found, folders = {}, []
        for line in ask("dpkg-deb", "-c", self.deb).splitlines():
            mode, owner, _, _, _, name = line.split(None, 5)
            self.assertEqual(owner, "root/root", line)
            if mode.startswith("d"):
                folders.append(name)
                self.assertEqual(mode, "drwxr-xr-x", line)
            else:
                found[name.removeprefix("./")] = mode
        self.assertEqual(found, FILES)
        parents = {"/".join(["."] + name.split("/")[:depth]) + "/" for name in FILES
                   for depth in range(1, name.count("/") + 1)}
        self.assertEqual(set(folders) - {"./"}, parents)

    def test_digests(self):
        control = os.path.join(self.folder, "control")
        ask("dpkg-deb", "-e", self.deb, control)
        self.assertEqual(sorted(os.listdir(control)), ["control", "md5sums"], "no scripts run at installation")
        sums = os.path.join(control, "md5sums")
        ask("md5sum", "--check", "--strict", "--quiet", sums, cwd=self.tree)
        with open(sums, encoding="utf-8") as lines:
            self.assertEqual({line.split()[1] for line in lines}, set(FILES))

    def test_fields(self):
        self.assertEqual(self.field("Package"), "ttp-apply")
        self.assertEqual(self.field("Version"), VERSION)
        self.assertEqual(self.field("Architecture"), ask("dpkg", "--print-architecture").strip())
        self.assertIn("independent software", self.field("Description"))

    def test_program_is_hardened_and_bare(self):
        said = ask("hardening-check", "--nocolor", "--nofortify", "--nocfprotection", self.program)
        for name in ("Position Independent Executable", "Stack protected", "Read-only relocations",
                     "Immediate binding"):
            self.assertIn(f"{name}: yes", said)
        self.assertIn(", stripped", ask("file", "-b", self.program))
        with open(self.program, "rb") as program:
            self.assertNotIn(SOURCE.encode(), program.read(), "the folder it was built in")

    def test_manual_page(self):
        page = self.inside("usr/share/man/man1/ttp-apply.1.gz")
        said = ask("sh", "-c", 'exec man --warnings -E UTF-8 -l -Tutf8 "$0" 2>&1', page,
                   env=self.environment(MANWIDTH="80", MANROFFSEQ="", MAN_KEEP_FORMATTING=""))
        self.assertNotRegex(said, r"(?m)^(?:man|troff|groff|<standard input>|an\.tmac)[^ ]*: ")
        shown = " ".join(said.split())
        for line in self.run_program("--help").splitlines():
            self.assertIn(" ".join(line.split()), shown)
        self.assertIn(f"TTP Apply {VERSION}", shown)
        self.assertIn("ttp-apply - practise applying", ask("lexgrog", page))

    def test_changelog_and_copyright(self):
        with gzip.open(self.inside("usr/share/doc/ttp-apply/changelog.gz"), "rt", encoding="utf-8") as changelog:
            self.assertTrue(changelog.readline().startswith(f"ttp-apply ({VERSION}) "))
        with open(self.inside("usr/share/doc/ttp-apply/copyright"), encoding="utf-8") as file:
            text = file.read()
        terms = text[text.index("Files: resources/terms/*"):].split("\n\n")[0]
        self.assertIn("https://www.isa.go.jp/en/publications/materials/ttp2_terms_index.html", terms)
        self.assertNotIn("License: GPL", terms)

    def test_desktop_entry_and_icons(self):
        entry = self.inside("usr/share/applications/ttp-apply.desktop")
        self.assertEqual(ask("desktop-file-validate", entry), "")
        with open(entry, encoding="utf-8") as file:
            values = dict(line.rstrip("\n").split("=", 1) for line in file if "=" in line)
        self.assertEqual((values["Exec"], values["Icon"]), ("ttp-apply", "ttp-apply"))
        self.assertNotIn("MimeType", values)
        for key in ("GenericName", "Comment", "Keywords"):
            self.assertRegex(values[f"{key}[ja]"], "[\u3041-\u30ff\u4e00-\u9fff]")
        for size in SIZES:
            icon = self.inside(f"usr/share/icons/hicolor/{size}x{size}/apps/ttp-apply.png")
            self.assertIn(f" {size} x {size}, ", ask("file", "-b", icon))
        svg = self.inside("usr/share/icons/hicolor/scalable/apps/ttp-apply.svg")
        ask("rsvg-convert", "-o", os.path.join(self.folder, "icon.png"), svg)


if __name__ == "__main__":
    unittest.main()
