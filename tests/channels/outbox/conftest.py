"""A shop that sends from one mailbox, over a server that can be told to misbehave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Mailbox, Outgoing, Sending
from hafawa.channels.outbox import actions
from hafawa.channels.outbox.actions import Letter
from hafawa.kernel import sealed
from tests import wayward

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
SHOP, LAYLA = "shop@example.test", "layla@example.org"


@pytest.fixture(scope="session")
def server() -> Iterator[wayward.Server]:
    made = wayward.Server()
    yield made
    made.remove()


@pytest.fixture
def smtp(server: wayward.Server, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> wayward.Server:
    """The server, well behaved so far, trusted and allowed."""
    server.forget()
    settings.HAFAWA_DATA_DIR = tmp_path
    settings.HAFAWA_FETCH_ALLOW = {f"localhost:{server.port}"}
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    return server


@pytest.fixture
def mailbox(smtp: wayward.Server) -> Mailbox:
    """One that mail is sent from."""
    return sends(smtp.port)


def sends(port: int, *, address: str = SHOP, **changed: Any) -> Mailbox:
    made = Mailbox.objects.create(
        address=address, host="localhost", port=1, username=address, made_at=NOW,
        sealed_password=sealed.seal("seven figs", purpose=connecting.PURPOSE),
    )  # fmt: skip
    values = {"host": "localhost", "port": port, "name": "Finjan", "keeps_copies": False, "made_at": NOW}
    Sending.objects.create(mailbox=made, **{**values, **changed})
    return made


def letter(mailbox: Mailbox, text: str = "It is on its way.", **changed: Any) -> Letter:
    values = {"account_id": mailbox.pk, "to": (LAYLA,), "subject": "Your order", "text": text, "language": "en"}
    return Letter(**{**values, **changed})


def post(mailbox: Mailbox, text: str = "It is on its way.", *, hold_seconds: int = 0, **changed: Any) -> Outgoing:
    return actions.post(letter(mailbox, text, **changed), by=None, now=NOW, hold_seconds=hold_seconds)


def again(outgoing: Outgoing) -> Outgoing:
    """As it stands now."""
    outgoing.refresh_from_db()
    return outgoing
