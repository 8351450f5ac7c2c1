"""A machine answers nobody who would answer it: the rules of RFC 3834 and what shows a machine that hides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hafawa.channels.mail import headers, loops
from hafawa.channels.mail.loops import Facts, Said, facts_of, may_answer_automatically
from hafawa.channels.mail.ourselves import stated

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
US = stated(["help@finjan.example", "finjan.ge"])
HUMAN = Facts(
    "layla@example.org", "layla@example.org", return_path="layla@example.org", recipients=("help@finjan.example",)
)


def asked(facts: Facts, *recent: Said, about: str = "") -> str:
    may, why = may_answer_automatically(facts, recent, us=US, now=NOW, about=about)
    assert may is (why == "")
    return why


def of(raw: str, *, sender: str = "layla@example.org", subject: str = "Hello") -> Facts:
    to = ("help@finjan.example",)
    return facts_of(headers.read(raw.encode()), sender=sender, reply_to="", subject=subject, recipients=to)


def test_a_person_may_be_answered() -> None:
    assert asked(HUMAN) == ""
    assert asked(of("Return-Path: <layla@example.org>")) == ""
    assert asked(of("Auto-Submitted: no")) == ""


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("Auto-Submitted: auto-replied", "auto"),
        ("Auto-Submitted: auto-generated; x=y", "auto"),
        ("Return-Path: <>", "bounce"),
        ("Precedence: bulk", "auto"),
        ("Precedence: list", "newsletter"),
        ("List-Id: <fans.example.org>", "list"),
        ("List-Post: <mailto:fans@example.org>", "list"),
        ("List-Unsubscribe: <https://example.org/>", "newsletter"),
        ("X-Auto-Response-Suppress: DR, AutoReply", "auto"),
        ("X-Auto-Response-Suppress: All", "auto"),
        ("X-Autoreply: yes", "auto"),
        ("Content-Type: multipart/report; report-type=delivery-status", "bounce"),
    ],
)
def test_what_says_that_it_is_no_person_is_not_answered(lines: str, why: str) -> None:
    assert asked(of(lines)) == why


@pytest.mark.parametrize("sender", ["noreply@example.org", "mailer-daemon@example.org", "no-reply@example.org"])
def test_an_address_that_takes_no_answers_gets_none(sender: str) -> None:
    assert asked(of("", sender=sender)) == "no_reply"


@pytest.mark.parametrize("subject", ["Out of office: back on Monday", "رد تلقائي: شكرا", "ავტომატური პასუხი: მადლობა"])
def test_an_absence_note_is_known_in_three_languages(subject: str) -> None:
    assert asked(of("", subject=subject)) == "auto"


@pytest.mark.parametrize("ours", ["help@finjan.example", "Nino@FINJAN.ge"])
def test_we_do_not_answer_ourselves(ours: str) -> None:
    assert asked(replace(HUMAN, sender=ours)) == "own"
    assert asked(replace(HUMAN, reply_to=ours)) == "own"


def test_nobody_else_is_mailed_in_somebodys_name() -> None:
    assert asked(replace(HUMAN, reply_to="victim@elsewhere.example")) == "elsewhere"
    assert asked(replace(HUMAN, reply_to="orders@example.org")) == ""


def test_what_was_not_written_to_us_is_not_answered() -> None:
    assert asked(replace(HUMAN, recipients=("somebody@example.org",))) == "not_to_us"
    assert asked(replace(HUMAN, recipients=None)) == ""


@pytest.mark.parametrize("sender", ["", "layla", "@"])
def test_without_an_address_there_is_no_answer(sender: str) -> None:
    assert asked(replace(HUMAN, sender=sender, reply_to=sender)) in {"no_sender"} | ({""} if sender == "@" else set())


def ago(seconds: float, *, ours: bool, about: str = "") -> Said:
    return Said(NOW - timedelta(seconds=seconds), by_us=ours, is_automatic=ours, about=about)


def test_the_same_is_told_once_a_day() -> None:
    assert asked(HUMAN, ago(3600, ours=True, about="closed"), about="closed") == "told_before"
    assert asked(HUMAN, ago(3600, ours=True, about="closed"), about="status") == ""
    assert asked(HUMAN, ago(86_401, ours=True, about="closed"), about="closed") == ""


def test_two_machines_are_parted_after_three_exchanges() -> None:
    """It sets no header at all, and answers within seconds, for ever."""
    line: list[Said] = []
    answered = 0
    for n in range(100):
        at = NOW + timedelta(seconds=10 * n)
        line.append(Said(at, by_us=False))
        may, why = may_answer_automatically(HUMAN, line, us=US, now=at, about=f"matter {n}")
        if not may:
            assert why in {"ping_pong", "too_many"}
            continue
        answered += 1
        line.append(Said(at + timedelta(seconds=1), by_us=True, is_automatic=True, about=f"matter {n}"))
    assert answered == loops.PING_PONG


def test_a_person_who_writes_again_and_again_is_no_machine() -> None:
    line = [
        one for n in range(3) for one in (ago(900 * n + 400, ours=False), ago(900 * n + 800, ours=True, about=str(n)))
    ]
    assert asked(HUMAN, *line, about="another") == ""


def test_nobody_gets_more_than_a_few_a_day() -> None:
    line = [ago(7200 * n + 60, ours=True, about=str(n)) for n in range(loops.MOST_A_DAY)]
    assert asked(HUMAN, *line, about="another") == "too_many"


def test_every_why_has_words() -> None:
    assert {"auto", "bounce", "list", "no_reply"} <= set(loops.WHYS)
