"""Is a delivery report tied to what it is about, with the server's words, whatever form it comes in?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.channels.mail import parse
from hafawa.channels.mail.reports import Report, Undelivered

NOW = datetime(2026, 11, 22, tzinfo=UTC)
STATUS = """Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ghost@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ghost@example.org>
    User doesn't exist
"""
RETURNED = "Subject: hello\nMessage-ID: <a.b.c@shop.example>\n\nwords\n"


def report(status: str = STATUS, returned: str = RETURNED, *, kind: str = "message/rfc822") -> Report | None:
    text = (
        "From: MAILER-DAEMON@mx.example\nTo: shop@shop.example\nSubject: Undelivered Mail\n"
        "Date: Tue, 10 Nov 2026 09:30:00 +0000\nMessage-ID: <r@mx.example>\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\nI am sorry.\n--b\nContent-Type: message/delivery-status\n\n{status}\n"
        f"--b\nContent-Type: {kind}\n\n{returned}\n--b--\n"
    )
    return parse.read(text.encode(), now=NOW).report


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers", "message/global-headers"])
def test_it_names_the_message_the_recipient_and_the_words(kind: str) -> None:
    assert report(kind=kind) == Report(
        "a.b.c@shop.example",
        (Undelivered("ghost@example.org", "failed", "5.1.1", "550 5.1.1 <ghost@example.org> User doesn't exist"),),
    )


def test_the_group_about_the_report_itself_may_be_missing() -> None:
    found = report(STATUS.partition("\n\n")[2])
    assert found is not None
    assert found.recipients[0].email == "ghost@example.org"


def test_a_delay_is_told_as_one_and_a_delivery_not_at_all() -> None:
    delayed = report(STATUS.replace("failed", "delayed").replace("5.1.1\n", "4.4.1\n"))
    assert delayed is not None
    assert delayed.recipients[0].action == "delayed"
    assert report(STATUS.replace("failed", "delivered")) is None


def test_one_that_returns_no_id_names_nothing() -> None:
    assert report(returned="Subject: hello\n\nwords\n") is None


def test_thousands_of_groups_and_broken_lines_are_bounded() -> None:
    found = report(STATUS + (STATUS.partition("\n\n")[2] + "\n") * 5_000)
    assert found is not None
    assert len(found.recipients) <= 50
    assert report("\x00" * 1000 + ":" * 1000) is None


def test_the_same_parts_in_a_letter_of_a_person_are_no_report() -> None:
    text = (
        "From: Layla <layla@x.example>\nTo: s@shop.example\nMessage-ID: <q@x>\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n"
    )
    text += 'Content-Type: multipart/mixed; boundary="b"\n\n'
    text += f"--b\nContent-Type: message/delivery-status\n\n{STATUS}\n--b\nContent-Type: message/rfc822\n\n{RETURNED}\n--b--\n"
    assert parse.read(text.encode(), now=NOW).report is None
