"""Is everything read again by another reader a little at a time, from where it stopped, with corrections kept?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.kernel import clock
from hafawa.listening import annotate, correcting, door, rereading, tasks
from hafawa.listening.models import Annotation, Rereading
from hafawa.listening.rules import RuleReader
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived

NOW = clock.now()


class Another(RuleReader):
    """The rules by another name."""

    version = "rules-99"


@pytest.fixture
def messages(db: None) -> None:
    entries = [
        log.Entry(
            MessageReceived(channel="email", ref=f"c{n}", text="Where is my order?"),
            NOW - timedelta(days=n),
            "test",
            f"m{n}",
        )
        for n in range(12)
    ]
    log.append_many(entries, now=NOW)
    annotate.annotate(now=NOW)


@pytest.fixture
def another_reader(messages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rereading.step(now=NOW)  # the first look: all is of this version
    monkeypatch.setattr(door, "READER", Another())


def old() -> int:
    return Annotation.objects.exclude(version="rules-99").count()


def test_a_shop_read_by_the_reader_in_use_has_nothing_to_read_again(messages: None) -> None:
    assert rereading.step(now=NOW) == 0
    assert not rereading.is_due()


def test_another_reader_is_noticed(another_reader: None) -> None:
    assert rereading.is_due()
    tasks.reread()
    assert old() == 0
    assert not rereading.is_due()


def test_it_goes_on_where_it_stopped(another_reader: None) -> None:
    assert rereading.step(now=NOW, most=5) == 5
    assert old() == 7
    assert [rereading.step(now=NOW, most=5) for _ in range(3)] == [5, 2, 0]
    row = Rereading.objects.get()
    assert (old(), row.done, row.total) == (0, 12, 12)


def test_the_newest_are_read_first(another_reader: None) -> None:
    rereading.step(now=NOW, most=3)
    newest = Annotation.objects.order_by("-event_id").values_list("version", flat=True)[:3]
    assert set(newest) == {"rules-99"}


def test_only_what_happened_since_a_day_is_read_again(messages: None) -> None:
    rereading.begin(now=NOW, since=(NOW - timedelta(days=3)).date())
    assert rereading.go_on(now=clock.now, tell=lambda done, total: None) in (3, 4)


def test_what_the_worker_read_meanwhile_counts_for_whoever_began(messages: None) -> None:
    begun = rereading.begin(now=NOW)
    while rereading.step(now=NOW, most=5):
        pass
    assert rereading.go_on(now=clock.now, tell=lambda done, total: None, begun=begun) == begun.total > 5
    assert rereading.go_on(now=clock.now, tell=lambda done, total: None) == 0


def test_asked_for_again_it_goes_on_and_does_not_begin_anew(messages: None) -> None:
    rereading.begin(now=NOW)
    rereading.step(now=NOW, most=5)
    assert rereading.begin(now=NOW).done == 5


def test_what_was_corrected_stays_corrected(another_reader: None) -> None:
    event_id = Annotation.objects.earliest("event_id").event_id
    correcting.correct(event_id, what="kind", about="status", value="no", by=None, now=NOW)
    tasks.reread()
    assert not Annotation.objects.get(event_id=event_id).is_order_status


def test_the_stages_are_told_at_the_end(another_reader: None) -> None:
    before = log.Cursor.objects.filter(name=annotate.CORRECTED).count()
    tasks.reread()
    assert log.Cursor.objects.filter(name=annotate.CORRECTED).count() == before + 1
