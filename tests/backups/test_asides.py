"""A state that a restore set aside holds nobody who was erased since, and goes by itself after a month."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.backups.conftest import House, Kept

ERASE = """
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.privacy import erasing
from hafawa.privacy.models import Terms
Terms.objects.create(erase_after_hours=0)
who = Person.objects.get(name="Ann 17")
print(erasing.preview(who.pk).earlier)
erasing.carry_out(erasing.ask(who.pk, typed="Ann 17", by=None, now=clock.now()), now=clock.now())
"""
CANARY = b"ann17@example.org"


def sings(house: House) -> list[str]:
    """Where the address still is: files, but for backups, and schemas of the database."""
    found = [
        str(p.relative_to(house.folder))
        for p in house.folder.rglob("*")
        if p.is_file() and "backups" not in p.parts and CANARY in p.read_bytes()
    ]
    if house.database_url:
        tables = house.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'people_identifier'")
        for (schema,) in tables:
            if house.rows(f"SELECT 1 FROM {schema}.people_identifier WHERE value = '{CANARY.decode()}'"):
                found.append(schema)
    return found


def test_who_is_erased_is_in_no_state_set_aside_either(kept: Kept, sample: Path) -> None:
    house, path = kept
    house.ok("restore", path)
    aside = next(p.name for p in house.folder.glob("before-restore-*"))
    if house.database_url:  # as a move leaves it
        shutil.copy(sample / "hafawa.sqlite3", house.folder)
    where = " ".join(sings(house))
    assert aside in where or aside.replace("-", "_") in where
    assert house.python(ERASE).split() == ["2" if house.database_url else "1"]
    assert sings(house) == []
    assert not list(house.folder.glob("before-restore-*"))
    assert "no earlier state" in house.refused("restore", "--undo").lower()
    assert house.rows("SELECT count(*) FROM team_auditentry WHERE what = 'backups.asides_let_go'") == [(1,)]


@pytest.mark.parametrize("days", [29, 31])
def test_a_state_set_aside_goes_after_a_month(db: None, data_folder: Path, days: int) -> None:
    from hafawa.backups import asides

    now = datetime(2026, 11, 27, 3, 20, tzinfo=UTC)
    since = now - timedelta(days=days)
    folder = data_folder / f"before-restore-{since:%Y%m%d-%H%M%S}"
    folder.mkdir()
    (folder / "hafawa.sqlite3").write_bytes(b"x")
    assert [(a.since, a.goes_at) for a in asides.listed()] == [(since, since + timedelta(days=30))]
    gone = asides.let_go(now=now, before=now - asides.KEPT)
    assert gone == ([folder.name] if days > 30 else [])
    assert folder.exists() == (days < 30)


def test_what_a_restore_cut_off_half_way_needs_is_not_let_go(db: None, data_folder: Path) -> None:
    from hafawa.backups import asides, swap

    staged = data_folder / ".restoring-x"
    staged.mkdir()
    swap.prepare(data_folder, staged=staged, aside="before-restore-20200101-000000")
    (data_folder / "before-restore-20200101-000000").mkdir()
    assert asides.let_go(now=datetime(2026, 11, 27, tzinfo=UTC)) == []
    assert (data_folder / "before-restore-20200101-000000").exists()


@pytest.fixture
def data_folder(settings: object, tmp_path: Path) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    settings.HAFAWA_DATABASE_URL = ""  # type: ignore[attr-defined]
    return tmp_path
