"""Who needs what today? Standing becomes suggestions, at most one open a person; run twice, nothing changes."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from hafawa.analytics import warehouse
from hafawa.kernel.locks import only_one
from hafawa.people.models import Person
from hafawa.playbooks import audience, blocks
from hafawa.playbooks.audience import EXAMPLES, Candidate, Moment
from hafawa.playbooks.models import LastRun, LeftOut, Outcome, State, Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

MOST_BESIDE = 3  # other reasons for the same person named on a card
AWAKE_FOR = timedelta(days=3)  # a snoozed card stays at least so long after its day

Key = tuple[int, str, str]


@dataclass
class Plan:
    """What a run will write: the day's card of each person, and who is left out."""

    winners: dict[int, Candidate] = field(default_factory=dict)
    beside: dict[int, list[Candidate]] = field(default_factory=dict)
    means: set[Key] = field(default_factory=set)
    held_out: list[Candidate] = field(default_factory=list)
    left_out: dict[tuple[str, str], tuple[int, list[int]]] = field(default_factory=dict)

    def leave_out(self, playbook: str, reason: str, people: Iterable[int], *, count: int = 0) -> None:
        """Count people under a reason; `count` where there are more than are named."""
        named = list(people)
        total, examples = self.left_out.get((playbook, reason), (0, []))
        self.left_out[playbook, reason] = (total + (count or len(named)), [*examples, *named][:EXAMPLES])


def suggest(*, now: datetime, day: datetime) -> int:
    """Bring the suggestions up to standing as of `day`; returns how many new cards there are.

    Cards whose reason no longer holds are settled, those past their time expire, snoozed ones whose day has come
    return. Nothing is touched while standing holds nobody at all.
    """
    shop = Shop.get()
    with only_one("suggest"), warehouse.opened() as connection:
        known = audience.what_is_known(connection=connection)
        if not known["people"]:
            return 0
        plan = _plan(shop, now=now, day=day, connection=connection)
        quiet = audience.quiet_people(connection=connection)
        with transaction.atomic():
            new = _write(plan, shop=shop, now=now, day=day)
            _note_run(known, quiet, now=now, day=day)
    return new


def is_held_out(playbook: Playbook, *, person_id: int, day: date, share: float) -> bool:
    """Whether this person is left alone to learn, for this playbook in this quarter of the year; always the same."""
    period = f"{day.year}-{(day.month - 1) // 3}"
    digest = hashlib.sha256(f"{person_id}:{playbook.name}:{period}".encode()).digest()
    return playbook.measurable and not playbook.is_reply and int.from_bytes(digest[:8], "big") / 2**64 < share


def _plan(shop: Shop, *, now: datetime, day: datetime, connection: object) -> Plan:
    plan, found = Plan(), defaultdict(list)
    held = blocks.read(playbooks().values(), shop=shop, now=now, day=day)
    moment, waiting = Moment.of(shop, day=day), _waiting()
    for playbook in playbooks().values():
        people = audience.find(
            playbook,
            moment=moment,
            blocks=held.of(playbook),
            asked_after=sorted(waiting[playbook.name]),
            lowered=held.lowered(playbook),
            nobody=held.nobody,
            connection=connection,
        )
        for candidate in _still_here(people.candidates):
            plan.means.add((candidate.person_id, playbook.name, candidate.reason_key))
            if candidate.status == "fit":
                found[candidate.person_id].append(_explained(candidate, held))
        _count(plan, playbook, people)
    _choose(plan, found, shop=shop, day=day)
    return plan


def _waiting() -> dict[str, set[int]]:
    """People with an open or snoozed card, by playbook: they are looked at again however far down they are."""
    people: dict[str, set[int]] = defaultdict(set)
    rows = Suggestion.objects.filter(state__in=[State.OPEN, State.LATER]).values_list("playbook", "person_id")
    for name, person_id in rows.iterator(chunk_size=5000):
        people[name].add(person_id)
    return people


def _still_here(candidates: list[Candidate]) -> list[Candidate]:
    """Without people erased, merged or undone since standing was made."""
    ids = sorted({c.person_id for c in candidates})
    there: set[int] = set()
    for start in range(0, len(ids), 500):
        there.update(Person.objects.filter(id__in=ids[start : start + 500]).values_list("id", flat=True))
    return [c for c in candidates if c.person_id in there]


