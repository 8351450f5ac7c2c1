"""How does a mailbox become messages in the timeline? mbox, a folder or zip of .eml, one .eml.

Two passes: the first reads headers only and finds whose mailbox it is and which conversation each message belongs to,
whatever the order of the files; the second reads the messages one by one. Bytes and patterns are in `channels.mail`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from hafawa.channels.importers.registry import (
    Arrival,
    Job,
    Key,
    Option,
    Phrase,
    Plan,
    Question,
    Rejection,
    Row,
    Said,
    Sample,
    Setting,
    Who,
)
from hafawa.channels.importers.rejections import REASONS
from hafawa.channels.mail import boxes, keyring, known, limits, ourselves, parse, threading
from hafawa.channels.mail.addresses import Address
from hafawa.channels.mail.boxes import Piece
from hafawa.channels.mail.charsets import clean
from hafawa.channels.mail.ourselves import Us
from hafawa.channels.mail.parse import Envelope, Message, Unreadable
from hafawa.kernel import clock
from hafawa.timeline.events import MessageReceived, MessageSent

SAMPLE_MESSAGES = 1_000
_HEADER_LINE = re.compile(rb"(?im)^(from|to|date|received|message-id|subject|mime-version|return-path|delivered-to):")
_NOBODY = ("bounce", "list", "no_reply")

REASONS.update(
    {
        "mail_no_headers": _("This is not a mail message: it has no header lines. The original is kept."),
        "mail_headers_too_large": _("The header lines are %(size)s bytes long; the most is %(most)s."),
        "mail_no_sender": _("The message does not say from whom it is, or only in a way that is no mail address."),
        "mail_no_date": _("The message has no possible date, and neither has a mail server's stamp on it."),
        "mail_no_recipient": _("You sent this message, but it names nobody it was sent to."),
        "mail_between_us": _("This message went between your own addresses, so it is about no customer."),
        "mail_damaged": _("This message could not be unpacked. The original is kept."),
    }
)


class MailImporter:
    """Messages from mailboxes; the timeline knows them by Message-ID and body, so folders may overlap."""

    key: ClassVar[str] = "mail"
    title: ClassVar[str] = _("Mail (mbox, .eml)")

    def detect(self, sample: Sample) -> float:
        """By the first line of an mbox, by header lines, by the names in a folder."""
        if sample.is_folder or sample.is_zip:
            mail = sum(boxes.is_mail_name(m.rpartition("/")[2]) for m in sample.members)
            return 0.0 if not mail else 0.95 if mail * 2 >= len(sample.members) else 0.6
        if boxes.starts_mbox(sample.head):
            return 0.98
        top = re.split(rb"\r?\n\r?\n|\r\r", sample.head.lstrip(), maxsplit=1)[0]
        names = {m.lower() for m in _HEADER_LINE.findall(top)}
        is_named = sample.name.lower().endswith(boxes.ENDINGS)
        return 0.95 if is_named and names else 0.9 if len(names) >= 3 else 0.7 if is_named else 0.0

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        """Asks only whose mailbox it is, and only where neither the shop nor the mailbox makes it clear."""
        now = clock.now()
        first = list(_envelopes(islice(boxes.pieces(sample.path, heads_only=True), SAMPLE_MESSAGES), now))
        given = answers.get("us") or ", ".join(setting.staff_addresses)
        guess = ourselves.guess(first)
        if not given and guess.is_clear:
            given = ", ".join(ourselves.as_entries(guess.candidates[0]))
        members = [m for m in sample.members if m.lower().endswith(".eml")]
        return Plan(
            source="mail",
            answers={"us": given} if given else {},
            questions=() if given else (_whose(first, guess.candidates),),
            notes=(Phrase(_("Messages from %(us)s are read as sent by you."), {"us": given}),) if given else (),
            header=(gettext("From"), gettext("To"), gettext("Date"), gettext("Subject")),
            rows=tuple(_shown(one) for one in first[:5]),
            rows_total=len(members) if members and len(members) == len(sample.members) else None,
        )

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        """One row a message, in the order of the file; what cannot be read is told and the next one read."""
        now = clock.now()
        us = ourselves.stated(job.answers.get("us", "").split(","))
        keys = _conversations(job, us, now)
        for number, piece in enumerate(boxes.pieces(job.path), 1):
            if number > after:
                yield _row(number, piece, us=us, key=keys[number - 1], now=now)


IMPORTER = MailImporter()


def _envelopes(pieces: Iterator[Piece], now: datetime) -> Iterator[Envelope]:
    for piece in pieces:
        try:
            yield parse.read_envelope(piece.raw, now=now, from_line=piece.from_line)
        except Unreadable:
            continue


def _whose(first: list[Envelope], candidates: list[str]) -> Question:
    ask = Phrase(_("Which mail address or domain is yours? Messages from it are read as sent by you."))
    options = (
        Option(", ".join(ourselves.as_entries(a)), Phrase("%(us)s", {"us": a}), _reads(first, a)) for a in candidates
    )
    unique = {option.value: option for option in reversed(list(options))}
    return Question("us", ask, tuple(reversed(list(unique.values()))))


def _reads(first: list[Envelope], address: str) -> tuple[tuple[str, str], ...]:
    us = ourselves.stated(ourselves.as_entries(address))
    ours, theirs = gettext("sent by you"), gettext("from a customer")
    said = [one for one in first if one.sender]
    sent = [one for one in said if one.sender and us.has(one.sender.email)]
    came = [one for one in said if any(us.has(a.email) for a in one.recipients)]
    shown = list(dict.fromkeys([*sent[:3], *came, *sent, *said]))[:5]
    return tuple(
        (" · ".join(_shown(one)), ours if one.sender and us.has(one.sender.email) else theirs) for one in shown
    )


def _shown(one: Envelope) -> tuple[str, str, str, str]:
    sender = one.sender.as_typed if one.sender else ""
    to = one.recipients[0].as_typed if one.recipients else ""
    return sender, to, one.sent_at.date().isoformat() if one.sent_at else "", one.subject[:80]


def _conversations(job: Job, us: Us, now: datetime) -> list[int]:
    """The conversation's key of every message in the file (0 for those that cannot be read)."""
    secrets = keyring.secrets()
    nodes: list[threading.Node] = []
    places: list[int] = []
    emails: set[str] = set()
    total = 0
    for total, piece in enumerate(boxes.pieces(job.path, heads_only=True), 1):
        try:
            one = parse.read_envelope(piece.raw, now=now, from_line=piece.from_line)
        except Unreadable:
            continue
        nodes.append(_node(one, us, fallback=f"{job.sha256}/{total}", secrets=secrets))
        places.append(total - 1)
        emails.update(a.email for a in one.recipients[:5])
        emails.update([one.sender.email] if one.sender else [])
    own = {n.own_id for n in nodes}
    wanted = {parent for n in nodes for parent in (*n.parents, *n.tokens)} - own
    stored = known.conversations(wanted, own=own, emails={e for e in emails if not us.has(e)})
    keys = [0] * total
    for place, key in zip(places, threading.keys(nodes, known=stored), strict=True):
        keys[place] = key
    return keys


