"""In which words does a rule answer? Ours in three languages, or the shop's own; nothing of the customer's is repeated.

A placeholder is one of `NAMES` and nothing else; what a customer wrote never gets into an answer, for a stranger could
have others sent whatever he likes (the threat "relay spam through auto-acknowledgement").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date, format_time
from django.utils.translation import gettext as _

from hafawa.conversations.automatic.deciding import ACKNOWLEDGE, ORDER_STATUS, OUT_OF_HOURS
from hafawa.kernel.errors import Refused

NAMES: Mapping[str, tuple[str, ...]] = {
    ORDER_STATUS: ("first_name", "shop", "order", "placed", "due"),
    OUT_OF_HOURS: ("first_name", "shop", "opens"),
    ACKNOWLEDGE: ("first_name", "shop", "answer_by"),
}
LONGEST = 2000
_PLACE = re.compile(r"\{([^{}]*)\}")
OURS: Mapping[str, Mapping[str, str]] = {
    ORDER_STATUS: {
        "en": (
            "Hello {first_name},\n\n"
            "your order {order}, placed on {placed}, is promised for {due}. It has not been marked as "
            "delivered yet.\n\n"
            "This answer was written by a rule. If anything is not right with the order, reply here "
            "and one of us will answer.\n\n"
            "{shop}"
        ),
        "ar": (
            "مرحباً {first_name}،\n\n"
            "طلبك {order} المؤرّخ {placed} موعود بتاريخ {due}، ولم يُسجَّل تسليمه بعد.\n\n"
            "كُتب هذا الردّ آلياً. إن كان في الطلب ما ليس على ما يرام فأجب هنا ويردّ عليك واحد منا.\n\n"
            "{shop}"
        ),
        "ka": (
            "გამარჯობა, {first_name},\n\n"
            "თქვენი შეკვეთა {order} (თარიღი: {placed}) დაპირებულია: {due}. ჩაბარებულად ჯერ არ არის "
            "მონიშნული.\n\n"
            "ეს პასუხი ავტომატურად დაიწერა. თუ შეკვეთას რამე სჭირს, აქვე მოგვწერეთ და ერთ-ერთი "
            "ჩვენგანი გიპასუხებთ.\n\n"
            "{shop}"
        ),
    },
    OUT_OF_HOURS: {
        "en": (
            "Hello {first_name},\n\n"
            "we have your message. We are closed just now and open again {opens}; one of us will read "
            "it then and answer you.\n\n"
            "This note was written by a rule.\n\n"
            "{shop}"
        ),
        "ar": (
            "مرحباً {first_name}،\n\n"
            "وصلتنا رسالتك. نحن مغلقون الآن ونفتح من جديد {opens}؛ عندها يقرؤها واحد منا ويجيبك.\n\n"
            "كُتبت هذه الكلمات آلياً.\n\n"
            "{shop}"
        ),
        "ka": (
            "გამარჯობა, {first_name},\n\n"
            "თქვენი წერილი მივიღეთ. ახლა დაკეტილი ვართ და ისევ ვიხსნებით: {opens}; მაშინ ერთ-ერთი "
            "ჩვენგანი წაიკითხავს და გიპასუხებთ.\n\n"
            "ეს სიტყვები ავტომატურად დაიწერა.\n\n"
            "{shop}"
        ),
    },
    ACKNOWLEDGE: {
        "en": (
            "Hello {first_name},\n\n"
            "we have your message, and one of us will answer it by {answer_by}.\n\n"
            "This note was written by a rule; the answer will not be.\n\n"
            "{shop}"
        ),
        "ar": (
            "مرحباً {first_name}،\n\n"
            "وصلتنا رسالتك، وسيجيبك واحد منا قبل {answer_by}.\n\n"
            "كُتبت هذه الكلمات آلياً، أما الجواب فلا.\n\n"
            "{shop}"
        ),
        "ka": (
            "გამარჯობა, {first_name},\n\n"
            "თქვენი წერილი მივიღეთ და ერთ-ერთი ჩვენგანი გიპასუხებთ არაუგვიანეს: {answer_by}.\n\n"
            "ეს სიტყვები ავტომატურად დაიწერა, პასუხი კი ადამიანისგან იქნება.\n\n"
            "{shop}"
        ),
    },
}  # fmt: skip


class WrongWords(Refused):
    """Words with a placeholder there is not, or too many of them."""


def checked(kind: str, words: str) -> str:
    """`words` as they may be kept for the rule `kind`; empty takes ours. Raises WrongWords."""
    words = words.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise WrongWords(_("Write at most {n} letters. Nothing was changed.").format(n=LONGEST))
    wrong = [name for name in _PLACE.findall(words) if name not in NAMES[kind]]
    if wrong or "{" in _PLACE.sub("", words) or "}" in _PLACE.sub("", words):
        listed = ", ".join("{" + name + "}" for name in NAMES[kind])
        raise WrongWords(_("Only these can be filled in: {names}. Nothing was changed.").format(names=listed))
    return words


def filled(kind: str, *, language: str, own: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The answer of the rule `kind` in `language`; a name that is not known leaves no gap."""
    words = own.get(language) or OURS[kind][language]
    told = _PLACE.sub(lambda m: values.get(m[1], ""), words)
    return re.sub(r"[ \t]+([,،])", r"\1", re.sub(r", ,|,,", ",", re.sub(r"[ \t]{2,}", " ", told)))


def moment(at: datetime, *, language: str) -> str:
    """A day and time in words of `language`; `at` in the shop's zone."""
    day = format_date(at, format="full", locale=language)
    return f"{day}, {format_time(at, format='short', tzinfo=at.tzinfo, locale=language)}"


def day(at: datetime, *, language: str) -> str:
    """A day in words of `language`."""
    return str(format_date(at, format="long", locale=language))
