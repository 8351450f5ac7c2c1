"""Only what consent allows reaches the model, only from when it was turned on, and its opinion never lowers a guard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hafawa.listening import annotate
from hafawa.listening.assistants import actions, stage
from hafawa.listening.assistants.actions import NotSet, Settings
from hafawa.listening.assistants.models import Assistant, AssistantCall
from hafawa.listening.models import Annotation
from hafawa.people.actions import state_consent
from hafawa.people.models import Person
from hafawa.team.models import AuditEntry, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from tests.listening.assistants.conftest import NOW
from tests.listening.assistants.server import Model, answer, chat, says

pytestmark = pytest.mark.django_db
WORDS = "The parcel for Layla came, order FN-20417. Be more open about returns."


def _person(name: str = "Layla Haddad") -> Person:
    return Person.objects.create(name=name, created_at=NOW)


def _write(person: Person | None, text: str = WORDS, *, n: int = 1) -> Event:
    what = MessageReceived(channel="email", ref=f"c{n}", text=text)
    event = log.append(
        log.Entry(
            what=what, occurred_at=NOW, source="test", external_id=str(n), person_id=person.pk if person else None
        ),
        now=NOW,
    )
    assert event is not None
    return event


def _read() -> int:
    annotate.annotate(now=NOW)
    return stage.refine(now=NOW)


def test_a_new_message_is_read_by_both_and_what_it_says_is_kept(model: Model, assistant: Assistant) -> None:
    event = _write(_person())
    model.do = says(chat(answer(demands=["Be more open about returns"])))
    assert _read() == 1
    row = Annotation.objects.get(event=event)
    assert row.is_complaint
    assert row.anger >= 0.7
    assert ["assistant", "small-7b"] in row.evidence
    assert {"demand"} <= {piece["what"] for piece in row.found}
    [heard] = model.heard
    assert "Layla" not in heard["body"]
    assert "20417" not in heard["body"]
    call = AssistantCall.objects.get()
    assert (call.reason, call.event_id) == ("ok", event.pk)
    assert _read() == 0, "each message is given once"


@pytest.mark.parametrize("fails", [says(b"", status=500), says(chat(answer(route="machine")))])
def test_where_it_fails_the_embedded_reading_stays(fails: Any, model: Model, assistant: Assistant) -> None:
    event = _write(_person())
    annotate.annotate(now=NOW)
    before = Annotation.objects.values().get(event=event)
    model.do = fails
    assert stage.refine(now=NOW) == 0
    assert Annotation.objects.values().get(event=event) == before


def test_a_route_to_a_machine_goes_only_one_way(model: Model, assistant: Assistant) -> None:
    one, other = _write(_person(), n=1), _write(_person(), n=2)
    annotate.annotate(now=NOW)
    Annotation.objects.filter(event=one).update(route="machine", intent="order_status", intent_confidence=0.99)
    model.do = says(chat(answer()))
    stage.refine(now=NOW)
    assert [Annotation.objects.get(event=e).route for e in (one, other)] == ["human", "human"]
    assert "assistant" in Annotation.objects.get(event=one).route_why
    calm = answer(
        feeling=1.0, emotions=dict.fromkeys(answer()["emotions"], 0.0), kinds=dict.fromkeys(answer()["kinds"], 0.0)
    )
    third = _write(_person(), n=3)
    model.do = says(chat(calm))
    _read()
    assert Annotation.objects.get(event=third).route == "human"


def test_hosted_it_needs_their_yes_and_local_only_no_no(model: Model, assistant: Assistant) -> None:
    said_no, said_yes, silent = _person("A"), _person("B"), _person("C")
    for person, granted in ((said_no, False), (said_yes, True)):
        state_consent(person, purpose="model", granted=granted, by_person=True, source="test", now=NOW)
    events = [_write(p, n=n) for n, p in enumerate((said_no, said_yes, silent, None), 1)]
    _read()
    reasons = dict(AssistantCall.objects.values_list("event_id", "reason"))
    assert [reasons[e.pk] for e in events] == ["no_consent", "ok", "ok", "ok"]
    Assistant.objects.update(where="hosted", url="http://93.184.216.34")
    more = [_write(p, n=n) for n, p in enumerate((said_no, said_yes, silent, None), 5)]
    _read()
    reasons = dict(AssistantCall.objects.values_list("event_id", "reason"))
    assert [reasons[e.pk] for e in more] == ["no_consent", "not_https", "no_consent", "no_consent"]
    assert not AssistantCall.objects.get(event=more[0]).is_sent


def test_what_was_written_before_it_was_turned_on_is_never_sent(model: Model, owner: User) -> None:
    _write(_person())
    annotate.annotate(now=NOW)
    with pytest.raises(NotSet):
        actions.turn_on(by=owner, now=NOW)
    actions.keep(_settings(model.url), by=owner, now=NOW)
    assert not stage.is_anything_to_ask()
    actions.turn_on(by=owner, now=NOW)
    assert stage.refine(now=NOW) == 0
    assert model.heard == []
    _write(_person(), n=2)
    assert _read() == 1
    actions.turn_off(by=owner, now=NOW)
    _write(_person(), n=3)
    assert _read() == 0
    assert len(model.heard) == 1
    noted = list(AuditEntry.objects.order_by("id").values_list("what", flat=True))
    assert noted == ["assistant.changed", "assistant.turned_on", "assistant.turned_off"]
    assert "sk-1" not in str(list(AuditEntry.objects.values()))


def test_a_key_does_not_follow_to_another_address(model: Model, owner: User) -> None:
    kept = actions.keep(_settings(model.url), by=owner, now=NOW)
    assert kept.sealed_key
    assert actions.keep(_settings(model.url, key=""), by=owner, now=NOW).sealed_key == kept.sealed_key
    assert actions.keep(_settings("https://elsewhere.example", key=""), by=owner, now=NOW).sealed_key == ""


def test_staff_and_automatic_messages_are_not_given(model: Model, assistant: Assistant) -> None:
    what = MessageReceived(channel="email", ref="c", text="Out of office", is_automatic=True)
    log.append(log.Entry(what=what, occurred_at=NOW, source="test", external_id="auto"), now=NOW + timedelta(seconds=1))
    assert _read() == 0
    assert model.heard == []


def _settings(url: str, *, key: str = "sk-1") -> Settings:
    return Settings(
        where="local", wire="chat", url=url, model="small-7b", key=key, drops_key=False, seconds=1, tokens_a_day=10**6,
        micros_a_day=0, micros_per_million_in=0, micros_per_million_out=0,
    )  # fmt: skip


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_user(email="owner@shop.example", password="x", name="Owner", role="owner")
