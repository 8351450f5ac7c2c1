"""From a mailbox connected in the browser to a conversation that is answered, is answered again, called and closed.

Real servers on both sides: the customer's own program sends by SMTP and reads her own mailbox.
"""

from __future__ import annotations

import os
import smtplib
import ssl
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hafawa.kernel import clock
from tests import databases, dovecot, postfix
from tests.browser.conftest import Opener, Seen, Server, serve, stop
from tests.browser.steps import answer_three_questions, become_owner
from tests.channels.mailbox.conftest import imap  # noqa: F401
from tests.conftest import absent

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]  # on each: tests/channels/outbox


@pytest.fixture
def mta(imap: dovecot.Server) -> Iterator[postfix.Server]:  # noqa: F811
    if postfix.program() is None:
        absent("Postfix, or Dovecot's LMTP, or the right to start them,")
    made = postfix.start(imap)
    yield made
    made.remove()


@pytest.fixture
def server(on_database: None, tmp_path: Path, imap: dovecot.Server, mta: postfix.Server) -> Iterator[Server]:  # noqa: F811
    allowed = ",".join(f"localhost:{port}" for port in (imap.port, mta.port, mta.starttls_port))
    made = serve(tmp_path / "data", SSL_CERT_FILE=str(imap.certificate), HAFAWA_FETCH_ALLOW=allowed)
    yield made
    stop(made)


def test_a_mailbox_is_connected_mail_is_answered_is_answered_again_and_the_conversation_closed(
    server: Server, imap: dovecot.Server, mta: postfix.Server, window: Opener  # noqa: F811
) -> None:  # fmt: skip
    shop, layla = (f"{name}{os.getpid()}@example.test" for name in ("answers", "asks"))
    imap.users |= {shop: dovecot.PASSWORD, layla: dovecot.PASSWORD}
    imap.write_users()
    seen = Seen()
    page = seen.watch(window().new_page())
    become_owner(page, server)
    answer_three_questions(page)
    connect(page, server, shop, imap, mta)
    page.goto(f"{server.address}/asking/")
    page.check("[name=is_on]")
    page.fill("[name=after_hours]", "1")
    page.click("main form button[type=submit]")
    expect(page.locator("#asking-switch .chip")).to_have_text("On")

    writes(mta, imap, layla, shop, "Where is my order FN-1? It was promised for Monday.", "<q1@example.test>")
    line = waits_for(page, server, "FN-1")
    line.click()
    page.fill("#reply-text", "It leaves us today and is with you on Friday.")
    page.click("[data-sends]")
    expect(page.locator(".composer-said [data-undoes]")).to_be_visible()

    (answer,) = letters(imap, layla, at_least=1)
    assert answer["In-Reply-To"] == "<q1@example.test>"
    assert "<q1@example.test>" in answer["References"]
    assert "is with you on Friday" in plain(answer)

    writes(
        mta, imap, layla, shop, "It came, and one cup is broken.", "<q2@example.test>",
        subject="Re: Question", In_Reply_To=answer["Message-ID"], References=f"<q1@example.test> {answer['Message-ID']}",
    )  # fmt: skip
    waits_for(page, server, "broken").click()
    thread = page.locator("#thread")
    expect(thread).to_contain_text("Where is my order FN-1?")  # all in one conversation, in its order
    expect(thread).to_contain_text("is with you on Friday")
    expect(thread).to_contain_text("one cup is broken")
    expect(page.locator("#thread .event[data-side=them]")).to_have_count(2)

    page.click("a[data-person]")
    page.wait_for_url("**/people/*/")
    page.go_back()
    page.click("button[data-act=close]")
    page.wait_for_url("**/inbox/**")
    expect(page.locator(".toast [data-undoes]")).to_be_visible()
    page.goto(f"{server.address}/inbox/")
    expect(page.locator(".empty")).to_contain_text("No one is waiting")
    assert len(letters(imap, layla, at_least=1)) == 1  # nothing went out twice

    two_hours_go_by(server)
    question = letters(imap, layla, at_least=2, seconds=150)[1]
    assert question["Auto-Submitted"]
    assert question["List-Unsubscribe"].startswith(f"<{server.address}/felt/")
    link = next(line for line in plain(question).splitlines() if line.endswith("?a=yes"))
    customer = window().new_page()  # who has no account
    customer.goto(link)
    expect(customer.get_by_label("Yes, it did")).to_be_checked()
    customer.click("main form button[type=submit]")
    expect(customer.locator("h1")).to_have_text("Thank you")
    page.goto(f"{server.address}/figures/")
    expect(page.locator("[data-figure=felt]")).to_contain_text("1 of 1")
    assert not seen.complaints


