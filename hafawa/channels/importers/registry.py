"""What is an importer, what does it hand over, and which are there?

An importer is one module in this folder holding `IMPORTER`, an object with the attributes and methods of `Importer`;
its name stands in `MODULES`. It only reads: no database, no clock. `runs` asks every importer whether a file is its own
(`detect`), lets the surest one look closer (`prepare`: what is decided, what must be asked), and then writes what
`read` yields, a batch a transaction.

Rows are numbered from 1 in the importer's own unit (lines of a table, messages of a mailbox). The number is also the
checkpoint: after a crash `read` is called with `after`, the last row stored, and must yield exactly the rows that would
have followed it, with the same external ids as in a run from the start.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hafawa.channels.importers import meant
from hafawa.kernel.errors import Refused
from hafawa.timeline.events import Happening

MODULES: tuple[str, ...] = (
    "olist",
    "online_retail",
    "shopify",
    "woocommerce",
    "asterisk",
    "mail",
    "vcard",
    "jsonl",
    "orders",
    "deliveries",
    "reviews",
    "phone_log",
    "contacts",
)
HEAD_BYTES = 256 * 1024


class Phrase(NamedTuple):
    """Words to be shown later, in the reader's language: a msgid (mark it with `gettext_noop`) and what fills it."""

    msgid: str
    facts: Mapping[str, Any] = {}

    def words(self) -> str:
        """The sentence, in the language active now."""
        return gettext(self.msgid) % self.facts if self.facts else gettext(self.msgid)


class Key(NamedTuple):
    """What finds a person: `kind` of `people.models.IdentifierKind`, `value` in normal form (`people.identifiers`)."""

    kind: str
    value: str
    as_typed: str


class Who(NamedTuple):
    """The person a row is about. Keys of several people (a shared phone): the first key that is known decides."""

    keys: tuple[Key, ...]
    name: str = ""
    first_name: str = ""
    language: str = ""


class Said(NamedTuple):
    """One event to append. `external_id` is unique within the run's source and the same whenever this is read again.

    `about` is the external id of the event this one is about (same source): its id goes into `about_id`.
    `source` is only for what belongs to another source than the run's.
    """

    what: Happening
    occurred_at: datetime
    external_id: str
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DetailSaid:
    """Something to remember (`people.models.Detail`); it comes in as known, not to be said aloud.

    `learned_on` None: the day of the import.
    """

    text: str
    learned_on: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class OccasionSaid:
    """A day that matters (`people.models.Occasion`); `calendar` is gregorian or hijri."""

    title: str
    month: int
    day: int
    year: int | None = None
    kind: str = "birthday"
    subject: str = ""
    calendar: str = "gregorian"


@dataclass(frozen=True, slots=True)
class Refusal:
    """They do not want to be contacted for `purpose` (marketing, care) through `channel` (empty: any).

    There is no opposite: a file never grants consent. `stated_at` None: the time of the import.
    """

    purpose: str
    stated_at: datetime | None = None
    channel: str = ""
    wording: str = ""


