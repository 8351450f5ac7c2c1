"""Is every event with words read once, promises appended once, and nothing held up by an event that cannot be read?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hafawa.listening import annotate as stage
from hafawa.listening import door
from hafawa.listening.models import Annotation
from hafawa.listening.reading import Reading
from hafawa.people import proposals
from hafawa.people.models import Detail, Person, Proposal
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import (
    CallReceived,
    Happening,
    MessageReceived,
    MessageSent,
    OrderPlaced,
    PromiseKept,
    ReviewPosted,
    SurveyAnswered,
)
from hafawa.timeline.models import Event, ParkedEvent

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop() -> None:
    shop = Shop.get()
    shop.time_zone = "Asia/Tbilisi"
    shop.save()


def _happen(what: Happening, *, at: datetime = NOW, key: str = "") -> Event:
    person, _ = Person.objects.get_or_create(name="Layla", defaults={"created_at": NOW})
    key = key or str(Event.objects.count())
    event = log.append(
        log.Entry(what=what, occurred_at=at, source="test", external_id=key, person_id=person.id), now=NOW
    )
    assert event is not None
    return event


def _received(text: str, **more: Any) -> Event:
    return _happen(MessageReceived(channel="email", ref="c1", text=text, **more))


def _sent(text: str, **more: Any) -> Event:
    return _happen(MessageSent(channel="email", ref="c1", text=text, by="Nino", **more))


def _promises() -> list[Event]:
    return list(Event.objects.filter(kind="promise.made").order_by("id"))


def test_a_message_gets_its_reading_with_the_version_that_made_it() -> None:
    event = _received("Where is my parcel?")
    assert stage.annotate(now=NOW) == 1
    made = Annotation.objects.get(event=event)
    assert (made.version, made.language, made.is_order_status, made.needs_answer) == (
        door.READER.version,
        "en",
        True,
        True,
    )
    assert ["order_status", "where is my parcel"] in made.evidence


def test_events_without_words_are_passed_over() -> None:
    _happen(OrderPlaced(ref="1"))
    _received("")
    assert stage.annotate(now=NOW) == 0
    assert not Annotation.objects.exists()


def test_reading_twice_changes_nothing() -> None:
    _received("Where is my parcel?")
    _sent("We will call you tomorrow.")
    stage.annotate(now=NOW)
    assert stage.annotate(now=NOW) == 0
    assert (Annotation.objects.count(), len(_promises())) == (2, 1)


def test_a_promise_of_ours_is_dated_and_points_at_its_message() -> None:
    event = _sent("Sorry for the wait. „ხვალ დაგირეკავთ“")
    stage.annotate(now=NOW)
    (made,) = _promises()
    assert made.source == "listening"
    assert made.external_id.startswith(f"{event.id}:")
    assert (made.about_id, made.person_id, made.ref, made.occurred_at) == (event.id, event.person_id, "c1", NOW)
    assert made.due_at == datetime(2026, 3, 5, 14, tzinfo=UTC)  # 18:00 in Tbilisi
    assert made.data["what"] == "call"
    assert made.data["by"] == "Nino"


@pytest.mark.parametrize("more", [{"is_automatic": True}, {"is_sales": True}])
def test_automatic_and_sales_messages_promise_nothing(more: dict[str, bool]) -> None:
    _sent("We will deliver tomorrow!", **more)
    stage.annotate(now=NOW)
    assert _promises() == []


def test_what_a_customer_writes_is_no_promise_of_ours() -> None:
    _received("I will call you tomorrow.")
    stage.annotate(now=NOW)
    assert _promises() == []


def test_a_promise_in_the_note_of_a_call_counts() -> None:
    _happen(CallReceived(text="Asked about the lamp. I will call her back on Friday."))
    stage.annotate(now=NOW)
    assert [e.data["what"] for e in _promises()] == ["call"]


def test_automatic_mail_needs_no_answer() -> None:
    event = _received("Where is my parcel?", is_automatic=True)
    stage.annotate(now=NOW)
    assert not Annotation.objects.get(event=event).needs_answer


def test_the_subject_of_an_answer_is_not_read_as_its_words() -> None:
    event = _received("Thank you so much, it works now.", subject="Re: This is a disgrace, never again")
    stage.annotate(now=NOW)
    made = Annotation.objects.get(event=event)
    assert made.is_thanks
    assert not made.is_complaint


@pytest.mark.parametrize(
    ("score", "text", "feeling", "complaint", "praise"),
    [
        (1, "Chegou quebrado e ninguém responde", -1.0, True, False),
        (2, "", -0.5, False, False),
        (3, "Normal", 0.0, False, False),
        (5, "Muito bom, recomendo!", 1.0, False, True),
        (5, "", 1.0, False, False),
    ],
)
def test_the_score_of_a_review_gives_its_feeling_in_any_language(
    score: int, text: str, feeling: float, complaint: bool, praise: bool
) -> None:
    event = _happen(ReviewPosted(score=score, text=text))
    stage.annotate(now=NOW)
    made = Annotation.objects.get(event=event)
    assert (made.feeling, made.is_complaint, made.is_praise) == (feeling, complaint, praise)


def test_the_score_of_a_survey_gives_its_feeling() -> None:
    event = _happen(SurveyAnswered(score=0, text="the staff was rude"))
    stage.annotate(now=NOW)
    made = Annotation.objects.get(event=event)
    assert (made.feeling, made.is_complaint, made.bad_kind) == (-1.0, True, "rude")


def test_an_event_that_cannot_be_read_is_parked_and_the_next_one_is_read() -> None:
    poison = _received("hello")
    Event.objects.filter(id=poison.id).update(data={"text": {"not": "words"}})
    good = _received("Where is my parcel?")
    assert stage.annotate(now=NOW) == 1
    assert list(ParkedEvent.objects.values_list("reader", "event_id")) == [(stage.READER, poison.id)]
    assert Annotation.objects.filter(event=good).exists()
    assert stage.annotate(now=NOW) == 0


def test_the_limit_is_kept_and_the_rest_read_next_time() -> None:
    for n in range(5):
        _received(f"Where is my parcel {n}?")
    assert [stage.annotate(now=NOW, limit=3), stage.annotate(now=NOW, limit=3)] == [3, 2]


class _OtherReader:
    version = "other-1"

    def read(self, text: str, *, language: str | None = None) -> Reading:
        return Reading(language="en", feeling=0.5, confidence=1.0)

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        return [self.read(text) for text in texts]


def test_another_reader_reads_everything_again_without_touching_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    _received("Where is my parcel?")
    _sent("We will call you tomorrow. I will send the lamp on Friday.")
    stage.annotate(now=NOW)
    first, _second = _promises()
    log.append(
        log.Entry(what=PromiseKept(about_id=first.id), occurred_at=NOW, source="web", external_id="kept"), now=NOW
    )
    before = list(Event.objects.order_by("id").values_list("id", flat=True))
    monkeypatch.setattr(door, "READER", _OtherReader())
    assert stage.rebuild(NOW + timedelta(days=1)) == 2
    assert set(Annotation.objects.values_list("version", "feeling")) == {("other-1", 0.5)}
    assert list(Event.objects.order_by("id").values_list("id", flat=True)) == before
    assert stage.rebuild(NOW) == 0


def test_what_counts_in_the_words_is_kept_with_the_reading() -> None:
    event = _received("My order 20417 is broken, please send me a new one. I paid 20 GEL.")
    stage.annotate(now=NOW)
    found = Annotation.objects.get(event=event).found
    words = event.data["text"]
    assert {f["what"] for f in found} >= {"order", "amount", "fix"}
    assert all(words[f["start"] : f["end"]] == f["words"] for f in found)


def test_details_wait_for_a_click_and_delicate_ones_for_few() -> None:
    _received("My son is allergic to nuts. My wife's birthday is on the 12th.")
    stage.annotate(now=NOW)
    waiting = {p.about: p for p in Proposal.objects.all()}
    assert (waiting["son"].kind, waiting["son"].audience) == ("health", "never_show")
    assert (waiting["wife"].occasion, waiting["wife"].month, waiting["wife"].day) == ("birthday", 3, 12)
    assert not Detail.objects.exists()


def test_read_again_nothing_is_proposed_twice_nor_what_was_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    _received("My son is allergic to nuts.")
    stage.annotate(now=NOW)
    user = User.objects.create_user(email="n@finjan.example", password="a long enough word", name="Nino")
    proposals.dismiss(Proposal.objects.get().pk, by=user, now=NOW)
    monkeypatch.setattr(door, "READER", _OtherReader())
    stage.rebuild(NOW)
    assert list(Proposal.objects.values_list("state", flat=True)) == ["dismissed"]


@pytest.mark.parametrize("more", [{"is_automatic": True}])
def test_of_automatic_mail_nothing_is_proposed(more: dict[str, bool]) -> None:
    _received("My son is allergic to nuts.", **more)
    stage.annotate(now=NOW)
    assert not Proposal.objects.exists()


def test_a_note_after_a_call_promises_what_we_told_them_not_what_they_said() -> None:
    _happen(CallReceived(text="He will send photos tomorrow. Told him the part comes on Friday."))
    stage.annotate(now=NOW)
    assert [e.data["text"] for e in _promises()] == ["Told him the part comes on Friday"]


def test_the_subject_of_a_mail_promises_nothing() -> None:
    _sent("Thank you for your patience.", subject="We will call you tomorrow")
    stage.annotate(now=NOW)
    assert _promises() == []
