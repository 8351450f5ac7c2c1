"""Which pieces of a text count: promises, wishes, what is worth remembering, names, numbers, matters? Pure.

`find` is all a reader calls. Each piece is a `reading.Found` whose words are a piece of the text itself; nothing is
raised on any text, and no more than the first 12,000 characters are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from hafawa.listening import language as languages
from hafawa.listening.extraction import matters, memories, names, numbers, promises, wishes
from hafawa.listening.extraction.moments import Shop
from hafawa.listening.extraction.writing import sentences
from hafawa.listening.reading import Found

UTC = ZoneInfo("UTC")
MOST = 60  # pieces of one text


def find(
    text: str,
    *,
    language: str | None = None,
    said_at: datetime | None = None,
    zone: ZoneInfo = UTC,
    by_staff: bool = False,
    closes_at: time = time(18),
    open_weekdays: Sequence[int] = (),
    staff_names: Sequence[str] = (),
    is_note: bool = False,
    competitors: Sequence[str] = (),
    order_shapes: Sequence[str] = (),
    currency: str = "",
    country: str = "",
) -> tuple[Found, ...]:
    """Every piece of `text` that counts, in order of where it begins, at most MOST.

    `language` is a BCP 47 tag (told from the text where None or empty). `said_at` (aware) with `zone` dates what is
    said; without it no day is worked out. Promises are looked for in what staff wrote (`by_staff`; `is_note`: a note
    after a call), wishes and what to remember in what others did. `staff_names`, `competitors`, `order_shapes` (numbers
    of the shop's own), `currency` (ISO 4217) and `country` (ISO 3166) are the shop's.
    """
    language = language or languages.tell(text)
    shop = Shop(zone, closes_at, tuple(open_weekdays))
    found = [*numbers.orders(text, shapes=order_shapes), *numbers.amounts(text, currency=currency)]
    found += _without_orders(numbers.phones(text, country=country), found)
    found += names.find(text, staff_names=staff_names)
    if by_staff:
        found += _promised(text, language=language, said_at=said_at, shop=shop, is_note=is_note)
    if not by_staff or is_note:
        found += _told(text, language, said_at=said_at, shop=shop, competitors=competitors, is_note=is_note)
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.what))[:MOST])


def _promised(text: str, *, language: str, said_at: datetime | None, shop: Shop, is_note: bool) -> Iterator[Found]:
    when = said_at or datetime(2000, 1, 3, 12, tzinfo=shop.zone)
    for promise in promises.find(
        text, said_at=when, zone=shop.zone, language=language, closes_at=shop.closes_at,
        open_weekdays=shop.open_weekdays, is_note=is_note,
    ):  # fmt: skip
        says = {"what": promise.what, "who": promise.who}
        if promise.due_at and said_at:
            says["due"] = promise.due_at.isoformat()
        yield Found(
            what="promise", words=promise.text, start=promise.span[0], end=promise.span[1], says=says,
            confidence=promise.confidence,
        )  # fmt: skip


def _told(
    text: str, language: str, *, said_at: datetime | None, shop: Shop, competitors: Sequence[str], is_note: bool
) -> Iterator[Found]:
    clauses = [(clause, manner.name) for made, manner in sentences(text, language) for clause in made]
    if not is_note:
        yield from wishes.find(clauses, text)
    for clause, manner in clauses:
        yield from memories.find(clause, text, manner, said_at=said_at, shop=shop)
        yield from matters.find(clause, text, manner, competitors=competitors)


def _without_orders(found: Iterator[Found], orders: Sequence[Found]) -> Iterator[Found]:
    taken = [(f.start, f.end) for f in orders]
    return (f for f in found if not any(a < f.end and f.start < b for a, b in taken))
