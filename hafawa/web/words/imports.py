"""Why were rows left out, counted by reason, where no single row is meant?"""

from __future__ import annotations

from django.utils.translation import gettext as _


def left_out(reason: str) -> str:
    """The sentence for many rows with this reason (`channels.importers.rejections.REASONS` has one for each row)."""
    return {
        "width": _("Too many or too few cells"),
        "cell_too_long": _("A cell is far too long"),
        "nul": _("Damaged: a NUL character"),
        "quoting": _("A quotation mark is never closed"),
        "encoding": _("Bytes that are not text"),
        "no_key": _("Nothing to know the person by"),
        "no_ref": _("No order number"),
        "no_date": _("No date"),
        "date": _("A date that cannot be read"),
        "date_range": _("A date no shop could have"),
        "number": _("An amount that cannot be read"),
        "negative": _("A negative amount, not said to be a refund"),
        "amount_range": _("An amount too large to be true"),
        "score": _("A score outside its scale"),
        "currency": _("An unknown currency"),
        "mixed_currency": _("One order in several currencies"),
        "unknown_order": _("An order that is not in the orders"),
        "nothing": _("Nothing we know what to do with"),
        "unreadable": _("Could not be read; the original is kept"),
        "too_large": _("Too large; the original is kept"),
    }.get(reason, reason)
