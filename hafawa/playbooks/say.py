"""How do a date, a count, a name and a quotation stand inside a sentence, in the language active now?"""

from __future__ import annotations

import zlib
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from hafawa.kernel import money
from hafawa.kernel.text import isolate, isolate_ltr
from hafawa.playbooks.playbook import Facts

LONGEST_QUOTE = 160
LONGEST_KEY = 24


def day(value: date | datetime, *, facts: Facts) -> str:
    """The date, with its year only where it is not the year judged from."""
    value = value.date() if isinstance(value, datetime) else value
    if value.year == facts.day.year:
        return format_skeleton("MMMMd", value, locale=_locale())
    return format_date(value, format="long", locale=_locale())


def moment(value: datetime, *, facts: Facts) -> str:
    """The date and the time of day."""
    clock = format_time(value, format="short", tzinfo=value.tzinfo, locale=_locale())
    return _("{day}, {time}").format(day=day(value, facts=facts), time=clock)


def number(value: float) -> str:
    """`value` with the digits and separators usual in the language."""
    return format_decimal(value, locale=_locale(), numbering_system="default")


def amount(value_minor: int, *, currency: str) -> str:
    """Money, isolated."""
    return isolate(money.show(value_minor, currency=currency, language=_locale()))


def name(facts: Facts) -> str:
    """Whom it is about, isolated; for someone without a name the number we know them by."""
    return isolate(facts.name) if facts.name else nameless(facts.extra.get("known_as", ""))


def nameless(key: str) -> str:
    """What to call someone whose name is not known: by their number, long ones cut."""
    if not key:
        return _("Someone without a name")
    return _("Customer {number}").format(number=isolate_ltr(key if len(key) <= LONGEST_KEY else f"{key[:8]}…"))


def order(ref: Any) -> str:
    """An order number, kept running left to right."""
    return isolate_ltr(f"{ref}")


def quoted(text: str) -> str:
    """A short excerpt on one line, isolated so that its script does not scramble ours."""
    line = " ".join(text.split())
    if len(line) > LONGEST_QUOTE:
        line = line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
    return isolate(line)


def choose(facts: Facts, *variants: str) -> str:
    """One of `variants`, always the same one for the same person."""
    return variants[zlib.crc32(f"{facts.person_id}".encode()) % len(variants)]


def letter(facts: Facts, body: str) -> str:
    """`body` as a short message: greeted by name where one is known, signed by a person."""
    called = facts.first_name or facts.name
    greeting = _("Hello {name},").format(name=isolate(called)) if called else _("Hello,")
    signed = "\n".join(isolate(line) for line in (facts.sender_name, facts.shop_name) if line)
    return "\n\n".join(part for part in (greeting, body, signed) if part)


def in_language(facts: Facts, *, words: Any, fallback: str) -> tuple[str, str]:
    """(what `words` makes in the person's language, that language); `fallback` where theirs is not one we write."""
    language = facts.language if facts.language in {"en", "ar", "ka"} else fallback
    with override(language):
        return words(facts), language


def days_between(earlier: date | datetime, later: date | datetime) -> int:
    """Whole calendar days, in the time zone both are in."""
    first = earlier.date() if isinstance(earlier, datetime) else earlier
    last = later.date() if isinstance(later, datetime) else later
    return (last - first) // timedelta(days=1)


def _locale() -> str:
    return (get_language() or "en").split("-")[0]
