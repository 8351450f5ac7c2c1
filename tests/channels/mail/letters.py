"""Messages for the tests, as bytes."""

from __future__ import annotations

from datetime import UTC, datetime

from hafawa.channels.mail.parse import Message, read

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DATE = "Tue, 10 Nov 2026 09:30:00 +0400"


def letter(
    body: bytes | str = b"Where is my parcel?",
    *,
    sender: str | None = "Layla <layla@example.org>",
    to: str | None = "Shop <support@shop.example>",
    date: str | None = DATE,
    message_id: str | None = "<1@example.org>",
    subject: str = "A question",
    more: bytes | str = b"",
) -> bytes:
    """One message; `more` are further header lines."""
    lines = [
        ("From", sender), ("To", to), ("Date", date), ("Message-ID", message_id), ("Subject", subject),
    ]  # fmt: skip
    head = b"".join(f"{name}: {value}\r\n".encode() for name, value in lines if value is not None)
    extra = more.encode() if isinstance(more, str) else more
    return head + extra + b"\r\n" + (body.encode() if isinstance(body, str) else body)


def read_one(raw: bytes) -> Message:
    """`raw` read at the tests' moment."""
    return read(raw, now=NOW)
