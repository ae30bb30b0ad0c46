# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way through Prism, a validating proxy that knows nothing but the contract (packaging/dev.sh long).
Prism takes every body for text, which would damage the pieces of uploads."""
import json
import os
import shutil
import socket
import subprocess
import unittest

from support.program import EXAMPLE, SOURCE
from support.relay import Relay
from support.services import ServiceTest

PRISM = os.environ.get("TTP_LONG", "") + "/node_modules/@stoplight/prism-cli/dist/index.js"
STARTS = 120  # lines that it may print before it listens


@unittest.skipUnless(shutil.which("node") and os.path.isfile(PRISM),
                     "no Prism: packaging/dev.sh long fetches it where npm and a registry can be reached")
class PrismTest(ServiceTest):
    def prism(self, profile):
        """Starts it before the service of the profile; returns its origin."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = subprocess.Popen(
            ["node", PRISM, "proxy", os.path.join(SOURCE, "resources/api/openapi.yaml"), profile["base_url"],
             "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "NODE_EXTRA_CA_CERTS": self.write("ca.pem", profile["ca_pem"])})
        self.addCleanup(self.end_process, process)
        for _ in range(STARTS):
            line = process.stdout.readline()
            self.assertTrue(line, "Prism has ended")
            if b"listening" in line:
                return "http://127.0.0.1:%d" % port
        self.fail("Prism does not listen")

    def test_no_exchange_violates_the_contract(self):
        profile = self.practice()["profile"]
        relay = Relay(self, profile, through=self.prism(profile))
        self.report("check", EXAMPLE, "--service", relay.file)
        self.submit(relay.file, "--receipt", "receipt.json")
        self.submit(relay.file, stdin=b"wrong\n", state="credentials", failure="SGN-001")
        violations = [(exchange.verb, exchange.target, value) for exchange in relay.exchanges
                      for name, value in exchange.answer_headers if name.lower() == "sl-violations"]
        self.assertEqual(violations, [], json.dumps(violations, indent=1))
        self.assertGreater(len(relay.exchanges), 12)


if __name__ == "__main__":
    unittest.main()