def _explained(candidate: Candidate, held: blocks.Blocks) -> Candidate:
    if held.lowered(candidate.playbook):
        candidate.facts["lowered"] = {
            "count": held.refused[candidate.playbook.name],
            "days": blocks.COUNTED_DAYS,
        }
    return candidate


def _count(plan: Plan, playbook: Playbook, people: audience.Audience) -> None:
    for reason, (total, examples) in people.left_out.items():
        if reason != "fit":
            plan.leave_out(playbook.name, reason, examples, count=total)
        elif total > (chosen := sum(c.status == "fit" for c in people.candidates)):
            plan.leave_out(playbook.name, "lower_down", [], count=total - chosen)


def _choose(plan: Plan, found: dict[int, list[Candidate]], *, shop: Shop, day: datetime) -> None:
    """The most urgent card of each person wins; the others stand beside it."""
    today, open_ = day.astimezone(shop.zone).date(), _open_keys()
    for person_id, candidates in found.items():
        first, *others = sorted(candidates, key=lambda c: c.order)
        for other in others:
            plan.leave_out(other.playbook.name, "one_a_day", [person_id])
        is_new = (person_id, first.playbook.name, first.reason_key) not in open_
        if is_new and is_held_out(first.playbook, person_id=person_id, day=today, share=shop.held_out_share):
            plan.held_out.append(first)
            plan.leave_out(first.playbook.name, "held_out", [person_id])
        else:
            plan.winners[person_id] = first
            plan.beside[person_id] = others[:MOST_BESIDE]


def _open_keys() -> set[Key]:
    rows = Suggestion.objects.filter(state__in=[State.OPEN, State.LATER])
    return set(rows.values_list("person_id", "playbook", "reason_key"))


def _write(plan: Plan, *, shop: Shop, now: datetime, day: datetime) -> int:
    today = now.astimezone(shop.zone).date()
    standing = list(Suggestion.objects.filter(state__in=[State.OPEN, State.LATER]))
    kept = _just_closed(now)
    changed: list[Suggestion] = []
    closing: dict[str, list[int]] = defaultdict(list)
    for row in standing:
        state = _next_state(row, plan, day=day, today=today)
        if state in {State.EXPIRED, State.SETTLED}:
            closing[state].append(row.id)
        if state != State.SETTLED:
            kept.add((row.person_id, row.playbook, row.reason_key))
        if state in {State.EXPIRED, State.SETTLED}:
            continue
        if state == State.OPEN and row.state == State.LATER:
            _wake(row, day=day)
        if state == State.OPEN and _refresh(row, plan.winners[row.person_id], plan.beside[row.person_id]):
            changed.append(row)
    for state, ids in closing.items():
        for start in range(0, len(ids), 500):
            still = Suggestion.objects.filter(id__in=ids[start : start + 500], state__in=[State.OPEN, State.LATER])
            still.update(state=state, closed_at=day)
    Suggestion.objects.bulk_update(
        changed, ["facts", "evidence", "urgency", "value_minor", "currency", "channel", "minutes"], batch_size=200
    )
    new = _add(plan, kept, day=day)
    _hold_out(plan, day=day)
    _rewrite_left_out(plan, day=day)
    return new


def _just_closed(now: datetime) -> set[Key]:
    """Cards somebody closed while this run was looking: they are not made again."""
    states = [State.DONE, State.NOT_THIS]
    rows = Suggestion.objects.filter(state__in=states, closed_at__gte=now - timedelta(hours=1))
    return set(rows.values_list("person_id", "playbook", "reason_key"))


def _next_state(row: Suggestion, plan: Plan, *, day: datetime, today: date) -> str:
    key = (row.person_id, row.playbook, row.reason_key)
    if key not in plan.means:
        return State.SETTLED
    if row.state == State.LATER and (row.later_until is None or row.later_until > today):
        return State.LATER
    if row.state == State.OPEN and row.expires_at is not None and row.expires_at <= day:
        return State.EXPIRED
    winner = plan.winners.get(row.person_id)
    wins = winner is not None and (winner.playbook.name, winner.reason_key) == key[1:]
    if wins:
        return State.OPEN
    return State.LATER if row.state == State.LATER else State.SETTLED


