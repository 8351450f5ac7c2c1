"""When is the next backup due, which are let go, and what is on record when it fails?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.backups import actions, queries, schedule
from hafawa.backups.models import Backup, BackupPlan, Made, Often, Proven
from hafawa.team.models import Shop

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
DAY = timedelta(days=1)


def plan(**changes: Any) -> BackupPlan:
    return BackupPlan(**{"id": 1, "often": Often.DAILY, "at": time(3, 30)} | changes)


def made(at: datetime, **changes: Any) -> Backup:
    return Backup.objects.create(begun_at=at, is_planned=True, **{"state": Made.DONE} | changes)


def test_the_newest_of_each_week_and_month_are_kept() -> None:
    daily = [NOON - n * DAY for n in range(100)]
    kept = set(daily) - schedule.to_let_go(daily, last=3, weeks=2, months=3)
    assert sorted(d.date().isoformat() for d in kept) == [
        "2026-09-30", "2026-10-31", "2026-11-22", "2026-11-25", "2026-11-26", "2026-11-27",
    ]  # fmt: skip


@given(st.lists(st.integers(0, 2000), max_size=60), st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_newest_is_never_let_go_and_no_more_go_than_there_are(
    hours: list[int], last: int, weeks: int, months: int
) -> None:
    instants = [NOON - timedelta(hours=h) for h in hours]
    gone = schedule.to_let_go(instants, last=last, weeks=weeks, months=months)
    assert gone <= set(instants)
    assert not gone & set(sorted(set(instants), reverse=True)[:last])


@pytest.mark.django_db
def test_it_is_due_at_its_hour_by_the_shops_clock_and_made_up_for_after_a_night_off() -> None:
    shop = Shop.get()
    shop.time_zone = "Asia/Tbilisi"
    shop.save()
    made(NOON - DAY)
    assert schedule.last_due(plan(), now=NOON) == datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert schedule.is_due(plan(), now=NOON)
    made(NOON - timedelta(hours=2))
    assert not schedule.is_due(plan(), now=NOON)
    assert not schedule.is_due(plan(often=Often.NEVER), now=NOON + 9 * DAY)
    assert schedule.last_due(plan(often=Often.WEEKLY), now=NOON).astimezone(shop.zone).weekday() == 6  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_failed_one_is_tried_again_after_an_hour_and_not_before() -> None:
    made(NOON - timedelta(minutes=30), state=Made.FAILED)
    assert not schedule.is_due(plan(), now=NOON)
    assert schedule.is_due(plan(), now=NOON + timedelta(minutes=40))


@pytest.mark.django_db
def test_a_plan_made_now_begins_with_its_next_hour() -> None:
    assert not schedule.is_due(plan(changed_at=NOON), now=NOON)
    assert schedule.is_due(plan(changed_at=NOON), now=NOON + DAY)


@pytest.mark.django_db
def test_old_ones_go_but_the_last_proven_and_those_made_by_hand_stay(tmp_path: Path) -> None:
    rows = [made(NOON - n * DAY, folder=str(tmp_path), name=f"hafawa-{n}.tar", proof=Proven.FAILED) for n in range(5)]
    for row in rows:
        row.path.write_text("x")
    Backup.objects.filter(pk=rows[4].pk).update(proof=Proven.RESTORED)
    Backup.objects.filter(pk=rows[3].pk).update(is_planned=False)
    let_go = plan(folder=str(tmp_path), keep_last=1, keep_weeks=0, keep_months=0)
    assert actions.let_old_go(let_go, now=NOON) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hafawa-0.tar", "hafawa-3.tar", "hafawa-4.tar"]


@pytest.mark.django_db
def test_failures_in_a_row_are_trouble_with_the_last_reason_and_the_last_proven_one() -> None:
    assert queries.trouble(now=NOON) is None
    proven = made(NOON - 4 * DAY, proof=Proven.RESTORED, proven_at=NOON - 4 * DAY)
    assert queries.trouble(now=NOON) is None
    made(NOON - 2 * DAY, proof=Proven.FAILED, error_key="damaged")
    made(NOON - DAY, state=Made.FAILED, error_key="no_room")
    found = queries.trouble(now=NOON)
    assert found == queries.Trouble(failed=2, reason="no_room", proven=proven)


@pytest.mark.django_db
def test_a_plan_nobody_carries_out_is_trouble() -> None:
    plan(changed_at=NOON - 9 * DAY).save()
    found = queries.trouble(now=NOON)
    assert found is not None
    assert found.since == NOON - 9 * DAY
    made(NOON - DAY)
    assert queries.trouble(now=NOON) is None
