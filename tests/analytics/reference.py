"""Rhythm, lateness, unanswered and strikes in plain Python, written from the meanings and not from the SQL."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from hafawa.analytics.strikes import KINDS, known, severity, weight
from hafawa.listening.models import Annotation
from hafawa.timeline.models import Event

_HUMAN = {"message.sent", "call.made", "contact.made", "review.answered"}


def judged(person_id: int, *, day: datetime, recording: set[str]) -> dict[str, Any]:
    """The columns of one person that this file knows."""
    events = list(Event.objects.filter(person_id=person_id, occurred_at__lte=day).order_by("occurred_at", "id"))
    readings = {a.event_id: a for a in Annotation.objects.filter(event__person_id=person_id)}
    today = day.date()
    deliveries = _deliveries(events, today, recording)
    waiting, ignored = _waiting(events, readings, today, day)
    found = _strikes(events, readings, deliveries, ignored, today)
    return {
        **_rhythm(events, today),
        "deliveries": len(deliveries),
        "deliveries_late": sum(1 for d in deliveries if d["late"] > 0),
        "late_ref": _late_ref(events, deliveries, today),
        "unanswered": len(waiting),
        "unanswered_event_id": waiting[0].id if waiting else None,
        "strikes": len(found),
        "strikes_open": sum(1 for s in found if not s["repaired"]),
        "strike_weight": round(sum(s["weight"] for s in found), 6),
        "last_strike_event_id": found[-1]["event"] if found else None,
    }


def _orders(events: list[Event]) -> dict[str, Event]:
    cancelled = {e.ref for e in events if e.kind == "order.cancelled"}
    orders: dict[str, Event] = {}
    for e in events:
        if e.kind == "order.placed" and e.ref not in cancelled:
            orders.setdefault(e.ref or f"#{e.id}", e)
    return orders


def _rhythm(events: list[Event], today: date) -> dict[str, Any]:
    orders = _orders(events)
    days = sorted({e.occurred_date for e in orders.values()})
    gaps = [(b - a).days for a, b in pairwise(days)]
    rhythm = float(median(gaps)) if len(days) >= 3 else None
    since = (today - max(e.occurred_date for e in orders.values())).days if orders else None
    return {"orders": len(orders), "rhythm_days": rhythm, "days_since_order": since}


def _deliveries(events: list[Event], today: date, recording: set[str]) -> list[dict[str, Any]]:
    cancelled = {e.ref for e in events if e.kind == "order.cancelled"}
    found = []
    for ref in sorted({e.ref for e in events if e.ref and e.due_date and e.kind.startswith(("order", "delivery"))}):
        promise = next(e for e in events if e.ref == ref and e.due_date and e.kind.startswith(("order", "delivery")))
        arrival = next((e for e in events if e.ref == ref and e.kind == "delivery.arrived"), None)
        is_due = promise.due_date <= today and ref not in cancelled and promise.source in recording
        if arrival or is_due:
            late = ((arrival.occurred_date if arrival else today) - promise.due_date).days
            found.append({"ref": ref, "promise": promise, "arrival": arrival, "due": promise.due_date, "late": late})
    return found


def _spoke(e: Event) -> bool:
    if e.data.get("is_sales") or e.data.get("is_automatic") or e.data.get("outcome") == "not_reached":
        return False
    told = {"message.received", "review.posted", "survey.answered", "call.received", "gesture.given", "strike.repaired"}
    return e.kind in _HUMAN | told


def _late_ref(events: list[Event], deliveries: list[dict[str, Any]], today: date) -> str | None:
    spoken = max((e.occurred_date for e in events if _spoke(e)), default=date.min)
    open_ones = [d for d in deliveries if d["late"] > 0 and (today - d["due"]).days <= 31 and spoken <= d["due"]]
    best = max(open_ones, key=lambda d: (d["due"], d["promise"].occurred_at, d["promise"].id), default=None)
    return best["ref"] if best else None


def _answers(asked: Event, e: Event) -> bool:
    if e.data.get("is_sales") or (e.occurred_at, e.id) <= (asked.occurred_at, asked.id):
        return False
    if e.kind == "message.sent":
        return e.ref == asked.ref and not e.data.get("is_automatic")
    return e.kind == "contact.made" or (e.kind in {"call.made", "call.received"} and e.data.get("outcome") == "reached")


def _waived_on(asked: Event, events: list[Event]) -> date | None:
    withdrawn = {e.about_id for e in events if e.kind == "waiver.withdrawn"}
    days = [
        e.occurred_date
        for e in events
        if e.kind == "answer.waived" and e.about_id == asked.id and e.id not in withdrawn
    ]
    return min(days, default=None)


def _waiting(
    events: list[Event], readings: dict[int, Annotation], today: date, now: datetime
) -> tuple[list[Event], list[Event]]:
    waiting, ignored, month = [], [], timedelta(days=30)
    for e in events:
        if (
            e.kind == "message.received"
            and e.id in readings
            and readings[e.id].needs_answer
            and not e.data.get("is_automatic")
        ):
            answer = next((a for a in events if _answers(e, a)), None)
            ends = [d for d in (answer.occurred_date if answer else None, _waived_on(e, events)) if d is not None]
            is_old = e.recorded_at - e.occurred_at > month and now - e.occurred_at > month
            if not ends and not is_old:
                waiting.append(e)
            if (min(ends, default=today) - e.occurred_date).days > 3:
                ignored.append(e)
    return waiting, ignored


def _noon_free(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=UTC)


def _signs(
    events: list[Event],
    readings: dict[int, Annotation],
    deliveries: list[dict[str, Any]],
    ignored: list[Event],
    today: date,
) -> list[dict[str, Any]]:
    signs: list[dict[str, Any]] = []

    def sign(trouble: str, at: datetime, on: date, kind: str, ids: list[int], days_late: int = 0) -> None:
        signs.append(
            {"trouble": trouble, "at": at, "on": on, "kind": known(kind), "ids": ids,
             "severity": severity(kind, days_late=days_late)}
        )  # fmt: skip

    late = [d for d in deliveries if d["late"] > 0]
    for d in late:
        since = d["due"] + timedelta(days=1)
        main = d["arrival"] or d["promise"]
        kind = "late_delivery" if d["arrival"] else "missing_delivery"
        sign("o:" + d["ref"], _noon_free(since), since, kind, [main.id, d["promise"].id], d["late"])
    for e in events:
        read = readings.get(e.id)
        is_bad_review = e.kind == "review.posted" and e.score is not None and e.score <= 2
        if is_bad_review:
            told = (
                read.bad_kind
                if read and read.is_complaint and read.bad_kind in KINDS and read.bad_kind != "other"
                else ""
            )
            sign("o:" + e.ref if e.ref else f"e:{e.id}", e.occurred_at, e.occurred_date, told or "bad_review", [e.id])
        elif (
            read
            and read.is_complaint
            and e.kind in {"message.received", "review.posted"}
            and not e.data.get("is_automatic")
        ):
            sign(_trouble(e, read, late), e.occurred_at, e.occurred_date, read.bad_kind, [e.id])
    for e in ignored:
        on = e.occurred_date + timedelta(days=4)
        sign("i:" + (e.ref or str(e.id)), _noon_free(on), on, "ignored", [e.id])
    about = {i: s["trouble"] for s in sorted(signs, key=lambda s: s["trouble"], reverse=True) for i in s["ids"]}
    for e in events:
        if e.kind == "strike.noted":
            own = "o:" + e.ref if e.ref else f"e:{e.id}"
            sign(about.get(e.about_id, own), e.occurred_at, e.occurred_date, e.data["bad"], [e.id])
    return signs


def _trouble(e: Event, read: Annotation, late: list[dict[str, Any]]) -> str:
    order = e.data.get("order_ref") or (e.ref if e.kind == "review.posted" else "")
    if not order and read.bad_kind in {"late_delivery", "missing_delivery"}:
        before = [d for d in late if 0 <= (e.occurred_date - d["due"]).days - 1 <= 30]
        order = max(before, key=lambda d: (d["due"], d["ref"]))["ref"] if before else ""
    if order:
        return "o:" + order
    return "c:" + e.ref if e.ref and e.kind != "review.posted" else f"e:{e.id}"


def _strikes(
    events: list[Event],
    readings: dict[int, Annotation],
    deliveries: list[dict[str, Any]],
    ignored: list[Event],
    today: date,
) -> list[dict[str, Any]]:
    groups: dict[str, list[list[dict[str, Any]]]] = defaultdict(list)
    for s in sorted(_signs(events, readings, deliveries, ignored, today), key=lambda s: (s["at"], s["ids"][0])):
        runs = groups[s["trouble"]]
        if runs and (s["on"] - runs[-1][-1]["on"]).days <= 30:
            runs[-1].append(s)
        else:
            runs.append([s])
    found = [_one(trouble, run, events, today) for trouble, runs in groups.items() for run in runs]
    return sorted(found, key=lambda s: (s["at"], s["event"]))


def _one(trouble: str, run: list[dict[str, Any]], events: list[Event], today: date) -> dict[str, Any]:
    worst = max(run, key=lambda s: s["severity"])  # the first of equals
    at, ids = max(s["at"] for s in run), {i for s in run for i in s["ids"]}
    repaired = any(e.kind == "strike.repaired" and e.occurred_at >= at and _repairs(e, trouble, ids) for e in events)
    left = weight(
        severity=worst["severity"], half_life_days=KINDS[worst["kind"]].half_life_days,
        age_days=(today - max(s["on"] for s in run)).days, is_repaired=repaired,
    )  # fmt: skip
    return {"at": at, "event": worst["ids"][0], "repaired": repaired, "weight": left}


def _repairs(e: Event, trouble: str, ids: set[int]) -> bool:
    if e.about_id is not None:
        return e.about_id in ids or (bool(e.ref) and trouble == "o:" + e.ref)
    return not e.ref or trouble in {"o:" + e.ref, "c:" + e.ref, "i:" + e.ref}
