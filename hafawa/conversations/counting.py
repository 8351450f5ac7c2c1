"""How does one conversation stand, by the events said in it?

It can be recounted at any time: after a merge, a split, an undo of an import. What people said of it (who looks after
it, put off, closed, tags) is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from hafawa.conversations import folding, hours, outside, public
from hafawa.conversations.folding import Said, Standing
from hafawa.conversations.models import Conversation, Placement, State
from hafawa.listening.models import Annotation
from hafawa.listening.reading import ANGRY_FROM
from hafawa.timeline.events import AnswerWaived, WaiverWithdrawn
from hafawa.timeline.models import Event

KINDS = ("message.received", "message.sent", "call.received", "call.made")
JUST_CAME = timedelta(hours=1)
UNANSWERED_MOST = 100  # words of one who waits that are looked at, the newest
QUIET_AFTER = timedelta(days=30)  # who brings an old mailbox is not told that its people wait
COUNTED = [
    "first_at", "last_at", "subject", "preview", "is_ours_last", "is_automatic", "last_in_at", "last_out_at",
    "first_answered_at", "waiting_since", "acknowledged_at", "n_in", "n_out", "last_event_id",
]  # fmt: skip


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
    # By their numbers, not as a query in the query: PostgreSQL finds no index for "this ref or one of those".
    ids_placed = [one.event_id for one in conversation.placed.all()]
    elsewhere = Placement.objects.exclude(conversation=conversation).values("event_id")
    here = Q(ref__in=[k for k in keys if k], kind__in=KINDS) & ~Q(ref="")
    if in_public:
        here |= public.said(in_public)
    if ids:
        here |= Q(id__in=ids, ref="", kind__in=KINDS)
    if odd:
        here |= odd
    if ids_placed:
        here |= Q(id__in=ids_placed)
    return Event.objects.filter(here).exclude(id__in=elsewhere)


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
    put(conversation, counted(None, events, waived=waived(e.pk for e in events)), reply_by=hours.reply_by())
    feel(conversation, events)
    conversation.save()
    heed([conversation], now=now)


def wait_again(conversation: Conversation) -> None:
    """Opened by hand: whoever has no answer waits since they wrote, unless all they wrote asks for none."""
    events = list(events_of(conversation).select_related("annotation").order_by("occurred_at", "id"))
    standing = counted(None, events, waived=waived(e.pk for e in events))
    since = standing.waiting_since
    left = [e for e in events if since is not None and e.kind == "message.received" and heard_at(e) >= since]
    if left and all(hasattr(e, "annotation") and not e.annotation.needs_answer for e in left):
        since = None
    conversation.waiting_since = since
    conversation.acknowledged_at = standing.acknowledged_at if since else None
    conversation.reply_by = hours.reply_by()(conversation.channel, since) if since else None
    conversation.save(update_fields=["waiting_since", "acknowledged_at", "reply_by"])


def heed(found: list[Conversation], *, now: datetime) -> None:
    """How the words of those who wait were read: who is angry or complains; who only said thanks waits for nothing."""
    done: list[tuple[outside.Stood, Conversation]] = []
    with transaction.atomic():
        for conversation in found:
            if conversation.waiting_since is None:
                continue
            theirs = events_of(conversation).filter(kind="message.received").order_by("-id")[:UNANSWERED_MOST]
            since = [event.pk for event in theirs if heard_at(event) >= conversation.waiting_since]
            told = Annotation.objects.filter(event__in=since)
            readings = list(told.values_list("anger", "is_complaint", "needs_answer"))
            if not readings:
                continue
            done.append((outside.stood(conversation), conversation))
            conversation.is_angry = any(anger >= ANGRY_FROM for anger, _complaint, _needs in readings)
            conversation.is_complaint = any(complaint for _anger, complaint, _needs in readings)
            if len(readings) == len(since) and not any(needs for _anger, _complaint, needs in readings):
                conversation.waiting_since = conversation.reply_by = conversation.acknowledged_at = None
                if conversation.state == State.OPEN:
                    conversation.state, conversation.closed_at = State.CLOSED, now
            conversation.save()
        outside.changed(done, now=now)


def feel(found: Conversation, events: Iterable[Event]) -> None:
    """How what was said in public was read; of what was said to us `_heed` tells."""
    if not public.is_public(found.key):
        return
    readings = [e.annotation for e in events if e.kind in public.KINDS and hasattr(e, "annotation")]
    is_waiting = found.waiting_since is not None
    found.is_angry = is_waiting and any(r.anger >= ANGRY_FROM for r in readings)
    found.is_complaint = is_waiting and any(r.is_complaint for r in readings)


def move(found: Conversation, *, was_waiting: bool, now: datetime) -> None:
    """New words of a customer open it again; what nobody waits for, or has long lain still, is closed."""
    if found.waiting_since is not None and now - found.last_at <= QUIET_AFTER:
        if not was_waiting or found.state != State.OPEN:
            found.state, found.snoozed_until, found.closed_at, found.closed_by = State.OPEN, None, None, None
    elif found.pk is None or found.waiting_since is not None:
        found.state, found.snoozed_until, found.closed_at = State.CLOSED, None, found.last_at
    if found.waiting_since is None:
        found.is_angry = found.is_complaint = False


def kept(found: Conversation) -> Standing | None:
    """How it was counted until now; None where nothing was."""
    return Standing(**{name: getattr(found, name) for name in COUNTED}) if found.n_in + found.n_out else None


def answers_in(kept: Standing | None, events: Iterable[Event], *, since: datetime) -> Iterator[int]:
    """Which of them answer what a customer said; of an old mailbox nobody outside is told."""
    for event in events:
        said = _said(event)
        if folding.is_answer(kept, said) and said.at >= since:
            yield event.pk
        kept = folding.fold(kept, said) if kept else folding.begin(said)


def counted(kept: Standing | None, events: Iterable[Event], *, waived: Collection[int] = ()) -> Standing:
    standing = kept
    for event in events:
        said = _said(event)
        said = replace(said, waits=False) if event.pk in waived else said
        standing = folding.fold(standing, said) if standing else folding.begin(said)
    assert standing is not None
    return standing


def put(found: Conversation, standing: Standing, *, reply_by: Callable[[str, datetime], datetime]) -> None:
    for name in COUNTED:
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
