"""How are the shop's figures said: a plain sentence first, each share with its n and interval, what is not known?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hafawa.analytics.figure_counts import EARLY_DAYS, RETURN_DAYS, WINDOW_DAYS
from hafawa.analytics.strikes import KINDS, known, wilson
from hafawa.kernel.text import isolate
from hafawa.team.models import Shop

LEAST = 20  # below that many, a figure is not known yet
LEAST_IN_ROW = 5  # below that many, a row of a table shows its count only
WIDE = 0.25  # of parcels in under half the promised time: from there on the promise is called wide

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A sentence, and the name of the evidence it opens."""

    words: str
    opens: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: its title, its cells as text; a share (0 to 1) with its interval, for the drawing."""

    title: str
    cells: tuple[str, ...]
    share: tuple[float, float, float] | None = None
    opens: str = ""


@dataclass(frozen=True)
class Table:
    """Column titles (the first is that of the rows) and rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def shown(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells, each under its column's title."""
        return [(row, list(zip(self.columns[1:], row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """One figure in words. `is_known` is False where there is too little to say it."""

    key: str
    icon: str
    title: str
    sentence: Line
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    caveats: tuple[str, ...] = ()
    is_known: bool = True
    quotes: tuple[int, ...] = field(default=())  # events


def sections(found: Found) -> list[Section]:
    """Every figure, the same ones always, in the same order."""
    return [tell(found) for tell in _ALL]


def evidence_titles() -> dict[str, str]:
    """What the events kept under each name of `found["evidence"]` are."""
    gone = _("They did not order again in the days after")
    return {
        "late": _("Parcels that came after the promised day"),
        "missing": _("Parcels that have not come though their day is past"),
        "half": _("Parcels that came in less than half the promised time"),
        "poor_after_late": _("One or two stars after a late parcel"),
        "poor_after_on_time": _("One or two stars after a parcel on time"),
        **{f"gone_after_{n}": gone for n in range(4)},
        "contacts": _("Messages and calls that ask for an answer"),
        "waiting": _("Messages still without an answer"),
        "open_anger": _("Anger that is still open"),
        "proactive": _("Contacts that were our own idea"),
        "answering": _("Contacts that answered something"),
        **_quadrants(),
        "praise": _("Kind words"),
    }


def _deliveries(found: Found) -> Section:
    d, title = found["deliveries"], _("Do parcels come when we said?")
    if d["n"] < LEAST:
        need = _("Orders with the day they were promised for and the day they arrived.")
        return _not_yet("deliveries", "truck", title, n=d["n"], need=need)
    words = ngettext(
        "{late} of {n} parcel came after the promised day ({share}).",
        "{late} of {n} parcels came after the promised day ({share}).",
        d["n"],
    )
    sentence = words.format(late=_n(d["late"]), n=_n(d["n"]), share=_with_interval(d["late"], d["n"]))
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
        yield Line(words.format(n=_n(d["missing"])), "missing")
    if d["taken_p50"] is not None and d["promised_p50"] is not None:
        yield Line(
            _(
                "Days from order to arrival: {p50} for half of them, at most {p90} for nine in ten. "
                "Days promised: {promised_p50} and {promised_p90}."
            ).format(
                p50=_n(d["taken_p50"]),
                p90=_n(round(d["taken_p90"], 1)),
                promised_p50=_n(d["promised_p50"]),
                promised_p90=_n(round(d["promised_p90"], 1)),
            )
        )
    if d["measured"] and d["half"] >= WIDE * d["measured"]:
        yield Line(
            _(
                "In less than half the promised time: {share}; more than {days} days early: {early}. "
                "So wide a promise may lose those who need it sooner."
            ).format(share=_of(d["half"], d["measured"]), days=_n(EARLY_DAYS), early=_of(d["early"], d["n"])),
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
                (_n(r["n"]), "–" if r["mean"] is None else _n(round(r["mean"], 2)), _share_or_few(r["poor"], r["n"])),
                _drawn(r["poor"], r["n"]),
                opens,
            )
            for title, r, opens in rows
        ),
    )


def _returns(found: Found) -> Section:
    rows, title = {r["strikes"]: r for r in found["returns"]}, _("Do people come back after a bad experience?")
    none, one = rows[0], rows[1]
    claim = _(
        "Often claimed: 92% leave after three bad experiences or fewer. That is a claim, its source and sample are not "
        "ours to check, and it is about what people say. The numbers here are what your customers did."
    )
    if none["n"] < LEAST or one["n"] < LEAST:
        need = _("Orders over more than half a year, with arrivals, reviews or messages that tell of bad experiences.")
        return _not_yet("returns", "people", title, n=min(none["n"], one["n"]), need=need, caveats=(claim,))
    sentence = _(
        "After one bad experience {one} ordered again within {days} days; after a first order without any, {none} did."
    ).format(one=_of(one["back"], one["n"]), none=_of(none["back"], none["n"]), days=_n(RETURN_DAYS))
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
                (_n(r["n"]), _share_or_few(r["back"], r["n"])),
                _drawn(r["back"], r["n"]),
                f"gone_after_{r['strikes']}",
            )
            for title, r in zip(titles, (rows[n] for n in range(4)), strict=True)
        ),
    )


