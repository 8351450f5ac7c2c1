"""Which order does a message speak of? Pure.

A number is believed only where something says that it is an order's: the word in one of three languages, or `#`.
"""

from __future__ import annotations

import re

from hafawa.kernel.text import ascii_digits

_LOOKED_AT = 5_000
_DIGIT = re.compile(r"\d")
_NUMBER = r"([A-Za-z]{0,4}[-_/]?\d[\dA-Za-z_/-]{2,30})"
_LINK = (
    r"\s{0,3}(?:(?:no|nr|num|number|id|ref|reference|رقم|ნომერი|ნომრით)\b\.?|[#№:]|n[º°]){0,1}\s{0,3}[#№:]{0,2}\s{0,3}"
)
_WORDS = re.compile(
    rf"(?i)(?:\b(?:order|purchase|invoice|orders)\b|(?:ال)?طلب(?:ي|ية|يتي|كم|نا)?|(?:ال)?طلبية|(?:ال)?فاتورة|"
    rf"შეკვეთ(?:ა|ის|ას|ით|ა\s?№)|ინვოის(?:ი|ის)){_LINK}{_NUMBER}"
)
_HASH = re.compile(rf"(?:^|[\s(\[«„\"'])[#№]\s?{_NUMBER}")
_GEORGIAN_BEFORE = re.compile(rf"{_NUMBER}\s{{0,2}}(?:-?\s?(?:ე|ის|იანი))?\s{{0,2}}შეკვეთ")


def order_ref(subject: str, text: str) -> str:
    """The first order number named in the subject, else in the words; empty if none is."""
    for where in (subject, text[:_LOOKED_AT]):
        if not _DIGIT.search(where):
            continue
        plain = ascii_digits(where)
        for pattern in (_WORDS, _HASH, _GEORGIAN_BEFORE):
            match = pattern.search(plain)
            if match and not _is_date(match[1]) and (len(match[1]) > 3 or any(c in match[0] for c in "#№:")):
                return match[1].rstrip("-_/")
    return ""


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}", text))
