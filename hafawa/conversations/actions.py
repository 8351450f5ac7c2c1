"""What may somebody of the team do with a conversation? Each a verb, one transaction, and one more on its `rev`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hafawa.conversations import confidential, counting, outside, public, telling, waiving
from hafawa.conversations.models import Conversation, Note, Placement, ReplyLater, State, Tag
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Event

NOTE_LONGEST = 20_000
SNOOZE_LONGEST = timedelta(days=366)
_KEPT = ("state", "assignee_id", "snoozed_until", "closed_at", "closed_by_id", "waiting_since", "reply_by")


class NotNow(Refused):
    """What was asked cannot be done with this conversation."""


@dataclass(frozen=True)
class Before:
    """How a conversation stood before an act, and its `rev` after it: with this it is taken back."""

    id: int
    rev: int
    state: str
    assignee_id: int | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    closed_by_id: int | None
    waiting_since: datetime | None
    reply_by: datetime | None


def close(found: Iterable[Conversation], *, by: User, now: datetime) -> list[Before]:
    """Done with: nobody waits in it any more, until they write again. What nobody answered needs no answer."""
    changes = {
        "state": State.CLOSED, "closed_at": now, "closed_by_id": by.pk, "snoozed_until": None,
        "waiting_since": None, "reply_by": None,
    }  # fmt: skip
    with transaction.atomic():
        before = _change(found, changes, by=by, now=now, unless=lambda c: c.state == State.CLOSED)
        waiving.waive(_rows(before), by=by, now=now)
        return before


def reopen(found: Iterable[Conversation], *, by: User, now: datetime) -> list[Before]:
    """Back into the queue; whoever was closed over waits again, in public if it asks for an answer, as Listening lists
    it."""
    changes = {"state": State.OPEN, "closed_at": None, "closed_by_id": None, "snoozed_until": None}
    with transaction.atomic():
        before = _change(found, changes, by=by, now=now, unless=lambda c: c.state == State.OPEN)
        _wait_again(before, by=by, now=now)
        for one in _rows(before):
            if public.is_public(one.key):
                counting.recount(one, now=now)
        return before


def snooze(found: Iterable[Conversation], *, until: datetime, by: User, now: datetime) -> list[Before]:
    """Out of the queue until `until`; words of a customer bring it back at once. Raises NotNow."""
    if not now < until <= now + SNOOZE_LONGEST:
        raise NotNow(_("Choose a time to come, within a year. Nothing was changed."))
    changes = {"state": State.SNOOZED, "snoozed_until": until, "closed_at": None, "closed_by_id": None}
    with transaction.atomic():
        before = _change(found, changes, by=by, now=now)
        _wait_again(before, by=by, now=now)
        return before


def assign(found: Iterable[Conversation], to: User | None, *, by: User, now: datetime) -> list[Before]:
    """Have `to` look after it, or nobody; who looks after it reads it. Raises NotNow for one who may not answer."""
    if to is not None and level_of(to) < Level.AGENT:
        raise NotNow(_("{name} may not answer customers. Nothing was changed.").format(name=to.name))
    changes = {"assignee_id": to.pk if to else None, "assigned_at": now if to else None}
    found = list(found)
    with transaction.atomic():
        if to is not None:
            for one in found:
                confidential.add_reader(one, to, by=by, now=now)
        return _change(found, changes, by=by, now=now, unless=lambda c: c.assignee_id == (to.pk if to else None))


def take_back(before: Sequence[Before], *, by: User | None = None, now: datetime) -> int:
    """As they were before an act; those somebody touched since are left. How many."""
    back = 0
    with transaction.atomic():
        held = Conversation.objects.select_for_update().filter(id__in=[one.id for one in before]).order_by("id")
        rows = {row.pk: row for row in held}
        for one in before:
            values = {name: getattr(one, name) for name in _KEPT}
            back += Conversation.objects.filter(id=one.id, rev=one.rev).update(**values, rev=F("rev") + 1)
        telling.acted([one.id for one in before], now=now)
        _tell({pk: outside.stood(row) for pk, row in rows.items()}, by=by, now=now)
        _waive_as_before(before, rows, by=by, now=now)
    return back


def keep_for_later(found: Iterable[Conversation], *, by: User, now: datetime) -> int:
    """Onto the pile of those `by` answers in one go; how many were not there yet."""
    rows = [ReplyLater(conversation=c, user=by, at=now) for c in found]
    before = ReplyLater.objects.filter(user=by).count()
    ReplyLater.objects.bulk_create(rows, ignore_conflicts=True)
    return ReplyLater.objects.filter(user=by).count() - before


def not_for_later(found: Iterable[Conversation], *, by: User) -> int:
    """Off the pile."""
    return ReplyLater.objects.filter(conversation__in=[c.pk for c in found], user=by).delete()[0]


def tag(found: Iterable[Conversation], name: str, *, now: datetime) -> Tag:
    """Put a word of the team's on them. Raises NotNow for an empty or overlong one."""
    name = " ".join(name.split())
    if not 0 < len(name) <= 40:
        raise NotNow(_("A tag has 1 to 40 letters. Nothing was changed."))
    with transaction.atomic():
        made = Tag.objects.filter(name__iexact=name).first()
        made = made or Tag.objects.get_or_create(name=name, defaults={"made_at": now})[0]
        made.conversations.add(*[c.pk for c in found])
    return made


