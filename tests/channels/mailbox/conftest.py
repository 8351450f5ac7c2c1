"""A real mail server, and an account of one's own on it for each test."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels.importers import runs
from hafawa.channels.mailbox import fetching, keeping
from hafawa.channels.mailbox.connecting import Account
from hafawa.channels.models import ImportRun, Mailbox, Security
from tests import dovecot
from tests.conftest import absent

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
_numbers = itertools.count()


@dataclass
class Post:
    """An account on the server, and how the shop reads it."""

    server: dovecot.Server
    user: str

    def account(self, **changed: object) -> Account:
        values = {
            "host": "localhost",
            "port": self.server.port,
            "security": Security.TLS,
            "username": self.user,
            "password": dovecot.PASSWORD,
        }
        return Account(**{**values, **changed})  # type: ignore[arg-type]

    def connect(self, *, folders: tuple[str, ...] = ("INBOX",), **changed: object) -> Mailbox:
        made = keeping.connect(address=self.user, account=self.account(**changed), since=None, by=None, now=NOW)
        keeping.choose_folders(made, folders, by=None, now=NOW)
        return made

    def deliver(self, *letters: bytes, folder: str = "INBOX") -> None:
        self.server.deliver(*letters, folder=folder, user=self.user)


def look(mailbox: Mailbox, *, bring_in: Callable[[ImportRun], None] | None = None) -> int:
    """A look, with what came brought in at once."""
    came: list[ImportRun] = []
    mailbox.refresh_from_db()
    count = fetching.look(mailbox, bring_in=bring_in or came.append, now=NOW)
    for run in came:
        runs.carry_out(run, now=NOW)
    return count


@pytest.fixture(scope="session")
def imap() -> Iterator[dovecot.Server]:
    """A server for all tests of a process."""
    if dovecot.program() is None:
        absent("Dovecot")
    server = dovecot.start()
    yield server
    server.remove()


@pytest.fixture
def post(imap: dovecot.Server, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Post:
    """An empty account, its server trusted and allowed."""
    user = f"shop{next(_numbers)}@example.test"
    imap.users[user] = dovecot.PASSWORD
    imap.write_users()
    settings.HAFAWA_DATA_DIR = tmp_path
    settings.HAFAWA_FETCH_ALLOW = {f"localhost:{imap.port}", f"localhost:{imap.starttls_port}"}
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate))
    return Post(imap, user)