def two_hours_go_by(server: Server) -> None:
    """Since all that was closed, as far as it is asked when that was."""
    hours = timedelta(hours=2)
    for table, column in (("conversations_conversation", "closed_at"), ("surveys_byitself", "looked_until")):
        ((key, at),) = databases.rows(server.folder, f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")
        earlier = datetime.fromisoformat(str(at)) - hours
        databases.rows(server.folder, f"UPDATE {table} SET {column} = ? WHERE id = ?", [earlier.isoformat(" "), key])


def connect(page: Page, server: Server, user: str, imap: dovecot.Server, mta: postfix.Server) -> None:  # noqa: F811
    """As somebody does who knows their server: the mailbox, and then how mail is sent from it."""
    page.goto(f"{server.address}/settings/mailboxes/")
    page.fill("[name=address]", user)
    page.fill("[name=password]", dovecot.PASSWORD)
    page.click("summary:has-text('Server')")
    page.fill("[name=host]", "localhost")
    page.fill("[name=port]", str(imap.port))
    page.click("main button:has-text('Connect')")
    expect(page.locator("#mailbox-state .chip").first).to_have_text("Up to date", timeout=60_000)
    page.click("summary:has-text('How mail is sent')")
    sending = page.locator("form[action$='/sending/#sending']")
    sending.locator("[name$=host]").fill("localhost")
    sending.locator("[name$=port]").fill(str(mta.port))
    sending.locator("button[type=submit]").click()
    expect(page.locator("#sending ~ .sheet .chip").first).to_have_text("Mail goes out")


def waits_for(page: Page, server: Server, words: str) -> object:
    """The line of the inbox with these words, once it is there, without a click of ours."""
    page.goto(f"{server.address}/inbox/")
    line = page.locator(f".talk:has-text('{words}') .talk-open")
    expect(line).to_be_visible(timeout=60_000)
    return line


def writes(
    mta: postfix.Server, imap: dovecot.Server, sender: str, to: str, text: str, message_id: str, *,  # noqa: F811
    subject: str = "Question", **headers: str,
) -> None:  # fmt: skip
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    raw = (
        f"From: Layla <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {format_datetime(clock.now())}\r\n"
        f"Message-ID: {message_id}\r\n{more}\r\n{text}\r\n"
    )
    with smtplib.SMTP("localhost", mta.starttls_port) as line:
        line.starttls(context=ssl.create_default_context(cafile=str(imap.certificate)))
        line.sendmail(sender, [to], raw.encode())


def letters(imap: dovecot.Server, user: str, *, at_least: int, seconds: float = 60) -> list[Message]:  # noqa: F811
    """What lies in the mailbox of `user`, once so much has come."""
    until = time.monotonic() + seconds
    while True:
        with imap.client(user) as line:
            line.select_folder("INBOX", readonly=True)
            bodies = line.fetch(line.search(), ["BODY.PEEK[]"])
        if len(bodies) >= at_least:
            return [message_from_bytes(bodies[uid][b"BODY[]"]) for uid in sorted(bodies)]
        assert time.monotonic() < until, "it never came"
        time.sleep(0.5)


def plain(found: Message) -> str:
    part = next(p for p in found.walk() if p.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr]
