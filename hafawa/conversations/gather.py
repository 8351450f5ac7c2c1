"""How does what is said become conversations? Reads the timeline on from its own cursor; may be run twice.

How each stands is `counting`; what was said in public comes in by `gather_public`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from hafawa.channels.models import ImportRun
from hafawa.conversations import counting, gather_public, giving, hours, outside, public, telling
from hafawa.conversations.models import Conversation, Placement, State
from hafawa.kernel import locks
from hafawa.listening import annotate
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "conversations"
HEEDER = "conversations.heed"
TAKEN_BACK = "conversations.removed"
BATCH = 1000


def is_behind() -> bool:
    """Whether something was said that is in no conversation yet, is read and not yet heeded, or was taken back."""
    seen = _seen()
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    is_heeded = (
        min(seen[annotate.READER], seen[READER]) <= seen[HEEDER] and seen[annotate.READER] <= seen[gather_public.READER]
    )
    is_as_said = seen[log.REMOVED] == seen[TAKEN_BACK] and seen[annotate.CORRECTED] == seen[gather_public.CORRECTED]
    return last > seen[READER] or not is_heeded or not is_as_said


def read_on(*, now: datetime, limit: int = 1_000_000) -> int:
    """Put up to `limit` further events into their conversations; how many were said in one."""
    with locks.only_one(READER):
        told, seen = 0, _seen()
        gather_public.begin(until=seen[annotate.READER] if seen[READER] else 0, now=now)
        if seen[log.REMOVED] != seen[TAKEN_BACK]:
            recount_changed(now=now)
            log.move(TAKEN_BACK, to=seen[log.REMOVED], now=now)
        while limit > 0 and (events := log.unread(READER, limit=min(BATCH, limit))):
            with transaction.atomic():
                told += _gather(events, now=now)
                log.move(READER, to=events[-1].pk, now=now)
            limit -= len(events)
        told += gather_public.read_on(now=now)
        if seen[annotate.CORRECTED] != seen[gather_public.CORRECTED]:
            gather_public.correct(now=now)
            log.move(gather_public.CORRECTED, to=seen[annotate.CORRECTED], now=now)
        _heed(now=now)
    return told


def recount_changed(*, now: datetime) -> int:
    """After events were taken back: every conversation whose number of events is not what it was. How many."""
    changed = 0
    counted: dict[str, int] = dict(
        Event.objects.filter(kind__in=counting.KINDS)
        .exclude(ref="")
        .order_by()
        .values_list("ref")
        .annotate(n=Count("id"))
    )
    for key, in_public in public.counts().items():
        counted[key] = counted.get(key, 0) + in_public
    own = Conversation.objects.filter(merged_into=None)
    moved = set(own.exclude(absorbed=None, placed=None).values_list("id", flat=True))  # merged into, or split off
    for found in own.iterator(chunk_size=BATCH):
        n = counting.events_of(found).count() if found.pk in moved else counted.get(found.key)
        if not n or n != found.n_in + found.n_out:
            was_waiting = found.waiting_since is not None
            with transaction.atomic():
                counting.recount(found, now=now)
                if found.pk and public.is_public(found.key) and found.closed_by_id is None:
                    before = outside.stood(found)
                    counting.move(found, was_waiting=was_waiting, now=now)
                    found.save()
                    outside.changed([(before, found)], now=now)
            changed += 1
    return changed


def _gather(events: Iterable[Event], *, now: datetime) -> int:
    said: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind in (*counting.KINDS, public.ANSWER) and (key := counting.key_of(event)):
            said[key].append(event)
    known = {c.key: c for c in Conversation.objects.filter(key__in=list(said)).select_related("merged_into")}
    ids = [e.pk for some in said.values() for e in some]
    placed = set(Placement.objects.filter(event__in=ids).values_list("event_id", flat=True))
    made: list[Conversation] = []
    changed: dict[int, Conversation] = {}
    stood: list[tuple[outside.Stood, Conversation]] = []
    answers: list[tuple[Conversation, int]] = []
    reply_by, mailboxes = hours.reply_by(), _mailboxes(said)
    for key, some in said.items():
        new = [e for e in some if e.pk not in placed]
        found = known.get(key)
        if found is None and new and new[0].kind == public.ANSWER:
            continue  # counted with the words it answers, once they are in
        if found is None:
            found = Conversation(key=key, channel=new[0].channel or "phone")
            made.append(found)
            stood.append((outside.NOWHERE, found))
        elif found.merged_into is not None:
            found = changed.get(found.merged_into.pk, found.merged_into)
        new = [e for e in new if found.pk is None or e.pk > found.last_event_id]
        if not new:
            continue
        before = found.waiting_since
        if found.pk and found.pk not in changed:
            stood.append((outside.stood(found), found))
        kept = counting.kept(found)
        answers += [(found, event_id) for event_id in counting.answers_in(kept, new, since=now - counting.QUIET_AFTER)]
        counting.put(found, counting.counted(kept, new), reply_by=reply_by)
        found.person_id = found.person_id or next((e.person_id for e in new if e.person_id), None)
        found.mailbox_id = mailboxes.get(new[-1].import_run_id or 0, found.mailbox_id)
        counting.move(found, was_waiting=before is not None, now=now)
        if found.pk:
            changed[found.pk] = found
    giving.give([c for c in [*made, *changed.values()] if c.waiting_since and c.state == State.OPEN], now=now)
    Conversation.objects.bulk_create(made)
    fields = [*counting.COUNTED, "person", "mailbox", "reply_by", "state", "snoozed_until", "closed_at", "closed_by"]
    Conversation.objects.bulk_update(
        changed.values(), [*fields, "assignee", "assigned_at", "is_angry", "is_complaint"], batch_size=200
    )
    telling.changed([*made, *changed.values()], now=now)
    outside.changed(stood, answers=answers, by_event=True, now=now)
    return sum(map(len, said.values()))


def _mailboxes(said: dict[str, list[Event]]) -> dict[int, int]:
    runs = {e.import_run_id for some in said.values() for e in some if e.import_run_id}
    found = ImportRun.objects.filter(id__in=runs, mailbox__isnull=False).values_list("id", "mailbox_id")
    return {run_id: mailbox_id for run_id, mailbox_id in found if mailbox_id}


def _seen() -> dict[str, int]:
    names = (
        READER,
        HEEDER,
        TAKEN_BACK,
        gather_public.READER,
        gather_public.CORRECTED,
        annotate.READER,
        annotate.CORRECTED,
        log.REMOVED,
    )
    return dict.fromkeys(names, 0) | dict(Cursor.objects.filter(name__in=names).values_list("name", "last_event_id"))


def _heed(*, now: datetime) -> None:
    """What was read since: who is angry or complains, and who only said thanks and waits for nothing."""
    seen = _seen()
    until = min(seen[READER], seen[annotate.READER])
    if until <= seen[HEEDER]:
        return
    with transaction.atomic():
        waiting = Conversation.objects.filter(
            last_event_id__gt=seen[HEEDER],
            last_event_id__lte=until,
            waiting_since__isnull=False,
            state=State.OPEN,
        )
        counting.heed(list(waiting), now=now)
        log.move(HEEDER, to=until, now=now)
