"""How do address books (vCard 2.1, 3.0, 4.0) become people with what matters to them?

Cards are cut apart before they are parsed, so that a broken one is refused alone. Pictures are dropped unread.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, ClassVar

import vobject
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from hafawa.channels.importers.registry import (
    Arrival,
    DetailSaid,
    Job,
    Key,
    OccasionSaid,
    Plan,
    Rejection,
    Row,
    Sample,
    Setting,
    Who,
)
from hafawa.channels.importers.rejections import REASONS
from hafawa.channels.mail.charsets import clean, text_of
from hafawa.kernel import clock
from hafawa.kernel.text import ascii_digits
from hafawa.people.identifiers import normal_email, normal_phone

CARD_BYTES = 8 * 1024 * 1024
KEPT_BYTES = 64 * 1024
VALUES = 50
NOTE_CHARACTERS = 5_000
_LINE_BYTES = 64 * 1024
_DROPPED = re.compile(rb"(?i)(?:[\w-]{1,40}\.)?(photo|logo|sound|key|x-[\w-]{1,60}image[\w-]{0,40})[;:]")
_PROPERTY = re.compile(rb"(?:[\w-]{1,40}\.)?[A-Za-z][\w-]{0,60}[;:]")
_DATE = re.compile(r"(?:(\d{4})-?|--)(\d{2})-?(\d{2})(?:[T ].{0,20})?")
_ANNIVERSARIES = ("anniversary", "x-anniversary", "x-evolution-anniversary", "x-kaddressbook-x-anniversary")

REASONS.update(
    {
        "card": _("This card is not written as a vCard should be: %(error)s."),
        "card_open": _("This card begins and is not ended before the next one or the end of the file."),
        "card_no_key": _("This card of %(name)s has no email address and no phone number to know the person by."),
    }
)


@dataclass(frozen=True, slots=True)
class _Card:
    number: int
    raw: bytes
    is_whole: bool = True
    size_bytes: int = 0


class VcardImporter:
    """People, their birthdays and notes; brought in twice, nothing changes."""

    key: ClassVar[str] = "vcard"
    title: ClassVar[str] = _("Contacts (vCard)")

    def detect(self, sample: Sample) -> float:
        """By the first line."""
        if sample.is_folder or sample.is_zip:
            return 0.0
        top = text_of(_unpacked16(sample.head[:2_000]))[0].lstrip("\ufeff \r\n\t").upper()
        return (
            0.99 if top.startswith("BEGIN:VCARD") else 0.5 if sample.name.lower().endswith((".vcf", ".vcard")) else 0.0
        )

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        """Nothing has to be asked."""
        job = Job(sample.path, sample.name, "vcard", {}, setting)
        people = (row.who for row in self.read(job) if isinstance(row, Arrival) and row.who)
        first = [who for who, _place in zip(people, range(5), strict=False)]
        rows = tuple((who.name, *(k.as_typed for k in who.keys[:2])) for who in first)
        return Plan(source="vcard", header=(gettext("Name"), gettext("Email"), gettext("Phone")), rows=rows)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        """One row a card."""
        today = clock.now().astimezone(job.setting.zone).date()
        for card in _cards(job.path):
            if card.number > after:
                yield _row(card, setting=job.setting, today=today)


IMPORTER = VcardImporter()


def _unpacked16(data: bytes) -> bytes:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2 : 2 + (len(data) - 2) // 2 * 2].decode(codec, "replace").encode("utf-8", "replace")
    return data


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as plain:
        start = plain.read(2)
        plain.seek(0)
        if start in (b"\xff\xfe", b"\xfe\xff"):
            with path.open(encoding="utf-16", errors="replace", newline=None) as text:
                yield from (line.encode("utf-8", "replace") for line in iter(lambda: text.readline(_LINE_BYTES), ""))
            return
        source: IO[bytes] = gzip.open(plain) if start == b"\x1f\x8b" else plain  # type: ignore[assignment]  # noqa: SIM115
        for line in iter(lambda: source.readline(_LINE_BYTES), b""):
            yield from line.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True)


def _cards(path: Path) -> Iterator[_Card]:
    """The cards in the file, without pictures; nested ones (AGENT) belong to the outer card."""
    lines: list[bytes] = []
    number = size = 0
    is_open = is_dropping = False
    for line in _lines(path):
        mark = line.strip().upper().removeprefix(b"\xef\xbb\xbf")
        if mark == b"BEGIN:VCARD":
            if is_open:
                yield _Card(number, b"".join(lines), is_whole=False)
            number, size, lines, is_open, is_dropping = number + 1, 0, [], True, False
        if not is_open:
            continue
        size += len(line)
        is_more = line[:1] in (b" ", b"\t") or (is_dropping and not _PROPERTY.match(line))
        is_dropping = is_dropping if is_more and mark != b"END:VCARD" else bool(_DROPPED.match(line))
        if not is_dropping and size <= CARD_BYTES:
            lines.append(line.removeprefix(b"\xef\xbb\xbf"))
        if mark == b"END:VCARD":
            yield _Card(number, b"".join(lines), size_bytes=size)
            is_open, lines = False, []
    if is_open:
        yield _Card(number, b"".join(lines), is_whole=False)


def _row(card: _Card, *, setting: Setting, today: date) -> Row:
    cells = tuple(clean(line)[:200] for line in card.raw[:4_000].decode("utf-8", "replace").splitlines()[:12])
    if not card.is_whole:
        return Rejection(card.number, "card_open", {}, cells)
    if card.size_bytes > CARD_BYTES or len(card.raw) > KEPT_BYTES:
        return Rejection(
            card.number, "too_large", {"size": max(card.size_bytes, len(card.raw)), "most": KEPT_BYTES}, cells
        )
    try:
        parsed = vobject.readOne(text_of(card.raw)[0], allowQP=True).contents
    except Exception as error:
        return Rejection(card.number, "card", {"error": clean(str(error))[:200]}, cells)
    who = _who(parsed, country=setting.country)
    if not who.keys:
        return Rejection(card.number, "card_no_key", {"name": who.name or "?"}, cells)
    return Arrival(card.number, who, details=_details(parsed, today), occasions=_occasions(parsed))


def _who(parsed: Mapping[str, Any], *, country: str) -> Who:
    emails = [(normal_email(text), text) for text in _texts(parsed, "email")]
    phones = [(normal_phone(text.removeprefix("tel:"), country=country), text) for text in _texts(parsed, "tel")]
    keys = [Key("email", value, text[:320]) for value, text in emails if value]
    keys += [Key("phone", value, text[:320]) for value, text in phones if value]
    given, whole = _given_and_whole(parsed)
    name = next(iter(_texts(parsed, "fn")), "") or whole or next(iter(_texts(parsed, "org")), "")
    language = next(iter(_texts(parsed, "lang")), "").lower().partition("-")[0]
    return Who(
        tuple(dict.fromkeys(keys)), name[:300], given[:150], language if re.fullmatch("[a-z]{2,3}", language) else ""
    )


def _given_and_whole(parsed: Mapping[str, Any]) -> tuple[str, str]:
    for line in parsed.get("n", [])[:1]:
        value = line.value
        if hasattr(value, "given"):
            parts = [
                _joined(getattr(value, part, "")) for part in ("prefix", "given", "additional", "family", "suffix")
            ]
            return parts[1], " ".join(part for part in parts if part)
    return "", ""


def _texts(parsed: Mapping[str, Any], name: str) -> list[str]:
    found = (_joined(line.value) for line in parsed.get(name, [])[:VALUES] if hasattr(line, "value"))
    return [text for text in found if text]


def _joined(value: object) -> str:
    text = " ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)
    return " ".join(clean(text).split())


def _details(parsed: Mapping[str, Any], today: date) -> tuple[DetailSaid, ...]:
    notes = (clean(str(line.value)).strip()[:NOTE_CHARACTERS] for line in parsed.get("note", [])[:VALUES])
    return tuple(DetailSaid(note, _revised(parsed, today)) for note in dict.fromkeys(notes) if note)


def _revised(parsed: Mapping[str, Any], today: date) -> date:
    match = _DATE.match(next(iter(_texts(parsed, "rev")), ""))
    try:
        return min(today, date(int(match[1]), int(match[2]), int(match[3]))) if match and match[1] else today
    except ValueError:
        return today


def _occasions(parsed: Mapping[str, Any]) -> tuple[OccasionSaid, ...]:
    born = [_occasion(line, "Birthday", "birthday") for line in parsed.get("bday", [])[:1]]
    wed = [_occasion(line, "Anniversary", "anniversary") for n in _ANNIVERSARIES for line in parsed.get(n, [])[:1]]
    return tuple(dict.fromkeys(o for o in born + wed if o))


def _occasion(line: Any, title: str, kind: str) -> OccasionSaid | None:
    match = _DATE.fullmatch(ascii_digits(str(line.value)).strip()[:40])
    if not match:
        return None
    year = int(match[1]) if match[1] else None
    if year is not None and (year <= 1604 or line.params.get("X-APPLE-OMIT-YEAR") == [match[1]]):
        year = None
    month, day = int(match[2]), int(match[3])
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return OccasionSaid(title, month, day, year, kind=kind)
