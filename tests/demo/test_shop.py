"""The sample shop comes once, the same for a date, and goes without a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hafawa.demo import shop
from hafawa.demo.shop import CAST
from hafawa.people.models import Consent, Detail, Identifier, Occasion, Person
from hafawa.team.models import Shop, User
from hafawa.timeline import events, log
from hafawa.timeline.models import Event

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def all_told() -> list[tuple[object, ...]]:
    rows = Event.objects.filter(source=shop.SOURCE).order_by("external_id")
    return list(rows.values_list("external_id", "kind", "occurred_at", "ref", "amount_minor", "due_at", "data"))


def test_it_comes_with_its_people_their_owner_and_a_way_in() -> None:
    seen: list[tuple[int, int]] = []
    filled = shop.fill(now=NOW, people=20, progress=lambda done, of: seen.append((done, of)))
    assert filled.people == Person.objects.count() == len(CAST) + 20
    assert seen[-1] == (filled.people, filled.people)
    ours = Shop.get()
    assert (ours.is_sample, ours.currency, ours.time_zone) == (True, "GEL", "Asia/Tbilisi")
    owner = User.objects.get(email=filled.owner_email)
    assert owner.check_password(filled.password)
    assert owner.role == "owner"
    assert not User.objects.get(name="Luka").check_password(filled.password)
    assert Person.objects.get(name="Lauren Mitchell").owner == owner


def test_twice_on_one_day_brings_nothing_new() -> None:
    shop.fill(now=NOW, people=10)
    before = (
        all_told(),
        Person.objects.count(),
        Detail.objects.count(),
        Consent.objects.count(),
        Occasion.objects.count(),
    )
    assert shop.fill(now=NOW.replace(hour=18), people=10).events == 0
    after = (
        all_told(),
        Person.objects.count(),
        Detail.objects.count(),
        Consent.objects.count(),
        Occasion.objects.count(),
    )
    assert after == before


def test_the_couple_that_shares_a_phone_stays_two() -> None:
    shop.fill(now=NOW, people=0)
    assert Person.objects.filter(name__in=["نادية صالح", "كريم صالح"]).count() == 2
    assert Identifier.objects.filter(kind="phone", person__name="كريم صالح").count() == 0


def test_answers_to_reviews_name_the_review_and_kept_promises_the_promise() -> None:
    shop.fill(now=NOW, people=0)
    kinds = dict(Event.objects.values_list("id", "kind"))
    answers = Event.objects.filter(kind="review.answered")
    assert len(answers) > 8
    assert all(kinds[a.about_id or 0] == "review.posted" for a in answers)
    kept = Event.objects.filter(kind="promise.kept")
    assert {k.person.name for k in kept if k.person} >= {"ნანა ჩხეიძე", "نادية صالح"}
    assert all(kinds[k.about_id or 0] == "promise.made" for k in kept)


def test_a_real_shop_is_left_alone_both_ways() -> None:
    Person.objects.create(name="Layla", created_at=NOW)
    with pytest.raises(shop.RealShop):
        shop.fill(now=NOW, people=0)
    with pytest.raises(shop.NoSample):
        shop.remove(now=NOW)
    assert Person.objects.count() == 1
    assert User.objects.count() == 0


def test_it_goes_without_a_trace_and_the_shops_own_answers_come_back(folder: Path) -> None:
    before = Shop.get()
    before.name, before.currency, before.minutes_a_day = "Kilim", "EUR", 45
    before.save()
    User.objects.create_user(email="me@example.com", password="x" * 12, name="Me")
    shop.fill(now=NOW, people=10)
    assert shop.remove(now=NOW) == len(CAST) + 10
    for model in (Person, Identifier, Detail, Occasion, Consent, Event):
        assert model.objects.count() == 0
    after = Shop.get()
    assert (after.name, after.currency, after.minutes_a_day, after.is_sample) == ("Kilim", "EUR", 45, False)
    assert list(User.objects.values_list("email", flat=True)) == ["me@example.com"]
    assert not any(folder.iterdir())


def test_whoever_came_with_an_import_of_ones_own_stays_when_the_sample_goes() -> None:
    shop.fill(now=NOW, people=0)
    sarah = Person.objects.get(name="Sarah Whitfield")
    mine = log.Entry(events.OrderPlaced(ref="77"), NOW, "till", "77", sarah.id, import_run_id=5)
    log.append(mine, now=NOW)
    shop.remove(now=NOW)
    assert list(Person.objects.values_list("name", flat=True)) == ["Sarah Whitfield"]
    assert list(Event.objects.values_list("source", flat=True)) == ["till"]
