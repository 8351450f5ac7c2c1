"""Rename, confirm, dismiss, merge, split, move, take out, note: each is taken back exactly, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hafawa.listening.themes import acts, counting
from hafawa.listening.themes.counting import Period
from hafawa.listening.themes.models import Act, Deed, Mention, Placement, State, Theme
from hafawa.team.models import User
from tests.listening.themes.saying import NOW, read, say, user

pytestmark = pytest.mark.django_db
PERIOD = Period(until=NOW, days=90)


@pytest.fixture
def by() -> User:
    for n in range(4):
        say("Overpriced.", by=n)
        say("The courier left the parcel in the rain.", by=n + 10)
    read()
    return user()


def theme(topic: str) -> Theme:
    return Theme.objects.get(topic=topic, parent=None)


def kept() -> list[Any]:
    tables = (Theme, Placement, Deed)
    return [
        *(list(table.objects.order_by("id").values()) for table in tables),
        list(Mention.objects.order_by("id").values("event_id", "theme_id", "is_wrong")),
    ]


def part(by: User) -> Theme:
    first = Mention.objects.filter(topic="price").order_by("event_id").first()
    assert first is not None
    return acts.split(theme("price"), [first.event_id], "Small cups", by=by, now=NOW).theme


DOING: dict[str, Callable[[User], Act]] = {
    "rename": lambda by: acts.rename(theme("price"), "Dear", by=by, now=NOW),
    "dismiss": lambda by: acts.dismiss(theme("price"), by=by, now=NOW),
    "merge": lambda by: acts.merge(theme("price"), theme("delivery"), by=by, now=NOW),
    "split": lambda by: acts.split(
        theme("price"), list(Mention.objects.filter(topic="price").values_list("event_id", flat=True)[:2]), "A", by=by, now=NOW
    ),
    "not_about": lambda by: acts.not_about(
        theme("price"), list(Mention.objects.filter(topic="price").values_list("event_id", flat=True)[:2]), by=by, now=NOW
    ),
    "did": lambda by: acts.did(theme("price"), "New prices", done_on=NOW.date(), by=by, now=NOW),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(DOING))
def test_an_act_is_taken_back_exactly_and_twice_is_the_same_as_once(kind: str, by: User) -> None:
    before = kept()
    act = DOING[kind](by)
    assert act.kind == kind
    assert kept() != before
    acts.undo(act, by=by, now=NOW)
    assert kept() == before
    acts.undo(Act.objects.get(pk=act.pk), by=by, now=NOW)
    assert kept() == before


def test_what_was_moved_by_hand_before_comes_back_to_where_it_was(by: User) -> None:
    first = part(by)
    events = list(Mention.objects.filter(topic="price").order_by("event_id").values_list("event_id", flat=True))
    other = acts.split(theme("price"), events[2:3], "Other", by=by, now=NOW).theme
    before = kept()[:-1]
    act = acts.move(other, events[:1], by=by, now=NOW)
    assert Mention.objects.get(event_id=events[0]).theme == other
    acts.undo(act, by=by, now=NOW)
    assert Mention.objects.get(event_id=events[0]).theme == first
    assert [{k: v for k, v in row.items() if k not in ("by_id", "at")} for row in before[1]] == [
        {k: v for k, v in row.items() if k not in ("by_id", "at")} for row in kept()[1]
    ]


def test_what_somebody_went_on_from_is_not_taken_back(by: User) -> None:
    act = acts.rename(theme("price"), "Dear", by=by, now=NOW)
    acts.rename(theme("price"), "Dearer", by=by, now=NOW + timedelta(minutes=1))
    with pytest.raises(acts.ChangedSince):
        acts.undo(act, by=by, now=NOW)
    assert theme("price").name == "Dearer"


def test_merged_themes_are_counted_together_each_message_once(by: User) -> None:
    say("Overpriced, and the courier left the parcel in the rain.", by=50)
    read()
    acts.merge(theme("price"), theme("delivery"), by=by, now=NOW)
    board = counting.board(PERIOD, to=by)
    [one] = board.by_sign["wrong"]
    assert (one.theme.topic, one.n) == ("delivery", 9)


@pytest.mark.parametrize("other", ["taste", "price"])
def test_what_does_not_go_together_is_refused(other: str, by: User) -> None:
    say("The coffee is delicious.", by=60)
    read()
    with pytest.raises(acts.CannotBeDone):
        acts.merge(theme("price"), theme(other), by=by, now=NOW)


def test_a_chain_of_merges_is_refused_and_so_is_an_empty_split(by: User) -> None:
    say("The box was crushed.", by=61)
    read()
    acts.merge(theme("price"), theme("delivery"), by=by, now=NOW)
    with pytest.raises(acts.CannotBeDone):
        acts.merge(theme("packaging"), theme("price"), by=by, now=NOW)
    with pytest.raises(acts.CannotBeDone):
        acts.split(theme("delivery"), [], "A", by=by, now=NOW)
    with pytest.raises(acts.CannotBeDone):
        acts.did(theme("delivery"), "  ", done_on=NOW.date(), by=by, now=NOW)


def test_a_dismissed_theme_is_not_shown_and_a_named_part_is_confirmed(by: User) -> None:
    acts.dismiss(theme("price"), by=by, now=NOW)
    assert [c.theme.topic for c in counting.board(PERIOD, to=by).by_sign["wrong"]] == ["delivery"]
    suggested = Theme.objects.create(
        topic="delivery", sign="wrong", parent=theme("delivery"), phrases="rain", made_at=NOW
    )
    acts.rename(suggested, "Left in the rain", by=by, now=NOW)
    assert Theme.objects.get(pk=suggested.pk).state == State.CONFIRMED
