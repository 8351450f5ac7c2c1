"""Whom must a playbook leave alone for now, and for which reason?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Count

from hafawa.people import clusters
from hafawa.playbooks import contacts
from hafawa.playbooks.models import State, Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.playbooks.reasons import NEVER, quiet_days
from hafawa.team.models import Shop

COUNTED_DAYS = 60  # "not this" within so many days counts against a playbook
COUNTED_AT = 3  # so many of them lower it once
LOWERED_BY = 10.0
LOWERED_MOST = 30.0
_WHY = {
    State.DONE.value: "cooling_down",
    State.EXPIRED.value: "cooling_down",
    State.HELD_OUT.value: "held_out",
    State.NOT_THIS.value: "not_this",
}


@dataclass(frozen=True)
class Block:
    """`person_id` is not suggested for this `key` (empty: for any), because of `why` (a LeftOut reason)."""

    person_id: int
    key: str
    why: str


@dataclass(frozen=True)
class Blocks:
    """What every playbook needs to know before it looks for people, read once a run."""

    closed: dict[str, list[Block]]
    capped: list[Block]
    had_theirs: list[Block]
    refused: dict[str, int]
    nobody: bool
    keys_waiting: dict[str, list[Block]] = field(default_factory=dict)

    def of(self, playbook: Playbook) -> list[Block]:
        """All blocks that hold for `playbook`."""
        own = [*self.closed.get(playbook.name, ()), *self.keys_waiting.get(playbook.name, ())]
        return own if playbook.is_reply else [*own, *self.capped, *self.had_theirs]

    def lowered(self, playbook: Playbook) -> float:
        """By how much its urgency is lowered, because people said "not this"."""
        if playbook.is_promise:
            return 0.0
        return min(LOWERED_MOST, LOWERED_BY * (self.refused.get(playbook.name, 0) // COUNTED_AT))


def read(playbooks: Iterable[Playbook], *, shop: Shop, now: datetime, day: datetime) -> Blocks:
    """The blocks of this moment. What was done with anybody merged holds for the one they count as."""
    kept = clusters.kept_by_id()
    had_theirs = {kept.get(i, i) for i in _had_theirs(shop, now=now, day=day)}
    return Blocks(
        closed=_as_kept(_closed({p.name: p for p in playbooks}, day=day), kept),
        capped=[Block(i, "", "capped") for i in contacts.at_the_cap(shop=shop, day=day)],
        had_theirs=[Block(i, "", "one_a_day") for i in sorted(had_theirs)],
        refused=refusals(now=now),
        nobody=shop.contacts_per_person == 0,
        keys_waiting=_as_kept(_waiting(shop, now=now), kept),
    )


def _as_kept(found: dict[str, list[Block]], kept: dict[int, int]) -> dict[str, list[Block]]:
    if not kept:
        return found
    return {name: [replace(b, person_id=kept.get(b.person_id, b.person_id)) for b in bs] for name, bs in found.items()}


def refusals(*, now: datetime) -> dict[str, int]:
    """How often each playbook was told "not this" in the last `COUNTED_DAYS` days."""
    since = now - timedelta(days=COUNTED_DAYS)
    found = Suggestion.objects.filter(state=State.NOT_THIS, closed_at__gte=since).order_by()
    return dict(found.values_list("playbook").annotate(n=Count("id")))


def _closed(playbooks: dict[str, Playbook], *, day: datetime) -> dict[str, list[Block]]:
    longest = max([timedelta(days=400), *(p.cool_down for p in playbooks.values())])
    states = [State.DONE, State.EXPIRED, State.HELD_OUT, State.NOT_THIS]
    rows = Suggestion.objects.filter(state__in=states, closed_at__gte=day - longest) | Suggestion.objects.filter(
        state=State.NOT_THIS, not_this_reason=NEVER
    )
    blocks: dict[str, list[Block]] = defaultdict(list)
    columns = ("person_id", "playbook", "reason_key", "state", "not_this_reason", "closed_at")
    for person_id, name, key, state, reason, closed_at in rows.values_list(*columns).iterator(chunk_size=5000):
        if state == State.NOT_THIS:
            quiet = timedelta(days=quiet_days(reason))
        else:
            quiet = playbooks[name].cool_down if name in playbooks else timedelta(0)
        if reason == NEVER:
            blocks[name].append(Block(person_id, "", "not_this"))
        elif day - closed_at < quiet:
            blocks[name].append(Block(person_id, key, _WHY[state]))
    return blocks


def _waiting(shop: Shop, *, now: datetime) -> dict[str, list[Block]]:
    """Snoozed, and the day has not come: a day of our calendar, however old the record is."""
    today = now.astimezone(shop.zone).date()
    blocks: dict[str, list[Block]] = defaultdict(list)
    rows = Suggestion.objects.filter(state=State.LATER, later_until__gt=today)
    for person_id, name, key in rows.values_list("person_id", "playbook", "reason_key"):
        blocks[name].append(Block(person_id, key, "later"))
    return blocks


def _had_theirs(shop: Shop, *, now: datetime, day: datetime) -> set[int]:
    """People whose card of the day was done already, or held out."""
    done = Suggestion.objects.filter(state=State.DONE, closed_at__gte=_midnight(now, shop=shop))
    held = Suggestion.objects.filter(state=State.HELD_OUT, made_at__gte=_midnight(day, shop=shop))
    return {*done.values_list("person_id", flat=True), *held.values_list("person_id", flat=True)}


def _midnight(at: datetime, *, shop: Shop) -> datetime:
    return at.astimezone(shop.zone).replace(hour=0, minute=0, second=0, microsecond=0)
