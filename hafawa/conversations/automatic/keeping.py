"""How are rules switched on and off and given words, and what share do they answer?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Avg, Count, Q, QuerySet

from hafawa.conversations.automatic import acting, wording
from hafawa.conversations.automatic.deciding import CHANNELS, KINDS, LANGUAGES
from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline.models import Event

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """How often rules answered of late, of all messages they looked at; and what people said of either afterwards.

    `with_rule` and `without` are (answers, mean score) of `survey.answered` in conversations that had an automatic
    message and in those that had none.
    """

    n: int
    answered: int
    with_rule: tuple[int, float | None]
    without: tuple[int, float | None]


def rules() -> list[Rule]:
    """Every rule, in the order in which they are tried; those never touched are off."""
    kept = {rule.kind: rule for rule in Rule.objects.select_related("by")}
    return [kept.get(kind) or Rule(kind=kind, channels=[]) for kind in KINDS]


def change(kind: str, *, on: Collection[str], words: Mapping[str, str], by: User, now: datetime) -> Rule:
    """Keep a rule that acts on the channels `on` (none: off). Raises `wording.WrongWords`, with nothing changed."""
    channels = [channel for channel in CHANNELS if channel in on]
    is_on = bool(channels)
    own = {lang: wording.checked(kind, words.get(lang, "")) for lang in LANGUAGES}
    own = {lang: said for lang, said in own.items() if said and said != wording.OURS[kind][lang]}
    with transaction.atomic():
        before = Rule.objects.filter(kind=kind).first()
        if is_on and not Rule.objects.filter(is_on=True).exists():
            acting.begin(now=now)
        values = {"is_on": is_on, "channels": channels, "words": own, "by": by, "changed_at": now}
        rule = Rule.objects.update_or_create(kind=kind, defaults=values)[0]
        was = before.channels if before is not None and before.is_on else []
        if before is None or was != channels:
            what = "automatic.switched_on" if is_on else "automatic.switched_off"
            audit.note(by=by, what=what, about=f"rule:{kind}", facts={"channels": channels}, now=now)
        elif before.words != own:
            audit.note(by=by, what="automatic.worded", about=f"rule:{kind}", now=now)
    return rule


def told(*, now: datetime) -> Told:
    """The share of late, and what people said."""
    since = now - LATELY
    decided = Decision.objects.filter(at__gte=since)
    n = decided.aggregate(all=Count("event_id"), rule=Count("event_id", filter=~Q(kind="")))
    refs = (
        Event.objects.filter(kind="message.sent", data__is_automatic=True, occurred_at__gte=since)
        .exclude(ref="")
        .values("ref")
    )
    said = Event.objects.filter(kind="survey.answered", score__isnull=False, occurred_at__gte=since).exclude(ref="")
    return Told(n["all"], n["rule"], _mean(said.filter(ref__in=refs)), _mean(said.exclude(ref__in=refs)))


def _mean(said: QuerySet[Event]) -> tuple[int, float | None]:
    found = said.aggregate(n=Count("id"), mean=Avg("score"))
    return found["n"], found["mean"]
