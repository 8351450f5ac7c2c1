"""How does what is said become conversations? Reads the timeline on from its own cursor; may be run twice.

A conversation is counted from its events, so it can be recounted at any time: after a merge, a split, an undo of an
import. What people said of it (who looks after it, put off, closed, tags) is kept. What was said in public comes once
it was read, for only its reading says whether it asks for an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from hafawa.channels.models import ImportRun
from hafawa.conversations import assigning, folding, hours, outside, public, telling
from hafawa.conversations.folding import Said, Standing
from hafawa.conversations.models import Conversation, Placement, State
from hafawa.kernel import locks
from hafawa.listening import annotate
from hafawa.listening.models import Annotation
from hafawa.listening.reading import ANGRY_FROM
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import confidential, log
from hafawa.timeline.events import AnswerWaived, WaiverWithdrawn
from hafawa.timeline.models import Cursor, Event

READER = "conversations"
HEEDER = "conversations.heed"
TAKEN_BACK = "conversations.removed"
IN_PUBLIC = "conversations.public"  # how far what was said in public is in
CORRECTED = "conversations.corrected"
KINDS = ("message.received", "message.sent", "call.received", "call.made")
BATCH = 1000
_LOOKED_AT = 20_000  # ids looked through at once for what was said in public
JUST_CAME = timedelta(hours=1)
UNANSWERED_MOST = 100  # words of one who waits that are looked at, the newest
QUIET_AFTER = timedelta(days=30)  # who brings an old mailbox is not told that its people wait
_COUNTED = [
    "first_at", "last_at", "subject", "preview", "is_ours_last", "is_automatic", "last_in_at", "last_out_at",
    "first_answered_at", "waiting_since", "acknowledged_at", "n_in", "n_out", "last_event_id",
]  # fmt: skip
_ANSWERS = (Role.OWNER, Role.MANAGER, Role.AGENT)


def key_of(event: Event) -> str:
    """Under which key its words stand. Words without a ref go on with what the person said on that channel; a call
    without one stands by itself, and only if nobody took it; so does what was said in public, with its answers."""
    if event.kind in public.KINDS:
        return public.key_of(event.pk)
    if event.kind == public.ANSWER:
        return public.key_of(event.about_id) if event.about_id is not None else ""
    if event.ref:
        return event.ref
    if event.kind in ("call.received", "call.made"):
        return f"call:{event.pk}" if event.kind == "call.received" and _is_missed(event) else ""
    return f"{event.channel}:person:{event.person_id}" if event.person_id else f"event:{event.pk}"


def is_behind() -> bool:
    """Whether something was said that is in no conversation yet, is read and not yet heeded, or was taken back."""
    seen = _seen()
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    is_heeded = min(seen[annotate.READER], seen[READER]) <= seen[HEEDER] and seen[annotate.READER] <= seen[IN_PUBLIC]
    is_as_said = seen[log.REMOVED] == seen[TAKEN_BACK] and seen[annotate.CORRECTED] == seen[CORRECTED]
    return last > seen[READER] or not is_heeded or not is_as_said


def read_on(*, now: datetime, limit: int = 1_000_000) -> int:
    """Put up to `limit` further events into their conversations; how many were said in one."""
    with locks.only_one(READER):
        told, seen = 0, _seen()
        _begin_in_public(seen, now=now)
        if seen[log.REMOVED] != seen[TAKEN_BACK]:
            recount_changed(now=now)
            log.move(TAKEN_BACK, to=seen[log.REMOVED], now=now)
        while limit > 0 and (events := log.unread(READER, limit=min(BATCH, limit))):
            with transaction.atomic():
                told += _gather(events, now=now)
                log.move(READER, to=events[-1].pk, now=now)
            limit -= len(events)
        told += _read_on_in_public(now=now)
        if seen[annotate.CORRECTED] != seen[CORRECTED]:
            _correct_in_public(now=now)
            log.move(CORRECTED, to=seen[annotate.CORRECTED], now=now)
        _heed(now=now)
    return told


def recount(conversation: Conversation, *, now: datetime) -> None:
    """Count it anew from its events; one without any more is deleted, with those merged into it."""
    events = list(events_of(conversation).select_related("annotation").order_by("occurred_at", "id"))
    if public.is_public(conversation.key) and not any(e.kind in public.KINDS for e in events):
        events = []  # an answer to words that are gone
    if not events:
        if conversation.merged_into_id is None:
            conversation.absorbed.all().delete()
            conversation.delete()
        return
    _set(conversation, _counted(None, events, waived=waived(e.pk for e in events)), reply_by=hours.reply_by())
    _feel(conversation, events)
    conversation.save()
    _heed_these([conversation], now=now)


def recount_changed(*, now: datetime) -> int:
    """After events were taken back: every conversation whose number of events is not what it was. How many."""
    changed = 0
    counted: dict[str, int] = dict(
        Event.objects.filter(kind__in=KINDS).exclude(ref="").order_by().values_list("ref").annotate(n=Count("id"))
    )
    for key, in_public in public.counts().items():
        counted[key] = counted.get(key, 0) + in_public
    own = Conversation.objects.filter(merged_into=None)
    moved = set(own.exclude(absorbed=None, placed=None).values_list("id", flat=True))  # merged into, or split off
    for found in own.iterator(chunk_size=BATCH):
        n = events_of(found).count() if found.pk in moved else counted.get(found.key)
        if not n or n != found.n_in + found.n_out:
            was_waiting = found.waiting_since is not None
            with transaction.atomic():
                recount(found, now=now)
                if found.pk and public.is_public(found.key) and found.closed_by_id is None:
                    before = outside.stood(found)
                    _move(found, was_waiting=was_waiting, now=now)
                    found.save()
                    outside.changed([(before, found)], now=now)
            changed += 1
    return changed


def keys_of(conversation: Conversation) -> list[str]:
    """The refs its events have: its own, and of those merged into it."""
    return [conversation.key, *(one.key for one in conversation.absorbed.all())]


def events_of(conversation: Conversation) -> QuerySet[Event]:
    """The events said in it: under its keys, unless people placed them elsewhere, and those placed in it."""
    keys, ids, odd = keys_of(conversation), [], Q()
    in_public = [i for key in keys if (i := public.event_id_of(key)) is not None]
    for key in keys:
        head, _colon, rest = key.partition(":")
        if head in ("call", "event") and rest.isdigit():
            ids.append(int(rest))
        elif rest.startswith("person:") and rest[7:].isdigit():
            odd |= Q(ref="", channel=head, person_id=int(rest[7:]), kind__in=("message.received", "message.sent"))
    placed = Placement.objects.filter(conversation=conversation).values("event_id")
    elsewhere = Placement.objects.exclude(conversation=conversation).values("event_id")
    here = Q(ref__in=[k for k in keys if k], kind__in=KINDS) & ~Q(ref="")
    if in_public:
        here |= public.said(in_public)
    if ids:
        here |= Q(id__in=ids, ref="", kind__in=KINDS)
    if odd:
        here |= odd
    return Event.objects.filter(here | Q(id__in=placed)).exclude(id__in=elsewhere)


def unanswered(conversation: Conversation) -> list[Event]:
    """What a customer wrote in it since the last answer by hand, the newest first; at most `UNANSWERED_MOST`."""
    newest = events_of(conversation).order_by("-id")[:UNANSWERED_MOST]
    found = []
    for event in sorted(newest, key=lambda e: (heard_at(e), e.pk), reverse=True):
        said = _said(event)
        if not said.is_automatic and (said.is_ours or said.is_answered):
            break
        if event.kind == "message.received" and not said.is_automatic:
            found.append(event)
    return found


def waivers(message_ids: Iterable[int]) -> dict[int, int]:
    """The waivers about these messages that hold: by the waiver's id, the message's."""
    said = dict(
        Event.objects.filter(kind=AnswerWaived.kind, about_id__in=list(message_ids)).values_list("id", "about_id")
    )
    gone = Event.objects.filter(kind=WaiverWithdrawn.kind, about_id__in=list(said)) if said else Event.objects.none()
    over = set(gone.values_list("about_id", flat=True))
    return {pk: about_id for pk, about_id in said.items() if about_id is not None and pk not in over}


def waived(message_ids: Iterable[int]) -> set[int]:
    """Which of these messages need no answer, as somebody said who closed over them."""
    return set(waivers(message_ids).values())


def wait_again(conversation: Conversation) -> None:
    """Opened by hand: whoever has no answer waits since they wrote, unless all they wrote asks for none."""
    events = list(events_of(conversation).select_related("annotation").order_by("occurred_at", "id"))
    counted = _counted(None, events, waived=waived(e.pk for e in events))
    since = counted.waiting_since
    left = [e for e in events if since is not None and e.kind == "message.received" and heard_at(e) >= since]
    if left and all(hasattr(e, "annotation") and not e.annotation.needs_answer for e in left):
        since = None
    conversation.waiting_since = since
    conversation.acknowledged_at = counted.acknowledged_at if since else None
    conversation.reply_by = hours.reply_by()(conversation.channel, since) if since else None
    conversation.save(update_fields=["waiting_since", "acknowledged_at", "reply_by"])


def _gather(events: Iterable[Event], *, now: datetime) -> int:
    said: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind in (*KINDS, public.ANSWER) and (key := key_of(event)):
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
        kept = _kept(found)
        answers += [(found, event_id) for event_id in _answers_in(kept, new, since=now - QUIET_AFTER)]
        _set(found, _counted(kept, new), reply_by=reply_by)
        found.person_id = found.person_id or next((e.person_id for e in new if e.person_id), None)
        found.mailbox_id = mailboxes.get(new[-1].import_run_id or 0, found.mailbox_id)
        _move(found, was_waiting=before is not None, now=now)
        if found.pk:
            changed[found.pk] = found
    _assign([c for c in [*made, *changed.values()] if c.waiting_since and c.state == State.OPEN], now=now)
    Conversation.objects.bulk_create(made)
    fields = [*_COUNTED, "person", "mailbox", "reply_by", "state", "snoozed_until", "closed_at", "closed_by"]
    Conversation.objects.bulk_update(
        changed.values(), [*fields, "assignee", "assigned_at", "is_angry", "is_complaint"], batch_size=200
    )
    telling.changed([*made, *changed.values()], now=now)
    outside.changed(stood, answers=answers, by_event=True, now=now)
    return sum(map(len, said.values()))


def _begin_in_public(seen: dict[str, int], *, now: datetime) -> None:
    """A shop that had conversations before its reviews and mentions were among them gets those of late, and no more."""
    if Cursor.objects.filter(name=IN_PUBLIC).exists():
        return
    until = seen[annotate.READER] if seen[READER] else 0
    late = Event.objects.filter(kind__in=public.KINDS, occurred_at__gte=now - QUIET_AFTER, id__lte=until)
    ids = sorted(late.values_list("id", flat=True))
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            _gather_in_public(ids[start : start + BATCH], now=now)
        log.move(IN_PUBLIC, to=until, now=now)


def _read_on_in_public(*, now: datetime) -> int:
    """Reviews and mentions that were read since, each a conversation; how many."""
    told, until = 0, _seen()[annotate.READER]
    while (after := _seen()[IN_PUBLIC]) < until:
        up_to = min(after + _LOOKED_AT, until)
        kinds = Event.objects.filter(id__gt=after, id__lte=up_to).order_by("id").values_list("id", "kind")
        ids = [event_id for event_id, kind in kinds if kind in public.KINDS]
        with transaction.atomic():
            for start in range(0, len(ids), BATCH):
                told += _gather_in_public(ids[start : start + BATCH], now=now)
            log.move(IN_PUBLIC, to=up_to, now=now)
    return told


def _gather_in_public(ids: list[int], *, now: datetime) -> int:
    """Make the conversations of these words, with what answered them before they came to be here."""
    known = set(Conversation.objects.filter(key__in=[public.key_of(i) for i in ids]).values_list("key", flat=True))
    said: dict[str, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(public.said(ids)).select_related("annotation").order_by("occurred_at", "id"):
        if (key := key_of(event)) not in known:
            said[key].append(event)
    made, reply_by = [], hours.reply_by()
    for key, events in said.items():
        first = next(e for e in events if e.kind in public.KINDS)
        found = Conversation(key=key, channel=first.channel or "social", person_id=first.person_id)
        _set(found, _counted(None, events), reply_by=reply_by)
        _move(found, was_waiting=False, now=now)
        _feel(found, events)
        made.append(found)
    _assign([c for c in made if c.waiting_since and c.state == State.OPEN], now=now)
    Conversation.objects.bulk_create(made)
    telling.changed(made, now=now)
    outside.changed([(outside.NOWHERE, one) for one in made], by_event=True, now=now)
    return len(made)


def _correct_in_public(*, now: datetime) -> None:
    """The team said that it asks for an answer or for none, or all was read by another reader: of what waits or is of
    late, and of what was ever corrected, whoever waits otherwise than it is read now."""
    own = Conversation.objects.filter(key__startswith=f"{public.HEAD}:", merged_into=None)
    corrected = Event.objects.filter(kind__in=public.KINDS, corrections__isnull=False).values_list("id", flat=True)
    keys = {public.key_of(i) for i in corrected}
    keys |= set(
        own.filter(Q(waiting_since__isnull=False) | Q(last_at__gte=now - QUIET_AFTER)).values_list("key", flat=True)
    )
    several = sorted(keys)
    for start in range(0, len(several), BATCH // 2):
        found = {c.key: c for c in own.filter(key__in=several[start : start + BATCH // 2])}
        ids = [i for key in found if (i := public.event_id_of(key)) is not None]
        for event in Event.objects.filter(id__in=ids).select_related("annotation"):
            _mind(found[public.key_of(event.pk)], needs=public.needs_answer(event), now=now)


def _mind(found: Conversation, *, needs: bool, now: datetime) -> None:
    was_waiting = found.waiting_since is not None
    if needs == was_waiting or (needs and (found.last_out_at is not None or found.closed_by_id is not None)):
        return
    with transaction.atomic():
        recount(found, now=now)
        before = outside.stood(found)
        if found.waiting_since is None and found.state != State.CLOSED:
            found.state, found.snoozed_until, found.closed_at = State.CLOSED, None, now
        else:
            _move(found, was_waiting=was_waiting, now=now)
            _assign([found] if found.state == State.OPEN else [], now=now)
        found.save()
        telling.changed([found], now=now)
        outside.changed([(before, found)], now=now)


def _feel(found: Conversation, events: Iterable[Event]) -> None:
    """How what was said in public was read; of what was said to us `_heed` tells."""
    if not public.is_public(found.key):
        return
    readings = [e.annotation for e in events if e.kind in public.KINDS and hasattr(e, "annotation")]
    is_waiting = found.waiting_since is not None
    found.is_angry = is_waiting and any(r.anger >= ANGRY_FROM for r in readings)
    found.is_complaint = is_waiting and any(r.is_complaint for r in readings)


def _move(found: Conversation, *, was_waiting: bool, now: datetime) -> None:
    """New words of a customer open it again; what nobody waits for, or has long lain still, is closed."""
    if found.waiting_since is not None and now - found.last_at <= QUIET_AFTER:
        if not was_waiting or found.state != State.OPEN:
            found.state, found.snoozed_until, found.closed_at, found.closed_by = State.OPEN, None, None, None
    elif found.pk is None or found.waiting_since is not None:
        found.state, found.snoozed_until, found.closed_at = State.CLOSED, None, found.last_at
    if found.waiting_since is None:
        found.is_angry = found.is_complaint = False


def _kept(found: Conversation) -> Standing | None:
    """How it was counted until now; None where nothing was."""
    return Standing(**{name: getattr(found, name) for name in _COUNTED}) if found.n_in + found.n_out else None


def _answers_in(kept: Standing | None, events: Iterable[Event], *, since: datetime) -> Iterator[int]:
    """Which of them answer what a customer said; of an old mailbox nobody outside is told."""
    for event in events:
        said = _said(event)
        if folding.is_answer(kept, said) and said.at >= since:
            yield event.pk
        kept = folding.fold(kept, said) if kept else folding.begin(said)


def _counted(kept: Standing | None, events: Iterable[Event], *, waived: Collection[int] = ()) -> Standing:
    standing = kept
    for event in events:
        said = _said(event)
        said = replace(said, waits=False) if event.pk in waived else said
        standing = folding.fold(standing, said) if standing else folding.begin(said)
    assert standing is not None
    return standing


def _set(found: Conversation, standing: Standing, *, reply_by: Callable[[str, datetime], datetime]) -> None:
    for name in _COUNTED:
        setattr(found, name, getattr(standing, name))
    found.reply_by = reply_by(found.channel, found.waiting_since) if found.waiting_since else None


def _said(event: Event) -> Said:
    data, is_call = event.data, event.kind.startswith("call.")
    reached = not is_call or not _is_missed(event)
    return Said(
        event_id=event.pk,
        at=heard_at(event),
        is_ours=event.kind in ("message.sent", "call.made", public.ANSWER),
        is_automatic=bool(data.get("is_automatic")) or (event.kind == "call.made" and not reached),
        text=data.get("text", ""),
        subject=data.get("subject", "") or data.get("title", ""),
        is_answered=event.kind == "call.received" and reached,
        waits=event.kind not in public.KINDS or public.needs_answer(event),
    )


def heard_at(event: Event) -> datetime:
    """When it counts as said: what just came in, when it came, for the clock of whoever wrote may be wrong, and an
    answer to our words would seem to be from before them; what is brought in later, when it says."""
    is_theirs = event.kind in ("message.received", *public.KINDS)
    if is_theirs and event.occurred_at > event.recorded_at - JUST_CAME:
        return event.recorded_at
    return event.occurred_at


def _is_missed(event: Event) -> bool:
    return str(event.data.get("outcome", "reached")) != "reached"


def _mailboxes(said: dict[str, list[Event]]) -> dict[int, int]:
    runs = {e.import_run_id for some in said.values() for e in some if e.import_run_id}
    found = ImportRun.objects.filter(id__in=runs, mailbox__isnull=False).values_list("id", "mailbox_id")
    return {run_id: mailbox_id for run_id, mailbox_id in found if mailbox_id}


def _assign(found: list[Conversation], *, now: datetime) -> None:
    """Give what nobody looks after to somebody, where the shop wants that and there is more than one.

    What is confidential is given by hand only: whoever looks after it reads it.
    """
    free = [c for c in found if c.assignee_id is None]
    if not free or not Shop.get().assigns:
        return
    free = [c for c in free if not confidential.is_confidential(c.key)]
    team = list(User.objects.filter(is_active=True, role__in=_ANSWERS).order_by("id").values_list("id", flat=True))
    if len(team) < 2:
        return
    rows = Conversation.objects.filter(assignee__in=team).order_by().values_list("assignee")
    load = {
        user_id: (waiting, given_at)
        for user_id, waiting, given_at in rows.annotate(
            waiting=Count("id", filter=Q(state=State.OPEN, waiting_since__isnull=False)), given=Max("assigned_at")
        )
    }
    colleagues = [assigning.Colleague(u, *load.get(u, (0, None))) for u in team]
    people = [c.person_id for c in free if c.person_id]
    kept = clusters.kept_of(people)
    owners = dict(Person.objects.filter(id__in={*kept.values()}).values_list("id", "owner_id"))
    for one in sorted(free, key=lambda c: (c.waiting_since or now, c.key)):
        owner_id = owners.get(kept.get(one.person_id or 0, 0))
        one.assignee_id = assigning.choose(colleagues, owner_id=owner_id)
        one.assigned_at = now
        colleagues = assigning.given(colleagues, one.assignee_id, at=now)


def _seen() -> dict[str, int]:
    names = (READER, HEEDER, TAKEN_BACK, IN_PUBLIC, CORRECTED, annotate.READER, annotate.CORRECTED, log.REMOVED)
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
        _heed_these(list(waiting), now=now)
        log.move(HEEDER, to=until, now=now)


def _heed_these(found: list[Conversation], *, now: datetime) -> None:
    for conversation in found:
        if conversation.waiting_since is None:
            continue
        theirs = events_of(conversation).filter(kind="message.received").order_by("-id")[:UNANSWERED_MOST]
        since = [event.pk for event in theirs if heard_at(event) >= conversation.waiting_since]
        told = Annotation.objects.filter(event__in=since)
        readings = list(told.values_list("anger", "is_complaint", "needs_answer"))
        if not readings:
            continue
        before = outside.stood(conversation)
        conversation.is_angry = any(anger >= ANGRY_FROM for anger, _complaint, _needs in readings)
        conversation.is_complaint = any(complaint for _anger, complaint, _needs in readings)
        if len(readings) == len(since) and not any(needs for _anger, _complaint, needs in readings):
            conversation.waiting_since = conversation.reply_by = conversation.acknowledged_at = None
            if conversation.state == State.OPEN:
                conversation.state, conversation.closed_at = State.CLOSED, now
        with transaction.atomic():
            conversation.save()
            outside.changed([(before, conversation)], now=now)
