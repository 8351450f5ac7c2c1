"""What is on a conversation's page: who it is with, what was said, what the team said among itself, what to know?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hafawa.conversations import queries
from hafawa.conversations.models import Conversation, Note
from hafawa.people.models import Audience, Detail, Person
from hafawa.recovery import promises
from hafawa.recovery.promises import OpenPromise
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.reads.message import KINDS, Message, read
from hafawa.web.words import standing as in_words
from hafawa.web.words.story import Item, tell

SAID = 30  # at once; what was before comes on a click
KNOWN = 6


@dataclass(frozen=True)
class Piece:
    """One thing in the thread: something said (`item`, `event`, `message` where it was written), or the team's note."""

    at: datetime
    event: Event | None = None
    item: Item | None = None
    message: Message | None = None
    note: Note | None = None


@dataclass(frozen=True)
class Thread:
    """The last of what was said, oldest first; `before` is where what was said earlier begins."""

    pieces: list[Piece]
    before: int | None
    last_event_id: int


@dataclass(frozen=True)
class Brief:
    """What to know of the person before answering: readable in a minute."""

    person: Person
    standing: list[in_words.Sentence]
    details: list[Detail]
    promises: list[OpenPromise]
    others: list[Conversation]


def thread(conversation: Conversation, *, to: User, before: int | None = None) -> Thread:
    """What was said, with the notes that were written meanwhile."""
    mark = Event.objects.visible_to(to).filter(id=before).first() if before else None
    said = queries.events(conversation, to=to, limit=SAID + 1, before=mark)
    is_more, said = len(said) > SAID, said[-SAID:]
    notes = queries.notes(conversation, to=to)
    if is_more and said:
        notes = notes.filter(at__gte=said[0].occurred_at)
    if mark is not None:
        notes = notes.filter(at__lt=mark.occurred_at)
    pieces = [_said(e, to=to) for e in said] + [Piece(n.at, note=n) for n in notes]
    last = max((e.pk for e in said), default=0)
    return Thread(sorted(pieces, key=lambda p: p.at), said[0].pk if is_more and said else None, last)


def _said(event: Event, *, to: User) -> Piece:
    message = read(event, to=to) if event.kind in KINDS else None
    return Piece(event.occurred_at, event=event, item=tell(event), message=message)


def brief(conversation: Conversation, who: Sequence[int], *, to: User, today: date) -> Brief | None:
    """What to know of whom it is with, whose ids are `who`, `today` in the shop's zone; None where none are known."""
    if not who:
        return None
    person = Person.objects.visible_to(to).select_related("standing").filter(id=who[0]).first()
    if person is None:
        return None
    standing = getattr(person, "standing", None)
    details = Detail.objects.visible_to(to).filter(person_id__in=who).exclude(audience=Audience.NEVER_SHOW)
    lasting = details.exclude(expires_on__lt=today).order_by("-makes_happy", "-learned_on", "-id")
    return Brief(
        person,
        standing=in_words.sentences(standing.row if standing else None),
        details=list(lasting[:KNOWN]),
        promises=promises.open_of(who, to=to)[:KNOWN],
        others=queries.others_of(conversation, who, to=to),
    )
