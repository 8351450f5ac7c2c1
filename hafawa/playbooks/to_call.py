"""Which cards of today ask for a call, and why?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import override

from hafawa.people.models import Person
from hafawa.playbooks import facts as facts_of
from hafawa.playbooks import say
from hafawa.playbooks.card import About
from hafawa.playbooks.models import State, Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import Shop

MOST = 200


@dataclass(frozen=True)
class ToCall:
    """A card that asks for a call: why, in the reader's language; the promise it is about, where it is about one."""

    suggestion: Suggestion
    why: str
    promise_id: int | None


def cards(*, to: object, day: datetime, now: datetime, language: str) -> list[ToCall]:
    """The open ones, and those put off until today, the most urgent first; judged from `day`."""
    shop = Shop.get()
    today = now.astimezone(shop.zone).date()
    waiting = (
        Suggestion.objects.visible_to(to)
        .filter(Q(state=State.OPEN) | Q(state=State.LATER, later_until__lte=today), action="call")
        .filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=day) | Q(state=State.LATER), playbook__in=list(playbooks())
        )
        .exclude(person_id__in=Person.objects.filter(merged_into__isnull=False).values("id"))
        .select_related("person")
        .order_by("-urgency", "-value_minor", "playbook", "id")
    )
    found = list(waiting[:MOST])
    record = facts_of.Record.of(found, shop=shop, day=day, to=to)
    record.keys = About.of([s.person_id for s in found], on=record.day.date(), to=to).first_keys()
    with override(language):
        return [_to_call(s, record) for s in found]


def opener(suggestion: Suggestion, *, to: object, day: datetime) -> tuple[str, str]:
    """What to say first for this card, in the person's language, and that language; empty where it has no words."""
    shop, playbook = Shop.get(), playbooks().get(suggestion.playbook)
    if playbook is None or playbook.words is None:
        return "", ""
    record = facts_of.Record.of([suggestion], shop=shop, day=day, to=to)
    read = facts_of.read(playbook, suggestion.facts, person=suggestion.person, record=record)
    words, language = say.in_language(read, words=playbook.words, fallback=shop.language)
    parts = words.split("\n\n")
    signed = 1 if len(parts) > 1 and (read.sender_name or read.shop_name) else 0
    return " ".join(parts[: len(parts) - signed]), language


def _to_call(suggestion: Suggestion, record: facts_of.Record) -> ToCall:
    playbook = playbooks()[suggestion.playbook]
    read = facts_of.read(playbook, suggestion.facts, person=suggestion.person, record=record)
    promise = suggestion.facts.get("promise_event_id") if playbook.is_promise else None
    return ToCall(suggestion, playbook.why(read), promise)
