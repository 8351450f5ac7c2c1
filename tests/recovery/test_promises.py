"""The promise ledger: open until kept or withdrawn, closed once."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from hafawa.people.models import Person
from hafawa.recovery import promises, strikes
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import PromiseMade
from hafawa.timeline.models import Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)
_keys = itertools.count()


def layla() -> Person:
    return Person.objects.create(name="Layla", created_at=NOW)


def promised(person: Person, *, due_in_days: int | None) -> Event:
    due_at = None if due_in_days is None else NOW + timedelta(days=due_in_days)
    entry = log.Entry(PromiseMade(text="we will call", due_at=due_at), NOW, "told", f"{next(_keys)}", person.id)
    event = log.append(entry, now=NOW)
    assert event is not None
    return event


def test_open_promises_come_due_first_and_those_without_a_day_last() -> None:
    person = layla()
    whenever, soon, overdue = (promised(person, due_in_days=d) for d in (None, 2, -300))
    assert [p.event_id for p in promises.open_for(person)] == [overdue.id, soon.id, whenever.id]
    assert [p.is_overdue(now=NOW) for p in promises.open_all()] == [True, False, False]


def test_a_kept_promise_is_closed_and_the_second_hand_is_told_whose_was_the_first() -> None:
    person, nino = layla(), User.objects.create_user(email="n@example.org", password="long enough", name="Nino")
    made = promised(person, due_in_days=1)
    kept = promises.keep(made.id, by=nino, now=NOW, note="called")
    assert (kept.kind, kept.about_id, kept.data["by"]) == ("promise.kept", made.id, "Nino")
    assert promises.open_for(person) == []
    with pytest.raises(promises.AlreadyClosed, match=r"Nino.*kept"):
        promises.withdraw(made.id, by=None, now=NOW)
    assert Event.objects.filter(about_id=made.id).count() == 1


def test_a_withdrawn_promise_is_closed() -> None:
    person = layla()
    made = promised(person, due_in_days=1)
    promises.withdraw(made.id, by=None, now=NOW, note="no promise")
    assert promises.open_for(person) == []
    with pytest.raises(promises.AlreadyClosed, match="withdrew"):
        promises.keep(made.id, by=None, now=NOW)


def test_what_is_no_promise_cannot_be_kept() -> None:
    with pytest.raises(promises.NoSuchPromise):
        promises.keep(404, by=None, now=NOW)


def test_a_bad_experience_is_noted_under_a_known_kind_and_repaired_in_words() -> None:
    person, stranger = layla(), layla()
    with pytest.raises(strikes.NoSuchKind):
        strikes.note(person, bad="meteor", text="", by=None, now=NOW)
    noted = strikes.note(person, bad="rude", text="Was shouted at", by=None, now=NOW)
    with pytest.raises(strikes.RepairNeedsWords):
        strikes.repair(person, about_id=noted.id, text=" ", by=None, now=NOW)
    with pytest.raises(strikes.NothingToRepair):
        strikes.repair(stranger, about_id=noted.id, text="Said sorry", by=None, now=NOW)
    assert strikes.repair(person, about_id=noted.id, text="Said sorry", by=None, now=NOW).about_id == noted.id


def test_the_same_event_is_noted_as_the_same_bad_experience_once() -> None:
    person = layla()
    about = promised(person, due_in_days=-5)
    first = strikes.note(person, bad="broken_promise", text="", by=None, now=NOW, about_id=about.id)
    assert strikes.note(person, bad="broken_promise", text="", by=None, now=NOW, about_id=about.id) == first
