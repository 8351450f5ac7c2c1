"""What does the team do with a line of the backlog? Plan it, do it, say why not, join two, tell those who asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.team import audit
from hafawa.team.models import User


class NoReason(Refused):
    """ "Will not be done" without a because."""


class NotThatLine(Refused):
    """The line is gone, or cannot be joined so."""


def decide(demand: Demand, *, state: str, because: str, by: User, now: datetime) -> Demand:
    """Set what becomes of it. Raises NoReason: who asked is owed a because."""
    if state not in State.values:
        raise NotThatLine(_("A line of the backlog cannot be that. Nothing was changed."))
    because = " ".join(because.split())[:1000]
    if state == State.DECLINED and not because:
        raise NoReason(_("Say why it will not be done: those who asked are owed a reason. Nothing was changed."))
    with transaction.atomic():
        was, demand.state, demand.because, demand.by, demand.changed_at = demand.state, state, because, by, now
        demand.save(update_fields=["state", "because", "by", "changed_at"])
        _note("listening.demand_decided", demand, {"from": was, "to": state}, by=by, now=now)
    return demand


def name(demand: Demand, words: str, *, by: User, now: datetime) -> Demand:
    """Call it by other words."""
    words = " ".join(words.split())[:500]
    if not words:
        raise NotThatLine(_("A line of the backlog needs words. Nothing was changed."))
    with transaction.atomic():
        demand.words, demand.by, demand.changed_at = words, by, now
        demand.save(update_fields=["words", "by", "changed_at"])
        _note("listening.demand_named", demand, {}, by=by, now=now)
    return demand


def join(demand: Demand, into: Demand, *, by: User, now: datetime) -> Demand:
    """The two ask for the same: `demand` points at `into`, and its voices count there. Raises NotThatLine."""
    if demand.pk == into.pk or demand.into_id or into.into_id:
        raise NotThatLine(_("These two lines cannot be joined. Nothing was changed."))
    with transaction.atomic():
        Demand.objects.filter(into=demand).update(into=into)
        demand.into, demand.by, demand.changed_at = into, by, now
        demand.save(update_fields=["into", "by", "changed_at"])
        _note("listening.demands_joined", into, {"other": demand.pk}, by=by, now=now)
    return into


def part(demand: Demand, *, by: User, now: datetime) -> Demand:
    """Take a joining back, exactly: it had moved nothing."""
    into = demand.into
    if into is None:
        raise NotThatLine(_("This line stands by itself already. Nothing was changed."))
    with transaction.atomic():
        demand.into, demand.by, demand.changed_at = None, by, now
        demand.save(update_fields=["into", "by", "changed_at"])
        _note("listening.demands_parted", demand, {"other": into.pk}, by=by, now=now)
    return demand


def tell(voice: Voice, *, is_told: bool, by: User, now: datetime) -> Voice:
    """They were told what became of it, or that is taken back."""
    voice.told_at, voice.told_by = (now, by) if is_told else (None, None)
    voice.save(update_fields=["told_at", "told_by"])
    return voice


def _note(what: str, demand: Demand, facts: dict[str, object], *, by: User, now: datetime) -> None:
    audit.note(by=by, what=what, about=f"demand:{demand.pk}", facts=facts, now=now)
