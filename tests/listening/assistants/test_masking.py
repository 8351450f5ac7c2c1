"""What a model is given holds no name the shop knows, no number, no address; and every place finds back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening.assistants.masking import LONGEST, mask

HIDDEN = [
    ("Hi Mira, my order FN-20417 never came", [], ["Mira", "20417"], "never came"),
    (
        "Call me on +995 555 12-34-56 or write to nino@shop.example",
        [],
        ["555", "34-56", "nino", "shop.example"],
        "Call me",
    ),
    ("I paid 45.50 GEL twice, card 4111 1111 1111 1111", [], ["45.50", "4111"], "twice"),
    ("see https://shop.example/orders?id=7 and @lasha_k", [], ["shop.example", "lasha"], "see"),
    ("Leave it at 12 Mill Lane please", [], ["Mill", "12"], "please"),
    ("layla was so kind, thanks Layla's team", ["Layla Haddad"], ["layla", "Layla"], "so kind"),
    ("The waiter called Zebulon was rude", [], ["Zebulon"], "rude"),
    ("أستاذ مازن، طلبي رقم ٢٠٤١٧ ما وصل", [], ["مازن", "٢٠٤١٧"], "ما وصل"),
    ("شكراً لفاطمة على الورد", ["فاطمة"], ["فاطمة"], "الورد"),
    ("أنا ساكن شارع الحمرا قرب البنك", [], ["الحمرا"], "قرب"),
    ("ქალბატონო თინიკო, ამანათი არ მოვიდა", [], ["თინიკო"], "ამანათი"),
    ("ნინოს ვუთხარი, რომ 5 ლარი მაკლია", [], ["ნინოს", " 5 "], "ვუთხარი"),
    ("ლაილამ დამირეკა", ["Layla"], ["ლაილამ"], "დამირეკა"),
    ("ბერიძემ მითხრა რომ ხვალ მოვა", [], ["ბერიძემ"], "მითხრა"),
    ("gamarjoba, giorgi var, shekveta ar mosula", [], ["giorgi"], "shekveta"),
]


@pytest.mark.parametrize(("text", "names", "hidden", "kept"), HIDDEN)
def test_names_numbers_and_addresses_give_way(text: str, names: list[str], hidden: list[str], kept: str) -> None:
    masked = mask(text, names=names)
    assert not [word for word in hidden if word in masked.text], masked.text
    assert kept in masked.text


@pytest.mark.parametrize(
    "text",
    ["Terrible service, never again", "The soup was cold and I am disappointed", "خدمة سيئة جداً والموظف وقح",
     "ძალიან ცუდი მომსახურებაა, აღარ მოვალ", "shukran 3ala el 5edme, kteer 7elwe", "كان الرد جميل وسريع"],
)  # fmt: skip
def test_what_is_no_name_stays(text: str) -> None:
    assert mask(text).text == text


def test_the_same_words_have_the_same_placeholder_and_others_another() -> None:
    assert mask("Hi Mira, ask Mira or Helen").text == "Hi [NAME_1], ask [NAME_1] or [NAME_2]"


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=3))
def test_every_place_finds_back_on_any_text(text: str, names: list[str]) -> None:
    masked = mask(text, names=names)
    at = there = 0
    for here, here_end, start, end in masked.parts:
        assert masked.text[at:here] == masked.original[there:start]
        assert masked.back(here, here_end) == (start, end)
        assert masked.back(at, here) == (there, start)
        at, there = here_end, end
    assert masked.text[at:] == masked.original[there:]


@given(st.data())
def test_any_piece_of_the_masked_text_is_a_piece_of_the_original(data: st.DataObject) -> None:
    masked = mask("Hi Mira, order FN-20417 came broken, ask +995 555 12 34 56")
    start = data.draw(st.integers(0, len(masked.text) - 1))
    end = data.draw(st.integers(start + 1, len(masked.text)))
    begins, ends = masked.back(start, end)
    assert 0 <= begins <= ends <= len(masked.original)
    if "[" not in masked.text[start:end] and "]" not in masked.text[start:end] and "_" not in masked.text[start:end]:
        inside = any(h < end and start < he for h, he, _s, _e in masked.parts)
        assert inside or masked.original[begins:ends] == masked.text[start:end]


def test_a_message_that_looks_like_a_placeholder_is_only_words() -> None:
    masked = mask("I am [NAME_1], call 555")
    assert masked.text == "I am [[NUMBER_1]], call [NUMBER_2]"
    assert masked.back(5, 17) == (5, 13)


def test_of_a_novel_only_the_beginning_is_given() -> None:
    assert len(mask("word " * 100_000).text) <= LONGEST
