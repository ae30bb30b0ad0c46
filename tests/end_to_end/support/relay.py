# SPDX-License-Identifier: GPL-3.0-or-later
"""A TLS relay before a real service: records the bytes of every request and changes single answers."""
import http.client
import os
import re
import socket
import ssl
import threading
import urllib.parse

from support.services import raw_certificates

LONGEST = 60  # seconds of silence


class Exchange:
    """One request, and the answer that the service gave to it."""

    def __init__(self, verb, target, headers, body):
        self.verb, self.target, self.headers, self.body = verb, target, headers, body
        self.status, self.answer_headers, self.answer = None, [], b""

    def header(self, name):
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[0] if values else None

    def wire(self):
        """Status line, headers and body of the answer."""
        lines = ["HTTP/1.1 %d Status" % self.status] + ["%s: %s" % pair for pair in self.answer_headers]
        length = [] if self.status == 204 else ["Content-Length: %d" % len(self.answer)]
        if self.verb == "HEAD":
            length = []
        head = ("\r\n".join(lines + length) + "\r\n\r\n").encode("latin-1")
        return head + (b"" if self.verb == "HEAD" else self.answer)


class Relay:
    """Rules: what `before(exchange)` returns is sent instead of asking the service; `after(exchange)` may change its
    answer in place, or return what to send instead of it. None goes on as usual; anything but a whole answer
    (`exchange.wire()`) ends the connection."""

    def __init__(self, test, profile, through=None):
        """`through`: the origin of a proxy that stands for the base URL of the service; pieces of uploads go past it."""
        folder = test.path("relay-%d" % id(self))
        self.pin = raw_certificates.make(folder, {})
        self.upstream = urllib.parse.urlsplit(profile["base_url"])
        self.through = urllib.parse.urlsplit(through) if through else None
        self.upstream_context = ssl.create_default_context(cadata=profile["ca_pem"])
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder + "/leaf.pem", folder + "/leaf.key")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.exchanges, self.rules, self.lock = [], [], threading.Lock()
        with open(folder + "/ca.pem", encoding="ascii") as file:
            authority = file.read()
        self.document = dict(profile, ca_pem=authority,
                             base_url="https://127.0.0.1:%d%s" % (self.port, self.upstream.path))
        self.file = test.write(os.path.basename(folder) + ".json", self.document)
        threading.Thread(target=self.accept, daemon=True).start()
        test.addCleanup(self.end)

    def end(self):
        """Wakes the thread that waits for connections: closing alone leaves it waiting on a number that the next listener
        gets, and the kernel may let it take a connection there."""
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has ended already
        self.listener.close()

    def before(self, pattern, act, times=1000):
        self.rules.append([re.compile(pattern), times, act, None])

    def after(self, pattern, act, times=1000):
        self.rules.append([re.compile(pattern), times, None, act])

    def requests(self, pattern=""):
        with self.lock:
            return [each for each in self.exchanges if re.search(pattern, each.verb + " " + each.target)]

    def accept(self):
        while True:
            try:
                plain = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(plain,), daemon=True).start()

    def serve(self, plain):
        try:
            plain.settimeout(LONGEST)
            with self.context.wrap_socket(plain, server_side=True) as stream, stream.makefile("rb") as source:
                while self.serve_one(stream, source):
                    pass
        except OSError:
            plain.close()

    def serve_one(self, stream, source):
        line = source.readline()
        if not line:
            return False
        verb, target, _ = line.decode("latin-1").split(" ", 2)
        headers = []
        for line in iter(source.readline, b"\r\n"):
            if not line:
                return False
            name, value = line.decode("latin-1").split(":", 1)
            headers.append((name.strip(), value.strip()))
        length = max([int(value) for name, value in headers if name.lower() == "content-length"] or [0])
        exchange = Exchange(verb, target, headers, source.read(length))
        rule = self.record(exchange)
        wire = rule[2](exchange) if rule and rule[2] else None
        if wire is None:
            self.forward(exchange)
            wire = rule[3](exchange) if rule and rule[3] else None
            if wire is None:
                stream.sendall(exchange.wire())
                return True
        stream.sendall(wire)
        return exchange.status is not None and wire == exchange.wire()

    def record(self, exchange):
        with self.lock:
            self.exchanges.append(exchange)
            for rule in self.rules:
                if rule[1] > 0 and rule[0].search(exchange.verb + " " + exchange.target):
                    rule[1] -= 1
                    return rule
        return None

    def forward(self, exchange):
        target = exchange.target
        if self.through and exchange.verb != "PATCH":
            there = http.client.HTTPConnection(self.through.hostname, self.through.port, timeout=LONGEST)
            target = target[len(self.upstream.path):]
        else:
            there = http.client.HTTPSConnection(self.upstream.hostname, self.upstream.port, timeout=LONGEST,
                                                context=self.upstream_context)
        there.putrequest(exchange.verb, target, skip_host=True, skip_accept_encoding=True)
        for name, value in exchange.headers:
            there.putheader(name, self.upstream.netloc if name.lower() == "host" else value)
        there.endheaders(exchange.body)
        answer = there.getresponse()
        exchange.status, exchange.answer = answer.status, answer.read()
        skipped = ("content-length", "connection", "keep-alive", "transfer-encoding")
        here = "127.0.0.1:%d" % self.port
        exchange.answer_headers = [(name, value.replace(self.upstream.netloc, here))
                                   for name, value in answer.getheaders() if name.lower() not in skipped]
        there.close()
