"""From an address and a password to a card on Today: a real mail server, a real worker, a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import dovecot
from tests.browser.conftest import Opener, Seen, Server, serve, stop
from tests.browser.steps import answer_three_questions, become_owner
from tests.channels.mailbox.conftest import imap  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]  # on each: tests/channels/mailbox


@pytest.fixture
def server(on_database: None, tmp_path: Path, imap: dovecot.Server) -> Iterator[Server]:  # noqa: F811
    allowed = f"localhost:{imap.port}"
    made = serve(tmp_path / "data", SSL_CERT_FILE=str(imap.certificate), HAFAWA_FETCH_ALLOW=allowed)
    yield made
    stop(made)


def test_what_is_written_is_on_today_within_seconds(
    server: Server, imap: dovecot.Server, window: Opener  # noqa: F811
) -> None:  # fmt: skip
    seen = Seen()
    page = seen.watch(window().new_page())
    user = f"browser{os.getpid()}@example.test"
    imap.users[user] = dovecot.PASSWORD
    imap.write_users()
    imap.deliver(written("Where is my order FN-1? It was promised for Monday.", days=2), user=user)
    become_owner(page, server)
    answer_three_questions(page)
    page.click("text=Connect a mailbox")
    page.fill("[name=address]", user)
    page.fill("[name=password]", dovecot.PASSWORD)
    page.click("summary:has-text('Server')")
    page.fill("[name=host]", "localhost")
    page.fill("[name=port]", str(imap.port))
    page.click("main button:has-text('Connect')")
    expect(page.locator("#mailbox-state .chip").first).to_have_text("Up to date", timeout=60_000)
    expect(page.locator("#mailbox-state")).to_contain_text("Messages that came1")
    page.goto(server.address)
    expect(page.locator("article.card").first).to_contain_text("Layla", timeout=60_000)
    expect(page.locator("article.card").first).to_contain_text("Where is my order FN-1?")
    imap.deliver(written("ველოდები პასუხს, ძალიან გთხოვთ", sender="Nino <nino@example.org>", days=1), user=user)
    page.goto(f"{server.address}/people/")
    for _try in range(60):
        if page.locator("text=Nino").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator("text=Nino").first).to_be_visible()
    assert not seen.complaints


def written(text: str, *, days: int, sender: str = "Layla <layla@example.org>") -> bytes:
    date = format_datetime(datetime.now(UTC) - timedelta(days=days))
    return dovecot.letter(text, sender=sender, date=date)