def _wake(row: Suggestion, *, day: datetime) -> None:
    """A snoozed card whose day has come is open again."""
    expires_at = None if row.expires_at is None else max(row.expires_at, day + AWAKE_FOR)
    row.expires_at = expires_at
    Suggestion.objects.filter(id=row.id, state=State.LATER).update(
        state=State.OPEN, later_until=None, expires_at=expires_at
    )


def _refresh(row: Suggestion, winner: Candidate, beside: list[Candidate]) -> bool:
    """Put the newest facts on a card that stays; whether anything changed."""
    before = (row.facts, row.evidence, row.urgency, row.value_minor, row.currency, row.minutes)
    row.facts, row.evidence, row.urgency = _facts(winner, beside), winner.evidence, winner.urgency
    row.value_minor, row.currency, row.minutes = winner.value_minor, winner.currency, winner.playbook.minutes
    return before != (row.facts, row.evidence, row.urgency, row.value_minor, row.currency, row.minutes)


def _facts(candidate: Candidate, beside: list[Candidate]) -> dict[str, object]:
    if not beside:
        return candidate.facts
    also = [{"playbook": c.playbook.name, "facts": c.facts, "evidence": c.evidence} for c in beside]
    return {**candidate.facts, "also": also}


def _add(plan: Plan, kept: set[Key], *, day: datetime) -> int:
    fresh = [
        c
        for c in sorted(plan.winners.values(), key=lambda c: c.order)
        if (c.person_id, c.playbook.name, c.reason_key) not in kept
    ]
    channels = _channels(fresh)
    rows = [_row(c, plan.beside[c.person_id], channel=channels[c.person_id], day=day) for c in fresh]
    Suggestion.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _row(c: Candidate, beside: list[Candidate], *, channel: str, day: datetime) -> Suggestion:
    after = c.playbook.expires_after
    return Suggestion(
        person_id=c.person_id,
        playbook=c.playbook.name,
        action=c.playbook.action,
        reason_key=c.reason_key,
        facts=_facts(c, beside),
        evidence=c.evidence,
        channel=channel,
        minutes=c.playbook.minutes,
        value_minor=c.value_minor,
        currency=c.currency,
        urgency=c.urgency,
        made_at=day,
        expires_at=None if after is None else day + after,
    )


def _channels(candidates: list[Candidate]) -> dict[int, str]:
    """The channel each card suggests: the playbook's own, or the one the person used last where it says so."""
    same = [c.evidence[-1] for c in candidates if c.playbook.channel == "same" and c.evidence]
    used: dict[int, str] = {}
    for start in range(0, len(same), 500):
        used.update(Event.objects.filter(id__in=same[start : start + 500]).values_list("id", "channel"))
    return {
        c.person_id: (used.get(c.evidence[-1], "") if c.evidence else "") or "any"
        if c.playbook.channel == "same"
        else c.playbook.channel
        for c in candidates
    }


def _hold_out(plan: Plan, *, day: datetime) -> None:
    """Left alone on purpose: a row that is never shown as a card, and an outcome to compare with."""
    for c in plan.held_out:
        row = _row(c, [], channel=c.playbook.channel, day=day)
        row.state, row.closed_at = State.HELD_OUT, day
        row.save()
        if c.playbook.outcome is not None:
            due_at = day + c.playbook.outcome.within
            Outcome.objects.create(suggestion=row, was_held_out=True, due_at=due_at)


def _rewrite_left_out(plan: Plan, *, day: datetime) -> None:
    LeftOut.objects.all().delete()
    LeftOut.objects.bulk_create(
        LeftOut(playbook=name, reason=reason, people=total, examples=examples, made_at=day)
        for (name, reason), (total, examples) in sorted(plan.left_out.items())
    )


def _note_run(known: Counter[str] | dict[str, int], quiet: list[int], *, now: datetime, day: datetime) -> None:
    values = {"made_at": now, "judged_at": day, "people": known["people"], "unknown": dict(known), "quiet": quiet}
    LastRun.objects.update_or_create(id=1, defaults=values)
