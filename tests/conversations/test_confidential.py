"""Who meets a confidential conversation, what of it, and how it becomes one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from hafawa.conversations import actions, confidential, gather, queries
from hafawa.conversations.models import Conversation
from hafawa.conversations.queries import Asked
from hafawa.listening import annotate
from hafawa.listening.backlog.models import Demand, Voice
from hafawa.listening.models import Annotation
from hafawa.people.models import Detail, Person, Proposal
from hafawa.playbooks import actions as cards
from hafawa.playbooks import card, facts
from hafawa.playbooks.models import Suggestion
from hafawa.team import narrow
from hafawa.team.models import AuditEntry, Role, Shop, User
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline import confidential as kept_narrow
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, PromiseKept, PromiseMade, StrikeNoted, StrikeRepaired
from hafawa.timeline.models import Confidential, Event
from tests.conversations.cast import NOW, answers, colleague, gathered, person, rings, say, writes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def given_by_hand(db: None) -> None:
    Shop.get()
    Shop.objects.update(assigns=False)


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


@pytest.fixture
def luka() -> User:
    return colleague("Luka")


def sees(user: object) -> set[int]:
    return set(Event.objects.visible_to(user).values_list("id", flat=True))


def private(by: User, key: str = "mail:1") -> Conversation:
    found = gathered(key)
    confidential.turn_on(found, why="She asked for it", by=by, now=NOW)
    return found


@pytest.mark.parametrize("who", ["nino", "luka", "the terminal"])
@pytest.mark.parametrize(
    ("rows", "name", "kept"),
    [
        (Conversation, "key", narrow.hidden_refs),
        (Event, "pk", narrow.hidden_events),
        (Detail, "evidence_event_id", narrow.hidden_events),
    ],
)
def test_the_condition_written_once_says_what_django_would(
    rows: type[Any], name: str, kept: Callable[[object], QuerySet[Any]], who: str, nino: User, luka: User
) -> None:
    """Of rows that rest on no event as well: those are kept from nobody."""
    said, other = writes(person(), "A word in confidence"), writes(person("Ana"), "Hello", ref="mail:2")
    private(nino)
    gathered("mail:2")
    for event in (said, other, None):
        Detail.objects.create(
            person=person("Irakli"), text="x", evidence_event_id=event.pk if event else None, learned_on=NOW.date()
        )
    user = {"nino": nino, "luka": luka, "the terminal": AT_THE_MACHINE}[who]
    of = narrow.of_conversation if kept is narrow.hidden_refs else narrow.of_event
    found = set(rows.objects.filter(of(name)(user)).values_list("pk", flat=True))
    assert found == set(rows.objects.filter(~Q(**{f"{name}__in": kept(user)})).values_list("pk", flat=True))
    assert len(found) == rows.objects.count() - (who != "nino")


def test_only_readers_and_managers_meet_what_was_said_in_it(nino: User, luka: User) -> None:
    vera, tamar = colleague("Vera", Role.VIEWER), colleague("Tamar", Role.MANAGER)
    said, other = writes(person(), "A word in confidence"), writes(person("Ana"), "Hello", ref="mail:2")
    found = private(nino)
    for user in (luka, vera, AT_THE_MACHINE):
        assert sees(user) == {other.pk}, user
        assert found not in Conversation.objects.visible_to(user)
        assert queries.events(found, to=user, limit=9) == []  # type: ignore[arg-type]
    for user in (nino, tamar, colleague("Olga", Role.OWNER)):
        assert sees(user) == {said.pk, other.pk}, user
        assert found in Conversation.objects.visible_to(user)


def test_what_comes_later_is_kept_narrow_from_the_moment_it_is_there(nino: User, luka: User) -> None:
    layla = person()
    writes(layla, "A word in confidence")
    private(nino)
    later = writes(layla, "And another", hours_ago=0.2)
    ours = answers(layla, "We say nothing", hours_ago=0.1)
    assert not {later.pk, ours.pk} & sees(luka)
    assert {later.pk, ours.pk} <= sees(nino)


@pytest.mark.parametrize("is_before", [True, False])
def test_what_is_said_about_it_is_kept_narrow_with_it(nino: User, luka: User, is_before: bool) -> None:
    layla = person()
    said = writes(layla, "A word in confidence")
    if not is_before:
        private(nino)
    promise = say(PromiseMade(text="to tell nobody", about_id=said.pk), layla, hours_ago=0.5)
    kept = say(PromiseKept(about_id=promise.pk, by="Nino", note="told nobody"), layla, hours_ago=0.4)
    strike = say(StrikeNoted(bad="rude", about_id=said.pk, text="what she told"), layla, hours_ago=0.3)
    repair = say(StrikeRepaired(about_id=strike.pk, text="what she told, put right"), layla, hours_ago=0.2)
    if is_before:
        private(nino)
    assert sees(luka) == set()
    assert {e.pk for e in (said, promise, kept, strike, repair)} <= sees(nino)


def test_a_conversation_without_a_ref_is_kept_narrow_too(nino: User, luka: User) -> None:
    layla = person()
    first = writes(layla, "A word in confidence", ref="", channel="sms")
    order = say(StrikeNoted(bad="late"), layla, hours_ago=2)
    private(nino, f"sms:person:{layla.pk}")
    later = writes(layla, "And another", ref="", channel="sms", hours_ago=0.2)
    assert sees(luka) == {order.pk}
    assert sees(nino) == {first.pk, order.pk, later.pk}


def test_a_call_by_itself_is_kept_narrow_too(nino: User, luka: User) -> None:
    call = rings(person(), outcome="not_reached")
    private(nino, f"call:{call.pk}")
    assert sees(luka) == set()


def test_a_card_that_rests_on_it_is_its_readers(nino: User, luka: User) -> None:
    layla, ana = person(), person("Ana")
    said, other = writes(layla, "A word in confidence"), writes(ana, "Hello", ref="mail:2")
    mine = _card(layla, [other.pk, said.pk])
    theirs = _card(ana, [other.pk])
    private(nino)
    assert set(Suggestion.objects.visible_to(luka)) == {theirs}
    assert set(Suggestion.objects.visible_to(nino)) == {mine, theirs}


def test_a_card_of_somebody_merged_is_kept_narrow_by_what_the_other_wrote(nino: User, luka: User) -> None:
    kept = person("Layla H.")
    layla = person(merged_into=kept)
    made = _card(kept, [writes(layla, "A word in confidence").pk])
    private(nino)
    assert made not in Suggestion.objects.visible_to(luka)


def test_what_was_done_on_such_a_card_is_kept_narrow(nino: User, luka: User) -> None:
    layla = person()
    made = _card(layla, [writes(layla, "A word in confidence").pk])
    private(nino)
    done = cards.do(made, by=nino, now=NOW, channel="in_person", text="I told her what we found")
    assert done
    assert not {e.pk for e in done} & sees(luka)
    assert {e.pk for e in done} <= sees(nino)


def test_what_was_done_on_it_before_is_kept_narrow_too(nino: User, luka: User) -> None:
    layla = person()
    made = _card(layla, [writes(layla, "A word in confidence").pk])
    done = cards.do(made, by=nino, now=NOW, channel="in_person", text="I told her what we found")
    private(nino)
    assert not {e.pk for e in done} & sees(luka)


def test_its_card_suggests_a_call_and_no_mail(nino: User) -> None:
    layla = person()
    made = _card(layla, [writes(layla, "A word in confidence").pk])

    def channel() -> str:
        return card._channel(made, facts.Record.of([made], shop=Shop.get(), day=NOW, to=nino))

    assert channel() == "email"
    private(nino)
    assert channel() == "phone"


def test_what_was_read_in_it_is_kept_narrow(nino: User, luka: User) -> None:
    layla = person()
    said = writes(layla, "My son is getting married in June, please tell nobody.")
    annotate.annotate(now=NOW)
    Proposal.objects.create(
        person=layla, text="a wedding", about="son", kind="plan", said_on=NOW.date(), evidence_event_id=said.pk,
        proposed_at=NOW,
    )  # fmt: skip
    private(nino)
    assert not Annotation.objects.visible_to(luka).exists()
    assert not Proposal.objects.visible_to(luka).exists()
    assert Annotation.objects.visible_to(nino).exists()
    assert Proposal.objects.visible_to(nino).exists()


def test_no_line_of_the_backlog_is_called_by_its_words(nino: User) -> None:
    asked = "Please make the boxes of the ring for my secret wedding smaller."
    first = writes(person(), "Please make the boxes smaller.", ref="mail:2", hours_ago=3)
    said = writes(person(), asked, hours_ago=2)
    line = Demand.objects.create(words=asked, language="en", made_at=NOW)
    Voice.objects.create(demand=line, event=said, words=asked)
    Voice.objects.create(demand=line, event=first, words="Please make the boxes smaller.")
    alone = Demand.objects.create(words="Tell nobody", language="en", made_at=NOW)
    Voice.objects.create(demand=alone, event=said, words="Tell nobody")
    private(nino)
    line.refresh_from_db()
    assert line.words == "Please make the boxes smaller."
    assert not Demand.objects.filter(pk=alone.pk).exists()
    annotate.annotate(now=NOW)
    assert not Voice.objects.filter(event=said).exists()


def test_whoever_is_given_it_reads_it_and_nobody_is_given_it_by_a_rule(nino: User, luka: User) -> None:
    Shop.objects.update(assigns=True)
    layla = person()
    writes(layla, "A word in confidence")
    found = private(nino)
    Conversation.objects.filter(pk=found.pk).update(assignee=None)
    writes(layla, "Are you there?", hours_ago=0.1)
    gather.read_on(now=NOW)
    found.refresh_from_db()
    assert found.assignee is None
    actions.assign([found], luka, by=nino, now=NOW)
    assert found in Conversation.objects.visible_to(luka)


def test_who_is_no_reader_changes_nothing(nino: User, luka: User) -> None:
    writes(person(), "A word in confidence")
    found = private(nino)
    for act in (confidential.add_reader, confidential.remove_reader):
        with pytest.raises((kept_narrow.NotAReader, kept_narrow.MayNotOpen)):
            act(found, luka if act is confidential.add_reader else nino, by=luka, now=NOW)
    with pytest.raises(kept_narrow.MayNotOpen):
        confidential.turn_off(found, by=luka, now=NOW)
    with pytest.raises(kept_narrow.NotAReader):
        confidential.turn_on(found, why="to read it", by=luka, now=NOW)
    assert sees(luka) == set()


def test_a_reader_who_did_not_make_it_so_may_leave_and_let_in_but_not_open(nino: User, luka: User) -> None:
    writes(person(), "A word in confidence")
    found = private(nino)
    assert confidential.add_reader(found, luka, by=nino, now=NOW)
    assert not confidential.add_reader(found, luka, by=nino, now=NOW)
    with pytest.raises(kept_narrow.MayNotOpen):
        confidential.turn_off(found, by=luka, now=NOW)
    assert confidential.add_reader(found, colleague("Ana"), by=luka, now=NOW)
    assert confidential.remove_reader(found, luka, by=luka, now=NOW)
    assert sees(luka) == set()


def test_whoever_looks_after_it_is_not_taken_from_it(nino: User, luka: User) -> None:
    writes(person(), "A word in confidence")
    found = gathered()
    actions.assign([found], luka, by=nino, now=NOW)
    found.refresh_from_db()
    confidential.turn_on(found, why="", by=nino, now=NOW)
    assert sees(luka)
    with pytest.raises(confidential.AssigneeReads):
        confidential.remove_reader(found, luka, by=nino, now=NOW)


def test_open_again_everybody_meets_it_and_what_came_meanwhile(nino: User, luka: User) -> None:
    layla = person()
    said = writes(layla, "A word in confidence")
    found = private(nino)
    later = writes(layla, "And another", hours_ago=0.2)
    assert confidential.turn_off(found, by=nino, now=NOW)
    assert not confidential.turn_off(found, by=nino, now=NOW)
    assert sees(luka) == {said.pk, later.pk}
    confidential.turn_on(found, why="again", by=nino, now=NOW)
    assert sees(luka) == set()


def test_what_is_put_together_with_it_is_kept_narrow_with_it(nino: User, luka: User) -> None:
    layla = person()
    writes(layla, "A word in confidence")
    writes(layla, "The same, by another mail", ref="mail:2")
    found, other = private(nino), gathered("mail:2")
    actions.merge(other, found, by=nino, now=NOW)
    assert sees(luka) == set()
    assert not Conversation.objects.visible_to(luka).exists()
    part = actions.take_apart(other, found.key, by=nino, now=NOW)
    assert part not in Conversation.objects.visible_to(luka)


def test_what_is_split_off_it_is_kept_narrow_with_it(nino: User, luka: User) -> None:
    layla = person()
    writes(layla, "A word in confidence", hours_ago=2)
    second = writes(layla, "About the vase", hours_ago=1)
    made = actions.split_off(private(nino), second, by=nino, now=NOW)
    assert not Conversation.objects.visible_to(luka).exists()
    assert made in Conversation.objects.visible_to(nino)


def test_counts_of_the_inbox_leave_it_out(nino: User, luka: User) -> None:
    writes(person(), "A word in confidence")
    private(nino)
    assert queries.counts(to=luka, now=NOW)["waiting"] == 0
    assert queries.counts(to=nino, now=NOW)["waiting"] == 1
    assert queries.listed(Asked("all"), to=luka, now=NOW).conversations == []


def test_it_is_proposed_once_for_what_was_read_as_confidential(nino: User) -> None:
    layla = person()
    writes(layla, "Please keep this between us, it is confidential.")
    annotate.annotate(now=NOW)
    found = gathered()
    assert confidential.found_in(found, confidential.of(found))
    confidential.decline(found, by=nino, now=NOW)
    assert confidential.found_in(found, confidential.of(found)) == []
    again = _received("This is confidential, tell nobody.")
    log.append(log.Entry(again, NOW, "told", "again", layla.pk), now=NOW + timedelta(hours=1))
    annotate.annotate(now=NOW)
    assert confidential.found_in(found, confidential.of(found))
    confidential.turn_on(found, why="", by=nino, now=NOW)
    assert confidential.found_in(found, confidential.of(found)) == []


def test_who_did_what_is_noted_without_words_or_keys(nino: User, luka: User) -> None:
    writes(person(), "A word in confidence")
    found = private(nino)
    confidential.add_reader(found, luka, by=nino, now=NOW)
    confidential.remove_reader(found, luka, by=nino, now=NOW)
    confidential.turn_off(found, by=nino, now=NOW)
    noted = list(AuditEntry.objects.order_by("id").values_list("what", "about", "facts"))
    number = Confidential.objects.get().pk
    assert noted == [
        ("confidential.made", f"confidential:{number}", {}),
        ("confidential.reader_added", f"confidential:{number}", {"with": "Luka"}),
        ("confidential.reader_removed", f"confidential:{number}", {"with": "Luka"}),
        ("confidential.opened", f"confidential:{number}", {}),
    ]


def test_somebody_who_left_is_no_reader(nino: User) -> None:
    writes(person(), "A word in confidence")
    gone = colleague("Gone")
    gone.is_active = False
    gone.save()
    with pytest.raises(kept_narrow.NoSuchColleague):
        confidential.add_reader(private(nino), gone, by=nino, now=NOW)


def test_nothing_confidential_costs_no_more_than_one_look_at_an_append(nino: User) -> None:
    layla, zone = person(), Shop.get().zone
    with CaptureQueriesContext(connection) as asked:
        log.append_many([log.Entry(_received("Hello"), NOW, "told", "one", layla.pk)], now=NOW, zone=zone)
    looks = [q["sql"] for q in asked if "timeline_confidential" in q["sql"]]
    assert len(looks) == 1, looks
    assert len(asked) <= (5 if connection.vendor == "sqlite" else 7)  # PostgreSQL: the turn of whoever appends


def _received(text: str) -> MessageReceived:
    return MessageReceived(channel="email", ref="mail:1", text=text)


def _card(who: Person, evidence: list[int]) -> Suggestion:
    return Suggestion.objects.create(
        person=who, playbook="answer_now", action="answer", reason_key=f"{evidence}", facts={}, evidence=evidence,
        minutes=5, urgency=50, made_at=NOW, channel="email",
    )  # fmt: skip
