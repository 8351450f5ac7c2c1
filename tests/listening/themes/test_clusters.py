"""Parts are suggested in the messages' own language, named by their words, and keep their names from week to week."""

from __future__ import annotations

import random

from hafawa.listening.themes import clusters

LATE = [
    "the courier left the parcel with a neighbour", "courier left it with the neighbour again",
    "the parcel was left with a neighbour I do not know", "left with the neighbour, no note",
    "courier gave my parcel to a neighbour", "the neighbour had my parcel for a week",
    "why is it always left with the neighbour", "parcel left at the neighbour without asking",
]  # fmt: skip
TRACKING = [
    "tracking has not moved since Monday", "the tracking link shows nothing", "tracking number does not work",
    "no update in the tracking for days", "your tracking page is empty", "tracking says delivered and it is not",
    "the tracking number was wrong", "tracking never updates",
]  # fmt: skip
KA = [
    "კურიერმა ტელეფონზე არ დარეკა", "კურიერმა არ დარეკა და წავიდა", "კურიერს არ დაურეკავს, ისე წავიდა",
    "კურიერმა რატომ არ დარეკა", "არ დარეკა კურიერმა საერთოდ", "კურიერმა დარეკა, მაგრამ არ დამელოდა",
    "ამანათი სველი მოვიდა", "ამანათი სველი იყო და ყუთი დახეული", "სველი ამანათი მოიტანეს",
    "ამანათი ისევ სველი მოვიდა", "სველი და დახეული ამანათი", "ყუთი სველი მოვიდა",
]  # fmt: skip


def test_two_matters_are_parted_and_named_by_their_own_words() -> None:
    found = clusters.groups([*LATE, *TRACKING], language="en")
    assert found
    for group in found:
        sides = {i < len(LATE) for i in group.members}
        assert len(sides) == 1, "a group holds one matter"
        assert group.middle in group.members
        texts = [(LATE + TRACKING)[i].lower() for i in group.members]
        assert sum(group.phrases[0].lower() in text for text in texts) >= 1
    names = " ".join(phrase.lower() for group in found for phrase in group.phrases)
    assert "neighbour" in names or "tracking" in names


def test_georgian_is_named_in_georgian() -> None:
    found = clusters.groups(KA, language="ka")
    assert found
    assert all("ა" <= letter <= "ჰ" or not letter.isalpha() for g in found for p in g.phrases for letter in p)


def test_few_messages_make_no_parts_and_the_same_messages_the_same_parts() -> None:
    assert clusters.groups(LATE[:5], language="en") == []
    assert clusters.groups([*LATE, *TRACKING], language="en") == clusters.groups([*LATE, *TRACKING], language="en")


def test_a_group_is_last_weeks_where_they_share_enough() -> None:
    old = {1: frozenset({1, 2, 3, 4}), 2: frozenset({10, 11, 12})}
    new = [frozenset({10, 11, 12, 13, 14}), frozenset({2, 3, 4, 5}), frozenset({20, 21, 22})]
    assert clusters.match(new, old) == {0: 2, 1: 1}


def test_groups_do_not_churn_while_messages_trickle_in() -> None:
    """Week by week two more messages: whatever was found keeps its key, and no key moves to another matter."""
    dice = random.Random(5)
    texts = [*LATE, *TRACKING]
    known: dict[int, frozenset[int]] = {}
    first_of: dict[int, set[bool]] = {}
    next_key, kept, all_seen = 0, 0, 0
    for week in range(8):
        more = [dice.choice(texts) + f" {dice.choice(('please', 'really', 'today', 'sadly'))}" for _ in range(2 * week)]
        rows = [*texts, *more]
        found = clusters.groups(rows, language="en")
        same = clusters.match([frozenset(g.members) for g in found], known)
        if week:
            kept += len(same)
            all_seen += len(known)
        now: dict[int, frozenset[int]] = {}
        for i, group in enumerate(found):
            key = same.get(i, next_key)
            next_key += i not in same
            now[key] = frozenset(group.members)
            is_late = {any(word in rows[m] for word in ("neighbour", "courier")) for m in group.members}
            first_of.setdefault(key, is_late)
            assert first_of[key] == is_late, "a key stays with its matter"
        known = now
    assert kept >= 0.6 * all_seen


def test_a_new_message_joins_the_part_it_is_like_and_no_other() -> None:
    found = clusters.nearest(
        ["the courier left my parcel with the neighbour", "good morning"], "en", {1: LATE, 2: TRACKING}
    )
    assert found == [1, None]
