"""What was said before in a conversation, which of it may be repeated, and to whom?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hafawa.channels.mail import addresses
from hafawa.channels.outbox import letter
from hafawa.channels.outbox.paper import Quote
from hafawa.team.models import LANGUAGES, Shop
from hafawa.timeline.models import Event

_KINDS = ("message.received", "message.sent")
_LOOKED_AT = 200
QUOTED_CHARACTERS = 20_000


@dataclass(frozen=True)
class Before:
    """Of a conversation: the ids of its messages, oldest first, that of the last one received, and who takes part."""

    events: dict[int, Event] = field(default_factory=dict)
    message_ids: tuple[str, ...] = ()
    last_received: str = ""
    participants: frozenset[str] = frozenset()


def of(ref: str) -> Before:
    """What the timeline holds of the conversation `ref`."""
    found = Event.objects.filter(ref=ref, kind__in=_KINDS).exclude(ref="").order_by("-occurred_at", "-id")[:_LOOKED_AT]
    events = list(reversed(found))
    received = [e.data.get("message_id", "") for e in events if e.kind == "message.received"]
    return Before(
        events={e.pk: e for e in events},
        message_ids=tuple(letter.ids([i for e in events if (i := e.data.get("message_id", ""))])),
        last_received=next(iter(letter.ids([i for i in reversed(received) if i][:1])), ""),
        participants=frozenset(p for e in events for p in e.data.get("participants", ())),
    )


def quote(before: Before, event_id: int | None, *, to: Sequence[str], language: str) -> tuple[Quote | None, bool]:
    """What is repeated of the event `event_id`, and whether it was left out because somebody in `to` is new.

    History goes only to those who take part already (docs/reliability: rule 4).
    """
    event = before.events.get(event_id or 0)
    if event is None or not event.data.get("text"):
        return None, False
    if not {a.email for one in to for a in addresses.read(one)} <= before.participants:
        return None, True
    return Quote(_introduction(event, language=language), event.data["text"][:QUOTED_CHARACTERS].strip("\n")), False


def _introduction(event: Event, *, language: str) -> str:
    """“On 3 November 2026 at 14:02, layla@example.org wrote:” in the letter's language, as mail programs know it."""
    who = next(iter(event.data.get("participants", ())), "")
    who = event.data.get("by", "") or who if event.kind == "message.sent" else who
    local = event.occurred_at.astimezone(Shop.get().zone)
    with translation.override(language if language in dict(LANGUAGES) else "en"):
        day = date_format(local, "j F Y")
        return _("On %(day)s at %(time)s, %(who)s wrote:") % {"day": day, "time": f"{local:%H:%M}", "who": who}
