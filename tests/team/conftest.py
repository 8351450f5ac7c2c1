"""Real processes on both databases, as the tests of tasks use them."""

from tests.tasks.conftest import migrated, place

__all__ = ["migrated", "place"]
