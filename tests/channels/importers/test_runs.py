"""Does an import lose nothing, double nothing, and leave nothing when taken back?"""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hafawa.channels.importers import runs
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel import csv_out
from hafawa.people import holds, merging
from hafawa.people.actions import add_detail
from hafawa.people.models import Consent, Detail, Identifier, Occasion, Person
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import NoteWritten
from hafawa.timeline.models import Cursor, Event
from tests import databases

NOW = datetime(2026, 1, 5, tzinfo=UTC)
HEADER = "Order number,Order date,Email,Name,Total,Currency\n"


@pytest.fixture(autouse=True)
def _shop(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        Shop.objects.update_or_create(id=1, defaults={"currency": "EUR", "set_up_at": NOW})


def _orders(count: int, *, seed: int = 5) -> str:
    chance = random.Random(seed)
    rows = [
        f"{n},2025-{1 + n % 12:02}-{1 + n % 28:02} 10:00:00,p{chance.randrange(count // 3 + 1)}@example.org,"
        f"Person {n},{chance.randrange(100, 99999) / 100:.2f},EUR\n"
        for n in range(count)
    ]
    rows[count // 2] = "bad,2025-99-99,x@example.org,X,1e9,EUR\n"
    return HEADER + "".join(rows)


def _file(folder: Path, text: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _bring_in(path: Path, *, answers: dict[str, str] | None = None, batch: int = 2000) -> ImportRun:
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    if answers:
        run = runs.answer(run, answers, NOW)
    return runs.carry_out(run, now=NOW, batch=batch)


def _content() -> dict[str, list[tuple[object, ...]]]:
    """What the database says of customers, whatever ids its rows have."""
    return {
        "people": sorted(Person.objects.values_list("name", "folded_name", "first_name", "language")),
        "keys": sorted(Identifier.objects.values_list("kind", "value", "as_typed", "person__name")),
        "events": sorted(
            Event.objects.values_list("source", "external_id", "kind", "ref", "amount_minor", "person__name"), key=str
        ),
        "details": sorted(Detail.objects.values_list("text", "person__name")),
        "occasions": sorted(Occasion.objects.values_list("title", "calendar", "month", "day")),
        "consents": sorted(Consent.objects.values_list("purpose", "granted", "person__name")),
    }


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, _orders(200))
    _bring_in(path)
    before = _content()
    with pytest.raises(runs.AlreadyImported):
        runs.receive(path, name="again.csv", by=None, now=NOW)
    forced = runs.receive(path, name="again.csv", by=None, now=NOW, again=True)
    forced = runs.carry_out(forced, now=NOW)
    assert (forced.events_new, forced.people_new, forced.events_known) == (0, 0, 199)
    assert _content() == before


@pytest.mark.django_db
def test_rows_without_a_number_are_told_apart_and_come_once(tmp_path: Path) -> None:
    text = "Order date,Email,Total,Currency\n" + "2025-01-02,a@x.org,5.00,EUR\n" * 3 + "2025-01-03,a@x.org,5.00,EUR\n"
    assert _bring_in(_file(tmp_path, text)).events_new == 4
    longer = _bring_in(_file(tmp_path, text + "2025-01-02,a@x.org,5.00,EUR\n", "longer.csv"))
    assert (longer.events_new, longer.events_known) == (1, 4)


@pytest.mark.django_db
@pytest.mark.parametrize("batch", [1, 7, 50])
def test_stopped_anywhere_it_goes_on_as_if_never_stopped(tmp_path: Path, batch: int) -> None:
    text = "Order number,Order date,Email,Item,Quantity,Price,Currency\n" + "".join(
        f"{n // 3},2025-01-02,p{n // 3}@x.org,Thing {n},{1 + n % 2},{n}.50,EUR\n" for n in range(60)
    )
    path = _file(tmp_path, text + "0,2025-01-02,p0@x.org,Straggler,1,1.00,EUR\n")
    _bring_in(path)
    whole = _content()
    Person.objects.all().delete()
    Event.objects.all().delete()
    ImportRun.objects.all().delete()

    class Stop(Exception):
        pass

    stops = iter(range(1000))

    def stop_now_and_then(_done: int, _total: int | None) -> None:
        if next(stops) % 2:
            raise Stop

    run = runs.receive(path, name=path.name, by=None, now=NOW)
    while run.state != ImportState.DONE:
        try:
            run = runs.carry_out(run, now=NOW, progress=stop_now_and_then, batch=batch)
        except Stop:
            run.refresh_from_db()
            assert run.state == ImportState.FAILED
    assert _content() == whole


@pytest.mark.django_db
def test_undo_leaves_everything_as_it_was(tmp_path: Path) -> None:
    known = "Name,Email,Notes\n,p1@example.org,\nBea,p2@example.org,Likes tea\n"
    _bring_in(_file(tmp_path, known, "known.csv"))
    before = _content()
    contacts = (
        "Name,Email,Phone,Birthday,Notes,Newsletter\nAna,p1@example.org,+995599000001,1990-05-06,Runs,no\n"
        "New,new@example.org,,1991-01-02,Tall,no\n"
    )
    first = _bring_in(_file(tmp_path, contacts, "contacts.csv"))
    second = _bring_in(_file(tmp_path, _orders(300)))
    assert _content() != before
    removed = Cursor.objects.filter(name="timeline.removed").first()
    assert removed is None
    for run in (second, first):
        assert runs.undo(run, by=None, now=NOW + timedelta(days=6)).state == ImportState.UNDONE
    assert _content() == before
    assert Cursor.objects.get(name="timeline.removed").last_event_id == 2
    again = _bring_in(tmp_path / "orders.csv")
    assert again.pk != second.pk
    assert again.events_new == 299


@pytest.mark.django_db
def test_undo_spares_whoever_somebody_has_touched(tmp_path: Path) -> None:
    run = _bring_in(_file(tmp_path, HEADER + "".join(f"{n},2025-01-02,p{n}@x.org,P{n},5,EUR\n" for n in range(4))))
    noted, spoken, closed, untouched = Person.objects.order_by("id")
    add_detail(noted, text="Allergic to nuts", source="said", learned_on=NOW.date())
    log.append(log.Entry(NoteWritten(text="hm"), NOW, "team", "n1", person_id=spoken.pk), now=NOW)
    holds.register("a test", lambda ids: {closed.pk} & set(ids))
    try:
        runs.undo(run, by=None, now=NOW)
    finally:
        holds.register("a test", lambda ids: set())
    assert set(Person.objects.values_list("pk", flat=True)) == {noted.pk, spoken.pk, closed.pk}
    assert not Person.objects.filter(pk=untouched.pk).exists()
    assert Identifier.objects.filter(person=noted).count() == 1


@pytest.mark.django_db
def test_undo_takes_back_whoever_was_merged_and_leaves_the_other_as_they_were(tmp_path: Path) -> None:
    known = _bring_in(_file(tmp_path, HEADER + "1,2025-01-02,a@x.org,Ana,5,EUR\n", "a.csv"))
    ana = Person.objects.get(name="Ana")
    before = _content()
    for kept_is_new in (True, False):
        run = _bring_in(
            _file(tmp_path, HEADER + f"2,2025-02-02,b@x.org,Ana B{kept_is_new},5,EUR\n", f"{kept_is_new}.csv")
        )
        new = Person.objects.get(met_by_import_id=run.pk)
        pair = (new, ana) if kept_is_new else (ana, new)
        merging.merge(pair[0].pk, pair[1].pk, by=None, now=NOW)
        runs.undo(run, by=None, now=NOW)
        assert _content() == before
        assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert known.state == ImportState.DONE


@pytest.mark.django_db
def test_undo_spares_whoever_counts_as_somebody_held(tmp_path: Path) -> None:
    run = _bring_in(_file(tmp_path, HEADER + "1,2025-01-02,a@x.org,Ana,5,EUR\n", "a.csv"))
    ana, kept = Person.objects.get(name="Ana"), Person.objects.create(name="Anna", created_at=NOW)
    merging.merge(kept.pk, ana.pk, by=None, now=NOW)
    holds.register("a test", lambda ids: {kept.pk} & set(ids))
    try:
        runs.undo(run, by=None, now=NOW)
    finally:
        holds.register("a test", lambda ids: set())
    assert Identifier.objects.get(person=ana).value == "a@x.org"


@pytest.mark.django_db
def test_undo_is_for_seven_days_and_once(tmp_path: Path) -> None:
    run = _bring_in(_file(tmp_path, _orders(10)))
    with pytest.raises(runs.TooLateToUndo):
        runs.undo(run, by=None, now=NOW + timedelta(days=8))
    assert Event.objects.count() == 9
    runs.undo(run, by=None, now=NOW)
    with pytest.raises(runs.NothingToUndo):
        runs.undo(run, by=None, now=NOW)


@pytest.mark.django_db
def test_a_dry_run_counts_what_then_comes_and_writes_nothing(tmp_path: Path) -> None:
    _bring_in(_file(tmp_path, _orders(50), "earlier.csv"))
    before = _content()
    run = runs.receive(_file(tmp_path, _orders(120)), name="orders.csv", by=None, now=NOW)
    found = runs.preview(run, rows_most=None)
    assert _content() == before
    assert len(found.reads) == 5
    run = runs.carry_out(run, now=NOW)
    counts = found.counts
    assert counts is not None
    assert (counts.events_new, counts.events_known) == (run.events_new, run.events_known)
    assert (counts.people_new, counts.rejected) == (run.people_new, run.rows_rejected)
    assert sum(counts.reasons.values()) == counts.rejected == 1


@pytest.mark.django_db
def test_rejected_rows_can_be_mended_and_brought_back(tmp_path: Path) -> None:
    bad = HEADER + '7,yesterday,=cmd@x.org,"Multi\nline",12.00,EUR\n8,2025-01-02,b@x.org,B,12.00,EUR\n'
    run = _bring_in(_file(tmp_path, bad), answers={"dates": "ymd"})
    text = "".join(runs.rejected_csv(run))
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert rows[0][3:] == HEADER.strip().split(",")
    cells = [csv_out.unguard(c) for c in rows[1][3:]]
    assert cells == ["7", "yesterday", "=cmd@x.org", "Multi\nline", "12.00", "EUR"]
    assert "yesterday" in rows[1][2]
    cells[1], out = "2025-01-01", io.StringIO()
    csv.writer(out).writerows([rows[0][3:], cells])
    assert _bring_in(_file(tmp_path, out.getvalue(), "mended.csv")).events_new == 1


@pytest.mark.django_db
def test_a_file_refuses_and_never_grants(tmp_path: Path) -> None:
    text = "Name,Email,Newsletter\nA,a@x.org,no\nB,b@x.org,yes\nC,c@x.org,\n"
    _bring_in(_file(tmp_path, text, "contacts.csv"))
    assert list(Consent.objects.values_list("person__name", "granted", "by_person")) == [("A", False, False)]


@pytest.mark.django_db
def test_deliveries_and_reviews_find_the_person_by_the_order(tmp_path: Path) -> None:
    _bring_in(_file(tmp_path, HEADER + "A1,2025-01-02,a@x.org,Ana,5,EUR\n"))
    _bring_in(_file(tmp_path, "Order,Promised,Delivered\nA1,2025-01-05,2025-01-09\nZ9,2025-01-05,\n", "deliveries.csv"))
    _bring_in(_file(tmp_path, "Order,Rating,Comment,Date\nA1,2,Late,2025-01-10\n", "reviews.csv"))
    assert set(Event.objects.filter(ref="A1").values_list("person__name", flat=True)) == {"Ana"}
    assert Event.objects.filter(ref="Z9", person=None).count() == 1
    assert sorted(Event.objects.filter(ref="A1").values_list("kind", flat=True)) == [
        "delivery.arrived", "delivery.promised", "order.placed", "review.posted",
    ]  # fmt: skip


@pytest.mark.django_db
def test_short_rows_share_a_large_transaction_and_long_ones_a_small_one(tmp_path: Path) -> None:
    seen: list[int] = []
    odd = _orders(4_100).replace(",1e9,", ",1.00,")
    for name, text in (("clean", odd.replace("bad,2025-99-99", "good,2025-09-09")), ("odd", odd)):
        run = runs.receive(_file(tmp_path, text, f"{name}.csv"), name=f"{name}.csv", by=None, now=NOW)
        runs.carry_out(run, now=NOW, progress=lambda done, _all: seen.append(done))
    assert seen == [4_101, 4_001, 4_101]


@pytest.mark.django_db
def test_what_a_killed_process_had_half_kept_is_swept_a_day_later(tmp_path: Path) -> None:
    raw = Path(settings.HAFAWA_DATA_DIR) / "raw"
    old, fresh = raw / ".coming-old", raw / ".coming-fresh"
    for left in (old, fresh):
        left.mkdir(parents=True)
        (left / "half").write_text("x")
    os.utime(old, (time.time() - 90_000,) * 2)
    _bring_in(_file(tmp_path, _orders(3)))
    assert (old.exists(), fresh.exists()) == (False, True)
    shutil.rmtree(fresh)


def _hafawa(home: Path, *args: str) -> subprocess.Popen[bytes]:
    env = databases.environment(home) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings", "LANG": "C"}
    return subprocess.Popen(
        [sys.executable, "-m", "hafawa", *args],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _stored(home: Path) -> list[list[tuple[object, ...]]]:
    return [
        databases.rows(home, query)
        for query in (
            """SELECT source, external_id, kind, amount_minor, p.name FROM timeline_event e
            LEFT JOIN people_person p ON p.id = e.person_id ORDER BY 1, 2""",
            "SELECT kind, value FROM people_identifier ORDER BY 1, 2",
            "SELECT row_number, reason FROM channels_rejectedrow ORDER BY 1",
            "SELECT events_new, people_new, rows_rejected, state FROM channels_importrun",
        )
    ]


@pytest.mark.usefixtures("on_database")
def test_killed_at_any_instant_and_resumed_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    path = _file(tmp_path, _orders(20_000))  # three transactions
    command = ("import", str(path), "--yes", "--no-flow")
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    calm = _hafawa(whole, *command)
    _out, err = calm.communicate(timeout=240)
    assert calm.returncode == 0, err.decode()
    chance, kills = random.Random(9), 0
    for _attempt in range(40):
        process = _hafawa(broken, *command)
        _wait_for_rows(broken, process, more_than=_rows_read(broken), timeout=60)
        time.sleep(chance.random() * 0.15)
        if process.poll() is None and kills < 4:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.communicate(timeout=240)
        if process.returncode == 0:
            break
    assert kills >= 2
    assert _stored(broken) == _stored(whole)


def _rows_read(home: Path) -> int:
    try:
        return int(databases.rows(home, "SELECT coalesce(max(rows_read), 0) FROM channels_importrun")[0][0])
    except Exception as error:
        if "channels_importrun" in str(error) or not home.exists():  # not made yet
            return 0
        raise


def _wait_for_rows(home: Path, process: subprocess.Popen[bytes], *, more_than: int, timeout: float) -> None:
    end = time.monotonic() + timeout
    while time.monotonic() < end and process.poll() is None and _rows_read(home) <= more_than:
        time.sleep(0.005)
