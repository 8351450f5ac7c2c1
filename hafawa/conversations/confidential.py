"""How does a conversation become confidential, who reads it then, and what follows when some are put together?

`timeline.confidential` keeps who reads which; here stands what a conversation is: several keys after a merge, messages
placed by hand, an assignee. What is confidential is answered by a call, never by mail (practice D6).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.conversations import counting
from hafawa.conversations.models import Conversation, Placement
from hafawa.kernel.errors import Refused
from hafawa.listening import narrowing
from hafawa.listening.models import Annotation
from hafawa.team.models import User
from hafawa.timeline import confidential as kept_narrow
from hafawa.timeline.models import Confidential


class AssigneeReads(Refused):
    """Whoever looks after a confidential conversation reads it."""


def of(conversation: Conversation) -> Confidential | None:
    """What is on record of it, the newest said of any of its keys; None where nobody ever said anything."""
    rows = Confidential.objects.select_related("by").filter(ref__in=counting.keys_of(conversation))
    return rows.order_by("-is_on", "-at", "id").first()


def is_confidential(conversation: Conversation) -> bool:
    """Whether it is kept to its readers."""
    return Confidential.objects.filter(ref__in=counting.keys_of(conversation), is_on=True).exists()


@transaction.atomic
def turn_on(conversation: Conversation, *, why: str, by: User, now: datetime) -> None:
    """Keep it to `by`, its assignee and managers; raises what `timeline.confidential.turn_on` raises."""
    readers = [conversation.assignee] if conversation.assignee and conversation.assignee.is_active else []
    _turn_on(conversation, why=why, by=by, now=now, readers=readers)


@transaction.atomic
def turn_off(conversation: Conversation, *, by: User, now: datetime) -> bool:
    """Open it to the team again; MayNotOpen."""
    opened = False
    for key in counting.keys_of(conversation):
        ids = kept_narrow.event_ids(key)
        if kept_narrow.turn_off(key, by=by, now=now):
            opened = True
            narrowing.put_back(ids, now=now)
    return opened


@transaction.atomic
def decline(conversation: Conversation, *, by: User, now: datetime) -> None:
    """What a reader found in it needs no narrowing."""
    for key in counting.keys_of(conversation):
        kept_narrow.decline(key, by=by, now=now)


@transaction.atomic
def add_reader(conversation: Conversation, user: User, *, by: User | None, now: datetime) -> bool:
    """Let `user` read it, where it is confidential; False where nothing changed."""
    return sum(kept_narrow.add_reader(key, user, by=by, now=now) for key in counting.keys_of(conversation)) > 0


@transaction.atomic
def remove_reader(conversation: Conversation, user: User, *, by: User, now: datetime) -> bool:
    """Let `user` read it no more; AssigneeReads, MayNotOpen."""
    if conversation.assignee_id == user.pk:
        raise AssigneeReads(_("They look after this conversation. Give it to somebody else first."))
    return sum(kept_narrow.remove_reader(key, user, by=by, now=now) for key in counting.keys_of(conversation)) > 0


def follow(made: Conversation, *, of_: Conversation, by: User, now: datetime) -> None:
    """`made` holds words of `of_` now, or stands beside them: where one is confidential, the other is, to the same."""
    for one, other in ((made, of_), (of_, made)):
        found = of(other)
        if found is not None and found.is_on:
            _turn_on(one, why=found.why, by=by, now=now, readers=kept_narrow.readers(found))


def found_in(conversation: Conversation, said: Confidential | None) -> list[str]:
    """Words in it that were read as confidential since anybody decided on that (`said`, see `of`); empty where it is
    confidential."""
    if said is not None and said.is_on:
        return []
    events = counting.events_of(conversation)
    if said is not None:
        events = events.filter(recorded_at__gt=said.at)
    rows = Annotation.objects.filter(event__in=events.values("id")).order_by("event_id").values_list("found", flat=True)
    words = [str(piece["words"]) for found in rows for piece in found if piece.get("what") == "confidential"]
    return list(dict.fromkeys(words))


def _turn_on(conversation: Conversation, *, why: str, by: User, now: datetime, readers: list[User]) -> None:
    placed = list(Placement.objects.filter(conversation=conversation).values_list("event_id", flat=True))
    for key in counting.keys_of(conversation):
        kept_narrow.turn_on(key, why=why, by=by, now=now, readers=readers, event_ids=placed)
        narrowing.take_out(key)
