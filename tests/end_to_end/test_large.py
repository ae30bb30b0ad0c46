# SPDX-License-Identifier: GPL-3.0-or-later
"""25 MB of attachments arrive, streamed from disk: the program never holds them in memory."""
import copy
import hashlib
import os
import random
import sys
import unittest

from support.program import EXAMPLE
from support.relay import Relay
from support.services import ServiceTest

MEBIBYTE = 1024 * 1024
MOST_MORE = 16 * MEBIBYTE
# The peak of a process that has ended can only be asked for by its parent.
WEIGHED = ("/usr/bin/python3", "-c", """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))
sys.exit(code)
""")


class LargeTest(ServiceTest):
    def application(self, size, files):
        """The example with so many generated files of so many bytes together."""
        document = copy.deepcopy(self.read_json(EXAMPLE))
        document["attachments"] = []
        makers = {"face.jpg": b"\xff\xd8\xff\xe0", "copy.pdf": b"%PDF-1.7\n", "scan.png": b"\x89PNG\r\n\x1a\n"}
        fields = {"face.jpg": "documents.face_photo", "copy.pdf": "documents.passport_copy",
                  "scan.png": "documents.other"}
        for (name, start), length in zip(makers.items(), files):
            content = start + random.Random(size + length).randbytes(length - len(start))
            self.write("%d-%s" % (size, name), content)
            document["attachments"].append({"field": fields[name], "file": "%d-%s" % (size, name)})
        return self.write("application-%d.json" % size, document)

    def weigh(self, profile, path):
        weight = self.path("weight")
        report = self.submit(profile, "--receipt", path + ".receipt.json", file=path, wrapper=(*WEIGHED, weight))
        with open(weight, encoding="ascii") as file:
            return report, int(file.read())

    def test_25_megabytes(self):
        practice = self.practice()
        small = self.application(3000, (1000, 1000, 1000))
        large = self.application(25 * MEBIBYTE, (4 * MEBIBYTE, 12 * MEBIBYTE, 9 * MEBIBYTE))
        _, little = self.weigh(practice["file"], small)
        report, much = self.weigh(practice["file"], large)
        print("peak: %.1f MiB with 3 kB, %.1f MiB with 25 MiB" % (little / MEBIBYTE, much / MEBIBYTE), file=sys.stderr)
        self.assertLess(much - little, MOST_MORE)
        self.assertEqual(len(self.applications_by_curl(practice["profile"])), 2)
        verified = self.report("verify", large + ".receipt.json", "--service", practice["file"])
        self.assertEqual(verified["application_number"], report["application_number"])
        self.assertEqual(len([each for each in verified["checks"] if each["what"].startswith("attachment ")]), 3)

    def test_every_byte_arrives(self):
        practice = self.practice()
        relay = Relay(self, practice["profile"])
        path = self.application(25 * MEBIBYTE, (4 * MEBIBYTE, 12 * MEBIBYTE, 9 * MEBIBYTE))
        self.submit(relay.file, file=path)
        arrived = [hashlib.sha256(patch.body).hexdigest() for patch in relay.requests("PATCH ")]
        sent = []
        for entry in self.read_json(path)["attachments"]:
            with open(self.path(entry["file"]), "rb") as file:
                sent.append(hashlib.sha256(file.read()).hexdigest())
        self.assertEqual(arrived, sent)

    def test_a_cut_upload_goes_on_where_it_was(self):
        practice = self.practice()
        relay = Relay(self, practice["profile"])
        path = self.application(25 * MEBIBYTE, (4 * MEBIBYTE, 12 * MEBIBYTE, 9 * MEBIBYTE))

        def half(exchange):
            exchange.body = exchange.body[:len(exchange.body) // 2]
            exchange.headers = [(name, str(len(exchange.body)) if name.lower() == "content-length" else value)
                                for name, value in exchange.headers]
            relay.forward(exchange)
            exchange.status = None
            return b""
        relay.before("PATCH ", half, times=2)
        self.submit(relay.file, "--receipt", "receipt.json", file=path)
        self.assertTrue(relay.requests("HEAD "), "asked how much had arrived")
        self.assertEqual(len(self.applications_by_curl(practice["profile"])), 1)
        self.report("verify", "receipt.json", "--service", practice["file"])
        patched = sum(len(patch.body) for patch in relay.requests("PATCH "))
        self.assertEqual(patched, sum(os.path.getsize(self.path(entry["file"]))
                                      for entry in self.read_json(path)["attachments"]), "no byte arrives twice")


if __name__ == "__main__":
    unittest.main()
