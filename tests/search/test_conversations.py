"""Are conversations found by what was said in them, each once, the newest first, by those who may read them?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hafawa.people.models import Person
from hafawa.search import conversations as module
from hafawa.search import indexing
from hafawa.search.queries import conversations
from hafawa.team import sight
from hafawa.team.models import Role, User
from hafawa.team.permissions import Level
from hafawa.timeline import log
from hafawa.timeline.events import CallReceived, Happening, MessageReceived, MessageSent, NoteWritten
from hafawa.timeline.models import Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def say(text: str, ref: str = "", *, ago: int = 1, person: Person | None = None, **more: Any) -> None:
    """One message; `ago` in days."""
    what: Happening = MessageReceived(channel=more.pop("channel", "email"), ref=ref, text=text, **more)
    tell(what, ago=ago, person=person)


def tell(what: Happening, *, ago: int = 1, person: Person | None = None) -> None:
    n = Event.objects.count()
    log.append(log.Entry(what, NOW - timedelta(days=ago), "test", f"m{n}", person.pk if person else None), now=NOW)


def find(text: str, **asked: Any) -> list[str]:
    indexing.index(now=NOW, tell=lambda _done, _total: None)
    return conversations(text, user=None, limit=asked.pop("limit", 20), **asked)


def test_each_conversation_is_found_once_whoever_spoke() -> None:
    say("The cup is broken", "mail:1")
    tell(MessageSent(channel="email", ref="mail:1", text="We send another cup"))
    tell(CallReceived(ref="mail:2", text="Asks for a cup"))
    say("Where is my parcel?", "mail:3")
    assert sorted(find("cup")) == ["mail:1", "mail:2"]


def test_the_newest_words_come_first_although_an_old_box_was_brought_in_later() -> None:
    say("a broken cup", "mail:new", ago=1)
    say("a broken cup", "mail:old", ago=900)
    say("a broken cup", "mail:mid", ago=30)
    assert find("broken cup") == ["mail:new", "mail:mid", "mail:old"]
    assert find("broken cup", limit=2) == ["mail:new", "mail:mid"]


@pytest.mark.parametrize(
    ("said", "sought"),
    [
        ("وصلت الطلبيّةُ مكسورة", "طلبية"),
        ("أين الطلب؟", "اين طلب"),
        ("ტელეფონზე დამირეკეთ, შეკვეთაში შეცდომაა", "შეკვეთა"),
        ("ორი ამანათის შესახებ", "ამანათი"),
        ("Two parcels are late", "parcel"),
        ("Order HF-1042 is late", "hf-1042"),
        ("Crème brûlée", "creme brulee"),
    ],
)
def test_words_are_found_in_any_form_and_script(said: str, sought: str) -> None:
    say(said, "mail:1")
    say("something else entirely, სხვა რამ, شيء آخر", "mail:2")
    assert find(sought) == ["mail:1"]


def test_all_words_stand_in_one_message() -> None:
    say("a broken cup", "mail:1")
    say("a broken plate", "mail:2")
    assert find("cup broken") == ["mail:1"]


@pytest.mark.parametrize("text", ["", "   ", "?!", "\0", "💔", "x" * 5000, 'a" OR "b', "NEAR(a b)", "a'; DROP TABLE x"])
def test_whatever_is_typed_gives_an_answer(text: str) -> None:
    say("a broken cup", "mail:1")
    assert find(text) in ([], ["mail:1"])


def test_only_what_the_filters_leave() -> None:
    layla, nino = (Person.objects.create(name=n, created_at=NOW) for n in ("Layla", "Nino"))
    say("a broken cup", "mail:1", ago=1, person=layla)
    say("a broken cup", "chat:2", ago=10, person=layla, channel="chat")
    say("a broken cup", "mail:3", ago=20, person=nino)
    assert find("cup", channel="chat") == ["chat:2"]
    assert find("cup", person_ids=[layla.pk]) == ["mail:1", "chat:2"]
    assert find("cup", person_ids=[layla.pk], channel="email") == ["mail:1"]
    assert find("cup", after=NOW - timedelta(days=10)) == ["mail:1", "chat:2"]
    assert find("cup", before=NOW - timedelta(days=10)) == ["mail:3"]
    assert find("plate", person_ids=[layla.pk]) == []


def test_a_note_about_a_person_is_no_conversation() -> None:
    tell(NoteWritten(text="the cup was a gift"))
    assert find("cup") == []


def test_words_without_a_ref_stand_under_the_name_they_are_given() -> None:
    say("a broken cup", "")
    assert find("cup") == []
    assert find("cup", key=lambda event: f"event:{event.kind}") == ["event:message.received"]


def test_what_somebody_may_not_read_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    say("a broken cup", "mail:1")
    indexing.index(now=NOW, tell=lambda _done, _total: None)
    agent = User.objects.create_user(email="a@shop.example", password="x", name="A", role=Role.AGENT)
    assert conversations("cup", user=agent, limit=5) == ["mail:1"]
    monkeypatch.setitem(sight.RULES, "timeline.Event", sight.Rule(Level.MANAGER, "for this test"))
    assert conversations("cup", user=agent, limit=5) == []


def test_common_words_are_gone_through_a_portion_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """More messages of few conversations than one look takes: the next are looked at until there are enough."""
    monkeypatch.setattr(module, "_LOOKED_AT", 3)
    for n in range(20):
        say("a broken cup", f"mail:{n // 5}", ago=20 - n)
    assert find("cup") == ["mail:3", "mail:2", "mail:1", "mail:0"]
    assert find("cup", limit=2) == ["mail:3", "mail:2"]
    monkeypatch.setattr(module, "_MOST", 6)
    assert find("cup") == ["mail:3", "mail:2"], "no more than so many are gone through"


def test_what_was_taken_back_is_not_found() -> None:
    say("a broken cup", "mail:1")
    assert find("cup") == ["mail:1"]
    Event.objects.all().delete()
    assert find("cup") == []
