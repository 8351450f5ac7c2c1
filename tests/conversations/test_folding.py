"""How a conversation stands after each thing said, whatever order they arrive in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.conversations.folding import Said, Standing, begin, fold

MONDAY = datetime(2026, 6, 15, 9, tzinfo=UTC)


def theirs(hour: float, text: str = "Where is it?", **more: object) -> Said:
    return Said(int(hour * 100), MONDAY + timedelta(hours=hour), is_ours=False, is_automatic=False, text=text, **more)  # type: ignore[arg-type]


def ours(hour: float, text: str = "On its way.", *, by_rule: bool = False) -> Said:
    return Said(int(hour * 100), MONDAY + timedelta(hours=hour), is_ours=True, is_automatic=by_rule, text=text)


def after(*said: Said) -> Standing:
    standing = begin(said[0])
    for one in said[1:]:
        standing = fold(standing, one)
    return standing


def test_whoever_writes_waits_since_their_first_unanswered_words() -> None:
    assert after(theirs(1), theirs(2)).waiting_since == MONDAY + timedelta(hours=1)


def test_words_by_hand_are_an_answer_and_the_wait_is_over() -> None:
    standing = after(theirs(1), ours(2))
    assert standing.waiting_since is None
    assert standing.first_answered_at == MONDAY + timedelta(hours=2)


def test_what_a_rule_sent_acknowledges_and_does_not_answer() -> None:
    standing = after(theirs(1), ours(1.1, by_rule=True))
    assert standing.waiting_since == MONDAY + timedelta(hours=1)
    assert standing.acknowledged_at == MONDAY + timedelta(hours=1.1)
    assert standing.first_answered_at is None
    assert after(theirs(1), ours(1.1, by_rule=True), ours(2)).acknowledged_at is None


def test_whoever_writes_again_after_our_answer_waits_since_then() -> None:
    assert after(theirs(1), ours(2), theirs(3)).waiting_since == MONDAY + timedelta(hours=3)


def test_a_late_answer_that_came_in_late_leaves_who_wrote_after_it_waiting() -> None:
    assert after(theirs(1), theirs(3), ours(2)).waiting_since == MONDAY + timedelta(hours=3)


def test_old_words_that_come_in_late_do_not_wait_when_we_wrote_after_them() -> None:
    standing = after(theirs(2), ours(3), theirs(1, subject="Mug"))
    assert standing.waiting_since is None
    assert standing.subject == "Mug"
    assert standing.first_at == MONDAY + timedelta(hours=1)


def test_a_machine_s_words_wait_for_nobody() -> None:
    bounce = Said(1, MONDAY, is_ours=False, is_automatic=True, text="Undeliverable")
    standing = begin(bounce)
    assert standing.is_automatic
    assert standing.waiting_since is None
    assert not fold(standing, theirs(1)).is_automatic


def test_a_call_that_was_taken_needs_no_other_answer() -> None:
    standing = after(theirs(1), theirs(2, is_answered=True))
    assert standing.waiting_since is None


def test_the_preview_is_how_the_last_words_begin() -> None:
    standing = after(theirs(1, "first"), theirs(3, "the\n last  " + "x" * 500), ours(2, "middle"))
    assert standing.preview.startswith("the last xxx")
    assert len(standing.preview) == 200
    assert not standing.is_ours_last


said = st.builds(
    lambda hour, is_ours: ours(hour) if is_ours else theirs(hour),
    st.integers(0, 60).map(float),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(said, min_size=1, max_size=12, unique_by=lambda s: s.at), st.randoms())
def test_who_waits_is_the_same_in_whatever_order_words_arrive(several: list[Said], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    standing, last = after(*shuffled), max((s.at for s in several if s.is_ours), default=None)
    unanswered = [s.at for s in several if not s.is_ours and (last is None or s.at > last)]
    assert (standing.waiting_since is not None) == bool(unanswered)
    assert (standing.n_in, standing.n_out) == (sum(not s.is_ours for s in several), sum(s.is_ours for s in several))
    in_order = after(*sorted(several, key=lambda s: s.at))
    assert standing.last_in_at == in_order.last_in_at
    assert standing.last_out_at == in_order.last_out_at
    if unanswered:
        assert in_order.waiting_since == min(unanswered)


@settings(max_examples=100, deadline=None)
@given(st.lists(said, max_size=6, unique_by=lambda s: s.at), st.booleans(), st.randoms())
def test_words_in_public_wait_in_whatever_order_their_answers_arrive_if_they_ask(
    answers: list[Said], asks: bool, random: object
) -> None:
    review = theirs(-1, "The handle broke.", waits=asks)
    ours_only = [one for one in answers if one.is_ours]
    shuffled = [review, *ours_only]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    standing, in_order = after(*shuffled), after(review, *sorted(ours_only, key=lambda s: s.at))
    assert replace(standing, first_answered_at=None) == replace(in_order, first_answered_at=None)
    assert (standing.waiting_since is not None) == (asks and not ours_only)
    assert (standing.n_in, standing.last_in_at) == (1, review.at)
