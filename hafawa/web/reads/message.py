"""What of one message is shown: its words, what they repeat, what came with it, its pages in their frame?

The words come from the timeline and cost nothing. The bytes as they came (`channels.originals`) are opened only for
what needs them: the frame, a file, an invitation.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.channels import originals
from hafawa.channels.mail import html_shown, invitations, links, packages, parse, pictures
from hafawa.channels.mail.invitations import Invitation, Meeting
from hafawa.channels.mail.links import Link
from hafawa.channels.mail.opened import Opened
from hafawa.kernel.text import direction
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Event
from hafawa.web.templatetags.page import clock_time, weekday
from hafawa.web.words import message as words
from hafawa.web.words.message import Mark

KINDS = originals.KINDS
_LINE_PIXELS, _LOWEST, _HIGHEST = 25, 140, 1800
_LAYOUT_BYTES = 12_000  # a photo is larger, and stays among what came with the letter
_NUMBER = re.compile(r"(?<![\w+-])\+?(?:[A-Z]{1,6}-)?\d[\d \u00a0()./-]{3,28}\d(?![\w])")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Piece(NamedTuple):
    """Some words; with a `link` where they lead, `is_number` where they are a telephone number, a date, an order."""

    text: str
    link: Link | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Some lines that run one way, in pieces: words, addresses of the web, numbers that always run from the left."""

    direction: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Attachment:
    """Something that came with it; `number` names it in addresses."""

    number: int
    name: str
    kind: str
    size_bytes: int
    is_picture: bool
    is_invitation: bool
    is_package: bool
    is_layout: bool
    chat_id: str = ""  # of a file of the bubble, which lies by itself


@dataclass(frozen=True)
class Message:
    """One message for `inbox/message_body.html`. Nothing in it is markup."""

    id: int
    is_ours: bool
    subject: str
    paragraphs: list[Paragraph]
    quoted: list[Paragraph]
    signature: list[Paragraph]
    marks: list[Mark]
    attachments: list[Attachment]
    layout: list[Attachment]  # small pictures of the letter's own pages: logos, lines, icons
    has_original: bool
    may_take_original: bool


@dataclass(frozen=True)
class AsSent:
    """What stands around the frame: how high it is, what was kept back, how it is signed."""

    height: int
    remote: str = ""
    counting: str = ""
    with_remote: bool = False
    is_plain: bool = False
    is_hostile: bool = False
    seals: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class When:
    """A time of a meeting: by the shop's clock, and by theirs where that differs."""

    ours: datetime | date | None
    theirs: datetime | None
    zone: str
    is_day: bool
    is_wall: bool

    @property
    def theirs_shown(self) -> str:
        """Theirs in words."""
        if self.theirs is None:
            return ""
        return _("{date}, {time}").format(date=weekday(self.theirs.date()), time=clock_time(self.theirs))


@dataclass(frozen=True)
class Entry:
    """One meeting in words."""

    meeting: Meeting
    begins: When
    ends: When
    repeats: str
    guests: list[tuple[str, str, str]]  # name or address, address where it may be seen, answer


def read(event: Event, *, to: User) -> Message:
    """`event` (message.received or message.sent, met through `visible_to`) as `to` may see it."""
    data = event.data
    listed = attachments(data.get("attachments") or [])
    if event.channel == "chat" and level_of(to) >= Level.AGENT:
        files = [str(one.get("id") or "") for one in data.get("attachments") or [] if isinstance(one, dict)]
        listed = [replace(one, chat_id=chat_id) for one, chat_id in zip(listed, files, strict=True)]
    return Message(
        id=event.pk,
        is_ours=event.kind == "message.sent",
        subject=str(data.get("subject") or ""),
        paragraphs=paragraphs(str(data.get("text") or "")),
        quoted=paragraphs(str(data.get("quoted") or "")),
        signature=paragraphs(str(data.get("signature") or "")),
        marks=words.marks(data.get("notes") or ()),
        attachments=[one for one in listed if not one.is_layout],
        layout=[one for one in listed if one.is_layout],
        has_original=originals.may_have(event),
        may_take_original=originals.may_have(event) and level_of(to) >= Level.AGENT,
    )


def paragraphs(text: str) -> list[Paragraph]:
    """`text` cut at its empty lines and where it changes its way; each part runs as most of its letters do."""
    runs = [run for part in text.split("\n\n") for run in _runs(part.strip("\n")) if run[1].strip()]
    return [Paragraph(way, list(_pieces(said))) for way, said in runs]


def _pieces(said: str) -> Iterator[Piece]:
    """Numbers are kept whole: among Arabic words a browser would turn the parts of +995 555 12-34-56 around."""
    for text, link in links.in_words(said, own_hosts=own_hosts()):
        if link:
            yield Piece(text, link)
            continue
        place = 0
        for match in _NUMBER.finditer(text):
            if match.start() > place:
                yield Piece(text[place : match.start()])
            yield Piece(match[0], is_number=True)
            place = match.end()
        if place < len(text):
            yield Piece(text[place:])


def _runs(part: str) -> list[tuple[str, str]]:
    """Lines one after another that run the same way, with that; a line without letters goes with the one before."""
    found: list[tuple[str, list[str]]] = []
    for line in part.split("\n"):
        has_letters = any(c.isalpha() for c in line)
        way = direction(line) if has_letters or not found else found[-1][0]
        if found and found[-1][0] == way:
            found[-1][1].append(line)
        else:
            found.append((way, [line]))
    return [(way, "\n".join(lines)) for way, lines in found]


