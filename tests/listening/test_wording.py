"""Whose words are whose: beyond chance, by people and not by messages, as written, and naming nobody?"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.listening.models import Compared, OwnText
from hafawa.listening.wording import counting, odds
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent

NOW = clock.now()


def test_a_word_only_one_side_uses_is_theirs_and_a_shared_one_nobodys() -> None:
    ours = Counter({"fast": 30, "coffee": 40, "parcel": 20})
    theirs = Counter({"reliable": 30, "coffee": 40, "parcel": 20})
    we, they = odds.compare(ours, theirs)
    assert [t.word for t in we] == ["fast"]
    assert [t.word for t in they] == ["reliable"]
    assert we[0].z > odds.SURE


def test_what_chance_makes_is_shown_to_nobody() -> None:
    assert odds.compare(Counter({"a": 10, "b": 12}), Counter({"a": 12, "b": 10})) == ([], [])


def test_a_word_of_two_people_names_them_and_is_left_out() -> None:
    assert odds.compare(Counter({"x": 500}), Counter({"x": 400, "zuzanna": 2}))[1] == []


def test_a_side_that_said_nothing_is_compared_with_nothing() -> None:
    assert odds.compare(Counter(), Counter({"a": 9})) == ([], [])


def test_words_are_folded_for_counting_and_kept_as_written() -> None:
    assert odds.words_in("القهوةُ الأخيرة")["الاخيره"] == "الأخيرة"


@pytest.fixture
def spoken(db: None) -> None:
    """We say fast to everybody; thirty people say reliable, and one of them says noisy a hundred times."""
    User.objects.create_user(email="luka@finjan.example", password="x", name="Luka")
    people = [Person.objects.create(name=f"Customer{n}", created_at=NOW) for n in range(30)]
    entries = []
    for n, person in enumerate(people):
        heard = MessageReceived(
            channel="email", ref=f"c{n}", text=f"You are so reliable, parcel {['one', 'two', 'three'][n % 3]} came"
        )
        said = MessageSent(
            channel="email",
            ref=f"c{n}",
            text=f"We are fast with number {chr(97 + n % 26)}{chr(98 + n % 7)}. Luka",
            by="Luka",
        )
        entries += [
            log.Entry(what, NOW - timedelta(days=1), "test", f"{k}{n}", person.pk)
            for k, what in (("h", heard), ("s", said))
        ]
    loud = [MessageReceived(channel="email", ref="c0", text=f"noisy again {n}") for n in range(100)]
    entries += [log.Entry(what, NOW, "test", f"l{n}", people[0].pk) for n, what in enumerate(loud)]
    log.append_many(entries, now=NOW)
    annotate.annotate(now=NOW)


def words(side: str) -> set[str]:
    return {told["word"] for told in Compared.objects.get(language="en").found[side]}


def test_our_word_and_theirs_are_told_with_where_they_stand(spoken: None) -> None:
    counting.count(now=NOW)
    assert "fast" in words("ours")
    assert "reliable" in words("theirs")
    assert all(told["events"] for told in Compared.objects.get(language="en").found["theirs"])


def test_one_person_who_says_it_a_hundred_times_does_not_decide(spoken: None) -> None:
    counting.count(now=NOW)
    assert "noisy" not in words("theirs")


def test_who_signs_is_no_word_of_the_shop(spoken: None) -> None:
    counting.count(now=NOW)
    assert "luka" not in words("ours")


def test_what_the_shop_says_of_itself_counts_as_ours(spoken: None) -> None:
    lines = "\n".join(f"Artisanal roast {chr(97 + n)}{chr(98 + n)}" for n in range(20))
    OwnText.objects.create(title="Site", text=lines, language="en", noted_at=NOW)
    counting.count(now=NOW)
    assert "artisanal" in words("ours")


def test_it_is_counted_again_on_another_day_and_only_if_something_was_said(spoken: None) -> None:
    assert counting.is_due(now=NOW)
    counting.count(now=NOW)
    assert not counting.is_due(now=NOW + timedelta(days=2))
    log.append(log.Entry(MessageReceived(channel="email", ref="z", text="hello"), NOW, "test", "z"), now=NOW)
    assert not counting.is_due(now=NOW)
    assert counting.is_due(now=NOW + timedelta(days=2))
