"""Which rows can be kept as they are? What is longer or larger than a place for it is left out, with its reason.

The last look at a row, whichever importer read it: a number cut short would be that of another order, and one amount
that no database holds would stop the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hafawa.channels.importers.amounts import MOST_MINOR
from hafawa.channels.importers.registry import Arrival, Rejection, Row

LONGEST = 320  # of an event's number and of the order's it speaks of
_AMOUNTS = ("amount_minor", "margin_minor")


def only(rows: Iterable[Row]) -> Iterator[Row]:
    """`rows`, with a Rejection in the place of each that cannot be kept."""
    for row in rows:
        yield _refused(row) or row if isinstance(row, Arrival) else row


def _refused(row: Arrival) -> Rejection | None:
    for said in row.said:
        value = vars(said.what).get
        longest = max(len(said.external_id), len(value("ref") or ""), len(said.about))
        if longest > LONGEST:
            return _rejection(row, "cell_too_long", {"size": longest, "most": LONGEST})
        for name in _AMOUNTS:
            amount = value(name)
            if amount is not None and abs(amount) > MOST_MINOR:
                return _rejection(row, "amount_range", {"cell": str(amount)[:60]})
        if (value("amount_minor") or 0) < 0:
            return _rejection(row, "negative", {"cell": str(value("amount_minor"))})
    for key in row.who.keys if row.who else ():
        if len(key.value) > LONGEST:
            return _rejection(row, "cell_too_long", {"size": len(key.value), "most": LONGEST})
    return None


def _rejection(row: Arrival, reason: str, facts: dict[str, object]) -> Rejection:
    shown = [key.as_typed[:200] for key in row.who.keys] if row.who else []
    refs = dict.fromkeys(str(vars(s.what).get("ref") or s.external_id)[:200] for s in row.said)
    return Rejection(max(row.number, row.last), reason, facts, (*refs, *shown), row.file)
