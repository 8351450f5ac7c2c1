"""What a card says: whole, isolated, in three languages, without a promise of a discount."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from hafawa.analytics.standing_columns import COLUMNS
from hafawa.kernel.text import END_ISOLATE, ISOLATE_AUTO, ISOLATE_LTR
from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Playbook
from hafawa.playbooks.registry import playbooks

DAY = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)
NAMES = {"en": "Nora Field", "ar": "ليلى حداد", "ka": "გიორგი ბერიძე"}
DISCOUNT = re.compile(
    r"discount|% off|\boff your|coupon|voucher|promo|خصم|كوبون|قسيمة|تخفيض|ფასდაკლებ|კუპონ|ვაუჩერ", re.IGNORECASE
)
BROKEN = re.compile(r"[{}]|\bNone\b(?! of)|%\(")


def value(name: str, type_: str, n: int) -> Any:
    if name.endswith("_ref"):
        return "A-100"
    if name == "currency":
        return "GEL"
    kinds = {"TIMESTAMP": DAY - timedelta(days=n), "DATE": (DAY - timedelta(days=n)).date(), "BOOLEAN": True}
    return kinds.get(type_, "we will call you" if type_ == "VARCHAR" else n + 0.5 if type_ == "DOUBLE" else n)


def facts(language: str, *, n: int, person_id: int, name: str, **changed: Any) -> Facts:
    standing = {c.name: value(c.name, c.type, n) for c in COLUMNS} | changed
    extra = {"quote": "iPhone وصل متأخراً", "quote_id": 1, "quote_at": DAY, "occasion_title": "يوم ميلاد"}
    extra |= {"occasion_subject": "Lia" if person_id % 2 else "", "occasion_may_say": person_id % 3 > 0}
    extra |= {"clock_due_at": DAY - timedelta(days=n)}
    first = name.split(maxsplit=1)[0] if name else ""
    return Facts(standing, name, first, language, "Kilim & Co", "Nino", DAY, extra, person_id)


def everything_said(playbook: Playbook, language: str) -> list[str]:
    said = []
    for n in (0, 1, 2, 3, 11, 100):
        for person_id in range(6):
            for name in (NAMES[language], ""):
                about = facts(language, n=n, person_id=person_id, name=name, unanswered_is_angry=person_id % 2 == 0)
                makers = (playbook.why, playbook.here, playbook.words, playbook.gesture)
                said += [make(about) for make in makers if make]
    return said


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
@pytest.mark.parametrize("name", list(playbooks()))
def test_every_sentence_is_whole_and_its_isolation_is_closed(name: str, language: str) -> None:
    with override(language):
        said = everything_said(playbooks()[name], language)
    for sentence in said:
        assert sentence.strip()
        assert not BROKEN.search(sentence), sentence
        assert sentence.count(ISOLATE_AUTO) + sentence.count(ISOLATE_LTR) == sentence.count(END_ISOLATE)


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
@pytest.mark.parametrize("name", list(playbooks()))
def test_names_are_isolated_and_order_numbers_run_left_to_right(name: str, language: str) -> None:
    with override(language):
        said = everything_said(playbooks()[name], language)
    for sentence in said:
        bare = re.sub(f"[{ISOLATE_AUTO}{ISOLATE_LTR}][^{END_ISOLATE}]*{END_ISOLATE}", "", sentence)
        assert NAMES[language] not in bare
        assert "iPhone" not in bare
        if "A-100" in sentence:
            assert f"{ISOLATE_LTR}A-100{END_ISOLATE}" in sentence
            assert "A-100" not in bare


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
@pytest.mark.parametrize("name", list(playbooks()))
def test_no_words_promise_a_discount(name: str, language: str) -> None:
    with override(language):
        assert not any(DISCOUNT.search(sentence) for sentence in everything_said(playbooks()[name], language))


@pytest.mark.parametrize("name", list(playbooks()))
def test_the_words_vary_between_people_and_not_between_days(name: str) -> None:
    words = playbooks()[name].words
    assert words is not None
    with override("en"):
        said = {i: words(facts("en", n=3, person_id=i, name="Nora Field")) for i in range(12)}
        assert said == {i: words(facts("en", n=3, person_id=i, name="Nora Field")) for i in range(12)}
    assert len(set(said.values())) >= 2


@pytest.mark.parametrize("name", ["missing_delivery", "apologise_for_late_delivery"])
def test_an_apology_names_the_fault_and_carries_a_repair(name: str) -> None:
    words = playbooks()[name].words
    assert words is not None
    with override("en"):
        for person_id in range(6):
            said = words(facts("en", n=3, person_id=person_id, name="Nora Field"))
            assert "A-100" in said
            assert "sorry" in said
            assert re.search(r"sent again|send it again|money|take it\s+back|put it right", said)
            assert "better next time" not in said


def test_a_gesture_is_a_suggestion_to_us_and_never_in_the_words() -> None:
    for playbook in playbooks().values():
        if playbook.gesture and playbook.words:
            about = facts("en", n=3, person_id=1, name="Nora Field")
            with override("en"):
                assert playbook.gesture(about) not in playbook.words(about)


def test_an_occasion_that_may_not_be_said_is_not_in_the_words() -> None:
    words = playbooks()["celebrate_occasion"].words
    assert words is not None
    for person_id in range(6):
        about = facts("en", n=3, person_id=person_id, name="Nora Field")
        with override("en"):
            assert ("يوم ميلاد" in words(about)) is about.extra["occasion_may_say"]


def test_someone_without_a_name_is_greeted_without_one() -> None:
    with override("en"):
        assert say.letter(facts("en", n=1, person_id=1, name=""), "Thank you.").startswith("Hello,\n")


def test_someone_whose_language_we_do_not_write_gets_the_shops() -> None:
    words = playbooks()["thank_for_praise"].words
    about = facts("pt", n=1, person_id=1, name="Nora Field")
    assert say.in_language(about, words=words, fallback="ka")[1] == "ka"


def test_a_year_is_named_where_it_is_not_this_one() -> None:
    about = facts("en", n=1, person_id=1, name="")
    with override("en"):
        assert say.day(DAY.date(), facts=about) == "June 17"
        assert say.day(DAY.date().replace(year=2024), facts=about) == "June 17, 2024"


def test_a_long_quotation_is_cut_between_words() -> None:
    cut = say.quoted("word " * 100)
    assert len(cut) < 170
    assert cut.endswith(f"word…{END_ISOLATE}")
