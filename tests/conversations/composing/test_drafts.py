"""What is typed is kept; of two windows the newer wins, and the older is told and loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hafawa.conversations.composing import drafts, presence
from hafawa.conversations.composing.drafts import Kept, Newer
from hafawa.conversations.composing.models import Draft, Presence
from hafawa.team.models import User
from tests.conversations.cast import NOW, colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def keep(user: User, text: str, since: int, **more: Any) -> Kept | Newer:
    return drafts.keep("mail:1", text, user=user, kind="reply", since=since, now=NOW, **more)


def standing(user: User) -> str:
    return drafts.of("mail:1", user=user, kind="reply").text


def test_what_is_typed_is_there_when_the_page_is_opened_again(nino: User) -> None:
    assert keep(nino, "Dear", 0) == Kept(1)
    assert keep(nino, "Dear Layla", 1, passed_over=["coldness"]) == Kept(2)
    found = drafts.of("mail:1", user=nino, kind="reply")
    assert (found.text, found.rev, found.passed_over) == ("Dear Layla", 2, ("coldness",))
    assert drafts.of("mail:1", user=nino, kind="note").text == ""
    assert drafts.of("mail:1", user=colleague("Luka"), kind="reply").text == ""


def test_the_older_of_two_windows_is_told_and_overwrites_nothing(nino: User) -> None:
    keep(nino, "one", 0)
    assert keep(nino, "two, newer", 1) == Kept(2)
    told = keep(nino, "from the older window", 1)
    assert told == Newer(2, "two, newer", NOW, False)
    assert standing(nino) == "two, newer"
    assert keep(nino, "from the older window", 2) == Kept(3), "its writer says so"
    assert keep(nino, "from the older window", 1) == Kept(3), "the same words are no quarrel"


def test_two_windows_that_begin_at_once_do_not_make_two_drafts(nino: User) -> None:
    keep(nino, "first", 0)
    assert isinstance(keep(nino, "second", 0), Newer)
    assert Draft.objects.count() == 1


def test_an_emptied_draft_is_not_brought_back_by_an_older_window(nino: User) -> None:
    keep(nino, "words", 0)
    keep(nino, "", 1)
    assert isinstance(keep(nino, "words", 1), Newer)
    assert standing(nino) == ""


def test_what_was_sent_is_not_in_the_box_and_an_older_window_is_told_that_it_was(nino: User) -> None:
    keep(nino, "Yes.", 0)
    drafts.sent("mail:1", "Yes.", user=nino, kind="reply", now=NOW)
    assert standing(nino) == ""
    told = keep(nino, "Yes. And", 1)
    assert isinstance(told, Newer)
    assert told.is_sent
    begins = drafts.of("mail:1", user=nino, kind="reply").rev
    assert keep(nino, "Something new", begins) == Kept(begins + 1)
    assert standing(nino) == "Something new"


def test_a_button_pressed_twice_sends_once(nino: User) -> None:
    def was(text: str, seconds: int) -> bool:
        at = NOW + timedelta(seconds=seconds)
        return drafts.was_just_sent("mail:1", text, user=nino, kind="reply", now=at)

    assert not was("Yes.", 0)
    drafts.sent("mail:1", "Yes.", user=nino, kind="reply", now=NOW)
    assert was(" Yes. ", 1)
    assert not was("No.", 1)
    assert not was("Yes.", 60)


def test_what_is_taken_back_stands_before_what_was_begun_since(nino: User) -> None:
    drafts.sent("mail:1", "Yes.", user=nino, kind="reply", now=NOW)
    assert drafts.taken_back("mail:1", "Yes.", user=nino, kind="reply", now=NOW).text == "Yes."
    drafts.sent("mail:1", "Yes.", user=nino, kind="reply", now=NOW)
    keep(nino, "And one more thing", drafts.of("mail:1", user=nino, kind="reply").rev)
    assert drafts.taken_back("mail:1", "Yes.", user=nino, kind="reply", now=NOW).text == "Yes.\n\nAnd one more thing"


def test_what_was_sent_does_not_lie_there_for_ever(nino: User) -> None:
    drafts.sent("mail:1", "Yes.", user=nino, kind="reply", now=NOW)
    drafts.sent("mail:2", "No.", user=nino, kind="reply", now=NOW + timedelta(hours=2))
    assert list(Draft.objects.values_list("key", flat=True)) == ["mail:2"]


def test_who_is_here_is_seen_while_they_are_and_whoever_writes_comes_first(nino: User) -> None:
    luka, ana = colleague("Luka"), colleague("Ana")
    for who, writing in ((nino, False), (luka, True), (ana, False)):
        presence.note("mail:1", user=who, is_writing=writing, now=NOW)
    found = presence.others("mail:1", user=nino, now=NOW)
    assert [(other.name, other.is_writing) for other in found] == [("Luka", True), ("Ana", False)]
    assert presence.others("mail:2", user=nino, now=NOW) == []
    assert presence.others("mail:1", user=nino, now=NOW + timedelta(minutes=1)) == []
    presence.left("mail:1", user=luka)
    assert [other.name for other in presence.others("mail:1", user=nino, now=NOW)] == ["Ana"]


def test_looking_every_second_writes_once_and_beginning_to_write_is_seen_at_once(nino: User) -> None:
    presence.note("mail:1", user=nino, is_writing=False, now=NOW)
    presence.note("mail:1", user=nino, is_writing=False, now=NOW + timedelta(seconds=1))
    assert Presence.objects.get().seen_at == NOW
    presence.note("mail:1", user=nino, is_writing=True, now=NOW + timedelta(seconds=2))
    assert Presence.objects.get().wrote_at == NOW + timedelta(seconds=2)


def test_one_who_closed_the_browser_without_a_word_is_forgotten(nino: User) -> None:
    presence.note("mail:1", user=nino, is_writing=False, now=NOW)
    presence.note("mail:2", user=nino, is_writing=False, now=NOW + timedelta(hours=2))
    assert Presence.objects.count() == 2
    presence.note("mail:3", user=nino, is_writing=False, now=NOW + timedelta(days=1, hours=1))
    assert set(Presence.objects.values_list("key", flat=True)) == {"mail:2", "mail:3"}
