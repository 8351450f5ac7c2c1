"""By which ways are we in touch with one person: calls beside mails and chats, each side's, with how many?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.words import calls as in_words

WITHIN = timedelta(days=365)
_OURS = ("message.sent", "call.made", "contact.made")
_THEIRS = ("message.received", "call.received")
_IN_VAIN = ("not_reached", "wrong_number")


@dataclass(frozen=True)
class Way:
    """A channel, and how often each side used it in the last twelve months."""

    channel: str
    title: str
    ours: int
    theirs: int

    @property
    def n(self) -> int:
        """Both together."""
        return self.ours + self.theirs


def ways(who: list[int], *, to: User, now: datetime) -> list[Way]:
    """The ways used with the person of ids `who`, the most used first; by hand, not sales, calls in vain left out."""
    seen = Event.objects.visible_to(to).filter(
        _not("is_automatic"), _not("is_sales"), Q(data__outcome__isnull=True) | ~Q(data__outcome__in=_IN_VAIN),
        person_id__in=who, kind__in=(*_OURS, *_THEIRS), occurred_at__gt=now - WITHIN,
    )  # fmt: skip
    counts: dict[str, list[int]] = {}
    for kind, channel, n in seen.order_by().values_list("kind", "channel").annotate(n=Count("id")):
        mine = counts.setdefault("phone" if kind.startswith("call.") else channel, [0, 0])
        mine[kind in _THEIRS] += n
    found = [Way(c, in_words.channel(c), ours, theirs) for c, (ours, theirs) in counts.items()]
    return sorted(found, key=lambda w: (-w.n, w.channel))


def _not(name: str) -> Q:
    """Said to be false, or not said at all: `exclude` would lose those that do not say."""
    return Q(**{f"data__{name}__isnull": True}) | Q(**{f"data__{name}": False})
