"""What is common is known by its words and by its beginnings, and nobody looks further than there is need."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.people.models import Person
from hafawa.search import indexing, names, shares, store

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
KNOWN = {"order": 0.2, "parcel": 0.1, "or*": 0.3, "order*": 0.25, "parcel*": 0.1, "tempor*": 0.01}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it had been counted in a table `t` of a million rows."""
    monkeypatch.setattr(shares, "_shares", lambda _since: {"t": KNOWN, "rows t": {"": 1e6}})


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        ([("order", False)], 0.2),
        ([("orde", False)], 0.0),
        ([("or", True)], 0.3),
        ([("zz", True)], 0.0),
        ([("temporary", True)], 0.01),  # no more letters than are counted
        ([("order", False), ("order", True), ("orders", True)], 0.25),  # what begins so holds the others
        ([("order", False), ("parcel", False)], pytest.approx(0.3)),
    ],
)
@pytest.mark.usefixtures("known")
def test_how_common_is_any_of_these_words(terms: list[tuple[str, bool]], share: float) -> None:
    assert shares.share("t", [terms]) == share
    assert shares.share("t", [terms, [("zz", False)]]) == 0.0


@pytest.mark.usefixtures("known")
def test_the_newest_rows_are_looked_through_only_where_that_takes_less_than_the_index() -> None:
    assert 14 / 0.2 < store._window("t", 0.2, limit=14) < 5000
    assert store._window("t", shares.RARE / 2, limit=14) == 0
    assert store._window("t", 0.004, limit=14) > 0
    assert store._window("t", 0.004, limit=500) == 0, "125,000 rows, or 4,000 by the index"
    assert store._window("unknown", 0.2, limit=14) == 0


def test_of_two_words_as_common_as_each_other_nobody_knows_what_one_has_beyond_the_other() -> None:
    assert store._common([0.25], []) == 0.25
    assert store._common([0.25], [0.0]) == 0.25
    assert store._common([0.25], [0.2]) == 0.0
    assert 0.1 * 0.2 < store._common([0.1, 0.2], []) < 0.1


@pytest.mark.django_db
def test_where_there_are_enough_people_no_further_way_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Person.objects.create(name="Layla", folded_name="layla", created_at=NOW).pk for _n in range(3)]
    indexing.index(now=NOW)
    monkeypatch.setattr(names, "_sounding", lambda *_asked: pytest.fail("there were enough"))
    assert names.find("layla", limit=3).ids == made
