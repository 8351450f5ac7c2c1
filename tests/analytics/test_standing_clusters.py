"""Standing is of whole people: merged ones have one row, taken apart ones their own again; in part as in whole."""

from __future__ import annotations

import pytest

from hafawa.analytics import standing, warehouse
from hafawa.analytics.models import Standing
from hafawa.people import merging
from hafawa.people.models import Consent, Person
from hafawa.timeline.events import OrderPlaced
from tests.analytics.history import DAY, judge, on, person, row, tell

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, object]]:
    return warehouse.query("SELECT * FROM standing ORDER BY person_id")


def shop() -> tuple[Person, Person, Person]:
    layla, again, other = person(name="Layla"), person(name="ليلى", language="ar"), person(name="Omar")
    for n, who in enumerate((layla, again, again, other)):
        tell(who, OrderPlaced(ref=f"A{n}", amount_minor=1000, currency="GEL"), ago=50 - 10 * n)
    Consent.objects.create(person=again, purpose="care", granted=False, by_person=True, source="t", stated_at=on(3))
    return layla, again, other


def test_merged_people_stand_as_one_row_with_the_orders_words_and_wishes_of_both() -> None:
    layla, again, _other = shop()
    judge(layla)
    merging.merge(layla.pk, again.pk, by=None, now=DAY)
    found = judge(layla)
    assert (found["orders"], found["spend_minor"], found["language"]) == (3, 3000, "ar")
    assert found["has_consent_care"] is False
    assert not Standing.objects.filter(person=again).exists()
    assert Standing.objects.get(person=layla).row["orders"] == 3


def test_the_part_judged_after_a_merge_and_its_undoing_is_as_the_whole() -> None:
    layla, again, other = shop()
    for n in range(40):  # so many that two fewer customers do not have the value model made anew
        tell(person(name=f"P{n}"), OrderPlaced(ref=f"P{n}", amount_minor=100, currency="GEL"), ago=n)
    judge(layla)
    before = rows()
    first = merging.merge(layla.pk, again.pk, by=None, now=DAY)
    assert standing.refresh(now=DAY, day=DAY) == 1
    second = merging.merge(other.pk, layla.pk, by=None, now=DAY)
    assert standing.refresh(now=DAY, day=DAY) == 1
    merged = rows()
    assert len(merged) == 41
    standing.refresh(now=DAY, day=DAY, full=True)
    assert rows() == merged
    merging.take_apart(first.pk, by=None, now=DAY)
    standing.refresh(now=DAY, day=DAY)
    assert (row(other)["orders"], row(again)["orders"]) == (2, 2)
    merging.take_apart(second.pk, by=None, now=DAY)
    standing.refresh(now=DAY, day=DAY)
    assert rows() == before
    assert Standing.objects.count() == 43


def test_an_order_of_whoever_was_merged_reaches_the_row_of_the_kept() -> None:
    layla, again, _other = shop()
    merging.merge(layla.pk, again.pk, by=None, now=DAY)
    judge(layla)
    tell(again, OrderPlaced(ref="B1", amount_minor=500, currency="GEL"), ago=1)
    assert judge(layla)["orders"] == 4