def _contacts(found: Found) -> Section:
    c, title = found["contacts"], _("How often must people ask us?")
    if c["orders"] < LEAST or not c["n"] + c["n_before"]:
        need = _("Orders of the last {days} days, and the messages and calls that came in.").format(
            days=_n(WINDOW_DAYS)
        )
        return _not_yet("contacts", "mail", title, n=min(c["orders"], c["n"] + c["n_before"]), need=need)
    sentence = _(
        "For every 100 orders of the last {days} days, {rate} messages or calls asked for an answer "
        "({n} for {orders} orders)."
    ).format(days=_n(WINDOW_DAYS), rate=_rate(c["n"], c["orders"]), n=_n(c["n"]), orders=_n(c["orders"]))
    return Section("contacts", "mail", title, Line(sentence, "contacts"), (Line(_trend(c)),), _causes(found["causes"]))


def _trend(c: Found) -> str:
    """Whether the rate moved: of all contacts, the share that is recent against the share of orders that is."""
    if c["orders_before"] < LEAST:
        return _("Whether that is more than before is not known yet: there are too few orders before.")
    low, high = wilson(c["n"], c["n"] + c["n_before"])
    expected = c["orders"] / (c["orders"] + c["orders_before"])
    before = _rate(c["n_before"], c["orders_before"])
    if low > expected:
        return _("That is more than in the {days} days before: {rate}.").format(days=_n(WINDOW_DAYS), rate=before)
    if high < expected:
        return _("That is less than in the {days} days before: {rate}.").format(days=_n(WINDOW_DAYS), rate=before)
    return _("In the {days} days before it was {rate}; the difference may be chance.").format(
        days=_n(WINDOW_DAYS), rate=before
    )


def _causes(causes: list[Found]) -> Table:
    lately = _("Last {days} days").format(days=_n(WINDOW_DAYS))
    return Table(
        _("What they asked about"),
        ("", lately, _("The {days} before").format(days=_n(WINDOW_DAYS))),
        tuple(Row(_cause(c["cause"]), (_n(c["n"]), _n(c["n_before"]))) for c in causes),
    )


def _cause(cause: str) -> str:
    if cause.startswith("bad:"):
        return str(KINDS[known(cause.removeprefix("bad:"))].title)
    return {
        "order_status": _("Where is my order"),
        "question": _("Question"),
        "unread": _("A call without a note"),
    }.get(cause, _("Something they would like done"))


def _replies(found: Found) -> Section:
    rows, title = found["replies"], _("How soon do we answer?")
    n = sum(r["n"] for r in rows)
    if n < LEAST:
        need = _("Messages of the last {days} days with our answers, from your mailbox.").format(days=_n(WINDOW_DAYS))
        return _not_yet("replies", "clock", title, n=n, need=need)
    in_time, judged = sum(r["in_time"] for r in rows), sum(r["judged"] for r in rows)
    sentence = _(
        "In the last {days} days a person answered {share} of those who wrote within the shop's own clock."
    ).format(days=_n(WINDOW_DAYS), share=_of(in_time, judged))
    caveat = _(
        "Minutes run day and night here; whether it was in time is told by your hours. Automatic replies do not count."
    )
    return Section("replies", "clock", title, Line(sentence), tuple(_still_waiting(found)), _channels(rows), (caveat,))


