"""What is new since, and who may hear of it? Reads the timeline and the signals; the timeline is the bus.

Ids of events are committed in their order (ADR 0014), so a reader that has come to one has missed none before it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max

from hafawa.channels.chat import speaking
from hafawa.channels.models import ChatSignal
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Confidential, Event

MOST = 2000  # read at once
MANY = 200  # more than so many are told as "many": an import runs, and a page asks once
BEHIND = 500  # whoever missed more than so many is told "many", and asks anew
LATELY = timedelta(seconds=10)
TO_VISITORS = ("chat.typing", "chat.read", "chat.state")


class Mark(NamedTuple):
    """How far a reader has come."""

    event_id: int
    signal_id: int


class Line(NamedTuple):
    """What is sent: `id` is the event's, 0 for a signal; `text` is JSON."""

    id: int
    text: str


@dataclass
class News:
    """What is new: events in the order of their ids, and signals."""

    mark: Mark
    events: Sequence[Mapping[str, Any]] = field(default_factory=list)
    signals: list[ChatSignal] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether there is more."""
        return len(self.events) >= MOST


def newest() -> Mark:
    """Where the timeline and the signals end now."""
    events = Event.objects.aggregate(last=Max("id"))["last"] or 0
    return Mark(events, ChatSignal.objects.aggregate(last=Max("id"))["last"] or 0)


def since(mark: Mark) -> News:
    """What came after `mark`, at most `MOST`."""
    found = Event.objects.filter(id__gt=mark.event_id).order_by("id")
    events = list(found.values("id", "kind", "ref", "person_id", "channel")[:MOST])
    signals = list(ChatSignal.objects.filter(id__gt=mark.signal_id).order_by("id")[:MOST])
    last = Mark(events[-1]["id"] if events else mark.event_id, signals[-1].pk if signals else mark.signal_id)
    return News(last, events, signals)


def for_team(news: News, user_ids: Collection[int]) -> dict[int, list[Line]]:
    """For each of these members, what they may hear of: kinds and refs of what they may meet, never a word."""
    users = User.objects.in_bulk(user_ids) if user_ids else {}
    return {user_id: _for_one(news, user) for user_id, user in users.items()}


def _for_one(news: News, user: User) -> list[Line]:
    return _of_events(news.events, user) + _of_signals(news.signals, user)


def _of_signals(signals: Sequence[ChatSignal], user: User) -> list[Line]:
    if not signals or level_of(user) < Level.AGENT:
        return []
    kept_back = _kept_back({s.ref for s in signals}, user)
    return [Line(0, _said(s.kind, s.ref, s.person_id, **s.data)) for s in signals if s.ref not in kept_back]


def _kept_back(refs: Collection[str], user: User) -> set[str]:
    """Those of `refs` that are confidential, and `user` is none who may read them."""
    narrow = set(Confidential.objects.filter(is_on=True, ref__in=refs).values_list("ref", flat=True))
    met = Event.objects.visible_to(user).filter(ref__in=narrow).values_list("ref", flat=True) if narrow else ()
    return narrow - set(met)


def _of_events(events: Sequence[Mapping[str, Any]], user: User) -> list[Line]:
    if not events:
        return []
    if len(events) > MANY:
        return [_many(events[-1]["id"])]
    met = set(Event.objects.visible_to(user).filter(id__in=[e["id"] for e in events]).values_list("id", flat=True))
    return [_event(e) for e in events if e["id"] in met]


def _event(e: Mapping[str, Any]) -> Line:
    return Line(e["id"], _said(e["kind"], e["ref"], e["person_id"], id=e["id"]))


def _many(last: int) -> Line:
    return Line(last, _said("many", "", None, id=last))


def for_visitors(news: News, refs: Collection[str]) -> dict[str, list[Line]]:
    """For each of these conversations, what was said in it, and what stirs on our side."""
    found: dict[str, list[Line]] = {}
    ids = [e["id"] for e in news.events if e["ref"] in refs and e["channel"] == speaking.CHANNEL]
    for ref, line in _spoken(ids):
        found.setdefault(ref, []).append(line)
    for signal in news.signals:
        if signal.ref in refs and signal.kind in TO_VISITORS and signal.data.get("by") != "visitor":
            found.setdefault(signal.ref, []).append(Line(0, _told_visitor(signal)))
    return found


def missed_by_member(user_id: int, after: int, *, now: datetime) -> list[Line]:
    """What a member whose page had come to event `after` (0: none) missed; "many" where that is more than `BEHIND`.

    And what stirred a moment ago, for it may have fallen between the page and its stream; it may be told twice.
    """
    user = User.objects.filter(id=user_id).first()
    if user is None:
        return []
    lately = ChatSignal.objects.filter(at__gte=now - LATELY).exclude(kind="chat.typing").order_by("id")
    return _missed_events(user, after) + _of_signals(list(lately[:MANY]), user)


def _missed_events(user: User, after: int) -> list[Line]:
    found = Event.objects.filter(id__gt=after).order_by("id").values("id", "kind", "ref", "person_id")
    events = list(found[: BEHIND + 1]) if after else []
    if len(events) > BEHIND:
        return [_many(newest().event_id)]
    return [line for n in range(0, len(events), MANY) for line in _of_events(events[n : n + MANY], user)]


def missed_by_visitor(ref: str, after: int) -> list[Line]:
    """What was said in the conversation after event `after`, then how it stands."""
    ids = speaking.said_in(ref).filter(id__gt=after).order_by("id").values_list("id", flat=True)
    lines = [line for _ref, line in _spoken(list(ids))]
    state = speaking.state_of(ref)
    return [*lines, Line(0, json.dumps({"what": "state", **state}))] if state else lines


def _spoken(ids: Iterable[int]) -> list[tuple[str, Line]]:
    events = Event.objects.filter(id__in=list(ids)).order_by("id") if ids else []
    return [(e.ref, Line(e.pk, _dumped({"what": "message", **words}))) for e, words in speaking.spoken(events)]


def _told_visitor(signal: ChatSignal) -> str:
    return _dumped({"what": signal.kind.removeprefix("chat."), **signal.data})


def _said(kind: str, ref: str, person_id: int | None, **more: Any) -> str:
    return _dumped({"kind": kind, "ref": ref, "person": person_id, **more})


def _dumped(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
