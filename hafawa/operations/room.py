"""How much room is there on the disk, and how much does the database take?"""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection


def free_bytes() -> int:
    """Free for this user where the data folder lies."""
    return shutil.disk_usage(settings.HAFAWA_DATA_DIR).free


def needed_bytes() -> int:
    """What should stay free (HAFAWA_DISK_FREE_MIN_MIB)."""
    return int(settings.HAFAWA_DISK_FREE_MIN_MIB * 2**20)


def database_bytes() -> int:
    """Size of the database, its write-ahead log included on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    name = str(connection.settings_dict["NAME"])
    return sum(path.stat().st_size for path in (Path(name), Path(f"{name}-wal")) if path.is_file())
