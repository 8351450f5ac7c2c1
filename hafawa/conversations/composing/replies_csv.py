"""How do saved replies leave as a table, and come in again? Bringing in what was taken out changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.conversations.composing import saved
from hafawa.conversations.composing.models import SavedReply
from hafawa.conversations.composing.saved import Said
from hafawa.kernel import csv_out
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import fold
from hafawa.team.models import User

HEADER = ("shortcut", "title", "text_en", "text_ar", "text_ka")
LARGEST = 5 * 2**20  # bytes
MOST_ROWS = saved.MOST


class NotATable(Refused):
    """No table of saved replies."""


@dataclass(frozen=True)
class BroughtIn:
    """How many were new, changed, the same, and which rows were left out: number and why."""

    new: int = 0
    changed: int = 0
    same: int = 0
    left_out: tuple[tuple[int, str], ...] = ()


def rows() -> Iterator[str]:
    """The lines of the file: all that are in use."""
    found = SavedReply.objects.filter(archived_at=None)
    return csv_out.rows(HEADER, ([getattr(reply, name) for name in HEADER] for reply in found))


def bring_in(content: bytes, *, by: User, now: datetime) -> BroughtIn:
    """Save what a table holds: a reply whose shortcut is known is changed, another is new. Raises NotATable.

    A row that cannot be saved is left out with the reason, and the others are saved.
    """
    new = changed = same = 0
    left_out: list[tuple[int, str]] = []
    for number, said in _read(content):
        try:
            with transaction.atomic():
                what = _one(said, by=by, now=now)
        except Refused as refused:
            left_out.append((number, refused.message))
            continue
        new, changed, same = new + (what == "new"), changed + (what == "changed"), same + (what == "same")
    return BroughtIn(new, changed, same, tuple(left_out))


def _one(said: Said, *, by: User, now: datetime) -> str:
    known = SavedReply.objects.filter(archived_at=None, shortcut=fold(said.shortcut)).first()
    if known is None:
        saved.write(said, by=by, now=now)
        return "new"
    if said.title == known.title and all(said.texts[c].strip() == known.texts.get(c, "") for c in said.texts):
        return "same"
    saved.change(known, said, by=by, now=now)
    return "changed"


def _read(content: bytes) -> Iterator[tuple[int, Said]]:
    if len(content) > LARGEST:
        raise NotATable(gettext_lazy("The file is larger than 5 MB. Nothing was brought in."))
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise NotATable(
            gettext_lazy("This is no table in UTF-8. Save it as CSV UTF-8; nothing was brought in.")
        ) from None
    header = [cell.strip().lower() for cell in lines[0]] if lines else []
    if not {"title", "shortcut"} <= set(header) or not {"text_en", "text_ar", "text_ka"} & set(header):
        sentence = _("The first line names the columns: {columns}. Nothing was brought in.")
        raise NotATable(sentence.format(columns=", ".join(HEADER)))
    if len(lines) > MOST_ROWS + 1:
        raise NotATable(gettext_lazy("The table has more than a thousand rows. Nothing was brought in."))
    for number, line in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in line):
            yield number, _said(dict(zip(header, map(csv_out.unguard, line), strict=False)))


def _said(cells: dict[str, str]) -> Said:
    texts = {code: cells.get(f"text_{code}", "").replace("\0", "") for code in ("en", "ar", "ka")}
    return Said(cells.get("title", "").replace("\0", ""), cells.get("shortcut", "").replace("\0", ""), texts)
