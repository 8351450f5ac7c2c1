"""Do parcels come when we said, and what do their buyers write then?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.analytics.figure_counts import EARLY_DAYS
from hafawa.analytics.telling.numbers import (
    drawn,
    number,
    share_of,
    share_or_few,
    share_with_interval,
)
from hafawa.analytics.telling.section import LEAST, Found, Line, Row, Section, Table, not_yet

WIDE = 0.25  # of parcels in under half the promised time: from there on the promise is called wide


def tell(found: Found) -> Section:
    d, title = found["deliveries"], _("Do parcels come when we said?")
    if d["n"] < LEAST:
        need = _("Orders with the day they were promised for and the day they arrived.")
        return not_yet("deliveries", "truck", title, n=d["n"], need=need)
    words = ngettext(
        "{late} of {n} parcel came after the promised day ({share}).",
        "{late} of {n} parcels came after the promised day ({share}).",
        d["n"],
    )
    sentence = words.format(late=number(d["late"]), n=number(d["n"]), share=share_with_interval(d["late"], d["n"]))
    caveats = (_("Late is by date in the shop's time zone. Only parcels with a promised day and an arrival count."),)
    return Section(
        "deliveries", "truck", title, Line(sentence, "late"), tuple(_delivery_lines(d)), _reviews(found), caveats
    )


def _delivery_lines(d: Found) -> Iterator[Line]:
    if d["missing"]:
        words = ngettext(
            "{n} more has no arrival on record, and its promised day is past.",
            "{n} more have no arrival on record, and their promised day is past.",
            d["missing"],
        )
        yield Line(words.format(n=number(d["missing"])), "missing")
    if d["taken_p50"] is not None and d["promised_p50"] is not None:
        yield Line(
            _(
                "Days from order to arrival: {p50} for half of them, at most {p90} for nine in ten. "
                "Days promised: {promised_p50} and {promised_p90}."
            ).format(
                p50=number(d["taken_p50"]),
                p90=number(round(d["taken_p90"], 1)),
                promised_p50=number(d["promised_p50"]),
                promised_p90=number(round(d["promised_p90"], 1)),
            )
        )
    if d["measured"] and d["half"] >= WIDE * d["measured"]:
        yield Line(
            _(
                "In less than half the promised time: {share}; more than {days} days early: {early}. "
                "So wide a promise may lose those who need it sooner."
            ).format(
                share=share_of(d["half"], d["measured"]), days=number(EARLY_DAYS), early=share_of(d["early"], d["n"])
            ),
            "half",
        )


def _reviews(found: Found) -> Table | None:
    late, on_time = found["after_late"], found["after_on_time"]
    if not late["n"] and not on_time["n"]:
        return None
    rows = [
        (_("After a late parcel"), late, "poor_after_late"),
        (_("After one on time"), on_time, "poor_after_on_time"),
    ]
    return Table(
        _("What their buyers wrote"),
        ("", _("Reviews"), _("Mean stars"), _("One or two stars")),
        tuple(
            Row(
                title,
                (
                    number(r["n"]),
                    "–" if r["mean"] is None else number(round(r["mean"], 2)),
                    share_or_few(r["poor"], r["n"]),
                ),
                drawn(r["poor"], r["n"]),
                opens,
            )
            for title, r, opens in rows
        ),
    )