def _node(one: Envelope, us: Us, *, fallback: str, secrets: Sequence[bytes]) -> threading.Node:
    ours = frozenset(a.email for a in one.recipients if us.has(a.email))
    is_us = bool(one.sender and us.has(one.sender.email))
    return threading.node(one, external_id=fallback, us=ours, is_us=is_us, secrets=secrets)


def _row(number: int, piece: Piece, *, us: Us, key: int, now: datetime) -> Row:
    try:
        message = _message(piece, now)
        return _arrival(number, message, piece, us=us, key=key)
    except Unreadable as refused:
        place = (piece.start, piece.size)
        return Rejection(number, refused.reason, refused.facts, _cells(piece), file=piece.file, place=place)


def _message(piece: Piece, now: datetime) -> Message:
    if piece.too_large_bytes:
        raise Unreadable("too_large", size=piece.too_large_bytes, most=limits.MESSAGE_BYTES)
    if not piece.raw:
        raise Unreadable("mail_damaged")
    return parse.read(piece.raw, now=now, from_line=piece.from_line)


def _cells(piece: Piece) -> tuple[str, ...]:
    """The first header lines, so that a person can find the message."""
    head = parse.even_lines(piece.raw[:2_000]).partition(b"\n\n")[0]
    lines = [line for line in head.split(b"\n") if _HEADER_LINE.match(line)] or head.split(b"\n")
    return tuple(clean(line.decode("utf-8", "replace"))[:200] for line in lines[:6])


