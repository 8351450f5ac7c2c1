"""What do we call somebody?"""

from __future__ import annotations

import pytest

from hafawa.people.names import differ, first_name, folded


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Layla Haddad", "Layla"),
        ("Ms. Sarah Whitfield", "Sarah"),
        ("Dr Omar Nasser", "Omar"),
        ("LAYLA HADDAD", "Layla"),
        ("Haddad, Layla", "Layla"),
        ("ليلى حداد", "ليلى"),
        ("السيدة ليلى حداد", "ليلى"),
        ("د. عمر ناصر", "عمر"),
        ("عبد الرحمن السالم", "عبد الرحمن"),
        ("Abdul Rahman Salem", "Abdul Rahman"),
        ("გიორგი ბერიძე", "გიორგი"),
        ("ბერიძე გიორგი", "გიორგი"),
        ("Beridze Giorgi", "Giorgi"),
        ("ქალბატონი ნინო კაპანაძე", "ნინო"),
    ],
)
def test_the_first_name_is_taken_from_a_full_name(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    "name", ["", "J. Smith", "layla@example.com", "Customer 4411", "Acme Ltd", "شركة النور", "Ms."]
)
def test_no_first_name_is_better_than_a_wrong_one(name: str) -> None:
    assert first_name(name) == ""


def test_a_kunya_is_the_address_itself_and_is_never_cut_in_half() -> None:
    assert first_name("أبو أحمد") == "أبو أحمد"
    assert first_name("أم كلثوم") == "أم كلثوم"
    assert first_name("Umm Khalid") == "Umm Khalid"
    assert first_name("أبو بكر محمد السالم") == ""


def test_names_differ_only_in_one_script_and_without_a_common_word() -> None:
    assert differ("Layla Haddad", "Omar Nasser")
    assert not differ("Layla Haddad", "Layla H.")
    assert not differ("ليلى", "Omar")
    assert not differ("", "Omar")


def test_a_name_of_any_length_folds_into_its_column() -> None:
    assert len(folded("é" * 400)) == 300
