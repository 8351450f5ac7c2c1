"""Is this conversation confidential, who reads it, and what may the one who looks do about that?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from hafawa.conversations import confidential
from hafawa.conversations.models import Conversation
from hafawa.people import clusters
from hafawa.people.models import Identifier
from hafawa.team.models import Role, User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline import confidential as kept_narrow
from hafawa.timeline.models import Confidential

QUOTED = 3  # words that were read as confidential, shown at once


@dataclass(frozen=True)
class Reader:
    """One who was let in to read it; whoever looks after it stays, and managers read it anyway."""

    user: User
    may_go: bool
    is_assignee: bool


@dataclass(frozen=True)
class Private:
    """What the panel says. `found` are words that propose making it confidential; `phones` are for calling instead."""

    conversation: Conversation
    is_on: bool = False
    why: str = ""
    by: str = ""
    at: datetime | None = None
    may_act: bool = False
    may_open: bool = False
    readers: list[Reader] = field(default_factory=list)
    others: list[User] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    phones: list[Identifier] = field(default_factory=list)


def read(conversation: Conversation, *, to: User) -> Private:
    """The panel of `conversation`, which `to` may see."""
    kept = confidential.of(conversation)
    may_act = level_of(to) >= Level.AGENT
    if kept is None or not kept.is_on:
        found = confidential.found_in(conversation, kept)[:QUOTED]
        return Private(conversation, may_act=may_act, found=found, phones=_phones(conversation, to) if found else [])
    may_open = may_act and kept_narrow.may_open(kept, to)
    readers = kept_narrow.readers(kept)
    return Private(
        conversation,
        is_on=True,
        why=kept.why,
        by=kept.by.name if kept.by else "",
        at=kept.at,
        may_act=may_act,
        may_open=may_open,
        readers=[_reader(user, conversation, kept, may_open=may_open, to=to) for user in readers],
        others=_others(readers),
        phones=_phones(conversation, to),
    )


def _reader(user: User, conversation: Conversation, kept: Confidential, *, may_open: bool, to: User) -> Reader:
    is_assignee = conversation.assignee_id == user.pk
    may_go = not is_assignee and level_of(user) < Level.MANAGER and (may_open or user.pk == to.pk)
    return Reader(user, may_go=may_go, is_assignee=is_assignee)


def _others(readers: list[User]) -> list[User]:
    """Colleagues who do not read it yet and need to be let in; managers and owners read it anyway."""
    known = [user.pk for user in readers]
    rows = User.objects.filter(is_active=True, role__in=[Role.AGENT, Role.VIEWER]).exclude(pk__in=known)
    return list(rows.order_by("name", "id"))


def _phones(conversation: Conversation, to: User) -> list[Identifier]:
    if conversation.person_id is None:
        return []
    keys = Identifier.objects.visible_to(to).filter(person_id__in=clusters.ids_of(conversation.person_id), kind="phone")
    return list(keys.order_by("id")[:2])
