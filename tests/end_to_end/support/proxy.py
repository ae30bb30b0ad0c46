# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy that leads every CONNECT to one port of this computer, so that a service can have any name."""
import select
import socket
import threading


class Proxy:
    """`targets` are the CONNECT targets that were asked for; with `refusal` that status answers instead."""

    def __init__(self, test, port, refusal=None):
        self.there, self.refusal, self.targets = port, refusal, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        test.addCleanup(self.end)
        threading.Thread(target=self.accept, daemon=True).start()

    def end(self):
        """Wakes the thread that waits for connections: closing alone leaves it waiting on a number that the next listener
        gets, and the kernel may let it take a connection there."""
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has ended already
        self.listener.close()

    def accept(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                data = client.recv(4096)
                if not data:
                    return
                head += data
            self.targets.append(head.split(b" ")[1].decode("latin-1"))
            if self.refusal:
                client.sendall(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % self.refusal)
                return
            with socket.create_connection(("127.0.0.1", self.there)) as service:
                client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                self.lead(client, service)

    def lead(self, client, service):
        while True:
            for source in select.select([client, service], [], [])[0]:
                try:
                    data = source.recv(65536)
                    (service if source is client else client).sendall(data)
                except OSError:
                    return
                if not data:
                    return
