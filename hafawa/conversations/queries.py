"""Which conversations lie where, who waits longest, and what was said in one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from hafawa.conversations import counting
from hafawa.conversations.models import Conversation, Note, ReplyLater, State
from hafawa.conversations.models.conversation import Conversations
from hafawa.people import clusters
from hafawa.team.models import User
from hafawa.timeline.models import Event

VIEWS = ("waiting", "mine", "unassigned", "later", "open", "snoozed", "closed", "automatic", "all")
PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What of the inbox is asked for. `keys`: only these, found by their words, or those with one of `people`."""

    view: str = "waiting"
    channel: str = ""
    tag: str = ""
    assignee_id: int | None = None
    person_id: int | None = None
    keys: Sequence[str] | None = None
    people: Sequence[int] = ()


@dataclass(frozen=True)
class Page:
    """Some conversations in their order, and whether there are more."""

    conversations: list[Conversation]
    after: str = ""


def listed(asked: Asked, *, to: User, now: datetime, after: str = "") -> Page:
    """A page of what `to` may see of it, whoever waits longest first; `after` is where the page before ended."""
    found = _of_view(asked, to=to, now=now)
    by_wait = asked.view in ("waiting", "mine", "unassigned", "later")
    order = F("waiting_since").asc(nulls_last=True) if by_wait else F("last_at").desc()
    skip = int(after) if after.isdigit() and len(after) < 7 else 0
    found = found.order_by(order, *(("id",) if by_wait else ("-id",)))
    ids = list(found.values_list("id", flat=True)[skip : skip + PAGE + 1])  # a long queue is put in order by ids alone
    seen = Conversation.objects.visible_to(to).select_related("person", "assignee").prefetch_related("tags")
    rows = seen.in_bulk(ids[:PAGE])
    return Page([rows[pk] for pk in ids[:PAGE] if pk in rows], str(skip + PAGE) if len(ids) > PAGE else "")


def counts(*, to: User, now: datetime) -> dict[str, int]:
    """How many wait with everybody, with `to`, with nobody, and on `to`'s pile."""
    waiting = Conversation.objects.visible_to(to).waiting(now=now)
    told: dict[str, int] = waiting.aggregate(
        waiting=Count("id"),
        mine=Count("id", filter=Q(assignee=to)),
        unassigned=Count("id", filter=Q(assignee=None)),
    )
    return told | {"later": ReplyLater.objects.filter(user=to).count()}


def events(conversation: Conversation, *, to: User, limit: int, before: Event | None = None) -> list[Event]:
    """The last `limit` things said in it that `to` may see, oldest first; with `before`, those before it."""
    found = counting.events_of(conversation) & Event.objects.visible_to(to)
    if before is not None:
        found = found.filter(
            Q(occurred_at__lt=before.occurred_at) | Q(occurred_at=before.occurred_at, id__lt=before.pk)
        )
    rows = found.select_related("person", "annotation").order_by("-occurred_at", "-id")[:limit]
    return list(rows)[::-1]


def notes(conversation: Conversation, *, to: User) -> QuerySet[Note]:
    """The notes beside it, and beside what was merged into it."""
    ids = [conversation.pk, *(one.pk for one in conversation.absorbed.all())]
    return Note.objects.visible_to(to).filter(conversation__in=ids).select_related("by")


def who_is_in(conversation: Conversation) -> list[int]:
    """Every id of whom it is with, the one kept first; none where that is not known."""
    return clusters.ids_of(conversation.person_id) if conversation.person_id is not None else []


def others_of(conversation: Conversation, who: Sequence[int], *, to: User, limit: int = 5) -> list[Conversation]:
    """Other conversations with whom it is with, whose ids are `who`, the newest first."""
    rows = Conversation.objects.visible_to(to).filter(person__in=who, merged_into=None).exclude(pk=conversation.pk)
    return list(rows.order_by("-last_at", "-id")[:limit])


def next_after(conversation: Conversation, asked: Asked, *, to: User, now: datetime) -> Conversation | None:
    """Whoever waits longest of the rest."""
    found = _of_view(asked, to=to, now=now).exclude(pk=conversation.pk)
    return found.order_by(F("waiting_since").asc(nulls_last=True), "id").first()


def _of_view(asked: Asked, *, to: User, now: datetime) -> QuerySet[Conversation]:
    found = _standing(asked.view, Conversation.objects.visible_to(to), to=to, now=now)
    if asked.channel:
        found = found.filter(channel=asked.channel)
    if asked.tag:
        found = found.filter(tags__name=asked.tag)
    if asked.assignee_id is not None:
        found = found.filter(assignee_id=asked.assignee_id)
    if asked.person_id is not None:
        found = found.filter(person__in=clusters.ids_of(asked.person_id))
    if asked.keys is not None:
        people = [i for several in clusters.together(asked.people).values() for i in several]
        into = Conversation.objects.filter(key__in=asked.keys, merged_into__isnull=False)
        ids = list(into.values_list("merged_into_id", flat=True))  # as in counting.events_of
        found = found.filter(Q(key__in=asked.keys) | Q(id__in=ids) | Q(person__in=people))
    return found


def _standing(view: str, seen: Conversations, *, to: User, now: datetime) -> QuerySet[Conversation]:
    if view == "waiting":
        return seen.waiting(now=now)
    if view == "unassigned":
        return seen.waiting(now=now).filter(assignee=None)
    if view == "mine":
        return seen.in_queue(now=now).filter(assignee=to)
    if view == "open":
        return seen.in_queue(now=now)
    mine = seen.filter(merged_into=None)
    if view == "later":
        return mine.filter(kept_for_later__user=to)
    if view == "snoozed":
        return mine.filter(state=State.SNOOZED, snoozed_until__gt=now)
    if view == "closed":
        return mine.filter(state=State.CLOSED, is_automatic=False)
    return mine.filter(is_automatic=True) if view == "automatic" else mine
