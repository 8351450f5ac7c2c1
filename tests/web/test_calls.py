"""The list of calls, the minute before one and the note after it, in the browser's terms."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from hafawa.channels.calls.models import PhoneDoor
from hafawa.conversations.calls import callbacks, minute, notes, queries
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.models import Callback, CallNote
from hafawa.kernel import clock
from hafawa.people.models import Audience, Consent, Detail, Person
from hafawa.playbooks.models import Suggestion
from hafawa.recovery import promises
from hafawa.team.models import AuditEntry, Role
from hafawa.timeline import log
from hafawa.timeline.events import CallReceived, Happening, MessageReceived, MessageSent
from hafawa.timeline.models import Event
from hafawa.web.reads import call_brief
from hafawa.web.reads import calls as calls_read
from tests.web.conftest import House, colleague, keeps_to, signed_in

NUMBER = "+995555123456"


def tell(person: Person, what: Happening, *, hours_ago: float = 1) -> Event:
    now = clock.now()
    key = f"c{Event.objects.count()}"
    event = log.append(log.Entry(what, now - timedelta(hours=hours_ago), "test", key, person.pk), now=now)
    assert event is not None
    return event


def with_number(person: Person, number: str = NUMBER) -> None:
    person.identifiers.create(kind="phone", value=number, as_typed=f"{number[:4]} 555 12-34-56", created_at=clock.now())


def said(**changes: Any) -> dict[str, Any]:
    return {"ticket": "t1", "direction": "out", "text": "", "outcome": "reached"} | changes


def test_nobody_waits_for_a_call_where_nobody_does(house: House, nino: Client) -> None:
    Suggestion.objects.all().delete()
    Event.objects.filter(kind="promise.made").delete()
    page = nino.get("/calls/").content.decode()
    assert "Nobody waits for a call." in page
    assert "How the list is ordered" in page


def test_the_list_is_in_the_order_it_says_with_the_reason_and_a_number_to_dial(house: House, nino: Client) -> None:
    Event.objects.filter(kind="promise.made").delete()
    Suggestion.objects.all().delete()
    now = clock.now()
    with_number(house.layla)
    tell(house.margaret, CallReceived(outcome="not_reached"), hours_ago=3)
    callbacks.promise(house.layla, Wanted(now, "the lamp", house.owner), by=house.owner, now=now)
    callbacks.promise(house.giorgi, Wanted(now + timedelta(days=3)), by=house.owner, now=now)
    found = calls_read.read(to=house.owner, now=now + timedelta(minutes=1))
    assert [x.person.pk for x in found.lines] == [house.layla.pk, house.margaret.pk]
    assert [x.person.pk for x in found.later] == [house.giorgi.pk]
    page = nino.get("/calls/").content.decode()
    assert f'href="tel:{NUMBER}"' in page
    assert '<bdi dir="ltr" class="ltr">+995 555 12-34-56</bdi>' in page
    assert "the lamp" in page
    assert "nobody picked up" in page
    names = re.findall(r'class="call-open"[^>]*><bdi>([^<]+)', page)
    assert [name.split()[0] for name in names] == ["ليلى", "Margaret", "გიორგი"]


def test_whom_nobody_may_call_is_no_call_and_costs_no_minutes(house: House, nino: Client) -> None:
    Event.objects.filter(kind="promise.made").delete()
    Suggestion.objects.all().delete()
    now = clock.now()
    for person in (house.layla, house.giorgi):
        callbacks.promise(person, Wanted(now), by=house.owner, now=now)
    before = calls_read.read(to=house.owner, now=now + timedelta(minutes=1))
    keeps_to(house, house.layla, "no_calls")
    found = calls_read.read(to=house.owner, now=now + timedelta(minutes=1))
    assert [x.person.pk for x in found.lines] == [house.giorgi.pk]
    assert [x.person.pk for x in found.to_write] == [house.layla.pk]
    assert 0 < found.minutes < before.minutes
    page = nino.get("/calls/").content.decode()
    assert "1 person to call today" in page
    line = page[page.index("To write to instead") :]
    assert "No calls" in line
    assert "Read the minute before" not in line
    assert f'href="/calls/{house.layla.pk}/' not in page


def test_one_person_has_one_line_with_all_the_reasons(house: House) -> None:
    now = clock.now()
    tell(house.layla, CallReceived(outcome="not_reached"), hours_ago=3)
    callbacks.promise(house.layla, Wanted(now, "the lamp"), by=house.owner, now=now)
    lines = [x for x in calls_read.read(to=house.owner, now=now).lines if x.person.pk == house.layla.pk]
    assert len(lines) == 1
    assert len(lines[0].also) == 1
    assert "promise=" in lines[0].url
    assert "missed=" in lines[0].url


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_brief_is_read_in_a_minute_however_much_there_is(house: House, language: str) -> None:
    now = clock.now()
    for n in range(12):
        words = f"{n} " + "many words of a long message " * 30
        tell(house.layla, MessageReceived(channel="email", ref=f"m{n}", text=words), hours_ago=n + 1)
        Detail.objects.create(
            person=house.layla, text=words, source="said", audience=Audience.MAY_SAY, learned_on=now.date()
        )
        callbacks.promise(house.layla, Wanted(now + timedelta(days=n), words), by=house.owner, now=now)
    with override(language):
        brief = call_brief.read(house.layla, to=house.owner, now=now, suggestion=None, kind="other")
    assert brief.words <= minute.most_words(language)
    assert brief.seconds <= 60
    assert brief.left > 0
    assert all((brief.care, brief.promises, brief.contacts, brief.opener))


def test_nothing_secret_is_in_the_brief_whoever_reads_it(house: House, nino: Client) -> None:
    today = clock.now().date()
    for text, audience, secret_from in (
        ("grows roses", Audience.MAY_SAY, None),
        ("owes money", Audience.KNOW, None),
        ("is ill", Audience.NEVER_SHOW, None),
        ("a ring for Giorgi", Audience.KNOW, house.giorgi),
    ):
        Detail.objects.create(
            person=house.layla, text=text, source="said", audience=audience, learned_on=today, secret_from=secret_from
        )
    Detail.objects.create(
        person=house.layla, text="likes tulips", source="said", audience=Audience.MAY_SAY, learned_on=today,
        expires_on=today - timedelta(days=1),
    )  # fmt: skip
    page = nino.get(f"/calls/{house.layla.pk}/").content.decode()
    assert "grows roses" in page
    for secret in ("owes money", "is ill", "a ring", "tulips"):
        assert secret not in page


def test_the_brief_says_what_they_asked_of_us_and_what_is_open(house: House, nino: Client) -> None:
    with_number(house.margaret)
    Consent.objects.create(
        person=house.margaret, purpose="care", channel="phone", granted=False, by_person=True, source="said",
        stated_at=clock.now(),
    )  # fmt: skip
    page = nino.get(f"/calls/{house.margaret.pk}/").content.decode()
    assert "They asked not to be called." in page
    assert "Went wrong, not put right" in page
    assert "What to say first" in page
    page = nino.get(f"/calls/{house.giorgi.pk}/").content.decode()
    assert "We promised" in page
    assert "No number is known." in page


def test_the_opener_is_in_the_persons_language(house: House) -> None:
    for person, language, word in ((house.layla, "ar", "مرحب"), (house.giorgi, "ka", "გამარჯობა")):
        brief = call_brief.read(person, to=house.owner, now=clock.now(), suggestion=None, kind="missed")
        assert brief.opener_language == language
        assert word in brief.opener


def test_promises_in_a_note_are_shown_back_before_anything_is_kept(house: House, nino: Client) -> None:
    text = "I promised to send a new lamp by Tuesday. Her son is allergic to nuts."
    before = Event.objects.count()
    answer = nino.post(f"/calls/{house.margaret.pk}/note/", said(text=text))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "You promised" in page
    assert "Worth remembering?" in page
    assert "kept from most of the team" in page
    assert Event.objects.count() == before
    mark = re.search(r'name="(keep-detail[^"]+)"', page)
    assert mark is not None
    sent = said(text=text, shown="1") | {
        "promise-0": "on", "promise-0-text": "send a white lamp", "promise-0-what": "send",
        "promise-0-on": (clock.now() + timedelta(days=4)).date().isoformat(), "promise-0-at": "12:00", mark[1]: "on",
    }  # fmt: skip
    answer = nino.post(f"/calls/{house.margaret.pk}/note/", sent)
    assert answer.headers["Location"].startswith("/calls/?kept=")
    kept = [p.text for p in promises.open_for(house.margaret)]
    assert kept == ["send a white lamp"]
    detail = Detail.objects.get(person=house.margaret)
    assert (detail.subject, detail.audience) == ("Son", "never_show")
    again = nino.post(f"/calls/{house.margaret.pk}/note/", sent)
    assert again.headers["Location"] == answer.headers["Location"]
    assert Event.objects.filter(kind="call.made").count() == 1


def test_a_promise_that_is_not_ticked_is_not_kept(house: House, nino: Client) -> None:
    text = "I promised to send a new lamp by Tuesday."
    sent = said(text=text, shown="1") | {"promise-0-text": "send a lamp", "promise-0-on": "2027-01-01"}
    nino.post(f"/calls/{house.margaret.pk}/note/", sent)
    assert promises.open_for(house.margaret) == []


def test_a_note_can_be_taken_back_from_the_notice(house: House, nino: Client) -> None:
    Callback.objects.all().delete()
    before = Event.objects.count()
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    answer = nino.post(f"/calls/{house.margaret.pk}/note/", said(outcome="not_reached", on=tomorrow, at="17:00"))
    row = CallNote.objects.get()
    page = nino.get(answer.headers["Location"]).content.decode()
    assert f"/calls/notes/{row.pk}/undo/" in page
    assert (Event.objects.count(), Callback.objects.count()) == (before + 2, 1)
    page = nino.post(f"/calls/notes/{row.pk}/undo/", follow=True).content.decode()
    assert "The call itself cannot be." in page
    assert (Event.objects.count(), Callback.objects.count()) == (before, 0)
    assert nino.post(f"/calls/notes/{row.pk}/undo/").status_code == 302  # a second click


def test_what_is_missing_is_said_and_the_words_stay(house: House, nino: Client) -> None:
    where = f"/calls/{house.margaret.pk}/note/"
    for changes in (
        {"outcome": ""},
        {"on": "2020-01-01", "outcome": "not_reached"},
        {"on": "soon"},
        {"direction": "up"},
    ):
        answer = nino.post(where, said(text="She was glad", **changes))
        assert answer.status_code == 422, changes
        assert "She was glad" in answer.content.decode()
    assert not CallNote.objects.exists()


def test_a_call_asked_for_is_promised_with_a_click_or_not(house: House, nino: Client) -> None:
    Callback.objects.all().delete()
    now = clock.now()
    asked = [
        Callback.objects.create(person=p, state="asked", why="Call me", asked_event_id=n, made_at=now)
        for n, p in enumerate((house.layla, house.margaret), start=1)
    ]
    page = nino.get("/calls/").content.decode()
    assert "They asked to be called" in page
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    nino.post(f"/calls/asked/{asked[0].pk}/accept/", {"on": tomorrow, "at": "17:00"})
    page = nino.post(f"/calls/asked/{asked[1].pk}/dismiss/", follow=True).content.decode()
    assert "no call was asked for" in page
    states = dict(Callback.objects.values_list("pk", "state"))
    assert states == {asked[0].pk: "promised", asked[1].pk: "dismissed"}
    nino.post(f"/calls/asked/{asked[1].pk}/dismiss/", {"back": "1"})
    assert Callback.objects.get(pk=asked[1].pk).state == "asked"
    assert nino.post(f"/calls/asked/{asked[1].pk}/accept/", {"on": ""}).status_code == 422


def test_a_promised_call_is_moved_or_taken_off_from_the_list(house: House, nino: Client) -> None:
    Event.objects.filter(kind="promise.made").delete()
    now = clock.now()
    made = callbacks.promise(house.layla, Wanted(now, "the lamp"), by=house.owner, now=now)
    day = (now + timedelta(days=2)).date().isoformat()
    nino.post(f"/calls/promised/{made.promise_event_id}/move/", {"on": day, "at": "10:00"})
    [owed] = queries.owed(to=house.owner)
    assert owed.promise_id != made.promise_event_id
    nino.post(f"/calls/promised/{owed.promise_id}/withdraw/")
    assert queries.owed(to=house.owner) == []


def test_whom_the_team_does_not_call_has_no_number_to_dial_in_the_list(house: House, nino: Client) -> None:
    with_number(house.margaret)
    callbacks.promise(house.margaret, callbacks.Wanted(clock.now(), "the lamp"), by=house.owner, now=clock.now())
    assert f'href="tel:{NUMBER}"' in nino.get("/calls/").content.decode()
    keeps_to(house, house.margaret, "no_calls")
    page = nino.get("/calls/").content.decode()
    assert f'href="tel:{NUMBER}"' not in page
    assert page.count("data-not-called") == 1
    assert "the lamp" in page  # what was promised stays on the list


def test_a_viewer_reads_the_list_without_numbers_and_writes_nothing(house: House) -> None:
    with_number(house.layla)
    tell(house.layla, CallReceived(outcome="not_reached"))
    luka = signed_in(colleague(Role.VIEWER))
    for path in ("/calls/", f"/calls/{house.layla.pk}/"):
        page = luka.get(path).content.decode()
        assert "tel:" not in page
        assert "555 12-34-56" not in page
    assert luka.post(f"/calls/{house.layla.pk}/note/", said()).status_code == 403


def test_a_conversation_says_when_a_call_would_do_more_good(house: House) -> None:
    with_number(house.margaret)
    now = clock.now()
    for n in range(5):
        tell(house.margaret, MessageSent(channel="email", ref="mail:z", text="Try again"), hours_ago=20 - n)
        tell(house.margaret, MessageReceived(channel="email", ref="mail:z", text="It is broken"), hours_ago=19.5 - n)
    found = calls_read.in_thread("mail:z", [house.margaret.pk], to=house.owner, now=now)
    assert found.reasons[0].startswith("10 messages have gone back and forth")
    assert found.url.endswith("?ref=mail%3Az")
    shown = render_to_string("inbox/call_brief.html", {"call": found})
    assert "A call would do more good" in shown
    assert f'href="tel:{NUMBER}"' in shown
    quiet = calls_read.in_thread("mail:other", [house.margaret.pk], to=house.owner, now=now)
    assert quiet.reasons == []
    assert "more good" not in render_to_string("inbox/call_brief.html", {"call": quiet})
    kept = calls_read.in_thread("mail:other", [house.margaret.pk], to=house.owner, now=now, is_confidential=True)
    assert "confidential" in kept.reasons[0]


def test_a_phone_service_is_connected_and_let_go_in_the_settings(house: House, nino: Client) -> None:
    page = nino.get("/settings/phone/").content.decode()
    assert "No phone service is connected" in page
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert ticket is not None
    sent = {"source": "Twilio", "token": "0" * 32, "ticket": ticket[1]}
    assert nino.post("/settings/phone/", sent).status_code == 302
    door = PhoneDoor.objects.get()
    assert (door.source, door.address) == ("twilio", "http://testserver/api/v1/phone/twilio")
    page = nino.get("/settings/phone/").content.decode()
    assert door.address in page
    assert "0" * 32 not in page
    wrongs = ({"source": "a b"}, {"source": "twilio"}, {"token": "short"}, {"address": "ftp://x"})
    for n, wrong in enumerate(wrongs):
        answer = nino.post("/settings/phone/", sent | {"source": "other", "ticket": str(n)} | wrong)
        assert answer.status_code == 422, wrong
    changed = {"act": "change", "address": "https://shop.example/api/v1/phone/twilio", "token": ""}
    nino.post(f"/settings/phone/{door.pk}/act/", changed)
    before = door.sealed_token
    door.refresh_from_db()
    assert (door.address, door.sealed_token) == (changed["address"], before)
    nino.post(f"/settings/phone/{door.pk}/act/", {"act": "remove"})
    assert not PhoneDoor.objects.exists()
    acts = list(AuditEntry.objects.filter(what__startswith="phone.").order_by("id").values_list("what", flat=True))
    assert acts == ["phone.door_made", "phone.door_changed", "phone.door_removed"]


def test_the_story_tells_how_each_call_ended(house: House, nino: Client) -> None:
    notes.keep(house.layla, notes.Note("a", "wrong_number"), by=house.owner, now=clock.now())
    notes.keep(house.layla, notes.Note("b", "voicemail"), by=house.owner, now=clock.now())
    tell(house.layla, CallReceived(outcome="not_reached"))
    tell(house.layla, CallReceived(outcome="reached", duration_seconds=95))
    page = nino.get(f"/people/{house.layla.pk}/").content.decode()
    for words in ("was not their number", "left words on their voicemail", "nobody picked up", "for 2 minutes"):
        assert words in page
    assert f'href="/calls/{house.layla.pk}/"' in page
    assert "How we are in touch" in page
