# SPDX-License-Identifier: GPL-3.0-or-later
"""The program out of the unpacked package: its commands, its window, and what it loads beside what it depends on."""
import json
import os
import re
import signal
import subprocess
import time
import unittest

from package import SOURCE, VERSION, PackageTest, ask

LONGEST = 60  # seconds until anything that is waited for is there
EXAMPLE = os.path.join(SOURCE, "resources/examples/application.json")
# Dependencies that no library explains, and what shows that they are used. Mapped into the running window:
MAPPED = {
    "fonts-noto-cjk": "NotoSansCJK",
    "qt6-translations-l10n": "qtbase_ja.qm",
}
# Opened only when a keychain or a service of the system's authorities is used: the library that names them.
NAMED = {
    "ca-certificates": ("libQt6Network.so", b"/etc/ssl/certs/"),
    "libsecret-1-0": ("libqt6keychain.so", b"secret-1"),
}
# What Qt opens if it is there and does without if not: themed mouse pointers.
OPTIONAL = {"libxcursor1"}


def owners(paths):
    """The package that has brought each file, or None. /lib may be a link to /usr/lib, so both names are asked for."""
    asked = {}
    for path in paths:
        real = os.path.realpath(path)
        for name in (path, real, real.removeprefix("/usr"), "/usr" + real):
            asked[name] = path
    found = dict.fromkeys(paths)
    said = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True, check=False).stdout
    for line in said.splitlines():
        packages, name = line.split(": ", 1)
        if name in asked and not line.startswith("diversion "):
            found[asked[name]] = packages.split(",")[0].split(":")[0]
    return found


def names(field):
    """The packages of a dependency field; of alternatives, those that are installed."""
    found = set()
    for entry in filter(None, field.split(",")):
        for alternative in entry.split("|"):
            found.add(re.split(r"[ :(]", alternative.strip(), maxsplit=1)[0])
    return found


def closure(packages):
    """These and everything that they depend on, of what is installed, and what every system has."""
    depends, always = {}, set()
    shape = "${Package}\t${Essential}\t${Depends}, ${Pre-Depends}\t${Provides}\n"
    for line in ask("dpkg-query", "-W", "-f", shape).splitlines():
        package, essential, needs, provides = line.split("\t")
        if essential == "yes":
            always.add(package)
        depends[package] = depends.get(package, set()) | names(needs)
        for virtual in names(provides):
            depends.setdefault(virtual, set()).add(package)
    found, open_ends = set(), set(packages) | always
    while open_ends:
        package = open_ends.pop()
        found.add(package)
        open_ends |= depends.get(package, set()) - found
    return found


class Screen:
    """An X server of its own; its number is the server's choice."""

    def __enter__(self):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            return ":" + pipe.readline().strip()

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


class Window:
    """The program with its window, in Japanese; ended at the latest when the block ends."""

    def __init__(self, test, **more):
        self.test = test
        self.environment = test.environment(LANGUAGE="ja", **more)

    def __enter__(self):
        self.process = subprocess.Popen([self.test.program, "--language", "ja"], env=self.environment,
                                        cwd=self.test.folder, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def wait_for(self, holds, what):
        end = time.monotonic() + LONGEST
        while not (found := holds()):
            self.test.assertIsNone(self.process.poll(), f"the program ended before: {what}")
            self.test.assertLess(time.monotonic(), end, f"not in {LONGEST} seconds: {what}")
            time.sleep(0.1)
        return found

    def on_screen(self, display):
        """The number of the program's visible window."""
        def visible():
            return subprocess.run(["xdotool", "search", "--onlyvisible", "--classname", "^ttp-apply$"], check=False,
                                  env={"DISPLAY": display}, capture_output=True, text=True).stdout.split()
        return self.wait_for(visible, "a window")[0]

    def mapped(self):
        """The files of packages that lie in the process's memory now; caches and the program itself are none."""
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as lines:
            paths = {line.split(None, 5)[5].strip() for line in lines if len(line.split(None, 5)) == 6}
        return sorted(path for path in paths if path.startswith(("/usr/", "/lib")))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(LONGEST)


class RunningTest(PackageTest):
    def test_version_and_help(self):
        self.assertEqual(self.run_program("--version"), f"TTP Apply {VERSION}\n")
        self.assertIn("ttp-apply submit FILE --accept-terms VERSION", self.run_program("--help"))

    def test_example_is_sent_and_proved(self):
        version = json.loads(self.run_program("terms", "--json"))["version"]
        receipt = os.path.join(self.folder, "receipt.json")
        report = json.loads(self.run_program("submit", EXAMPLE, "--accept-terms", version, "--receipt", receipt,
                                             "--json"))
        self.assertEqual(report["state"], "done")
        self.assertRegex(report["application_number"], "^PRACTICE-")
        self.assertEqual(json.loads(self.run_program("verify", receipt, "--json"))["state"], "done")

    def test_window_opens_and_ends_by_a_signal(self):
        with Window(self, QT_QPA_PLATFORM="offscreen") as window:
            window.wait_for(lambda: any("NotoSansCJK" in path for path in window.mapped()), "Japanese on the screen")
            self.assertIn(window.end(), (0, -signal.SIGTERM))
        with Screen() as display, Window(self, QT_QPA_PLATFORM="xcb", DISPLAY=display) as window:
            # Desktops find the entry and its icon by the name in the window's class.
            seen = window.on_screen(display)
            self.assertIn('"ttp-apply"', ask("xprop", "-id", seen, "WM_CLASS", env={"DISPLAY": display}))
            self.assertIn(window.end(), (0, -signal.SIGTERM))

    def test_libraries_are_the_dependencies(self):
        linked = [name for name in re.findall(r"NEEDED\s+(\S+)", ask("objdump", "-p", self.program))
                  if not name.startswith("ld-linux")]
        where = dict(re.findall(r"(\S+) => (\S+)", ask("ldd", self.program)))
        libraries = set(owners([where[name] for name in linked]).values())
        self.assertEqual(names(self.field("Depends")), libraries | set(MAPPED) | set(NAMED))

    def test_what_the_window_loads_comes_from_dependencies(self):
        allowed = closure(names(self.field("Depends")) | OPTIONAL)
        with Screen() as display, Window(self, QT_QPA_PLATFORM="xcb", DISPLAY=display) as window:
            window.on_screen(display)
            for library in ("libqxcb.so", "libqopensslbackend.so", *MAPPED.values()):
                window.wait_for(lambda: any(library in path for path in window.mapped()), library)  # noqa: B023
            mapped = window.mapped()
        owner = owners(mapped)
        # Data that no package owns are caches, made on this system.
        strange = [(path, owner[path]) for path in mapped
                   if owner[path] not in allowed and (owner[path] or ".so" in path)]
        self.assertEqual(strange, [])
        for package, name in MAPPED.items():
            self.assertIn(package, {owner[path] for path in mapped if name in path})
        for library, name in NAMED.values():
            path = next(path for path in mapped if library in path)
            with open(path, "rb") as file:
                self.assertIn(name, file.read(), library)


if __name__ == "__main__":
    unittest.main()
