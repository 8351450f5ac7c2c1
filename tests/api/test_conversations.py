"""Conversations as a program reads and changes them."""

from __future__ import annotations

from datetime import timedelta

from hafawa.conversations import actions
from hafawa.conversations.composing import saved
from hafawa.conversations.composing.models import Use
from hafawa.conversations.models import Conversation, Note, State
from hafawa.kernel import clock
from hafawa.team.models import User
from tests.api.conftest import Program
from tests.web.conftest import House


def layla_s() -> Conversation:
    return Conversation.objects.get(key="c1")


def test_who_waits_is_listed_longest_first_and_told_with_their_clock(ask: Program, house: House) -> None:
    review, found = ask.get("/conversations/waiting").json()["items"]
    assert (review["key"].partition(":")[0], review["channel"]) == ("public", "review")
    assert (found["key"], found["person_id"], found["state"]) == ("c1", house.layla.pk, "open")
    assert found["waiting_since"] < found["reply_by"]
    assert ask.get("/conversations?channel=chat").json()["items"] == []
    listed = ask.get(f"/conversations?person_id={house.giorgi.pk}").json()["items"]
    assert [c["key"] for c in listed if c["channel"] != "review"] == ["c2"]


def test_pages_of_conversations_leave_nothing_out(ask: Program, house: House) -> None:
    pages = [ask.get("/conversations?limit=1").json()]
    while pages[-1]["next"] and len(pages) < 9:
        pages.append(ask.get(f"/conversations?limit=1&cursor={pages[-1]['next']}").json())
    listed = [c["key"] for page in pages for c in page["items"]]
    assert sorted(listed) == sorted(Conversation.objects.values_list("key", flat=True))
    assert {"c1", "c2"} < set(listed)


def test_its_messages_are_the_events_said_in_it(ask: Program, house: House) -> None:
    found = Conversation.objects.get(key="c2")
    said = ask.get(f"/conversations/{found.pk}/messages").json()["items"]
    assert [e["kind"] for e in said] == ["message.sent", "message.received"]


def test_it_is_closed_opened_put_off_and_given(ask: Program, house: House) -> None:
    path, nino = f"/conversations/{layla_s().pk}", house.owner
    assert ask("PATCH", path, {"state": "closed"}).json()["state"] == "closed"
    assert layla_s().closed_by == nino
    assert ask("PATCH", path, {"state": "open", "assignee_id": nino.pk}).json()["assignee_id"] == nino.pk
    until = (clock.now() + timedelta(days=1)).isoformat()
    assert ask("PATCH", path, {"state": "snoozed", "until": until}).json()["state"] == "snoozed"
    assert ask("PATCH", path, {"unassign": True}).json()["assignee_id"] is None
    assert layla_s().state == State.SNOOZED


def test_what_makes_no_sense_is_refused_and_changes_nothing(ask: Program, house: House) -> None:
    path = f"/conversations/{layla_s().pk}"
    for body in (
        {"state": "snoozed"},
        {"until": "2026-01-01T00:00:00Z"},
        {"state": "snoozed", "until": "2020-01-01T00:00:00Z"},
        {"state": "snoozed", "until": "2099-01-01T00:00:00"},
        {"assignee_id": 10**9},
        {"key": "c9"},
        {"rev": 4},
    ):
        assert ask("PATCH", path, body).status_code == 422, body
    assert (layla_s().state, layla_s().rev) == (State.OPEN, 0)


def test_a_note_is_kept_for_the_team_and_not_for_a_viewer(ask: Program, viewer_asks: Program, house: House) -> None:
    path = f"/conversations/{layla_s().pk}/notes"
    assert ask.post(path, {"text": "Her sister collects it."}).status_code == 201
    assert [n["text"] for n in ask.get(path).json()["items"]] == ["Her sister collects it."]
    assert viewer_asks.get(path).status_code == 403
    assert viewer_asks.post(path, {"text": "x"}).status_code == 403
    assert Note.objects.count() == 1


def test_one_merged_into_another_answers_as_that_one(ask: Program, house: House) -> None:
    one, now = layla_s(), clock.now()
    other = Conversation.objects.create(key="c9", channel="email", person=house.layla, first_at=now, last_at=now)
    actions.merge(one, other, by=User.objects.get(pk=house.owner.pk), now=now)
    assert ask.get(f"/conversations/{other.pk}").json()["id"] == one.pk
    assert ask.get("/conversations/999999").status_code == 404


def test_an_answer_goes_the_way_of_its_channel_and_not_over_what_was_not_seen(ask: Program, house: House) -> None:
    found, path = layla_s(), f"/conversations/{layla_s().pk}/reply"
    crossed = ask.post(path, {"text": "It comes on Friday.", "seen_event_id": 1})
    assert (crossed.status_code, crossed.json()["code"]) == (409, "somebody-wrote")
    words = saved.Said("Friday", "friday", {"en": "It comes on Friday."})
    reply = saved.write(words, by=User.objects.get(pk=house.owner.pk), now=clock.now())
    gone = ask.post(path, {"text": "It comes on Friday.", "seen_event_id": found.last_event_id})
    assert gone.status_code == 202, gone.content
    assert [(use.reply_id, use.is_unchanged) for use in Use.objects.all()] == [(reply.pk, True)]
    said = ask.get(f"/conversations/{found.pk}/messages").json()["items"]
    assert said[0]["data"]["text"] == "It comes on Friday."


def test_what_a_person_may_not_send_a_program_may_not_either(ask: Program, house: House) -> None:
    found = layla_s()
    for body in ({"text": "Hi {first_name}"}, {"text": "   "}, {"text": ""}):
        answer = ask.post(f"/conversations/{found.pk}/reply", body | {"seen_event_id": found.last_event_id})
        assert answer.status_code in (409, 422), body
    naive = {"text": "x", "seen_event_id": found.last_event_id, "not_before": "2099-01-01T00:00:00"}
    assert ask.post(f"/conversations/{found.pk}/reply", naive).status_code == 422
    assert "message.sent" not in [e["kind"] for e in ask.get(f"/conversations/{found.pk}/messages").json()["items"]]
