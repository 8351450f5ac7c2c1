"""What do people love?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.telling.numbers import (
    number,
)
from hafawa.analytics.telling.section import Found, Line, Section, need_words


def tell(found: Found) -> Section:
    n, title = found["praise"]["n"], _("What do people love?")
    if not n:
        sentence = _("No kind words have come in the last {days} days.").format(days=number(WINDOW_DAYS))
        need = _("Reviews and messages: ask five customers what they like.")
        return Section("praise", "thank", title, Line(sentence), (Line(need_words(need)),), is_known=False)
    words = ngettext(
        "{n} kind word came in the last {days} days.", "{n} kind words came in the last {days} days.", n
    ).format(n=number(n), days=number(WINDOW_DAYS))
    quotes = tuple(event for event, _person in found["evidence"]["praise"]["events"][:3])
    return Section("praise", "thank", title, Line(words, "praise"), quotes=quotes)
