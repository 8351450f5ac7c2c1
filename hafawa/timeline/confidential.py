"""Which conversations are confidential, who reads them, and how does one become so? The rule itself is `team.narrow`.

A conversation is named by its key, which is the `ref` its events carry; one whose messages carry none has a key that
names the person (`sms:person:12`) or the one event (`call:7`; said in public, `public:9`). Whoever makes one
confidential is its first reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import locks
from hafawa.kernel.errors import Refused
from hafawa.people.models import Person
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline import narrowing
from hafawa.timeline.models import Confidential, ConfidentialEvent, ConfidentialReader, Event

LONGEST_WHY = 500
_NOT_A_READER = _("This conversation is confidential and you are no reader of it. Nothing was changed.")


class NotAReader(Refused):
    """Somebody who may not read the conversation wants to change who does."""


class MayNotOpen(Refused):
    """Only who made it confidential, and managers, may open it to all or take readers away."""


class NoSuchColleague(Refused):
    """A reader is an active member of the team."""


def is_confidential(ref: str) -> bool:
    """Whether the conversation is kept to its readers."""
    return bool(ref) and Confidential.objects.filter(ref=ref, is_on=True).exists()


def all_events() -> QuerySet[ConfidentialEvent, int]:
    """Ids of every event in or about a confidential conversation, for what shows its work to everybody alike."""
    return ConfidentialEvent.objects.filter(confidential__is_on=True).values_list("event_id", flat=True)


def event_ids(ref: str) -> list[int]:
    """Ids of the events in or about this one."""
    return list(all_events().filter(confidential__ref=ref))


def may_read(user: User, ref: str) -> bool:
    """Whether `user` may read the conversation `ref`: an open one, one they are a reader of, or any, as a manager."""
    level = level_of(user)
    if level is Level.ANYONE:
        return False
    kept = None if level >= Level.MANAGER else of(ref)
    return kept is None or not kept.is_on or kept.readers.filter(user=user).exists()


def of(ref: str) -> Confidential | None:
    """What is on record of the conversation; None where nobody ever said anything."""
    return Confidential.objects.select_related("by").filter(ref=ref).first() if ref else None


def readers(kept: Confidential) -> list[User]:
    """Its readers, in the order they came; managers and owners read it beside them."""
    rows = kept.readers.select_related("user").order_by("id")
    return [row.user for row in rows if row.user.is_active]


@transaction.atomic
def turn_on(
    ref: str, *, why: str, by: User, now: datetime, readers: Iterable[User] = (), event_ids: Iterable[int] = ()
) -> Confidential:
    """Keep the conversation to `by`, `readers` (its assignee among them) and managers; NotAReader, NoSuchColleague.

    `event_ids` are events that stand in it whatever their ref says. Twice is the same as once: readers are added.
    """
    if not may_read(by, ref):
        raise NotAReader(_NOT_A_READER)
    locks.in_turn("timeline.events")  # what is being appended is waited for, and what comes next sees this
    kept, _is_new = Confidential.objects.select_for_update().get_or_create(
        ref=ref, defaults={"is_on": False, "by": by, "at": now, "person_id": _person_of(ref)}
    )
    was_on = kept.is_on
    if not was_on:
        kept.is_on, kept.why, kept.by, kept.at = True, why.strip()[:LONGEST_WHY], by, now
        kept.save()
        kept.readers.all().delete()
        _note("made", kept, by=by, now=now)
    for user in dict.fromkeys([by, *readers]):
        _add(kept, user, by=by, now=now, is_noted=was_on)
    narrowing.gather(kept, [*event_ids, *_event_of(ref)])
    return kept


@transaction.atomic
def turn_off(ref: str, *, by: User, now: datetime) -> bool:
    """Open it to the team again; False where it was open. Only who made it confidential, and managers: MayNotOpen."""
    kept = Confidential.objects.select_for_update().filter(ref=ref, is_on=True).first()
    if kept is None:
        return False
    _ask_may_open(kept, by)
    kept.is_on, kept.at, kept.by = False, now, by
    kept.save(update_fields=["is_on", "at", "by"])
    _note("opened", kept, by=by, now=now)
    return True


@transaction.atomic
def decline(ref: str, *, by: User, now: datetime) -> None:
    """Say that what a reader found in it needs no narrowing; what is written later may propose it again."""
    made = {"is_on": False, "by": by, "at": now}
    kept, _is_new = Confidential.objects.select_for_update().get_or_create(ref=ref, defaults=made)
    if not kept.is_on:
        Confidential.objects.filter(pk=kept.pk).update(by=by, at=now)
        _note("declined", kept, by=by, now=now)


@transaction.atomic
def add_reader(ref: str, user: User, *, by: User | None, now: datetime) -> bool:
    """Let `user` read it: False where it is open or they read it already. Only a reader may: NotAReader.

    `by` None is the system: a conversation given to somebody is given to them to read.
    """
    kept = Confidential.objects.select_for_update().filter(ref=ref, is_on=True).first()
    if kept is None:
        return False
    if by is not None and not may_read(by, ref):
        raise NotAReader(_NOT_A_READER)
    return _add(kept, user, by=by, now=now, is_noted=True)


@transaction.atomic
def remove_reader(ref: str, user: User, *, by: User, now: datetime) -> bool:
    """Let `user` read it no more; False where they did not. Oneself always, others as `turn_off`: MayNotOpen."""
    kept = Confidential.objects.select_for_update().filter(ref=ref, is_on=True).first()
    if kept is None:
        return False
    if user != by:
        _ask_may_open(kept, by)
    gone, _models = kept.readers.filter(user=user).delete()
    if gone:
        _note("reader_removed", kept, by=by, now=now, other=user)
    return gone > 0


def may_open(kept: Confidential, user: User) -> bool:
    """Whether `user` may open it to all and take readers away."""
    return level_of(user) >= Level.MANAGER or (kept.by_id == user.pk and may_read(user, kept.ref))


def _person_of(ref: str) -> int | None:
    _channel, _colon, rest = ref.partition(":")
    number = rest.removeprefix("person:")
    is_one = rest.startswith("person:") and number.isdecimal() and len(number) < 19
    return Person.objects.filter(id=int(number)).values_list("id", flat=True).first() if is_one else None


def _event_of(ref: str) -> list[int]:
    head, _colon, number = ref.partition(":")
    if head not in {"call", "event", "public"} or not number.isdecimal() or len(number) > 18:
        return []
    named = Event.objects.filter(id=int(number))
    named = named if head == "public" else named.filter(ref="")  # the ref of a review is an order's
    return list(named.values_list("id", flat=True))


def _ask_may_open(kept: Confidential, by: User) -> None:
    if not may_open(kept, by):
        raise MayNotOpen(_("Only who made it confidential, or a manager, may do this. Nothing was changed."))


def _add(kept: Confidential, user: User, *, by: User | None, now: datetime, is_noted: bool) -> bool:
    if level_of(user) is Level.ANYONE:
        raise NoSuchColleague(_("A reader is somebody who works here now. Nothing was changed."))
    _row, is_new = ConfidentialReader.objects.get_or_create(confidential=kept, user=user, defaults={"at": now})
    if is_new and is_noted:
        _note("reader_added", kept, by=by, now=now, other=user)
    return is_new


def _note(did: str, kept: Confidential, *, by: User | None, now: datetime, other: User | None = None) -> None:
    """No ref and no words in the list: a conversation is told of by its number there."""
    facts = {"with": other.name} if other else {}
    audit.note(by=by, what=f"confidential.{did}", about=f"confidential:{kept.pk}", facts=facts, now=now)
