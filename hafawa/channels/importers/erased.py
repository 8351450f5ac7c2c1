"""Which rows of a file are about somebody who asked to be forgotten, and what of them may still come in?

From before the erasure: the facts of their orders, as nobody's, and nothing else. From after it: everything, for then
they came back by themselves and are met as new. What a file says without any date is from before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from hafawa.channels.importers.registry import Arrival, Rejection, Said
from hafawa.kernel.text import fold
from hafawa.people import tombstones
from hafawa.people.identifiers import normal_customer_id, normal_email, normal_phone
from hafawa.people.tombstones import Key
from hafawa.timeline import facts

Gone = Mapping[Key, datetime]
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:=\[\]]{1,253}@[^\s@<>\"'(),;:=\[\]]{1,253}")


def event_key(source: str, external_id: str) -> Key:
    """The key by which one event of an erased person is known again, wherever it comes from."""
    return ("event", f"{source}\0{external_id}")


def number_key(cell: str) -> Key | None:
    """The key by which a customer number is known again, of whichever system; None where it is none."""
    found = normal_customer_id(cell, source="")
    return ("number", found.removeprefix(":")) if found else None


def settle(arrivals: Sequence[Arrival], *, source: str) -> tuple[list[Arrival], int]:
    """`arrivals` as they may come in, and how many rows were left out or came in as nobody's."""
    if not tombstones.are_any():
        return list(arrivals), 0
    gone = tombstones.erased_at(key for a in arrivals for key in _keys(a, source))
    if not gone:
        return list(arrivals), 0
    settled = [list(_settled(a, gone, source)) for a in arrivals]
    left_out = sum(found != [a] for a, found in zip(arrivals, settled, strict=True))
    return [a for found in settled for a in found], left_out


def speaks_of_erased(rejections: Sequence[Rejection], *, country: str) -> set[int]:
    """The places in `rejections` of rows that hold a key or the name of somebody erased: these are not kept."""
    if not rejections or not tombstones.are_any():
        return set()
    keys = [set(cell_keys(r.cells, country=country)) for r in rejections]
    gone = tombstones.erased_at(key for some in keys for key in some)
    return {place for place, some in enumerate(keys) if some & gone.keys()}


def cell_keys(cells: Iterable[str], *, country: str) -> Iterator[Key]:
    """Every key a row of cells may hold: each cell whole, addresses inside it, a number it is."""
    for cell in cells:
        if not cell.strip():
            continue
        yield ("cell", fold(cell)[:300])
        for found in _ADDRESS.findall(cell[:20_000]) if "@" in cell else ():
            if email := normal_email(found.strip(".")):
                yield ("email", email)
        if len(cell) < 40 and (phone := normal_phone(cell, country=country)):
            yield ("phone", phone)


def _keys(a: Arrival, source: str) -> Iterator[Key]:
    if a.who:
        yield from (key[:2] for key in a.who.keys)
    for s in a.said:
        yield event_key(s.source or source, s.external_id)
        if not (a.who and a.who.keys) and (ref := getattr(s.what, "ref", "")):
            yield ("ref", ref)


def _settled(a: Arrival, gone: Gone, source: str) -> Iterator[Arrival]:
    gone_at = _gone_at(a, gone)
    if gone_at is None:
        kept = tuple(s for s in a.said if not _is_gone(s, gone, source))
        if len(kept) == len(a.said):
            yield a
        elif kept:
            yield a._replace(said=kept)
        return
    if after := tuple(s for s in a.said if s.occurred_at > gone_at):
        is_whole = len(after) == len(a.said) and not (a.details or a.occasions or a.refusals)
        yield a if is_whole else a._replace(said=after, details=(), occasions=(), refusals=())
    facts_only = [s for s in a.said if s.occurred_at <= gone_at and facts.is_order_fact(s.what.kind)]
    if facts_only:
        bare = tuple(s._replace(what=facts.bare(s.what)) for s in facts_only)
        yield Arrival(a.number, None, bare, last=a.last, file=a.file)


def _gone_at(a: Arrival, gone: Gone) -> datetime | None:
    if a.who and a.who.keys:
        return tombstones.decides([key[:2] for key in a.who.keys], dict(gone))
    refs = {("ref", getattr(s.what, "ref", "")) for s in a.said}
    return max((gone[key] for key in refs if key in gone), default=None)


def _is_gone(s: Said, gone: Gone, source: str) -> bool:
    return event_key(s.source or source, s.external_id) in gone and not facts.is_order_fact(s.what.kind)
