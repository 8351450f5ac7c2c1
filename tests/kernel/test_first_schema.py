"""Does a new database become the same when each step sees only what it is about, as when each sees the whole?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases

MAKE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from hafawa.kernel.first_schema import FirstExecutor
{first}
call_command("migrate", interactive=False, verbosity=0)
"""
FIRST = "x = FirstExecutor(connection); x.migrate(x.loader.graph.leaf_nodes())"

SQLITE = ["SELECT type, name, tbl_name, sql FROM sqlite_master", "SELECT app, name FROM django_migrations"]
POSTGRESQL = [
    (
        "SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable, column_default,"
        " is_identity FROM information_schema.columns WHERE table_schema = 'public'"
    ),
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace"
    ),
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT app, name FROM django_migrations",
]


def schema(folder: Path, first: str) -> list[list[tuple[object, ...]]]:
    """What the database of `folder` looks like, and how it says it came there."""
    folder.mkdir()
    env = databases.environment(folder) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    subprocess.run([sys.executable, "-c", MAKE.format(first=first)], env=env, check=True)
    return [sorted(databases.rows(folder, sql), key=repr) for sql in (POSTGRESQL if databases.SERVER else SQLITE)]


@pytest.mark.usefixtures("on_database")
def test_the_tables_their_columns_rules_and_triggers_are_those_of_the_long_way(tmp_path: Path) -> None:
    long, short = schema(tmp_path / "long", ""), schema(tmp_path / "short", FIRST)
    assert all(len(part) > 50 for part in (long[0], long[-1]))
    assert short == long
