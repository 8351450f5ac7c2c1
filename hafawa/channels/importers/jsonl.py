"""How do lines of JSON, one happening each, come in? The door for every system without one of its own.

The format is the vocabulary of `timeline.events`, described in docs/reference/events.md; what a line may hold is in
`json_line`, this file only finds the lines.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from hafawa.channels.importers.json_line import NotAccepted, arrival
from hafawa.channels.importers.registry import Job, Plan, Rejection, Row, Sample, Setting
from hafawa.channels.mail.charsets import clean

SOURCE = "events"
LINE_BYTES = 1024 * 1024


class JsonlImporter:
    """Events, details, occasions and refusals, one JSON object a line."""

    key: ClassVar[str] = "jsonl"
    title: ClassVar[str] = _("Events (JSON lines)")

    def detect(self, sample: Sample) -> float:
        """By the first line: an object with a `kind`."""
        if sample.is_folder or sample.is_zip:
            return 0.0
        first = sample.head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
        is_named = sample.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
        try:
            is_ours = first.startswith(b"{") and "kind" in json.loads(first)
        except (ValueError, RecursionError):
            is_ours = False
        return 0.97 if is_ours else 0.8 if is_named else 0.0

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        """Nothing has to be asked: the format says everything."""
        shown = [clean(raw.decode("utf-8", "replace"))[:300] for _number, raw, _size in islice(_lines(sample.path), 5)]
        return Plan(source=SOURCE, header=(gettext("Line"),), rows=tuple((line,) for line in shown))

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        """One row a line; an empty line is none."""
        for number, raw, size in _lines(job.path):
            if number > after:
                yield _row(number, raw, size, job.setting)


IMPORTER = JsonlImporter()


def _row(number: int, raw: bytes, size: int, setting: Setting) -> Row:
    cells = (clean(raw[:2_000].decode("utf-8", "replace")),)
    if size > LINE_BYTES:
        return Rejection(number, "too_large", {"size": size, "most": LINE_BYTES}, cells)
    try:
        return arrival(number, raw, setting=setting)
    except NotAccepted as refused:
        return Rejection(number, refused.reason, refused.facts, cells)


def _lines(path: Path) -> Iterator[tuple[int, bytes, int]]:
    """The lines that are not empty, by their number in the file, cut at the cap, with their whole size."""
    with path.open("rb") as plain:
        is_packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        source: IO[bytes] = gzip.open(plain) if is_packed else plain  # type: ignore[assignment]  # noqa: SIM115
        number = 0
        while line := source.readline(LINE_BYTES + 2):
            number, size = number + 1, len(line)
            rest = line
            while not rest.endswith(b"\n") and (rest := source.readline(LINE_BYTES)):
                size += len(rest)
            text = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if text:
                yield number, text, size
