"""A place of its own for processes, on the kind of database the run is on."""

from __future__ import annotations

from tests.tasks.conftest import migrated, place

__all__ = ["migrated", "place"]