def _still_waiting(found: Found) -> Iterator[Line]:
    if n := found["evidence"]["waiting"]["n"]:
        words = ngettext("{n} still waits for an answer.", "{n} still wait for an answer.", n)
        yield Line(words.format(n=_n(n)), "waiting")


def _channels(rows: list[Found]) -> Table:
    return Table(
        _("By channel"),
        ("", _("Times"), _("Half within"), _("Nine in ten within"), _("In time")),
        tuple(
            Row(
                _channel(r["channel"]),
                (
                    _n(r["n"]),
                    _minutes(r["p50"]) if r["replied"] >= LEAST_IN_ROW else "–",
                    _minutes(r["p90"]) if r["replied"] >= LEAST_IN_ROW else "–",
                    _share_or_few(r["in_time"], r["judged"]),
                ),
                _drawn(r["in_time"], r["judged"]),
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


def _anger(found: Found) -> Section:
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
    return words.format(n=_n(a["still_open"]), date=_day(a["since_at"]))


def _anger_lines(a: Found) -> Iterator[Line]:
    if a["unanswered"]:
        words = ngettext(
            "{n} of them nobody has answered.",
            "{n} of them nobody has answered.",
            a["unanswered"],
        )
        yield Line(words.format(n=_n(a["unanswered"])))


def _after_anger(found: Found) -> tuple[Table | None, tuple[str, ...]]:
    a = found["after_anger"]
    if not a["fast"] + a["slow"]:
        return None, (_("What waiting costs is not known yet: nobody was angry long enough ago to see what followed."),)
    rows = ((_("Answered within a day"), "fast"), (_("Later, or never"), "slow"))
    table = Table(
        _("Ordered again within {days} days of their first angry words").format(days=_n(WINDOW_DAYS)),
        ("", _("People"), _("Ordered again")),
        tuple(
            Row(title, (_n(a[k]), _share_or_few(a[f"{k}_back"], a[k])), _drawn(a[f"{k}_back"], a[k]))
            for title, k in rows
        ),
    )
    return table, (_("A comparison, not a cause: those answered fast may differ in other ways."),)


def _proactive(found: Found) -> Section:
    p, title = found["proactive"], _("How much of our care is our own idea?")
    if p["n"] < LEAST:
        need = _("Cards done from Today, and your own letters and calls of the last {days} days.").format(
            days=_n(WINDOW_DAYS)
        )
        return _not_yet("proactive", "check-in", title, n=p["n"], need=need)
    words = ngettext(
        "{own} of {n} contact of ours in the last {days} days answered nothing: it was our own idea ({share}).",
        "{own} of {n} contacts of ours in the last {days} days answered nothing: they were our own idea ({share}).",
        p["n"],
    ).format(own=_n(p["proactive"]), n=_n(p["n"]), days=_n(WINDOW_DAYS), share=_with_interval(p["proactive"], p["n"]))
    caveat = _(
        "By hand and not sales; at most one a person and day. An answer is a contact within 30 days of their words."
    )
    return Section("proactive", "check-in", title, Line(words, "proactive"), caveats=(caveat,))


def _loyalty(found: Found) -> Section:
    counts, title = found["loyalty"], _("Who is bound to us, and how?")
    placed = sum(counts[q] for q in _quadrants())
    if placed < LEAST:
        need = _("Repeat orders, and reviews or messages that tell how people feel.")
        return _not_yet("loyalty", "people", title, n=placed, need=need)
    sentence = _(
        "{placed} of {n} customers can be placed; of the others it is not known how they feel or how often they come."
    )
    rows = tuple(Row(words, (_n(counts[q]),), opens=q) for q, words in _quadrants().items())
    return Section(
        "loyalty",
        "people",
        title,
        Line(sentence.format(placed=_n(placed), n=_n(placed + counts["unknown"]))),
        table=Table(_("Buying against feeling"), ("", _("People")), rows),
        caveats=(
            _("A hypothesis from few words each, not a fact about anyone. The reluctant are the ones to look after."),
        ),
    )


def _quadrants() -> dict[str, str]:
    return {
        "loyal": _("Loyal: buys often and likes us"),
        "reluctant": _("Reluctant: buys often, but is not happy"),
        "latent": _("Fond: likes us, buys seldom"),
        "distant": _("Distant: buys seldom, feels little"),
    }


def _earned(found: Found) -> Section:
    del found
    sentence = Line(_("Not known: nothing on record says which orders came with a coupon or a discount."))
    need = _("Orders that say which coupon was used and how much it took off.")
    return Section("earned", "gift", _("Is loyalty earned or bought?"), sentence, (Line(_need(need)),), is_known=False)


def _praise(found: Found) -> Section:
    n, title = found["praise"]["n"], _("What do people love?")
    if not n:
        sentence = _("No kind words have come in the last {days} days.").format(days=_n(WINDOW_DAYS))
        need = _("Reviews and messages: ask five customers what they like.")
        return Section("praise", "thank", title, Line(sentence), (Line(_need(need)),), is_known=False)
    words = ngettext(
        "{n} kind word came in the last {days} days.", "{n} kind words came in the last {days} days.", n
    ).format(n=_n(n), days=_n(WINDOW_DAYS))
    quotes = tuple(event for event, _person in found["evidence"]["praise"]["events"][:3])
    return Section("praise", "thank", title, Line(words, "praise"), quotes=quotes)


_ALL: tuple[Callable[[Found], Section], ...] = (
    _praise, _deliveries, _returns, _replies, _contacts, _anger, _proactive, _loyalty, _earned,
)  # fmt: skip


def _not_yet(key: str, icon: str, title: str, *, n: int, need: str, caveats: tuple[str, ...] = ()) -> Section:
    words = ngettext(
        "Not known yet: {n} of the {least} that are needed is here.",
        "Not known yet: {n} of the {least} that are needed are here.",
        n,
    )
    sentence = Line(words.format(n=_n(n), least=_n(LEAST)))
    return Section(key, icon, title, sentence, (Line(_need(need)),), caveats=caveats, is_known=False)


def _need(what: str) -> str:
    return _("What would tell: {what}").format(what=what)


def _share_or_few(hits: int, n: int) -> str:
    return _("too few to say") if n < LEAST_IN_ROW else _of(hits, n)


def _of(hits: int, n: int) -> str:
    """A share with its interval, in little room."""
    low, high = wilson(hits, n)
    return _("{share} ({low} to {high})").format(
        share=_percent(hits / n if n else 0, n), low=_percent(low, n), high=_percent(high, n)
    )


def _with_interval(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return _("{share}; 95% interval {low} to {high}").format(
        share=_percent(hits / n, n), low=_percent(low, n), high=_percent(high, n)
    )


def _drawn(hits: int, n: int) -> tuple[float, float, float] | None:
    return (hits / n, *wilson(hits, n)) if n >= LEAST_IN_ROW else None


def _percent(share: float, n: int) -> str:
    """With a decimal only where there are enough to mean one."""
    places = "#,##0.0%" if n >= 1000 else "#,##0%"
    return isolate(format_percent(share, format=places, locale=_language(), numbering_system="default"))


def _rate(n: int, orders: int) -> str:
    return _n(round(100 * n / orders, 1))


def _n(value: float) -> str:
    return str(format_decimal(value, locale=_language(), numbering_system="default"))


def _minutes(value: float) -> str:
    return str(format_timedelta(timedelta(minutes=value), threshold=1.5, locale=_language()))


def _day(instant: str) -> str:
    local: date = datetime.fromisoformat(instant).astimezone(Shop.get().zone).date()
    return str(format_date(local, format="long", locale=_language()))


def _language() -> str:
    return (get_language() or "en").split("-", maxsplit=1)[0]
