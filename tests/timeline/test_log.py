"""What happened is appended once, read on from a cursor, and set aside when it cannot be read."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline import events, log
from hafawa.timeline.models import Cursor, Event, ParkedEvent

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def order(ref: str, *, source: str = "till", at: datetime = NOW, **more: Any) -> log.Entry:
    return log.Entry(events.OrderPlaced(ref=ref, **more), at, source, ref)


def test_the_same_event_arrives_once() -> None:
    first = log.append(order("1"), now=NOW)
    assert first is not None
    assert log.append(order("1", amount_minor=5), now=NOW) is None
    assert Event.objects.get().amount_minor is None


def test_the_same_number_from_two_sources_is_two_events() -> None:
    assert log.append_many([order("1"), order("1", source="web")], now=NOW) == 2


def test_appending_many_counts_only_the_new_also_across_batches_and_within_one() -> None:
    log.append_many([order("1"), order("2")], now=NOW)
    again = [order(str(n)) for n in range(2500)] + [order("2499"), order("2400")]
    assert log.append_many(again, now=NOW) == 2498
    assert Event.objects.count() == 2500


def test_what_is_empty_is_not_kept_but_no_and_zero_are() -> None:
    said = events.MessageReceived(channel="chat", ref="c", text="", quoted="Hi", is_automatic=False)
    log.append(log.Entry(said, NOW, "till", "1"), now=NOW)
    assert Event.objects.get().data == {"quoted": "Hi", "is_automatic": False}


def test_data_of_one_word_comes_back_as_it_went_in() -> None:
    words = ["completed", "completed", 'a "b"', "ملغي", "x" * 500]
    log.append_many([order(str(n), status=word) for n, word in enumerate(words)], now=NOW)
    assert [e.data for e in Event.objects.order_by("id")] == [{"status": word} for word in words]


def test_ids_follow_the_order_given() -> None:
    log.append_many([order("b"), order("a"), order("c")], now=NOW)
    assert list(Event.objects.order_by("id").values_list("ref", flat=True)) == ["b", "a", "c"]


def test_dates_are_dates_where_the_shop_is() -> None:
    shop = Shop.get()
    shop.time_zone = "Asia/Tbilisi"
    shop.save()
    late = datetime(2026, 5, 20, 21, 30, tzinfo=UTC)
    log.append(order("1", at=late, due_at=late), now=NOW)
    event = Event.objects.get()
    assert (event.occurred_date.day, event.due_date and event.due_date.day) == (21, 21)


SAMPLES: dict[str, Any] = {
    "str": "words", "int": 3, "int | None": 4, "bool": True, "datetime | None": NOW + timedelta(days=2),
    "list[str]": ["a.pdf"], "datetime": NOW + timedelta(days=1), "list[dict[str, Any]]": [{"name": "cup", "quantity": 2, "amount_minor": 5}],
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(events.KINDS))
def test_every_kind_comes_out_as_it_went_in(kind: str) -> None:
    type_ = events.KINDS[kind]
    values = {f.name: SAMPLES[str(f.type)] for f in dataclasses.fields(type_)}
    values |= {"currency": "GEL"} if "currency" in values else {}
    full = type_(**values)
    bare = type_(**{f.name: values[f.name] for f in dataclasses.fields(type_) if f.default is f.default_factory})
    for n, what in enumerate((full, bare)):
        event = log.append(log.Entry(what, NOW, "t", str(n)), now=NOW)
        assert event is not None
        assert log.happening(event) == what


def test_a_kind_the_vocabulary_does_not_know_is_an_error() -> None:
    log.append(order("1"), now=NOW)
    Event.objects.update(kind="order.dreamt")
    with pytest.raises(KeyError):
        log.happening(Event.objects.get())


def test_a_reader_goes_on_from_where_it_stopped() -> None:
    log.append_many([order(str(n)) for n in range(5)], now=NOW)
    first = log.unread("mood", limit=3)
    log.move("mood", to=first[-1].id, now=NOW)
    assert [e.ref for e in log.unread("mood", limit=9)] == ["3", "4"]
    assert len(log.unread("other", limit=9)) == 5
    assert Cursor.objects.get(name="mood").moved_at == NOW


def test_an_event_that_cannot_be_read_is_set_aside_once_with_the_last_error() -> None:
    event = log.append(order("1"), now=NOW)
    assert event is not None
    log.park("mood", event, ValueError("odd"), now=NOW)
    log.park("mood", event, ValueError("still odd"), now=NOW + timedelta(hours=1))
    assert ParkedEvent.objects.get().error == "ValueError: still odd"


def test_an_old_export_is_judged_from_its_own_end_and_a_living_shop_from_now() -> None:
    assert log.day_of(now=NOW) == NOW
    old = NOW - timedelta(days=400)
    log.append(order("1", at=old), now=NOW)
    log.append(log.Entry(events.NoteWritten(text="x"), NOW, "us", "1"), now=NOW)
    assert log.last_heard_at(now=NOW) == old
    assert log.day_of(now=NOW) == old
    log.append(order("2", at=NOW - timedelta(days=29)), now=NOW)
    assert log.day_of(now=NOW) == NOW


def test_what_lies_in_the_future_is_not_heard_yet() -> None:
    log.append(order("1", at=NOW + timedelta(days=3)), now=NOW)
    assert log.last_heard_at(now=NOW) is None


def test_events_go_when_their_person_goes() -> None:
    person = Person.objects.create(name="Layla", created_at=NOW)
    log.append(log.Entry(events.OrderPlaced(ref="1"), NOW, "till", "1", person.id), now=NOW)
    person.delete()
    assert Event.objects.count() == 0
