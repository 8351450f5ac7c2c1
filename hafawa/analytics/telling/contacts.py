"""How often must people ask us, and what about?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.strikes import KINDS, known, wilson
from hafawa.analytics.telling.numbers import (
    number,
    rate,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet


def tell(found: Found) -> Section:
    c, title = found["contacts"], _("How often must people ask us?")
    if c["orders"] < LEAST or not c["n"] + c["n_before"]:
        need = _("Orders of the last {days} days, and the messages and calls that came in.").format(
            days=number(WINDOW_DAYS)
        )
        return not_yet("contacts", "mail", title, n=min(c["orders"], c["n"] + c["n_before"]), need=need)
    sentence = _(
        "For every 100 orders of the last {days} days, {rate} messages or calls asked for an answer "
        "({n} for {orders} orders)."
    ).format(days=number(WINDOW_DAYS), rate=rate(c["n"], c["orders"]), n=number(c["n"]), orders=number(c["orders"]))
    return Section("contacts", "mail", title, Line(sentence, "contacts"), (Line(_trend(c)),), _causes(found["causes"]))


def _trend(c: Found) -> str:
    """Whether the rate moved: of all contacts, the share that is recent against the share of orders that is."""
    if c["orders_before"] < LEAST:
        return _("Whether that is more than before is not known yet: there are too few orders before.")
    low, high = wilson(c["n"], c["n"] + c["n_before"])
    expected = c["orders"] / (c["orders"] + c["orders_before"])
    before = rate(c["n_before"], c["orders_before"])
    if low > expected:
        return _("That is more than in the {days} days before: {rate}.").format(days=number(WINDOW_DAYS), rate=before)
    if high < expected:
        return _("That is less than in the {days} days before: {rate}.").format(days=number(WINDOW_DAYS), rate=before)
    return _("In the {days} days before it was {rate}; the difference may be chance.").format(
        days=number(WINDOW_DAYS), rate=before
    )


def _causes(causes: list[Found]) -> Table:
    lately = _("Last {days} days").format(days=number(WINDOW_DAYS))
    return Table(
        _("What they asked about"),
        ("", lately, _("The {days} before").format(days=number(WINDOW_DAYS))),
        tuple(Row(_cause(c["cause"]), (number(c["n"]), number(c["n_before"]))) for c in causes),
    )


def _cause(cause: str) -> str:
    if cause.startswith("bad:"):
        return str(KINDS[known(cause.removeprefix("bad:"))].title)
    return {
        "order_status": _("Where is my order"),
        "question": _("Question"),
        "unread": _("A call without a note"),
    }.get(cause, _("Something they would like done"))
