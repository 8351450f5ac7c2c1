"""How do reviews and mentions come into the queue? Once they were read: only that says whether they ask for answers."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hafawa.conversations import counting, giving, hours, outside, public, telling
from hafawa.conversations.models import Conversation, State
from hafawa.listening import annotate
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "conversations.public"  # how far what was said in public is in
CORRECTED = "conversations.corrected"
_BATCH = 1000
_LOOKED_AT = 20_000  # ids looked through at once for what was said in public


def begin(*, until: int, now: datetime) -> None:
    """A shop that had conversations before its reviews and mentions were among them gets those of late, and no more:
    of what was read `until` that event."""
    if Cursor.objects.filter(name=READER).exists():
        return
    late = Event.objects.filter(kind__in=public.KINDS, occurred_at__gte=now - counting.QUIET_AFTER, id__lte=until)
    ids = sorted(late.values_list("id", flat=True))
    with transaction.atomic():
        for start in range(0, len(ids), _BATCH):
            _gather(ids[start : start + _BATCH], now=now)
        log.move(READER, to=until, now=now)


def read_on(*, now: datetime) -> int:
    """Reviews and mentions that were read since, each a conversation; how many."""
    told, until = 0, _seen(annotate.READER)
    while (after := _seen(READER)) < until:
        up_to = min(after + _LOOKED_AT, until)
        kinds = Event.objects.filter(id__gt=after, id__lte=up_to).order_by("id").values_list("id", "kind")
        ids = [event_id for event_id, kind in kinds if kind in public.KINDS]
        with transaction.atomic():
            for start in range(0, len(ids), _BATCH):
                told += _gather(ids[start : start + _BATCH], now=now)
            log.move(READER, to=up_to, now=now)
    return told


def correct(*, now: datetime) -> None:
    """The team said that it asks for an answer or for none, or all was read by another reader: of what waits or is of
    late, and of what was ever corrected, whoever waits otherwise than it is read now."""
    own = Conversation.objects.filter(key__startswith=f"{public.HEAD}:", merged_into=None)
    corrected = Event.objects.filter(kind__in=public.KINDS, corrections__isnull=False).values_list("id", flat=True)
    keys = {public.key_of(i) for i in corrected}
    keys |= set(
        own.filter(Q(waiting_since__isnull=False) | Q(last_at__gte=now - counting.QUIET_AFTER)).values_list(
            "key", flat=True
        )
    )
    several = sorted(keys)
    for start in range(0, len(several), _BATCH // 2):
        found = {c.key: c for c in own.filter(key__in=several[start : start + _BATCH // 2])}
        ids = [i for key in found if (i := public.event_id_of(key)) is not None]
        for event in Event.objects.filter(id__in=ids).select_related("annotation"):
            _mind(found[public.key_of(event.pk)], needs=public.needs_answer(event), now=now)


def _gather(ids: list[int], *, now: datetime) -> int:
    """Make the conversations of these words, with what answered them before they came to be here."""
    known = set(Conversation.objects.filter(key__in=[public.key_of(i) for i in ids]).values_list("key", flat=True))
    said: dict[str, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(public.said(ids)).select_related("annotation").order_by("occurred_at", "id"):
        if (key := counting.key_of(event)) not in known:
            said[key].append(event)
    made, reply_by = [], hours.reply_by()
    for key, events in said.items():
        first = next(e for e in events if e.kind in public.KINDS)
        found = Conversation(key=key, channel=first.channel or "social", person_id=first.person_id)
        counting.put(found, counting.counted(None, events), reply_by=reply_by)
        counting.move(found, was_waiting=False, now=now)
        counting.feel(found, events)
        made.append(found)
    giving.give([c for c in made if c.waiting_since and c.state == State.OPEN], now=now)
    Conversation.objects.bulk_create(made)
    telling.changed(made, now=now)
    outside.changed([(outside.NOWHERE, one) for one in made], by_event=True, now=now)
    return len(made)


def _mind(found: Conversation, *, needs: bool, now: datetime) -> None:
    was_waiting = found.waiting_since is not None
    if needs == was_waiting or (needs and (found.last_out_at is not None or found.closed_by_id is not None)):
        return
    with transaction.atomic():
        counting.recount(found, now=now)
        before = outside.stood(found)
        if found.waiting_since is None and found.state != State.CLOSED:
            found.state, found.snoozed_until, found.closed_at = State.CLOSED, None, now
        else:
            counting.move(found, was_waiting=was_waiting, now=now)
            giving.give([found] if found.state == State.OPEN else [], now=now)
        found.save()
        telling.changed([found], now=now)
        outside.changed([(before, found)], now=now)


def _seen(name: str) -> int:
    return Cursor.objects.filter(name=name).values_list("last_event_id", flat=True).first() or 0
