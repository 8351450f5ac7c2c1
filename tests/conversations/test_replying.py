"""An answer goes out only to who was read to the end, past the gates, once, and can be taken back for ten seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.conversations import confidential, going, replying
from hafawa.conversations.composing import gates
from hafawa.conversations.composing.models import SavedReply, Use
from hafawa.people.models import Audience, Detail
from hafawa.team.models import Role
from hafawa.timeline import log
from hafawa.timeline.events import GestureGiven
from hafawa.timeline.models import Event
from tests.conversations.cast import NOW, answers, colleague, gathered, person, say, writes

pytestmark = pytest.mark.django_db
SOCIAL = {"channel": "social", "ref": "social:1"}


def sent() -> list[str]:
    return list(Event.objects.filter(kind="message.sent").order_by("id").values_list("data__text", flat=True))


def test_what_was_read_to_the_end_is_answered_and_can_be_taken_back() -> None:
    layla, nino = person(), colleague("Nino")
    seen = writes(layla, "Are you open on Sunday?", **SOCIAL)
    talk = gathered("social:1")
    gone = replying.reply(talk, " Yes, from ten. ", by=nino, seen_event_id=seen.pk, now=NOW)
    assert sent() == ["Yes, from ten."]
    assert gone.until == NOW + timedelta(seconds=10)
    assert replying.take_back(gone.ref, channel="social", by=nino, now=NOW + timedelta(seconds=9)) == "Yes, from ten."
    assert sent() == []
    assert replying.take_back(gone.ref, channel="social", by=nino, now=NOW) is None


def test_after_its_time_it_is_part_of_their_story() -> None:
    layla, nino = person(), colleague("Nino")
    seen = writes(layla, "Are you open on Sunday?", **SOCIAL)
    gone = replying.reply(gathered("social:1"), "Yes.", by=nino, seen_event_id=seen.pk, now=NOW)
    assert replying.take_back(gone.ref, channel="social", by=nino, now=NOW + timedelta(minutes=5)) is None
    assert replying.take_back(gone.ref, channel="social", by=colleague("Luka"), now=NOW) is None, "another's word"
    assert sent() == ["Yes."]


@pytest.mark.parametrize(("by", "told"), [("customer", "They wrote again"), ("Luka", "Luka answered"), ("Nino", "You")])
def test_whoever_wrote_meanwhile_stops_it_and_is_shown(by: str, told: str) -> None:
    layla, nino = person(), colleague("Nino")
    seen = writes(layla, "Are you open on Sunday?", **SOCIAL)
    talk = gathered("social:1")
    if by == "customer":
        came = writes(layla, "Never mind, I found it.", hours_ago=0.1, **SOCIAL)
    else:
        came = answers(layla, "From ten!", ref="social:1", by=by)
    before = sent()
    with pytest.raises(going.SomebodyWrote, match=told) as refused:
        replying.reply(talk, "Yes.", by=nino, seen_event_id=seen.pk, now=NOW)
    assert refused.value.meanwhile == [came]
    assert not refused.value.permanent
    assert sent() == before
    replying.reply(talk, "Good!", by=nino, seen_event_id=came.pk, now=NOW)
    assert sent() == [*before, "Good!"]


def test_what_a_rule_sent_meanwhile_is_nobody_writing() -> None:
    layla, nino = person(), colleague("Nino")
    seen = writes(layla, "Are you open on Sunday?", **SOCIAL)
    answers(layla, "We have your message.", ref="social:1", is_automatic=True)
    replying.reply(gathered("social:1"), "Yes.", by=nino, seen_event_id=seen.pk, now=NOW)
    assert sent()[-1] == "Yes."


def test_empty_words_a_viewer_and_a_time_that_is_none_are_refused() -> None:
    writes(person(), "Are you open?", **SOCIAL)
    talk, nino = gathered("social:1"), colleague("Nino")
    with pytest.raises(replying.NothingSaid):
        replying.reply(talk, " \n", by=nino, seen_event_id=None, now=NOW)
    with pytest.raises(replying.MayNotAnswer):
        replying.reply(talk, "Yes", by=colleague("Zura", Role.VIEWER), seen_event_id=None, now=NOW)
    with pytest.raises(going.NotThen):
        replying.reply(talk, "Yes", by=nino, seen_event_id=None, now=NOW, not_before=NOW + timedelta(days=1))
    assert sent() == []


def test_gates_are_asked_of_the_time_it_goes_out_and_nothing_goes_past_them() -> None:
    layla, nino = person(), colleague("Nino")
    giorgi = person("Giorgi")
    Detail.objects.create(
        person=giorgi,
        text="silver necklace",
        secret_from=layla,
        audience=Audience.KNOW,
        source="said",
        learned_on=NOW.date(),
    )
    writes(layla, "Where is my parcel?", **SOCIAL)
    talk = gathered("social:1")

    def ask(text: str, **more: object) -> None:
        replying.reply(talk, text, by=nino, seen_event_id=None, now=NOW, **more)  # type: ignore[arg-type]

    with pytest.raises(gates.ToldASecret, match="silver necklace"):
        ask("The silver necklace is ready too.")
    with pytest.raises(gates.PlaceLeftEmpty, match="first_name"):
        ask("Hello {first_name}")
    assert sent() == []
    ask("So sorry about that, Layla.")
    with pytest.raises(gates.SorryAgain):
        ask("I am sorry again.")
    ask("I am sorry. We've refunded the whole amount today.")
    say(GestureGiven(what="a box of dates"), layla, hours_ago=-0.001)
    assert len(sent()) == 2


def test_after_something_was_put_right_an_apology_passes_again() -> None:
    layla = person()
    answers(layla, "I am so sorry.", ref="social:1", hours_ago=5)
    writes(layla, "Still nothing.", hours_ago=4, **SOCIAL)
    with pytest.raises(gates.SorryAgain):
        gates.check("We are sorry.", person=layla, channel="social", now=NOW)
    log.append(log.Entry(GestureGiven(what="flowers"), NOW - timedelta(hours=1), "t", "g", layla.pk), now=NOW)
    gates.check("We are sorry.", person=layla, channel="social", now=NOW)
    gates.check("We are sorry.", person=person("Ana"), channel="social", now=NOW)


def test_a_confidential_conversation_is_not_answered_by_mail() -> None:
    writes(person(), "My account number is wrong.", ref="mail:1")
    nino = colleague("Nino")
    confidential.turn_on(gathered(), why="", by=nino, now=NOW)
    with pytest.raises(gates.NotForMail):
        replying.reply(gathered(), "Let us talk.", by=nino, seen_event_id=None, now=NOW)
    assert sent() == []


def test_a_saved_reply_that_went_unchanged_is_refused_the_second_time_whatever_tells_of_the_first() -> None:
    layla, nino = person(), colleague("Nino")
    reply = SavedReply.objects.create(
        title="Hours", shortcut="hours", text_en="Hello {first_name}, we open at ten.", made_at=NOW, changed_at=NOW
    )
    text = "Hello Layla, we open at ten."
    gates.check(text, person=layla, channel="chat", now=NOW)
    Use.objects.create(reply=reply, person=layla, key="chat:1", is_unchanged=True, by=nino, at=NOW)
    with pytest.raises(gates.SaidBefore):
        gates.check(text, person=layla, channel="chat", now=NOW)
    gates.check(text + " On Sunday at twelve.", person=layla, channel="chat", now=NOW)
    ana = person("Ana")
    gates.check("Hello Ana, we open at ten.", person=ana, channel="chat", now=NOW)
    answers(ana, "Hello Ana, we open at ten.", ref="mail:7")
    with pytest.raises(gates.SaidBefore):
        gates.check("Hello Ana, we open at ten.", person=ana, channel="chat", now=NOW)
