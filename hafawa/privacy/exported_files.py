"""Which of the files as they came hold something of one person, and what of them is theirs?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from hafawa.channels.importers import keeping, kept_records, taking_out
from hafawa.channels.importers.kept_records import Leaf, Record
from hafawa.channels.mail import parse
from hafawa.channels.models import ImportRun
from hafawa.privacy.redacting import Redactor
from hafawa.privacy.subject import Subject
from hafawa.team.models import Shop

_AT_ONCE = 2000


@dataclass
class Part:
    """What of one file is theirs: its header, where it is a table, and their records as they came."""

    name: str
    importer: str
    header: bytes = b""
    records: list[bytes] = field(default_factory=list)


def parts(subject: Subject, run: ImportRun, *, at: datetime) -> Iterator[Part]:
    """Their records in the files of `run`."""
    keys = subject.record_keys(at=at)
    country = Shop.get().country
    for leaf in kept_records.leaves(kept_records.path_of(run)):
        part = _part(leaf, run, keys, country)
        if part.records:
            yield part


def _part(leaf: Leaf, run: ImportRun, keys: dict[tuple[str, str], datetime], country: str) -> Part:
    part = Part(keeping.safe_name(leaf.member or leaf.path.name).removesuffix(".gz"), run.importer)
    read = kept_records.records(leaf, run, country=country)
    while found := list(itertools.islice(read, _AT_ONCE)):
        for record in found:
            _put(part, record, keys)
    return part


def _put(part: Part, record: Record, keys: dict[tuple[str, str], datetime]) -> None:
    if record.is_header:
        part.header = record.raw
    elif taking_out.is_of(record, keys):
        part.records.append(record.raw)


def texts(part: Part) -> Iterator[str]:
    """Their words, for finding the names of others in them."""
    for raw in part.records:
        yield raw.decode("utf-8", "replace")


def written(part: Part, *, redactor: Redactor, now: datetime) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what goes into the export: a letter each, with what was attached; the rest as one file."""
    if part.importer != "mail":
        text = b"".join([part.header, *part.records]).decode("utf-8", "surrogateescape")
        yield part.name, str(redactor.clean(text)).encode("utf-8", "surrogateescape")
        return
    for number, raw in enumerate(part.records, 1):
        yield f"{part.name}-{number:04}.eml", _letter(raw, redactor=redactor, now=now)


def _letter(raw: bytes, *, redactor: Redactor, now: datetime) -> bytes:
    """The letter written anew: its words and who it was between without others, what was attached as it came."""
    first, _end, rest = raw.partition(b"\n") if raw.startswith(b"From ") else (b"", b"", raw)
    try:
        read = parse.read(rest, now=now, from_line=first.decode("latin-1").strip())
    except parse.Unreadable:
        return str(redactor.clean(rest.decode("utf-8", "replace"))).encode()
    letter = EmailMessage(policy=SMTP)
    envelope = read.envelope
    letter["From"] = _header(redactor, envelope.sender.as_typed if envelope.sender else "")
    letter["To"] = _header(redactor, ", ".join(a.as_typed for a in envelope.recipients))
    letter["Subject"] = _header(redactor, envelope.subject)
    if envelope.sent_at:
        letter["Date"] = envelope.sent_at
    words = "\n\n".join(text for text in (read.text, read.quoted, read.signature) if text)
    letter.set_content(str(redactor.clean(words)))
    for name, data in parse.attached(rest):
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


def _header(redactor: Redactor, text: str) -> str:
    return " ".join(str(redactor.clean(text)).split())[:900]
