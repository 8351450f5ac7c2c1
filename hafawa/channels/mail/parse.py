"""What does one message say: from whom, to whom, when, in which words, with what attached? Pure.

Written instead of using the standard library's parser, which raises RecursionError on 3,000 "(" in To and on 2,000
nested parts, and takes 9 s for 1 MB of References. Everything here is bounded by `limits` before it is decoded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hafawa.channels.mail import (
    addresses,
    automatic,
    dates,
    headers,
    html_text,
    limits,
    mime,
    order_refs,
    quotes,
    reports,
)
from hafawa.channels.mail.addresses import Address
from hafawa.channels.mail.headers import Headers
from hafawa.channels.mail.mime import Part
from hafawa.channels.mail.reports import Report

_ID = re.compile(r"<([^<>\s]{1,1000})>")
_BARE_ID = re.compile(r"[^<>\s]{3,250}@[^<>\s]{1,250}")
_ESCAPED_FROM = re.compile(rb"(?m)^>+From ")

NOTES = {
    "date_from_server": "its own date was missing or impossible; a mail server's or the mailbox's was taken",
    "two_senders": "more than one address stands in From; the first was taken",
    "encrypted": "encrypted or signed as a whole, so its words could not be read",
    "outlook_package": "holds winmail.dat, a package only Outlook opens",
    "no_message_id": "has no Message-ID; it is known by its sender, date, subject and words",
    "charset_guessed": "its letters were declared wrongly or not at all, and guessed",
    "cut": "longer, deeper or with more parts than we read; the rest is in the original",
    "auto": "an automatic reply",
    "bounce": "a report that something could not be delivered",
    "list": "came over a mailing list",
    "no_reply": "its sender's address takes no answers",
    "newsletter": "sent to many at once",
}


class Unreadable(Exception):
    """A message that cannot become an event: `reason` is a key of `rejections.REASONS`, `facts` fill its words."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, Any] = facts


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers alone say; enough to find the conversation and whose mailbox it is."""

    message_id: str
    parents: tuple[str, ...]  # nearest first
    sender: Address | None
    recipients: tuple[Address, ...]  # To, then Cc
    delivered_to: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    is_own_date: bool
    why_automatic: str
    is_newsletter: bool
    senders: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message read whole. `notes` are keys of what was odd: see `docs/reference/events.md`."""

    envelope: Envelope
    text: str
    quoted: str
    signature: str
    order_ref: str
    attachments: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    sha256: str = ""
    body_sha256: str = ""
    external_id: str = ""
    report: Report | None = None


@dataclass
class _Found:
    notes: list[str] = field(default_factory=list)

    def note(self, key: str, is_so: object) -> None:
        if is_so and key not in self.notes:
            self.notes.append(key)


def read(raw: bytes, *, now: datetime, from_line: str = "") -> Message:
    """The message in `raw`. Raises `Unreadable` with a reason; nothing else, whatever the bytes."""
    if len(raw) > limits.MESSAGE_BYTES:
        raise Unreadable("too_large", size=len(raw), most=limits.MESSAGE_BYTES)
    lines = even_lines(raw)
    head, body_at = _head(lines)
    envelope = _envelope(head, now=now, from_line=from_line)
    found = _Found()
    parts, was_cut = mime.leaves(lines, head, body_at)
    text = _words(lines, parts, found)
    found.note("cut", was_cut or head.was_cut)
    _note_oddities(found, envelope, parts)
    split = quotes.cut(text)
    body_hash = _body_hash(lines, body_at)
    return Message(
        envelope=envelope,
        text=split.text[: limits.KEPT_CHARACTERS],
        quoted=split.quoted[: limits.QUOTED_CHARACTERS],
        signature=split.signature[:2_000],
        order_ref=order_refs.order_ref(envelope.subject, split.text),
        attachments=_attachments(lines, parts),
        notes=tuple(found.notes),
        sha256=hashlib.sha256(raw).hexdigest(),
        body_sha256=body_hash,
        external_id=_external_id(envelope, body_hash),
        report=reports.read(lines, parts) if envelope.why_automatic == "bounce" else None,
    )


def read_envelope(block: bytes, *, now: datetime, from_line: str = "") -> Envelope:
    """What the header block alone says. Raises `Unreadable` where it has no headers at all or too many bytes."""
    head, _ = _head(even_lines(block))
    return _envelope(head, now=now, from_line=from_line)


def attached(raw: bytes) -> list[tuple[str, bytes]]:
    """What came with the message beside its words: (name, bytes), a name for those without one."""
    lines, parts = parts_of(raw)
    found = [part for part in parts if not part.is_words]
    return [(p.filename or f"part-{n}", mime.bytes_of(lines, p)) for n, p in enumerate(found, 1)]


def parts_of(raw: bytes) -> tuple[bytes, list[Part]]:
    """The message with its line ends made even, and its parts as places in that. Raises `Unreadable`."""
    lines = even_lines(raw[: limits.MESSAGE_BYTES])
    head, body_at = _head(lines)
    return lines, mime.leaves(lines, head, body_at)[0]


def external_id(raw: bytes, *, now: datetime, from_line: str = "") -> str:
    """What the timeline knows the message by, without reading its words. Raises `Unreadable`."""
    lines = even_lines(raw)
    head, body_at = _head(lines)
    return _external_id(_envelope(head, now=now, from_line=from_line), _body_hash(lines, body_at))


