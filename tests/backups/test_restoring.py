"""An earlier state takes the place of the present one: whole, undoable, with nothing done twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.backups.conftest import House, Kept, in_sqlite

HOOKED = '''
from django.apps import AppConfig

class Hooked(AppConfig):
    name = "hooked"

    def ready(self):
        from hafawa.backups import after_restore
        after_restore.register("fake", forget_the_erased)
        after_restore.register_journal("forgotten.jsonl")

def forget_the_erased(restored):
    """As the real one will: whoever the journal names is taken away again."""
    from hafawa.people.models import Person
    journal = restored.folder / "forgotten.jsonl"
    for line in journal.read_text().splitlines() if journal.exists() else []:
        Person.objects.filter(id=int(line)).delete()
'''
SETTINGS = "from hafawa.config.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'hooked.Hooked']\n"


@pytest.fixture
def hooked(house: House, tmp_path: Path) -> House:
    """The shop, with another package that has something to do after a restore."""
    package = tmp_path / "more" / "hooked"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(HOOKED)
    (tmp_path / "more" / "hooked_settings.py").write_text(SETTINGS)
    house.env |= {
        "PYTHONPATH": f"{tmp_path / 'more'}:{house.env['PYTHONPATH']}",
        "DJANGO_SETTINGS_MODULE": "hooked_settings",
    }
    return house


def spoil(house: House) -> None:
    """Something happens after the backup: rows change and come, a file is lost, another comes."""
    house.rows("UPDATE people_person SET name = 'Someone else' WHERE id < 50")
    house.rows("DELETE FROM listening_annotation")
    for path in (house.folder / "raw").rglob("*.csv"):
        path.unlink()
    (house.folder / "raw" / "later.txt").write_text("came later")


def test_what_was_is_back_whole_and_what_is_now_is_kept(kept: Kept) -> None:
    house, path = kept
    before, day = house.content(), house.today()
    spoil(house)
    spoiled = house.content()
    assert spoiled != before
    said = house.ok("restore", path)
    assert "kept in before-restore-" in said
    assert house.content() == before
    house.ok("restore", "--undo")
    assert house.content() == spoiled
    house.ok("restore", "--undo")  # and back again: nothing is lost by changing one's mind
    assert house.content() == before
    house.python("from hafawa import flow; from hafawa.kernel import clock; flow.live(clock.now())")
    assert [c["person_id"] for c in house.today()] == [c["person_id"] for c in day]
    house.ok("restore", "--let-go")
    assert not [p for p in house.folder.iterdir() if p.name.startswith(("before-", "undone-"))]
    assert "no earlier state" in house.refused("restore", "--undo").lower()


def test_a_backup_of_one_kind_of_database_restores_into_the_other(kept: Kept, tmp_path: Path) -> None:
    house, path = kept
    other = House(tmp_path / "other")
    house.ok("restore", path, "--into", other.folder)
    counts = {t: n.split()[0] for t, n in house.content().items() if not t.startswith("raw")}
    assert {t: n.split()[0] for t, n in other.content().items() if not t.startswith("raw")} == counts
    assert other.ok("status")


#: What the worker counts anew from the rest, whenever it comes to it.
WORKERS_OWN = {
    "listening_compared", "listening_rereading", "people_alikepair", "people_likenesskey", "people_likenessmark"
}  # fmt: skip


def test_while_the_product_runs_it_is_refused_in_words(kept: Kept) -> None:
    house, path = kept
    before = house.content()
    house.start_worker()
    assert "is running" in house.refused("restore", path)
    after = house.content()
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed <= WORKERS_OWN, changed


def test_nobody_starts_the_product_while_it_is_restored(sqlite_house: House) -> None:
    import fcntl

    with (sqlite_house.folder / "locks" / "use").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert "being restored" in sqlite_house.refused("status")


def test_what_waited_then_is_set_aside_and_imports_go_on(house: House) -> None:
    for number, function in enumerate(["hafawa.webhooks.tasks.send", "hafawa.channels.tasks.carry_out"]):
        house.python(f"from hafawa.tasks import enqueue\nenqueue('{function}', {number})")
    path = house.backup()
    house.ok("restore", path)
    states = dict(house.rows("SELECT function, state FROM tasks_task WHERE function NOT LIKE '%flow%'"))
    assert states == {"hafawa.webhooks.tasks.send": "parked", "hafawa.channels.tasks.carry_out": "waiting"}
    assert house.rows("SELECT count(*) FROM timeline_cursor WHERE name LIKE 'flow.%'") == [(0,)]
    assert house.rows("SELECT count(*) FROM team_auditentry WHERE what = 'backups.restored'") == [(1,)]


def test_who_was_erased_since_stays_erased_and_the_journal_is_never_rolled_back(hooked: House) -> None:
    journal = hooked.folder / "forgotten.jsonl"
    journal.write_text("3\n")
    hooked.rows("SELECT 1")
    path = hooked.backup()
    journal.write_text("3\n5\n")
    hooked.ok("restore", path)
    assert journal.read_text() == "3\n5\n"
    assert hooked.rows("SELECT id FROM people_person WHERE id IN (3, 4, 5)") == [(4,)]
    journal.write_text("3\n5\n4\n")  # erased after the restore: going back does not bring them back either
    hooked.ok("restore", "--undo")
    assert journal.read_text() == "3\n5\n4\n"
    assert hooked.rows("SELECT id FROM people_person WHERE id IN (3, 4, 5)") == []


def test_a_journal_the_folder_lost_comes_back_from_the_backup(hooked: House) -> None:
    (hooked.folder / "forgotten.jsonl").write_text("3\n")
    path = hooked.backup()
    (hooked.folder / "forgotten.jsonl").unlink()
    hooked.ok("restore", path)
    assert (hooked.folder / "forgotten.jsonl").read_text() == "3\n"
    assert hooked.rows("SELECT id FROM people_person WHERE id = 3") == []


def test_a_backup_of_an_earlier_schema_is_brought_up_to_date(house: House) -> None:
    code = "from django.core.management import call_command\ncall_command('migrate', 'people', '0001', verbosity=0)"
    house.python(code)
    path = Path(
        house.python(
            "from hafawa.backups import taking; from hafawa.backups.envelope import Keys; from hafawa.kernel import clock\n"
            "from django.apps import apps; from django.db.migrations.executor import MigrationExecutor\n"
            "from django.db import connection\nimport hafawa.backups.taking as t\n"
            "state = MigrationExecutor(connection)._create_project_state(with_applied_migrations=True)\n"
            "t.apps = state.apps\n"  # what the version of then would have written
            "print(taking.take(t.Path(t.settings.HAFAWA_DATA_DIR) / 'backups', now=clock.now(), keys=Keys()).path)"
        ).strip()
    )
    names = house.rows("SELECT id, name FROM people_person ORDER BY id")
    house.ok("backup", "verify", path)
    house.rows("DELETE FROM people_occasion")
    assert "brought up to date" in house.ok("restore", path)
    assert house.rows("SELECT id, name FROM people_person ORDER BY id") == names
    assert house.rows("SELECT count(*) FROM people_person WHERE merged_into_id IS NULL") == [(len(names),)]


def test_a_backup_of_a_newer_version_is_refused_and_nothing_is_changed(house: House) -> None:
    house.rows(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0099_from_the_future', CURRENT_TIMESTAMP)"
    )
    path = Path(
        house.python(
            "from hafawa.backups import taking; from hafawa.backups.envelope import Keys; from hafawa.kernel import clock\n"
            "from django.conf import settings\n"
            "print(taking.take(settings.HAFAWA_DATA_DIR / 'backups', now=clock.now(), keys=Keys()).path)"
        ).strip()
    )
    house.rows("DELETE FROM django_migrations WHERE name = '0099_from_the_future'")
    before = house.content()
    assert "0099_from_the_future" in house.refused("restore", path)
    assert house.content() == before
    house.ok("status")


def test_an_encrypted_backup_brings_the_secret_key_back_and_a_plain_one_keeps_the_present(
    kept: Kept, tmp_path: Path
) -> None:
    house, plain = kept
    key = (house.folder / "secret_key").read_text()
    words = tmp_path / "words"
    words.write_text("one long sentence nobody knows\n")
    locked = house.backup("--passphrase-file", words)
    (house.folder / "secret_key").write_text("another key altogether, made by a new start")
    assert "another secret key" in house.ok("restore", plain)
    assert (house.folder / "secret_key").read_text().startswith("another key")
    assert "another secret key" not in house.ok("restore", locked, "--passphrase-file", words)
    assert (house.folder / "secret_key").read_text() == key
    assert (house.folder / "secret_key").stat().st_mode & 0o777 == 0o600


@in_sqlite
def test_into_an_empty_folder_all_is_there(kept: Kept, tmp_path: Path) -> None:
    house, path = kept.house, tmp_path / "outside.tar"
    before = house.content()
    shutil.move(kept.backup, path)
    shutil.rmtree(house.folder)
    house.ok("restore", path)
    assert house.content() == before
    assert json.loads(house.ok("status", "--json"))["people"] > 400
