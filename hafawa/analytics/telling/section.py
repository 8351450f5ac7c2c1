"""What is a figure in words made of: a sentence, lines, a table, caveats; and one that is not known yet?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.telling.numbers import (
    number,
)

LEAST = 20  # below that many, a figure is not known yet

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A sentence, and the name of the evidence it opens."""

    words: str
    opens: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: its title, its cells as text; a share (0 to 1) with its interval, for the drawing."""

    title: str
    cells: tuple[str, ...]
    share: tuple[float, float, float] | None = None
    opens: str = ""


@dataclass(frozen=True)
class Table:
    """Column titles (the first is that of the rows) and rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def shown(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells, each under its column's title."""
        return [(row, list(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """One figure in words. `is_known` is False where there is too little to say it."""

    key: str
    icon: str
    title: str
    sentence: Line
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    caveats: tuple[str, ...] = ()
    is_known: bool = True
    quotes: tuple[int, ...] = field(default=())  # events


def not_yet(key: str, icon: str, title: str, *, n: int, need: str, caveats: tuple[str, ...] = ()) -> Section:
    words = ngettext(
        "Not known yet: {n} of the {least} that are needed is here.",
        "Not known yet: {n} of the {least} that are needed are here.",
        n,
    )
    sentence = Line(words.format(n=number(n), least=number(LEAST)))
    return Section(key, icon, title, sentence, (Line(need_words(need)),), caveats=caveats, is_known=False)


def need_words(what: str) -> str:
    return _("What would tell: {what}").format(what=what)
