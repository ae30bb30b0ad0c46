# SPDX-License-Identifier: GPL-3.0-or-later
"""The .deb, unpacked into a temporary folder once for each test class."""
import glob
import os
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
VERSION = os.environ["TTP_VERSION"]


def ask(*command, code=0, **options):
    """Standard output of a command that must end with `code`."""
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)
    if run.returncode != code:
        raise AssertionError(f"{command[0]} ended with {run.returncode}, not {code}:\n{run.stdout}{run.stderr}")
    return run.stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        found = glob.glob(os.path.join(os.environ["TTP_RELEASE"], f"ttp-apply_{VERSION}_*.deb"))
        assert len(found) == 1, f"one package of version {VERSION} is expected, there are: {found}"
        cls.deb = found[0]
        cls.folder = tempfile.mkdtemp(prefix="ttp-package-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.tree = os.path.join(cls.folder, "tree")
        ask("dpkg-deb", "-x", cls.deb, cls.tree)
        cls.program = cls.inside("usr/bin/ttp-apply")
        cls.home = os.path.join(cls.folder, "home")
        os.mkdir(cls.home)

    @classmethod
    def inside(cls, path):
        return os.path.join(cls.tree, path)

    @classmethod
    def environment(cls, **more):
        """Nothing of the person's own settings, and no Qt but the system's."""
        return {"PATH": "/usr/bin:/bin", "HOME": cls.home, "XDG_RUNTIME_DIR": cls.home, "LC_ALL": "C.UTF-8", **more}

    def field(self, name):
        return ask("dpkg-deb", "-f", self.deb, name).strip()

    def run_program(self, *arguments, code=0):
        return ask(self.program, *arguments, code=code, env=self.environment(), cwd=self.folder)
