"""How does a table leave as CSV without becoming a formula in the reader's spreadsheet? The one CSV writer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_RISKY = tuple("=+-@\t\r\n|%＝＋－＠")


def guard(value: object) -> str:
    """`value` as text; text a spreadsheet could run gets a leading apostrophe, which `unguard` takes off again."""
    text = "" if value is None else str(value)
    if text.startswith("'") or text.startswith(_RISKY):
        return "'" + text
    return text


def unguard(text: str) -> str:
    """What `guard` was given."""
    if text.startswith("'") and (text[1:].startswith("'") or text[1:].startswith(_RISKY)):
        return text[1:]
    return text


def rows(header: Sequence[str], body: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file (UTF-8 with a byte order mark so that spreadsheets read Arabic and Georgian)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    yield "\ufeff"
    writer.writerow([guard(cell) for cell in header])
    for row in body:
        writer.writerow([guard(cell) for cell in row])
        if buffer.tell() > 65536:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
