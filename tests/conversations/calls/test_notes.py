"""What is said in a call is kept once, with what was promised in it, and may be taken back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.conversations.calls import callbacks, notes
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.models import Callback, CallNote
from hafawa.conversations.calls.notes import Note, Promised
from hafawa.listening import annotate
from hafawa.people.models import Detail, Person, Proposal
from hafawa.recovery import promises
from hafawa.team.models import Role, User
from hafawa.timeline.models import Cursor, Event
from tests.conversations.calls.conftest import NOW, NUMBER

SAID = "She is angry about the lamp. I promised to send a new one by Tuesday. Her son is allergic to nuts."


def note(**changes: object) -> Note:
    return Note(**({"ticket": "t1", "outcome": "reached", "text": SAID, "number": NUMBER} | changes))  # type: ignore[arg-type]


def test_a_note_becomes_a_call_in_their_story(layla: Person, nino: User) -> None:
    row, is_first = notes.keep(layla, note(ref="mail:x"), by=nino, now=NOW)
    event = Event.objects.get(pk=row.event_id)
    assert is_first
    assert (event.kind, event.ref, event.channel, event.person_id) == ("call.made", "mail:x", "phone", layla.pk)
    assert event.data["outcome"] == "reached"
    assert (event.data["by"], event.data["number"], event.data["text"]) == ("Nino", NUMBER, SAID)


def test_a_call_that_stands_alone_belongs_to_no_conversation(layla: Person, nino: User) -> None:
    row, _new = notes.keep(layla, note(direction="in", outcome="voicemail"), by=nino, now=NOW)
    event = Event.objects.get(pk=row.event_id)
    assert (event.kind, event.ref, event.data["outcome"]) == ("call.received", "", "voicemail")


def test_the_same_form_sent_again_keeps_nothing_twice(layla: Person, nino: User) -> None:
    wanted = Wanted(NOW + timedelta(days=1), "the lamp")
    sent = note(promises=[Promised("send a new one", "send")], callback=wanted)
    first, _new = notes.keep(layla, sent, by=nino, now=NOW)
    before = Event.objects.count()
    again, is_first = notes.keep(layla, note(text="other words"), by=nino, now=NOW + timedelta(minutes=1))
    assert (again.pk, is_first, Event.objects.count(), Callback.objects.count()) == (first.pk, False, before, 1)


def test_what_is_read_in_a_note_is_shown_before_it_is_kept() -> None:
    found = {f.what: f for f in notes.read(SAID, now=NOW)}
    assert found["promise"].says["due"].startswith("2026-12-01")
    assert "nuts" in found["detail"].words
    assert notes.is_narrow(found["detail"])
    assert notes.read("We spoke about the weather.", now=NOW) == ()


def test_only_promises_that_were_kept_back_are_on_the_ledger_whatever_is_read_later(layla: Person, nino: User) -> None:
    due = NOW + timedelta(days=5)
    notes.keep(layla, note(promises=[Promised("send a white lamp", "send", due)]), by=nino, now=NOW)
    annotate.annotate(now=NOW)
    [open_] = promises.open_for(layla)
    assert (open_.text, open_.what, open_.due_at, open_.by) == ("send a white lamp", "send", due, "Nino")


def test_a_note_without_a_promise_kept_makes_none(layla: Person, nino: User) -> None:
    notes.keep(layla, note(), by=nino, now=NOW)
    annotate.annotate(now=NOW)
    assert promises.open_for(layla) == []


def test_a_detail_is_kept_on_a_tick_and_else_waits(layla: Person, nino: User) -> None:
    [piece] = [f for f in notes.read(SAID, now=NOW) if f.what == "detail"]
    notes.keep(layla, note(), by=nino, now=NOW)
    assert Detail.objects.count() == 0
    assert Proposal.objects.get().state == "waiting"
    Proposal.objects.all().delete()
    notes.keep(layla, note(ticket="t2", kept_details={notes.mark(piece): ("Son", "")}), by=nino, now=NOW)
    detail = Detail.objects.get()
    assert (detail.subject, detail.audience) == ("Son", "never_show")
    annotate.annotate(now=NOW)
    assert Detail.objects.count() == 1


def test_a_note_taken_back_leaves_nothing(layla: Person, nino: User) -> None:
    [piece] = [f for f in notes.read(SAID, now=NOW) if f.what == "detail"]
    sent = note(
        promises=[Promised("send one")], kept_details={notes.mark(piece): ("", "")},
        callback=Wanted(NOW + timedelta(hours=3), "the lamp"),
    )  # fmt: skip
    row, _new = notes.keep(layla, sent, by=nino, now=NOW)
    notes.take_back(row, by=nino, now=NOW + timedelta(seconds=9))
    left = [m.objects.count() for m in (Event, Callback, Detail, Proposal)]
    assert left == [0, 0, 0, 0]
    assert Cursor.objects.get(name="timeline.removed").last_event_id == 1
    assert CallNote.objects.get().undone_at is not None
    with pytest.raises(notes.NothingToUndo):
        notes.take_back(row, by=nino, now=NOW + timedelta(seconds=10))


def test_what_is_part_of_their_story_by_now_stays(layla: Person, nino: User) -> None:
    row, _new = notes.keep(layla, note(promises=[Promised("send one")]), by=nino, now=NOW)
    with pytest.raises(notes.NothingToUndo):
        notes.take_back(row, by=nino, now=NOW + timedelta(minutes=11))
    promises.keep(row.made["events"][1], by=nino, now=NOW)
    with pytest.raises(notes.NothingToUndo):
        notes.take_back(row, by=nino, now=NOW + timedelta(minutes=1))
    assert Event.objects.filter(kind="call.made").exists()


def test_a_call_must_have_ended_somehow_and_a_viewer_keeps_none(layla: Person, nino: User) -> None:
    for changes in ({"outcome": ""}, {"outcome": "fine"}, {"direction": "up"}):
        with pytest.raises(notes.NoSuchOutcome):
            notes.keep(layla, note(**changes), by=nino, now=NOW)
    luka = User.objects.create_user(password="a long sentence", email="l@finjan.example", name="Luka", role=Role.VIEWER)
    with pytest.raises(callbacks.MayNotCall):
        notes.keep(layla, note(), by=luka, now=NOW)
    for at in (NOW - timedelta(days=1), NOW + timedelta(days=400)):
        with pytest.raises(callbacks.NotThatTime):
            notes.keep(layla, note(callback=Wanted(at)), by=nino, now=NOW)
    assert not Event.objects.exists()
    assert not CallNote.objects.exists()
