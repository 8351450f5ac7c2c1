"""Whose is every field we keep, and is any of them declared nowhere? All declarations, gathered."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import Model

from hafawa.privacy import declared
from hafawa.privacy.declaring import ERASED, Table, book, columns

__all__ = ["ERASED", "Table", "book", "columns", "ours", "tables", "undeclared"]


@cache
def tables() -> dict[str, Table]:
    """Every declaration, by the model's label."""
    for module in pkgutil.iter_modules(declared.__path__):
        importlib.import_module(f"{declared.__name__}.{module.name}")
    return dict(sorted(book.tables.items()))


def ours() -> Iterator[type[Model]]:
    """Every model of this product."""
    yield from (m for m in apps.get_models() if m.__module__.startswith("hafawa."))


def undeclared() -> list[str]:
    """What is missing, each with the line to write and where."""
    found = []
    for model in ours():
        label, app = model._meta.label, model._meta.app_label  # noqa: SLF001
        file = f"hafawa/privacy/declared/{app}.py"
        if label not in tables():
            names = " ".join(f.name for f in columns(model))
            found.append(f'{label}: write in {file}: table("{label}", of="", operational="{names}") and sort the names')
            continue
        found += [
            f'{label}.{f.name}: add "{f.name}" to personal, words, secret, operational, derived or staff of '
            f'table("{label}", ...) in {file}'
            for f in columns(model)
            if f.name not in tables()[label].holds
        ]
    return found + _strangers()


def _strangers() -> list[str]:
    """Declared, and not there (any more)."""
    installed = {m._meta.label: {f.name for f in columns(m)} for m in ours()}  # noqa: SLF001
    gone = [f"{label}: no such model, take it out" for label in tables() if label not in installed]
    return gone + [
        f"{label}.{name}: no such field, take it out"
        for label, declared in tables().items()
        if label in installed
        for name in declared.holds
        if name not in installed[label]
    ]
