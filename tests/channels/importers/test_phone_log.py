"""The log of a phone system is read without a guess, whoever made it; a hostile one gives words for each row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.channels.importers import dialling, keepable, runs
from hafawa.channels.importers.registry import Arrival, Job, Rejection, Row, Setting, importers, look, surest
from hafawa.channels.models import ImportRun, RejectedRow
from hafawa.kernel import clock
from hafawa.people.models import Identifier, Person
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event

GEORGIA = Setting(country="GE")
PLAIN = "Date,Direction,From,To,Duration,Status\n"
CDR_HEADER = (
    "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,"
    "accountcode,uniqueid,linkedid\n"
)


def bare(src: str, dst: str, context: str, disposition: str, seconds: int, uid: str, start: str) -> str:
    cells = ["", src, dst, context, f'""Ana"" <{src}>', "PJSIP/1", "PJSIP/2", "Dial", "x", start, start, start,
             str(seconds + 5), str(seconds), disposition, "DOCUMENTATION", uid, ""]  # fmt: skip
    return ",".join(c if c.isdecimal() and i in (12, 13) else f'"{c}"' for i, c in enumerate(cells)) + "\n"


def read(folder: Path, text: str | bytes, *, name: str = "log.csv") -> tuple[str, list[Row]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    sample = look(path, name=name)
    importer = surest(sample)
    assert importer is not None
    plan = importer.prepare(sample, answers={}, setting=GEORGIA)
    assert not plan.questions, [q.key for q in plan.questions]
    job = Job(path, name, plan.source, plan.answers, GEORGIA)
    return importer.key, list(keepable.only(importer.read(job)))


def told(row: Row) -> tuple[Any, ...]:
    if isinstance(row, Rejection):
        return (row.number, row.reason)
    assert isinstance(row, Arrival)
    what: Any = row.said[0].what
    return (row.number, what.kind, what.outcome, what.number, what.duration_seconds)


def test_a_log_with_plain_columns_is_read_row_by_row(tmp_path: Path) -> None:
    rows = (
        "2026-11-20 10:00,Inbound,+995555123456,0322123456,1:35,Answered\n"
        "2026-11-20 12:00,Missed,555 12 34 57,0322123456,0,\n"
        "2026-11-21 12:00,Outgoing,100,+995555123458,65,\n"
        "2026-11-21 12:01,Outgoing,100,+995555123458,0,No answer\n"
        "2026-11-21 12:02,,100,101,65,\n"
        "2026-11-21 12:03,Outgoing,100,abc,65,\n"
        "2026-11-21 12:04,Inbound,+995555123456,032,soon,Answered\n"
        ",Inbound,+995555123456,032,5,Answered\n"
        "2026-11-21 12:05,Inbound,+995555123456,032,,\n"
        "2026-11-21 12:06,Inbound,+995555123456,032,,Whatever\n"
        "2026-11-21 12:07,Sideways,+995555123456,+995322123456,5,Answered\n"
        "2026-11-21 12:08,Inbound,anonymous,032,5,Voicemail\n"
    )
    key, found = read(tmp_path, PLAIN + rows)
    assert key == "phone_log"
    assert [told(r) for r in found] == [
        (2, "call.received", "reached", "+995555123456", 95),
        (3, "call.received", "not_reached", "+995555123457", 0),
        (4, "call.made", "reached", "+995555123458", 65),
        (5, "call.made", "not_reached", "+995555123458", 0),
        (6, "call_inside"),
        (7, "call_number"),
        (8, "call_length"),
        (9, "no_date"),
        (10, "call_outcome_unknown"),
        (11, "call_outcome"),
        (12, "call_direction"),
        (13, "call_number"),
    ]
    assert [r.only_known for r in found if isinstance(r, Arrival)] == [False, False, True, True]


def test_a_log_in_arabic_is_read_with_its_own_words(tmp_path: Path) -> None:
    text = "التاريخ;الاتجاه;رقم الهاتف;المدة;الاسم\n20.11.2026 10:00;واردة;٥٥٥ ١٢ ٣٤ ٥٦;00:01:35;ليلى\n"
    key, [row] = read(tmp_path, text)
    assert (key, *told(row)) == ("phone_log", 2, "call.received", "reached", "+995555123456", 95)
    assert isinstance(row, Arrival)
    assert row.who is not None
    assert row.who.name == "ليلى"


def test_asterisks_own_file_without_a_header_is_known_at_once(tmp_path: Path) -> None:
    rows = bare("100", "+995555123456", "from-internal", "ANSWERED", 95, "1.1", "2026-11-20 10:00:00")
    rows += bare("+995555999888", "s", "from-trunk", "NO ANSWER", 0, "1.2", "2026-11-20 11:00:00")
    rows += bare("100", "101", "from-internal", "ANSWERED", 9, "1.3", "2026-11-20 12:00:00")
    key, found = read(tmp_path, rows, name="Master.csv")
    assert key == "asterisk"
    assert [told(r) for r in found] == [
        (1, "call.made", "reached", "+995555123456", 95),
        (2, "call.received", "not_reached", "+995555999888", 0),
        (3, "call_inside"),
    ]
    assert isinstance(found[1], Arrival)
    assert found[1].said[0].occurred_at == datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_call_that_rang_at_several_desks_is_one_and_reached_where_any_was(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    rows = [
        "2026-11-20 10:00:00,x,+995555123456,600,from-did,,,,,20,0,NO ANSWER,3,,1.1,1.1\n",
        "2026-11-20 10:00:00,x,+995555123456,601,from-did,,,,,20,15,ANSWERED,3,,1.2,1.1\n",
        "2026-11-20 11:00:00,x,+995555123457,601,from-did,,,,,20,0,NO ANSWER,3,,1.3,1.3\n",
    ]
    key, found = read(tmp_path, CDR_HEADER + "".join(rows[n] for n in order))
    assert key == "asterisk"
    assert sorted(told(r)[1:] for r in found) == [
        ("call.received", "not_reached", "+995555123457", 0),
        ("call.received", "reached", "+995555123456", 15),
    ]
    assert sorted(r.said[0].external_id for r in found if isinstance(r, Arrival)) == ["call:1.1", "call:1.3"]


def test_other_tables_are_not_taken_for_a_log_of_calls(tmp_path: Path) -> None:
    tables = {
        "orders": "order number,date,customer email,customer name,total\nX-1,2026-02-13,a@b.example,Ana,20.00\n",
        "contacts": "name,phone,email\nAna,+995555123456,a@b.example\n",
        "reviews": "date,rating,text,phone\n2026-02-13,5,Good,+995555123456\n",
        "deliveries": "order number,promised,delivered\nX-1,2026-02-13,2026-02-14\n",
    }
    for key, text in tables.items():
        path = tmp_path / f"{key}.csv"
        path.write_text(text)
        importer = surest(look(path, name=path.name))
        assert importer is not None
        assert importer.key == key


@pytest.fixture
def owner(db: None, settings: Any, tmp_path: Path) -> User:
    settings.HAFAWA_DATA_DIR = tmp_path / "data"
    shop = Shop.get()
    shop.country, shop.time_zone = "GE", "Asia/Tbilisi"
    shop.save()
    return User.objects.create_user(email="o@finjan.example", password="a long sentence", name="Nino", role="owner")


def brought(folder: Path, text: str, owner: User, *, name: str = "log.csv") -> ImportRun:
    path = folder / name
    path.write_text(text)
    run = runs.receive(path, name=name, by=owner, now=clock.now())
    assert not run.questions
    runs.carry_out(run, now=clock.now())
    run.refresh_from_db()
    return run


LOG = PLAIN + (
    "2026-11-20 09:00,Outgoing,100,+995555123456,65,Answered\n"
    "2026-11-20 10:00,Inbound,+995555123456,032,95,Answered\n"
    "2026-11-20 11:00,Outgoing,100,+995555123456,65,Answered\n"
    "2026-11-20 12:00,Outgoing,100,+995555000009,65,Answered\n"
)


def test_whom_we_dialled_without_knowing_them_is_left_out_with_the_reason(owner: User, tmp_path: Path) -> None:
    run = brought(tmp_path, LOG, owner)
    assert (run.events_new, run.people_new, run.rows_rejected) == (2, 1, 2)
    assert {r.reason for r in RejectedRow.objects.all()} == {"stranger"}
    assert [i.value for i in Identifier.objects.all()] == ["+995555123456"]
    assert sorted(e.kind for e in Event.objects.all()) == ["call.made", "call.received"]


def test_a_longer_log_of_the_same_days_brings_only_what_is_new(owner: User, tmp_path: Path) -> None:
    brought(tmp_path, LOG, owner)
    more = brought(tmp_path, LOG + "2026-11-21 10:00,Missed,+995555123456,032,0,\n", owner, name="more.csv")
    assert Person.objects.count() == 1
    assert more.events_known == 2
    assert Event.objects.count() == 4  # the missed one, and the first of ours: they are known by now


def test_hostile_cells_stay_text_and_stop_nothing(owner: User, tmp_path: Path) -> None:
    rows = (
        '2026-11-20 10:00,Inbound,"=HYPERLINK(""http://x"")",032,5,Answered\n'
        "2026-11-20 10:00,Inbound,+995555123456'; DROP TABLE,032,5,Answered\n"
        "2026-11-20 10:00,Inbound," + "9" * 5000 + ",032,5,Answered\n"
        "9999-12-31 23:59,Inbound,+995555123456,032,5,Answered\n"
        "2026-11-20 10:00,Inbound,+995555123456,032,999999999999,Answered\n"
        "2026-11-20 10:00,Inbound,+995555123456,032,5,Answered,more,cells\n"
        '2026-11-20 10:00,Inbound,+995555123456,032,5,"unclosed\n'
        "2026-11-20 10:30,Inbound,+995555123456,032,5,Answered\n"
    )
    run = brought(tmp_path, PLAIN + rows, owner)
    assert run.state == "done"
    assert run.rows_rejected >= 6
    assert [e.data["number"] for e in Event.objects.all()] == ["+995555123456"]


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_no_cell_stops_the_reading(cell: str, context: str, source: str, target: str) -> None:
    dialling.direction(cell, context, source, target)
    dialling.outcome(cell)
    dialling.name(cell)
    found = dialling.seconds(cell)
    assert found is None or 0 <= found <= 7 * 24 * 3600


def test_every_importer_of_calls_is_registered() -> None:
    assert {"phone_log", "asterisk"} <= set(importers())
