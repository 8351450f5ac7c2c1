"""How much of our care is our own idea?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.telling.numbers import (
    number,
    share_with_interval,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Section, not_yet


def tell(found: Found) -> Section:
    p, title = found["proactive"], _("How much of our care is our own idea?")
    if p["n"] < LEAST:
        need = _("Cards done from Today, and your own letters and calls of the last {days} days.").format(
            days=number(WINDOW_DAYS)
        )
        return not_yet("proactive", "check-in", title, n=p["n"], need=need)
    words = ngettext(
        "{own} of {n} contact of ours in the last {days} days answered nothing: it was our own idea ({share}).",
        "{own} of {n} contacts of ours in the last {days} days answered nothing: they were our own idea ({share}).",
        p["n"],
    ).format(
        own=number(p["proactive"]),
        n=number(p["n"]),
        days=number(WINDOW_DAYS),
        share=share_with_interval(p["proactive"], p["n"]),
    )
    caveat = _(
        "By hand and not sales; at most one a person and day. An answer is a contact within 30 days of their words."
    )
    return Section("proactive", "check-in", title, Line(words, "proactive"), caveats=(caveat,))
