"""Whom is a call owed to: promised, asked for, or because theirs was not picked up? And on which number?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from hafawa.conversations.calls.callbacks import CALL
from hafawa.conversations.calls.models import Callback, CallbackState
from hafawa.people import clusters
from hafawa.people.models import Identifier, IdentifierKind
from hafawa.timeline.models import Event

MISSED_WITHIN = timedelta(days=30)
MOST = 500  # owed at once; whoever has more owed has another trouble than a list
_CALLS = ("call.made", "call.received")
_CLOSING = ("promise.kept", "promise.withdrawn")
_RETURNS = ("call.made", "call.received", "message.sent", "contact.made")
NOT_SPOKEN = ("not_reached", "voicemail")


@dataclass(frozen=True)
class Owed:
    """A call promised: when (None: no time was said), why, by whom, and the event of the promise."""

    promise_id: int
    person_id: int
    due_at: datetime | None
    why: str
    owner: str
    ref: str


@dataclass(frozen=True)
class Missed:
    """A call of theirs that nobody picked up and nobody has returned; `tries` is how often they called, and we since.

    `at` is the first such call, `event_id` the last.
    """

    event_id: int
    person_id: int
    at: datetime
    last_at: datetime
    theirs: int
    ours: int
    left_words: bool


def owed(*, to: object, person_id: int | None = None) -> list[Owed]:
    """Every call promised and not made, the first due first, those without a time last; or those to one person."""
    closed = Event.objects.filter(kind__in=_CLOSING, about_id=OuterRef("id"))
    found = Event.objects.visible_to(to).filter(~Exists(closed), kind="promise.made", data__what=CALL)
    found = found.filter(person__isnull=False).order_by(F("due_at").asc(nulls_last=True), "id")
    if person_id is not None:
        found = found.filter(person_id__in=clusters.ids_of(person_id))
    events = list(found[:MOST])
    mine = Callback.objects.filter(promise_event_id__in=[e.pk for e in events]).select_related("owner")
    owners = {c.promise_event_id: str(c.owner) for c in mine if c.owner}
    kept = clusters.kept_by_id()
    return [
        _owed(e, owner=owners.get(e.pk, ""), person_id=kept.get(e.person_id or 0, e.person_id or 0)) for e in events
    ]


def asked(*, to: object) -> QuerySet[Callback]:
    """Calls that were asked for in a message and wait for a yes or no, the soonest first."""
    there = Event.objects.filter(id=OuterRef("asked_event_id"))  # gone where an import was taken back
    waiting = Callback.objects.visible_to(to).filter(Exists(there), state=CallbackState.ASKED).select_related("person")
    return waiting.order_by(F("due_at").asc(nulls_last=True), "id")[:MOST]


def missed(*, to: object, now: datetime) -> list[Missed]:
    """Calls of theirs that were not picked up in the last 30 days and not returned since, longest waiting first.

    A talk, a message by hand or words left on their machine is a return; ringing without an answer is a try.
    """
    theirs = Event.objects.visible_to(to).filter(
        kind="call.received", data__outcome__in=NOT_SPOKEN, occurred_at__gt=now - MISSED_WITHIN, occurred_at__lte=now,
        person__isnull=False,
    )  # fmt: skip
    events = list(theirs.order_by("-occurred_at", "-id")[:MOST])
    if not events:
        return []
    kept = clusters.kept_by_id()
    after = _since({e.person_id for e in events if e.person_id}, min(e.occurred_at for e in events), kept)
    by_person: dict[int, list[Event]] = defaultdict(list)
    for event in reversed(events):
        by_person[kept.get(event.person_id or 0, event.person_id or 0)].append(event)
    found = [m for person_id, calls in by_person.items() if (m := _missed(person_id, calls, after.get(person_id, [])))]
    return sorted(found, key=lambda m: (m.at, m.event_id))


def numbers(person_ids: Iterable[int], *, to: object) -> dict[int, list[Identifier]]:
    """The numbers of people who count as `person_ids`, the best first: where they were last reached, then the newest.

    A number that was last found to be wrong comes last. Nobody's, for one who may not see numbers.
    """
    together = clusters.together(list(person_ids))
    of = {member: person for person, members in together.items() for member in members}
    keys = Identifier.objects.visible_to(to).filter(kind=IdentifierKind.PHONE, person_id__in=of).order_by("-id")
    found: dict[int, list[Identifier]] = defaultdict(list)
    for key in keys:
        found[of[key.person_id]].append(key)
    if any(len(mine) > 1 for mine in found.values()):
        ends = _last_outcomes(of)
        for mine in found.values():
            mine.sort(key=lambda k: (*_worth(ends.get(k.value)), -k.pk))
    return dict(found)


def wrong_numbers(person_ids: Iterable[int]) -> set[str]:
    """Numbers (E.164) of these people on which somebody else was found last."""
    return {number for number, (outcome, _at) in _last_outcomes(person_ids).items() if outcome == "wrong_number"}


def _worth(last: tuple[str, datetime] | None) -> tuple[int, float]:
    if last is None:
        return (1, 0.0)
    outcome, at = last
    return ({"reached": 0, "wrong_number": 2}.get(outcome, 1), -at.timestamp())


def _last_outcomes(person_ids: Iterable[int]) -> dict[str, tuple[str, datetime]]:
    """By number: how the last call ended that tells whose number it is."""
    rows = Event.objects.filter(person_id__in=list(person_ids), kind__in=_CALLS, data__number__isnull=False)
    found: dict[str, tuple[str, datetime]] = {}
    for data, at in rows.order_by("occurred_at", "id").values_list("data", "occurred_at"):
        if data["number"] and data.get("outcome") in ("reached", "wrong_number", "voicemail"):
            found[data["number"]] = (data["outcome"], at)
    return found


def _owed(event: Event, *, owner: str, person_id: int) -> Owed:
    data = event.data
    return Owed(event.pk, person_id, event.due_at, data.get("text", ""), owner or data.get("by", ""), event.ref)


def _since(person_ids: set[int], since: datetime, kept: Mapping[int, int]) -> dict[int, list[Event]]:
    """What may be a return, by whom it counts for."""
    wanted = {kept.get(i, i) for i in person_ids}
    members = sorted(person_ids | wanted | {m for m, k in kept.items() if k in wanted})
    found: dict[int, list[Event]] = defaultdict(list)
    for start in range(0, len(members), 500):
        some = members[start : start + 500]
        for event in Event.objects.filter(person_id__in=some, kind__in=_RETURNS, occurred_at__gt=since):
            found[kept.get(event.person_id or 0, event.person_id or 0)].append(event)
    return found


def _missed(person_id: int, calls: list[Event], after: list[Event]) -> Missed | None:
    returned = max((e.occurred_at for e in after if _is_return(e)), default=None)
    still = [c for c in calls if returned is None or c.occurred_at > returned]
    if not still:
        return None
    first, last = still[0], still[-1]
    tries = sum(e.kind == "call.made" and e.occurred_at > first.occurred_at for e in after)
    words = any(c.data.get("outcome") == "voicemail" or c.data.get("text") for c in still)
    return Missed(last.pk, person_id, first.occurred_at, last.occurred_at, len(still), tries, words)


def _is_return(event: Event) -> bool:
    data: dict[str, str] = event.data
    if event.kind == "call.made":
        return data.get("outcome", "reached") in ("reached", "voicemail")
    if event.kind == "call.received":
        return data.get("outcome", "reached") == "reached"
    return not data.get("is_automatic") and not data.get("is_sales")