def _arrival(number: int, message: Message, piece: Piece, *, us: Us, key: int) -> Arrival:
    envelope = message.envelope
    if envelope.sender is None:
        raise Unreadable("mail_no_sender")
    if envelope.sent_at is None:
        raise Unreadable("mail_no_date")
    outside = [a for a in envelope.recipients if not us.has(a.email)]
    who: Who | None
    what: MessageSent | MessageReceived
    if us.has(envelope.sender.email):
        who, what = _customer(envelope, outside), _sent(message, outside, key)
    else:
        is_nobody = envelope.why_automatic in _NOBODY or (envelope.is_newsletter and not envelope.parents)
        who, what = None if is_nobody else _who(envelope.sender), _received(message, outside, key)
    said = (Said(what, envelope.sent_at, message.external_id),)
    return Arrival(number, who, said, file=piece.file, place=(piece.start, piece.size))


def _who(address: Address) -> Who:
    return Who((Key("email", address.email, address.as_typed),), name=address.name)


def _customer(envelope: Envelope, outside: list[Address]) -> Who:
    if not outside:
        raise Unreadable("mail_between_us" if envelope.recipients else "mail_no_recipient")
    return _who(outside[0])


def _received(message: Message, outside: list[Address], key: int) -> MessageReceived:
    envelope = message.envelope
    sender = [envelope.sender] if envelope.sender else []
    return MessageReceived(
        channel="email",
        ref=threading.ref(key),
        text=message.text,
        subject=envelope.subject,
        message_id=envelope.message_id,
        order_ref=message.order_ref,
        is_automatic=bool(envelope.why_automatic) or envelope.is_newsletter,
        raw_sha256=message.sha256,
        quoted=message.quoted,
        signature=message.signature,
        attachments=list(message.attachments),
        participants=[a.email for a in (sender + outside)[:30]],
        notes=_notes(message),
        undelivered=_undelivered(message),
    )


def _sent(message: Message, outside: list[Address], key: int) -> MessageSent:
    envelope = message.envelope
    by = envelope.sender.name or envelope.sender.email if envelope.sender else ""
    return MessageSent(
        channel="email",
        ref=threading.ref(key),
        text=message.text,
        subject=envelope.subject,
        message_id=envelope.message_id,
        by=by,
        is_sales=envelope.is_newsletter,
        is_automatic=bool(envelope.why_automatic) or envelope.is_newsletter,
        raw_sha256=message.sha256,
        quoted=message.quoted,
        signature=message.signature,
        attachments=list(message.attachments),
        participants=[a.email for a in outside[:30]],
        order_ref=message.order_ref,
        notes=_notes(message),
    )


def _undelivered(message: Message) -> list[dict[str, str]]:
    """What a delivery report says, one a recipient: see `channels.mail.reports`."""
    found = message.report
    return [{"message_id": found.message_id} | asdict(one) for one in found.recipients] if found else []


def _notes(message: Message) -> list[str]:
    envelope = message.envelope
    more = [envelope.why_automatic] if envelope.why_automatic else []
    return [*message.notes, *more, *(["newsletter"] if envelope.is_newsletter else [])]
