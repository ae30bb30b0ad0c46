# SPDX-License-Identifier: GPL-3.0-or-later
"""A search for what nobody but the applicant may have: in bytes, in files, and in everything that processes write."""
import base64
import hashlib
import os
import re
import shutil
import stat
import subprocess
import tempfile


def base64_forms(data):
    """What of the base64 of `data` is the same whatever stands before and behind it, once for each alignment; in the
    alphabets of RFC 4648 sections 4 and 5."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + data)
        inside = text[-(-before * 8 // 6):(before + len(data)) * 8 // 6]
        yield inside
        yield inside.replace(b"+", b"-").replace(b"/", b"_")


def forms(canary):
    """(encoding, bytes) of every way in which a canary is looked for."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = canary.encode(encoding)
        yield encoding, data
        for number, inside in enumerate(base64_forms(data)):
            yield "base64 of %s, %d" % (encoding, number), inside
    yield "hexadecimal", canary.encode().hex().encode()
    escaped = canary.encode("ascii", "backslashreplace")  # as JSON may write it
    if escaped != canary.encode():
        yield "escaped", escaped


class Search:
    def __init__(self, canaries):
        """`canaries`: name → text."""
        self.forms = [(name, encoding, data) for name, canary in canaries.items() for encoding, data in forms(canary)]
        self.any = re.compile(b"|".join(sorted({re.escape(data) for _, _, data in self.forms}, key=len, reverse=True)))

    def traces(self, data):
        """The names of the canaries that are in these bytes, each with its encoding."""
        if not self.any.search(data):
            return set()
        return {(name, encoding) for name, encoding, form in self.forms if form in data}

    def traces_in_file(self, path):
        """Of its name and its content."""
        found = self.traces(os.fsencode(path))
        try:
            if os.path.islink(path):
                return found | self.traces(os.fsencode(os.readlink(path)))
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    found |= self.traces(file.read())
        except FileNotFoundError:
            pass  # it has just gone; what was written to it stands in the record of the writes
        return found


def files_in(folders):
    for folder in folders:
        for path, names, others in os.walk(folder):
            for name in names + others:
                yield os.path.join(path, name)


def fingerprints(folders):
    """Path → what tells whether it was written to since."""
    found = {}
    for path in files_in(folders):
        try:
            facts = os.lstat(path)
        except OSError:
            continue
        if not stat.S_ISSOCK(facts.st_mode):
            found[path] = (facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
    return found


def digest_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


# Records of strace -xx: `12 write(5<\x2f\x74…>, "\x7b…", 80) = 80`.
CALL = re.compile(rb"^\d+ +(\w+)\((.*)$")
HEX = re.compile(rb"(?:\\x[0-9a-f]{2})+")
CREATES = (b"O_CREAT", b"O_WRONLY", b"O_RDWR", b"O_TRUNC", b"O_APPEND", b"O_TMPFILE")


def unescaped(text):
    return bytes.fromhex(text.replace(b"\\x", b"").decode("ascii"))


class Trace:
    """Everything that processes write to files, also to those that are gone afterwards."""

    CALLS = ("open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,setxattr,fsetxattr,"
             "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice")

    @staticmethod
    def is_possible():
        """Where tracing is forbidden, what processes leave is searched all the same."""
        if not shutil.which("strace"):
            return False
        return subprocess.run([*Trace.command(os.devnull), "true"], capture_output=True, check=False).returncode == 0

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.folder = folder

    def wrapper(self):
        """What stands before a command whose writes are to be recorded."""
        handle, path = tempfile.mkstemp(prefix="trace-", dir=self.folder)
        os.close(handle)
        return self.command(path)

    @classmethod
    def command(cls, path):
        return ("strace", "-f", "--seccomp-bpf", "-qq", "-yy", "-xx", "-s", "33554432", "-e", "signal=none",
                "-e", "trace=" + cls.CALLS, "-o", path)

    def records(self):
        for name in sorted(os.listdir(self.folder)):
            with open(os.path.join(self.folder, name), "rb") as file:
                yield from file

    def writes(self):
        """(path, bytes) of all that went into files; (path, b"") of every name that was made. What the kernel copies from
        one file to the next does not pass here: its bytes are None."""
        for line in self.records():
            call = CALL.match(line)
            if not call:
                continue
            name, arguments = call.groups()
            if name in (b"write", b"pwrite64", b"writev", b"pwritev", b"pwritev2"):
                place, _, content = arguments.partition(b", ")  # `5<…>`, or `5<…>(deleted)` of a file without a name
                path = self.path_of(place)
                if path:
                    yield path, b"".join(unescaped(text) for text in HEX.findall(content))
            elif name in (b"sendfile", b"copy_file_range", b"splice"):
                yield name.decode(), None
            elif not name.startswith(b"open") or any(flag in arguments for flag in CREATES):
                for text in HEX.findall(arguments.rsplit(b") = ", 1)[0]):
                    yield unescaped(text).decode("utf-8", "surrogateescape"), b""

    @staticmethod
    def path_of(place):
        """Of `5<\\x2f…`; None for sockets, pipes and the like."""
        match = re.match(rb"^\d+<((?:\\x[0-9a-f]{2})+)", place)
        if not match:
            return None
        path = unescaped(match.group(1)).decode("utf-8", "surrogateescape")
        return path if path.startswith("/") else None
