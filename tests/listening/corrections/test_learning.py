"""Does the worker learn from corrections, is it used and switched off, and forgotten with whoever is erased?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.kernel import clock
from hafawa.listening import annotate, correcting, rereading, tasks
from hafawa.listening.corrections import learning
from hafawa.listening.models import Annotation, Correction, Layer
from hafawa.people import actions
from hafawa.people.models import Person
from hafawa.privacy import erasing, exported
from hafawa.privacy.subject import Subject
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived

NOW = clock.now()
SAID = ("the {n} cups florbed", "the {n} cups grundled")


@pytest.fixture
def taught(db: None) -> Person:
    """One person wrote sixty messages in words no reader knows; the team said of fifty what they are."""
    person, _new = actions.find_or_make(
        [("email", "ana@one.example", "ana@one.example")], name="Ana", language="en", now=NOW
    )
    entries = [
        log.Entry(
            MessageReceived(channel="email", ref=f"c{n}", text=SAID[n % 2].format(n=f"nr{n}")),
            NOW - timedelta(days=n),
            "test",
            f"m{n}",
            person.pk,
        )
        for n in range(60)
    ]
    log.append_many(entries, now=NOW)
    annotate.annotate(now=NOW)
    for row in Annotation.objects.select_related("event").order_by("event_id")[:50]:
        value = "pos" if "florbed" in row.event.data["text"] else "neg"
        correcting.correct(row.event_id, what="feeling", value=value, by=None, now=NOW)
    return person


def are_right() -> list[bool]:
    """Of those nobody corrected, whether each is read as the team would."""
    rows = Annotation.objects.select_related("event").filter(event__corrections=None).order_by("event_id")
    told = [("florbed" in r.event.data["text"], r.feeling or 0.0) for r in rows]
    return [feeling > 0.2 if is_pleased else feeling < -0.2 for is_pleased, feeling in told]


def test_messages_nobody_corrected_are_read_as_the_team_would(taught: Person) -> None:
    assert not any(are_right())
    assert learning.is_due(now=NOW)
    tasks.learn()
    assert rereading.is_due()
    tasks.reread()
    assert all(are_right())
    assert set(Annotation.objects.values_list("version", flat=True)) == {annotate.version()}
    assert "+" in annotate.version()


def test_it_rests_between_two_learnings(taught: Person) -> None:
    learning.learn(now=NOW)
    assert not learning.is_due(now=NOW)
    correcting.correct(Annotation.objects.latest("event_id").event_id, what="feeling", value="pos", by=None, now=NOW)
    assert not learning.is_due(now=NOW + timedelta(minutes=1))
    assert learning.is_due(now=NOW + learning.RESTS)


def test_on_another_reader_a_layer_is_not_used_until_it_is_learned_anew(
    taught: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning.learn(now=NOW)
    learning.fetch()
    assert learning.suffix()
    monkeypatch.setattr(learning.layer, "FORMAT", 99)
    learning.fetch()
    assert not learning.suffix()
    assert learning.is_due(now=NOW + learning.RESTS)


def test_taken_back_a_correction_leaves_the_layer_that_was_there_without_it(taught: Person) -> None:
    before = learning.learn(now=NOW)
    version, weights = before.version, bytes(before.weights)
    silent = Annotation.objects.filter(event__corrections=None).latest("event_id")
    said = correcting.correct(silent.event_id, what="feeling", value="neg", by=None, now=NOW)
    assert learning.learn(now=NOW).version != version
    correcting.take_back(said.pk, by=None, now=NOW)
    again = learning.learn(now=NOW)
    assert (again.version, bytes(again.weights)) == (version, weights)


def test_switched_off_the_shipped_reader_speaks_again(taught: Person) -> None:
    tasks.learn()
    tasks.reread()
    learning.switch(on=False, by=None, now=NOW)
    tasks.reread()
    assert not any(are_right())
    assert "+" not in annotate.version()


def test_corrections_are_part_of_the_copy_a_person_gets(taught: Person) -> None:
    rows = exported.rows(Subject.of(taught.pk))["listening.Correction"]
    assert len(rows) == 50
    assert {row["value"] for row in rows} == {"pos", "neg"}
    assert not any("by" in row for row in rows)


def test_what_was_learned_from_somebody_is_forgotten_with_them(taught: Person) -> None:
    learning.learn(now=NOW)
    assert Layer.objects.get().weights
    erasure = erasing.ask(
        taught.pk, typed=erasing.confirm_with(Subject.of(taught.pk)), by=None, now=NOW - timedelta(days=60)
    )
    erasing.carry_out(erasure, now=NOW)
    assert not Correction.objects.exists()
    assert not Layer.objects.exists()
    learning.fetch()
    assert learning.suffix() == ""
