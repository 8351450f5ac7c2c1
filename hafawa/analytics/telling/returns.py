"""Do people come back after a bad experience?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hafawa.analytics.figure_counts import RETURN_DAYS
from hafawa.analytics.telling.numbers import (
    drawn,
    number,
    share_of,
    share_or_few,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet


def tell(found: Found) -> Section:
    rows, title = {r["strikes"]: r for r in found["returns"]}, _("Do people come back after a bad experience?")
    none, one = rows[0], rows[1]
    claim = _(
        "Often claimed: 92% leave after three bad experiences or fewer. That is a claim, its source and sample are not "
        "ours to check, and it is about what people say. The numbers here are what your customers did."
    )
    if none["n"] < LEAST or one["n"] < LEAST:
        need = _("Orders over more than half a year, with arrivals, reviews or messages that tell of bad experiences.")
        return not_yet("returns", "people", title, n=min(none["n"], one["n"]), need=need, caveats=(claim,))
    sentence = _(
        "After one bad experience {one} ordered again within {days} days; after a first order without any, {none} did."
    ).format(one=share_of(one["back"], one["n"]), none=share_of(none["back"], none["n"]), days=number(RETURN_DAYS))
    cause = _("This is what followed, not what a bad experience causes: who orders more meets more of both.")
    return Section("returns", "people", title, Line(sentence), table=_return_table(rows), caveats=(cause, claim))


def _return_table(rows: Mapping[int, Found]) -> Table:
    titles = [_("None, after the first order"), _("One"), _("Two"), _("Three or more")]
    return Table(
        _("Ordered again, by bad experiences until then"),
        (_("Bad experiences"), _("People"), _("Ordered again")),
        tuple(
            Row(
                title,
                (number(r["n"]), share_or_few(r["back"], r["n"])),
                drawn(r["back"], r["n"]),
                f"gone_after_{r['strikes']}",
            )
            for title, r in zip(titles, (rows[n] for n in range(4)), strict=True)
        ),
    )
