"""Which message could a server not deliver, to whom, and why? Delivery reports (RFC 3464). Pure.

The message is named by the Message-ID in the headers the report returns; a report that returns none names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hafawa.channels.mail import addresses, headers, limits, mime
from hafawa.channels.mail.headers import Headers
from hafawa.channels.mail.mime import Part

RECIPIENTS = 50
SAID_CHARACTERS = 500
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_ID = re.compile(r"<([^<>\s]{1,1000})>")
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One recipient: `action` is failed or delayed, `status` its code (5.1.1), `said` the server's words."""

    email: str
    action: str
    status: str
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """`message_id` without brackets."""

    message_id: str
    recipients: tuple[Undelivered, ...]


def read(lines: bytes, parts: Sequence[Part]) -> Report | None:
    """The report in a message's parts; None where it is none, or does not say what it is about."""
    status = next((p for p in parts if p.kind in _STATUS), None)
    if status is None:
        return None
    message_id = next((found for p in parts if p.kind in _RETURNED and (found := _returned_id(lines, p))), "")
    recipients = tuple(_recipients(_bytes(lines, status)))
    return Report(message_id, recipients) if message_id and recipients else None


def _returned_id(lines: bytes, part: Part) -> str:
    block = mime.halves(_bytes(lines, part).lstrip(b"\n"))[0]
    found = _ID.search(headers.read(block).first("message-id")[:2_000])
    return found[1] if found else ""


def _recipients(block: bytes) -> Iterator[Undelivered]:
    """The groups of lines after the first, which speaks of the report itself; some programs leave that one out."""
    groups = [headers.read(group) for group in re.split(rb"\n[ \t]*\n", block.strip(b"\n"), maxsplit=2 * RECIPIENTS)]
    for group in [g for g in groups if "final-recipient" in g.values or "original-recipient" in g.values][:RECIPIENTS]:
        action = group.first("action").strip().lower()
        if action in ("failed", "delayed") or (action not in _ACTIONS and group.first("status").startswith("5")):
            email = _email(group.first("original-recipient")) or _email(group.first("final-recipient"))
            yield Undelivered(email, "delayed" if action == "delayed" else "failed", _status(group), _said(group))


def _email(value: str) -> str:
    found = addresses.read(value.rpartition(";")[2])
    return found[0].email if found else ""


def _status(group: Headers) -> str:
    found = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})", group.first("status"))
    return found[1] if found else ""


def _said(group: Headers) -> str:
    kind, sep, words = group.first("diagnostic-code").partition(";")
    return " ".join((words if sep else kind).split())[:SAID_CHARACTERS]


def _bytes(lines: bytes, part: Part) -> bytes:
    found = mime.bytes_of(lines, part)[: limits.HEADER_BLOCK_BYTES]
    return found.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
