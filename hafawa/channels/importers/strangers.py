"""Which rows are about somebody who must be known already? Whom we dialled without knowing them makes nobody."""

from __future__ import annotations

from collections.abc import Sequence

from hafawa.channels.importers.registry import Arrival, Rejection, Row
from hafawa.people.models import Identifier

_AT_ONCE = 500


def left_out(rows: Sequence[Row], *, met: set[tuple[str, str]] | None = None) -> list[Row]:
    """`rows`, with a Rejection in the place of each that is about a stranger and may not make them known.

    Somebody whom an earlier row makes known is no stranger; `met` gathers their keys over several calls.
    """
    met = set() if met is None else met
    if not any(isinstance(r, Arrival) and r.only_known for r in rows):
        _meet(rows, met)
        return list(rows)
    known = _known({key[:2] for r in rows if isinstance(r, Arrival) and r.only_known and r.who for key in r.who.keys})
    found: list[Row] = []
    for row in rows:
        if isinstance(row, Arrival) and row.only_known:
            keys = {key[:2] for key in row.who.keys} if row.who else set()
            found.append(row if keys & (known | met) else _rejection(row))
        else:
            _meet([row], met)
            found.append(row)
    return found


def _meet(rows: Sequence[Row], met: set[tuple[str, str]]) -> None:
    for row in rows:
        if isinstance(row, Arrival) and row.who and not row.only_known:
            met.update((key.kind, key.value) for key in row.who.keys if key.kind == "phone")


def _known(keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
    values, found = sorted({value for _kind, value in keys}), set[tuple[str, str]]()
    for start in range(0, len(values), _AT_ONCE):
        rows = Identifier.objects.filter(value__in=values[start : start + _AT_ONCE]).values_list("kind", "value")
        found.update(row for row in rows if row in keys)
    return found


def _rejection(row: Arrival) -> Rejection:
    shown = tuple(key.as_typed[:200] for key in row.who.keys) if row.who else ()
    return Rejection(max(row.number, row.last), "stranger", {}, shown, row.file)
