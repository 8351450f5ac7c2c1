"""From what happened to whom to turn to: in order, twice without change, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa import chores, flow
from hafawa.analytics.models import Standing
from hafawa.kernel import clock
from hafawa.listening.models import Annotation
from hafawa.people import actions
from hafawa.people.models import Person
from hafawa.playbooks.models import State, Suggestion
from hafawa.search import indexing
from hafawa.search import queries as search
from hafawa.tasks import enqueue, queue, schedules
from hafawa.tasks.models import Task
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent
from hafawa.timeline.models import Event

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.HAFAWA_DATA_DIR = tmp_path
    before = dict(schedules.REPEATED)
    yield
    schedules.REPEATED.clear()
    schedules.REPEATED.update(before)


@pytest.fixture
def layla(db: None) -> Person:
    return Person.objects.create(name="Layla Haddad", first_name="Layla", language="en", created_at=NOW)


def _writes(person: Person, text: str, *, at: datetime, n: int = 1) -> Event:
    what = MessageReceived(channel="email", ref="c1", text=text)
    entry = log.Entry(what=what, occurred_at=at, source="mail", external_id=f"m{n}", person_id=person.id)
    event = log.append(entry, now=at)
    assert event is not None
    return event


def test_a_message_becomes_a_card_that_rests_on_it(layla: Person) -> None:
    event = _writes(layla, "My parcel is broken and nobody answers. I want my money back!", at=NOW - timedelta(days=1))
    passed = flow.live(NOW)
    assert passed.read == 1
    assert Annotation.objects.get().event_id == event.id
    assert Standing.objects.get().person_id == layla.id
    card = Suggestion.objects.get(state=State.OPEN)
    assert (card.person_id, event.id in card.evidence) == (layla.id, True)


def test_a_second_pass_finds_nothing_to_do(layla: Person) -> None:
    _writes(layla, "Where is my order? It should have been here on Monday.", at=NOW - timedelta(days=1))
    flow.live(NOW)
    cards = list(Suggestion.objects.order_by("id").values_list("id", "state"))
    assert not flow.is_anything_new()
    assert flow.live(NOW).read == 0
    flow.daily(NOW)
    assert list(Suggestion.objects.order_by("id").values_list("id", "state")) == cards


def test_a_promise_of_ours_is_judged_in_the_pass_that_found_it(layla: Person) -> None:
    _writes(layla, "Can you tell me when my lamp comes?", at=NOW - timedelta(days=2))
    what = MessageSent(channel="email", ref="c1", text="We will call you tomorrow.", by="ana@shop.example")
    log.append(
        log.Entry(
            what=what,
            occurred_at=NOW - timedelta(days=2, hours=-1),
            source="mail",
            external_id="s1",
            person_id=layla.id,
        ),
        now=NOW,
    )
    flow.live(NOW)
    assert Event.objects.filter(kind="promise.made", person=layla).count() == 1
    assert Standing.objects.get().row["promises_open"] == 1


def test_what_was_answered_is_settled_by_the_next_pass(layla: Person) -> None:
    _writes(layla, "Why does nobody answer? Where is my order?", at=NOW - timedelta(days=1))
    flow.live(NOW)
    assert Suggestion.objects.filter(state=State.OPEN, playbook="answer_now").exists()
    what = MessageSent(
        channel="email", ref="c1", text="It came back to us by mistake; it leaves again today.", by="ana"
    )
    log.append(log.Entry(what=what, occurred_at=NOW, source="mail", external_id="s1", person_id=layla.id), now=NOW)
    flow.live(NOW + timedelta(minutes=1))
    assert not Suggestion.objects.filter(state=State.OPEN, playbook="answer_now").exists()


def test_news_is_seen_in_one_look_and_an_import_under_way_is_waited_for(layla: Person) -> None:
    assert not flow.is_anything_new()
    _writes(layla, "Hello", at=NOW)
    assert flow.is_anything_new()
    enqueue("hafawa.channels.tasks.carry_out", 1)
    task = queue.claim(now=NOW)
    assert task is not None
    assert not flow.is_anything_new()
    queue.finish(task, now=NOW)
    assert flow.is_anything_new()


def test_an_idle_shop_starts_no_task_and_a_shop_with_news_does(layla: Person) -> None:
    schedules.REPEATED.clear()
    flow.register()
    chores.register()
    chores.alike_now()
    indexing.index(now=NOW)
    assert schedules.tick(now=NOW) == 0
    _writes(layla, "Hello", at=NOW)
    schedules.tick(now=NOW)
    begun = ["hafawa.chores.gather_now", "hafawa.chores.index_now", "hafawa.flow.daily_now", "hafawa.flow.live_now"]
    assert sorted(Task.objects.values_list("function", flat=True)) == begun


def test_somebody_renamed_is_found_anew_without_any_event(layla: Person) -> None:
    schedules.REPEATED.clear()
    flow.register()
    chores.register()
    chores.index_now()
    chores.alike_now()
    assert not chores.is_index_behind()
    actions.rename(layla, "Scheherazade")
    schedules.tick(now=NOW)
    begun = sorted(Task.objects.values_list("function", flat=True))
    assert begun == ["hafawa.chores.alike_now", "hafawa.chores.index_now"]
    chores.index_now()
    assert [person.pk for person in search.people("sheherazade", user=None, limit=5)] == [layla.pk]


def test_everybody_is_gone_over_once_a_day_and_the_first_pass_counts(layla: Person) -> None:
    now = clock.now()
    assert not flow.is_day_new()
    _writes(layla, "Hello", at=now)
    assert flow.is_day_new()
    flow.live(now)
    assert not flow.is_day_new()
    log.move(flow.WHOLE, to=0, now=now - timedelta(days=1))
    assert flow.is_day_new()
    flow.live(now)
    assert flow.is_day_new()
    flow.daily(now)
    assert not flow.is_day_new()
