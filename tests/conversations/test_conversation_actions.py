"""What the team does with conversations, and how each act is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.conversations import actions, gather, queries
from hafawa.conversations.models import Conversation, ReplyLater, State, Tag
from hafawa.conversations.queries import Asked
from hafawa.team.models import Role, User
from hafawa.timeline import log
from tests.conversations.cast import NOW, answers, colleague, gathered, person, writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def told(conversation: Conversation, to: User) -> list[str]:
    return [e.data["text"] for e in queries.events(conversation, to=to, limit=50)]


def test_closing_and_taking_it_back_leaves_it_as_it_was(nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    before = actions.close([found], by=nino, now=NOW)
    found.refresh_from_db()
    assert (found.state, found.waiting_since, found.closed_by) == (State.CLOSED, None, nino)
    assert actions.take_back(before, now=NOW) == 1
    found.refresh_from_db()
    assert (found.state, found.waiting_since is not None, found.closed_by) == (State.OPEN, True, None)


def test_what_somebody_touched_since_is_not_taken_back(nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    before = actions.close([found], by=nino, now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    actions.snooze([found], until=NOW + timedelta(hours=2), by=nino, now=NOW)
    assert actions.take_back(before, now=NOW) == 0
    found.refresh_from_db()
    assert found.state == State.SNOOZED


def test_what_is_put_off_comes_back_by_itself(nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    actions.snooze([found], until=NOW + timedelta(hours=2), by=nino, now=NOW)
    waiting = Asked("waiting")
    assert queries.listed(waiting, to=nino, now=NOW + timedelta(hours=1)).conversations == []
    assert queries.listed(waiting, to=nino, now=NOW + timedelta(hours=3)).conversations == [found]


@pytest.mark.parametrize("away", [timedelta(0), timedelta(hours=-1), timedelta(days=500)])
def test_it_is_put_off_to_a_time_to_come_within_a_year(nino: User, away: timedelta) -> None:
    writes(person(), "Where is it?")
    with pytest.raises(actions.NotNow):
        actions.snooze([gathered()], until=NOW + away, by=nino, now=NOW)


def test_a_viewer_is_given_nothing(nino: User) -> None:
    writes(person(), "Where is it?")
    with pytest.raises(actions.NotNow):
        actions.assign([gathered()], colleague("Vera", Role.VIEWER), by=nino, now=NOW)


def test_the_longest_waiting_comes_first_and_the_pile_is_one_s_own(nino: User) -> None:
    layla, other = person(), colleague("Giorgi")
    for n, hours in ((1, 5), (2, 30), (3, 1)):
        writes(layla, "Where is it?", ref=f"mail:{n}", hours_ago=hours)
    gather.read_on(now=NOW)
    page = queries.listed(Asked(), to=nino, now=NOW)
    assert [c.key for c in page.conversations] == ["mail:2", "mail:1", "mail:3"]
    assert actions.keep_for_later(page.conversations[:2], by=nino, now=NOW) == 2
    assert actions.keep_for_later(page.conversations[:2], by=nino, now=NOW) == 0
    assert len(queries.listed(Asked("later"), to=nino, now=NOW).conversations) == 2
    assert queries.listed(Asked("later"), to=other, now=NOW).conversations == []
    assert queries.counts(to=nino, now=NOW) | {"mine": 0, "unassigned": 0} == {
        "waiting": 3, "mine": 0, "unassigned": 0, "later": 2,
    }  # fmt: skip
    actions.not_for_later(page.conversations[:1], by=nino)
    assert ReplyLater.objects.count() == 1


def test_merged_conversations_are_read_as_one_and_taken_apart_as_they_were(nino: User) -> None:
    layla = person()
    writes(layla, "Where is my mug?", ref="mail:1", hours_ago=5)
    writes(layla, "And my plate?", ref="mail:2", hours_ago=3)
    one, two = gathered("mail:1"), gathered("mail:2")
    before = {c.key: (c.n_in, c.waiting_since, c.preview) for c in (one, two)}
    kept = actions.merge(one, two, by=nino, now=NOW)
    assert told(kept, nino) == ["Where is my mug?", "And my plate?"]
    assert (kept.n_in, kept.preview) == (2, "And my plate?")
    writes(layla, "Hello?", ref="mail:2", hours_ago=1)
    assert gathered("mail:1").n_in == 3
    assert [c.key for c in queries.listed(Asked(), to=nino, now=NOW).conversations] == ["mail:1"]
    answers(layla, "Both come tomorrow.", ref="mail:1")
    assert gathered("mail:1").waiting_since is None
    actions.take_apart(gathered("mail:1"), "mail:2", by=nino, now=NOW)
    one, two = gathered("mail:1"), gathered("mail:2")
    assert (one.n_in, one.waiting_since) == (1, None)
    assert (two.n_in, two.preview) == (2, "Hello?")
    assert before["mail:2"][0] == 1


@pytest.mark.parametrize("whose", ["mail:1", "mail:2"])
def test_events_taken_back_leave_a_conversation_merged_of_two(nino: User, whose: str) -> None:
    layla = person()
    told_first = writes(layla, "Where is my mug?", ref="mail:1", hours_ago=5)
    told_last = writes(layla, "And my plate?", ref="mail:2", hours_ago=3)
    actions.merge(gathered("mail:1"), gathered("mail:2"), by=nino, now=NOW)
    (told_first if whose == "mail:1" else told_last).delete()
    log.note_removal(now=NOW)
    kept = gathered("mail:1")
    left = "And my plate?" if whose == "mail:1" else "Where is my mug?"
    assert (kept.n_in, kept.preview) == (1, left)
    (told_last if whose == "mail:1" else told_first).delete()
    log.note_removal(now=NOW)
    gather.read_on(now=NOW)
    assert not Conversation.objects.exists()


def test_events_taken_back_leave_a_conversation_split_off(nino: User) -> None:
    layla = person()
    writes(layla, "Where is my mug?", hours_ago=5)
    other = writes(layla, "By the way, do you sell plates?", hours_ago=4)
    last = writes(layla, "Blue ones.", hours_ago=3)
    made = actions.split_off(gathered(), other, by=nino, now=NOW)
    last.delete()
    log.note_removal(now=NOW)
    gather.read_on(now=NOW)
    made.refresh_from_db()
    assert (made.n_in, made.preview) == (1, "By the way, do you sell plates?")


def test_two_people_s_words_never_stand_in_one_conversation(nino: User) -> None:
    writes(person("Layla"), "Where is it?", ref="mail:1")
    writes(person("Giorgi"), "Where is it?", ref="mail:2")
    one, two = gathered("mail:1"), gathered("mail:2")
    with pytest.raises(actions.NotNow):
        actions.merge(one, two, by=nino, now=NOW)
    actions.link(one, two)
    assert list(two.linked.all()) == [one]


def test_a_message_and_what_came_after_it_become_their_own(nino: User) -> None:
    layla = person()
    writes(layla, "Where is my mug?", hours_ago=5)
    other = writes(layla, "By the way, do you sell plates?", hours_ago=4)
    writes(layla, "Blue ones.", hours_ago=3)
    made = actions.split_off(gathered(), other, by=nino, now=NOW)
    assert told(gathered(), nino) == ["Where is my mug?"]
    assert told(made, nino) == ["By the way, do you sell plates?", "Blue ones."]
    assert (made.n_in, made.waiting_since) == (2, other.occurred_at)
    with pytest.raises(actions.NotNow):
        actions.split_off(made, other, by=nino, now=NOW)


def test_a_tag_is_one_whatever_its_case_and_goes_when_nothing_carries_it(nino: User) -> None:
    writes(person(), "Where is it?")
    found = gathered()
    actions.tag([found], "Wholesale", now=NOW)
    made = actions.tag([found], " wholesale ", now=NOW)
    assert [t.name for t in found.tags.all()] == ["Wholesale"]
    assert len(queries.listed(Asked("all", tag="Wholesale"), to=nino, now=NOW).conversations) == 1
    actions.untag([found], made.pk)
    assert not Tag.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 20_001])
def test_a_note_has_words_and_not_a_book_of_them(nino: User, text: str) -> None:
    writes(person(), "Where is it?")
    with pytest.raises(actions.NotNow):
        actions.note(gathered(), text, by=nino, now=NOW)


def test_a_viewer_does_not_read_what_the_team_says_among_itself(nino: User) -> None:
    writes(person(), "Where is it?")
    actions.note(gathered(), "She was here on Monday.", by=nino, now=NOW)
    assert [n.text for n in queries.notes(gathered(), to=nino)] == ["She was here on Monday."]
    assert list(queries.notes(gathered(), to=colleague("Vera", Role.VIEWER))) == []
