"""Parts of a theme: suggested week by week, kept as people left them."""

from __future__ import annotations

import pytest

from hafawa.listening.themes import acts, parts
from hafawa.listening.themes.models import Mention, State, Theme
from tests.listening.themes.saying import NOW, read, say, user

pytestmark = pytest.mark.django_db
RAIN = [
    "The courier left the parcel in the rain.", "Parcel left in the rain again.", "The courier left it in the rain, all wet.",
    "My parcel was left in the rain.", "Courier left my parcel standing in the rain.", "Left in the rain, the courier just left it.",
]  # fmt: skip
LATE = [
    "The delivery was three days late.", "Delivery late by a week.", "Late delivery, three days.",
    "Your delivery is always late.", "The delivery came late, very late.", "A late delivery once more.",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _said() -> None:
    for n, text in enumerate([*RAIN, *LATE]):
        say(text, by=n, days_ago=n + 1)
    read()
    parts.refresh(now=NOW)


def suggested() -> list[Theme]:
    return list(Theme.objects.exclude(parent=None).order_by("id"))


def shape() -> dict[int, tuple[str, frozenset[int]]]:
    return {
        t.pk: (t.phrases, frozenset(Mention.objects.filter(theme=t).values_list("event_id", flat=True)))
        for t in suggested()
    }


def test_parts_are_suggested_and_named_by_words_that_stand_in_them() -> None:
    assert suggested()
    for part in suggested():
        texts = [parts.said(m).lower() for m in Mention.objects.filter(theme=part).select_related("event")]
        assert len(texts) >= 3
        assert any(part.phrases.split(" · ")[0].lower() in text for text in texts)
        assert part.state == State.SUGGESTED


def test_nothing_changes_where_nothing_was_said() -> None:
    before = shape()
    parts.refresh(now=NOW)
    assert shape() == before


def test_new_messages_leave_the_keys_and_the_names_of_parts() -> None:
    before = shape()
    for week in range(4):
        say(f"Left in the rain on day {week}, the parcel was wet.", by=100 + week, days_ago=0.5)
        read()
        parts.refresh(now=NOW)
        now = shape()
        still = [key for key in before if key in now]
        assert len(still) >= 0.5 * len(before)
        assert all(now[key][0] == before[key][0] for key in still)
        before = now


def test_a_dismissed_part_is_not_suggested_again() -> None:
    by = user()
    part = suggested()[0]
    acts.dismiss(part, by=by, now=NOW)
    parts.refresh(now=NOW)
    names = [t.phrases for t in suggested() if t.state == State.SUGGESTED]
    assert part.phrases not in names
    assert Theme.objects.get(pk=part.pk).state == State.DISMISSED


def test_a_named_part_keeps_its_messages_and_like_ones_join_it() -> None:
    by = user()
    root = Theme.objects.get(topic="delivery", sign="wrong", parent=None)
    rain = [
        m.event_id for m in Mention.objects.filter(topic="delivery").select_related("event") if "rain" in parts.said(m)
    ]
    part = acts.split(root, rain, "Left in the rain", by=by, now=NOW).theme
    more = say("The courier left the parcel in the rain, soaked.", by=200)
    read()
    parts.refresh(now=NOW)
    assert set(Mention.objects.filter(theme=part).values_list("event_id", flat=True)) == {*rain, more.pk}
    assert Theme.objects.get(pk=part.pk).name == "Left in the rain"
