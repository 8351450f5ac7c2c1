"""Which tables make up what the shop knows, and of what kind is each column?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps.registry import Apps
from django.db import models

from hafawa.backups.canonical import Column

#: Made anew by the stages after a restore; a backup leaves them out.
DERIVED = frozenset({"analytics.standing", "analytics.figures", "playbooks.leftout", "playbooks.lastrun"})
#: Made by Django itself when a database is made.
_FRAMEWORK = frozenset({"auth", "contenttypes"})
#: Who is signed in belongs to the moment, not to the past.
_OF_THE_MOMENT = frozenset({"sessions.session"})
_KINDS = {
    "BooleanField": "bool", "FloatField": "float", "DateTimeField": "instant", "DateField": "date", "TimeField": "time",
    "JSONField": "json", "BinaryField": "bytes", "UUIDField": "uuid", "DurationField": "duration",
    "DecimalField": "decimal",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table: its model's label, its name in the database, its columns in their order, its key."""

    label: str
    name: str
    columns: tuple[Column, ...]
    key: str
    key_kind: str

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _kind in self.columns]


def tables(apps: Apps | Any, *, is_whole: bool = False) -> list[Table]:
    """The tables of the models in `apps` (the present ones, or those of an earlier state), by label.

    Without `is_whole`, what can be made anew and what belongs to the moment is left out.
    """
    left_out = frozenset() if is_whole else DERIVED | _OF_THE_MOMENT
    found = [_about(model) for model in apps.get_models(include_auto_created=True)]
    rows = [about for about in found if about.managed and not about.proxy]
    kept = [about for about in rows if about.app_label not in _FRAMEWORK and about.label_lower not in left_out]
    return sorted((_table(about) for about in kept), key=lambda t: t.label)


def _about(model: type[models.Model]) -> Any:
    return model._meta  # noqa: SLF001


def _table(about: Any) -> Table:
    fields = [f for f in about.local_concrete_fields if f.column]
    columns = tuple((str(f.column), kind(f)) for f in fields)
    return Table(about.label_lower, about.db_table, columns, str(about.pk.column), kind(about.pk))


def kind(field: models.Field[Any, Any]) -> str:
    """One of `canonical.KINDS`; of a relation, that of what it points at."""
    while field.remote_field is not None and isinstance(field, models.ForeignKey):
        field = field.target_field
    named = field.get_internal_type()
    if isinstance(field, models.IntegerField | models.AutoField) or named.endswith("IntegerField"):
        return "number"
    return _KINDS.get(named, "text")