def untag(found: Iterable[Conversation], tag_id: int) -> None:
    """Take the word off them; a tag nothing carries goes."""
    with transaction.atomic():
        for one in Tag.objects.filter(id=tag_id):
            one.conversations.remove(*[c.pk for c in found])
            if not one.conversations.exists():
                one.delete()


def note(conversation: Conversation, text: str, *, by: User, now: datetime) -> Note:
    """Keep a note among the team. Raises NotNow for none or one too long."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise NotNow(_("The note has no words. Nothing was kept."))
    if len(text) > NOTE_LONGEST:
        raise NotNow(_("The note is longer than {n} letters. Nothing was kept.").format(n=NOTE_LONGEST))
    with transaction.atomic():
        telling.changed([conversation], now=now)
        made = Note.objects.create(conversation=conversation, text=text, by=by, by_name=by.name, at=now)
        outside.noted(conversation, made.pk, by=by, now=now)
        return made


def merge(kept: Conversation, other: Conversation, *, by: User, now: datetime) -> Conversation:
    """Show `other`'s words in `kept`, in their order; `split_off` takes them apart again. Raises NotNow.

    Words of two people never stand in one conversation: what one of them is answered would reach both. Nor do words
    in public with others: what is answered in private would be read by all.
    """
    if kept.pk == other.pk or kept.merged_into_id or other.merged_into_id:
        raise NotNow(_("These two are one conversation already. Nothing was changed."))
    if public.is_public(kept.key) or public.is_public(other.key):
        raise NotNow(_("What was said in public is answered where it stands. Link them instead; nothing was changed."))
    if not _is_same_person(kept, other):
        raise NotNow(_("They are with two people. Link them instead; nothing was changed."))
    with transaction.atomic():
        other.refresh_from_db()
        other.absorbed.update(merged_into=kept)
        Conversation.objects.filter(pk=other.pk).update(merged_into=kept, rev=F("rev") + 1)
        Note.objects.filter(conversation=other).update(conversation=kept)
        confidential.follow(other, of_=kept, by=by, now=now)
        _recount(kept, now=now)
        outside.merged(outside.stood(other), other, into=kept, by=by, now=now)
        about = f"conversation:{kept.pk}"
        audit.note(by=by, what="conversations.merged", about=about, facts={"other": other.pk}, now=now)
    kept.refresh_from_db()
    return kept


def take_apart(conversation: Conversation, key: str, *, by: User, now: datetime) -> Conversation:
    """A conversation that was merged in stands by itself again. Raises NotNow."""
    with transaction.atomic():
        other = conversation.absorbed.filter(key=key).first()
        if other is None:
            raise NotNow(_("It stands by itself already. Nothing was changed."))
        Conversation.objects.filter(pk=other.pk).update(merged_into=None, rev=F("rev") + 1)
        other.refresh_from_db()
        for one in (conversation, other):
            _recount(one, now=now)
        if other.pk:
            outside.changed([(outside.Stood(State.CLOSED, other.assignee_id), other)], by=by, now=now)
        audit.note(by=by, what="conversations.parted", about=f"conversation:{other.pk}", now=now)
    return other


def split_off(conversation: Conversation, event: Event, *, by: User, now: datetime) -> Conversation:
    """This message and what came after it become a conversation of their own. Raises NotNow."""
    events = list(counting.events_of(conversation).order_by("occurred_at", "id"))
    ids = [e.pk for e in events]
    if event.pk not in ids or ids.index(event.pk) == 0 or public.is_public(conversation.key):
        raise NotNow(_("Choose a message that has others before it. Nothing was changed."))
    moved = events[ids.index(event.pk) :]
    with transaction.atomic():
        made = Conversation.objects.create(
            key=f"split:{event.pk}", channel=conversation.channel, person=event.person or conversation.person,
            mailbox=conversation.mailbox, first_at=event.occurred_at, last_at=event.occurred_at,
            state=conversation.state, assignee=conversation.assignee, closed_at=conversation.closed_at,
            snoozed_until=conversation.snoozed_until,
        )  # fmt: skip
        Placement.objects.filter(event__in=moved).delete()
        Placement.objects.bulk_create(Placement(event=e, conversation=made, by=by, at=now) for e in moved)
        made.linked.add(conversation)
        confidential.follow(made, of_=conversation, by=by, now=now)
        for one in (conversation, made):
            _recount(one, now=now)
        outside.changed([(outside.NOWHERE, made)], by=by, now=now)
        audit.note(by=by, what="conversations.split", about=f"conversation:{made.pk}", now=now)
    made.refresh_from_db()
    return made


def link(one: Conversation, other: Conversation) -> None:
    """Name each beside the other. Raises NotNow."""
    if one.pk == other.pk:
        raise NotNow(_("A conversation is not linked with itself. Nothing was changed."))
    one.linked.add(other)


def unlink(one: Conversation, other: Conversation) -> None:
    """Name them beside each other no more."""
    one.linked.remove(other)


def _is_same_person(one: Conversation, other: Conversation) -> bool:
    from hafawa.people import clusters

    if one.person_id is None or other.person_id is None:
        return one.person_id == other.person_id
    return clusters.kept_id(one.person_id) == clusters.kept_id(other.person_id)


def _recount(conversation: Conversation, *, now: datetime) -> None:
    conversation.refresh_from_db()
    conversation.rev += 1
    counting.recount(conversation, now=now)


def _change(
    found: Iterable[Conversation],
    changes: dict[str, Any],
    *,
    by: User,
    now: datetime,
    unless: Callable[[Conversation], bool] = lambda _c: False,
) -> list[Before]:
    ids = [c.pk for c in found]
    before: list[Before] = []
    stood: dict[int, outside.Stood] = {}
    with transaction.atomic():
        for one in Conversation.objects.select_for_update().filter(id__in=ids).order_by("id"):
            if unless(one):
                continue
            before.append(Before(one.pk, one.rev + 1, **{name: getattr(one, name) for name in _KEPT}))
            stood[one.pk] = outside.stood(one)
            Conversation.objects.filter(pk=one.pk).update(**changes, rev=F("rev") + 1)
        telling.acted([one.id for one in before], now=now)
        _tell(stood, by=by, now=now)
    return before


def _rows(before: Sequence[Before]) -> list[Conversation]:
    return list(Conversation.objects.filter(id__in=[one.id for one in before]).order_by("id"))


def _wait_again(before: Sequence[Before], *, by: User, now: datetime) -> None:
    """Of those just changed, who was closed over waits again; those in public are counted anew."""
    opened = [one for one in _rows([b for b in before if b.state == State.CLOSED]) if not public.is_public(one.key)]
    waiving.withdraw(opened, by=by, now=now)
    for one in opened:
        counting.wait_again(one)


def _waive_as_before(
    before: Sequence[Before], rows: dict[int, Conversation], *, by: User | None, now: datetime
) -> None:
    """`rows` stood so until the act `before` was taken back: what it said of waiting goes with it."""
    back = [one for one in before if one.id in rows and rows[one.id].rev == one.rev]
    opened = [one for one in back if rows[one.id].state == State.CLOSED and one.state != State.CLOSED]
    closed = [one for one in back if rows[one.id].state != State.CLOSED and one.state == State.CLOSED]
    waiving.withdraw(_rows(opened), by=by, now=now, of_rev={one.id: one.rev for one in opened})
    waiving.waive(_rows([one for one in closed if one.closed_by_id is not None]), by=by, now=now)


def _tell(stood: dict[int, outside.Stood], *, by: User | None, now: datetime) -> None:
    rows = Conversation.objects.filter(id__in=stood).order_by("id")
    outside.changed(((stood[one.pk], one) for one in rows), by=by, now=now)
