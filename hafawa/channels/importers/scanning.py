"""What do all the rows of a table together tell of its dates, amounts, order numbers and scores? One pass, no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from hafawa.channels.importers import scores
from hafawa.channels.importers.amounts import DECIMALS, currency_in, possible_decimals
from hafawa.channels.importers.dates import ORDERS, possible_orders
from hafawa.channels.importers.table import Table

SAMPLES = 5
_SEPARATED = re.compile(r"\d[.,]\d")


@dataclass
class Scan:
    """What was seen. `samples` are up to five different non-empty cells of a column, the ambiguous ones first."""

    rows: int = 0
    orders: frozenset[str] = frozenset(ORDERS)
    decimals: frozenset[str] = frozenset(DECIMALS)
    is_separated: bool = False
    signs: set[str] = field(default_factory=set)
    most_score: float = 0
    lines: str = "single"  # of an order: single, together, scattered
    amounts: str = ""  # of orders of several lines: order, line, or open (all lines say the same)
    samples: dict[str, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=16)
def scan(
    table: Table,
    header: tuple[str, ...],
    *,
    dates: tuple[str, ...] = (),
    amounts: tuple[str, ...] = (),
    score: str = "",
    ref: str = "",
    total: str = "",
) -> Scan:
    """Read all of `table` once; columns are named by their header. Raw bytes never change, so the answer is kept."""
    place = {name: i for i, name in enumerate(header)}
    found, watch = Scan(), _Refs(place.get(ref, -1), place.get(total, -1))
    date_places, amount_places = [place[d] for d in dates], [place[a] for a in amounts]
    score_place = place.get(score, -1)
    for record in table.rows(width=len(header)):
        found.rows = record.number
        if record.problem:
            continue
        cells = record.cells
        if len(found.orders) > 1:
            _look_at_dates([cells[p] for p in date_places], found)
        _look_at_amounts([cells[p] for p in amount_places], found)
        if score_place >= 0:
            _look_at_score(cells[score_place], found)
        watch.see(cells)
    found.lines, found.amounts = watch.verdict()
    return found


@lru_cache(maxsize=16)
def samples(table: Table, header: tuple[str, ...], *, rows_most: int = 2000) -> Mapping[str, list[str]]:
    """Up to five different non-empty cells of every column, from the first rows."""
    found: dict[str, list[str]] = {name: [] for name in header}
    for record in table.rows(width=len(header)):
        if record.number > rows_most or all(len(cells) >= SAMPLES for cells in found.values()):
            break
        for name, cell in zip(header, record.cells, strict=False):
            if not record.problem and cell and len(found[name]) < SAMPLES and cell not in found[name]:
                found[name].append(cell[:120])
    return found


def _look_at_dates(cells: list[str], found: Scan) -> None:
    shown = found.samples.setdefault("dates", [])
    for cell in cells:
        if not cell:
            continue
        left = found.orders & possible_orders([cell])
        if not left:  # it contradicts those before: their samples and this one are shown, and it is asked
            shown.insert(0, cell)
            continue
        found.orders = left
        if len(shown) < SAMPLES and cell not in shown:
            shown.append(cell)


def _look_at_amounts(cells: list[str], found: Scan) -> None:
    for cell in cells:
        if not cell or cell.isdecimal():
            continue
        if len(found.decimals) > 1 or not found.is_separated:
            _narrow(cell, found)
        if not cell.isascii() or not cell.replace(".", "").replace(",", "").isdecimal():
            found.signs.add(currency_in(cell))


def _narrow(cell: str, found: Scan) -> None:
    if not _SEPARATED.search(cell):
        return
    left = possible_decimals([cell])
    found.is_separated = True
    shown = found.samples.setdefault("decimal", [])
    found.decimals = found.decimals & left or found.decimals
    if len(shown) < SAMPLES and cell not in shown:
        shown.append(cell)


def _look_at_score(cell: str, found: Scan) -> None:
    shown = found.samples.setdefault("scale", [])
    value = scores.best_said(cell)
    if value is not None:
        found.most_score = max(found.most_score, value)
        if cell not in shown:
            shown.append(cell)
            shown.sort(key=len, reverse=True)
            del shown[SAMPLES:]


class _Refs:
    """Whether order numbers come back, and whether their amounts are then the order's or the line's."""

    def __init__(self, ref: int, total: int) -> None:
        self._ref, self._total = ref, total
        self._seen: set[int] = set()
        self._last, self._amounts = "", [""][:0]
        self._repeat = self._scatter = self._differ = self._same = False

    def see(self, cells: list[str]) -> None:
        if self._ref < 0 or not (ref := cells[self._ref].strip()):
            return
        if ref == self._last:
            self._repeat = True
        else:
            self._close()
            mark = hash(ref)
            if mark in self._seen:
                self._repeat = self._scatter = True
            self._seen.add(mark)
            self._last = ref
        if self._total >= 0 and cells[self._total].strip():
            self._amounts.append(cells[self._total])

    def verdict(self) -> tuple[str, str]:
        """`lines` and `amounts` of a `Scan`."""
        self._close()
        if not self._repeat:
            return "single", ""
        if self._total < 0:
            return ("scattered" if self._scatter else "together"), ""
        amounts = "line" if self._differ else "open" if self._same or self._scatter else "order"
        return ("scattered" if self._scatter else "together"), amounts

    def _close(self) -> None:
        if len(self._amounts) > 1:
            self._differ |= len(set(self._amounts)) > 1
            self._same = True
        self._amounts = []
