"""How soon do we answer?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import WINDOW_DAYS
from hafawa.analytics.telling.numbers import (
    LEAST_IN_ROW,
    drawn,
    minutes,
    number,
    share_of,
    share_or_few,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet


def tell(found: Found) -> Section:
    rows, title = found["replies"], _("How soon do we answer?")
    n = sum(r["n"] for r in rows)
    if n < LEAST:
        need = _("Messages of the last {days} days with our answers, from your mailbox.").format(
            days=number(WINDOW_DAYS)
        )
        return not_yet("replies", "clock", title, n=n, need=need)
    in_time, judged = sum(r["in_time"] for r in rows), sum(r["judged"] for r in rows)
    sentence = _(
        "In the last {days} days a person answered {share} of those who wrote within the shop's own clock."
    ).format(days=number(WINDOW_DAYS), share=share_of(in_time, judged))
    caveat = _(
        "Minutes run day and night here; whether it was in time is told by your hours. Automatic replies do not count."
    )
    return Section("replies", "clock", title, Line(sentence), tuple(_still_waiting(found)), _channels(rows), (caveat,))


def _still_waiting(found: Found) -> Iterator[Line]:
    if n := found["evidence"]["waiting"]["n"]:
        words = ngettext("{n} still waits for an answer.", "{n} still wait for an answer.", n)
        yield Line(words.format(n=number(n)), "waiting")


def _channels(rows: list[Found]) -> Table:
    return Table(
        _("By channel"),
        ("", _("Times"), _("Half within"), _("Nine in ten within"), _("In time")),
        tuple(
            Row(
                _channel(r["channel"]),
                (
                    number(r["n"]),
                    minutes(r["p50"]) if r["replied"] >= LEAST_IN_ROW else "–",
                    minutes(r["p90"]) if r["replied"] >= LEAST_IN_ROW else "–",
                    share_or_few(r["in_time"], r["judged"]),
                ),
                drawn(r["in_time"], r["judged"]),
            )
            for r in rows
        ),
    )


def _channel(channel: str) -> str:
    return {
        "email": _("email"),
        "chat": _("chat"),
        "social": _("social network"),
        "sms": _("text message"),
        "phone": _("telephone"),
        "in_person": _("in person"),
    }.get(channel, channel)
