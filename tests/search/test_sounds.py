"""Names that sound alike are near; others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.kernel.text import fold
from hafawa.search import sounds

ALIKE = [
    ("layla", "ليلى"), ("leila", "ليلى"), ("layla", "ლეილა"), ("ليلى", "ლეილა"), ("giorgi", "გიორგი"), ("جورجي", "გიორგი"),
    ("muhammad", "محمد"), ("mohamed", "محمد"), ("მოჰამედ", "محمد"), ("ahmad", "أحمد"), ("khalid", "خالد"), ("fatima", "فاطمة"),
    ("beridze", "ბერიძე"), ("tamar", "თამარ"), ("shirin", "شيرين"), ("youssef", "يوسف"), ("abdullah", "عبدالله"),
    ("giogri", "giorgi"), ("margret", "margaret"), ("stevens", "stephens"), ("ليلا", "ليلى"), ("ბერიზე", "ბერიძე"),
]  # fmt: skip


@pytest.mark.parametrize(("sought", "name"), ALIKE)
def test_a_name_is_near_how_it_is_written_elsewhere_or_wrongly(sought: str, name: str) -> None:
    sought, name = fold(sought), fold(name)
    assert set(sounds.keys(sought)) & set(sounds.keys(name))
    assert sounds.likeness(sought, name) >= sounds.allowed(sought, name)


@pytest.mark.parametrize(
    ("sought", "name"),
    [("layla", "لولو"), ("nino", "nana"), ("giorgi", "نبيل"), ("tamar", "omar"), ("lay", "علي"), ("محمد", "حمد")],
)
def test_another_name_is_not_near(sought: str, name: str) -> None:
    sought, name = fold(sought), fold(name)
    shared = set(sounds.keys(sought)) & set(sounds.keys(name))
    assert not shared or sounds.likeness(sought, name) < sounds.allowed(sought, name)


@given(st.text(min_size=1, max_size=40).map(lambda text: fold(text).replace(" ", "")).filter(bool))
def test_any_word_is_most_like_itself_and_has_few_keys(word: str) -> None:
    assert sounds.likeness(word, word) == 1
    assert 1 <= len(sounds.keys(word)) <= 90
    assert all(len(key) <= 60 for key in sounds.keys(word[:20]))
