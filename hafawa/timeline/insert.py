"""How are a thousand events written at once, on either database, without building a thousand models?

`bulk_create` spends most of an import's time in model instances and field preparation; one prepared statement and
plain tuples take a fifth of that. The columns are read from the model, so a field added there fails loudly here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from hafawa.kernel.locks import in_turn
from hafawa.timeline import narrowing
from hafawa.timeline.models import Event

Row = tuple[Any, ...]
FIELDS = (
    "person", "kind", "occurred_at", "occurred_date", "recorded_at", "source", "external_id", "channel", "ref",
    "amount_minor", "margin_minor", "currency", "score", "due_at", "due_date", "about_id", "suggestion_id",
    "import_run_id", "data",
)  # fmt: skip
WAKES = "hafawa_live"  # the channel on PostgreSQL that says: look, there is more
_SHORT = 60
_ENCODER = DjangoJSONEncoder(ensure_ascii=True, check_circular=False)


def rows(found: Sequence[Row]) -> int:
    """Write `found`, tuples in the order of `FIELDS`; one that is there already stays as it is. How many were new.

    Inside a transaction. Writers come in turn, so that ids are seen in their order: a reader that has come to event 9
    never finds an event 8 that was committed later.
    """
    if not found:
        return 0
    in_turn("timeline.events")
    prepare = _for_sqlite if connection.vendor == "sqlite" else _for_others
    with connection.cursor() as cursor:
        cursor.executemany(_statement(), [prepare(row) for row in found])
        new = int(cursor.rowcount)
        if new and connection.vendor == "postgresql":  # whoever waits for news wakes when this is committed
            cursor.execute("SELECT pg_notify(%s, '')", [WAKES])
    if new:
        narrowing.take_in(found)
    return new


@cache
def _statement() -> str:
    table = Event._meta  # noqa: SLF001 - Django's own documented way to a model's columns
    by_name = {f.name: f.column for f in table.concrete_fields}
    columns = [str(by_name[name]) for name in FIELDS]
    missing = set(by_name.values()) - set(columns) - {"id"}
    if missing:
        raise TypeError(f"timeline.insert does not know the columns {missing}")
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table.db_table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608


def _for_others(row: Row) -> Row:
    return (*row[:-1], _json(row[-1]))


def _for_sqlite(row: Row) -> Row:
    """Times and dates as Django writes them there: UTC without its name, and text."""
    person, kind, occurred_at, occurred_date, recorded_at, *middle, due_at, due_date, about, suggestion, run, data = row
    return (
        person,
        kind,
        _text(occurred_at),
        _iso(occurred_date),
        _often(recorded_at),
        *middle,
        _often(due_at) if due_at else None,
        _iso(due_date) if due_date else None,
        about,
        suggestion,
        run,
        _json(data),
    )


def _text(moment: datetime) -> str:
    return str(moment if moment.tzinfo is UTC else moment.astimezone(UTC))[:-6]  # without "+00:00"


@lru_cache(maxsize=4096)
def _often(moment: datetime) -> str:
    """The same for an instant that comes again and again: that of the import, the end of a day promised."""
    return _text(moment)


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()


def _json(data: dict[str, Any]) -> str:
    if len(data) == 1:
        [(name, value)] = data.items()
        if isinstance(value, str) and len(value) < _SHORT:
            return _one_word(name, value)
    return _ENCODER.encode(data) if data else "{}"


@lru_cache(maxsize=4096)
def _one_word(name: str, value: str) -> str:
    """An order's data is mostly its status alone, one of a handful of words."""
    return _ENCODER.encode({name: value})
