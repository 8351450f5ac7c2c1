"""Is a message a machine's only where nothing at all speaks against it?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.listening.reading import Reading
from hafawa.listening.routine import deciding
from hafawa.listening.routine.deciding import HUMAN, LIVE, MACHINE, OFF, REASONS, SHADOW, Facts, Route, decide
from hafawa.listening.routine.shipped import shipped
from tests.listening.routine.shop_words import ALL_LIVE, ENGRAVING, HOURS, HOURS_AR, OUTBURSTS, VARIETIES, heard
from tests.listening.trained.naughty import NAUGHTY

QUESTIONS = (*ENGRAVING, *HOURS, *HOURS_AR)


def _decided(text: str, *, facts: Facts = ALL_LIVE, read: Reading | None = None, language: str = "") -> Route:
    return decide(text, locals_=heard(), shipped=shipped(), facts=facts, read=read, language=language)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Can you engrave it?", "own-1"),
        ("How long does the engraving take?", "own-1"),
        ("What time do you open on Saturday?", "opening_hours"),
        ("Hello, when are you open today?", "opening_hours"),
        ("متى تفتحون يوم الجمعة؟", "opening_hours"),
    ],
)
def test_a_plain_question_about_an_answered_matter_is_a_machines(text: str, intent: str) -> None:
    route = _decided(text)
    assert (route.who, route.intent, route.why) == (MACHINE, intent, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What time do you open? Let me speak to a person.", "person"),
        ("When do you open, my father died and I need a ring engraved", "grief"),
        ("What time do you open or I will sue you", "threat"),
        ("I asked for the third time, when are you open", "again"),
        ("When do you open you idiots", "abuse"),
        ("You charged me twice. When are you open?", "charged_twice"),
        ("Are you open on Sunday, I lost my job and that is my only free day", "hardship"),
        ("Thanks for nothing. When do you open?", "mock_praise"),
        ("What time do you open, I am out of hospital on Friday", "health"),
        ("Can you engrave it, it is a secret", "secret"),
        ("When are you open 😡", "faces"),
        ("When are you open???", "emphasis"),
        ("WHAT TIME DO YOU OPEN", "shouted"),
        ("متى تفتحون حسبي الله ونعم الوكيل فيكم", "anger"),
        ("متى تفتحون ارجوكم والدتي توفيت امس", "grief"),
        ("the lavender moped sings under copper moons tonight", "unsure"),
        ("   ", "empty"),
        ("What time do you open? " * 20, "long"),
        ("გამარჯობა, რომელ საათზე იხსნებით?", "nothing_known"),
        ("Quand est-ce que vous êtes ouverts pour les vacances ?", "language"),
    ],
)
def test_each_refusal_has_its_name(text: str, reason: str) -> None:
    route = _decided(text)
    assert route.who == HUMAN
    assert reason in route.names


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(states={"en": LIVE}, has_open_complaint=True), "open_complaint"),
        (Facts(states={"en": LIVE}, has_overdue_promise=True), "overdue_promise"),
        (Facts(states={"en": OFF}), "off"),
        (Facts(states={"ar": LIVE}), "off"),
        (Facts(states={"en": SHADOW}), "shadow"),
    ],
)
def test_what_is_known_besides_the_words_keeps_it_from_a_machine(facts: Facts, reason: str) -> None:
    assert _decided("What time do you open?", facts=facts).names == [reason]


def test_only_the_shops_own_switch_in_the_way_is_told_apart() -> None:
    assert _decided("What time do you open?", facts=Facts(states={"en": SHADOW})).would_be_machine
    assert _decided("What time do you open?", facts=Facts()).would_be_machine
    assert not _decided("What time do you open you idiots", facts=Facts(states={"en": SHADOW})).would_be_machine
    assert not _decided("What time do you open?", facts=Facts(has_open_complaint=True)).would_be_machine


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (Reading(is_complaint=True), "complaint"),
        (Reading(bad_kind="late_delivery"), "complaint"),
        (Reading(is_automatic=True), "complaint"),
        (Reading(anger=0.6), "angry"),
        (Reading(emotions={"anger": 0.6}), "angry"),
        (Reading(emotions={"grief": 0.7}), "heavy"),
        (Reading(irony=0.8), "ironic"),
    ],
)
def test_what_the_reader_heard_counts(read: Reading, reason: str) -> None:
    assert _decided("What time do you open?", read=read).names == [reason]
    assert _decided("What time do you open?", read=Reading(is_question=True)).who == MACHINE


def test_a_matter_told_apart_but_not_answered_is_a_persons() -> None:
    route = _decided("How much does it cost?")
    assert route.who == HUMAN
    assert {"not_answered", "unsure", "sounds_other"} & set(route.names)


def test_two_matters_in_one_message_are_a_persons() -> None:
    route = _decided("What time do you open on Saturday? How long does engraving take?")
    assert route.who == HUMAN


@given(
    question=st.sampled_from(QUESTIONS),
    outburst=st.sampled_from(OUTBURSTS),
    at=st.floats(0, 1),
    glue=st.sampled_from([" ", ", ", ". ", "\n", " - "]),
)
@settings(max_examples=150, deadline=None)
def test_an_outburst_anywhere_makes_it_a_persons(question: str, outburst: str, at: float, glue: str) -> None:
    words = question.split()
    cut = round(at * len(words))
    text = glue.join(part for part in (" ".join(words[:cut]), outburst, " ".join(words[cut:])) if part)
    assert _decided(text).who == HUMAN


@given(text=st.text(max_size=200), outburst=st.sampled_from(OUTBURSTS), is_before=st.booleans())
@settings(max_examples=150, deadline=None)
def test_adding_an_outburst_never_turns_human_into_machine(text: str, outburst: str, is_before: bool) -> None:
    if _decided(text).who == HUMAN:
        assert _decided(f"{outburst} {text}" if is_before else f"{text} {outburst}").who == HUMAN


@given(text=st.one_of(st.sampled_from(QUESTIONS), st.text(max_size=80)), off=st.sets(st.sampled_from(VARIETIES)))
@settings(max_examples=100, deadline=None)
def test_switching_languages_off_never_turns_human_into_machine(text: str, off: set[str]) -> None:
    fewer = Facts(states={v: OFF if v in off else LIVE for v in VARIETIES})
    if _decided(text).who == HUMAN or off == set(VARIETIES):
        assert _decided(text, facts=fewer).who == HUMAN


@given(text=st.text(), language=st.sampled_from(["", "en", "ar", "ka", "fr", "x"]))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str, language: str) -> None:
    route = _decided(text, language=language)
    assert route.who in (HUMAN, MACHINE)
    assert set(route.names) <= set(REASONS)
    assert (route.who == MACHINE) == (not route.why)
    assert route == _decided(text, language=language)


@pytest.mark.parametrize("text", [*NAUGHTY, "a" * 1_000_000, "متى " * 100_000, "? " * 200_000, "\ud800 when"])
def test_naughty_and_endless_texts_are_a_persons(text: str) -> None:
    assert _decided(text).who == HUMAN


def test_with_nothing_learned_everything_is_a_persons() -> None:
    route = decide("What time do you open?", locals_={}, shipped=shipped(), facts=ALL_LIVE)
    assert (route.who, route.names) == (HUMAN, ["nothing_known"])


def test_most_unknown_words_are_counted_within_a_window() -> None:
    assert deciding.most_unknown([]) == 0
    assert deciding.most_unknown([True, False, True]) == 2
    assert deciding.most_unknown([True, *[False] * 6, True]) == 1
