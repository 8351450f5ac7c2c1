"""Does what was acknowledged become one import after another, once, whatever falls in between?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hafawa import flow
from hafawa.channels.importers import runs
from hafawa.channels.mail_doors import gathering, keeping, opening
from hafawa.channels.models import Arrived, ImportRun, ImportState, MailDoor
from hafawa.people.models import Identifier
from hafawa.privacy import erasing
from hafawa.tasks.models import State, Task
from hafawa.timeline.models import Event
from tests.channels.mail_doors.conftest import US, letter

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def door() -> MailDoor:
    return opening.open_(kind="postmark", address=US, key="", by=None, now=NOW)[0]


def gather(*, now: datetime = NOW) -> list[ImportRun]:
    came: list[ImportRun] = []
    gathering.gather(bring_in=came.append, now=now)
    for run in came:
        runs.carry_out(run, now=now)
    return came


def texts() -> list[str]:
    return sorted(e.data["text"].strip() for e in Event.objects.filter(kind="message.received"))


def lying(folder: Path) -> int:
    return len(list((folder / keeping.FOLDER).iterdir()))


def test_what_came_within_seconds_is_one_import(door: MailDoor, folder: Path) -> None:
    for n in range(5):
        keeping.keep(door, letter(f"Number {n}"), now=NOW)
    assert len(gather()) == 1
    assert texts() == [f"Number {n}" for n in range(5)]
    assert not gathering.is_waiting()
    assert ImportRun.objects.get().door == door


def test_what_is_known_stays_known_and_is_kept_once(door: MailDoor, folder: Path) -> None:
    assert keeping.keep(door, letter("Once"), now=NOW)
    assert not keeping.keep(door, letter("Once"), now=NOW)
    gather()
    assert not keeping.keep(door, letter("Once"), now=NOW)
    assert lying(folder) == 1
    door.refresh_from_db()
    assert door.came == 1


def test_a_crash_between_the_import_and_its_mark_brings_the_same_portion_again(
    door: MailDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        keeping.keep(door, letter(f"Crash {n}"), now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(gathering, "_has_come", _crash)
        with pytest.raises(RuntimeError):
            gather()
    keeping.keep(door, letter("Came meanwhile"), now=NOW)
    assert len(gather()) == 2, "the portion as it was, and what came since"
    assert texts() == ["Came meanwhile", *(f"Crash {n}" for n in range(3))]
    assert ImportRun.objects.count() == 2


def _crash(*_args: object) -> None:
    raise RuntimeError


def test_a_portion_that_falls_again_is_taken_one_by_one_the_worst_last(
    door: MailDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a message would that kills whatever reads it, even before it is an import."""
    for n in range(4):
        keeping.keep(door, letter("POISON" if n == 0 else f"Honest {n}"), now=NOW)
    read = gathering._letters

    def kills(of: MailDoor, one: Arrived) -> object:
        if one.tries <= gathering.TRIES and b"POISON" in keeping.path_of(one).read_bytes():
            raise RuntimeError
        return read(of, one)

    monkeypatch.setattr(gathering, "_letters", kills)
    for _again in range(6):
        try:
            gather()
        except RuntimeError:
            continue
    assert texts() == ["Honest 1", "Honest 2", "Honest 3", "POISON"]
    assert not gathering.is_waiting()


def test_an_import_that_was_set_aside_is_taken_apart(door: MailDoor) -> None:
    """A message that brings the importer down, as the queue sees it: parked after three deaths."""
    for n in range(3):
        keeping.keep(door, letter(f"Apart {n}"), now=NOW)
    gathering.gather(bring_in=lambda run: None, now=NOW)
    whole = ImportRun.objects.get()
    ImportRun.objects.update(state=ImportState.RUNNING)
    Task.objects.create(
        function="hafawa.channels.tasks.carry_out", args=[whole.pk], key=f"import.{whole.pk}", state=State.PARKED,
        made_at=NOW,
    )  # fmt: skip
    assert gathering.is_waiting()
    assert len(gather()) == 3
    assert texts() == ["Apart 0", "Apart 1", "Apart 2"]
    assert not gathering.is_waiting(), "each alone is not taken apart again"
    assert Task.objects.get().state == State.DISCARDED


def test_what_nobody_was_told_of_is_swept_a_day_later(door: MailDoor, folder: Path) -> None:
    keeping.keep(door, letter("Kept"), now=NOW)
    left = folder / keeping.FOLDER / "left"
    left.write_bytes(b"x")
    keeping.sweep(now=datetime.fromtimestamp(left.stat().st_mtime, UTC) + timedelta(hours=23))
    assert left.exists()
    keeping.sweep(now=datetime.fromtimestamp(left.stat().st_mtime, UTC) + timedelta(hours=25))
    assert not left.exists()
    assert lying(folder) == 1
    gather()
    assert texts() == ["Kept"]


def test_the_bytes_stay_for_a_backup_under_way_and_then_go(door: MailDoor, folder: Path) -> None:
    """A backup has the rows of the moment it began, and reads the files later: none of these may be gone by then."""
    keeping.keep(door, letter("In a backup"), now=NOW)
    gather()
    keeping.sweep(now=NOW + timedelta(hours=1))
    assert lying(folder) == 1
    Arrived.objects.update(gathered_at=None, run=None)  # as the backup knows it
    ImportRun.objects.all().delete()
    gather(now=NOW + timedelta(hours=1))
    assert texts() == ["In a backup"]
    keeping.sweep(now=NOW + timedelta(hours=4))
    assert lying(folder) == 0


def test_numbers_are_known_for_a_month_and_then_let_go(door: MailDoor) -> None:
    keeping.keep(door, letter("Old"), external_id="one", now=NOW)
    gather()
    keeping.keep(door, letter("New"), external_id="two", now=NOW + timedelta(days=29))
    gather(now=NOW + timedelta(days=29))
    keeping.sweep(now=NOW + timedelta(days=29))
    assert Arrived.objects.count() == 2
    keeping.sweep(now=NOW + timedelta(days=31))
    assert list(Arrived.objects.values_list("external_id", flat=True)) == ["two"]


def test_the_erased_are_gone_from_what_came_through_a_door_and_stay_gone(door: MailDoor, folder: Path) -> None:
    keeping.keep(door, letter("My secret canary"), external_id="one", now=NOW)
    gather()
    person = Identifier.objects.get(value="layla@example.org").person
    keeping.keep(door, letter("Another canary, on its way"), external_id="two", now=NOW)
    asked = erasing.ask(person.pk, typed=person.name, by=None, now=NOW - timedelta(days=2))
    erasing.carry_out(asked, now=NOW)
    for run in gather():
        flow.after_import(run.pk)
    kept = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix in {".eml", ""})
    assert b"canary" not in kept
    assert not Identifier.objects.filter(value="layla@example.org").exists()
