"""Why could a row not be read, in words?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

#: key -> sentence. An importer adds the reasons only it can give.
REASONS: dict[str, str] = {
    "width": _("The row has %(found)s cells where the header has %(expected)s."),
    "cell_too_long": _("One cell is %(size)s characters long; the most is %(most)s."),
    "nul": _("The row holds a NUL character, so the file may be damaged here."),
    "quoting": _("A quotation mark is opened here and not closed, so the row cannot be told from the next."),
    "encoding": _("The row holds bytes that are not text in the encoding %(encoding)s."),
    "no_key": _("There is no email address, phone number or customer number to know the person by."),
    "no_ref": _("There is no order number."),
    "no_date": _("There is no date."),
    "date": _("“%(cell)s” is not a date in the order chosen (%(order)s)."),
    "date_range": _("“%(cell)s” is not a date a shop could have: it lies before 1970 or after 2100."),
    "number": _("“%(cell)s” is not an amount written plainly, so it was not guessed."),
    "negative": _("The amount “%(cell)s” is negative: say in the file whether it is a refund."),
    "amount_range": _("The amount “%(cell)s” is larger than any amount we keep."),
    "score": _("“%(cell)s” is not a score from 1 to %(most)s."),
    "currency": _("“%(cell)s” is not a currency's three-letter code."),
    "mixed_currency": _("One order has lines in several currencies."),
    "unknown_order": _("The order “%(cell)s” is not in the orders table."),
    "mixed_amounts": _("The rows of one order say different totals."),
    "not_an_order": _("“%(ref)s” corrects stock or books and is no customer's order."),
    "nothing": _("The row holds nothing we know what to do with."),
    "stranger": _("We called this number, and nobody here has it: a call of ours makes nobody known."),
    "call_inside": _("The call was between two of us."),
    "call_direction": _("It is not said whether they called us or we called them."),
    "call_number": _("“%(cell)s” is no number anybody could be called on."),
    "call_length": _("“%(cell)s” is not the length of a call."),
    "call_outcome": _("“%(cell)s” does not say whether anybody spoke, and there is no length to tell by."),
    "call_outcome_unknown": _("The row says neither how the call ended nor how long it was."),
    "unreadable": _("This item could not be read: %(error)s. The original is kept and can be downloaded."),
    "too_large": _("This item is %(size)s bytes; the most is %(most)s. The original is kept."),
}

#: key -> sentence about rows that were kept although something looks wrong
ODD: dict[str, str] = {
    "paid_before_placed": _("The payment is older than the order."),
    "arrived_before_placed": _("The parcel arrived before the order was placed."),
    "refund_over_order": _("More was given back than the order was worth."),
    "delivered_without_day": _("Delivered, but on an unknown day: neither on time nor late."),
    "several_people": _("Lines of one order name several people; the first was taken."),
}


def odd_words(key: str) -> str:
    """The sentence for an oddity, in the language active now."""
    return gettext(ODD[key]) if key in ODD else key


def words(reason: str, facts: Mapping[str, Any]) -> str:
    """The sentence for `reason`, in the language active now; the key itself if it has none."""
    from hafawa.channels.importers.registry import importers

    importers()  # each adds its own
    sentence = gettext(REASONS[reason]) if reason in REASONS else reason
    return sentence % facts if facts else sentence