def attachments(listed: Collection[dict[str, Any]]) -> list[Attachment]:
    """What the timeline says came with a message."""
    return [_attachment(n, one) for n, one in enumerate(listed) if isinstance(one, dict)]


def own_hosts() -> list[str]:
    """What this installation is called: no link in a letter leads here."""
    return [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]


def opened(event: Event, *, now: datetime) -> Opened:
    """The message as it came. Raises `originals.NotKept`, `BeingLookedFor`."""
    raw = originals.raw_of(event, now=now)
    try:
        return Opened(raw)
    except parse.Unreadable as error:
        raise originals.NotKept(_("The original cannot be read any more. The words stay here.")) from error


def as_sent(letter: Opened, *, with_remote: bool) -> AsSent:
    """What to say around the frame of `letter`."""
    source, seals = letter.html(), words.seals(letter.seals)
    if not source:
        return AsSent(_height(letter.words().count("\n") + 1), is_plain=True, seals=seals)
    shown = _cleaned(letter, source, with_remote=with_remote)
    if not shown.html:
        return AsSent(_height(letter.words().count("\n") + 1), is_hostile=True, seals=seals)
    return AsSent(
        height=_height(shown.lines),
        remote=words.kept_back(shown.remote) if shown.remote else "",
        counting=words.counting(shown.tiny) if shown.tiny and shown.remote else "",
        with_remote=with_remote,
        seals=seals,
    )


def frame(letter: Opened, *, title: str, with_remote: bool) -> str:
    """The page in the frame: cleaned pages, or plain words where there are none or they are made to hurt."""
    source, said = letter.html(), letter.words()
    body = _cleaned(letter, source, with_remote=with_remote).html if source else ""
    return html_shown.page(body or html_shown.as_page_of_words(said), title=title, words=said)


def picture(letter: Opened, number: int) -> tuple[pictures.Picture, bytes] | None:
    """What came under `number`, where it is a picture a browser may show."""
    data = letter.bytes_of(number) or b""
    found = pictures.picture(data)
    return (found, data) if found else None


def name_of(letter: Opened, number: int) -> str:
    """A name to keep what came under `number` by; never without an ending."""
    one = letter.enclosed[number]
    return one.name or f"{number + 1}{_ending(one.kind)}"


def entries(found: Invitation, *, to: User) -> list[Entry]:
    """The meetings of an invitation by the shop's clock and theirs. Addresses only for those who may see some."""
    may_see = level_of(to) >= Level.AGENT
    return [_entry(meeting, may_see=may_see) for meeting in found.meetings]


def _cleaned(letter: Opened, source: str, *, with_remote: bool) -> html_shown.Shown:
    return html_shown.cleaned(source, own_hosts=own_hosts(), inline=letter.inline(), with_remote=with_remote)


def _height(lines: int) -> int:
    """A frame cannot be measured from outside without letting it see more than it should: its length is reckoned."""
    return max(_LOWEST, min(_HIGHEST, 48 + lines * _LINE_PIXELS))


def _attachment(number: int, one: dict[str, Any]) -> Attachment:
    kind, name = str(one.get("type") or ""), str(one.get("name") or "")
    size = one.get("size_bytes")
    return Attachment(
        number=number,
        name=name or f"{number + 1}{_ending(kind)}",
        kind=kind,
        size_bytes=size if isinstance(size, int) else 0,
        is_picture=kind in _PICTURES and 0 < (size or 0) <= pictures.BYTES_MOST,
        is_invitation=kind in invitations.KINDS or name.lower().endswith(".ics"),
        is_package=packages.is_package(kind=kind, name=name),
        is_layout=bool(one.get("is_inline")) and isinstance(size, int) and size < _LAYOUT_BYTES,
    )


def _ending(kind: str) -> str:
    known = {"message/rfc822": ".eml", "text/calendar": ".ics"}
    return known.get(kind) or mimetypes.guess_extension(kind, strict=True) or ".bin"


def _entry(meeting: Meeting, *, may_see: bool) -> Entry:
    people = [*([meeting.host] if meeting.host else []), *meeting.guests]
    told = ((g.name, g.email if may_see else "", words.answer(g.answer)) for g in people)
    guests = [(name or email, email, answer) for name, email, answer in told]
    ends = meeting.ends
    if ends and not isinstance(ends, datetime) and not isinstance(meeting.begins, datetime):
        ends = _day_before(ends)  # RFC 5545: a day's end is the day after
    return Entry(
        meeting,
        _when(meeting.begins, meeting.zone),
        _when(ends if ends != meeting.begins else None, meeting.zone),
        words.repeats(meeting.repeats),
        [g for g in guests if g[0]],
    )


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _when(at: datetime | date | None, zone: str) -> When:
    if not isinstance(at, datetime):
        return When(at, None, zone, is_day=at is not None, is_wall=False)
    if at.tzinfo is None:
        return When(at, None, zone, is_day=False, is_wall=True)
    ours = timezone.localtime(at) if date(2, 1, 1) < at.date() < date(9998, 1, 1) else at
    differs = at.tzinfo is not UTC and ours.utcoffset() != at.utcoffset()
    return When(ours, at if differs else None, zone, is_day=False, is_wall=False)


def each(events: Collection[Event], *, to: User) -> Iterator[Message]:
    """`read` of every message among `events`."""
    return (read(event, to=to) for event in events if event.kind in KINDS)
