"""The figures of a real marketplace are those that plain code counts from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from hafawa.analytics import figures, standing
from hafawa.channels.importers import runs
from hafawa.timeline import log
from tests.acceptance import plain
from tests.analytics.history import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


def test_late_parcels_and_what_was_written_after_them_are_those_of_the_files(shared_data: Path) -> None:
    run = runs.receive(shared_data / "olist-sample", name="olist-sample", by=None, now=DAY)
    runs.carry_out(run, now=DAY)
    day = log.day_of(now=DAY)
    standing.refresh(now=DAY, day=day)
    found = figures.work_out(day=day, reply_by=lambda _channel, at: at)
    counted = plain.olist(shared_data / "olist-sample")
    assert (found["deliveries"]["n"], found["deliveries"]["late"]) == (counted.arrived, counted.late) == (5170, 343)
    late, on_time = found["after_late"], found["after_on_time"]
    assert (late["n"], late["poor"]) == (counted.late_reviews, counted.late_poor) == (345, 227)
    assert (on_time["n"], on_time["poor"]) == (counted.on_time_reviews, counted.on_time_poor) == (4893, 472)
    assert late["mean"] == pytest.approx(counted.late_mean_score)
    assert on_time["mean"] == pytest.approx(counted.on_time_mean_score)
    assert found["evidence"]["late"]["n"] == 343
