"""What is told about the sample's people holds together."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from hafawa.demo.crowd import crowd
from hafawa.demo.expected import MEANT, NEAR_MISSES
from hafawa.demo.shop import CAST
from hafawa.demo.story import Story
from hafawa.demo.tell import ZONE, numbers, tell
from hafawa.kernel.text import ARABIC, GEORGIAN, LATIN
from hafawa.timeline.events import MessageReceived, OrderPlaced, ReviewPosted

TODAY = date(2026, 5, 20)
EVERYBODY = [*CAST, *crowd(people=340, seed=7)]
REFS = numbers(EVERYBODY)
BY_KEY = {story.key: story for story in CAST}
SCRIPT = {"ar": ARABIC, "ka": GEORGIAN, "en": LATIN}


def told(story: Story) -> list:
    return tell(story, today=TODAY, refs=REFS)


def test_everybody_has_a_key_of_their_own_and_only_a_couple_shares_a_phone() -> None:
    assert len({s.key for s in EVERYBODY}) == len(EVERYBODY)
    shared = [phone for phone, n in Counter(s.phone for s in EVERYBODY if s.phone).items() if n > 1]
    assert shared == [BY_KEY["nadia_saleh"].phone]
    assert BY_KEY["karim_saleh"].phone == BY_KEY["nadia_saleh"].phone


def test_the_cast_is_of_three_languages_and_speaks_them() -> None:
    assert min(Counter(s.language for s in CAST).values()) >= 15
    for story in EVERYBODY:
        for t in told(story):
            words = getattr(t.what, "text", "")
            if isinstance(t.what, MessageReceived | ReviewPosted) and words:
                assert SCRIPT[story.language].search(words), (story.key, words)


def test_no_customer_says_what_another_said() -> None:
    texts = [
        t.what.text
        for story in EVERYBODY
        for t in told(story)
        if isinstance(t.what, MessageReceived | ReviewPosted) and t.what.text
    ]
    assert len(texts) > 150
    assert len(set(texts)) == len(texts)


def test_words_about_an_order_follow_it_and_no_name_is_left_unfilled() -> None:
    for story in EVERYBODY:
        events = told(story)
        placed = {t.what.ref: t.occurred_at for t in events if isinstance(t.what, OrderPlaced)}
        assert len(placed) == len([t for t in events if isinstance(t.what, OrderPlaced)])
        for t in events:
            words = getattr(t.what, "text", "")
            assert "{" not in words
            for ref, at in placed.items():
                assert ref not in words or at < t.occurred_at, (story.key, words)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("hassan_aljaber", "متأخر ثلاثة أيام"),
        ("tamar_beridze", "სამი დღით დააგვიანეთ"),
        ("tamar_beridze", "ისევ არ ჩანს"),
        ("rachel_stone", "still isn't here"),
        ("levan_dolidze", "საერთოდ არ მოსულა"),
        ("kate_ellison", "last two deliveries were late"),
    ],
)
def test_a_complaint_about_lateness_comes_while_or_after_an_order_was_late(key: str, said: str) -> None:
    events = told(BY_KEY[key])
    complaint = next(t for t in events if said in getattr(t.what, "text", ""))
    arrived = {t.what.ref: t.occurred_at for t in events if t.what.kind == "delivery.arrived"}
    due = [
        t.what
        for t in events
        if isinstance(t.what, OrderPlaced) and t.what.due_at and t.what.due_at < complaint.occurred_at
    ]
    late = [o for o in due if o.ref not in arrived or arrived[o.ref].astimezone(ZONE).date() > o.due_at.date()]
    assert late


def test_every_late_parcel_of_the_crowd_that_is_written_about_was_late() -> None:
    told_late = 0
    for story in EVERYBODY[len(CAST) :]:
        events = told(story)
        arrived = {t.what.ref: t.occurred_at for t in events if t.what.kind == "delivery.arrived"}
        for t in events:
            if getattr(t.what, "ref", "").endswith(":late") and t.what.kind == "message.received":
                order = next(o.what for o in events if isinstance(o.what, OrderPlaced) and o.what.ref in t.what.text)
                assert arrived[order.ref].date() > order.due_at.date()
                assert order.due_at.date() < t.occurred_at.date()
                told_late += 1
    assert told_late >= 5


def test_nothing_lies_in_the_future_and_regulars_go_back_years() -> None:
    days = [t.occurred_at.date() for story in EVERYBODY for t in told(story)]
    assert max(days) < TODAY
    assert (TODAY - min(days)).days > 900


def test_the_oracle_names_people_of_the_cast_and_nobody_for_two_reasons() -> None:
    named = [key for keys in MEANT.values() for key in keys]
    assert len(set(named)) == len(named)
    assert set(named) | {k for near in NEAR_MISSES.values() for k in near} <= set(BY_KEY)
    assert all(not set(near) & set(MEANT[name]) for name, near in NEAR_MISSES.items())
    assert set(MEANT) == set(NEAR_MISSES)
