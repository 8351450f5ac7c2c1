"""Do demands become lines that the same demand joins, that survive another reading, and that forget whoever is erased?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.kernel import clock
from hafawa.listening import annotate, correcting
from hafawa.listening.backlog import gathering, grouping
from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.listening.models import Annotation
from hafawa.people.models import Person
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived

NOW = clock.now()
SAME = [
    ("please be more open about returns", "be more open about your returns please"),
    ("make the bags resealable", "the bags should be resealable"),
    ("افتحوا يوم الجمعة صباحا", "ياريت تفتحوا يوم الجمعة الصبح"),
    ("გახსენით დილით უფრო ადრე", "დილით უფრო ადრე გახსენით"),
]
OTHER = [
    ("make the bags resealable", "open on sundays"),
    ("please be more open about returns", "please open earlier"),
    ("افتحوا يوم الجمعة", "خفضوا الأسعار"),
    ("გახსენით დილით ადრე", "ფასი შეამცირეთ"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_said_otherwise_is_one_line(one: str, other: str) -> None:
    assert grouping.nearest(other, [(1, one)]) == 1


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_wish_is_another_line(one: str, other: str) -> None:
    assert grouping.nearest(other, [(1, one)]) is None


def said(words: str, *, n: int, who: Person | None = None) -> Annotation:
    what = MessageReceived(channel="email", ref=f"c{n}", text=f"{words}. Thank you.")
    log.append(log.Entry(what, NOW - timedelta(days=1), "test", f"m{n}", who.pk if who else None), now=NOW)
    annotate.annotate(now=NOW)
    row = Annotation.objects.get(event__external_id=f"m{n}")
    row.found = [piece(words)]
    row.save()
    gathering.take_in([row], now=NOW)
    return row


def piece(words: str) -> dict[str, object]:
    return {"what": "demand", "words": words, "start": 0, "end": len(words), "says": {}, "confidence": 0.9}


def test_two_who_ask_for_the_same_stand_in_one_line(db: None) -> None:
    for n, words in enumerate(("Make the bags resealable", "the bags should be resealable")):
        said(words, n=n)
    assert [d.voices.count() for d in Demand.objects.all()] == [2]


def test_read_again_with_the_same_found_nothing_moves(db: None) -> None:
    row = said("Open on Sundays", n=1)
    before = list(Voice.objects.values_list("id", "demand_id"))
    gathering.take_in([row], now=NOW)
    assert list(Voice.objects.values_list("id", "demand_id")) == before


def test_what_is_not_found_any_more_leaves_no_line_the_team_did_not_touch(db: None) -> None:
    row = said("Open on Sundays", n=1)
    row.found = []
    gathering.take_in([row], now=NOW)
    assert not Demand.objects.exists()


def test_what_the_team_decided_outlives_its_voices(db: None) -> None:
    row = said("Open on Sundays", n=1)
    Demand.objects.update(state=State.DECLINED, because="we sleep")
    row.found = []
    gathering.take_in([row], now=NOW)
    assert Demand.objects.get().because == "we sleep"
    row.found = [piece("open on sundays")]
    gathering.take_in([row], now=NOW)
    assert Demand.objects.get().voices.count() == 1


def test_a_wish_wrongly_found_leaves_the_backlog_with_one_click(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    row = said("Open on Sundays", n=1)
    correcting.correct(row.event_id, what="found", about="demand:Open on Sundays", value="no", by=None, now=NOW)
    assert not Voice.objects.exists()


def test_a_line_called_by_the_words_of_one_erased_takes_anothers(db: None) -> None:
    ana, eka = (Person.objects.create(name=name, created_at=NOW) for name in ("Ana", "Eka"))
    said("Make the bags resealable, says Ana", n=1, who=ana)
    said("make the bags resealable", n=2, who=eka)
    gathering.forget([ana.pk])
    assert Demand.objects.get().words == "make the bags resealable"
    gathering.forget([ana.pk, eka.pk])
    assert not Demand.objects.exists()
