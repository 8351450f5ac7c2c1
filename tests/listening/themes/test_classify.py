"""Topics are told by clause, with their sign, in three languages; nothing is said where nothing is sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.listening import door
from hafawa.listening.themes.classify import Classifier, Own, counted
from hafawa.listening.themes.clauses import clauses
from hafawa.listening.themes.topics import SIGNS, TOPICS, of_trade

PLAIN = Classifier()


def told(text: str, classifier: Classifier = PLAIN) -> set[tuple[str, str]]:
    reading = door.read(text)
    found = classifier.tell(text, language=reading.language, feeling=reading.feeling)
    return {(t.topic, t.sign) for t in counted(found, reading)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The coffee is delicious but the parcel arrived three days late.",
            {("taste", "loved"), ("delivery", "wrong")},
        ),
        ("Lovely staff, terrible parking.", {("manner", "loved"), ("access", "wrong")}),
        ("القهوة ممتازة بس التوصيل تأخر كثير", {("taste", "loved"), ("delivery", "wrong")}),
        ("الأكل لذيذ لكن السعر غالي", {("taste", "loved"), ("price", "wrong")}),
        ("ხინკალი გემრიელია, მაგრამ ოფიციანტი უხეში იყო", {("taste", "loved"), ("manner", "wrong")}),
        ("kargia xarisxi magram dzviria", {("quality", "loved"), ("price", "wrong")}),
    ],
)
def test_a_mixed_message_has_two_topics_each_with_its_sign(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They are never rude.", ("manner", "loved")),
        ("Not delicious at all.", ("taste", "wrong")),
        ("Nobody answers my emails.", ("answers", "wrong")),
        ("محد يرد على الرسائل", ("answers", "wrong")),
        ("არავინ მპასუხობს", ("answers", "wrong")),
    ],
)
def test_negation_turns_the_sign(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(text)


def test_what_is_only_asked_about_has_no_sign() -> None:
    assert told("Do you have parking?") == set()
    assert {t.topic for t in PLAIN.tell("Do you have parking?", language="en", feeling=0.0)} == {"access"}


def test_another_language_is_not_guessed() -> None:
    assert told("A entrega atrasou muito e o produto veio quebrado, péssimo") == set()


def test_whoever_tells_of_a_death_complains_of_nothing() -> None:
    assert not [
        t for t in told("My father died. Please cancel his appointment, it is too expensive now.") if t[1] == "wrong"
    ]


def test_the_words_that_told_it_stand_in_the_clause() -> None:
    text = "Lovely cups. Sadly the box was crushed on arrival, and nobody answered."
    for topic in PLAIN.tell(text, language="en"):
        clause = text[topic.start : topic.end].lower()
        assert all(word in clause for word in topic.why.split())


def test_a_topic_of_the_shops_own_is_told_by_its_words_in_any_language() -> None:
    own = Classifier(own=(Own(key="own-7", words=("terrace", "تراس", "ვერანდა")),))
    assert ("own-7", "wrong") in told("The terrace was awful and cold", own)
    assert ("own-7", "loved") in told("ვერანდა ძალიან ლამაზი იყო", own)
    assert not any(topic == "own-7" for topic, _sign in told("The terrace was awful and cold"))


def test_a_topic_taken_away_is_not_told() -> None:
    without = Classifier(topics=[topic for topic in TOPICS if topic != "price"])
    assert ("price", "wrong") in told("overpriced")
    assert told("overpriced", without) == set()


def test_a_hotel_does_not_begin_with_parcels_and_a_parcel_shop_not_with_noise() -> None:
    assert "delivery" not in of_trade("hotel")
    assert "noise" not in of_trade("online")
    assert set(of_trade("nothing of the kind")) == set(TOPICS)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_nothing_raises_and_every_span_lies_in_the_text(text: str) -> None:
    for clause in clauses(text):
        assert 0 <= clause.start <= clause.end <= len(text)
    for language in ("en", "ar", "ka", "xx", ""):
        for topic in PLAIN.tell(text, language=language or None, feeling=-1.0):
            assert topic.sign in (*SIGNS, "")
            assert 0 <= topic.start < topic.end <= len(text)


def test_a_novel_is_read_up_to_its_beginning_and_no_further() -> None:
    novel = "The coffee was cold. " * 50_000
    assert [t.topic for t in PLAIN.tell(novel, language="en", feeling=-0.9)] == ["taste"]
