"""How is what nobody may guess of a table put to the person, with their own cells read each way?"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_noop

from hafawa.channels.importers import amounts, dates, meant, scanning, scores
from hafawa.channels.importers.registry import Option, Phrase, Question, Setting
from hafawa.channels.importers.scanning import Scan

_BEST = (10, 100)
POSSIBLE: dict[str, tuple[str, ...]] = {
    "dates": dates.ORDERS,
    "decimal": amounts.DECIMALS,
    "amounts": ("order", "line"),
    "scale": ("5", *map(str, _BEST)),
}
_ORDER_LABELS = {
    "ymd": gettext_noop("Year, month, day"),
    "dmy": gettext_noop("Day, month, year"),
    "mdy": gettext_noop("Month, day, year"),
}
_DECIMAL_LABELS = {
    ".": gettext_noop("A point stands before the cents: 1,234.50"),
    ",": gettext_noop("A comma stands before the cents: 1.234,50"),
}


def which_date_order(seen: Scan) -> Question:
    """In which order day, month and year stand."""
    cells = seen.samples["dates"][: scanning.SAMPLES]
    options = tuple(
        Option(order, Phrase(_ORDER_LABELS[order]), tuple((cell, _shown_day(cell, order)) for cell in cells))
        for order in dates.ORDERS
        if order in seen.orders
    )
    return Question("dates", Phrase(gettext_noop("In which order are the dates written?")), options)


def _shown_day(cell: str, order: str) -> str:
    try:
        return meant.of_day(dates.day(cell, order=order))
    except dates.NotADate:
        return "–"


def which_decimal(seen: Scan) -> Question:
    """Which sign stands before the cents."""
    cells = seen.samples["decimal"][: scanning.SAMPLES]
    options = tuple(
        Option(sign, Phrase(_DECIMAL_LABELS[sign]), tuple((cell, _shown_amount(cell, sign)) for cell in cells))
        for sign in amounts.DECIMALS
    )
    return Question("decimal", Phrase(gettext_noop("How are the amounts written?")), options)


def _shown_amount(cell: str, sign: str) -> str:
    try:
        found: Decimal = amounts.amount(cell, decimal=sign)
    except amounts.NotAnAmount:
        return "–"
    return meant.of_number(found)


def which_amounts() -> Question:
    """Whether an amount repeated in an order's rows is the order's or the row's."""
    ask = gettext_noop("Some orders have several rows, with the same amount in each. What is that amount?")
    options = (
        Option("order", Phrase(gettext_noop("What the whole order costs: it counts once"))),
        Option("line", Phrase(gettext_noop("What the row costs: the rows are added up"))),
    )
    return Question("amounts", Phrase(ask), options)


def which_scale(seen: Scan) -> Question:
    """What the best score is."""
    cells = seen.samples.get("scale", [])
    options = tuple(
        Option(
            str(most),
            Phrase(gettext_noop("From 1 to %(most)s"), {"most": most}),
            tuple((cell, _shown_score(cell, most)) for cell in cells),
        )
        for most in [m for m in _BEST if seen.most_score <= m] or (5, *_BEST)  # one row that fits none asks about all
    )
    shown = ", ".join(cells)
    return Question(
        "scale", Phrase(gettext_noop("What is the best score? The file has: %(cells)s"), {"cells": shown}), options
    )


def _shown_score(cell: str, most: int) -> str:
    try:
        return f"{scores.score(cell, most=most)}/5"
    except scores.NotAScore:
        return "–"


def which_currency(signs: set[str], *, setting: Setting) -> Question:
    """Which currency amounts without a clear sign are in; `signs` are those seen."""
    likely = [code for sign in sorted(signs) for code in amounts.SHARED.get(sign, (sign,))]
    codes = list(
        dict.fromkeys([*likely, setting.currency, "USD", "EUR", "GBP", "GEL", "AED", "SAR", "EGP", "JOD", "TRY"])
    )
    options = tuple(Option(code, Phrase("%(code)s", {"code": code})) for code in codes)
    return Question("currency", Phrase(gettext_noop("In which currency are the amounts?")), options)
