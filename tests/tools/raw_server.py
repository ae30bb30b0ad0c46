#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TLS server that records the exact bytes of every request and answers by a script, well or badly.

usage: raw_server.py FOLDER SCRIPT.json

Writes FOLDER/connection-N (what arrived, decrypted) and, at the end, FOLDER/index.json: for every connection its
handshake ("ok" or the error), TLS version and suite, count of bytes, and its requests (verb, target, headers, place
and SHA-256 of the body). Prints one JSON object a line on stdout: first {"event": "listening", "port", "ca", "pin"},
then "connected", "request" and "closed". Ends when stdin ends: it then waits until the clients have closed.

The script: {"certificates": FOLDER of raw_certificates.py, or "certificate": {... of raw_certificates.py} for new ones,
"tls": {"minimum": "TLSv1_1", "maximum": "TLSv1_3", "ciphers": "..."}, "record_bodies": true, "answers": [answer, ...]}.
The first answer fits whose "match" (a regular expression over "VERB TARGET") matches and whose "times" are not used up;
without one the answer is a not-found problem. An answer has:

  do          "answer" (default), "close" or "reset" (without an answer), "stall" (say nothing until the client closes)
  read        read at most so many bytes of the body before doing it
  status, reason, headers ([[name, value]], {base} stands for this server's https origin)
  json | body | base64 | fill (so many bytes)
  length      what Content-Length says, null for none; chunked (true), cut (stop after so many bytes of the answer)
  raw         the whole answer instead (base64)
  flood       [base64, count]: after it the same bytes so many times
  interim     base64 bytes before the answer
  drip        [bytes, seconds]: send it that slowly
  then        "keep" (default) or "close"
"""
import base64
import hashlib
import json
import re
import select
import socket
import ssl
import struct
import sys
import threading
import warnings

sys.dont_write_bytecode = True  # the source tree stays clean
import raw_certificates

NOT_FOUND = {"status": 404, "headers": [["Content-Type", "application/problem+json"]],
             "json": {"type": "urn:ttp:problem:not-found", "title": "not found", "status": 404}}


class Journal:
    """What happened; tells it on stdout at once and in index.json at the end."""

    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.Lock()
        self.connections = []

    def tell(self, **event):
        with self.lock:
            sys.stdout.write(json.dumps(event) + "\n")
            sys.stdout.flush()

    def connection(self):
        with self.lock:
            entry = {"number": len(self.connections), "handshake": "", "bytes": 0, "requests": []}
            self.connections.append(entry)
        return entry

    def save(self):
        with open(self.folder + "/index.json", "w") as file:
            json.dump({"connections": self.connections}, file)


class Script:
    def __init__(self, description, base):
        self.answers = [dict(answer) for answer in description.get("answers", [])]
        self.base = base
        self.lock = threading.Lock()

    def answer_to(self, verb, target):
        with self.lock:
            for answer in self.answers:
                if re.search(answer.get("match", ""), verb + " " + target) and answer.get("times", 1) > 0:
                    if "times" in answer:
                        answer["times"] -= 1
                    return answer
        return NOT_FOUND

    def bytes_of(self, answer):
        if "raw" in answer:
            return base64.b64decode(answer["raw"])
        body = self.body_of(answer)
        headers = [(name, value.replace("{base}", self.base)) for name, value in answer.get("headers", [])]
        if answer.get("chunked"):
            headers.append(("Transfer-Encoding", "chunked"))
            parts = [body[i:i + 1000] for i in range(0, len(body), 1000)] + [b""]
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
        elif answer.get("length", 0) is not None:
            headers.append(("Content-Length", str(answer.get("length", len(body)))))
        status = answer.get("status", 200)
        lines = ["HTTP/1.1 %d %s" % (status, answer.get("reason", "Status"))]
        lines += ["%s: %s" % header for header in headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8") + body

    def body_of(self, answer):
        if "json" in answer:
            return json.dumps(answer["json"]).replace("{base}", self.base).encode("utf-8")
        if "base64" in answer:
            return base64.b64decode(answer["base64"])
        if "fill" in answer:
            return b"x" * answer["fill"]
        return answer.get("body", "").encode("utf-8")


class Connection:
    """One client: its bytes, its requests, and what it gets for them."""

    def __init__(self, stream, entry, journal, script, record_bodies):
        self.stream, self.entry, self.journal, self.script = stream, entry, journal, script
        self.record_bodies = record_bodies
        self.file = open("%s/connection-%d" % (journal.folder, entry["number"]), "wb")
        self.buffer = b""

    def receive(self):
        data = self.stream.recv(65536)
        self.entry["bytes"] += len(data)
        return data

    def run(self):
        with self.file:
            while self.serve():
                pass

    def serve(self):
        while b"\r\n\r\n" not in self.buffer:
            data = self.receive()
            if not data:
                self.file.write(self.buffer)
                return False
            self.buffer += data
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.file.write(head + b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        verb, target = lines[0].split(" ")[:2]
        headers = [[part.strip() for part in line.split(":", 1)] for line in lines[1:]]
        request = {"verb": verb, "target": target, "line": lines[0], "headers": headers, "body_at": self.file.tell()}
        self.entry["requests"].append(request)
        answer = self.script.answer_to(verb, target)
        length = max([int(value) for name, value in headers if name.lower() == "content-length"] or [0])
        self.read_body(request, min(length, answer.get("read", length)))
        self.journal.tell(event="request", connection=self.entry["number"], verb=verb, target=target,
                          body=request["body_length"])
        return self.act(answer)

    def read_body(self, request, wanted):
        digest = hashlib.sha256()
        request["body_length"] = 0
        while request["body_length"] < wanted:
            data = self.buffer or self.receive()
            if not data:
                break
            left = wanted - request["body_length"]
            data, self.buffer = data[:left], data[left:]
            digest.update(data)
            request["body_length"] += len(data)
            if self.record_bodies:
                self.file.write(data)
        self.file.flush()
        request["body_sha256"] = digest.hexdigest()

    def act(self, answer):
        """True if the connection goes on."""
        if answer.get("do") == "close":
            return False
        if answer.get("do") == "reset":
            self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if answer.get("do") == "stall":
            while self.receive():
                pass
            return False
        data = self.script.bytes_of(answer)
        cut = answer.get("cut")
        interim = base64.b64decode(answer.get("interim", ""))
        self.send(interim + (data if cut is None else data[:cut]), answer.get("drip"))
        part, count = answer.get("flood", ["", 0])
        for _ in range(count):
            self.stream.sendall(base64.b64decode(part))
        return cut is None and answer.get("then") != "close"

    def send(self, data, drip):
        if not drip:
            self.stream.sendall(data)
            return
        size, pause = drip
        for start in range(0, len(data), size):
            self.stream.sendall(data[start:start + size])
            if select.select([self.stream], [], [], pause)[0] and not self.receive():
                return


def context_of(description, folder):
    warnings.simplefilter("ignore", DeprecationWarning)  # old versions of TLS are what the client has to refuse
    tls = description.get("tls", {})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder + "/leaf.pem", folder + "/leaf.key")
    if "ciphers" in tls:
        context.set_ciphers(tls["ciphers"])
    if "minimum" in tls:
        context.minimum_version = ssl.TLSVersion[tls["minimum"]]
    if "maximum" in tls:
        context.maximum_version = ssl.TLSVersion[tls["maximum"]]
    return context


def serve_connection(plain, context, journal, script, record_bodies):
    entry = journal.connection()
    journal.tell(event="connected", connection=entry["number"])
    stream = plain
    try:
        stream = context.wrap_socket(plain, server_side=True)
        entry.update(handshake="ok", version=stream.version(), cipher=stream.cipher()[0])
        Connection(stream, entry, journal, script, record_bodies).run()
    except (OSError, ValueError) as error:
        if entry["handshake"] == "ok":
            entry["error"] = str(error)
        else:
            entry["handshake"] = str(error)
    finally:
        stream.close()
        journal.tell(event="closed", connection=entry["number"])


def serve(listener, context, journal, script, record_bodies):
    """Until stdin ends; then until every client has closed, at most ten seconds."""
    threads = []
    listener.setblocking(False)
    while True:
        ready = select.select([listener, sys.stdin], [], [])[0]
        if listener in ready:
            plain = listener.accept()[0]
            plain.setblocking(True)
            threads.append(threading.Thread(target=serve_connection, daemon=True,
                                            args=(plain, context, journal, script, record_bodies)))
            threads[-1].start()
        elif not sys.stdin.buffer.read1(1024):
            break
    for thread in threads:
        thread.join(10)


def main(folder, script_file):
    with open(script_file, encoding="utf-8") as file:
        description = json.load(file)
    certificates = description.get("certificates", folder)
    if certificates == folder:
        raw_certificates.make(folder, description.get("certificate", {}))
    with open(certificates + "/pin", encoding="ascii") as file:
        pin = file.read()
    context = context_of(description, certificates)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    journal = Journal(folder)
    script = Script(description, "https://127.0.0.1:%d" % port)
    journal.tell(event="listening", port=port, ca=certificates + "/ca.pem", pin=pin)
    serve(listener, context, journal, script, description.get("record_bodies", True))
    journal.save()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
