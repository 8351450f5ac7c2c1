"""What happens to a conversation is told: if and only if it happened, in its turn, however it came about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from hafawa.conversations import actions, after_closing, confidential, gather
from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.team.models import Shop, User
from hafawa.webhooks import actions as webhooks
from hafawa.webhooks import gathering, sending, tasks, telling
from hafawa.webhooks.models import Delivery, Endpoint, Happened
from tests.api.conftest import counted_anew, program
from tests.conversations.cast import NOW, answers, colleague, gathered, person, writes
from tests.webhooks.conftest import Receiver
from tests.webhooks.test_signing import independent

__all__ = ["counted_anew"]

pytestmark = pytest.mark.django_db
CANARY = "zanzibarquill"


@pytest.fixture
def nino(owner: User) -> User:
    Shop.objects.update(assigns=False)
    return colleague("Luka")


def endpoint(receiver: Receiver, owner: User, *kinds: str) -> Endpoint:
    return webhooks.make(url=receiver.url, kinds=kinds, by=owner, now=clock.now())[0]


def of_conversations(receiver: Receiver, owner: User) -> Endpoint:
    return endpoint(receiver, owner, *telling.KINDS)


def told(receiver: Receiver) -> list[str]:
    """The kinds that came since it was last asked."""
    tasks.carry_on()
    kinds = [got.said()["type"] for got in receiver.got]
    receiver.got.clear()
    return kinds


def last(receiver: Receiver) -> dict[str, Any]:
    tasks.carry_on()
    found: dict[str, Any] = receiver.got[-1].said()["data"]
    return found


def test_each_is_told_signed_after_the_event_by_which_it_happened(receiver: Receiver, owner: User, nino: User) -> None:
    _made, secret = webhooks.make(url=receiver.url, kinds=(), by=owner, now=clock.now())
    layla = person()
    writes(layla, CANARY, hours_ago=5)
    found = gathered()
    actions.assign([found], nino, by=owner, now=NOW)
    actions.note(found, CANARY, by=nino, now=NOW)
    answer = answers(layla, CANARY, hours_ago=1)
    found = gathered()
    actions.close([found], by=nino, now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    tasks.carry_on()
    assert [got.said()["type"] for got in receiver.got] == [
        "message.received",
        "conversation.opened",
        "conversation.assigned",
        "note.added",
        "message.sent",
        "conversation.answered",
        "conversation.closed",
        "conversation.reopened",
    ]
    assert all(independent(got.body, got.headers, secret) for got in receiver.got)
    assert all(CANARY not in got.body.decode() and "mail:1" not in got.body.decode() for got in receiver.got)
    data = [got.said()["data"] for got in receiver.got]
    assert {one["person_id"] for one in data} == {layla.pk}
    assert {one["conversation_id"] for one in data if one["kind"] in telling.KINDS} == {found.pk}
    assert (data[2]["assignee_id"], data[2]["user_id"]) == (nino.pk, owner.pk)
    assert (data[5]["event_id"], data[6]["user_id"]) == (answer.pk, nino.pk)
    assert not Happened.objects.exists()
    assert not tasks.is_anything_to_do()


def test_what_is_rolled_back_is_told_to_nobody(receiver: Receiver, owner: User, nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    of_conversations(receiver, owner)
    with transaction.atomic():
        actions.close([found], by=nino, now=NOW)
        actions.note(found, "x", by=nino, now=NOW)
        transaction.set_rollback(True)
    assert told(receiver) == []


def test_what_changes_nothing_tells_nothing(receiver: Receiver, owner: User, nino: User) -> None:
    of_conversations(receiver, owner)
    writes(person(), "Where is it?")
    found = gathered()
    assert told(receiver) == ["conversation.opened"]
    gather.read_on(now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    actions.assign([found], None, by=nino, now=NOW)
    actions.snooze([found], until=NOW + timedelta(hours=1), by=nino, now=NOW)
    assert told(receiver) == []


def test_an_undo_tells_the_way_back(receiver: Receiver, owner: User, nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    of_conversations(receiver, owner)
    before = actions.close([found], by=nino, now=NOW)
    actions.take_back(before, by=nino, now=NOW)
    assert told(receiver) == ["conversation.closed", "conversation.reopened"]
    actions.take_back(before, by=nino, now=NOW)  # touched since: nothing comes back
    assert told(receiver) == []
    before = actions.assign([found], nino, by=nino, now=NOW)
    actions.take_back(before, by=nino, now=NOW)
    assert last(receiver)["assignee_id"] is None


def test_words_after_closing_open_it_again_and_an_answer_sent_while_closing_is_told(
    receiver: Receiver, owner: User, nino: User
) -> None:
    layla = person()
    writes(layla, "Where is it?", hours_ago=5)
    found = gathered()
    of_conversations(receiver, owner)
    actions.close([found], by=nino, now=NOW)  # as “send and close” does, before the letter has left
    answers(layla, "Tomorrow.", hours_ago=2)
    gathered()
    assert told(receiver) == ["conversation.closed", "conversation.answered"]
    again = writes(layla, "And now it is broken.", hours_ago=1)
    gathered()
    assert last(receiver)["event_id"] == again.pk
    assert told(receiver) == ["conversation.reopened"]
    actions.close([found], by=nino, now=NOW)
    after_closing.wake(found.key, now=NOW)
    assert told(receiver) == ["conversation.closed", "conversation.reopened"]


def test_what_a_rule_sends_answers_nobody_and_an_old_mailbox_opens_nothing(receiver: Receiver, owner: User) -> None:
    of_conversations(receiver, owner)
    layla = person()
    writes(layla, "Where was it?", ref="mail:old", hours_ago=24 * 60)
    answers(layla, "Here.", ref="mail:old", hours_ago=24 * 59)
    gathered("mail:old")
    assert told(receiver) == []
    writes(layla, "Where is it?", hours_ago=5)
    gathered()
    answers(layla, "We have it.", hours_ago=4, is_automatic=True)
    gathered()
    assert told(receiver) == ["conversation.opened"]


def test_what_happens_by_itself_is_told_without_anybody_of_the_team(
    receiver: Receiver, owner: User, nino: User
) -> None:
    Shop.objects.update(assigns=True)
    of_conversations(receiver, owner)
    layla = person()
    writes(layla, "Thank you so much!", hours_ago=1)
    gathered()
    assert last(receiver)["user_id"] is None
    assert last(receiver)["assignee_id"] in {owner.pk, nino.pk}
    assert told(receiver) == ["conversation.opened", "conversation.assigned"]
    annotate.annotate(now=NOW)
    gather.read_on(now=NOW)
    assert last(receiver)["user_id"] is None
    assert told(receiver) == ["conversation.closed"]


def test_one_merged_into_another_is_closed_and_opened_again_when_taken_apart(
    receiver: Receiver, owner: User, nino: User
) -> None:
    layla = person()
    writes(layla, "Where is it?", ref="mail:1", hours_ago=5)
    writes(layla, "Hello?", ref="mail:2", hours_ago=4)
    late = writes(layla, "Another thing.", ref="mail:2", hours_ago=3)
    kept, other = gathered("mail:1"), gathered("mail:2")
    of_conversations(receiver, owner)
    actions.merge(kept, other, by=nino, now=NOW)
    said = last(receiver)
    assert (said["kind"], said["conversation_id"], said["merged_into_id"]) == ("conversation.closed", other.pk, kept.pk)
    actions.take_apart(kept, "mail:2", by=nino, now=NOW)
    assert (last(receiver)["kind"], last(receiver)["conversation_id"]) == ("conversation.reopened", other.pk)
    made = actions.split_off(gathered("mail:2"), late, by=nino, now=NOW)
    assert (last(receiver)["kind"], last(receiver)["conversation_id"]) == ("conversation.opened", made.pk)


def test_what_a_program_does_is_told(receiver: Receiver, owner: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    of_conversations(receiver, owner)
    ask = program(owner)
    assert ask("POST", f"/conversations/{found.pk}/notes", {"text": CANARY}).status_code == 201
    assert ask("PATCH", f"/conversations/{found.pk}", {"assignee_id": owner.pk}).status_code == 200
    assert ask("PATCH", f"/conversations/{found.pk}", {"state": "closed"}).status_code == 200
    tasks.carry_on()
    assert CANARY not in b"".join(got.body for got in receiver.got).decode()
    assert told(receiver) == ["note.added", "conversation.assigned", "conversation.closed"]


def test_of_what_is_confidential_ids_are_told_and_no_word(receiver: Receiver, owner: User, nino: User) -> None:
    writes(person(), CANARY, subject=CANARY)
    found = gathered()
    confidential.turn_on(found, why=CANARY, by=owner, now=NOW)
    of_conversations(receiver, owner)
    actions.assign([found], nino, by=owner, now=NOW)
    actions.note(found, CANARY, by=owner, now=NOW)
    actions.close([found], by=owner, now=NOW)
    tasks.carry_on()
    assert CANARY not in b"".join(got.body for got in receiver.got).decode()
    assert told(receiver) == ["conversation.assigned", "note.added", "conversation.closed"]


def test_only_the_kinds_chosen_are_told_and_two_addresses_hear_the_same_message(
    receiver: Receiver, owner: User, nino: User
) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    endpoint(receiver, owner, "conversation.closed")
    endpoint(receiver, owner, "conversation.closed", "note.added")
    endpoint(receiver, owner, "order.placed")
    actions.note(found, "x", by=nino, now=NOW)
    actions.close([found], by=nino, now=NOW)
    tasks.carry_on()
    closed = [got for got in receiver.got if got.said()["type"] == "conversation.closed"]
    assert len(receiver.got) == 3
    assert len({(got.message_id, got.body) for got in closed}) == 1


def test_one_not_taken_is_sent_again_under_its_id_and_the_next_waits_for_it(
    receiver: Receiver, owner: User, nino: User
) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    made = of_conversations(receiver, owner)
    actions.close([found], by=nino, now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    receiver.answers = [500]
    tasks.carry_on()
    assert [got.said()["type"] for got in receiver.got] == ["conversation.closed"]
    Delivery.objects.update(due_at=clock.now())
    tasks.carry_on()
    assert receiver.got[0].message_id == receiver.got[1].message_id
    assert told(receiver) == ["conversation.closed", "conversation.closed", "conversation.reopened"]
    assert webhooks.again_since(made, clock.now() - timedelta(hours=1), now=clock.now()) == 2
    assert told(receiver) == ["conversation.closed", "conversation.reopened"]


def test_what_happens_while_an_address_is_stopped_is_told_when_it_goes_on(
    receiver: Receiver, owner: User, nino: User
) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    made = of_conversations(receiver, owner)
    webhooks.stop(made, by=owner, now=clock.now())
    actions.close([found], by=nino, now=NOW)
    assert told(receiver) == []
    webhooks.go_on(made, by=owner, now=clock.now())
    assert told(receiver) == ["conversation.closed"]


def test_in_small_portions_the_order_stays(
    receiver: Receiver, owner: User, nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "BATCH", 2)
    endpoint(receiver, owner)
    layla = person()
    for n in range(3):
        writes(layla, "Where is it?", ref=f"mail:{n}", hours_ago=5)
        found = gathered(f"mail:{n}")
        actions.close([found], by=nino, now=NOW)
        actions.reopen([found], by=nino, now=NOW)
        actions.note(found, "x", by=nino, now=NOW)
    once = [
        "message.received", "conversation.opened", "conversation.closed", "answer.waived", "conversation.reopened",
        "waiver.withdrawn", "note.added",
    ]  # fmt: skip
    assert told(receiver) == once * 3


def test_whoever_is_erased_before_it_is_told_is_told_of_no_more(receiver: Receiver, owner: User, nino: User) -> None:
    layla, giorgi = person(), person("Giorgi")
    writes(layla, "Where is it?", ref="mail:1")
    writes(giorgi, "Where is it?", ref="mail:2")
    of_conversations(receiver, owner)
    gathered()
    assert Happened.objects.filter(person_id=layla.pk).exists()
    webhooks.erased(layla.pk, now=clock.now())
    assert not Happened.objects.filter(person_id=layla.pk).exists()
    gathering.gather(now=clock.now())
    assert [d.person_id for d in Delivery.objects.all()] == [giorgi.pk]
    assert sending.due(now=clock.now()).count() == 1
