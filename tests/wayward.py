"""An SMTP server that does what servers do on their worst day: says no, says later, drops, drips, never answers.

Over real sockets and TLS, with a journal of its own of every message whose end it saw. `on[step]` is called when the
step is reached, with the session; what it returns is said in the place of yes. Steps: connect, ehlo, auth, mail, rcpt,
data, body (the first bytes of the message), end (its last line is there), said (after the yes).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.dovecot import certify


class Drop(Exception):
    """The line is cut without a word."""


@dataclass
class Session:
    """One line: what was said on it so far."""

    server: Server
    line: ssl.SSLSocket
    recipients: list[str] = field(default_factory=list)
    word: str = ""  # the command just heard

    def say(self, words: str) -> None:
        self.line.sendall(f"{words}\r\n".encode())

    def drip(self, words: str, *, every: float) -> None:
        """A letter at a time."""
        for letter in f"{words}\r\n":
            self.line.sendall(letter.encode())
            time.sleep(every)


Step = Callable[[Session], str | None]


class Server:
    """Listens on `port` of localhost, TLS from the first byte; `certificate` is the one to be trusted."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hafawa-wayward-"))
        certify(self.folder)
        self.on: dict[str, Step] = {}
        self.lines = 0
        self.offers = ["AUTH PLAIN LOGIN", "8BITMIME"]
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.folder / "cert.pem", self.folder / "key.pem")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._journal = self.folder / "journal"
        self._journal.touch()
        self._writing = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    @property
    def accepted(self) -> list[tuple[list[str], str]]:
        """Every message it took: for whom, and its bytes."""
        return [tuple(json.loads(line)) for line in self._journal.read_text().splitlines()]  # type: ignore[misc]

    def forget(self) -> None:
        """A new day: well behaved, nothing taken."""
        self.on, self.lines, self.offers = {}, 0, ["AUTH PLAIN LOGIN", "8BITMIME"]
        self._journal.write_text("")

    def remove(self) -> None:
        self._listening.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                self.lines += 1
                threading.Thread(target=self._meet, args=(near,), daemon=True).start()

    def _meet(self, near: socket.socket) -> None:
        near.settimeout(30)
        try:
            with self._context.wrap_socket(near, server_side=True) as line:
                try:
                    self._talk(Session(self, line))
                except Drop:
                    line.close()
        except (OSError, ValueError):
            near.close()

    def _talk(self, session: Session) -> None:
        session.say(self._answer("connect", session, "220 wayward"))
        heard = session.line.makefile("rb")
        while command := heard.readline():
            session.word = command.decode("utf-8", "replace").strip()
            verb = session.word.partition(" ")[0].upper()
            if verb == "QUIT":
                session.say("221 bye")
                return
            if verb in ("EHLO", "HELO"):
                offered = "\r\n".join(f"250-{one}" for one in self.offers)
                session.say(self._answer("ehlo", session, f"250-wayward\r\n{offered}\r\n250 OK"))
            elif verb == "AUTH":
                session.say(self._answer("auth", session, "235 welcome"))
            elif verb == "MAIL":
                session.recipients.clear()
                session.say(self._answer("mail", session, "250 OK"))
            elif verb == "RCPT":
                said = self._answer("rcpt", session, "250 OK")
                if said.startswith("25"):
                    session.recipients.append(session.word.partition("<")[2].partition(">")[0])
                session.say(said)
            elif verb == "DATA":
                said = self._answer("data", session, "354 go on")
                session.say(said)
                if said.startswith("354"):
                    self._take(session, heard)
            else:
                session.say("250 OK")

    def _take(self, session: Session, heard: object) -> None:
        lines: list[bytes] = []
        while (line := heard.readline()) not in (b".\r\n", b""):  # type: ignore[attr-defined]
            if not lines:
                self._answer("body", session, "")
            lines.append(line[1:] if line.startswith(b".") else line)
        if not line:
            raise Drop
        said = self._answer("end", session, "250 2.0.0 taken")
        if said.startswith("250"):
            self.write_down(session, b"".join(lines))
        session.say(said)
        self._answer("said", session, "")

    def write_down(self, session: Session, raw: bytes) -> None:
        with self._writing, self._journal.open("a") as journal:
            journal.write(json.dumps([session.recipients, raw.decode("latin-1")]) + "\n")
            journal.flush()
            os.fsync(journal.fileno())

    def _answer(self, step: str, session: Session, usual: str) -> str:
        act = self.on.get(step)
        return (act(session) if act else None) or usual


def saying(words: str, *, times: int | None = None) -> Step:
    """Say `words` in the place of yes, `times` times; None for ever."""
    left = [times]

    def step(_session: Session) -> str | None:
        if left[0] is not None:
            if not left[0]:
                return None
            left[0] -= 1
        return words

    return step


def dropping(*, times: int | None = None) -> Step:
    """Cut the line."""
    say = saying("x", times=times)

    def step(session: Session) -> str | None:
        if say(session):
            raise Drop
        return None

    return step
