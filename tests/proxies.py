"""A line between a client and a server that breaks, stalls or swallows as a bad network does; on loopback only."""

from __future__ import annotations

import contextlib
import socket
import threading


class Proxy:
    """Listens on `port` and passes on to `to`; after `cut_after` bytes from the server it cuts the line."""

    def __init__(self, to: int, *, cut_after: int | None = None) -> None:
        self.to, self.cut_after = to, cut_after
        self.lines = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                self.lines += 1
                far = socket.create_connection(("127.0.0.1", self.to))
                threading.Thread(target=self._pass, args=(near, far, None), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, self.cut_after), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, most: int | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := one.recv(4096):
                passed += len(data)
                if most is not None and passed > most:
                    break
                other.sendall(data)
        for line in (one, other):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


def silent() -> socket.socket:
    """A server that takes a line and never says a word; to be closed by the caller."""
    return socket.create_server(("127.0.0.1", 0))