class Arrival(NamedTuple):
    """What rows `number` to `last` (0: the same) of `file` hold.

    `who` None or without keys: events with a `ref` go to the person of that order, where it is known, else to nobody.
    `odd` names what was kept although it looks wrong: keys of `rejections.ODD`, counted for the person to see.
    `place` is where a message lies in `file`: the byte it begins at and how many it takes (0: to the end).
    `only_known`: it makes nobody known; about a stranger it is left out.
    """

    number: int
    who: Who | None
    said: tuple[Said, ...] = ()
    details: tuple[DetailSaid, ...] = ()
    occasions: tuple[OccasionSaid, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    last: int = 0
    file: str = ""
    odd: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    only_known: bool = False


class Rejection(NamedTuple):
    """A row that could not be read: `reason` is a key of `rejections.REASONS`, `facts` fill its words.

    `cells` is the row as it came, cut to a sane length by `runs`; for a message, a few headers, and `place` as above.
    """

    number: int
    reason: str
    facts: Mapping[str, Any]
    cells: tuple[str, ...]
    file: str = ""
    place: tuple[int, int] | None = None


Row = Arrival | Rejection


@dataclass(frozen=True)
class Option:
    """One possible answer: its value, its words, and up to five real cells as (as written, what it means: `meant`)."""

    value: str
    label: Phrase
    reads: tuple[tuple[str, str], ...] = ()

    def told(self) -> list[tuple[str, str]]:
        """The cells, as they are written and as they would be read, in the language active now."""
        return [(written, meant.words(kept)) for written, kept in self.reads]


@dataclass(frozen=True)
class Question:
    """What nobody may guess. Answered by `answers[key] = option.value`; without options any text will do."""

    key: str
    ask: Phrase
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Field:
    """Something a column can be: `answers["column." + key]` names the column by its header, empty for none."""

    key: str
    title: Phrase
    is_needed: bool = False


@dataclass(frozen=True)
class Setting:
    """What the shop has said about itself. `is_new`: no events yet and the first questions never answered."""

    currency: str = "USD"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    country: str = ""
    language: str = "en"
    staff_addresses: tuple[str, ...] = ()
    is_new: bool = True


@dataclass(frozen=True)
class Plan:
    """How a file will be read: what is decided, what must be asked, what should be known before saying yes.

    `answers` holds everything `read` will need, flat, text to text: what was answered and what was certain.
    `header`, `rows`: the first rows as cells, for showing. `shop_currency`, `shop_zone`: what a shop that was never set
    up may take over from the data (ready mappings only). `rows_total` is None where counting would mean reading all.
    """

    source: str
    answers: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    notes: tuple[Phrase, ...] = ()
    fields: tuple[Field, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    rows_total: int | None = None
    shop_currency: str = ""
    shop_zone: str = ""


@dataclass(frozen=True)
class Sample:
    """A file or folder as it is kept, and its beginning."""

    path: Path
    name: str  # as the person knows it
    head: bytes = b""  # the first `HEAD_BYTES`, unpacked if gzip; empty for a folder or zip
    members: tuple[str, ...] = ()  # paths of the files inside a folder or zip, with "/"
    is_folder: bool = False
    is_zip: bool = False


@dataclass(frozen=True)
class Job:
    """All that `read` may know. `answers` are complete: the plan had no question left."""

    path: Path
    name: str
    source: str
    answers: Mapping[str, str]
    setting: Setting
    sha256: str = ""


class Importer(Protocol):
    """Reads one kind of file. Raises a `Refused` subclass where the file as a whole cannot be read."""

    key: str
    title: str  # msgid

    def detect(self, sample: Sample) -> float:
        """How sure this file is ours: 0 not at all, 1 certain; a ready mapping that fits says 0.9 or more."""
        ...

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        """How the file will be read, given what was answered so far."""
        ...

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        """The rows that follow row `after`, in order, in bounded memory."""
        ...


class BrokenFile(Refused):
    """A packed file that cannot be unpacked."""


@cache
def importers() -> dict[str, Importer]:
    """Every importer by its key."""
    found = (import_module(f"{__package__}.{name}").IMPORTER for name in MODULES)
    return {importer.key: importer for importer in found}


def look(path: Path, *, name: str) -> Sample:
    """The sample of `path`: a folder (links left out), a zip, a gzip or a plain file; raises BrokenFile."""
    if path.is_dir():
        members = tuple(
            sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file() and not p.is_symlink())
        )
        return Sample(path, name, members=members, is_folder=True)
    try:
        return _look_into(path, name)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, UnicodeError, NotImplementedError) as error:
        words = _("“%(name)s” is packed, but what is in it is broken. Nothing was brought in; send it again.")
        raise BrokenFile(words % {"name": name}) from error


def _look_into(path: Path, name: str) -> Sample:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            members = tuple(sorted(i.filename for i in archive.infolist() if not i.is_dir()))
        return Sample(path, name, members=members, is_zip=True)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(b"\x1f\x8b"):
        with gzip.open(path) as unpacked:
            head = unpacked.read(HEAD_BYTES)
    return Sample(path, name, head=head)


def surest(sample: Sample) -> Importer | None:
    """The importer most sure that `sample` is its own; None if none is."""
    marks = [(importer.detect(sample), -place, importer) for place, importer in enumerate(importers().values())]
    best = max(marks, key=lambda m: m[:2], default=None)
    return best[2] if best and best[0] > 0 else None
