"""Are a message's bytes such as every mail program reads, in three scripts?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from hafawa.channels.mail import parse
from hafawa.channels.outbox import paper
from hafawa.channels.outbox.paper import File, Paper, Quote

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
PLAIN = Paper(
    sender=("Finjan", "shop@example.test"), to=["layla@example.org"], cc=[], subject="Your order", text="On its way.",
    language="en", message_id="a.b.c@example.test", at=NOW,
)  # fmt: skip
ARABIC, GEORGIAN = "شكراً لرسالتك، طلبك في الطريق.", "გმადლობთ წერილისთვის."


def read(made: Paper) -> object:
    return message_from_bytes(paper.write(made), policy=default)


def test_every_line_is_short_and_of_seven_bits_and_ends_as_smtp_wants() -> None:
    long_ids = [f"{n}" * 60 + "@x.example" for n in range(100, 140)]
    made = replace(
        PLAIN, subject=ARABIC * 5, sender=("ყავის სახლი " * 8, "shop@example.test"), text=GEORGIAN * 200,
        references=long_ids, cc=[f"someone.{n}@example.org" for n in range(40)],
    )  # fmt: skip
    raw = paper.write(made)
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\r") == raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    got = parse.read(raw, now=NOW)
    assert got.envelope.subject == (ARABIC * 5).strip()
    assert got.envelope.sender is not None
    assert got.envelope.sender.name == ("ყავის სახლი " * 8).strip()
    assert len(got.envelope.recipients) == 41
    assert (got.envelope.parents[-1], len(got.envelope.parents)) == (long_ids[0], paper.REFERENCES)


def test_each_paragraph_says_its_language_and_direction() -> None:
    body = read(replace(PLAIN, text=f"{ARABIC}\n\nOrder FN-12.\n\n{GEORGIAN}", language="ar"))
    html = body.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    assert f'<p lang="ar" dir="rtl">{ARABIC}</p>' in html
    assert '<p lang="en" dir="ltr">Order FN-12.</p>' in html
    assert f'<p lang="ka" dir="ltr">{GEORGIAN}</p>' in html


@pytest.mark.parametrize(
    ("paragraph", "letter", "language"),
    [("سلام دوست", "fa", "fa"), ("12345", "ka", "ka"), ("Hello", "ka", "en"), ("Hallo", "de", "de"), ("", "ar", "ar")],
)
def test_the_language_of_a_paragraph_is_what_its_letters_tell(paragraph: str, letter: str, language: str) -> None:
    assert paper.language_of(paragraph, letter=letter) == language


def test_what_they_wrote_is_text_and_never_markup() -> None:
    nasty = '<img src=x onerror=alert(1)> https://x.example/?a=1&b="2 <script>'
    made = replace(PLAIN, text=nasty, quote=Quote("On 3 November 2026 at 10:00, l@x.example wrote:", nasty))
    html = read(made).get_body(("html",)).get_content()  # type: ignore[attr-defined]
    assert "<img" not in html
    assert "<script" not in html
    assert '<a href="https://x.example/?a=1&amp;b=" dir="ltr">' in html


def test_the_quote_is_found_apart_again() -> None:
    for introduction in (
        "On 3 November 2026 at 10:00, layla@example.org wrote:",
        "في 3 نوفمبر 2026 الساعة 10:00، كتب layla@example.org:",
        "3 ნოემბერი 2026, 10:00, layla@example.org წერდა:",
    ):
        made = replace(PLAIN, quote=Quote(introduction, "Where is it?\nThank you"))
        got = parse.read(paper.write(made), now=NOW)
        assert (got.text, "Where is it?" in got.quoted) == ("On its way.", True), introduction


def test_what_a_rule_sent_says_so_and_what_sells_says_how_to_end_it() -> None:
    automatic = parse.read(paper.write(replace(PLAIN, is_automatic=True, in_reply_to="q@x")), now=NOW)
    assert automatic.envelope.why_automatic == "auto"
    sales = paper.write(replace(PLAIN, is_sales=True))
    assert b"List-Unsubscribe: <mailto:shop@example.test?subject=unsubscribe>\r\n" in sales
    assert parse.read(sales, now=NOW).envelope.is_newsletter
    assert b"Auto-Submitted" not in sales
    assert b"List-Unsubscribe" not in paper.write(PLAIN)


def test_files_arrive_with_their_names() -> None:
    made = replace(PLAIN, files=[File("ფაქტურა.pdf", "application/pdf", b"\x00\xff" * 500)])
    ((name, content),) = parse.attached(paper.write(made))
    assert (name, content) == ("ფაქტურა.pdf", b"\x00\xff" * 500)
