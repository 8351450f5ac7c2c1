"""What do we keep about one person? Every row the declarations say is theirs, as plain JSON, without others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model, Q, QuerySet

from hafawa.people.models import Detail, Gift
from hafawa.privacy import fields
from hafawa.privacy.fields import Table
from hafawa.privacy.subject import Subject

Rows = dict[str, list[dict[str, Any]]]


def rows(subject: Subject) -> Rows:
    """Their rows by table, in the order of their ids. What is to be a surprise for them is left out."""
    found = {t.label: [_row(r, t) for r in _mine(t, subject)] for t in fields.tables().values() if t.of}
    return {label: some for label, some in found.items() if some}


def documented() -> dict[str, dict[str, Any]]:
    """What every table and field in the export means."""
    return {t.label: _documented(t) for t in fields.tables().values() if t.of}


def _documented(declared: Table) -> dict[str, Any]:
    model = declared.model
    meta = {f.name: f for f in fields.columns(model)}
    return {
        "what": (model.__doc__ or "").strip().partition("\n")[0],
        "when_erased": fields.ERASED[declared.erased],
        "fields": {n: {"holds": declared.holds[n], "means": str(meta[n].help_text)} for n in declared.exported()},
    }


def _mine(declared: Table, subject: Subject) -> Iterator[Model]:
    rows: QuerySet[Any] = declared.model._base_manager.filter(**{f"{declared.of}__in": subject.ids})  # noqa: SLF001
    if declared.model is Detail:
        rows = rows.exclude(secret_from__in=subject.ids)
    if declared.model is Gift:
        rows = rows.exclude(Q(recipient__in=subject.ids, is_surprise=True))
    yield from rows.order_by("pk").iterator(chunk_size=2000)


def _row(row: Model, declared: Table) -> dict[str, Any]:
    return {name: _plain(getattr(row, _column(row, name))) for name in declared.exported()}


def _column(row: Model, name: str) -> str:
    return str(row._meta.get_field(name).attname)  # type: ignore[union-attr]  # noqa: SLF001


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k != "by"}  # who of the team it was
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value
