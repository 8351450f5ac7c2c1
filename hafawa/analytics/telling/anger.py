"""Whose anger is still open, and what does waiting cost?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.telling.numbers import (
    day,
    drawn,
    number,
    share_or_few,
)
from hafawa.analytics.telling.section import Found, Line, Row, Section, Table


def tell(found: Found) -> Section:
    a, title = found["anger"], _("Whose anger is still open?")
    if not a["people"]:
        caveat = _("Words in languages that cannot be read here do not count.")
        return Section("anger", "warning", title, Line(_("No angry words have been read.")), caveats=(caveat,))
    return Section(
        "anger", "warning", title, Line(_open_anger(a), "open_anger"), tuple(_anger_lines(a)), *_after_anger(found)
    )


def _open_anger(a: Found) -> str:
    if not a["still_open"]:
        return _("Nobody's anger is open: all were answered and put right, or wrote kindly since.")
    words = ngettext(
        "The anger of {n} person is still open, the longest since {date}.",
        "The anger of {n} people is still open, the longest since {date}.",
        a["still_open"],
    )
    return words.format(n=number(a["still_open"]), date=day(a["since_at"]))


def _anger_lines(a: Found) -> Iterator[Line]:
    if a["unanswered"]:
        words = ngettext(
            "{n} of them nobody has answered.",
            "{n} of them nobody has answered.",
            a["unanswered"],
        )
        yield Line(words.format(n=number(a["unanswered"])))


def _after_anger(found: Found) -> tuple[Table | None, tuple[str, ...]]:
    a = found["after_anger"]
    if not a["fast"] + a["slow"]:
        return None, (_("What waiting costs is not known yet: nobody was angry long enough ago to see what followed."),)
    rows = ((_("Answered within a day"), "fast"), (_("Later, or never"), "slow"))
    table = Table(
        _("Ordered again within {days} days of their first angry words").format(days=number(WINDOW_DAYS)),
        ("", _("People"), _("Ordered again")),
        tuple(
            Row(title, (number(a[k]), share_or_few(a[f"{k}_back"], a[k])), drawn(a[f"{k}_back"], a[k]))
            for title, k in rows
        ),
    )
    return table, (_("A comparison, not a cause: those answered fast may differ in other ways."),)
