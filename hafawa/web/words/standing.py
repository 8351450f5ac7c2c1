"""How does a person stand with the shop, in whole sentences that each open their evidence?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel import money
from hafawa.kernel.text import isolate, isolate_ltr
from hafawa.web.templatetags.page import day, language, number, share

Row = Mapping[str, Any]
OVERDUE = 1.5
ORDERS = "?show=orders#story"


@dataclass(frozen=True)
class Sentence:
    """One thing that is so, and the events it rests on."""

    words: str
    tone: str = ""  # wrong, ok, thank
    events: tuple[int, ...] = ()


def sentences(row: Row | None) -> list[Sentence]:
    """What matters first: how long we know each other, what is owed, what went wrong, what went well."""
    if not row:
        return [Sentence(_("We have just met."))]
    return [_known(row), *_owed(row), *_wrong(row), *_rhythm(row), *_mood(row)]


def _known(row: Row) -> Sentence:
    orders, first = row.get("orders") or 0, row.get("first_order_at")
    evidence = _ids(row.get("first_order_event_id"), row.get("last_order_event_id"))
    if not orders or not first:
        return Sentence(
            _("We know each other, but they have not ordered yet."), events=_ids(row.get("first_seen_event_id"))
        )
    year = isolate_ltr(str(first)[:4])
    if orders >= 3:
        words = ngettext("Regular since {year}, with {n} order.", "Regular since {year}, with {n} orders.", orders)
        return Sentence(words.format(year=year, n=number(orders)), events=evidence)
    words = ngettext("{n} order so far, the first in {year}.", "{n} orders so far, the first in {year}.", orders)
    return Sentence(words.format(n=number(orders), year=year), events=evidence)


def _owed(row: Row) -> Iterator[Sentence]:
    if n := row.get("unanswered"):
        words = ngettext("{n} message of theirs waits for an answer.", "{n} messages of theirs wait for an answer.", n)
        yield Sentence(
            words.format(n=number(n)),
            "wrong",
            _ids(row.get("unanswered_event_id"), row.get("unanswered_last_event_id")),
        )
    if n := row.get("promises_open"):
        words = ngettext("We owe them {n} promise.", "We owe them {n} promises.", n)
        yield Sentence(
            words.format(n=number(n)), "wrong", _ids(row.get("promise_event_id"), row.get("promise_about_event_id"))
        )


def _wrong(row: Row) -> Iterator[Sentence]:
    strikes, still_open = row.get("strikes") or 0, row.get("strikes_open") or 0
    if still_open:
        words = ngettext(
            "{n} bad experience is not yet put right.", "{n} bad experiences are not yet put right.", still_open
        )
        yield Sentence(words.format(n=number(still_open)), "wrong", _ids(*(row.get("strike_event_ids") or ())))
    elif strikes:
        yield Sentence(_("What went wrong was put right."), "ok", _ids(row.get("last_repair_event_id")))
    if row.get("late_ref"):
        words = (
            _("Order {ref} was promised for {date} and has not arrived.")
            if row.get("late_is_missing")
            else _("Order {ref}, promised for {date}, came late, and nobody has spoken with them about it.")
        )
        yield Sentence(
            words.format(ref=isolate_ltr(str(row["late_ref"])), date=day(row.get("late_due_date"))),
            "wrong",
            _ids(row.get("late_event_id"), row.get("late_arrived_event_id")),
        )


def _rhythm(row: Row) -> Iterator[Sentence]:
    rhythm, since = row.get("rhythm_days"), row.get("days_since_order")
    if rhythm and since is not None and (row.get("overdue_ratio") or 0) >= OVERDUE:
        words = ngettext(
            "They usually order every {usual} days; it has been {n} day.",
            "They usually order every {usual} days; it has been {n} days.",
            since,
        )
        yield Sentence(
            words.format(usual=number(round(rhythm)), n=number(since)), "", _ids(row.get("last_order_event_id"))
        )


def _mood(row: Row) -> Iterator[Sentence]:
    mood, n = row.get("mood"), row.get("mood_n") or 0
    if mood is None or abs(mood) < 0.25:
        return
    if mood > 0:
        words = ngettext("Their last message was warm.", "Their last {n} messages and reviews were warm.", n)
        yield Sentence(words.format(n=number(n)), "thank", _ids(*(row.get("mood_event_ids") or ())))
    else:
        words = ngettext("Their last message was unhappy.", "Their last {n} messages and reviews were unhappy.", n)
        yield Sentence(words.format(n=number(n)), "wrong", _ids(*(row.get("mood_event_ids") or ())))


@dataclass(frozen=True)
class Fact:
    """A word and what stands beside it, with what it rests on: in words, and where to look at it."""

    label: str
    value: str
    basis: str = ""
    opens: str = ""  # a link within their page


def value(row: Row | None) -> list[Fact]:
    """What they have meant in money and what may be expected, each with its basis; what is not known is absent."""
    if not row:
        return []
    return [*_spent(row), *_expected(row), *_delivered(row), *_quadrant(row)]


def _show(row: Row, name: str) -> str:
    return isolate(money.show(row[name], currency=row["currency"], language=language()))


def _spent(row: Row) -> Iterator[Fact]:
    if not row.get("currency"):
        return
    n = row.get("orders") or 0
    basis = ngettext("from {n} order, less what was given back", "from {n} orders, less what was given back", n)
    if row.get("spend_minor") is not None:
        yield Fact(_("Spent with us"), _show(row, "spend_minor"), basis.format(n=number(n)), ORDERS)
    if row.get("margin_minor") is not None:
        yield Fact(_("Margin"), _show(row, "margin_minor"), _("as stated on every order"), ORDERS)


def _expected(row: Row) -> Iterator[Fact]:
    if not row.get("currency") or row.get("expected_value_365d_minor") is None:
        return
    n = row.get("orders") or 0
    low, high = row.get("expected_value_low_minor"), row.get("expected_value_high_minor")
    if low is not None and high is not None:
        words = _("{low} to {high}").format(
            low=_show(row, "expected_value_low_minor"), high=_show(row, "expected_value_high_minor")
        )
        basis = ngettext(
            "An estimate from {n} order (BG/NBD and Gamma-Gamma, 4 in 5 intervals hold the truth).",
            "An estimate from {n} orders (BG/NBD and Gamma-Gamma, 4 in 5 intervals hold the truth).",
            n,
        )
    else:
        words = _show(row, "expected_value_365d_minor")
        basis = ngettext(
            "An estimate from {n} order (BG/NBD and Gamma-Gamma), without an interval.",
            "An estimate from {n} orders (BG/NBD and Gamma-Gamma), without an interval.",
            n,
        )
    basis = basis.format(n=number(n))
    if not row.get("value_is_reliable"):
        basis = _("{basis} It has not yet been right about this shop's past, so take it lightly.").format(basis=basis)
    yield Fact(_("Expected in the next 12 months"), words, basis, ORDERS)
    if row.get("p_alive") is not None:
        yield Fact(_("Chance they still buy here"), share(row["p_alive"]), _("from the same estimate"), ORDERS)


def _delivered(row: Row) -> Iterator[Fact]:
    if n := row.get("deliveries"):
        late = row.get("deliveries_late") or 0
        words = _("{late} of {n}").format(late=number(late), n=number(n))
        yield Fact(_("Deliveries that came late"), words, _("against the day promised"), ORDERS)


def _quadrant(row: Row) -> Iterator[Fact]:
    words = {
        "loyal": _("Loyal: buys often and likes us"),
        "reluctant": _("Reluctant: buys often, but is not happy"),
        "latent": _("Fond: likes us, buys seldom"),
        "distant": _("Distant: buys seldom, feels little"),
    }.get(str(row.get("quadrant") or ""))
    if words:
        n = row.get("quadrant_n") or 0
        basis = ngettext("a guess resting on {n} observation", "a guess resting on {n} observations", n)
        heard = ",".join(map(str, _ids(*(row.get("mood_event_ids") or ()))))
        opens = f"?evidence={heard}#evidence" if heard else ""
        yield Fact(_("How they are bound to us"), words, basis.format(n=number(n)), opens)


def unknown(row: Row | None) -> list[str]:
    """What cannot be known about them yet, and what would tell."""
    words = {
        "margin": _("What we earn from them: the orders do not say their margin."),
        "value": _("What they may spend: there are too few orders to say."),
        "rhythm": _("How often they come: that takes three order days."),
        "mood": _("How they feel: they have written nothing lately."),
        "deliveries": _("Whether parcels come in time: the orders hold no promised day."),
        "language": _("Which language they prefer: they have written nothing."),
        "consent": _("Whether they want to hear from us: nobody has asked."),
        "orders": _("What they bought: no order of theirs has come in."),
        "spend": _("What they spent: amounts are missing or in several currencies."),
    }
    keys = [k.strip() for k in str((row or {}).get("unknown") or "").split(",") if k.strip()]
    return [words.get(k, _("Not known: {what}.").format(what=isolate_ltr(k))) for k in keys]


def _ids(*events: Any) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(e) for e in events if e))
