"""How often do we call rather than write?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.telling.numbers import drawn, number, share_or_few, share_with_interval
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet

PHONE = "phone"


def tell(found: Found) -> Section:
    """Our calls among all contacts of ours by hand, and every channel beside them; of the team, never of one of it."""
    rows, title = found["mix"], _("How often do we call rather than write?")
    ours = sum(r["ours"] for r in rows)
    if ours < LEAST:
        need = _("Your letters, chats and calls of the last {days} days.").format(days=number(WINDOW_DAYS))
        return not_yet("mix", "phone", title, n=ours, need=need)
    calls = sum(r["ours"] for r in rows if r["channel"] == PHONE)
    sentence = ngettext(
        "{calls} of {n} contact of ours by hand in the last {days} days was a call ({share}).",
        "{calls} of {n} contacts of ours by hand in the last {days} days were calls ({share}).",
        ours,
    ).format(calls=number(calls), n=number(ours), days=number(WINDOW_DAYS), share=share_with_interval(calls, ours))
    caveat = _("Talks, and words left on a machine; a call in vain does not count. Not sales, nothing automatic.")
    return Section("mix", "phone", title, Line(sentence, "our_calls"), table=_channels(rows, ours), caveats=(caveat,))


def _channels(rows: list[Found], ours: int) -> Table:
    return Table(
        _("By channel"),
        ("", _("From us"), _("From them"), _("People"), _("Of ours")),
        tuple(
            Row(
                _channel(r["channel"]),
                (number(r["ours"]), number(r["theirs"]), number(r["people"]), share_or_few(r["ours"], ours)),
                drawn(r["ours"], ours),
            )
            for r in rows
        ),
    )


def _channel(channel: str) -> str:
    known = {
        "phone": _("Phone"), "email": _("Email"), "chat": _("Chat"), "social": _("Social network"),
        "sms": _("Text message"), "in_person": _("In person"), "other": _("Another way"), "": _("Another way"),
    }  # fmt: skip
    return known.get(channel, channel)