def _body_hash(lines: bytes, body_at: int) -> str:
    return hashlib.sha256(_ESCAPED_FROM.sub(b"From ", lines[body_at:]).rstrip()).hexdigest()


def even_lines(raw: bytes) -> bytes:
    """`raw` with LF for CR LF and bare CR, without a byte order mark."""
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw.removeprefix(b"\xef\xbb\xbf")


def _head(lines: bytes) -> tuple[Headers, int]:
    lead = len(lines) - len(lines.lstrip(b"\n")) if lines.startswith(b"\n") else 0
    block, body_at = mime.halves(lines[lead:] if lead else lines)
    if len(block) > limits.HEADER_BLOCK_BYTES:
        raise Unreadable("mail_headers_too_large", size=len(block), most=limits.HEADER_BLOCK_BYTES)
    head = headers.read(block)
    if not head.values:
        raise Unreadable("mail_no_headers")
    return head, body_at + lead


def _envelope(head: Headers, *, now: datetime, from_line: str) -> Envelope:
    senders = [a for value in head.all("from")[:5] for a in addresses.read(value)]
    sender = (
        senders[0]
        if senders
        else next((a for n in ("sender", "reply-to") for a in addresses.read(head.first(n))), None)
    )
    recipients = {a.email: a for name in ("to", "cc") for value in head.all(name)[:20] for a in addresses.read(value)}
    subject = head.words("subject")[: limits.SUBJECT_CHARACTERS]
    sent_at, is_own = dates.when(head.first("date"), received=head.all("received")[:10], from_line=from_line, now=now)
    return Envelope(
        message_id=_first_id(head.first("message-id")),
        parents=_parents(head),
        sender=sender,
        recipients=tuple(recipients.values())[: limits.RECIPIENTS],
        delivered_to=_delivered_to(head),
        subject=subject,
        sent_at=sent_at,
        is_own_date=is_own,
        why_automatic=automatic.why_automatic(head, sender=sender.email if sender else "", subject=subject),
        is_newsletter=automatic.is_newsletter(head, recipients=len(recipients)),
        senders=len(senders),
    )


def _first_id(value: str) -> str:
    match = _ID.search(value[:2_000]) or _BARE_ID.search(value[:500])
    return _short(match[1] if match.re is _ID else match[0]) if match else ""


def _short(message_id: str) -> str:
    """Long ids by their hash, so that they fit a key."""
    if len(message_id) <= limits.MESSAGE_ID_CHARACTERS:
        return message_id
    return "sha256-" + hashlib.sha256(message_id.encode()).hexdigest()


def _parents(head: Headers) -> tuple[str, ...]:
    """The messages this one answers, nearest first; the root is always among them."""
    direct = [_short(x) for x in _ID.findall(head.first("in-reply-to"))[:3]]
    line = [_short(x) for x in _ID.findall(head.first("references"))]
    kept = line if len(line) <= limits.REFERENCES else line[:1] + line[-limits.REFERENCES :]
    return tuple(dict.fromkeys([*direct, *reversed(kept)]))


def _delivered_to(head: Headers) -> tuple[str, ...]:
    names = ("delivered-to", "x-original-to", "envelope-to", "x-delivered-to")
    found = (a.email for name in names for value in head.all(name)[:3] for a in addresses.read(value))
    return tuple(dict.fromkeys(found))


def _words(lines: bytes, parts: list[Part], found: _Found) -> str:
    chosen: list[str] = []
    shown = [p for p in parts if p.is_words]
    plain_groups: set[int] = set()
    for part in sorted(shown, key=lambda p: p.kind != "text/plain"):
        if part.group and part.kind == "text/html" and part.group in plain_groups:
            continue
        text, was_guessed, was_cut = mime.words_of(lines, part)
        found.note("charset_guessed", was_guessed)
        found.note("cut", was_cut)
        text = (html_text.text_of(text) if part.kind == "text/html" else text).strip("\n")
        if text.strip():
            chosen.append(text)
            plain_groups.add(part.group)
        if sum(map(len, chosen)) > limits.TEXT_BYTES:
            found.note("cut", is_so=True)
            break
    return "\n\n".join(chosen)


def _note_oddities(found: _Found, envelope: Envelope, parts: list[Part]) -> None:
    kinds = {part.kind for part in parts}
    found.note("date_from_server", envelope.sent_at is not None and not envelope.is_own_date)
    found.note("two_senders", envelope.senders > 1)
    found.note("encrypted", kinds & {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
    found.note("outlook_package", "application/ms-tnef" in kinds or any(p.filename == "winmail.dat" for p in parts))
    found.note("no_message_id", not envelope.message_id)


def _attachments(lines: bytes, parts: list[Part]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"name": part.filename, "type": part.kind, "size_bytes": mime.size_bytes(lines, part)}
        | ({"is_inline": True} if part.is_inline_picture else {})
        for part in parts
        if not part.is_words
    )[: limits.ATTACHMENTS]


def _external_id(envelope: Envelope, body_hash: str) -> str:
    """The Message-ID and the body's hash: the same letter in two folders is one, another body under one id is two."""
    if envelope.message_id:
        return f"{envelope.message_id}#{body_hash[:16]}"
    sent = envelope.sent_at.isoformat() if envelope.sent_at and envelope.is_own_date else ""
    known = "\n".join((envelope.sender.email if envelope.sender else "", sent, envelope.subject, body_hash))
    return "sha256-" + hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()
