"""The way to the warehouse: nothing doubled, nothing lost, whatever is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest

from hafawa.analytics import export, manifest, snapshots, standing, warehouse
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
from hafawa.timeline.models import Event
from tests.analytics.history import DAY, TODAY, judge, on, person, read, tell

pytestmark = pytest.mark.django_db


def ids() -> list[int]:
    return [r["event_id"] for r in warehouse.query("SELECT event_id FROM events ORDER BY event_id")]


def told() -> list[int]:
    return list(Event.objects.order_by("id").values_list("id", flat=True))


def test_only_new_events_are_written_and_each_once() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A"), ago=3)
    first = export.export(on=TODAY).parts["events"]
    assert export.export(on=TODAY).parts["events"] == first
    tell(layla, OrderPlaced(ref="B"), ago=2)
    second = export.export(on=TODAY).parts["events"]
    assert second[:-1] == first
    assert ids() == told()


@pytest.mark.parametrize("step", ["part written", "manifest saved", "compacted"])
def test_a_kill_between_steps_doubles_and_loses_nothing(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def die(*_args: object, **_options: object) -> None:
        raise Killed

    layla = person()
    monkeypatch.setattr(export, "PARTS_KEPT", 2)
    for n in range(5):
        tell(layla, OrderPlaced(ref=f"A{n}"), ago=3)
        with monkeypatch.context() as patch:
            if step == "part written":
                patch.setattr(manifest, "save", die)
            elif step == "manifest saved":
                patch.setattr(snapshots, "export", die)
            else:
                patch.setattr(warehouse, "copy", die)
            with contextlib.suppress(Killed):
                export.export(on=TODAY)
        assert ids() == told()[: len(ids())]
        export.export(on=TODAY)
        assert ids() == told()


def test_many_small_parts_are_joined_and_those_who_saw_them_do_not_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "PARTS_KEPT", 3)
    layla = person()
    for n in range(6):
        message = tell(layla, MessageReceived(channel="email", ref="c", text="w"), ago=3 - n / 10)
        read(message, needs_answer=True, read_at=on(3 - n / 10))
        assert standing.refresh(now=DAY, day=DAY) == 1
    files = manifest.load()
    assert len(files.parts["events"]) <= 3
    assert ids() == told()
    assert standing.refresh(now=DAY, day=DAY) == 0
    left = {p.name for p in (manifest.folder() / "events").iterdir()}
    export.export(on=TODAY)
    assert {p.name for p in (manifest.folder() / "events").iterdir()} <= left


def test_an_event_read_again_has_its_last_reading_even_after_parts_were_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "PARTS_KEPT", 1)
    layla = person()
    message = tell(layla, MessageReceived(channel="email", ref="c", text="w"), ago=3)
    for n, feeling in enumerate((0.1, 0.5, -0.7)):
        read(message, feeling=feeling, read_at=DAY + timedelta(minutes=n))
        assert judge(layla)["mood"] == feeling
    read(message, feeling=0.9, version="r2", read_at=on(9))
    read(
        tell(layla, MessageReceived(channel="email", ref="c", text="w"), ago=2),
        feeling=0.3,
        version="r2",
        read_at=on(-1),
    )
    assert judge(layla)["mood"] == 0.6


def test_events_taken_back_are_gone_from_the_warehouse_and_the_standing() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A"), ago=3)
    gone = tell(layla, OrderPlaced(ref="B"), ago=2)
    assert judge(layla)["orders"] == 2
    Event.objects.filter(id=gone.id).delete()
    log.move("timeline.removed", to=gone.id, now=DAY)
    assert judge(layla)["orders"] == 1
    assert ids() == told()


def test_another_timeline_under_the_same_ids_is_exported_anew() -> None:
    layla = person()
    event = tell(layla, OrderPlaced(ref="A"), ago=3)
    judge(layla)
    Event.objects.filter(id=event.id).update(ref="Z")  # as after a backup came back
    export.export(on=TODAY)
    assert warehouse.query("SELECT ref FROM events") == [{"ref": "Z"}]


def test_an_event_committed_late_under_an_earlier_id_is_still_exported() -> None:
    layla = person()
    for n in range(3):
        tell(layla, OrderPlaced(ref=f"A{n}"), ago=3)
    late = Event.objects.order_by("id")[1]
    late.delete()
    export.export(on=TODAY)
    late.id = told()[0] + 1
    late.save(force_insert=True)
    assert judge(layla)["orders"] == 3
    assert ids() == told()


def test_people_who_are_gone_have_no_row() -> None:
    layla, giorgi = person(), person()
    tell(layla, OrderPlaced(ref="A"), ago=3)
    judge(layla)
    giorgi.delete()
    tell(layla, OrderPlaced(ref="B"), ago=2)
    judge(layla)
    assert [r["person_id"] for r in warehouse.query("SELECT person_id FROM standing")] == [layla.id]


def test_a_process_killed_while_it_exports_leaves_a_warehouse_that_goes_on(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import os, sys
        import django; django.setup()
        from django.core.management import call_command
        from hafawa.analytics import export, manifest, standing, warehouse
        from hafawa.kernel import clock
        from hafawa.people.models import Person
        from hafawa.timeline import log
        from hafawa.timeline.events import OrderPlaced
        from hafawa.timeline.models import Event
        now = clock.now()
        if sys.argv[1] == "fill":
            call_command("migrate", verbosity=0)
            who = Person.objects.create(name="Layla", created_at=now)
            log.append_many([log.Entry(OrderPlaced(ref=f"A{n}"), now, "t", str(n), who.id) for n in range(4000)], now=now)
        export.ROWS_A_PART = 50
        print("begins", flush=True)
        standing.refresh(now=now, day=now)
        rows = warehouse.query("SELECT count(*) AS n, count(DISTINCT event_id) AS d FROM events")
        orders = warehouse.query("SELECT orders FROM standing")[0]["orders"]
        print(rows[0]["n"], rows[0]["d"], Event.objects.count(), orders, flush=True)
    """)
    environment = {**os.environ, "HAFAWA_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    environment.pop("HAFAWA_DATABASE_URL", None)
    victim = subprocess.Popen([sys.executable, "-c", code, "fill"], env=environment, stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "begins\n"
    parts = tmp_path / "warehouse" / "events"
    while victim.poll() is None and len(list(parts.glob("*"))) < 7:
        pass
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    again = subprocess.run(
        [sys.executable, "-c", code, "go on"], env=environment, capture_output=True, text=True, check=True
    )
    assert again.stdout.splitlines()[-1] == "4000 4000 4000 4000"
