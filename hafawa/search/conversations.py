"""In which conversations were these words said, that of the newest words first?

Words are folded as everywhere in search, and found by their beginnings and stems. What is rare is put in the order it
was said; of what is common (more than `_LOOKED_AT` messages) those that came last are looked at, for a shop's common
words are in half of all it ever heard. With filters, at most `_MOST` messages are gone through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from hafawa.search import readable, store, texts
from hafawa.search.readable import Reader
from hafawa.search.store import NEWEST, Asked
from hafawa.timeline.models import Event

IN_PUBLIC = ("review.posted", "review.answered", "mention.posted")  # under no ref of theirs: a review has an order's
SAID = ("message.received", "message.sent", "call.made", "call.received", *IN_PUBLIC)
_TABLE = "search_message"
_LOOKED_AT, _AT_ONCE, _MOST, _OF_PEOPLE = 500, 4000, 40_000, 5000
Key = Callable[[Event], str]


def conversations(
    text: str,
    *,
    user: Reader,
    limit: int,
    channel: str = "",
    person_ids: Collection[int] = (),
    after: datetime | None = None,
    before: datetime | None = None,
    key: Key | None = None,
) -> list[str]:
    """The refs of at most `limit` conversations `user` may read in which all words of `text` stand in one message.

    Only those on `channel`, of `person_ids`, said at or after `after` and before `before`, where these are given. `key`
    says under which name words without a ref stand; without it they are left out.
    """
    every = texts.terms(text)
    found: dict[str, None] = {}
    if not every or limit < 1:
        return []
    said = _said(user, channel=channel, person_ids=person_ids, after=after, before=before)
    for ids in _fitting(every, said if person_ids else None):
        for name in _named(said.filter(id__in=ids), key):
            found[name] = None
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _said(
    user: Reader, *, channel: str, person_ids: Collection[int], after: datetime | None, before: datetime | None
) -> QuerySet[Event]:
    said = readable.bare_events(user).filter(kind__in=SAID)
    said = said.filter(channel=channel) if channel else said
    said = said.filter(person_id__in=person_ids) if person_ids else said
    said = said.filter(occurred_at__gte=after) if after else said
    return said.filter(occurred_at__lt=before) if before else said


def _fitting(every: Sequence[Sequence[store.Term]], among: QuerySet[Event] | None) -> Iterator[list[int]]:
    """Ids of messages that fit, a portion at a time, those that came last first."""
    if among is not None:
        ids = list(among.order_by("-occurred_at", "-id").values_list("id", flat=True)[:_OF_PEOPLE])
        yield store.match_among(_TABLE, every, ids)
        return
    before, looked, size = NEWEST, 0, _LOOKED_AT
    while looked < _MOST:
        ids = store.match(_TABLE, Asked(every, before=before), limit=size)
        if ids:
            yield ids
        if len(ids) < size:
            return
        before, looked, size = ids[-1], looked + len(ids), min(2 * size, _AT_ONCE)


def _named(said: QuerySet[Event], key: Key | None) -> Iterator[str]:
    """The names of their conversations, newest words first."""
    said_so = said.order_by("-occurred_at", "-id").values_list("id", "ref", "kind")
    rows = [(row_id, "" if kind in IN_PUBLIC else ref) for row_id, ref, kind in said_so]
    bare = said.model._default_manager.in_bulk([i for i, ref in rows if not ref]) if key else {}  # noqa: SLF001
    for row_id, ref in rows:
        if name := ref or (key(bare[row_id]) if key and row_id in bare else ""):
            yield name
