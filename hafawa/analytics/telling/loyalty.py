"""Who is bound to us, and how?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hafawa.analytics.telling.numbers import (
    number,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet


def tell(found: Found) -> Section:
    counts, title = found["loyalty"], _("Who is bound to us, and how?")
    placed = sum(counts[q] for q in quadrants())
    if placed < LEAST:
        need = _("Repeat orders, and reviews or messages that tell how people feel.")
        return not_yet("loyalty", "people", title, n=placed, need=need)
    sentence = _(
        "{placed} of {n} customers can be placed; of the others it is not known how they feel or how often they come."
    )
    rows = tuple(Row(words, (number(counts[q]),), opens=q) for q, words in quadrants().items())
    return Section(
        "loyalty",
        "people",
        title,
        Line(sentence.format(placed=number(placed), n=number(placed + counts["unknown"]))),
        table=Table(_("Buying against feeling"), ("", _("People")), rows),
        caveats=(
            _("A hypothesis from few words each, not a fact about anyone. The reluctant are the ones to look after."),
        ),
    )


def quadrants() -> dict[str, str]:
    return {
        "loyal": _("Loyal: buys often and likes us"),
        "reluctant": _("Reluctant: buys often, but is not happy"),
        "latent": _("Fond: likes us, buys seldom"),
        "distant": _("Distant: buys seldom, feels little"),
    }
