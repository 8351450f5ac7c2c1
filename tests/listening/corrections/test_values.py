"""Does what people said of a message hold, with what follows from it, and nothing else?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening import door
from hafawa.listening.corrections import values
from hafawa.listening.reading import BAD_KINDS, KINDS, Found, Reading

WHATS = [(w, v) for w, allowed in values.MAY_BE.items() for v in allowed if w not in ("kind", "found")]


def said(*rows: tuple[str, str, str]) -> values.Said:
    return values.said(rows)


def test_nothing_said_changes_nothing() -> None:
    found = door.read("Where is my order? I am furious.")
    assert values.apply(found, said()) is found


def test_the_latest_said_holds() -> None:
    rows = [("feeling", "", "neg"), ("feeling", "", "pos")]
    assert values.apply(Reading(), values.said(rows)).feeling == 0.8


def test_no_complaint_means_nothing_went_wrong() -> None:
    found = Reading(is_complaint=True, bad_kind="rude", needs_answer=True)
    after = values.apply(found, said(("kind", "complaint", "no")))
    assert (after.is_complaint, after.bad_kind, after.needs_answer) == (False, "", False)


def test_a_message_said_to_ask_waits_for_an_answer() -> None:
    after = values.apply(Reading(is_thanks=True), said(("kind", "refund", "yes")))
    assert after.is_request
    assert after.needs_answer


def test_that_it_is_thanks_too_does_not_say_nobody_waits() -> None:
    found = Reading(needs_answer=True)
    assert values.apply(found, said(("kind", "thanks", "yes"))).needs_answer


def test_an_automatic_mail_waits_for_nobody() -> None:
    found = Reading(is_question=True, needs_answer=True)
    assert not values.apply(found, said(("kind", "auto", "yes"))).needs_answer


def test_a_piece_wrongly_found_is_gone_and_the_others_stay() -> None:
    pieces = tuple(Found(what="demand", words=w, start=0, end=1) for w in ("open earlier", "open later"))
    after = values.apply(Reading(found=pieces), said(("found", values.mark_of(pieces[0]), "no")))
    assert after.found == pieces[1:]


@pytest.mark.parametrize(
    ("what", "about", "value"),
    [
        ("kind", "", "yes"),
        ("kind", "nonsense", "yes"),
        ("feeling", "complaint", "pos"),
        ("feeling", "", "4"),
        ("found", "", "no"),
        ("version", "", "x"),
    ],
)
def test_what_no_message_can_be_is_impossible(what: str, about: str, value: str) -> None:
    assert not values.is_possible(what, about, value)


@given(
    st.text(max_size=80),
    st.lists(st.sampled_from(WHATS), max_size=4),
    st.dictionaries(st.sampled_from(KINDS), st.booleans(), max_size=5),
)
def test_whatever_is_said_of_whatever_text_the_reading_stays_whole(
    text: str, whats: list[tuple[str, str]], kinds: dict[str, bool]
) -> None:
    rows = [(w, "", v) for w, v in whats] + [("kind", k, "yes" if is_so else "no") for k, is_so in kinds.items()]
    after = values.apply(door.read(text), values.said(rows))
    assert {k: k in values.kinds_of(after) for k in kinds if after.kinds} == {
        k: is_so for k, is_so in kinds.items() if after.kinds
    }
    assert after.bad_kind in ("", *BAD_KINDS)
    assert 0 <= after.anger <= 1
